//! THE table of PubMed's elements: which variable each path stands for, and which type of work a publication type tells.

use crate::formats::{Direction, Fidelity, FieldMap, Kinds, Row};
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};

/// Publication types that tell the type of work. <https://www.nlm.nih.gov/mesh/pubtypes.html>
const TYPES: &[(&str, Kind)] =
    &[("Preprint", Kind::Article), ("Newspaper Article", Kind::ArticleNewspaper), ("Dataset", Kind::Dataset)];

/// Publication types that say nothing beyond the type of work.
pub(super) const PLAIN_TYPES: &[&str] =
    &["Journal Article", "Preprint", "Newspaper Article", "Dataset", "Book", "Study Guide"];

/// The type of work that a publication type tells.
pub(super) fn kind(publication_type: &str) -> Option<Kind> {
    TYPES.iter().find(|(name, _)| *name == publication_type).map(|(_, kind)| *kind)
}

/// The field map of articles. Paths start at `MedlineCitation`; names, dates, and what has a condition in brackets are
/// read by hand.
pub(super) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const PREPRINT: Kinds = Kinds::Only(&[Kind::Article]);

const ROWS: &[Row] = &[
    row("Article/ArticleTitle", Variable::Text(TextVariable::Title)),
    row("Article/VernacularTitle", Variable::Text(TextVariable::OriginalTitle)),
    row("Article/Abstract/AbstractText", Variable::Text(TextVariable::Abstract)),
    row("Article/AuthorList/Author", Variable::Names(NameVariable::Author)),
    row("InvestigatorList/Investigator", Variable::Names(NameVariable::Contributor)),
    Row { kinds: PREPRINT, ..row("Article/Journal/Title", Variable::Text(TextVariable::Publisher)) },
    Row {
        kinds: Kinds::Except(&[Kind::Article]),
        ..row("Article/Journal/Title", Variable::Text(TextVariable::ContainerTitle))
    },
    Row {
        kinds: Kinds::Except(&[Kind::Article]),
        ..row("Article/Journal/ISOAbbreviation", Variable::Text(TextVariable::ContainerTitleShort))
    },
    row("Article/Journal/ISSN", Variable::Identifier(IdentifierVariable::Issn)),
    row("Article/Journal/JournalIssue/Volume", Variable::Number(NumberVariable::Volume)),
    row("Article/Journal/JournalIssue/Issue", Variable::Number(NumberVariable::Issue)),
    row("Article/Journal/JournalIssue/PubDate", Variable::Date(DateVariable::Issued)),
    row("Article/ArticleDate", Variable::Date(DateVariable::AvailableDate)),
    row("PubmedData/History/PubMedPubDate[received]", Variable::Date(DateVariable::Submitted)),
    row("Article/Pagination", Variable::Number(NumberVariable::Page)),
    row("Article/ELocationID[doi]", Variable::Identifier(IdentifierVariable::Doi)),
    row("Article/ELocationID[pii]", Variable::Identifier(IdentifierVariable::Eprint)),
    row("PubmedData/ArticleIdList/ArticleId[pmc]", Variable::Identifier(IdentifierVariable::Pmcid)),
    row("PMID", Variable::Identifier(IdentifierVariable::Pmid)),
    row("Article/Language", Variable::Language),
    row("KeywordList/Keyword", Variable::Tags),
    row("PubmedData/PublicationStatus", Variable::Text(TextVariable::Status)),
    row("CommentsCorrectionsList/CommentsCorrections", Variable::Related),
    row("Article/PublicationTypeList/PublicationType", Variable::Kind),
];

/// The field map of books and their chapters. Paths start at `BookDocument`.
pub(super) static BOOK_FIELDS: FieldMap = FieldMap { rows: BOOK_ROWS, rest: Fidelity::Lost };

const CHAPTER: Kinds = Kinds::Only(&[Kind::Chapter]);

const BOOK_ROWS: &[Row] = &[
    Row { kinds: CHAPTER, ..row("ArticleTitle", Variable::Text(TextVariable::Title)) },
    Row { kinds: CHAPTER, ..row("Book/BookTitle", Variable::Text(TextVariable::ContainerTitle)) },
    row("Book/BookTitle", Variable::Text(TextVariable::Title)),
    row("VernacularTitle", Variable::Text(TextVariable::OriginalTitle)),
    row("Book/Publisher/PublisherName", Variable::Text(TextVariable::Publisher)),
    row("Book/Publisher/PublisherLocation", Variable::Text(TextVariable::PublisherPlace)),
    row("Book/CollectionTitle", Variable::Text(TextVariable::CollectionTitle)),
    row("Book/VolumeTitle", Variable::Text(TextVariable::VolumeTitle)),
    row("Book/Volume", Variable::Number(NumberVariable::Volume)),
    row("Book/Edition", Variable::Number(NumberVariable::Edition)),
    row("Book/Medium", Variable::Text(TextVariable::Medium)),
    row("Book/ReportNumber", Variable::Number(NumberVariable::Number)),
    row("Book/Isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    row("Language", Variable::Language),
    row("KeywordList/Keyword", Variable::Tags),
    row("PMID", Variable::Identifier(IdentifierVariable::Pmid)),
];

const fn row(field: &'static str, variable: Variable) -> Row {
    Row { field, variable, kinds: Kinds::All, direction: Direction::Both, fidelity: Fidelity::Kept }
}
