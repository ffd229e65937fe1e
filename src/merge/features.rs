//! The features by which two records are compared, computed once for each record.

use super::fold;
use super::identity::Identity;
use super::people::People;
use super::servers;
use super::title::Title;
use super::venue::Venue;
use crate::markup::text_as_read;
use crate::model::{Date, Kind, Name, NameVariable, Names, NumberVariable, Record, Text, TextVariable};

/// The features of a record for comparison.
#[derive(Debug)]
pub(super) struct Features {
    pub(super) title: Title,
    pub(super) people: People,
    pub(super) identity: Identity,
    pub(super) venue: Venue,
    pub(super) class: Class,
    pub(super) stage: Stage,
    pub(super) presented: Presented,
    pub(super) year: Option<i32>,
    /// The month and the day, if known.
    pub(super) day: Option<(u8, Option<u8>)>,
    pub(super) volume: Option<String>,
    pub(super) issue: Option<String>,
    pub(super) page: Option<String>,
    /// The number of a report, a patent or a standard.
    pub(super) number: Option<String>,
    pub(super) edition: Option<String>,
    pub(super) version: Option<String>,
    /// The primary subtag of the language.
    pub(super) language: Option<String>,
    pub(super) is_translated: bool,
    /// Whether the work has editors and no authors: proceedings, yearbooks.
    pub(super) is_edited: bool,
    pub(super) url: Option<String>,
    /// A number that distinguishes this record from others, whatever the order of the input.
    pub(super) content: u64,
}

/// The stage of a work on its way to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Stage {
    /// A preprint, a working paper, a manuscript.
    Preprint,
    /// The record does not say.
    Unknown,
    /// It was published.
    Published,
}

/// Whether a record is of a talk, of its slides or of a poster, which often have the title of the paper that they present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Presented {
    /// It is: its genre says so.
    Yes,
    /// The record does not say.
    Unknown,
    /// It is a publication.
    No,
}

/// Words of genres that name a presentation.
const PRESENTATIONS: [&str; 12] = [
    "talk",
    "talks",
    "slides",
    "poster",
    "presentation",
    "lecture",
    "keynote",
    "tutorial",
    "webinar",
    "vortrag",
    "folien",
    "exposé",
];

impl Presented {
    fn of(kind: Kind, genre: &str) -> Self {
        let lower = genre.to_lowercase();
        let mut words = lower.split(|character: char| !character.is_alphanumeric());
        if words.any(|word| PRESENTATIONS.contains(&word)) {
            return Self::Yes;
        }
        match kind {
            Kind::Document | Kind::Manuscript | Kind::Speech | Kind::Event | Kind::Performance | Kind::Graphic => {
                Self::Unknown
            }
            _ => Self::No,
        }
    }
}

/// Classes of works; databases disagree about the types within a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// Unknown.
    Any,
    Journal,
    Conference,
    Chapter,
    Entry,
    Book,
    Thesis,
    Report,
    Data,
    Software,
    Web,
    /// A type that only matches the same type.
    Other(Kind),
}

impl Features {
    /// Computes the features of a record.
    pub(super) fn new(record: &Record) -> Self {
        let plain = |variable: TextVariable| record.text(variable).map(Text::to_plain).unwrap_or_default();
        let title = Title::new(&record.text(TextVariable::Title).map(text_as_read).unwrap_or_default());
        let identity = Identity::new(record);
        let container = plain(TextVariable::ContainerTitle);
        let container = if container.is_empty() { plain(TextVariable::ContainerTitleShort) } else { container };
        let container = if container.is_empty() { plain(TextVariable::EventTitle) } else { container };
        let folded = fold::letters(&container);
        let is_series_of_papers = ["workingpaper", "discussionpaper"].iter().any(|words| folded.contains(words));
        let on_server = is_series_of_papers || servers::is_server(&container);
        let venue = if on_server { Venue::default() } else { Venue::new(&container) };
        let class = Class::of(record.kind);
        let number =
            |variable: NumberVariable| record.number(variable).map(fold::number).filter(|value| !value.is_empty());
        let stage = stage(record, &identity, &venue, on_server, &plain);
        let issued = record.issued().and_then(Date::first_point);
        let names = [NameVariable::Author, NameVariable::Editor].iter().find_map(|variable| record.names(*variable));
        let edition = number(NumberVariable::Edition).or_else(|| title.edition.clone());
        let is_of_series = matches!(class, Class::Report | Class::Other(Kind::Patent | Kind::Standard));
        // The organisation of a report is its author in one database and its publisher in another.
        let organisation = || Names::complete(vec![Name::Literal(plain(TextVariable::Publisher))]);
        let stands_in =
            (names.is_none() && class == Class::Report && record.texts.contains_key(&TextVariable::Publisher))
                .then(organisation);
        Self {
            people: People::new(names.or(stands_in.as_ref())),
            year: issued.map(|point| point.year),
            day: issued.and_then(|point| Some((point.month_number()?, point.day_number()))),
            volume: number(NumberVariable::Volume),
            issue: number(NumberVariable::Issue),
            page: first_page(record),
            number: number(NumberVariable::Number).filter(|_| is_of_series),
            edition,
            version: number(NumberVariable::Version).map(|version| version.trim_start_matches('v').to_owned()),
            language: record.language.as_ref().map(|tag| primary_subtag(tag)),
            is_edited: record.names(NameVariable::Author).is_none(),
            is_translated: record.names(NameVariable::Translator).is_some(),
            url: record.url().map(bare_url),
            content: record.fingerprint(),
            title,
            identity,
            venue,
            class,
            stage,
            presented: Presented::of(record.kind, &plain(TextVariable::Genre)),
        }
    }
}

impl Class {
    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Document | Kind::Article | Kind::Manuscript => Self::Any,
            Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper | Kind::Review | Kind::ReviewBook => {
                Self::Journal
            }
            Kind::PaperConference => Self::Conference,
            Kind::Chapter => Self::Chapter,
            Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => Self::Entry,
            Kind::Book | Kind::Collection | Kind::Classic => Self::Book,
            Kind::Thesis => Self::Thesis,
            Kind::Report => Self::Report,
            Kind::Dataset => Self::Data,
            Kind::Software => Self::Software,
            Kind::Webpage | Kind::Post | Kind::PostWeblog => Self::Web,
            other => Self::Other(other),
        }
    }
}

/// A preprint is recognised by its type, its server or its genre; a work with a venue, a volume or a publisher's DOI is
/// published.
fn stage(
    record: &Record,
    identity: &Identity,
    venue: &Venue,
    on_server: bool,
    plain: &dyn Fn(TextVariable) -> String,
) -> Stage {
    let genre = plain(TextVariable::Genre).to_lowercase();
    let publisher = plain(TextVariable::Publisher);
    let is_working_paper =
        ["preprint", "working paper", "discussion paper", "posted content"].iter().any(|word| genre.contains(word));
    let has_place = record.number(NumberVariable::Volume).is_some() || record.number(NumberVariable::Page).is_some();
    // arXiv records the DOI of the publication; the record is the preprint's nevertheless.
    let is_of_arxiv = matches!(record.kind, Kind::Article | Kind::Manuscript) && identity.arxiv.is_some();
    if identity.published_doi().is_some() && (!is_of_arxiv || venue.is_known() || has_place) {
        return Stage::Published;
    }
    if on_server || is_working_paper || identity.server.is_some() || servers::is_server(&publisher) {
        return Stage::Preprint;
    }
    match record.kind {
        Kind::Article | Kind::Manuscript if !venue.is_known() => Stage::Preprint,
        _ if identity.arxiv.is_some() && !venue.is_known() && !has_place && identity.pmid.is_none() => Stage::Preprint,
        Kind::Document | Kind::ArticleJournal | Kind::PaperConference if !venue.is_known() && !has_place => {
            Stage::Unknown
        }
        _ => Stage::Published,
    }
}

/// The first page, but not the page count of an article that has a number ("1-12").
fn first_page(record: &Record) -> Option<String> {
    let pages = record.number(NumberVariable::Page).or_else(|| record.number(NumberVariable::PageFirst))?;
    let first = pages.split(['-', '–', '—', '‑', ',', ' ']).find(|part| !part.is_empty())?;
    Some(fold::number(first)).filter(|first| !first.is_empty())
}

fn primary_subtag(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}

fn bare_url(url: &str) -> String {
    let bare = url.trim_end_matches('/');
    let bare = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://")).unwrap_or(bare);
    bare.strip_prefix("www.").unwrap_or(bare).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Features, Stage};
    use crate::model::{IdentifierVariable, Kind, NumberVariable, Record, TextVariable};

    #[test]
    fn the_stage_is_told_by_venue_server_and_identifier() {
        let stage = |record: &Record| Features::new(record).stage;
        let mut record = Record::new(Kind::ArticleJournal);
        assert_eq!(stage(&record), Stage::Unknown);
        record.set_text(TextVariable::ContainerTitle, "arXiv preprint arXiv:1409.1556");
        assert_eq!(stage(&record), Stage::Preprint);
        record.set_text(TextVariable::ContainerTitle, "Nature");
        assert_eq!(stage(&record), Stage::Published);
        let mut report = Record::new(Kind::Report);
        assert_eq!(stage(&report), Stage::Published);
        report.set_text(TextVariable::Genre, "Working Paper");
        assert_eq!(stage(&report), Stage::Preprint);
        report.set_identifier(IdentifierVariable::Doi, "10.1038/nature14539");
        assert_eq!(stage(&report), Stage::Published);
    }

    #[test]
    fn only_content_counts_as_content() {
        let mut record = Record::new(Kind::Book);
        let before = Features::new(&record).content;
        record.id = "a".into();
        assert_eq!(Features::new(&record).content, before);
        record.set_number(NumberVariable::Volume, "1");
        assert_ne!(Features::new(&record).content, before);
    }
}
