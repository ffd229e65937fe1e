//! THE table of the fields of Word's sources: the variable of each field for each type of work, and the types.

use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::model::{demand_every_kind, joined_kinds};
use crate::seam::{Direction, Fidelity, FieldMap, Kinds, Row};

/// Word's types. The first row of a type is read, and the first row of a type of work is written.
const TYPES: &[(&str, Kind)] = &[
    ("Book", Kind::Book),
    ("BookSection", Kind::Chapter),
    ("JournalArticle", Kind::ArticleJournal),
    ("ArticleInAPeriodical", Kind::ArticleMagazine),
    ("ConferenceProceedings", Kind::PaperConference),
    ("Report", Kind::Report),
    ("SoundRecording", Kind::Song),
    ("Performance", Kind::Performance),
    ("Art", Kind::Graphic),
    ("InternetSite", Kind::Webpage),
    ("DocumentFromInternetSite", Kind::Webpage),
    ("Film", Kind::MotionPicture),
    ("Interview", Kind::Interview),
    ("Patent", Kind::Patent),
    ("Case", Kind::LegalCase),
    (OTHER, Kind::Document),
    ("ElectronicSource", Kind::Document),
    ("Book", Kind::Classic),
    ("Book", Kind::Collection),
    ("Book", Kind::Pamphlet),
    ("BookSection", Kind::Entry),
    ("BookSection", Kind::EntryDictionary),
    ("BookSection", Kind::EntryEncyclopedia),
    ("JournalArticle", Kind::Review),
    ("JournalArticle", Kind::ReviewBook),
    ("ArticleInAPeriodical", Kind::ArticleNewspaper),
    ("Report", Kind::Thesis),
    ("Art", Kind::Figure),
    ("InternetSite", Kind::Post),
    ("InternetSite", Kind::PostWeblog),
    ("Film", Kind::Broadcast),
];

/// Types of works that the format does not have. They are written as its generic type.
const WITHOUT_A_TYPE: &[Kind] = &[
    Kind::Article,
    Kind::Bill,
    Kind::Dataset,
    Kind::Event,
    Kind::Hearing,
    Kind::Legislation,
    Kind::Manuscript,
    Kind::Map,
    Kind::MusicalScore,
    Kind::Periodical,
    Kind::PersonalCommunication,
    Kind::Regulation,
    Kind::Software,
    Kind::Speech,
    Kind::Standard,
    Kind::Treaty,
];

demand_every_kind!(TYPES.1; WITHOUT_A_TYPE);

/// The type of works without another type.
const OTHER: &str = "Misc";

/// The name that a thesis has among the types of reports if its degree is not known.
pub(super) const THESIS: &str = "Thesis";

/// Words for theses.
const THESES: &[&str] = &["thesis", "dissertation", "tesis", "thèse", "tesi"];

/// Returns the type of a work; a report is a thesis if its own type says so. `None` if the type is not known.
pub(super) fn kind(source_type: &str, report_type: &str) -> Option<Kind> {
    let kind = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(source_type.trim())).map(|(_, kind)| *kind)?;
    let words = report_type.to_lowercase();
    let is_thesis = kind == Kind::Report && THESES.iter().any(|word| words.contains(word));
    Some(if is_thesis { Kind::Thesis } else { kind })
}

/// Returns Word's type for a type of work.
pub(super) fn source_type(kind: Kind) -> &'static str {
    TYPES.iter().find(|(_, known)| *known == kind).map_or(OTHER, |(name, _)| name)
}

/// The field map. Names are paths inside `Author`, and dates are the fields of their years.
pub(super) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

/// Fields that have no row because other code reads and writes them.
pub(super) const STRUCTURE: &[&str] = &["Tag", "Guid", "RefOrder", "Author", "StandardNumber"];

/// Fields that are read as parts of others: days and months, and the region of a place.
pub(super) const PARTS: &[&str] = &["Month", "Day", "MonthAccessed", "DayAccessed", "StateProvince", "CountryRegion"];

const KIND: Fidelity = Fidelity::Depends("Word does not have all types of works");
const TEXT: Fidelity = Fidelity::Depends("texts are plain: markup and control characters are lost");
const PLAIN: Fidelity = Fidelity::Depends("control characters are lost");
const NAMES: Fidelity = Fidelity::Depends("lists that are cut short cannot be marked, and names have no further parts");
const DATE: Fidelity = Fidelity::Depends("dates that are written in words may be read as others");
const NUMBERS: Fidelity = Fidelity::Depends("the numbers of a work share one field");

const JOURNALS: &[Kind] = &[Kind::ArticleJournal, Kind::Review, Kind::ReviewBook];
const PERIODICALS: &[Kind] = &[Kind::ArticleMagazine, Kind::ArticleNewspaper];
const BOOKS: &[Kind] = &[Kind::Chapter, Kind::Entry, Kind::EntryDictionary, Kind::EntryEncyclopedia];
const CONFERENCES: &[Kind] = &[Kind::PaperConference];
const SITES: &[Kind] = &[Kind::Webpage, Kind::Post, Kind::PostWeblog];
const ALBUMS: &[Kind] = &[Kind::Song];
const CASES: &[Kind] = &[Kind::LegalCase];
const BROADCASTS: &[Kind] = &[Kind::Interview];
const WITH_A_CONTAINER: &[Kind] =
    joined_kinds!(JOURNALS, PERIODICALS, BOOKS, CONFERENCES, SITES, ALBUMS, CASES, BROADCASTS);

const REPORTS: &[Kind] = &[Kind::Report, Kind::Thesis];
const FILMS: &[Kind] = &[Kind::MotionPicture, Kind::Broadcast];
const PATENTS: &[Kind] = &[Kind::Patent];
const ART: &[Kind] = &[Kind::Graphic, Kind::Figure];
const PERFORMANCES: &[Kind] = &[Kind::Performance];

const ROWS: &[Row] = &[
    Row::new("SourceType", Variable::Kind, KIND),
    only(BROADCASTS, names("Author/Interviewee", NameVariable::Author)),
    only(PATENTS, names("Author/Inventor", NameVariable::Author)),
    only(ART, names("Author/Artist", NameVariable::Author)),
    only(PERFORMANCES, names("Author/Writer", NameVariable::Author)),
    except(joined_kinds!(BROADCASTS, PATENTS, ART, PERFORMANCES), names("Author/Author", NameVariable::Author)),
    read(names("Author/Author", NameVariable::Author)),
    read(names("Author/Artist", NameVariable::Author)),
    names("Author/BookAuthor", NameVariable::ContainerAuthor),
    names("Author/Compiler", NameVariable::Compiler),
    names("Author/Composer", NameVariable::Composer),
    names("Author/Director", NameVariable::Director),
    names("Author/Editor", NameVariable::Editor),
    names("Author/Interviewer", NameVariable::Interviewer),
    names("Author/Performer", NameVariable::Performer),
    names("Author/ProducerName", NameVariable::Producer),
    names("Author/Translator", NameVariable::Translator),
    except(PERFORMANCES, names("Author/Writer", NameVariable::ScriptWriter)),
    text("Title", TextVariable::Title),
    text("ShortTitle", TextVariable::TitleShort),
    only(JOURNALS, text("JournalName", TextVariable::ContainerTitle)),
    only(PERIODICALS, text("PeriodicalTitle", TextVariable::ContainerTitle)),
    only(BOOKS, text("BookTitle", TextVariable::ContainerTitle)),
    only(CONFERENCES, text("ConferenceName", TextVariable::ContainerTitle)),
    only(SITES, text("InternetSiteTitle", TextVariable::ContainerTitle)),
    only(ALBUMS, text("AlbumTitle", TextVariable::ContainerTitle)),
    only(CASES, text("Reporter", TextVariable::ContainerTitle)),
    only(BROADCASTS, text("BroadcastTitle", TextVariable::ContainerTitle)),
    except(WITH_A_CONTAINER, text("PublicationTitle", TextVariable::ContainerTitle)),
    read(text("PublicationTitle", TextVariable::ContainerTitle)),
    read(text("JournalName", TextVariable::ContainerTitle)),
    read(text("PeriodicalTitle", TextVariable::ContainerTitle)),
    read(text("BookTitle", TextVariable::ContainerTitle)),
    read(text("InternetSiteTitle", TextVariable::ContainerTitle)),
    read(text("BroadcastTitle", TextVariable::ContainerTitle)),
    except(CONFERENCES, read(text("ConferenceName", TextVariable::EventTitle))),
    Row::new("Year", Variable::Date(DateVariable::Issued), DATE),
    Row::new("YearAccessed", Variable::Date(DateVariable::Accessed), DATE),
    text("City", TextVariable::PublisherPlace),
    only(REPORTS, text("Institution", TextVariable::Publisher)),
    only(FILMS, text("ProductionCompany", TextVariable::Publisher)),
    except(joined_kinds!(REPORTS, FILMS), text("Publisher", TextVariable::Publisher)),
    read(text("Publisher", TextVariable::Publisher)),
    read(text("Institution", TextVariable::Publisher)),
    read(text("ProductionCompany", TextVariable::Publisher)),
    read(text("Distributor", TextVariable::Publisher)),
    only(REPORTS, text("ThesisType", TextVariable::Genre)),
    only(PATENTS, text("Type", TextVariable::Genre)),
    text("Medium", TextVariable::Medium),
    text("Court", TextVariable::Authority),
    number("Volume", NumberVariable::Volume),
    number("Issue", NumberVariable::Issue),
    number("NumberVolumes", NumberVariable::NumberOfVolumes),
    number("Pages", NumberVariable::Page),
    number("Edition", NumberVariable::Edition),
    number("ChapterNumber", NumberVariable::ChapterNumber),
    number("Version", NumberVariable::Version),
    only(PATENTS, number("PatentNumber", NumberVariable::Number)),
    only(CASES, number("CaseNumber", NumberVariable::Number)),
    only(ALBUMS, number("RecordingNumber", NumberVariable::Number)),
    Row::new("StandardNumber", Variable::Identifier(IdentifierVariable::Isbn), NUMBERS),
    Row::new("StandardNumber", Variable::Identifier(IdentifierVariable::Issn), NUMBERS),
    Row::new("StandardNumber", Variable::Identifier(IdentifierVariable::Pmid), NUMBERS),
    Row::new("StandardNumber", Variable::Identifier(IdentifierVariable::Pmcid), NUMBERS),
    Row::new("DOI", Variable::Identifier(IdentifierVariable::Doi), PLAIN),
    Row::new("URL", Variable::Identifier(IdentifierVariable::Url), PLAIN),
    text("Comments", TextVariable::Note),
    Row::new("LCID", Variable::Language, PLAIN),
];

const fn text(field: &'static str, variable: TextVariable) -> Row {
    Row::new(field, Variable::Text(variable), TEXT)
}

const fn names(field: &'static str, variable: NameVariable) -> Row {
    Row::new(field, Variable::Names(variable), NAMES)
}

const fn number(field: &'static str, variable: NumberVariable) -> Row {
    Row::new(field, Variable::Number(variable), PLAIN)
}

const fn only(kinds: &'static [Kind], row: Row) -> Row {
    row.for_kinds(Kinds::Only(kinds))
}

const fn except(kinds: &'static [Kind], row: Row) -> Row {
    row.for_kinds(Kinds::Except(kinds))
}

const fn read(row: Row) -> Row {
    Row { direction: Direction::Read, ..row }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, TYPES, kind, source_type};
    use crate::model::{Kind, Variable};

    /// A field that is written is read back into the variable it came from, whatever type the work then has.
    #[test]
    fn every_written_field_leads_back_to_its_variable() {
        for &of_work in Kind::ALL {
            let back = kind(source_type(of_work), "").unwrap();
            for variable in Variable::all() {
                let Some(row) = FIELDS.row_for(of_work, variable) else { continue };
                let found = FIELDS.row_of(back, row.field).unwrap();
                assert!(
                    found.variable == variable || row.field == "StandardNumber",
                    "{of_work}: {} is {}",
                    row.field,
                    found.variable
                );
            }
        }
    }

    #[test]
    fn reports_may_be_theses_and_every_row_of_a_type_is_for_another_work() {
        assert_eq!(kind("Report", "PhD thesis"), Some(Kind::Thesis));
        assert_eq!(kind("Report", "Technical report"), Some(Kind::Report));
        assert_eq!(kind("Book", "Thesis"), Some(Kind::Book));
        assert_eq!(kind("Brochure", ""), None);
        for (index, row) in TYPES.iter().enumerate() {
            assert!(TYPES[..index].iter().all(|other| other != row), "{row:?}");
        }
    }
}
