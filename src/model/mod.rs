//! The normalized record and the types of its values.
//!
//! Everything here is plain data: readers fill it, writers and the CSL processor read it, and neither depends on the
//! other.

mod accessors;
mod address;
mod citation;
mod contributors;
mod date;
mod eprint;
mod kind;
mod name;
mod name_case;
mod origin;
mod owner;
mod passage;
mod preprint;
mod publication_status;
mod record;
mod rich_text;
mod same_person;
mod sentence_case;
mod variable;

pub(crate) use accessors::SELECTED;
pub(crate) use citation::LOCATOR_ABBREVIATIONS;
pub use citation::{Citation, CitationMode, CiteForm, CitePosition, CitedRecord, LOCATOR_LABELS};
pub(crate) use contributors::author_place;
pub(crate) use date::month_name;
pub use date::{Date, Point, Qualification, Season, WithinYear};
pub(crate) use eprint::ARXIV;
pub use kind::Kind;
pub(crate) use kind::{demand_every_kind, joined, joined_kinds};
pub(crate) use name::is_name_suffix;
pub use name::{Name, Names, Person};
pub(crate) use name_case::{is_bare_initials, is_particle, leading_particle, usual_case};
pub use origin::Origin;
pub use owner::{Owner, OwnerPresence};
pub use passage::{Passage, SourceFile};
pub(crate) use publication_status::PublicationStatus;
pub(crate) use record::{
    BIB_DIALECTS, CORRESPONDING_AUTHOR, EQUAL_CONTRIBUTION, INHERITED_BY_CROSSREF, PRESENTING_AUTHOR,
};
pub use record::{CONTRIBUTIONS_FORMAT, Inference, Record, Related};
pub use rich_text::{Inline, MAX_DEPTH, Tex, Text};
pub(crate) use rich_text::{has_tex, trim_end};
pub use same_person::NameAgreement;
pub use variable::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
