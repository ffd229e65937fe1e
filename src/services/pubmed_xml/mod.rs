//! PubMed's XML; read only.

mod fields;
mod read;

use crate::seam::{Authority, Format, Likelihood};
use crate::syntax::xml::starts_with_element;

/// PubMed's XML: articles (`MedlineCitation`) and books (`PubmedBookArticle`), as E-utilities and PubMed's yearly files
/// provide them. Read only.
///
/// Titles lose the full stop at their end and keep the brackets with which PubMed marks translations; the title in the
/// language of the work is the original title. MeSH headings are keywords. An author list that PubMed calls incomplete
/// is truncated. Data about the processing of the citation at PubMed are left out: dates, subsets, codes of chemicals,
/// the reference list.
/// <https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/index.html>
pub static FORMAT: Format = Format {
    id: "pubmed-xml",
    name: "PubMed XML",
    summary: "articles and books from PubMed's E-utilities and yearly files",
    extensions: &["xml"],
    sniff,
    reader: Some(&read::PubmedReader),
    fields: &fields::FIELDS,
    authority: Authority::Registry,
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
