//! The sources of Word, which its documents cite.

mod dates;
mod fields;
mod languages;
mod people;
mod read;
mod serial_numbers;
mod write;

#[cfg(test)]
mod tests;

use crate::seam::{Elements, Evidence, Format, Member, Recognition, Sign};

/// Word's sources, for reading and writing: `Sources.xml` of Word's source manager, and the part of a document that holds
/// the sources it cites.
///
/// Word has seventeen types; works of other types become the nearest, or `Misc`, which is reported. Its texts are plain:
/// formulas are written in Unicode, and lost markup is reported. The tag of a source is the citation key. A title of a
/// publication is in the field that Word has for the type of work (`JournalName`, `BookTitle`, `ConferenceName` ...). Dates have a
/// year, a month and a day; others are written in the field of the year. ISBN, ISSN and numbers of PubMed share one field,
/// each with its label. A list of names is either of people or one organisation: in a longer list, organisations are people
/// with only a last name. Lists that are cut short cannot be marked.
///
/// Languages are read as tags and as numbers of Windows (LCID), and written as tags. Elements without a variable are kept.
/// ECMA-376, part 1, 22.6 (Bibliography):
/// <https://ecma-international.org/publications-and-standards/standards/ecma-376/>
pub static FORMAT: Format = Format {
    id: "word-xml",
    name: "Word's sources",
    summary: "the sources that Word documents cite (Sources.xml)",
    extensions: &["xml"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::READER),
    writer: Some(&write::WordWriter),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Elements(Elements { roots: &["Sources"], namespace: "bibliography", ..Elements::NONE })),
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["Sources"],
        all: &[Member::Any("Source.SourceType")],
        ..Elements::NONE
    })),
];
