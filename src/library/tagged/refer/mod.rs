//! Refer, as extended by EndNote.

mod fields;
mod read;
mod write;

use crate::seam::{Evidence, FieldRepetition, Format, FurtherFields, Recognition, Sign};

/// Refer, the format of `refer(1)` and BibIX as extended by EndNote: `%A Doe, Jane`, one field per line.
///
/// The meaning of `%B`, `%E`, `%S` and `%Y` depends on the type (`%0`), as in EndNote's own export. A variable without
/// a tag is written in a line `%4 variable: value`, EndNote's fourth custom field, and so is a type that Refer does not
/// have. Tags without a variable are kept as extra fields.
/// <https://www.loc.gov/preservation/digital/formats/fdd/fdd000327.shtml>
/// <https://man7.org/linux/man-pages/man1/refer.1.html>
pub static FORMAT: Format = Format {
    id: "refer",
    name: "Refer",
    summary: "the tagged format of refer, BibIX and EndNote exports (.enw)",
    extensions: &["enw", "refer"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::ReferReader),
    writer: Some(&write::WRITER),
    fields: &fields::FIELDS,
    further_fields: FurtherFields { repetition: FieldRepetition::AnyNumber, ..FurtherFields::DEFAULT },
    ..Format::DEFAULT
};

/// The tag of labelled lines.
const LABELLED: &str = "%4";

/// Returns the tag and the value of a line that begins a field: "%A Doe, Jane".
fn field(line: &str) -> Option<(&str, &str)> {
    let tag =
        line.get(..2).filter(|tag| tag.starts_with('%') && tag.as_bytes()[1].is_ascii_graphic() && *tag != "%%")?;
    let value = &line[2..];
    (value.is_empty() || value.starts_with([' ', '\t'])).then_some((tag, value))
}

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Text {
        what: "the type of a work, `%0`, in the first line",
        is_in: |text| first_tags(text).next() == Some("%0"),
    }),
    Evidence::possible(Sign::Text {
        what: "two tagged lines such as `%A` at the beginning",
        is_in: |text| first_tags(text).take(2).count() == 2 && !text.lines().any(is_bibcode),
    }),
];

/// Whether a line has a bibcode, as in the tagged format of ADS, in which other tags have other meanings: nineteen
/// characters, of which the first four are a year. <https://ui.adsabs.harvard.edu/help/actions/bibcode>
fn is_bibcode(line: &str) -> bool {
    let code = line.strip_prefix("%R ").map(str::trim).unwrap_or_default();
    code.len() == 19 && code.bytes().take(4).all(|byte| byte.is_ascii_digit()) && !code.contains('/')
}

/// Returns the tags of the lines at the beginning.
fn first_tags(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty()).map_while(field).map(|(tag, _)| tag)
}

#[cfg(test)]
mod tests;
