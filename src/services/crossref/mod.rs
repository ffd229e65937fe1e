//! Crossref's metadata, as XML or JSON; read only.

mod fields;
mod json;
mod people;
mod work;
mod xml;

use super::xml_or_json::XmlOrJson;
use crate::seam::{Authority, Format, Likelihood};

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
    sniff,
    reader: Some(&XmlOrJson { xml: &xml::CrossrefXmlReader, json: &json::CrossrefJsonReader }),
    fields: &fields::FIELDS,
    authority: Authority::Registry,
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
