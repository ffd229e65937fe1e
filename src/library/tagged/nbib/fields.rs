//! THE table of PubMed's tags and their variables.

use crate::library::tagged::labels::{SPACING, date, identifier, names, number, only, text};
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Row};

/// The publication types (`PT`) that determine the type of work; all others are those of articles.
pub(super) const TYPES: &[(&str, Kind)] = &[
    ("Book", Kind::Book),
    ("Book Chapter", Kind::Chapter),
    ("Chapter", Kind::Chapter),
    ("Dataset", Kind::Dataset),
    ("Newspaper Article", Kind::ArticleNewspaper),
    ("Preprint", Kind::Article),
    ("Technical Report", Kind::Report),
    ("Academic Dissertation", Kind::Thesis),
    ("Legal Case", Kind::LegalCase),
    ("Legislation", Kind::Legislation),
    ("Video-Audio Media", Kind::MotionPicture),
    ("Webcast", Kind::Broadcast),
];

/// The field map of nbib.
pub static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const IN_BOOK: &[Kind] = &[Kind::Chapter];

const ROWS: &[Row] = &[
    Row::new("PT", Variable::Kind, Fidelity::Kept),
    text("TI", TextVariable::Title),
    text("TT", TextVariable::OriginalTitle),
    only(IN_BOOK, text("BTI", TextVariable::ContainerTitle)),
    text("BTI", TextVariable::Title),
    text("CTI", TextVariable::CollectionTitle),
    text("VTI", TextVariable::VolumeTitle),
    text("JT", TextVariable::ContainerTitle),
    text("TA", TextVariable::ContainerTitleShort),
    names("FAU", NameVariable::Author),
    names("FED", NameVariable::Editor),
    date("DP", DateVariable::Issued),
    date("DEP", DateVariable::AvailableDate),
    number("VI", NumberVariable::Volume),
    number("IP", NumberVariable::Issue),
    number("PG", NumberVariable::Page),
    number("EN", NumberVariable::Edition),
    text("PB", TextVariable::Publisher),
    text("PL", TextVariable::PublisherPlace),
    identifier("LID", IdentifierVariable::Doi),
    identifier("PMID", IdentifierVariable::Pmid),
    identifier("PMC", IdentifierVariable::Pmcid),
    identifier("IS", IdentifierVariable::Issn),
    identifier("ISBN", IdentifierVariable::Isbn),
    Row::new("LA", Variable::Language, SPACING),
    text("CI", TextVariable::License),
    Row::new("OT", Variable::Tags, SPACING),
    Row::new("MH", Variable::Tags, SPACING),
    text("AB", TextVariable::Abstract),
];
