//! The answers of services: a folder or file for each service, and what their answers share.

mod answer;
pub(crate) mod arxiv;
pub(crate) mod arxiv_snapshot;
pub(crate) mod crossref;
pub(crate) mod datacite;
pub(crate) mod dblp;
pub(crate) mod hf_papers;
pub(crate) mod openalex;
pub(crate) mod orcid;
pub(crate) mod papers_with_code;
pub(crate) mod pubmed_xml;
pub(crate) mod semantic_scholar;
mod xml_or_json;
