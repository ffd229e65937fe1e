//! Hayagriva YAML, the bibliographies of Typst.

mod canonical;
mod crate_entries;
mod dates;
mod fields;
mod formulas;
mod from_entry;
mod kinds;
mod names;
mod place;
mod read;
mod sift;
#[cfg(test)]
mod tests;
mod texts;
mod to_entry;
mod write;

pub use crate_entries::{from_hayagriva, to_hayagriva};

use crate::seam::{Evidence, Format, Recognition, Sign};

/// Hayagriva, the YAML format for bibliographies in Typst.
///
/// The hayagriva crate itself reads and checks the entries, one by one and, if one fails, field by field: a value that
/// the crate does not accept affects only its field. Entries to be written are checked by the crate in the same way
/// first, so it can read every file; the writer reports values that have no place. The crate's own writer is not used:
/// it turns a suffix into a given name and drops the comma before it.
///
/// The publication that contains a work is its parent, and the types of both together are the type of the work: an
/// article in a periodical is `article-journal`. Variables are assigned to parents in the way in which the crate
/// resolves CSL's variables, so that styles show the entry like the record.
/// <https://github.com/typst/hayagriva/blob/main/docs/file-format.md>
pub static FORMAT: Format = Format {
    id: "hayagriva",
    name: "Hayagriva",
    summary: "YAML bibliographies for Typst",
    extensions: &["yml", "yaml"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::HayagrivaReader),
    writer: Some(&write::HayagrivaWriter),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Text {
    what: "a key that is not indented, and below it the type of an entry",
    is_in: has_entry,
})];

/// Recognises a key that is not indented, followed by the type of an entry.
fn has_entry(text: &str) -> bool {
    let is_key = |line: &str| line.starts_with(|first: char| first.is_ascii_alphanumeric()) && line.ends_with(':');
    let mut after_key = false;
    for line in text.lines().map(str::trim_ascii_end) {
        let content = line.trim_ascii_start();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let is_indented = content.len() < line.len();
        if let (true, true, Some(value)) = (after_key, is_indented, content.strip_prefix("type:")) {
            return kinds::is_entry_type(value.trim().trim_matches(['"', '\'']));
        }
        after_key = if is_indented { after_key } else { is_key(line) };
    }
    false
}
