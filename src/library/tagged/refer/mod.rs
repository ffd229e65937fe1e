//! Refer, as extended by EndNote.

mod fields;
mod read;
mod write;

use crate::seam::{FieldRepetition, Format, FurtherFields, Likelihood};

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
    sniff,
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

fn sniff(beginning: &[u8]) -> Likelihood {
    let text = String::from_utf8_lossy(beginning.get(..1000).unwrap_or(beginning));
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    match lines.next().and_then(field) {
        Some(("%0", _)) => Likelihood::Certain,
        Some(_) if lines.next().and_then(field).is_some() => Likelihood::Possible,
        _ => Likelihood::No,
    }
}

#[cfg(test)]
mod tests;
