//! The members of a work that are read: <https://github.com/ORCID/orcid-model> (record_3.0, work-3.0.xsd). Leaves are
//! objects with a `value`, and everything may be null.

use serde::Deserialize;

use crate::syntax::json::typed::{List, Scalar, Shape, text};

/// The shape of works, for any lifetime.
pub(super) struct WorkShape;

impl Shape for WorkShape {
    type Of<'de> = Work<'de>;
}

/// A work, or the object that contains one.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Work<'a> {
    /// The versions of a group.
    #[serde(borrow)]
    pub(super) work_summary: List<Work<'a>>,
    /// A full work, in a list of several.
    #[serde(borrow)]
    pub(super) work: Option<Box<Work<'a>>>,
    #[serde(borrow)]
    pub(super) put_code: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) title: Option<Titles<'a>>,
    #[serde(borrow)]
    pub(super) journal_title: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) short_description: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) citation: Option<Citation<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) type_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) publication_date: Option<PublicationDate<'a>>,
    #[serde(borrow)]
    pub(super) external_ids: Option<ExternalIds<'a>>,
    #[serde(borrow)]
    pub(super) url: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) contributors: Option<Contributors<'a>>,
    #[serde(borrow)]
    pub(super) language_code: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) display_index: Option<Scalar<'a>>,
}

/// A text, by itself or as the `value` of an object.
#[derive(Default)]
pub(super) struct Leaf<'a>(Option<Scalar<'a>>);

impl<'a> Leaf<'a> {
    /// Returns a leaf with this text.
    pub(super) fn of(text: Scalar<'a>) -> Self {
        Self(Some(text))
    }

    /// Returns the text, unless it is blank.
    pub(super) fn text(&self) -> Option<&str> {
        text(&self.0)
    }
}

/// Returns the text of a leaf that may be missing.
pub(super) fn leaf<'b>(leaf: &'b Option<Leaf<'_>>) -> Option<&'b str> {
    leaf.as_ref().and_then(Leaf::text)
}

impl<'de: 'a, 'a> Deserialize<'de> for Leaf<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Object<'b> {
            #[serde(borrow)]
            value: Option<Scalar<'b>>,
        }

        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either<'b> {
            Text(#[serde(borrow)] Scalar<'b>),
            Object(#[serde(borrow)] Object<'b>),
        }

        Ok(Self(match Either::deserialize(deserializer)? {
            Either::Text(text) => Some(text),
            Either::Object(object) => object.value,
        }))
    }
}

/// The titles of a work.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Titles<'a> {
    #[serde(borrow)]
    pub(super) title: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) subtitle: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) translated_title: Option<Leaf<'a>>,
}

/// A citation entered by the person or a program.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Citation<'a> {
    #[serde(borrow)]
    pub(super) citation_type: Option<Scalar<'a>>,
    #[serde(borrow, alias = "citation")]
    pub(super) citation_value: Option<Scalar<'a>>,
}

/// A date, as far as it is known.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct PublicationDate<'a> {
    #[serde(borrow)]
    pub(super) year: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) month: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) day: Option<Leaf<'a>>,
}

/// The identifiers of a work.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct ExternalIds<'a> {
    #[serde(borrow)]
    pub(super) external_id: List<ExternalId<'a>>,
}

/// An identifier, and what it identifies: the work itself, what it is a part of, or another version.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct ExternalId<'a> {
    #[serde(borrow)]
    pub(super) external_id_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) external_id_value: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) external_id_normalized: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) external_id_relationship: Option<Scalar<'a>>,
}

/// The contributors of a work.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Contributors<'a> {
    #[serde(borrow)]
    pub(super) contributor: List<Contributor<'a>>,
}

/// A contributor, in one role.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Contributor<'a> {
    #[serde(borrow)]
    pub(super) contributor_orcid: Option<ContributorOrcid<'a>>,
    #[serde(borrow)]
    pub(super) credit_name: Option<Leaf<'a>>,
    #[serde(borrow)]
    pub(super) contributor_attributes: Option<ContributorAttributes<'a>>,
}

/// The ORCID iD of a contributor.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ContributorOrcid<'a> {
    #[serde(borrow)]
    pub(super) path: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) uri: Option<Scalar<'a>>,
}

/// The role of a contributor.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct ContributorAttributes<'a> {
    #[serde(borrow)]
    pub(super) contributor_role: Option<Scalar<'a>>,
}
