//! RIS, the exchange format of reference managers.

mod fields;
mod read;
mod service_notes;
mod write;

use crate::seam::{Evidence, FieldRepetition, Format, FurtherFields, Recognition, Sign};

/// RIS, the exchange format of reference managers and publishers' sites, as written by EndNote, Reference Manager,
/// Zotero, Springer, Scopus, ScienceDirect, ACS and IEEE.
///
/// The meaning of a tag depends on the type (`TY`): `A2` is an editor of a chapter and a series editor of a book. The
/// meanings are those of EndNote's RIS export, where other programs agree with it; tags of older dialects are read as
/// well. A variable without a tag is written in a line `M2  - variable: value`, which Zotero reads into its "Extra"
/// field; so is a type that RIS does not have. Tags without a variable are kept as extra fields.
///
/// All dialects are read: with and without `ER`, with a byte order mark, any line end, one or two spaces before the
/// hyphen, values over several lines. Files are written in UTF-8 with CRLF, as the specification requires, and each
/// value on one line. <https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp>
pub static FORMAT: Format = Format {
    id: "ris",
    name: "RIS",
    summary: "the tagged format of publishers' websites and reference managers",
    extensions: &["ris"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::RisReader),
    writer: Some(&write::WRITER),
    fields: &fields::FIELDS,
    further_fields: FurtherFields { repetition: FieldRepetition::AnyNumber, ..FurtherFields::DEFAULT },
    ..Format::DEFAULT
};

/// The tag of labelled lines.
const LABELLED: &str = "M2";

/// The maximum number of lines before the first record.
const LINES_BEFORE: usize = 20;

const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Text {
    what: "a line `TY  - ` with the type of a work, near the beginning",
    is_in: |text| lines(text).take(LINES_BEFORE).any(is_type),
})];

/// Returns the lines that are not blank.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty())
}

fn is_type(line: &str) -> bool {
    line.strip_prefix("TY").is_some_and(|rest| rest.starts_with(' ') && rest.trim_start().starts_with('-'))
}

#[cfg(test)]
mod tests;
