//! The members of a DOI's metadata that are read: <https://datacite-metadata-schema.readthedocs.io/en/4.5/properties/>.

use serde::Deserialize;
use serde_json::Value;

use crate::syntax::json::typed::{List, Scalar, Shape};

/// The shape of metadata, for any lifetime.
pub(super) struct WorkShape;

impl Shape for WorkShape {
    type Of<'de> = Work<'de>;
}

/// The metadata of a DOI, or the object that contains them.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Work<'a> {
    #[serde(borrow)]
    pub(super) data: Option<Box<Work<'a>>>,
    #[serde(borrow)]
    pub(super) attributes: Option<Box<Work<'a>>>,
    #[serde(borrow)]
    pub(super) id: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) url: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) types: Option<Types<'a>>,
    #[serde(borrow)]
    pub(super) titles: List<Title<'a>>,
    #[serde(borrow)]
    pub(super) creators: List<Person<'a>>,
    #[serde(borrow)]
    pub(super) contributors: List<Person<'a>>,
    #[serde(borrow)]
    pub(super) publisher: List<Named<'a>>,
    #[serde(borrow)]
    pub(super) container: Option<Container<'a>>,
    #[serde(borrow)]
    pub(super) publication_year: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) dates: List<DatedEvent<'a>>,
    #[serde(borrow)]
    pub(super) language: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) subjects: List<Subject<'a>>,
    #[serde(borrow)]
    pub(super) descriptions: List<Description<'a>>,
    #[serde(borrow)]
    pub(super) rights_list: List<Rights<'a>>,
    #[serde(borrow)]
    pub(super) version: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) sizes: List<Scalar<'a>>,
    pub(super) formats: Option<Value>,
    pub(super) identifiers: Option<Value>,
    pub(super) funding_references: Option<Value>,
    #[serde(borrow)]
    pub(super) related_identifiers: List<RelatedIdentifier<'a>>,
    #[serde(borrow)]
    pub(super) related_items: List<RelatedItem<'a>>,
    pub(super) citation_count: Option<u64>,
}

/// The types of a work, in several vocabularies.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Types<'a> {
    #[serde(borrow)]
    pub(super) resource_type_general: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) resource_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) citeproc: Option<Scalar<'a>>,
}

/// A title; a related item may have it as plain text.
#[derive(Default)]
pub(super) struct Title<'a> {
    pub(super) title: Option<Scalar<'a>>,
    pub(super) title_type: Option<Scalar<'a>>,
    pub(super) lang: Option<Scalar<'a>>,
}

/// An object with a name, or the name itself: before version 4.5 of the schema the publisher was a text.
#[derive(Default)]
pub(super) struct Named<'a> {
    pub(super) name: Option<Scalar<'a>>,
}

/// A creator or contributor.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Person<'a> {
    #[serde(borrow)]
    pub(super) name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) name_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) given_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) family_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) name_identifiers: List<NameIdentifier<'a>>,
    #[serde(borrow)]
    pub(super) contributor_type: Option<Scalar<'a>>,
}

/// An identifier of a person.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct NameIdentifier<'a> {
    #[serde(borrow)]
    pub(super) name_identifier: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) name_identifier_scheme: Option<Scalar<'a>>,
}

/// The publication that a work is part of, as DataCite compiles it from related items and series information.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Container<'a> {
    #[serde(borrow, rename = "type")]
    pub(super) type_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) identifier: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) identifier_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) first_page: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) last_page: Option<Scalar<'a>>,
}

/// A date and its meaning.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct DatedEvent<'a> {
    #[serde(borrow)]
    pub(super) date: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) date_type: Option<Scalar<'a>>,
}

/// A keyword or a class.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Subject<'a> {
    #[serde(borrow)]
    pub(super) subject: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) subject_scheme: Option<Scalar<'a>>,
}

/// An abstract or another description.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Description<'a> {
    #[serde(borrow)]
    pub(super) description: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) description_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) lang: Option<Scalar<'a>>,
}

/// A licence.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Rights<'a> {
    #[serde(borrow)]
    pub(super) rights: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) rights_uri: Option<Scalar<'a>>,
}

/// Another work, given by its identifier.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct RelatedIdentifier<'a> {
    #[serde(borrow)]
    pub(super) relation_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) related_identifier: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) related_identifier_type: Option<Scalar<'a>>,
}

/// Another work, given by its title, with the place of this work in it.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct RelatedItem<'a> {
    #[serde(borrow)]
    pub(super) relation_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) titles: List<Title<'a>>,
    #[serde(borrow)]
    pub(super) volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) number: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) first_page: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) last_page: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) publication_year: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) edition: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) related_item_identifier: Option<RelatedItemIdentifier<'a>>,
}

/// The identifier of a related item.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct RelatedItemIdentifier<'a> {
    #[serde(borrow)]
    pub(super) related_item_identifier: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) related_item_identifier_type: Option<Scalar<'a>>,
}

/// Reads a structure from an object, or from a text as its first member.
macro_rules! object_or_text {
    ($name:ident { $($field:ident),* }, $first:ident) => {
        impl<'de: 'a, 'a> Deserialize<'de> for $name<'a> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(Deserialize, Default)]
                #[serde(default, rename_all = "camelCase")]
                struct Object<'b> { $(#[serde(borrow)] $field: Option<Scalar<'b>>,)* }

                #[derive(Deserialize)]
                #[serde(untagged)]
                enum Either<'b> {
                    Text(#[serde(borrow)] Scalar<'b>),
                    Object(#[serde(borrow)] Object<'b>),
                }

                Ok(match Either::deserialize(deserializer)? {
                    Either::Text(text) => {
                        let mut object = Self::default();
                        object.$first = Some(text);
                        object
                    }
                    Either::Object(Object { $($field),* }) => Self { $($field),* },
                })
            }
        }
    };
}

object_or_text!(Title { title, title_type, lang }, title);
object_or_text!(Named { name }, name);
