//! THE table of DBLP's elements: the variable of each element, and the type of work of each record.

use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Kinds, Row};

/// The elements that are records, and their types of work.
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

/// The type of work that `publtype` implies. <https://dblp.org/faq/5243001.html>
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

/// Returns the type of work of a record; `None` if the element is not a work.
pub(super) fn kind(element: &str, publication_type: &str) -> Option<Kind> {
    let kind = TYPES.iter().find(|(name, _)| *name == element).map(|(_, kind)| *kind)?;
    // For records other than articles, "informal" only means that they were not reviewed.
    let refined = PUBLICATION_TYPES.iter().find(|(name, _)| *name == publication_type).map(|(_, kind)| *kind);
    Some(refined.filter(|refined| *refined != Kind::Article || element == "article").unwrap_or(kind))
}

/// Returns the genre of a record.
pub(super) fn genre(element: &str) -> Option<&'static str> {
    GENRES.iter().find(|(name, _)| *name == element).map(|(_, genre)| *genre)
}

/// The field map; names and dates, `ee` and `crossref` are read by separate code.
pub(crate) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const THESIS: Kinds = Kinds::Only(&[Kind::Thesis]);

const ROWS: &[Row] = &[
    Row::kept("title", Variable::Text(TextVariable::Title)),
    Row::kept("author", Variable::Names(NameVariable::Author)),
    Row::kept("editor", Variable::Names(NameVariable::Editor)),
    Row::kept("journal", Variable::Text(TextVariable::ContainerTitle)),
    Row::kept("booktitle", Variable::Text(TextVariable::ContainerTitle)),
    Row::kept("series", Variable::Text(TextVariable::CollectionTitle)),
    Row::kept("publisher", Variable::Text(TextVariable::Publisher)),
    Row { kinds: THESIS, ..Row::kept("school", Variable::Text(TextVariable::Publisher)) },
    Row::kept("address", Variable::Text(TextVariable::PublisherPlace)),
    Row::kept("note", Variable::Text(TextVariable::Note)),
    Row::kept("volume", Variable::Number(NumberVariable::Volume)),
    Row::kept("number", Variable::Number(NumberVariable::Issue)),
    Row::kept("publnr", Variable::Number(NumberVariable::Number)),
    Row::kept("chapter", Variable::Number(NumberVariable::ChapterNumber)),
    Row::kept("pages", Variable::Number(NumberVariable::Page)),
    Row::kept("year", Variable::Date(DateVariable::Issued)),
    Row::kept("isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::kept("ee[doi]", Variable::Identifier(IdentifierVariable::Doi)),
    Row::kept("ee[no doi]", Variable::Identifier(IdentifierVariable::Url)),
    Row::kept("[publtype]", Variable::Kind),
    // The volume of other journals is a volume.
    Row::read("volume[CoRR]", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("volume[CoRR]", Variable::Text(TextVariable::EprintType)),
];
