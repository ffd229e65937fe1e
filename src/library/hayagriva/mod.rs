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

use crate::seam::{Format, Likelihood};

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
    sniff,
    reader: Some(&read::HayagrivaReader),
    writer: Some(&write::HayagrivaWriter),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

/// Recognises a key that is not indented, followed by one of the fields that are typical of entries.
fn sniff(beginning: &[u8]) -> Likelihood {
    let is_key =
        |line: &[u8]| line.first().is_some_and(u8::is_ascii_alphanumeric) && line.trim_ascii_end().ends_with(b":");
    let mut after_key = false;
    for line in beginning.split(|byte| *byte == b'\n') {
        let content = line.trim_ascii_start();
        if content.is_empty() || content.starts_with(b"#") {
            continue;
        }
        let is_indented = content.len() < line.len();
        let value = content.strip_prefix(b"type:".as_slice()).map(|value| value.trim_ascii().trim_ascii_start());
        if let (true, true, Some(value)) = (after_key, is_indented, value) {
            let name = std::str::from_utf8(value).unwrap_or_default().trim_matches(['"', '\'']);
            return if kinds::is_entry_type(name) { Likelihood::Certain } else { Likelihood::No };
        }
        after_key = if is_indented { after_key } else { is_key(line) };
    }
    Likelihood::No
}
