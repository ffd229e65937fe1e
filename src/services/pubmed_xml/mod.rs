//! PubMed's XML; read only.

mod fields;
mod read;

use crate::seam::{Authority, Elements, Evidence, Format, Recognition};

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
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::PubmedReader),
    fields: &fields::FIELDS,
    authority: Authority::Registry,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[Evidence::decisive(Elements::root(&[
    "PubmedArticleSet",
    "PubmedBookArticleSet",
    "MedlineCitationSet",
    "PubmedArticle",
    "PubmedBookArticle",
    "eFetchResult",
]))];

#[cfg(test)]
mod tests;
