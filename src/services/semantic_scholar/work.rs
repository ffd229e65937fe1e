//! The members of a paper that are read: <https://api.semanticscholar.org/api-docs/graph>. The data sets write the
//! names in lower case.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::syntax::json::typed::{List, Scalar, Shape};

/// The shape of papers, for any lifetime.
pub(super) struct PaperShape;

impl Shape for PaperShape {
    type Of<'de> = Paper<'de>;
}

/// A paper, or the object that contains one.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Paper<'a> {
    #[serde(borrow)]
    pub(super) citing_paper: Option<Box<Paper<'a>>>,
    #[serde(borrow)]
    pub(super) cited_paper: Option<Box<Paper<'a>>>,
    #[serde(borrow)]
    pub(super) paper_id: Option<Scalar<'a>>,
    #[serde(borrow, alias = "corpusid")]
    pub(super) corpus_id: Option<Scalar<'a>>,
    #[serde(borrow, alias = "externalids")]
    pub(super) external_ids: Option<ExternalIds<'a>>,
    #[serde(borrow)]
    pub(super) url: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) title: Option<Scalar<'a>>,
    #[serde(borrow, rename = "abstract")]
    pub(super) summary: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) venue: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) publication_venue: Option<VenueOrId<'a>>,
    #[serde(borrow)]
    pub(super) year: Option<Scalar<'a>>,
    #[serde(borrow, alias = "publicationdate")]
    pub(super) publication_date: Option<Scalar<'a>>,
    #[serde(borrow, alias = "publicationtypes")]
    pub(super) publication_types: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) journal: Option<Journal<'a>>,
    #[serde(borrow)]
    pub(super) authors: List<Author<'a>>,
    #[serde(alias = "citationcount")]
    pub(super) citation_count: Option<Value>,
    #[serde(borrow)]
    pub(super) open_access_pdf: Option<Pdf<'a>>,
    pub(super) tldr: Option<Value>,
}

/// The identifiers of the paper elsewhere.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ExternalIds<'a> {
    #[serde(borrow, rename = "DOI")]
    pub(super) doi: Option<Scalar<'a>>,
    #[serde(borrow, rename = "ArXiv")]
    pub(super) arxiv: Option<Scalar<'a>>,
    #[serde(borrow, rename = "PubMed")]
    pub(super) pubmed: Option<Scalar<'a>>,
    #[serde(borrow, rename = "PubMedCentral")]
    pub(super) pubmed_central: Option<Scalar<'a>>,
    #[serde(borrow, rename = "DBLP")]
    pub(super) dblp: Option<Scalar<'a>>,
    #[serde(borrow, rename = "ACL")]
    pub(super) acl: Option<Scalar<'a>>,
    #[serde(borrow, rename = "MAG")]
    pub(super) mag: Option<Scalar<'a>>,
}

/// A venue, or, in recommendations, only its id.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum VenueOrId<'a> {
    /// The venue.
    Venue(#[serde(borrow)] Venue<'a>),
    /// Its id.
    Id(IgnoredAny),
}

/// A journal or conference.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Venue<'a> {
    #[serde(borrow)]
    pub(super) name: Option<Scalar<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) type_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) issn: Option<Scalar<'a>>,
}

/// The place of a paper in a journal.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Journal<'a> {
    #[serde(borrow)]
    pub(super) name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) pages: Option<Scalar<'a>>,
}

/// An author.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Author<'a> {
    #[serde(borrow)]
    pub(super) name: Option<Scalar<'a>>,
}

/// A file of the paper.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Pdf<'a> {
    #[serde(borrow)]
    pub(super) url: Option<Scalar<'a>>,
}

impl<'a> Paper<'a> {
    /// Returns the venue if it is given as an object.
    pub(super) fn venue(&self) -> Option<&Venue<'a>> {
        match self.publication_venue.as_ref()? {
            VenueOrId::Venue(venue) => Some(venue),
            VenueOrId::Id(_) => None,
        }
    }
}
