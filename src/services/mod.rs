//! The answers of services: a folder or file for each service, and what their answers share.

pub(crate) mod ads;
mod answer;
pub(crate) mod arxiv;
pub(crate) mod arxiv_snapshot;
pub(crate) mod bibjson;
pub(crate) mod biorxiv;
mod contributors;
pub(crate) mod crossref;
pub(crate) mod datacite;
pub(crate) mod dblp;
pub(crate) mod europe_pmc;
pub(crate) mod hal;
pub(crate) mod hf_papers;
pub(crate) mod inspire;
pub(crate) mod oai_pmh;
pub(crate) mod openalex;
pub(crate) mod openreview;
pub(crate) mod orcid;
pub(crate) mod papers_with_code;
pub(crate) mod pubmed_xml;
pub(crate) mod schema_org;
pub(crate) mod semantic_scholar;
pub(crate) mod unpaywall;
pub(crate) mod web_page;
mod xml_or_json;
pub(crate) mod zenodo;
