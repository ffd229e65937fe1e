//! Which variables Zotero's fields hold, and which types of works its item types are. Both follow the CSL mappings of
//! Zotero's schema, and for the fields of one item type, the fields on which it bases them
//! (<https://github.com/zotero/zotero-schema/blob/master/schema.json>).

use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Kinds, Row};

/// The type of work of each item type.
const TYPES: &[(&str, Kind)] = &[
    ("artwork", Kind::Graphic),
    ("audioRecording", Kind::Song),
    ("bill", Kind::Bill),
    ("blogPost", Kind::PostWeblog),
    ("book", Kind::Book),
    ("bookSection", Kind::Chapter),
    ("case", Kind::LegalCase),
    ("computerProgram", Kind::Software),
    ("conferencePaper", Kind::PaperConference),
    ("dataset", Kind::Dataset),
    ("dictionaryEntry", Kind::EntryDictionary),
    ("document", Kind::Document),
    ("email", Kind::PersonalCommunication),
    ("encyclopediaArticle", Kind::EntryEncyclopedia),
    ("film", Kind::MotionPicture),
    ("forumPost", Kind::Post),
    ("hearing", Kind::Hearing),
    ("instantMessage", Kind::PersonalCommunication),
    ("interview", Kind::Interview),
    ("journalArticle", Kind::ArticleJournal),
    ("letter", Kind::PersonalCommunication),
    ("magazineArticle", Kind::ArticleMagazine),
    ("manuscript", Kind::Manuscript),
    ("map", Kind::Map),
    ("newspaperArticle", Kind::ArticleNewspaper),
    ("patent", Kind::Patent),
    ("podcast", Kind::Broadcast),
    ("preprint", Kind::Article),
    ("presentation", Kind::Speech),
    ("radioBroadcast", Kind::Broadcast),
    ("report", Kind::Report),
    ("standard", Kind::Standard),
    ("statute", Kind::Legislation),
    ("thesis", Kind::Thesis),
    ("tvBroadcast", Kind::Broadcast),
    ("videoRecording", Kind::MotionPicture),
    ("webpage", Kind::Webpage),
];

/// The item types that are not works.
const NOT_WORKS: &[&str] = &["attachment", "note", "annotation"];

/// The type of work of each type of creator. The others that Zotero's schema makes an item's main creators are its
/// authors.
const CREATORS: &[(&str, NameVariable)] = &[
    ("author", NameVariable::Author),
    ("artist", NameVariable::Author),
    ("bookAuthor", NameVariable::ContainerAuthor),
    ("cartographer", NameVariable::Author),
    ("castMember", NameVariable::Performer),
    ("chair", NameVariable::Chair),
    ("composer", NameVariable::Composer),
    ("contributor", NameVariable::Contributor),
    ("creator", NameVariable::Author),
    ("director", NameVariable::Director),
    ("editor", NameVariable::Editor),
    ("executiveProducer", NameVariable::ExecutiveProducer),
    ("guest", NameVariable::Guest),
    ("host", NameVariable::Host),
    ("interviewee", NameVariable::Author),
    ("interviewer", NameVariable::Interviewer),
    ("inventor", NameVariable::Author),
    ("narrator", NameVariable::Narrator),
    ("organizer", NameVariable::Organizer),
    ("originalCreator", NameVariable::OriginalAuthor),
    ("performer", NameVariable::Performer),
    ("podcaster", NameVariable::Author),
    ("presenter", NameVariable::Author),
    ("producer", NameVariable::Producer),
    ("programmer", NameVariable::Author),
    ("recipient", NameVariable::Recipient),
    ("reviewedAuthor", NameVariable::ReviewedAuthor),
    ("scriptwriter", NameVariable::ScriptWriter),
    ("seriesCreator", NameVariable::SeriesCreator),
    ("seriesEditor", NameVariable::CollectionEditor),
    ("sponsor", NameVariable::Author),
    ("translator", NameVariable::Translator),
];

/// Members that say nothing about the work, or that the reader handles itself.
const ADMINISTRATIVE: &[&str] = &[
    "citationKey",
    "citekey",
    "collections",
    "creators",
    "dateAdded",
    "dateModified",
    "deleted",
    "extra",
    "inPublications",
    "itemID",
    "itemType",
    "libraryID",
    "relations",
    "select",
    "tags",
    "uri",
    "version",
];

/// What an item type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemType {
    /// A work of this type.
    Work(Kind),
    /// A file, a note or a mark in a file.
    NotWork,
    /// A type that Zotero's schema did not have.
    Unknown,
}

/// Returns what an item type is.
pub(crate) fn item_type(name: &str) -> ItemType {
    match TYPES.iter().find(|(known, _)| *known == name) {
        Some((_, kind)) => ItemType::Work(*kind),
        None if NOT_WORKS.contains(&name) => ItemType::NotWork,
        None => ItemType::Unknown,
    }
}

/// Returns the variable for a type of creator.
pub(super) fn creator(name: &str) -> Option<NameVariable> {
    CREATORS.iter().find(|(known, _)| *known == name).map(|(_, variable)| *variable)
}

/// Whether a member without a row is to be kept.
pub(super) fn is_kept(name: &str) -> bool {
    !ADMINISTRATIVE.contains(&name)
}

const fn text(field: &'static str, variable: TextVariable) -> Row {
    Row::read(field, Variable::Text(variable))
}

const fn number(field: &'static str, variable: NumberVariable) -> Row {
    Row::read(field, Variable::Number(variable))
}

const fn identifier(field: &'static str, variable: IdentifierVariable) -> Row {
    Row::read(field, Variable::Identifier(variable))
}

const fn date(field: &'static str, variable: DateVariable) -> Row {
    Row::read(field, Variable::Date(variable))
}

const fn names(field: &'static str, variable: NameVariable) -> Row {
    Row::read(field, Variable::Names(variable))
}

/// The rows. Of several fields with one variable, the first that the item has is read; the others are kept.
pub(super) const ROWS: &[Row] = &[
    Row::read("itemType", Variable::Kind),
    text("title", TextVariable::Title),
    text("caseName", TextVariable::Title),
    text("nameOfAct", TextVariable::Title),
    text("subject", TextVariable::Title),
    text("shortTitle", TextVariable::TitleShort),
    text("abstractNote", TextVariable::Abstract),
    text("archive", TextVariable::Archive),
    text("archiveLocation", TextVariable::ArchiveLocation),
    text("authority", TextVariable::Authority),
    text("court", TextVariable::Authority),
    text("legislativeBody", TextVariable::Authority),
    text("issuingAuthority", TextVariable::Authority),
    text("organization", TextVariable::Authority),
    text("callNumber", TextVariable::CallNumber),
    text("applicationNumber", TextVariable::CallNumber),
    text("seriesTitle", TextVariable::CollectionTitle),
    text("series", TextVariable::CollectionTitle),
    text("publicationTitle", TextVariable::ContainerTitle),
    text("bookTitle", TextVariable::ContainerTitle),
    text("proceedingsTitle", TextVariable::ContainerTitle),
    text("encyclopediaTitle", TextVariable::ContainerTitle),
    text("dictionaryTitle", TextVariable::ContainerTitle),
    text("websiteTitle", TextVariable::ContainerTitle),
    text("blogTitle", TextVariable::ContainerTitle),
    text("forumTitle", TextVariable::ContainerTitle),
    text("programTitle", TextVariable::ContainerTitle),
    text("reporter", TextVariable::ContainerTitle),
    text("code", TextVariable::ContainerTitle),
    text("journalAbbreviation", TextVariable::ContainerTitleShort),
    text("artworkSize", TextVariable::Dimensions),
    text("runningTime", TextVariable::Dimensions),
    text("conferenceName", TextVariable::EventTitle),
    text("meetingName", TextVariable::EventTitle),
    text("eventPlace", TextVariable::EventPlace),
    text("place", TextVariable::EventPlace).for_kinds(Kinds::Only(&[Kind::Speech])),
    text("place", TextVariable::PublisherPlace),
    text("repositoryLocation", TextVariable::PublisherPlace),
    text("type", TextVariable::Genre),
    text("thesisType", TextVariable::Genre),
    text("reportType", TextVariable::Genre),
    text("letterType", TextVariable::Genre),
    text("manuscriptType", TextVariable::Genre),
    text("mapType", TextVariable::Genre),
    text("websiteType", TextVariable::Genre),
    text("postType", TextVariable::Genre),
    text("presentationType", TextVariable::Genre),
    text("genre", TextVariable::Genre),
    text("programmingLanguage", TextVariable::Genre),
    text("rights", TextVariable::License),
    text("medium", TextVariable::Medium),
    text("artworkMedium", TextVariable::Medium),
    text("audioFileType", TextVariable::Medium),
    text("audioRecordingFormat", TextVariable::Medium),
    text("videoRecordingFormat", TextVariable::Medium),
    text("interviewMedium", TextVariable::Medium),
    text("format", TextVariable::Medium),
    text("system", TextVariable::Medium),
    text("publisher", TextVariable::Publisher),
    text("university", TextVariable::Publisher),
    text("institution", TextVariable::Publisher),
    text("repository", TextVariable::Publisher),
    text("company", TextVariable::Publisher),
    text("distributor", TextVariable::Publisher),
    text("label", TextVariable::Publisher),
    text("network", TextVariable::Publisher),
    text("studio", TextVariable::Publisher),
    text("originalPublisher", TextVariable::OriginalPublisher),
    text("originalPlace", TextVariable::OriginalPublisherPlace),
    text("partTitle", TextVariable::PartTitle),
    text("history", TextVariable::References),
    text("references", TextVariable::References),
    text("scale", TextVariable::Scale),
    text("libraryCatalog", TextVariable::Source),
    text("status", TextVariable::Status),
    text("legalStatus", TextVariable::Status),
    text("extra", TextVariable::Note),
    number("session", NumberVariable::ChapterNumber),
    number("seriesNumber", NumberVariable::CollectionNumber),
    number("edition", NumberVariable::Edition),
    number("issue", NumberVariable::Issue),
    number("priorityNumbers", NumberVariable::Issue),
    number("number", NumberVariable::Number),
    number("reportNumber", NumberVariable::Number),
    number("patentNumber", NumberVariable::Number),
    number("archiveID", NumberVariable::Number),
    number("identifier", NumberVariable::Number),
    number("billNumber", NumberVariable::Number),
    number("docketNumber", NumberVariable::Number),
    number("documentNumber", NumberVariable::Number),
    number("publicLawNumber", NumberVariable::Number),
    number("episodeNumber", NumberVariable::Number),
    number("numPages", NumberVariable::NumberOfPages),
    number("numberOfVolumes", NumberVariable::NumberOfVolumes),
    number("pages", NumberVariable::Page),
    number("firstPage", NumberVariable::Page),
    number("codePages", NumberVariable::Page),
    number("partNumber", NumberVariable::PartNumber),
    number("section", NumberVariable::Section),
    number("committee", NumberVariable::Section),
    number("versionNumber", NumberVariable::Version),
    number("volume", NumberVariable::Volume),
    number("reporterVolume", NumberVariable::Volume),
    number("codeVolume", NumberVariable::Volume),
    number("codeNumber", NumberVariable::Volume),
    identifier("DOI", IdentifierVariable::Doi),
    identifier("url", IdentifierVariable::Url),
    identifier("ISBN", IdentifierVariable::Isbn),
    identifier("ISSN", IdentifierVariable::Issn),
    identifier("PMID", IdentifierVariable::Pmid),
    identifier("PMCID", IdentifierVariable::Pmcid),
    identifier("archiveID", IdentifierVariable::Eprint),
    text("archiveID", TextVariable::EprintType),
    text("extra", TextVariable::EprintClass),
    date("date", DateVariable::Issued),
    date("dateDecided", DateVariable::Issued),
    date("dateEnacted", DateVariable::Issued),
    date("issueDate", DateVariable::Issued),
    date("accessDate", DateVariable::Accessed),
    date("filingDate", DateVariable::Submitted),
    date("originalDate", DateVariable::OriginalDate),
    date("priorityDate", DateVariable::OriginalDate),
    names("creators", NameVariable::Author),
    names("creators", NameVariable::Chair),
    names("creators", NameVariable::CollectionEditor),
    names("creators", NameVariable::Composer),
    names("creators", NameVariable::ContainerAuthor),
    names("creators", NameVariable::Contributor),
    names("creators", NameVariable::Director),
    names("creators", NameVariable::Editor),
    names("creators", NameVariable::ExecutiveProducer),
    names("creators", NameVariable::Guest),
    names("creators", NameVariable::Host),
    names("creators", NameVariable::Interviewer),
    names("creators", NameVariable::Narrator),
    names("creators", NameVariable::Organizer),
    names("creators", NameVariable::OriginalAuthor),
    names("creators", NameVariable::Performer),
    names("creators", NameVariable::Producer),
    names("creators", NameVariable::Recipient),
    names("creators", NameVariable::ReviewedAuthor),
    names("creators", NameVariable::ScriptWriter),
    names("creators", NameVariable::SeriesCreator),
    names("creators", NameVariable::Translator),
    Row::read("language", Variable::Language),
    Row::read("tags", Variable::Tags),
];

#[cfg(test)]
mod tests {
    use super::{CREATORS, ROWS, TYPES};
    use crate::model::Variable;

    #[test]
    fn every_creator_has_a_row_and_types_are_listed_once() {
        for (name, variable) in CREATORS {
            assert!(ROWS.iter().any(|row| row.variable == Variable::Names(*variable)), "{name}");
        }
        for (index, (name, _)) in TYPES.iter().enumerate() {
            assert!(TYPES[..index].iter().all(|(other, _)| other != name), "{name}");
        }
    }
}
