//! THE table of CFF's keys and types: which variable and which type of work each stands for.

use crate::formats::{Direction, Fidelity, FieldMap, Kinds, Row};
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};

/// Types of works, CFF's type first; the first row of a type of work is the one to write.
const TYPES: &[(&str, Kind)] = &[
    ("software", Kind::Software),
    ("dataset", Kind::Dataset),
    ("article", Kind::ArticleJournal),
    ("art", Kind::Graphic),
    ("audiovisual", Kind::MotionPicture),
    ("bill", Kind::Bill),
    ("blog", Kind::PostWeblog),
    ("book", Kind::Book),
    ("catalogue", Kind::Book),
    ("conference", Kind::Event),
    ("conference-paper", Kind::PaperConference),
    ("data", Kind::Dataset),
    ("database", Kind::Dataset),
    ("dictionary", Kind::Book),
    ("edited-work", Kind::Book),
    ("encyclopedia", Kind::Book),
    ("film-broadcast", Kind::MotionPicture),
    ("generic", Kind::Document),
    ("government-document", Kind::Report),
    ("grant", Kind::Document),
    ("hearing", Kind::Hearing),
    ("historical-work", Kind::Classic),
    ("legal-case", Kind::LegalCase),
    ("legal-rule", Kind::Regulation),
    ("magazine-article", Kind::ArticleMagazine),
    ("manual", Kind::Report),
    ("map", Kind::Map),
    ("multimedia", Kind::Document),
    ("music", Kind::Song),
    ("newspaper-article", Kind::ArticleNewspaper),
    ("pamphlet", Kind::Pamphlet),
    ("patent", Kind::Patent),
    ("personal-communication", Kind::PersonalCommunication),
    ("proceedings", Kind::Collection),
    ("report", Kind::Report),
    ("serial", Kind::Periodical),
    ("slides", Kind::Speech),
    ("software-code", Kind::Software),
    ("software-container", Kind::Software),
    ("software-executable", Kind::Software),
    ("software-virtual-machine", Kind::Software),
    ("sound-recording", Kind::Song),
    ("standard", Kind::Standard),
    ("statute", Kind::Legislation),
    ("thesis", Kind::Thesis),
    ("unpublished", Kind::Manuscript),
    ("video", Kind::MotionPicture),
    ("website", Kind::Webpage),
];

/// The type of work of one of CFF's types.
pub(super) fn kind(cff_type: &str) -> Option<Kind> {
    TYPES.iter().find(|(name, _)| *name == cff_type).map(|(_, kind)| *kind)
}

/// The field map of CFF.
pub static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

/// What is issued as a part of something.
const IN_CONFERENCE: Kinds = Kinds::Only(&[Kind::PaperConference]);

const ROWS: &[Row] = &[
    row("title", Variable::Text(TextVariable::Title)),
    row("abbreviation", Variable::Text(TextVariable::TitleShort)),
    row("abstract", Variable::Text(TextVariable::Abstract)),
    row("authors", Variable::Names(NameVariable::Author)),
    row("contributors", Variable::Names(NameVariable::Contributor)),
    row("editors", Variable::Names(NameVariable::Editor)),
    row("editors-series", Variable::Names(NameVariable::CollectionEditor)),
    row("recipients", Variable::Names(NameVariable::Recipient)),
    row("translators", Variable::Names(NameVariable::Translator)),
    row("journal", Variable::Text(TextVariable::ContainerTitle)),
    Row { kinds: IN_CONFERENCE, ..row("collection-title", Variable::Text(TextVariable::ContainerTitle)) },
    row("collection-title", Variable::Text(TextVariable::CollectionTitle)),
    row("volume-title", Variable::Text(TextVariable::VolumeTitle)),
    row("volume", Variable::Number(NumberVariable::Volume)),
    row("issue", Variable::Number(NumberVariable::Issue)),
    row("edition", Variable::Number(NumberVariable::Edition)),
    row("number", Variable::Number(NumberVariable::Number)),
    row("number-volumes", Variable::Number(NumberVariable::NumberOfVolumes)),
    row("pages", Variable::Number(NumberVariable::NumberOfPages)),
    row("section", Variable::Number(NumberVariable::Section)),
    row("version", Variable::Number(NumberVariable::Version)),
    row("thesis-type", Variable::Text(TextVariable::Genre)),
    row("publisher", Variable::Text(TextVariable::Publisher)),
    row("institution", Variable::Text(TextVariable::Publisher)),
    row("department", Variable::Text(TextVariable::Division)),
    row("database", Variable::Text(TextVariable::Source)),
    row("medium", Variable::Text(TextVariable::Medium)),
    row("status", Variable::Text(TextVariable::Status)),
    row("notes", Variable::Text(TextVariable::Note)),
    row("license", Variable::Text(TextVariable::License)),
    row("doi", Variable::Identifier(IdentifierVariable::Doi)),
    row("isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    row("issn", Variable::Identifier(IdentifierVariable::Issn)),
    row("pmcid", Variable::Identifier(IdentifierVariable::Pmcid)),
    row("url", Variable::Identifier(IdentifierVariable::Url)),
    row("date-released", Variable::Date(DateVariable::Issued)),
    row("date-published", Variable::Date(DateVariable::Issued)),
    row("issue-date", Variable::Date(DateVariable::Issued)),
    row("date-accessed", Variable::Date(DateVariable::Accessed)),
    row("year-original", Variable::Date(DateVariable::OriginalDate)),
    row("languages", Variable::Language),
    row("keywords", Variable::Tags),
];

const fn row(field: &'static str, variable: Variable) -> Row {
    Row { field, variable, kinds: Kinds::All, direction: Direction::Both, fidelity: Fidelity::Kept }
}
