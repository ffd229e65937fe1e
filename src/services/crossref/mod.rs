//! Crossref's metadata, read: unixref and unixsd XML, as its queries and DOI content negotiation answer, and the deposits of
//! its members; and works of its REST API as JSON. <https://www.crossref.org/documentation/schema-library/>,
//! <https://www.crossref.org/documentation/retrieve-metadata/rest-api/>
//!
//! The publication date of the print edition is that of the work, as volumes and issues are; the date online is that of its
//! availability. What a journal, book, series or conference says counts for all that is published in it. Reference lists,
//! archives, checks of similarity and the processing of a deposit say nothing of the work and are left out.

mod fields;
mod json;
mod people;
mod work;
mod xml;

use super::xml_or_json::XmlOrJson;
use crate::seam::{Format, Likelihood};

/// Crossref's metadata.
pub static FORMAT: Format = Format {
    id: "crossref",
    name: "Crossref",
    summary: "works as Crossref describes them: JSON of its REST API, unixref XML and deposits",
    extensions: &["xml", "json", "jsonl", "ndjson"],
    sniff,
    reader: Some(&XmlOrJson { xml: &xml::CrossrefXmlReader, json: &json::CrossrefJsonReader }),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

fn sniff(beginning: &[u8]) -> Likelihood {
    let roots = ["doi_records", "doi_record", "crossref_result", "doi_batch", "crossref"];
    if crate::syntax::xml::starts_with_element(beginning, &roots) {
        Likelihood::Certain
    } else {
        json::sniff(beginning)
    }
}

#[cfg(test)]
mod tests;
