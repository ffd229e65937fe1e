//! The members of a record that are read, in the form of Zenodo's API and in that of InvenioRDM.

use serde::Deserialize;
use serde_json::Value;

use crate::syntax::json::typed::{Inside, List, Scalar, Shape};

/// The shape of records, for any lifetime.
pub(super) struct RecordShape;

impl Shape for RecordShape {
    type Of<'de> = Deposit<'de>;
}

/// A record, or a deposition that is not yet published.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Deposit<'a> {
    #[serde(borrow)]
    pub(super) id: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) doi: Option<Scalar<'a>>,
    #[serde(borrow, rename = "conceptdoi")]
    pub(super) concept_doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) pids: Inside<PersistentIdentifiers<'a>>,
    #[serde(borrow)]
    pub(super) links: Inside<Links<'a>>,
    #[serde(borrow)]
    pub(super) metadata: Inside<Metadata<'a>>,
    #[serde(borrow)]
    pub(super) custom_fields: Inside<CustomFields<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct PersistentIdentifiers<'a> {
    #[serde(borrow)]
    pub(super) doi: Inside<NamedIdentifier<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Links<'a> {
    #[serde(borrow)]
    pub(super) self_html: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) html: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Metadata<'a> {
    #[serde(borrow)]
    pub(super) title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) description: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) notes: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) additional_descriptions: List<Described<'a>>,
    #[serde(borrow)]
    pub(super) additional_titles: List<Described<'a>>,
    #[serde(borrow)]
    pub(super) creators: List<Creator<'a>>,
    #[serde(borrow)]
    pub(super) contributors: List<Creator<'a>>,
    #[serde(borrow)]
    pub(super) resource_type: Inside<ResourceType<'a>>,
    #[serde(borrow)]
    pub(super) upload_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) publication_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) image_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) publication_date: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) dates: List<DatedEvent<'a>>,
    #[serde(borrow)]
    pub(super) publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) language: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) languages: List<Identified<'a>>,
    #[serde(borrow)]
    pub(super) version: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) keywords: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) subjects: List<Subject<'a>>,
    pub(super) license: Option<Value>,
    #[serde(borrow)]
    pub(super) rights: List<Identified<'a>>,
    #[serde(borrow)]
    pub(super) alternate_identifiers: List<NamedIdentifier<'a>>,
    #[serde(borrow)]
    pub(super) identifiers: List<NamedIdentifier<'a>>,
    #[serde(borrow)]
    pub(super) related_identifiers: List<NamedIdentifier<'a>>,
    #[serde(borrow)]
    pub(super) journal: Inside<Container<'a>>,
    #[serde(borrow)]
    pub(super) meeting: Inside<Meeting<'a>>,
    #[serde(borrow)]
    pub(super) imprint: Inside<Container<'a>>,
    #[serde(borrow)]
    pub(super) part_of: Inside<Container<'a>>,
    #[serde(borrow)]
    pub(super) thesis: Inside<Thesis<'a>>,
    // The members of a deposition, which has them side by side.
    #[serde(borrow)]
    pub(super) journal_title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) journal_volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) journal_issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) journal_pages: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) conference_title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) conference_dates: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) conference_place: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) imprint_publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) imprint_isbn: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) imprint_place: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) partof_title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) partof_pages: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) thesis_university: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct CustomFields<'a> {
    #[serde(borrow, rename = "journal:journal")]
    pub(super) journal: Inside<Container<'a>>,
    #[serde(borrow, rename = "meeting:meeting")]
    pub(super) meeting: Inside<Meeting<'a>>,
    #[serde(borrow, rename = "imprint:imprint")]
    pub(super) imprint: Inside<Container<'a>>,
    #[serde(borrow, rename = "thesis:thesis")]
    pub(super) thesis: Inside<Thesis<'a>>,
    #[serde(borrow, rename = "thesis:university")]
    pub(super) university: Option<Scalar<'a>>,
}

/// A journal, the book that contains a work, or the imprint.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Container<'a> {
    #[serde(borrow)]
    pub(super) title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) pages: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) issn: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) isbn: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) place: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) edition: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Meeting<'a> {
    #[serde(borrow)]
    pub(super) title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) dates: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) place: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Thesis<'a> {
    #[serde(borrow)]
    pub(super) university: Option<Scalar<'a>>,
}

/// A creator or contributor: in Zenodo's form a name, in InvenioRDM's an object for the person or organisation.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Creator<'a> {
    #[serde(borrow)]
    pub(super) name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) orcid: Option<Scalar<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) of_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) role: Inside<Identified<'a>>,
    #[serde(borrow)]
    pub(super) person_or_org: Inside<PersonOrOrganisation<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct PersonOrOrganisation<'a> {
    #[serde(borrow, rename = "type")]
    pub(super) of_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) given_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) family_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) identifiers: List<NamedIdentifier<'a>>,
}

/// An identifier with its scheme and, for another work, the relation to it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct NamedIdentifier<'a> {
    #[serde(borrow)]
    pub(super) identifier: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) scheme: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) relation: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) relation_type: Inside<Identified<'a>>,
}

/// A term of a vocabulary.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Identified<'a> {
    #[serde(borrow)]
    pub(super) id: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) link: Option<Scalar<'a>>,
    pub(super) title: Option<Value>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ResourceType<'a> {
    #[serde(borrow)]
    pub(super) id: Option<Scalar<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) general: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) subtype: Option<Scalar<'a>>,
}

/// A title or description of a particular type.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Described<'a> {
    #[serde(borrow)]
    pub(super) title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) description: Option<Scalar<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) of_type: Inside<Identified<'a>>,
}

/// A date and its meaning; Zenodo's form has a range, too.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct DatedEvent<'a> {
    #[serde(borrow)]
    pub(super) date: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) start: Option<Scalar<'a>>,
    pub(super) r#type: Option<Value>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Subject<'a> {
    #[serde(borrow)]
    pub(super) subject: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) term: Option<Scalar<'a>>,
}
