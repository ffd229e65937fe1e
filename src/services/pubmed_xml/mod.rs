//! PubMed's XML, read: articles (`MedlineCitation`) and books (`PubmedBookArticle`), as E-utilities and the yearly files of
//! PubMed give them. <https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/index.html>
//!
//! Titles lose the full stop at their end and keep the brackets by which PubMed marks translations; the title in the
//! language of the work is the original one. MeSH's headings are keywords. An author list that PubMed says to be
//! incomplete is truncated. What tells of the citation's way through PubMed is left out: dates of its processing,
//! subsets, codes of chemicals, the reference list.

mod fields;
mod read;

use crate::seam::{Format, Likelihood};
use crate::syntax::xml::starts_with_element;

/// PubMed's XML.
pub static FORMAT: Format = Format {
    id: "pubmed-xml",
    name: "PubMed XML",
    summary: "articles and books of PubMed, as its E-utilities and yearly files give them",
    extensions: &["xml"],
    sniff,
    reader: Some(&read::PubmedReader),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

fn sniff(beginning: &[u8]) -> Likelihood {
    let roots = [
        "PubmedArticleSet",
        "PubmedBookArticleSet",
        "MedlineCitationSet",
        "PubmedArticle",
        "PubmedBookArticle",
        "eFetchResult",
    ];
    if starts_with_element(beginning, &roots) { Likelihood::Certain } else { Likelihood::No }
}

#[cfg(test)]
mod tests;
