//! arXiv's Atom feeds; read only.

mod fields;
mod read;

use crate::seam::{Elements, Evidence, Format, Member, Recognition, Sign, TextSyntax};

/// arXiv's Atom feeds, the answers of its API.
///
/// An entry is a preprint with its number, version and primary category; its date of issue is that of the first
/// version. Titles and abstracts are TeX. The comment and the journal reference, both free text, become the note; the
/// DOI is that of the published article. Names are not split by arXiv, so they are split by rule.
/// <https://info.arxiv.org/help/api/user-manual.html>
pub static FORMAT: Format = Format {
    id: "arxiv",
    name: "arXiv Atom",
    summary: "feeds from arXiv's API",
    extensions: &["atom", "xml"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::ArxivReader),
    fields: &fields::FIELDS,
    text_syntax: TextSyntax::Tex,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Elements(Elements {
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
}))];

const fn of_arxiv(path: &'static str) -> Member {
    Member::Value { path, what: "an address of arxiv.org", is_meant: |value| value.contains("arxiv.org/") }
}

#[cfg(test)]
mod tests;
