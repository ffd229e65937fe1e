//! Crossref's metadata, as XML or JSON; read only.

mod fields;
mod json;
mod people;
mod work;
mod xml;

use super::xml_or_json::XmlOrJson;
use crate::seam::{Authority, Elements, Evidence, Format, Recognition};

/// Crossref's metadata: unixref and unixsd XML, which its queries and DOI content negotiation return, the deposits of
/// its members, and works of its REST API as JSON. Read only.
///
/// The publication date of the print edition is that of the work, since it matches the volume and issue; the date
/// online says when the work became available. The metadata of a journal, book, series or conference apply to
/// everything published in it. Reference lists, archives, similarity checks and the processing of a deposit say nothing
/// about the work and are left out.
/// <https://www.crossref.org/documentation/schema-library/>,
/// <https://www.crossref.org/documentation/retrieve-metadata/rest-api/>
pub static FORMAT: Format = Format {
    id: "crossref",
    name: "Crossref",
    summary: "works from Crossref: JSON of its REST API, unixref XML and deposits",
    extensions: &["xml", "json", "jsonl", "ndjson"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&XmlOrJson { xml: &xml::CrossrefXmlReader, json: &json::CrossrefJsonReader }),
    fields: &fields::FIELDS,
    authority: Authority::Registry,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Elements::root(&["doi_records", "doi_record", "crossref_result", "doi_batch", "crossref"])),
    json::WORKS,
    json::ANSWER,
    json::NO_WORK,
];

#[cfg(test)]
mod tests;
