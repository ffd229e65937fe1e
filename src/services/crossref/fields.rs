//! THE table of Crossref's elements: the variable of each path, and the type of work of each element.

use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Direction, Fidelity, FieldMap, Kinds, Row};

/// Elements that are works, and their types.
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

/// More specific types, given by the attributes `type` and `component_type`.
const SUBTYPES: &[(&str, &str, Kind)] = &[
    ("content_item", "reference_entry", Kind::Entry),
    ("posted_content", "dissertation", Kind::Thesis),
    ("posted_content", "report", Kind::Report),
];

/// Returns the type of work of an element with this attribute.
pub(super) fn kind(element: &str, subtype: &str) -> Option<Kind> {
    let refined = SUBTYPES.iter().find(|(name, value, _)| *name == element && *value == subtype).map(|row| row.2);
    refined.or_else(|| TYPES.iter().find(|(name, _)| *name == element).map(|(_, kind)| *kind))
}

/// The field map. Paths start at the work or at the publication it is in; names and dates, titles with their subtitles,
/// pages, and fields with a condition in brackets are read by separate code.
pub(crate) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

/// Types of works that are published as parts of something.
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
    Row::kept("titles/title", Variable::Text(TextVariable::Title)),
    Row::kept("titles/original_language_title", Variable::Text(TextVariable::OriginalTitle)),
    Row::kept("abstract", Variable::Text(TextVariable::Abstract)),
    Row::kept("contributors/person_name[author]", Variable::Names(NameVariable::Author)),
    Row::kept("contributors/person_name[editor]", Variable::Names(NameVariable::Editor)),
    Row::kept("contributors/person_name[chair]", Variable::Names(NameVariable::Chair)),
    Row::kept("contributors/person_name[translator]", Variable::Names(NameVariable::Translator)),
    Row::kept("publication_date[print]", Variable::Date(DateVariable::Issued)),
    Row::kept("publication_date[online]", Variable::Date(DateVariable::AvailableDate)),
    Row::kept("event_metadata/conference_date", Variable::Date(DateVariable::EventDate)),
    Row::kept("pages", Variable::Number(NumberVariable::Page)),
    Row::kept("doi_data/doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::kept("doi_data/resource", Variable::Identifier(IdentifierVariable::Url)),
    Row::kept("publisher_item/item_number[article-number]", Variable::Number(NumberVariable::Number)),
    Row::kept("running_number", Variable::Number(NumberVariable::Number)),
    Row { kinds: CHAPTERS, ..Row::kept("component_number", Variable::Number(NumberVariable::ChapterNumber)) },
    Row::kept("journal_metadata/full_title", Variable::Text(TextVariable::ContainerTitle)),
    Row::kept("journal_metadata/abbrev_title", Variable::Text(TextVariable::ContainerTitleShort)),
    Row::kept("journal_metadata/issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::kept("journal_issue/journal_volume/volume", Variable::Number(NumberVariable::Volume)),
    Row::kept("journal_issue/issue", Variable::Number(NumberVariable::Issue)),
    Row {
        direction: Direction::Read,
        ..Row::kept("journal_issue/special_numbering", Variable::Number(NumberVariable::Issue))
    },
    Row { kinds: PARTS, ..Row::kept("proceedings_title", Variable::Text(TextVariable::ContainerTitle)) },
    Row::kept("series_metadata/titles/title", Variable::Text(TextVariable::CollectionTitle)),
    Row::kept("set_metadata/titles/title", Variable::Text(TextVariable::CollectionTitle)),
    Row::kept("series_metadata/series_number", Variable::Number(NumberVariable::CollectionNumber)),
    Row::kept("series_metadata/issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::kept("isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::kept("issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::kept("volume", Variable::Number(NumberVariable::Volume)),
    Row::kept("edition_number", Variable::Number(NumberVariable::Edition)),
    Row::kept("contract_number", Variable::Number(NumberVariable::Number)),
    Row::kept("version_info/version", Variable::Number(NumberVariable::Version)),
    Row::kept("publisher/publisher_name", Variable::Text(TextVariable::Publisher)),
    Row::kept("publisher/publisher_place", Variable::Text(TextVariable::PublisherPlace)),
    Row::kept("institution/institution_name", Variable::Text(TextVariable::Publisher)),
    Row::kept("institution/institution_place", Variable::Text(TextVariable::PublisherPlace)),
    Row::kept("institution/institution_department", Variable::Text(TextVariable::Division)),
    Row::kept("standards_body/standards_body_name", Variable::Text(TextVariable::Authority)),
    Row::kept("designators/as_published/standard_designator", Variable::Number(NumberVariable::Number)),
    Row::kept("standard_designator", Variable::Number(NumberVariable::Number)),
    Row { kinds: THESIS, ..Row::kept("degree", Variable::Text(TextVariable::Genre)) },
    Row::kept("event_metadata/conference_name", Variable::Text(TextVariable::EventTitle)),
    Row::kept("event_metadata/conference_location", Variable::Text(TextVariable::EventPlace)),
    Row::kept("program/license_ref", Variable::Text(TextVariable::License)),
    Row::kept("crossmark/custom_metadata/program/license_ref", Variable::Text(TextVariable::License)),
    Row::kept("format", Variable::Text(TextVariable::Medium)),
    Row::kept("[language]", Variable::Language),
    Row::kept("program/related_item", Variable::Related),
    Row::kept("posted_content[type]", Variable::Kind),
    // Members of the REST API's JSON without a counterpart above.
    Row::read("short-title", Variable::Text(TextVariable::TitleShort)),
    Row::read("subject", Variable::Tags),
    Row::read("relation.has-preprint", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("relation.has-preprint", Variable::Text(TextVariable::EprintType)),
];
