//! THE table of Crossref's elements: which variable each path stands for, and which type of work each element is.

use crate::formats::{Direction, Fidelity, FieldMap, Kinds, Row};
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};

/// Elements that are works, and the type of each.
const TYPES: &[(&str, Kind)] = &[
    ("journal_article", Kind::ArticleJournal),
    ("journal", Kind::Periodical),
    ("conference_paper", Kind::PaperConference),
    ("conference", Kind::Collection),
    ("book", Kind::Book),
    ("content_item", Kind::Chapter),
    ("dissertation", Kind::Thesis),
    ("report-paper", Kind::Report),
    ("standard", Kind::Standard),
    ("dataset", Kind::Dataset),
    ("database", Kind::Dataset),
    ("posted_content", Kind::Article),
    ("peer_review", Kind::Review),
    ("component", Kind::Document),
    ("pending_publication", Kind::ArticleJournal),
];

/// What the attributes `type` and `component_type` say further.
const SUBTYPES: &[(&str, &str, Kind)] = &[
    ("content_item", "reference_entry", Kind::Entry),
    ("posted_content", "dissertation", Kind::Thesis),
    ("posted_content", "report", Kind::Report),
];

/// The type of work of an element with such an attribute.
pub(super) fn kind(element: &str, subtype: &str) -> Option<Kind> {
    let refined = SUBTYPES.iter().find(|(name, value, _)| *name == element && *value == subtype).map(|row| row.2);
    refined.or_else(|| TYPES.iter().find(|(name, _)| *name == element).map(|(_, kind)| *kind))
}

/// The field map. Paths start at the work or at what it is published in; names and dates, titles with their subtitles,
/// pages, and what has a condition in brackets are read by hand.
pub(super) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

/// What is published as a part of something.
const PARTS: Kinds = Kinds::Only(&[
    Kind::ArticleJournal,
    Kind::PaperConference,
    Kind::Chapter,
    Kind::Entry,
    Kind::Dataset,
    Kind::Document,
]);
const CHAPTERS: Kinds = Kinds::Only(&[Kind::Chapter, Kind::Entry]);
const THESIS: Kinds = Kinds::Only(&[Kind::Thesis]);

const ROWS: &[Row] = &[
    row("titles/title", Variable::Text(TextVariable::Title)),
    row("titles/original_language_title", Variable::Text(TextVariable::OriginalTitle)),
    row("abstract", Variable::Text(TextVariable::Abstract)),
    row("contributors/person_name[author]", Variable::Names(NameVariable::Author)),
    row("contributors/person_name[editor]", Variable::Names(NameVariable::Editor)),
    row("contributors/person_name[chair]", Variable::Names(NameVariable::Chair)),
    row("contributors/person_name[translator]", Variable::Names(NameVariable::Translator)),
    row("publication_date[print]", Variable::Date(DateVariable::Issued)),
    row("publication_date[online]", Variable::Date(DateVariable::AvailableDate)),
    row("event_metadata/conference_date", Variable::Date(DateVariable::EventDate)),
    row("pages", Variable::Number(NumberVariable::Page)),
    row("doi_data/doi", Variable::Identifier(IdentifierVariable::Doi)),
    row("doi_data/resource", Variable::Identifier(IdentifierVariable::Url)),
    row("publisher_item/item_number[article-number]", Variable::Number(NumberVariable::Number)),
    row("running_number", Variable::Number(NumberVariable::Number)),
    Row { kinds: CHAPTERS, ..row("component_number", Variable::Number(NumberVariable::ChapterNumber)) },
    row("journal_metadata/full_title", Variable::Text(TextVariable::ContainerTitle)),
    row("journal_metadata/abbrev_title", Variable::Text(TextVariable::ContainerTitleShort)),
    row("journal_metadata/issn", Variable::Identifier(IdentifierVariable::Issn)),
    row("journal_issue/journal_volume/volume", Variable::Number(NumberVariable::Volume)),
    row("journal_issue/issue", Variable::Number(NumberVariable::Issue)),
    Row {
        direction: Direction::Read,
        ..row("journal_issue/special_numbering", Variable::Number(NumberVariable::Issue))
    },
    Row { kinds: PARTS, ..row("proceedings_title", Variable::Text(TextVariable::ContainerTitle)) },
    row("series_metadata/titles/title", Variable::Text(TextVariable::CollectionTitle)),
    row("set_metadata/titles/title", Variable::Text(TextVariable::CollectionTitle)),
    row("series_metadata/series_number", Variable::Number(NumberVariable::CollectionNumber)),
    row("series_metadata/issn", Variable::Identifier(IdentifierVariable::Issn)),
    row("isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    row("issn", Variable::Identifier(IdentifierVariable::Issn)),
    row("volume", Variable::Number(NumberVariable::Volume)),
    row("edition_number", Variable::Number(NumberVariable::Edition)),
    row("contract_number", Variable::Number(NumberVariable::Number)),
    row("version_info/version", Variable::Number(NumberVariable::Version)),
    row("publisher/publisher_name", Variable::Text(TextVariable::Publisher)),
    row("publisher/publisher_place", Variable::Text(TextVariable::PublisherPlace)),
    row("institution/institution_name", Variable::Text(TextVariable::Publisher)),
    row("institution/institution_place", Variable::Text(TextVariable::PublisherPlace)),
    row("institution/institution_department", Variable::Text(TextVariable::Division)),
    row("standards_body/standards_body_name", Variable::Text(TextVariable::Authority)),
    row("designators/as_published/standard_designator", Variable::Number(NumberVariable::Number)),
    row("standard_designator", Variable::Number(NumberVariable::Number)),
    Row { kinds: THESIS, ..row("degree", Variable::Text(TextVariable::Genre)) },
    row("event_metadata/conference_name", Variable::Text(TextVariable::EventTitle)),
    row("event_metadata/conference_location", Variable::Text(TextVariable::EventPlace)),
    row("program/license_ref", Variable::Text(TextVariable::License)),
    row("crossmark/custom_metadata/program/license_ref", Variable::Text(TextVariable::License)),
    row("format", Variable::Text(TextVariable::Medium)),
    row("[language]", Variable::Language),
    row("program/related_item", Variable::Related),
    row("posted_content[type]", Variable::Kind),
    // Members of the REST API's JSON that have no counterpart above.
    Row::read("short-title", Variable::Text(TextVariable::TitleShort)),
    Row::read("subject", Variable::Tags),
    Row::read("relation.has-preprint", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("relation.has-preprint", Variable::Text(TextVariable::EprintType)),
];

const fn row(field: &'static str, variable: Variable) -> Row {
    Row { field, variable, kinds: Kinds::All, direction: Direction::Both, fidelity: Fidelity::Kept }
}
