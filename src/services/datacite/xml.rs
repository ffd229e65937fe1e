//! DataCite's XML, versions 2 to 4 of the schema, as the same structure as its JSON.
//! <https://datacite-metadata-schema.readthedocs.io/en/4.5/properties/>

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::work::{
    Container, DatedEvent, Description, NameIdentifier, Named, Person, RelatedIdentifier, RelatedItem,
    RelatedItemIdentifier, Rights, Subject, Title, Types, Work,
};
use super::{FORMAT, read};
use crate::diag::Sink;
use crate::model::{Origin, Record};
use crate::seam::xml_fields::titled;
use crate::seam::xml_records::{OwnIds, XmlRecords};
use crate::services::answer::place_in_json;
use crate::syntax::element::Element;
use crate::syntax::json::typed::{List, Scalar};
use crate::syntax::xml::Shape;
use crate::values::languages::tag_of;

pub(super) static READER: XmlRecords = XmlRecords {
    shape: Shape { format: "DataCite's XML", records: &["resource"], wrappers: &[], errors: &[] },
    record,
    ids: OwnIds::Never,
};

/// Makes the record of a `resource` element, or of the element around it; `None` if it describes no work.
pub(in crate::services) fn record(element: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    let resource = match element.name.as_str() {
        "resource" => element,
        _ => element.at("payload/resource").or_else(|| element.child("resource")).unwrap_or(element),
    };
    let mut record = read::record(&work(resource), &place_in_json(resource, file), diag);
    record.origin = Some(Origin::new(FORMAT.id, resource.line));
    titled(record, resource, file, diag)
}

/// Returns the structure of JSON for a `resource`.
fn work(resource: &Element) -> Work<'static> {
    let all = |path: &str| resource.all_at(path);
    let is_doi = |identifier: &&&Element| attribute(identifier, "identifierType").is_none_or(|of| of.0 == "DOI");
    let identifiers = all("identifier");
    let further: Vec<Value> = identifiers
        .iter()
        .filter(|identifier| !is_doi(identifier))
        .map(|other| (*other, "identifierType"))
        .chain(all("alternateIdentifiers/alternateIdentifier").into_iter().map(|of| (of, "alternateIdentifierType")))
        .map(|(other, name)| json!({ "identifier": other.text(), "identifierType": other.attribute(name) }))
        .collect();
    Work {
        doi: identifiers.iter().find(is_doi).copied().and_then(text),
        types: resource.child("resourceType").map(|of| Types {
            resource_type_general: attribute(of, "resourceTypeGeneral"),
            resource_type: text(of),
            citeproc: None,
        }),
        titles: list(all("titles/title"), title),
        creators: list(all("creators/creator"), |creator| person(creator, "creatorName")),
        contributors: list(all("contributors/contributor"), |contributor| person(contributor, "contributorName")),
        publisher: list(all("publisher"), |publisher| Named { name: markup(publisher) }),
        container: container(resource),
        publication_year: child(resource, "publicationYear"),
        dates: list(all("dates/date"), |date| DatedEvent { date: text(date), date_type: attribute(date, "dateType") }),
        language: child(resource, "language").map(|language| scalar(tag_of(&language.0))),
        subjects: list(all("subjects/subject"), |subject| Subject {
            subject: markup(subject),
            subject_scheme: attribute(subject, "subjectScheme"),
        }),
        descriptions: list(all("descriptions/description"), |description| Description {
            description: markup(description),
            description_type: attribute(description, "descriptionType"),
            lang: attribute(description, "lang"),
        }),
        // Version 2 of the schema has one element, without a list.
        rights_list: list([all("rightsList/rights"), all("rights")].concat(), |rights| Rights {
            rights: text(rights),
            rights_uri: attribute(rights, "rightsURI"),
        }),
        version: child(resource, "version"),
        sizes: List(all("sizes/size").into_iter().filter_map(text).collect()),
        formats: values(all("formats/format").iter().filter_map(|format| format.text().map(Value::from)).collect()),
        identifiers: values(further),
        funding_references: values(all("fundingReferences/fundingReference").into_iter().map(members).collect()),
        related_identifiers: list(all("relatedIdentifiers/relatedIdentifier"), |related| RelatedIdentifier {
            relation_type: attribute(related, "relationType"),
            related_identifier: text(related),
            related_identifier_type: attribute(related, "relatedIdentifierType"),
        }),
        related_items: list(all("relatedItems/relatedItem"), related_item),
        ..Work::default()
    }
}

fn scalar(text: impl Into<String>) -> Scalar<'static> {
    Scalar(Cow::Owned(text.into()))
}

fn text(element: &Element) -> Option<Scalar<'static>> {
    element.text().map(scalar)
}

/// A text that may have markup, such as line breaks in descriptions.
fn markup(element: &Element) -> Option<Scalar<'static>> {
    Some(scalar(element.markup().trim())).filter(|markup| !markup.0.is_empty())
}

fn child(element: &Element, name: &str) -> Option<Scalar<'static>> {
    element.child(name).and_then(text)
}

fn attribute(element: &Element, name: &str) -> Option<Scalar<'static>> {
    element.attribute(name).map(scalar)
}

fn list<T>(elements: Vec<&Element>, make: impl Fn(&Element) -> T) -> List<T> {
    List(elements.into_iter().map(make).collect())
}

fn values(values: Vec<Value>) -> Option<Value> {
    (!values.is_empty()).then_some(Value::Array(values))
}

/// The texts of child elements, as members.
fn members(element: &Element) -> Value {
    let members = element.elements().filter_map(|child| Some((child.name.clone(), Value::from(child.text()?))));
    Value::Object(members.collect::<Map<_, _>>())
}

fn title(title: &Element) -> Title<'static> {
    Title { title: markup(title), title_type: attribute(title, "titleType"), lang: attribute(title, "lang") }
}

fn person(person: &Element, name: &str) -> Person<'static> {
    Person {
        name: child(person, name),
        name_type: person.child(name).and_then(|name| attribute(name, "nameType")),
        given_name: child(person, "givenName"),
        family_name: child(person, "familyName"),
        name_identifiers: list(person.named("nameIdentifier").collect(), |identifier| NameIdentifier {
            name_identifier: text(identifier),
            name_identifier_scheme: attribute(identifier, "nameIdentifierScheme"),
        }),
        contributor_type: attribute(person, "contributorType"),
    }
}

/// The journal or book of OpenAIRE's profile, which has elements of its own for it.
/// <https://openaire-guidelines-for-literature-repository-managers.readthedocs.io/en/v4.0.0/field_citationtitle.html>
fn container(resource: &Element) -> Option<Container<'static>> {
    let title = child(resource, "citationTitle")?;
    Some(Container {
        title: Some(title),
        volume: child(resource, "citationVolume"),
        issue: child(resource, "citationIssue"),
        first_page: child(resource, "citationStartPage"),
        last_page: child(resource, "citationEndPage"),
        ..Container::default()
    })
}

fn related_item(item: &Element) -> RelatedItem<'static> {
    RelatedItem {
        relation_type: attribute(item, "relationType"),
        titles: list(item.all_at("titles/title"), title),
        volume: child(item, "volume"),
        issue: child(item, "issue"),
        number: child(item, "number"),
        first_page: child(item, "firstPage"),
        last_page: child(item, "lastPage"),
        publication_year: child(item, "publicationYear"),
        edition: child(item, "edition"),
        related_item_identifier: item.child("relatedItemIdentifier").map(|identifier| RelatedItemIdentifier {
            related_item_identifier: text(identifier),
            related_item_identifier_type: attribute(identifier, "relatedItemIdentifierType"),
        }),
    }
}
