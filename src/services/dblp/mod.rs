//! DBLP's records, as XML or JSON; read only.

mod fields;
mod json;
mod proceedings;
mod search;
mod xml;

use super::xml_or_json::XmlOrJson;
use crate::seam::{Elements, Evidence, Format, Member, Recognition, Sign};

/// DBLP: its XML, as single records, as the page of a person or as the whole file of several gigabytes, read as a stream; and
/// the answers of its search as XML or JSON, where venues have only short names. Read only.
///
/// Citation keys are those of DBLP's own BibTeX (`DBLP:conf/cvpr/HeZRS16`). The numbers that distinguish people of the
/// same name are not part of the name and are kept separately. Titles lose the full stop at their end. An arXiv paper
/// in the "journal" CoRR is a preprint. A paper's `booktitle` is an acronym: if the proceedings it refers to are near
/// it in the file, their title becomes its container title, and the acronym the short form. Pages about people (`www`
/// with the key `homepages/…`) are not works.
/// <https://dblp.org/faq/16154937.html>,
/// <https://dblp.org/faq/1474681.html>
pub static FORMAT: Format = Format {
    id: "dblp",
    name: "DBLP",
    summary: "records from DBLP: its XML, complete or in part, pages of people, and answers of its search",
    extensions: &["xml", "json"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&XmlOrJson { xml: &xml::DblpXmlReader, json: &json::SearchReader }),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Elements::root(&["dblp", "dblpperson"])),
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["result"],
        all: &[Member::Any("hits"), Member::Any("query")],
        ..Elements::NONE
    })),
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["hits", search::HIT],
        some: &[(1, &[Member::Any("hit.info.key"), Member::Any("info.key")])],
        ..Elements::NONE
    })),
    json::ANSWER,
    json::HIT,
];

#[cfg(test)]
mod tests;
