//! ORCID works; read only.

mod citation;
mod kind;
mod read;
mod work;
mod xml;

use super::xml_or_json::XmlOrJson;
use crate::model::{DateVariable, IdentifierVariable, NameVariable, TextVariable, Variable};
use crate::seam::{Elements, Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};

/// ORCID: the works of a person as its API returns them (versions 2 and 3, as JSON or XML). Read only.
///
/// A file holds summaries of the works of a record (`/works`, or the whole record), single works, or several full works
/// (`/works/1,2`). ORCID groups works that it considers versions of the same work; the version that the person prefers,
/// which has the highest `display-index`, is read. Summaries contain no contributors, and none are made up.
///
/// A full work may contain a BibTeX citation: what it says beyond the work itself is taken from it and marked as
/// inferred. <https://github.com/ORCID/orcid-model/blob/master/src/main/resources/record_3.0/README.md>,
/// <https://info.orcid.org/documentation/api-tutorials/api-tutorial-read-data-on-a-record/>
pub static FORMAT: Format = Format {
    id: "orcid",
    name: "ORCID works",
    summary: "the works of a person from ORCID's API, as summaries or in full",
    extensions: &["xml", "json", "jsonl", "ndjson"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&XmlOrJson { xml: &xml::OrcidXmlReader, json: &read::READER }),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("type", Variable::Kind),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("journal-title", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("journal-title", Variable::Text(TextVariable::Publisher)),
    Row::read("contributors", Variable::Names(NameVariable::Author)),
    Row::read("contributors", Variable::Names(NameVariable::Editor)),
    Row::read("publication-date", Variable::Date(DateVariable::Issued)),
    Row::read("external-ids", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("external-ids", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("external-ids", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("external-ids", Variable::Identifier(IdentifierVariable::Pmid)),
    Row::read("external-ids", Variable::Identifier(IdentifierVariable::Pmcid)),
    Row::read("external-ids", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("external-ids", Variable::Text(TextVariable::EprintType)),
    Row::read("external-ids", Variable::Related),
    Row::read("url", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("short-description", Variable::Text(TextVariable::Abstract)),
    Row::read("language-code", Variable::Language),
];

/// Where works are, alone or in an answer.
const WORKS: &[&str] = &["", "work", "bulk.work", "work-summary", "group.work-summary"];

/// The namespaces of ORCID's XML.
const NAMESPACE: &str = "orcid.org/ns";

const fn xml_root(roots: &'static [&'static str], some: &'static [(usize, &'static [Member])]) -> Evidence {
    Evidence::decisive(Sign::Elements(Elements { roots, namespace: NAMESPACE, some, ..Elements::NONE }))
}

const EVIDENCE: &[Evidence] = &[
    xml_root(&["record"], &[(1, &[Member::Any("orcid-identifier"), Member::Any("activities-summary")])]),
    xml_root(&["activities-summary"], &[(1, &[Member::Any("works"), Member::Any("fundings"), Member::Any("path")])]),
    xml_root(&["works"], &[(1, &[Member::Any("group.work-summary"), Member::Any("path")])]),
    xml_root(&["work", "work-summary"], &[(1, &[Member::Any("put-code")])]),
    xml_root(&["bulk"], &[(1, &[Member::Any("work.put-code"), Member::Any("error.response-code")])]),
    xml_root(&["error"], &[(1, &[Member::Any("developer-message"), Member::Any("response-code")])]),
    Evidence::decisive(Sign::Members(Members {
        of: WORKS,
        all: &[Member::Any("put-code")],
        some: &[(1, &[Member::Any("title"), Member::Any("visibility"), Member::Any("type"), Member::Any("source")])],
    })),
    Evidence::decisive(Members::all(&[""], &[Member::Any("group.work-summary")])),
    Evidence::decisive(Members::all(&[""], &[Member::Any("group"), Member::Any("last-modified-date")])),
    Evidence::decisive(Members::all(&[""], &[Member::Any("orcid-identifier")])),
    Evidence::decisive(Members::all(&[""], &[Member::Any("activities-summary")])),
    Evidence::possible(Members::all(&[""], &[Member::Any("developer-message"), Member::Any("response-code")])),
];
