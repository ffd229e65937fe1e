//! Records of Zenodo and of other repositories with InvenioRDM; read only.

mod kind;
mod people;
mod read;
mod work;

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json;

/// Records of Zenodo and of other repositories that run InvenioRDM, as their APIs return them: `/api/records/ID`,
/// searches (`hits.hits`), and Zenodo's depositions. Read only.
///
/// Both forms are read: Zenodo's own (`metadata.creators[].name`, `journal`, `meeting`, `imprint`, `part_of`,
/// `thesis`) and that of InvenioRDM (`metadata.creators[].person_or_org`, the same data under `custom_fields`). The
/// references of a record, its files, communities and statistics are skipped.
/// <https://developers.zenodo.org/#representation>, <https://inveniordm.docs.cern.ch/reference/metadata/>
pub static FORMAT: Format = Format {
    id: "zenodo",
    name: "Zenodo and InvenioRDM",
    summary: "records from Zenodo's API and from other repositories with InvenioRDM",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("metadata.resource_type", Variable::Kind),
    Row::read("metadata.title", Variable::Text(TextVariable::Title)),
    Row::read("metadata.description", Variable::Text(TextVariable::Abstract)),
    Row::read("metadata.notes", Variable::Text(TextVariable::Note)),
    Row::read("metadata.creators", Variable::Names(NameVariable::Author)),
    Row::read("metadata.contributors", Variable::Names(NameVariable::Contributor)),
    Row::read("metadata.contributors", Variable::Names(NameVariable::Editor)),
    Row::read("metadata.publication_date", Variable::Date(DateVariable::Issued)),
    Row::read("metadata.dates", Variable::Date(DateVariable::AvailableDate)),
    Row::read("metadata.dates", Variable::Date(DateVariable::Submitted)),
    Row::read("metadata.publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("metadata.imprint.publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("metadata.thesis.university", Variable::Text(TextVariable::Publisher)),
    Row::read("metadata.imprint.place", Variable::Text(TextVariable::PublisherPlace)),
    Row::read("metadata.imprint.isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("metadata.imprint.edition", Variable::Number(NumberVariable::Edition)),
    Row::read("metadata.journal.title", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("metadata.part_of.title", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("metadata.journal.volume", Variable::Number(NumberVariable::Volume)),
    Row::read("metadata.journal.issue", Variable::Number(NumberVariable::Issue)),
    Row::read("metadata.journal.pages", Variable::Number(NumberVariable::Page)),
    Row::read("metadata.part_of.pages", Variable::Number(NumberVariable::Page)),
    Row::read("custom_fields.journal:journal.issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("metadata.meeting.title", Variable::Text(TextVariable::EventTitle)),
    Row::read("metadata.meeting.place", Variable::Text(TextVariable::EventPlace)),
    Row::read("metadata.meeting.dates", Variable::Date(DateVariable::EventDate)),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("metadata.alternate_identifiers", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("metadata.alternate_identifiers", Variable::Text(TextVariable::EprintType)),
    Row::read("links.self_html", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("metadata.related_identifiers", Variable::Related),
    Row::read("metadata.license", Variable::Text(TextVariable::License)),
    Row::read("metadata.version", Variable::Number(NumberVariable::Version)),
    Row::read("metadata.keywords", Variable::Tags),
    Row::read("metadata.language", Variable::Language),
];

/// A title and creators, and a member that only these repositories have.
const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Members(Members {
    of: &["", "hits.hits"],
    all: &[Member::Any("metadata.title"), Member::Any("metadata.creators")],
    some: &[(
        1,
        &[
            Member::Any("conceptrecid"),
            Member::Any("metadata.resource_type"),
            Member::Any("metadata.upload_type"),
            Member::Any("metadata.publication_date"),
            Member::Any("metadata.creators.person_or_org"),
            Member::Any("pids"),
        ],
    )],
}))];

#[cfg(test)]
mod tests;
