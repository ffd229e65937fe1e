//! THE table of PubMed's elements: the variable of each path, and the type of work of each publication type.

use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Kinds, Row};

/// Publication types that determine the type of work. <https://www.nlm.nih.gov/mesh/pubtypes.html>
const TYPES: &[(&str, Kind)] =
    &[("Preprint", Kind::Article), ("Newspaper Article", Kind::ArticleNewspaper), ("Dataset", Kind::Dataset)];

/// Publication types that add nothing to the type of work.
pub(super) const PLAIN_TYPES: &[&str] =
    &["Journal Article", "Preprint", "Newspaper Article", "Dataset", "Book", "Study Guide"];

/// Returns the type of work for a publication type.
pub(super) fn kind(publication_type: &str) -> Option<Kind> {
    TYPES.iter().find(|(name, _)| *name == publication_type).map(|(_, kind)| *kind)
}

/// The field map of articles. Paths start at `MedlineCitation`; names, dates, and fields with a condition in brackets
/// are read by separate code.
pub(crate) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const PREPRINT: Kinds = Kinds::Only(&[Kind::Article]);

const ROWS: &[Row] = &[
    Row::kept("Article/ArticleTitle", Variable::Text(TextVariable::Title)),
    Row::kept("Article/VernacularTitle", Variable::Text(TextVariable::OriginalTitle)),
    Row::kept("Article/Abstract/AbstractText", Variable::Text(TextVariable::Abstract)),
    Row::kept("Article/AuthorList/Author", Variable::Names(NameVariable::Author)),
    Row::kept("InvestigatorList/Investigator", Variable::Names(NameVariable::Contributor)),
    Row { kinds: PREPRINT, ..Row::kept("Article/Journal/Title", Variable::Text(TextVariable::Publisher)) },
    Row {
        kinds: Kinds::Except(&[Kind::Article]),
        ..Row::kept("Article/Journal/Title", Variable::Text(TextVariable::ContainerTitle))
    },
    Row {
        kinds: Kinds::Except(&[Kind::Article]),
        ..Row::kept("Article/Journal/ISOAbbreviation", Variable::Text(TextVariable::ContainerTitleShort))
    },
    Row::kept("Article/Journal/ISSN", Variable::Identifier(IdentifierVariable::Issn)),
    Row::kept("Article/Journal/JournalIssue/Volume", Variable::Number(NumberVariable::Volume)),
    Row::kept("Article/Journal/JournalIssue/Issue", Variable::Number(NumberVariable::Issue)),
    Row::kept("Article/Journal/JournalIssue/PubDate", Variable::Date(DateVariable::Issued)),
    Row::kept("Article/ArticleDate", Variable::Date(DateVariable::AvailableDate)),
    Row::kept("PubmedData/History/PubMedPubDate[received]", Variable::Date(DateVariable::Submitted)),
    Row::kept("Article/Pagination", Variable::Number(NumberVariable::Page)),
    Row::kept("Article/ELocationID[doi]", Variable::Identifier(IdentifierVariable::Doi)),
    Row::kept("Article/ELocationID[pii]", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::kept("PubmedData/ArticleIdList/ArticleId[pmc]", Variable::Identifier(IdentifierVariable::Pmcid)),
    Row::kept("PMID", Variable::Identifier(IdentifierVariable::Pmid)),
    Row::kept("Article/Language", Variable::Language),
    Row::kept("KeywordList/Keyword", Variable::Tags),
    Row::kept("PubmedData/PublicationStatus", Variable::Text(TextVariable::Status)),
    Row::kept("CommentsCorrectionsList/CommentsCorrections", Variable::Related),
    Row::kept("Article/PublicationTypeList/PublicationType", Variable::Kind),
];

/// The field map of books and their chapters. Paths start at `BookDocument`.
pub(crate) static BOOK_FIELDS: FieldMap = FieldMap { rows: BOOK_ROWS, rest: Fidelity::Lost };

const CHAPTER: Kinds = Kinds::Only(&[Kind::Chapter]);

const BOOK_ROWS: &[Row] = &[
    Row { kinds: CHAPTER, ..Row::kept("ArticleTitle", Variable::Text(TextVariable::Title)) },
    Row { kinds: CHAPTER, ..Row::kept("Book/BookTitle", Variable::Text(TextVariable::ContainerTitle)) },
    Row::kept("Book/BookTitle", Variable::Text(TextVariable::Title)),
    Row::kept("VernacularTitle", Variable::Text(TextVariable::OriginalTitle)),
    Row::kept("Book/Publisher/PublisherName", Variable::Text(TextVariable::Publisher)),
    Row::kept("Book/Publisher/PublisherLocation", Variable::Text(TextVariable::PublisherPlace)),
    Row::kept("Book/CollectionTitle", Variable::Text(TextVariable::CollectionTitle)),
    Row::kept("Book/VolumeTitle", Variable::Text(TextVariable::VolumeTitle)),
    Row::kept("Book/Volume", Variable::Number(NumberVariable::Volume)),
    Row::kept("Book/Edition", Variable::Number(NumberVariable::Edition)),
    Row::kept("Book/Medium", Variable::Text(TextVariable::Medium)),
    Row::kept("Book/ReportNumber", Variable::Number(NumberVariable::Number)),
    Row::kept("Book/Isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::kept("Language", Variable::Language),
    Row::kept("KeywordList/Keyword", Variable::Tags),
    Row::kept("PMID", Variable::Identifier(IdentifierVariable::Pmid)),
];
