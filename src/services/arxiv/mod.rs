//! arXiv's Atom feeds; read only.

mod fields;
mod read;

use crate::seam::{Format, Likelihood, TextSyntax};

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
    sniff,
    reader: Some(&read::ArxivReader),
    fields: &fields::FIELDS,
    text_syntax: TextSyntax::Tex,
    ..Format::DEFAULT
};

fn sniff(beginning: &[u8]) -> Likelihood {
    let is_of_arxiv = memchr::memmem::find(beginning, b"arxiv.org/").is_some();
    match crate::syntax::xml::starts_with_element(beginning, &["feed", "entry"]) && is_of_arxiv {
        true => Likelihood::Certain,
        false => Likelihood::No,
    }
}

#[cfg(test)]
mod tests;
