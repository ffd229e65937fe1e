//! Answers of OAI-PMH; read only.

mod metadata;
mod read;
#[cfg(test)]
mod tests;

use crate::library::dublin_core;
use crate::seam::{Elements, Evidence, Format, Member, Recognition, Sign};

/// The answers of repositories to OAI-PMH: `ListRecords` and `GetRecord`, whole or only their records. Read only.
///
/// The metadata of each record are read by the reader of their format: Dublin Core (`oai_dc`), DataCite
/// (`oai_datacite`), MARC 21 (`marcxml`), and arXiv's `arXiv` and `arXivRaw`. Metadata in other formats are reported. Records that the repository has deleted are reported as notes, and so
/// is the token with which a list goes on: the file then contains only a part of the list. The identifier of a record in
/// OAI-PMH is kept. <https://www.openarchives.org/OAI/openarchivesprotocol.html>
pub static FORMAT: Format = Format {
    id: "oai-pmh",
    name: "OAI-PMH",
    summary: "answers of repositories to OAI-PMH, with metadata in Dublin Core, DataCite, MARC, arXiv",
    extensions: &["xml"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::OaiPmhReader),
    // The field map of the format that every repository offers.
    fields: dublin_core::FORMAT.fields,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Elements::root(&["OAI-PMH"])),
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["ListRecords", "GetRecord", "records"],
        all: &[Member::Any("record.header.identifier")],
        ..Elements::NONE
    })),
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["record"],
        all: &[Member::Any("header.identifier"), Member::Any("metadata")],
        ..Elements::NONE
    })),
];
