//! Web of Science's tagged files; read only.

mod fields;
mod read;

pub(crate) use read::record;

use crate::seam::{Evidence, Format, Recognition, Sign};

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
    recognition: Recognition::Evidence(EVIDENCE),
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

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Text {
        what: "the lines `FN` and `VR` of the head",
        is_in: |text| match first_fields(text) {
            (Some(("FN", name)), _) if name.contains("Web of") || name.contains("ISI") => true,
            (Some(("FN", _)), Some(("VR", _))) => true,
            _ => false,
        },
    }),
    Evidence::decisive(Sign::Text {
        what: "the line `PT` with the sort of a work, then its authors or title",
        is_in: |text| match first_fields(text) {
            (Some(("PT", sort)), Some(("AU" | "TI" | "GP" | "CA", _))) => sort.trim().len() == 1,
            _ => false,
        },
    }),
];

type Field<'a> = (&'a str, &'a str);

/// Returns the fields of the first two lines.
fn first_fields(text: &str) -> (Option<Field<'_>>, Option<Field<'_>>) {
    let mut fields = text.lines().filter(|line| !line.trim().is_empty()).map_while(field);
    (fields.next(), fields.next())
}

#[cfg(test)]
mod tests;
