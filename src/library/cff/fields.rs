//! THE table of CFF's keys and types: the variable of each key and the type of work of each type.

use crate::model::demand_every_kind;
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Direction, Fidelity, FieldMap, Kinds, Row};

/// CFF's types and their types of works; the first row of a type of work is written. `dataset` is only written for the
/// work that the file itself is about.
const TYPES: &[(&str, Kind)] = &[
    ("software", Kind::Software),
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
    ("dataset", Kind::Dataset),
    ("database", Kind::Dataset),
    ("dictionary", Kind::EntryDictionary),
    ("edited-work", Kind::Book),
    ("encyclopedia", Kind::EntryEncyclopedia),
    ("film-broadcast", Kind::Broadcast),
    ("generic", Kind::Document),
    ("grant", Kind::Document),
    ("hearing", Kind::Hearing),
    ("historical-work", Kind::Classic),
    ("legal-case", Kind::LegalCase),
    ("legal-rule", Kind::Regulation),
    ("magazine-article", Kind::ArticleMagazine),
    ("map", Kind::Map),
    ("multimedia", Kind::Document),
    ("music", Kind::Song),
    ("newspaper-article", Kind::ArticleNewspaper),
    ("pamphlet", Kind::Pamphlet),
    ("patent", Kind::Patent),
    ("personal-communication", Kind::PersonalCommunication),
    ("proceedings", Kind::Collection),
    ("report", Kind::Report),
    ("government-document", Kind::Report),
    ("manual", Kind::Report),
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

/// Returns the type of work for one of CFF's types.
pub(super) fn kind(cff_type: &str) -> Option<Kind> {
    TYPES.iter().find(|(name, _)| *name == cff_type).map(|(_, kind)| *kind)
}

/// Types of works that CFF does not have, and the CFF types they are written as.
const BECOMES: &[(Kind, &str)] = &[
    (Kind::Article, "article"),
    (Kind::Review, "article"),
    (Kind::ReviewBook, "article"),
    (Kind::Chapter, "book"),
    (Kind::Entry, "generic"),
    (Kind::Interview, "generic"),
    (Kind::Performance, "generic"),
    (Kind::Figure, "art"),
    (Kind::MusicalScore, "music"),
    (Kind::Post, "website"),
    (Kind::Treaty, "legal-rule"),
];

demand_every_kind!(TYPES.1, BECOMES.0);

/// Returns CFF's type for a type of work.
pub(super) fn cff_type(kind: Kind) -> &'static str {
    let becomes = || BECOMES.iter().find(|(from, _)| *from == kind).map(|(_, name)| *name);
    TYPES.iter().find(|(_, known)| *known == kind).map(|(name, _)| *name).or_else(becomes).unwrap_or("generic")
}

/// The field map of CFF.
pub static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

/// Works that are issued as part of a conference.
const IN_CONFERENCE: Kinds = Kinds::Only(&[Kind::PaperConference]);
const NOT_IN_CONFERENCE: Kinds = Kinds::Except(&[Kind::PaperConference]);

const OF_SOFTWARE: Kinds = Kinds::Only(&[Kind::Software, Kind::Dataset]);
const OF_INSTITUTIONS: Kinds = Kinds::Only(&[Kind::Thesis, Kind::Report]);

const TEXT: Fidelity = Fidelity::Normalised("as plain text");
const NAMES: Fidelity = Fidelity::Depends("each name is kept once; the mark that a list was cut short is lost");
const ISSUED: Fidelity = Fidelity::Depends(
    "a day, a month, a year or the start of a period is kept; seasons, uncertainty and words are lost",
);
const INTEGER: Fidelity = Fidelity::Depends("a plain number is kept, other text is lost");
const BESIDE: Fidelity = Fidelity::Depends("it is kept if there is a name");

const ROWS: &[Row] = &[
    becomes(&[Kind::Article, Kind::Review, Kind::ReviewBook], "article-journal"),
    becomes(&[Kind::Chapter], "book"),
    becomes(&[Kind::Entry, Kind::Interview, Kind::Performance], "document"),
    becomes(&[Kind::Figure], "graphic"),
    becomes(&[Kind::MusicalScore], "song"),
    becomes(&[Kind::Post], "webpage"),
    becomes(&[Kind::Treaty], "regulation"),
    Row::new("type", Variable::Kind, Fidelity::Kept),
    text("title", TextVariable::Title),
    text("abbreviation", TextVariable::TitleShort),
    text("abstract", TextVariable::Abstract),
    names("authors", NameVariable::Author),
    Row { direction: Direction::Read, ..names("contributors", NameVariable::Contributor) },
    names("editors", NameVariable::Editor),
    names("editors-series", NameVariable::CollectionEditor),
    names("recipients", NameVariable::Recipient),
    names("translators", NameVariable::Translator),
    Row { kinds: IN_CONFERENCE, ..text("collection-title", TextVariable::ContainerTitle) },
    text("journal", TextVariable::ContainerTitle),
    Row { kinds: NOT_IN_CONFERENCE, ..text("collection-title", TextVariable::CollectionTitle) },
    text("volume-title", TextVariable::VolumeTitle),
    text("conference.name", TextVariable::EventTitle),
    Row::new("conference.city", Variable::Text(TextVariable::EventPlace), BESIDE),
    Row::new(
        "conference.date-start",
        Variable::Date(DateVariable::EventDate),
        Fidelity::Depends("a day, or the first and last day, is kept if the event has a name"),
    ),
    Row::new("volume", Variable::Number(NumberVariable::Volume), INTEGER),
    number("issue", NumberVariable::Issue),
    number("edition", NumberVariable::Edition),
    number("number", NumberVariable::Number),
    Row::new("number-volumes", Variable::Number(NumberVariable::NumberOfVolumes), INTEGER),
    Row::new("pages", Variable::Number(NumberVariable::NumberOfPages), INTEGER),
    Row::new(
        "start",
        Variable::Number(NumberVariable::Page),
        Fidelity::Depends("a page or a range of pages with plain numbers is kept, other text is lost"),
    ),
    number("section", NumberVariable::Section),
    number("version", NumberVariable::Version),
    text("thesis-type", TextVariable::Genre),
    Row { kinds: OF_INSTITUTIONS, ..text("institution", TextVariable::Publisher) },
    text("publisher", TextVariable::Publisher),
    Row { direction: Direction::Read, ..text("institution", TextVariable::Publisher) },
    Row::new("publisher.city", Variable::Text(TextVariable::PublisherPlace), BESIDE),
    text("department", TextVariable::Division),
    text("database", TextVariable::Source),
    text("medium", TextVariable::Medium),
    Row::new(
        "status",
        Variable::Text(TextVariable::Status),
        Fidelity::Depends("the six states of CFF are kept, such as submitted or in-press"),
    ),
    text("notes", TextVariable::Note),
    Row::new(
        "license",
        Variable::Text(TextVariable::License),
        Fidelity::Depends("SPDX identifiers and the address of a licence are kept, other words are lost"),
    ),
    Row { direction: Direction::Read, ..text("license-url", TextVariable::License) },
    identifier("doi", IdentifierVariable::Doi),
    identifier("isbn", IdentifierVariable::Isbn),
    identifier("issn", IdentifierVariable::Issn),
    identifier("pmcid", IdentifierVariable::Pmcid),
    identifier("identifiers", IdentifierVariable::Pmid),
    identifier("identifiers", IdentifierVariable::Eprint),
    identifier("url", IdentifierVariable::Url),
    Row { kinds: OF_SOFTWARE, ..Row::new("date-released", Variable::Date(DateVariable::Issued), ISSUED) },
    Row::new("date-published", Variable::Date(DateVariable::Issued), ISSUED),
    Row { direction: Direction::Read, ..Row::new("date-released", Variable::Date(DateVariable::Issued), ISSUED) },
    Row { direction: Direction::Read, ..Row::new("issue-date", Variable::Date(DateVariable::Issued), ISSUED) },
    Row::new(
        "date-accessed",
        Variable::Date(DateVariable::Accessed),
        Fidelity::Depends("a day is kept, other dates are lost"),
    ),
    Row::new("year-original", Variable::Date(DateVariable::OriginalDate), Fidelity::Depends("the year is kept")),
    Row::new(
        "languages",
        Variable::Language,
        Fidelity::Depends("a language code of two or three letters is kept, without the region"),
    ),
    Row::new("keywords", Variable::Tags, Fidelity::Depends("each is kept once")),
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
    Row::new(field, Variable::Identifier(variable), Fidelity::Normalised("DOIs become lower case"))
}

const fn becomes(kinds: &'static [Kind], kind: &'static str) -> Row {
    Row { kinds: Kinds::Only(kinds), ..Row::new("type", Variable::Kind, Fidelity::Degraded(kind)) }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, TYPES, cff_type, kind};
    use crate::model::{Kind, Variable};
    use crate::seam::Fidelity;

    #[test]
    fn every_type_comes_back_or_the_field_map_says_as_what() {
        for &one in Kind::ALL {
            let back = kind(cff_type(one)).unwrap();
            match FIELDS.fidelity(one, Variable::Kind) {
                Fidelity::Degraded(name) => assert_eq!(back.name(), name, "{one}"),
                _ => assert_eq!(back, one),
            }
        }
        assert!(TYPES.iter().all(|(name, _)| kind(name).is_some()));
    }
}
