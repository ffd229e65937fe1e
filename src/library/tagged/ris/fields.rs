//! THE tables of RIS: its types, and the variable of each tag for each type of work.

use crate::library::tagged::labels::{
    COUNT, PAGES, SPACING, date, except, identifier, names, number, only, read, text, with_labels,
};
use crate::library::tagged::serial;
use crate::library::tagged::types::WITH_PAGE_COUNT;
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::model::{demand_every_kind, joined_kinds};
use crate::seam::{Fidelity, FieldMap, Row};

/// RIS's types; the first row of a type of work is written. Types of works without a RIS type are written as
/// [`GENERIC`], with a line that names them.
pub(super) const TYPES: &[(&str, Kind)] = &[
    ("JOUR", Kind::ArticleJournal),
    ("MGZN", Kind::ArticleMagazine),
    ("NEWS", Kind::ArticleNewspaper),
    ("BOOK", Kind::Book),
    ("CHAP", Kind::Chapter),
    ("CPAPER", Kind::PaperConference),
    ("THES", Kind::Thesis),
    ("RPRT", Kind::Report),
    ("ELEC", Kind::Webpage),
    ("BLOG", Kind::PostWeblog),
    ("COMP", Kind::Software),
    ("DATA", Kind::Dataset),
    ("DICT", Kind::EntryDictionary),
    ("ENCYC", Kind::EntryEncyclopedia),
    ("MANSCPT", Kind::Manuscript),
    ("PAMP", Kind::Pamphlet),
    ("PAT", Kind::Patent),
    ("STAND", Kind::Standard),
    ("MAP", Kind::Map),
    ("ART", Kind::Graphic),
    ("FIGURE", Kind::Figure),
    ("VIDEO", Kind::MotionPicture),
    ("SOUND", Kind::Song),
    ("SLIDE", Kind::Speech),
    ("PCOMM", Kind::PersonalCommunication),
    ("BILL", Kind::Bill),
    ("CASE", Kind::LegalCase),
    ("HEAR", Kind::Hearing),
    ("STAT", Kind::Legislation),
    ("LEGAL", Kind::Regulation),
    ("JFULL", Kind::Periodical),
    ("UNPB", Kind::Manuscript),
    ("ANCIENT", Kind::Classic),
    (GENERIC, Kind::Document),
    ("ABST", Kind::ArticleJournal),
    ("ADVS", Kind::MotionPicture),
    ("AGGR", Kind::Document),
    ("CHART", Kind::Graphic),
    ("CLSWK", Kind::Book),
    ("CONF", Kind::PaperConference),
    ("CTLG", Kind::Book),
    ("DBASE", Kind::Dataset),
    ("EBOOK", Kind::Book),
    ("ECHAP", Kind::Chapter),
    (EDITED_BOOK, Kind::Book),
    ("EJOUR", Kind::ArticleJournal),
    ("EQUA", Kind::Document),
    ("GOVDOC", Kind::Report),
    ("GRANT", Kind::Document),
    ("GRNT", Kind::Document),
    ("ICOMM", Kind::PersonalCommunication),
    ("INPR", Kind::ArticleJournal),
    ("INTV", Kind::Interview),
    ("MPCT", Kind::MotionPicture),
    ("MULTI", Kind::MotionPicture),
    ("MUSIC", Kind::Song),
    ("PODCST", Kind::Broadcast),
    ("PREPRINT", Kind::Article),
    ("PRESS", Kind::ArticleNewspaper),
    ("RADIO", Kind::Broadcast),
    ("SER", Kind::Book),
    ("TV", Kind::Broadcast),
    ("UNBILL", Kind::Bill),
    ("UNPD", Kind::Manuscript),
    ("WEB", Kind::Webpage),
];

/// The words that ADS and others write instead of types, in lower case and without signs.
const TYPES_IN_WORDS: &[(&str, &str)] = &[
    ("journalarticle", "JOUR"),
    ("article", "JOUR"),
    ("journal", "JOUR"),
    ("magazinearticle", "MGZN"),
    ("newspaperarticle", "NEWS"),
    ("bookchapter", "CHAP"),
    ("booksection", "CHAP"),
    ("chapter", "CHAP"),
    ("editedbook", EDITED_BOOK),
    ("conference", "CONF"),
    ("conferencepaper", "CPAPER"),
    ("conferenceproceedings", "CONF"),
    ("proceedings", "CONF"),
    ("inproceedings", "CPAPER"),
    ("thesisdissertation", "THES"),
    ("thesis", "THES"),
    ("dissertation", "THES"),
    ("phdthesis", "THES"),
    ("mastersthesis", "THES"),
    ("report", "RPRT"),
    ("technicalreport", "RPRT"),
    ("dataset", "DATA"),
    ("computerprogram", "COMP"),
    ("software", "COMP"),
    ("webpage", "ELEC"),
    ("electronicsource", "ELEC"),
    ("patent", "PAT"),
    ("standard", "STAND"),
    ("unpublishedwork", "UNPB"),
    ("manuscript", "MANSCPT"),
    ("abstract", "ABST"),
    ("generic", GENERIC),
];

/// Returns RIS's type for a type in the files of others, which may be words: "Thesis/Dissertation".
pub(super) fn type_code(name: &str) -> &str {
    let is_known = TYPES.iter().any(|(code, _)| code.eq_ignore_ascii_case(name));
    if is_known {
        return name;
    }
    let letters: String =
        name.chars().filter(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()).collect();
    TYPES_IN_WORDS.iter().find(|(words, _)| *words == letters).map_or(name, |(_, code)| code)
}

/// Types of works that the format does not have. They are written as its generic type.
const WITHOUT_A_TYPE: &[Kind] = &[
    Kind::Collection,
    Kind::Entry,
    Kind::Event,
    Kind::MusicalScore,
    Kind::Performance,
    Kind::Post,
    Kind::Review,
    Kind::ReviewBook,
    Kind::Treaty,
];

demand_every_kind!(TYPES.1; WITHOUT_A_TYPE);

/// The type of works without another type.
pub(super) const GENERIC: &str = "GEN";

/// The type of books whose authors are editors.
pub(super) const EDITED_BOOK: &str = "EDBOOK";

/// The field map of RIS.
pub static FIELDS: FieldMap = FieldMap { rows: &ROWS, rest: Fidelity::Lost };

static ROWS: [Row; OWN.len() + COUNT] = with_labels(OWN);

/// Works for which the secondary title is the series, the secondary authors its editors, and the tertiary authors the
/// editors of the work.
const IN_SERIES: &[Kind] = &[
    Kind::Book,
    Kind::Classic,
    Kind::Collection,
    Kind::Manuscript,
    Kind::Map,
    Kind::Pamphlet,
    Kind::Periodical,
    Kind::Report,
    Kind::Software,
];

/// Works whose secondary authors are neither editors nor the editors of a series.
const WITH_OTHER_SECOND_AUTHORS: &[Kind] = joined_kinds!(
    IN_SERIES,
    &[
        Kind::PersonalCommunication,
        Kind::Interview,
        Kind::Song,
        Kind::Bill,
        Kind::Patent,
        Kind::LegalCase,
        Kind::Graphic,
        Kind::Figure,
    ],
);

/// Works whose tertiary authors are not editors of a series.
const WITH_OTHER_THIRD_AUTHORS: &[Kind] = &[
    Kind::Book,
    Kind::Classic,
    Kind::Collection,
    Kind::Manuscript,
    Kind::Map,
    Kind::Pamphlet,
    Kind::Periodical,
    Kind::Software,
    Kind::MotionPicture,
    Kind::Broadcast,
    Kind::Thesis,
    Kind::Bill,
    Kind::Patent,
    Kind::LegalCase,
];

/// Works whose subsidiary authors are contributors rather than translators.
const WITH_CONTRIBUTORS: &[Kind] = &[Kind::PaperConference, Kind::MotionPicture, Kind::Dataset, Kind::LegalCase];

const LAWS: &[Kind] = &[Kind::Bill, Kind::Hearing, Kind::Legislation, Kind::LegalCase];

/// Works with a number of their own, which is neither a volume nor an issue.
const NUMBERED: &[Kind] =
    &[Kind::Bill, Kind::Hearing, Kind::Legislation, Kind::Report, Kind::Manuscript, Kind::Thesis, Kind::Broadcast];

/// Works of which `BT` is the title; it is that of the book or the proceedings around all others.
const WHOLE_BOOKS: &[Kind] = &[Kind::Book, Kind::Classic, Kind::Collection, Kind::Manuscript, Kind::Pamphlet];

const OWN: [Row; 86] = [
    names("AU", NameVariable::Author),
    read(names("A1", NameVariable::Author)),
    text("TI", TextVariable::Title),
    read(text("T1", TextVariable::Title)),
    read(text("CT", TextVariable::Title)),
    text("ST", TextVariable::TitleShort),
    only(IN_SERIES, text("T2", TextVariable::CollectionTitle)),
    except(IN_SERIES, text("T2", TextVariable::ContainerTitle)),
    only(&[Kind::PaperConference], read(text("C3", TextVariable::ContainerTitle))),
    only(WHOLE_BOOKS, read(text("BT", TextVariable::Title))),
    except(WHOLE_BOOKS, read(text("BT", TextVariable::ContainerTitle))),
    only(&[Kind::Bill, Kind::Hearing], text("T3", TextVariable::Authority)),
    only(IN_SERIES, read(text("T3", TextVariable::CollectionTitle))),
    except(&[Kind::Bill, Kind::Hearing, Kind::LegalCase, Kind::Patent], text("T3", TextVariable::CollectionTitle)),
    text("J2", TextVariable::ContainerTitleShort),
    read(text("JA", TextVariable::ContainerTitleShort)),
    only(IN_SERIES, names("A2", NameVariable::CollectionEditor)),
    only(&[Kind::PersonalCommunication], names("A2", NameVariable::Recipient)),
    only(&[Kind::Interview], names("A2", NameVariable::Interviewer)),
    only(&[Kind::Song], names("A2", NameVariable::Performer)),
    only(&[Kind::Bill], read(names("A2", NameVariable::Author))),
    only(&[Kind::LegalCase], read(text("A2", TextVariable::ContainerTitle))),
    only(&[Kind::Patent], text("A2", TextVariable::Authority)),
    except(WITH_OTHER_SECOND_AUTHORS, names("A2", NameVariable::Editor)),
    only(&[Kind::MotionPicture, Kind::Broadcast], names("A3", NameVariable::Producer)),
    only(&[Kind::Thesis], names("A3", NameVariable::Contributor)),
    only(IN_SERIES, names("A3", NameVariable::Editor)),
    except(WITH_OTHER_THIRD_AUTHORS, names("A3", NameVariable::CollectionEditor)),
    only(WITH_CONTRIBUTORS, names("A4", NameVariable::Contributor)),
    except(WITH_CONTRIBUTORS, names("A4", NameVariable::Translator)),
    read(names("ED", NameVariable::Editor)),
    Row::new("PY", Variable::Date(DateVariable::Issued), Fidelity::Kept),
    read(date("DA", DateVariable::Issued)),
    read(date("Y1", DateVariable::Issued)),
    number("VL", NumberVariable::Volume),
    number("IS", NumberVariable::Issue),
    only(Kind::IN_PERIODICAL, number("C7", NumberVariable::Number)),
    only(serial::NUMBERED, number("SN", NumberVariable::Number)),
    only(&[Kind::LegalCase], number("SV", NumberVariable::Number)),
    only(&[Kind::Dataset], number("NV", NumberVariable::Number)),
    only(NUMBERED, number("M1", NumberVariable::Number)),
    only(&[Kind::Book, Kind::Classic, Kind::Collection], number("M1", NumberVariable::CollectionNumber)),
    only(&[Kind::Chapter], read(number("M1", NumberVariable::NumberOfVolumes))),
    only(&[Kind::Patent], read(number("IS", NumberVariable::Number))),
    only(Kind::IN_PERIODICAL, read(number("M1", NumberVariable::Issue))),
    only(&[Kind::PaperConference], read(number("M1", NumberVariable::Issue))),
    only(&[Kind::Chapter], number("SV", NumberVariable::CollectionNumber)),
    except(&[Kind::Dataset], number("NV", NumberVariable::NumberOfVolumes)),
    only(WITH_PAGE_COUNT, number("SP", NumberVariable::NumberOfPages)),
    except(WITH_PAGE_COUNT, Row::new("SP", Variable::Number(NumberVariable::Page), PAGES)),
    read(number("EP", NumberVariable::Page)),
    only(&[Kind::Software], number("ET", NumberVariable::Version)),
    except(&[Kind::Software, Kind::Bill, Kind::Hearing, Kind::Legislation], number("ET", NumberVariable::Edition)),
    only(&[Kind::Chapter], number("SE", NumberVariable::ChapterNumber)),
    except(&[Kind::Chapter, Kind::LegalCase], number("SE", NumberVariable::Section)),
    text("M3", TextVariable::Genre),
    only(&[Kind::LegalCase], text("PB", TextVariable::Authority)),
    except(&[Kind::LegalCase], text("PB", TextVariable::Publisher)),
    read(text("PU", TextVariable::Publisher)),
    text("CY", TextVariable::PublisherPlace),
    read(text("PP", TextVariable::PublisherPlace)),
    only(&[Kind::Map], text("C1", TextVariable::Scale)),
    only(&[Kind::Graphic], text("C3", TextVariable::Dimensions)),
    only(LAWS, text("OP", TextVariable::References)),
    identifier("DO", IdentifierVariable::Doi),
    read(identifier("DI", IdentifierVariable::Doi)),
    identifier("SN", IdentifierVariable::Isbn),
    identifier("SN", IdentifierVariable::Issn),
    read(identifier("BN", IdentifierVariable::Isbn)),
    read(identifier("C2", IdentifierVariable::Pmcid)),
    identifier("UR", IdentifierVariable::Url),
    read(identifier("LK", IdentifierVariable::Url)),
    Row::new("Y2", Variable::Date(DateVariable::Accessed), Fidelity::Kept),
    Row::new("LA", Variable::Language, SPACING),
    text("DB", TextVariable::Archive),
    text("AN", TextVariable::ArchiveLocation),
    read(text("AV", TextVariable::ArchiveLocation)),
    text("DP", TextVariable::Source),
    text("CN", TextVariable::CallNumber),
    read(text("CR", TextVariable::License)),
    text("LB", TextVariable::CitationLabel),
    text("N1", TextVariable::Note),
    text("RN", TextVariable::Annote),
    Row::new("KW", Variable::Tags, SPACING),
    text("AB", TextVariable::Abstract),
    read(text("N2", TextVariable::Abstract)),
];

#[cfg(test)]
mod tests {
    use super::{FIELDS, TYPES};
    use crate::library::tagged::serial;
    use crate::model::{IdentifierVariable, Kind, NumberVariable, Variable};

    #[test]
    fn every_type_of_ris_stands_once() {
        let mut names: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }

    /// A tag that is written is read back into the variable it came from. The digits of `SN` identify its variable.
    #[test]
    fn every_written_tag_leads_back_to_its_variable() {
        for &kind in Kind::ALL {
            for variable in Variable::all() {
                let Some(row) = FIELDS.row_for(kind, variable) else {
                    assert!(
                        matches!(variable, Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred),
                        "{variable}"
                    );
                    continue;
                };
                let is_serial =
                    matches!(variable, Variable::Identifier(IdentifierVariable::Isbn | IdentifierVariable::Issn))
                        || variable == Variable::Number(NumberVariable::Number) && serial::NUMBERED.contains(&kind);
                let back = FIELDS.row_of(kind, row.field).unwrap();
                assert!(is_serial || back.variable == variable, "{kind}: {} is {}", row.field, back.variable);
            }
        }
    }
}
