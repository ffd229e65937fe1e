//! arXiv's Atom feeds; read only.

mod fields;
mod listing;
mod metadata;
mod read;
pub(super) mod values;

pub(super) use metadata::record as record_of_metadata;

use crate::seam::{Elements, Evidence, Format, Member, Recognition, Sign, TextSyntax};

/// arXiv's XML: the Atom feeds that its API answers with, its metadata formats in OAI-PMH (`arXiv` and `arXivRaw`), and the
/// listings of its newest papers as RSS or Atom.
///
/// An entry is a preprint with its number, version and primary category; its date of issue is that of the first
/// version. Titles and abstracts are TeX. The comment and the journal reference, both free text, become the note; the
/// DOI is that of the published article. Names are not split by arXiv, so they are split by rule.
/// Only in the metadata format `arXiv` they are in parts.
///
/// Listings give the day on which a paper was announced. That of a new paper becomes its date of issue; for replacements and
/// papers from other categories, the year and month of the number do. Both are marked as inferred.
/// <https://info.arxiv.org/help/api/user-manual.html>, <https://info.arxiv.org/help/oa/index.html>,
/// <https://info.arxiv.org/help/rss.html>
pub static FORMAT: Format = Format {
    id: "arxiv",
    name: "arXiv XML",
    summary: "arXiv's XML: feeds of its API, listings as RSS or Atom, metadata of OAI-PMH",
    extensions: &["atom", "rss", "xml"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::ArxivReader),
    fields: &fields::FIELDS,
    text_syntax: TextSyntax::Tex,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["feed", "entry"],
        some: &[(
            1,
            &[
                of_arxiv("id"),
                of_arxiv("entry.id"),
                of_arxiv("link.href"),
                of_arxiv("entry.link.href"),
                of_arxiv("xmlns:arxiv"),
            ],
        )],
        ..Elements::NONE
    })),
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["rss", "RDF"],
        some: &[(1, &[of_arxiv("channel.link"), of_arxiv("xmlns:arxiv")])],
        ..Elements::NONE
    })),
    Evidence::decisive(Elements::root(&["arXiv", "arXivRaw"])),
];

const fn of_arxiv(path: &'static str) -> Member {
    Member::Value { path, what: "an address of arxiv.org", is_meant: |value| value.contains("arxiv.org/") }
}

#[cfg(test)]
mod tests;
