//! ORCID works; read only.

mod citation;
mod kind;
mod read;
mod work;

use crate::model::{DateVariable, IdentifierVariable, NameVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Format, Likelihood, Row};
use crate::syntax::json;
use crate::syntax::json::outline::Outline;

/// ORCID: the works of a person as its API returns them (versions 2 and 3 as JSON). Read only.
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
    extensions: json::EXTENSIONS,
    sniff,
    reader: Some(&read::READER),
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

fn sniff(beginning: &[u8]) -> Likelihood {
    let outline = Outline::read(beginning);
    let is_work = |inside: &str| {
        let has = |name: &str| outline.has(&format!("{inside}{name}"));
        has("put-code") && (has("title") || has("visibility") || has("type") || has("source"))
    };
    let is_works = outline.has("group") && outline.has("last-modified-date") || outline.has("group.work-summary");
    let is_record = outline.has("orcid-identifier") || outline.has("activities-summary");
    let is_error = outline.has("developer-message") && outline.has("response-code");
    let works = ["", "work.", "bulk.work.", "work-summary.", "group.work-summary."];
    match works.into_iter().any(is_work) || is_works || is_record || is_error {
        true => Likelihood::Certain,
        false => Likelihood::No,
    }
}
