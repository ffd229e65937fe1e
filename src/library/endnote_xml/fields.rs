//! THE table of EndNote's fields: the variable of each field for each type of work, and the names of those types.
//!
//! The meaning of EndNote's fields depends on the type: the `secondary-title` of an article is its journal, that of a
//! book its series. The rows are in the order in which EndNote writes the fields.

use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::model::{demand_every_kind, joined_kinds};
use crate::seam::{Direction, Fidelity, FieldMap, Kinds, Row};

/// EndNote's types: name, number, type of work. The first row of a type of work is written.
const TYPES: &[(&str, u8, Kind)] = &[
    ("Generic", 13, Kind::Document),
    ("Journal Article", 17, Kind::ArticleJournal),
    ("Magazine Article", 19, Kind::ArticleMagazine),
    ("Newspaper Article", 23, Kind::ArticleNewspaper),
    ("Electronic Article", 43, Kind::Article),
    ("Book", 6, Kind::Book),
    ("Edited Book", 28, Kind::Book),
    ("Electronic Book", 44, Kind::Book),
    ("Book Section", 5, Kind::Chapter),
    ("Electronic Book Section", 60, Kind::Chapter),
    ("Conference Proceedings", 10, Kind::PaperConference),
    ("Conference Paper", 47, Kind::PaperConference),
    ("Thesis", 32, Kind::Thesis),
    ("Report", 27, Kind::Report),
    ("Government Document", 46, Kind::Report),
    ("Patent", 25, Kind::Patent),
    ("Web Page", 12, Kind::Webpage),
    ("Online Multimedia", 48, Kind::Webpage),
    ("Blog", 56, Kind::PostWeblog),
    ("Computer Program", 9, Kind::Software),
    ("Dataset", 59, Kind::Dataset),
    ("Online Database", 45, Kind::Dataset),
    ("Aggregated Database", 55, Kind::Dataset),
    ("Manuscript", 36, Kind::Manuscript),
    ("Unpublished Work", 34, Kind::Manuscript),
    ("Map", 20, Kind::Map),
    ("Encyclopedia", 53, Kind::EntryEncyclopedia),
    ("Dictionary", 52, Kind::EntryDictionary),
    ("Film or Broadcast", 21, Kind::MotionPicture),
    ("Audiovisual Material", 3, Kind::Broadcast),
    ("Music", 61, Kind::Song),
    ("Artwork", 2, Kind::Graphic),
    ("Figure", 37, Kind::Figure),
    ("Chart or Table", 38, Kind::Figure),
    ("Equation", 39, Kind::Figure),
    ("Personal Communication", 26, Kind::PersonalCommunication),
    ("Hearing", 14, Kind::Hearing),
    ("Bill", 4, Kind::Bill),
    ("Statute", 31, Kind::Legislation),
    ("Legal Rule or Regulation", 50, Kind::Regulation),
    ("Case", 7, Kind::LegalCase),
    ("Standard", 58, Kind::Standard),
    ("Classical Work", 49, Kind::Classic),
    ("Ancient Text", 51, Kind::Classic),
    ("Serial", 57, Kind::Periodical),
    ("Catalog", 8, Kind::Book),
    ("Interview", 64, Kind::Interview),
    ("Press Release", 63, Kind::Document),
    ("Grant", 54, Kind::Document),
];

/// Types of works that the format does not have. They are written as its generic type.
const WITHOUT_A_TYPE: &[Kind] = &[
    Kind::Collection,
    Kind::Entry,
    Kind::Event,
    Kind::MusicalScore,
    Kind::Pamphlet,
    Kind::Performance,
    Kind::Post,
    Kind::Review,
    Kind::ReviewBook,
    Kind::Speech,
    Kind::Treaty,
];

demand_every_kind!(TYPES.2; WITHOUT_A_TYPE);

/// Returns the type of work for one of EndNote's types, by its name, or by its number if the name is not known.
pub(super) fn kind(name: &str, number: &str) -> Option<Kind> {
    let by_name = TYPES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name.trim()));
    let number = number.trim().parse().ok();
    by_name.or_else(|| TYPES.iter().find(|(_, known, _)| Some(*known) == number)).map(|(_, _, kind)| *kind)
}

/// Returns the name and number of EndNote's type for a type of work.
pub(super) fn reference_type(kind: Kind) -> (&'static str, u8) {
    let row = TYPES.iter().find(|(.., known)| *known == kind).unwrap_or(&TYPES[0]);
    (row.0, row.1)
}

/// The field map. Names and dates are paths of lists and groups.
pub(crate) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const TEXT: Fidelity =
    Fidelity::Normalised("small capitals, links and protected words are lost, formulas are written in Unicode");
const NAMES: Fidelity = Fidelity::Normalised("particles become part of the family name, ORCID iDs are lost");

/// Works that are books of their own.
const BOOKS: Kinds = Kinds::Only(BOOK_KINDS);
const NO_BOOKS: Kinds = Kinds::Except(BOOK_KINDS);
const BOOK_KINDS: &[Kind] = &[Kind::Book, Kind::Collection, Kind::Classic, Kind::Periodical];

/// Works that have issues.
const ISSUES: Kinds = Kinds::Only(ISSUE_KINDS);
const ISSUE_KINDS: &[Kind] = &[
    Kind::ArticleJournal,
    Kind::ArticleMagazine,
    Kind::ArticleNewspaper,
    Kind::Article,
    Kind::Periodical,
    Kind::Review,
    Kind::ReviewBook,
    Kind::PaperConference,
];

/// Works that are volumes of a numbered series.
const SERIES: Kinds = Kinds::Only(SERIES_KINDS);
const SERIES_KINDS: &[Kind] = &[
    Kind::Book,
    Kind::Collection,
    Kind::Classic,
    Kind::Chapter,
    Kind::Entry,
    Kind::EntryDictionary,
    Kind::EntryEncyclopedia,
];

/// Works whose number is in the field that holds the ISBN of others.
const NUMBERED: Kinds = Kinds::Only(NUMBERED_KINDS);
const NOT_NUMBERED: Kinds = Kinds::Except(NUMBERED_KINDS);
const NUMBERED_KINDS: &[Kind] = &[Kind::Report, Kind::Patent];

/// Works with another number: neither an issue, nor a number in a series, nor in the field of the ISBN.
const OTHER_NUMBERS: Kinds = Kinds::Except(joined_kinds!(ISSUE_KINDS, SERIES_KINDS, NUMBERED_KINDS, &[Kind::Software]));

/// Works with an article number besides the issue.
const ARTICLE_NUMBERS: Kinds = ISSUES;

const SOFTWARE: Kinds = Kinds::Only(&[Kind::Software]);
const NO_SOFTWARE: Kinds = Kinds::Except(&[Kind::Software]);
const CHAPTERS: Kinds = Kinds::Only(CHAPTER_KINDS);
const NO_CHAPTERS: Kinds = Kinds::Except(CHAPTER_KINDS);
const CHAPTER_KINDS: &[Kind] = &[Kind::Chapter, Kind::Entry, Kind::EntryDictionary, Kind::EntryEncyclopedia];

const ROWS: &[Row] = &[
    Row::new("ref-type", Variable::Kind, Fidelity::Kept),
    names("contributors/authors", NameVariable::Author),
    only(NO_BOOKS, names("contributors/secondary-authors", NameVariable::Editor)),
    only(BOOKS, names("contributors/secondary-authors", NameVariable::CollectionEditor)),
    only(NO_BOOKS, names("contributors/tertiary-authors", NameVariable::CollectionEditor)),
    only(BOOKS, names("contributors/tertiary-authors", NameVariable::Editor)),
    names("contributors/subsidiary-authors", NameVariable::Translator),
    text("titles/title", TextVariable::Title),
    only(NO_BOOKS, text("titles/secondary-title", TextVariable::ContainerTitle)),
    only(BOOKS, text("titles/secondary-title", TextVariable::CollectionTitle)),
    only(NO_BOOKS, text("titles/tertiary-title", TextVariable::CollectionTitle)),
    text("titles/short-title", TextVariable::TitleShort),
    read_only(NO_BOOKS, text("periodical/full-title", TextVariable::ContainerTitle)),
    text("periodical/abbr-1", TextVariable::ContainerTitleShort),
    only(NO_BOOKS, number("pages", NumberVariable::Page)),
    only(BOOKS, number("pages", NumberVariable::NumberOfPages)),
    number("volume", NumberVariable::Volume),
    only(ISSUES, number("number", NumberVariable::Issue)),
    only(SERIES, number("number", NumberVariable::CollectionNumber)),
    only(OTHER_NUMBERS, number("number", NumberVariable::Number)),
    read_only(ISSUES, number("issue", NumberVariable::Issue)),
    number("num-vols", NumberVariable::NumberOfVolumes),
    only(NO_SOFTWARE, number("edition", NumberVariable::Edition)),
    only(SOFTWARE, number("edition", NumberVariable::Version)),
    only(CHAPTERS, number("section", NumberVariable::ChapterNumber)),
    only(NO_CHAPTERS, number("section", NumberVariable::Section)),
    Row::new("keywords", Variable::Tags, Fidelity::Kept),
    Row::new("dates", Variable::Date(DateVariable::Issued), Fidelity::Kept),
    text("pub-location", TextVariable::PublisherPlace),
    text("publisher", TextVariable::Publisher),
    only(NUMBERED, number("isbn", NumberVariable::Number)),
    only(NOT_NUMBERED, identifier("isbn", IdentifierVariable::Isbn)),
    only(NOT_NUMBERED, identifier("isbn", IdentifierVariable::Issn)),
    identifier("accession-num", IdentifierVariable::Pmid),
    text("call-num", TextVariable::CallNumber),
    identifier("electronic-resource-num", IdentifierVariable::Doi),
    text("abstract", TextVariable::Abstract),
    text("notes", TextVariable::Note),
    text("research-notes", TextVariable::Annote),
    text("work-type", TextVariable::Genre),
    text("reviewed-item", TextVariable::ReviewedTitle),
    identifier("urls/related-urls/url", IdentifierVariable::Url),
    read_only(Kinds::All, identifier("urls/web-urls/url", IdentifierVariable::Url)),
    identifier("custom2", IdentifierVariable::Pmcid),
    only(ARTICLE_NUMBERS, number("custom7", NumberVariable::Number)),
    text("remote-database-name", TextVariable::Archive),
    text("remote-database-provider", TextVariable::Source),
    Row::new("language", Variable::Language, Fidelity::Kept),
    Row::new("access-date", Variable::Date(DateVariable::Accessed), Fidelity::Kept),
];

const fn text(field: &'static str, variable: TextVariable) -> Row {
    Row::new(field, Variable::Text(variable), TEXT)
}

const fn names(field: &'static str, variable: NameVariable) -> Row {
    Row::new(field, Variable::Names(variable), NAMES)
}

const fn number(field: &'static str, variable: NumberVariable) -> Row {
    Row::new(field, Variable::Number(variable), Fidelity::Kept)
}

const fn identifier(field: &'static str, variable: IdentifierVariable) -> Row {
    Row::new(field, Variable::Identifier(variable), Fidelity::Kept)
}

const fn only(kinds: Kinds, row: Row) -> Row {
    Row { kinds, ..row }
}

const fn read_only(kinds: Kinds, row: Row) -> Row {
    Row { kinds, direction: Direction::Read, ..row }
}
