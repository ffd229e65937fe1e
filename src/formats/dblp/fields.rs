//! THE table of DBLP's elements: which variable each stands for, and which type of work each record is.

use crate::formats::{Direction, Fidelity, FieldMap, Kinds, Row};
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};

/// The elements that are records, and the type of work of each.
const TYPES: &[(&str, Kind)] = &[
    ("article", Kind::ArticleJournal),
    ("inproceedings", Kind::PaperConference),
    ("proceedings", Kind::Collection),
    ("book", Kind::Book),
    ("incollection", Kind::Chapter),
    ("phdthesis", Kind::Thesis),
    ("mastersthesis", Kind::Thesis),
    ("www", Kind::Webpage),
    ("data", Kind::Dataset),
];

/// What `publtype` says of the type of work. <https://dblp.org/faq/5243001.html>
const PUBLICATION_TYPES: &[(&str, Kind)] = &[
    ("informal", Kind::Article),
    ("informal withdrawn", Kind::Article),
    ("software", Kind::Software),
    ("data", Kind::Dataset),
    ("encyclopedia", Kind::EntryEncyclopedia),
    ("encyclopedia entry", Kind::EntryEncyclopedia),
];

/// The genres of theses.
const GENRES: &[(&str, &str)] = &[("phdthesis", "PhD thesis"), ("mastersthesis", "Master's thesis")];

/// The type of work of a record; `None` when it is none.
pub(super) fn kind(element: &str, publication_type: &str) -> Option<Kind> {
    let kind = TYPES.iter().find(|(name, _)| *name == element).map(|(_, kind)| *kind)?;
    // Other records than articles are informal in that they were not reviewed.
    let refined = PUBLICATION_TYPES.iter().find(|(name, _)| *name == publication_type).map(|(_, kind)| *kind);
    Some(refined.filter(|refined| *refined != Kind::Article || element == "article").unwrap_or(kind))
}

/// The genre of a record.
pub(super) fn genre(element: &str) -> Option<&'static str> {
    GENRES.iter().find(|(name, _)| *name == element).map(|(_, genre)| *genre)
}

/// The field map; names and dates, `ee` and `crossref` are read by hand.
pub(super) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const THESIS: Kinds = Kinds::Only(&[Kind::Thesis]);

const ROWS: &[Row] = &[
    row("title", Variable::Text(TextVariable::Title)),
    row("author", Variable::Names(NameVariable::Author)),
    row("editor", Variable::Names(NameVariable::Editor)),
    row("journal", Variable::Text(TextVariable::ContainerTitle)),
    row("booktitle", Variable::Text(TextVariable::ContainerTitle)),
    row("series", Variable::Text(TextVariable::CollectionTitle)),
    row("publisher", Variable::Text(TextVariable::Publisher)),
    Row { kinds: THESIS, ..row("school", Variable::Text(TextVariable::Publisher)) },
    row("address", Variable::Text(TextVariable::PublisherPlace)),
    row("note", Variable::Text(TextVariable::Note)),
    row("volume", Variable::Number(NumberVariable::Volume)),
    row("number", Variable::Number(NumberVariable::Issue)),
    row("publnr", Variable::Number(NumberVariable::Number)),
    row("chapter", Variable::Number(NumberVariable::ChapterNumber)),
    row("pages", Variable::Number(NumberVariable::Page)),
    row("year", Variable::Date(DateVariable::Issued)),
    row("isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    row("ee[doi]", Variable::Identifier(IdentifierVariable::Doi)),
    row("ee[no doi]", Variable::Identifier(IdentifierVariable::Url)),
    row("[publtype]", Variable::Kind),
    // Of CoRR, by its volume.
    Row::read("volume", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("volume", Variable::Text(TextVariable::EprintType)),
];

const fn row(field: &'static str, variable: Variable) -> Row {
    Row { field, variable, kinds: Kinds::All, direction: Direction::Both, fidelity: Fidelity::Kept }
}
