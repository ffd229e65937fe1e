//! Web of Science's tagged files; read only.

mod fields;
mod read;

use crate::seam::{Format, Likelihood};

/// The tagged files of Web of Science ("plain text"), and of the other databases on its platform.
///
/// Names are the full names (`AF`), or the short ones (`AU`: "Smith, JA") if these are missing. `BP` and `EP` are the
/// pages, `AR` is the number of an article. The platform's counts and classifications (`TC`, `WC`, `UT` and so on) are
/// kept as extra fields, as is every tag without a variable.
/// <https://webofscience.help.clarivate.com/en-us/Content/wos-core-collection/woscc-field-tags.htm>
pub static FORMAT: Format = Format {
    id: "wos",
    name: "Web of Science",
    summary: "tagged plain text files from Web of Science",
    extensions: &["ciw", "isi", "wos"],
    sniff,
    reader: Some(&read::WosReader),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

/// Returns the tag and the value of a line that begins a field: "TI Gripewater".
fn field(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = (line.get(..2)?, line.get(2..)?);
    let is_tag = tag.as_bytes()[0].is_ascii_uppercase()
        && (tag.as_bytes()[1].is_ascii_uppercase() || tag.as_bytes()[1].is_ascii_digit());
    (is_tag && (value.is_empty() || value.starts_with(' '))).then_some((tag, value))
}

fn sniff(beginning: &[u8]) -> Likelihood {
    let text = String::from_utf8_lossy(beginning.get(..1000).unwrap_or(beginning));
    let mut tags = text.lines().filter(|line| !line.trim().is_empty()).map_while(field);
    let (first, second) = (tags.next(), tags.next());
    match (first, second) {
        (Some(("FN", name)), _) if name.contains("Web of") || name.contains("ISI") => Likelihood::Certain,
        (Some(("FN", _)), Some(("VR", _))) => Likelihood::Certain,
        (Some(("PT", sort)), Some(("AU" | "TI" | "GP" | "CA", _))) if sort.trim().len() == 1 => Likelihood::Certain,
        _ => Likelihood::No,
    }
}

#[cfg(test)]
mod tests;
