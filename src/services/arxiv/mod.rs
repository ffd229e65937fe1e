//! arXiv's Atom feeds, as its API answers. <https://info.arxiv.org/help/api/user-manual.html>
//!
//! An entry gives a preprint with its number, version and primary category, issued when its first version was. Titles and
//! abstracts are TeX. The comment and the reference to a journal, both free text, are the note; the DOI is that of the
//! published article. Names come unsplit and are split by rule.

mod fields;
mod read;

use crate::seam::{Format, Likelihood, TextSyntax};

/// arXiv's Atom feeds.
pub static FORMAT: Format = Format {
    id: "arxiv",
    name: "arXiv Atom",
    summary: "feeds of arXiv's API",
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
