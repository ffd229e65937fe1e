//! THE tables of Refer: its types, and the variable of each tag for each type of work.

use crate::library::tagged::labels::{
    COUNT, PAGES, SPACING, except, identifier, names, number, only, read, text, with_labels,
};
use crate::library::tagged::types::WITH_PAGE_COUNT;
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::model::{demand_every_kind, joined_kinds};
use crate::seam::{Fidelity, FieldMap, Row};

/// EndNote's types; the first row of a type of work is written.
pub(super) const TYPES: &[(&str, Kind)] = &[
    ("Journal Article", Kind::ArticleJournal),
    ("Magazine Article", Kind::ArticleMagazine),
    ("Newspaper Article", Kind::ArticleNewspaper),
    ("Book", Kind::Book),
    ("Book Section", Kind::Chapter),
    ("Conference Paper", Kind::PaperConference),
    ("Thesis", Kind::Thesis),
    ("Report", Kind::Report),
    ("Web Page", Kind::Webpage),
    ("Blog", Kind::PostWeblog),
    ("Computer Program", Kind::Software),
    ("Dataset", Kind::Dataset),
    ("Dictionary", Kind::EntryDictionary),
    ("Encyclopedia", Kind::EntryEncyclopedia),
    ("Unpublished Work", Kind::Manuscript),
    ("Pamphlet", Kind::Pamphlet),
    ("Patent", Kind::Patent),
    ("Standard", Kind::Standard),
    ("Map", Kind::Map),
    ("Artwork", Kind::Graphic),
    ("Figure", Kind::Figure),
    ("Audiovisual Material", Kind::MotionPicture),
    ("Music", Kind::Song),
    ("Personal Communication", Kind::PersonalCommunication),
    ("Interview", Kind::Interview),
    ("Bill", Kind::Bill),
    ("Case", Kind::LegalCase),
    ("Hearing", Kind::Hearing),
    ("Statute", Kind::Legislation),
    ("Legal Rule or Regulation", Kind::Regulation),
    ("Ancient Text", Kind::Classic),
    ("Podcast", Kind::Broadcast),
    (GENERIC, Kind::Document),
    ("Aggregated Database", Kind::Document),
    ("Audio", Kind::Song),
    ("Catalog", Kind::Book),
    ("Chart or Table", Kind::Graphic),
    ("Classical Work", Kind::Book),
    ("Conference Proceedings", Kind::PaperConference),
    ("Edited Book", Kind::Book),
    ("Electronic Article", Kind::ArticleJournal),
    ("Electronic Book", Kind::Book),
    ("Electronic Book Section", Kind::Chapter),
    ("Electronic Source", Kind::Webpage),
    ("Equation", Kind::Document),
    ("Film or Broadcast", Kind::MotionPicture),
    ("Government Document", Kind::Report),
    ("Grant", Kind::Document),
    ("Journal", Kind::ArticleJournal),
    ("Manuscript", Kind::Manuscript),
    ("Multimedia Application", Kind::MotionPicture),
    ("Online Database", Kind::Dataset),
    ("Online Multimedia", Kind::MotionPicture),
    ("Preprint", Kind::Article),
    ("Serial", Kind::Periodical),
    ("Video", Kind::MotionPicture),
];

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
    Kind::Speech,
    Kind::Treaty,
];

demand_every_kind!(TYPES.1; WITHOUT_A_TYPE);

/// The type of works without another type.
pub(super) const GENERIC: &str = "Generic";

/// The type of books whose authors are editors.
pub(super) const EDITED_BOOK: &str = "Edited Book";

/// The field map of Refer.
pub static FIELDS: FieldMap = FieldMap { rows: &ROWS, rest: Fidelity::Lost };

static ROWS: [Row; OWN.len() + COUNT] = with_labels(OWN);

/// Works whose secondary title is that of their series.
const IN_SERIES: &[Kind] = &[
    Kind::Book,
    Kind::Classic,
    Kind::Collection,
    Kind::Map,
    Kind::Pamphlet,
    Kind::Periodical,
    Kind::Report,
    Kind::Software,
    Kind::Thesis,
];

/// Works whose secondary title is not that of the publication that contains them.
const NOT_IN_BOOKS: &[Kind] = joined_kinds!(Kind::IN_PERIODICAL, IN_SERIES);

/// Works whose tertiary authors are not translators.
const WITH_OTHER_THIRD_AUTHORS: &[Kind] = &[Kind::Thesis, Kind::MotionPicture, Kind::Broadcast];

/// Works with a number where others have an issue.
const NUMBERED: &[Kind] = &[Kind::Report, Kind::Patent, Kind::Standard, Kind::Bill, Kind::Legislation];

const OWN: [Row; 48] = [
    names("%A", NameVariable::Author),
    text("%T", TextVariable::Title),
    text("%!", TextVariable::TitleShort),
    only(Kind::IN_PERIODICAL, text("%J", TextVariable::ContainerTitle)),
    only(IN_SERIES, text("%B", TextVariable::CollectionTitle)),
    only(Kind::IN_PERIODICAL, read(text("%B", TextVariable::CollectionTitle))),
    except(NOT_IN_BOOKS, text("%B", TextVariable::ContainerTitle)),
    read(text("%J", TextVariable::ContainerTitle)),
    except(IN_SERIES, text("%S", TextVariable::CollectionTitle)),
    read(text("%S", TextVariable::CollectionTitle)),
    only(&[Kind::PersonalCommunication], names("%E", NameVariable::Recipient)),
    only(&[Kind::Interview], names("%E", NameVariable::Interviewer)),
    except(&[Kind::PersonalCommunication, Kind::Interview], names("%E", NameVariable::Editor)),
    only(&[Kind::Thesis], names("%Y", NameVariable::Contributor)),
    only(&[Kind::MotionPicture, Kind::Broadcast], names("%Y", NameVariable::Producer)),
    except(WITH_OTHER_THIRD_AUTHORS, names("%Y", NameVariable::Translator)),
    only(WITH_OTHER_THIRD_AUTHORS, names("%?", NameVariable::Translator)),
    except(WITH_OTHER_THIRD_AUTHORS, names("%?", NameVariable::Contributor)),
    Row::new("%D", Variable::Date(DateVariable::Issued), Fidelity::Kept),
    read(Row::new("%8", Variable::Date(DateVariable::Issued), Fidelity::Kept)),
    number("%V", NumberVariable::Volume),
    only(NUMBERED, number("%N", NumberVariable::Number)),
    except(NUMBERED, number("%N", NumberVariable::Issue)),
    number("%6", NumberVariable::NumberOfVolumes),
    number("%7", NumberVariable::Edition),
    only(WITH_PAGE_COUNT, number("%P", NumberVariable::NumberOfPages)),
    except(WITH_PAGE_COUNT, Row::new("%P", Variable::Number(NumberVariable::Page), PAGES)),
    number("%&", NumberVariable::Section),
    text("%9", TextVariable::Genre),
    text("%I", TextVariable::Publisher),
    text("%C", TextVariable::PublisherPlace),
    identifier("%R", IdentifierVariable::Doi),
    identifier("%@", IdentifierVariable::Isbn),
    identifier("%@", IdentifierVariable::Issn),
    identifier("%U", IdentifierVariable::Url),
    Row::new("%[", Variable::Date(DateVariable::Accessed), Fidelity::Kept),
    Row::new("%G", Variable::Language, SPACING),
    text("%~", TextVariable::Archive),
    text("%M", TextVariable::ArchiveLocation),
    text("%W", TextVariable::Source),
    text("%L", TextVariable::CallNumber),
    text("%(", TextVariable::OriginalTitle),
    text("%F", TextVariable::CitationLabel),
    text("%Z", TextVariable::Note),
    read(text("%O", TextVariable::Note)),
    text("%<", TextVariable::Annote),
    Row::new("%K", Variable::Tags, SPACING),
    text("%X", TextVariable::Abstract),
];

#[cfg(test)]
mod tests {
    use super::{FIELDS, TYPES};
    use crate::model::{IdentifierVariable, Kind, Variable};

    #[test]
    fn every_type_stands_once() {
        let mut names: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    }

    /// A tag that is written is read back into the variable it came from. The digits of `%@` identify its variable.
    #[test]
    fn every_written_tag_leads_back_to_its_variable() {
        for &kind in Kind::ALL {
            for variable in Variable::all() {
                let Some(row) = FIELDS.row_for(kind, variable) else { continue };
                let is_issn = variable == Variable::Identifier(IdentifierVariable::Issn);
                let back = FIELDS.row_of(kind, row.field).unwrap();
                assert!(is_issn || back.variable == variable, "{kind}: {} is {}", row.field, back.variable);
            }
        }
    }
}
