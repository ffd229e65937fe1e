//! The members of a work that are read: <https://docs.openalex.org/api-entities/works/work-object>.

use serde::Deserialize;

use super::inverted_abstract::InvertedAbstract;
use crate::syntax::json::typed::{List, Scalar, Shape};

/// The shape of works, for any lifetime.
pub(super) struct WorkShape;

impl Shape for WorkShape {
    type Of<'de> = Work<'de>;
}

/// A work.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Work<'a> {
    #[serde(borrow)]
    pub(super) id: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) title: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) display_name: Option<Scalar<'a>>,
    pub(super) publication_year: Option<i32>,
    #[serde(borrow)]
    pub(super) publication_date: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) language: Option<Scalar<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) type_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) type_crossref: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) ids: Option<Ids<'a>>,
    #[serde(borrow)]
    pub(super) primary_location: Option<Location<'a>>,
    #[serde(borrow)]
    pub(super) locations: List<Location<'a>>,
    #[serde(borrow)]
    pub(super) authorships: List<Authorship<'a>>,
    pub(super) is_authors_truncated: Option<bool>,
    #[serde(borrow)]
    pub(super) biblio: Option<Biblio<'a>>,
    #[serde(borrow)]
    pub(super) keywords: List<Keyword<'a>>,
    pub(super) cited_by_count: Option<u64>,
    pub(super) is_retracted: Option<bool>,
    #[serde(borrow)]
    pub(super) abstract_inverted_index: Option<InvertedAbstract<'a>>,
}

/// The identifiers of a work.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Ids<'a> {
    #[serde(borrow)]
    pub(super) doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) pmid: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) pmcid: Option<Scalar<'a>>,
}

/// The location of a version of a work.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Location<'a> {
    #[serde(borrow)]
    pub(super) landing_page_url: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) pdf_url: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) source: Option<Source<'a>>,
    #[serde(borrow)]
    pub(super) license: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) version: Option<Scalar<'a>>,
}

/// A journal, a conference, a repository.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Source<'a> {
    #[serde(borrow)]
    pub(super) display_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) issn_l: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) issn: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) host_organization_name: Option<Scalar<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) type_name: Option<Scalar<'a>>,
}

/// An author of a work.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Authorship<'a> {
    #[serde(borrow)]
    pub(super) author: Option<Author<'a>>,
    #[serde(borrow)]
    pub(super) raw_author_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) institutions: List<Institution<'a>>,
    #[serde(borrow)]
    pub(super) raw_affiliation_strings: List<Scalar<'a>>,
}

/// The person that an author is identified as by OpenAlex.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Author<'a> {
    #[serde(borrow)]
    pub(super) display_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) orcid: Option<Scalar<'a>>,
}

/// An institution of an author.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Institution<'a> {
    #[serde(borrow)]
    pub(super) display_name: Option<Scalar<'a>>,
}

/// The place of a work in a volume.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Biblio<'a> {
    #[serde(borrow)]
    pub(super) volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) first_page: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) last_page: Option<Scalar<'a>>,
}

/// A keyword; older works use the second name.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Keyword<'a> {
    #[serde(borrow)]
    pub(super) display_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) keyword: Option<Scalar<'a>>,
}
