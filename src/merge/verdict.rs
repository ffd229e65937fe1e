//! The verdict on two records: of one work, of two works, or for a person to decide.
//!
//! A shared identifier joins records, unless other values show that it is on the wrong record. Without one, the titles
//! must match, the people must be the same, the years must be compatible, and nothing may contradict it; the less
//! distinctive a title is, the more other values must agree.

use super::features::{Class, Features, Presented, Stage};
use super::identity::Rung;
use super::people::Authors;
use super::title::{Telling, TitleMatch};
use super::venue::Venues;
use crate::model::Kind;

/// The verdict on two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They are of one work.
    Same(Grade),
    /// They look alike and are of two works.
    Apart(Reason),
    /// They share an identifier and are of two works: one of them has the wrong identifier.
    Misplaced(Rung, Reason),
    /// They may be of one work; the known values do not suffice to join them.
    Doubt(Reason),
    /// There is no connection.
    Unrelated,
}

/// How certain a verdict is: the lowest grade is the most certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Grade {
    pub(super) rung: Rung,
    pub(super) title: TitleMatch,
    pub(super) years: u32,
}

/// Why two records that look alike stay apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Identifiers of the same kind differ.
    Identifiers(&'static str),
    /// One is a notice about the other.
    Notice,
    /// The numbers in their titles differ.
    Numbers,
    /// The titles differ.
    Titles,
    /// The authors differ.
    Authors,
    /// The types of the works differ.
    Types,
    /// The editions differ.
    Editions,
    /// The versions differ.
    Versions,
    /// The numbers of reports, patents or standards differ.
    ReportNumbers,
    /// The venues differ.
    Venues,
    /// Volumes, issues or pages differ.
    Places,
    /// The dates differ.
    Dates,
    /// The languages differ, or one is a translation.
    Languages,
    /// The title is not distinctive, and nothing else makes up for it.
    Little,
    /// The record is equally similar to another work.
    Ambiguous,
    /// One is the preprint of the other.
    Preprint,
}

impl Reason {
    /// Returns the reason in words that follow "kept apart, as".
    pub fn text(self) -> String {
        match self {
            Self::Identifiers(sort) => format!("they have different {sort}"),
            Self::Notice => "one is a notice about a work, such as a correction or a reply".to_owned(),
            Self::Numbers => "the numbers in their titles differ".to_owned(),
            Self::Titles => "their titles differ".to_owned(),
            Self::Authors => "their authors differ".to_owned(),
            Self::Types => "they are works of different types".to_owned(),
            Self::Editions => "their editions differ".to_owned(),
            Self::Versions => "their versions differ".to_owned(),
            Self::ReportNumbers => "their numbers differ".to_owned(),
            Self::Venues => "they were published in different places".to_owned(),
            Self::Places => "their volumes, issues or pages differ".to_owned(),
            Self::Dates => "their dates differ".to_owned(),
            Self::Languages => "their languages differ".to_owned(),
            Self::Little => "the titles are too short or too common to be sure".to_owned(),
            Self::Preprint => "one is the preprint of the other".to_owned(),
            Self::Ambiguous => "it matches another work equally well".to_owned(),
        }
    }
}

/// Returns the verdict on two records; it does not depend on their order.
pub(super) fn compare(one: &Features, other: &Features) -> Verdict {
    if one.content == other.content {
        return Verdict::Same(Grade { rung: Rung::Everything, title: TitleMatch::Same, years: 0 });
    }
    let titles = one.title.compare(&other.title);
    let grade =
        |rung| Grade { rung, title: titles.unwrap_or(TitleMatch::Part), years: years_between(one, other).unwrap_or(0) };
    if let Some(rung) = one.identity.shared(&other.identity) {
        return match misplaced(one, other, titles, rung) {
            Some(reason) => Verdict::Misplaced(rung, reason),
            None => Verdict::Same(grade(rung)),
        };
    }
    if let Some(rung) = same_book(one, other) {
        return Verdict::Same(grade(rung));
    }
    match titles {
        Some(titles) => {
            by_title(one, other, titles).map_or_else(|verdict| verdict, |()| Verdict::Same(grade(Rung::Title)))
        }
        None => retitled(one, other),
    }
}

/// Whether both have the ISBN of one book; chapters have it, too, and so do multi-volume sets.
fn same_book(one: &Features, other: &Features) -> Option<Rung> {
    let are_books = one.class == Class::Book && other.class == Class::Book;
    let fits = are_books
        && one.identity.shares_isbn(&other.identity)
        && (one.title.likeness(&other.title) >= 0.6 || one.title.compare(&other.title).is_some())
        && one.title.same_numbers(&other.title)
        && !differ(&one.volume, &other.volume)
        && !differ(&one.edition, &other.edition)
        && one.people.compare(&other.people) > Authors::Other;
    fits.then_some(Rung::Isbn)
}

/// Why a shared identifier does not make two records one work.
fn misplaced(one: &Features, other: &Features, titles: Option<TitleMatch>, rung: Rung) -> Option<Reason> {
    if let Some(sort) = one.identity.conflict(&other.identity) {
        return Some(Reason::Identifiers(sort));
    }
    if one.title.is_empty() || other.title.is_empty() {
        return None;
    }
    if one.title.notice != other.title.notice {
        return Some(Reason::Notice);
    }
    // A preprint that became two publications: both have its number.
    let both_published = one.stage == Stage::Published && other.stage == Stage::Published;
    if rung == Rung::Arxiv
        && both_published
        && one.venue.compare(&other.venue) == Venues::Other
        && !is_one_place(one, other)
    {
        return Some(Reason::Venues);
    }
    if is_part_and_whole(one.class, other.class) {
        return Some(Reason::Types);
    }
    if titles.is_some() {
        return None;
    }
    let likeness = one.title.likeness(&other.title);
    if likeness >= 0.5 && !one.title.same_numbers(&other.title) {
        return Some(Reason::Numbers);
    }
    let authors = one.people.compare(&other.people);
    if one.title.is_in_other_script(&other.title) && authors != Authors::Other {
        return None;
    }
    if likeness >= 0.5 && authors != Authors::Other {
        // The DOI of a journal or a volume is on its articles.
        return (both_published && pages_differ(one, other)).then_some(Reason::Titles);
    }
    // Chapters often have the identifier of their book.
    let are_parts = matches!((one.class, other.class), (Class::Chapter | Class::Entry, Class::Chapter | Class::Entry));
    if are_parts && !same(&one.page, &other.page) {
        return Some(Reason::Titles);
    }
    // A title in another language, or an entirely new one: the same people, and nothing that contradicts it.
    let is_another_title = both_published && likeness < 0.25 && one.title.is_in_language_of(&other.title);
    let may_be_retitled = authors >= Authors::Alike && !is_another_title || likeness >= 0.9;
    let is_elsewhere = both_published && places_differ(one, other).is_some();
    let years = years_between(one, other).unwrap_or(0);
    match (may_be_retitled, is_elsewhere) {
        (false, _) => Some(if authors == Authors::Other { Reason::Authors } else { Reason::Titles }),
        (true, true) => Some(Reason::Titles),
        (true, false) if years > 3 => Some(Reason::Dates),
        (true, false) => None,
    }
}

/// Two titles that do not match: still one work if a preprint was renamed, which a person must decide.
fn retitled(one: &Features, other: &Features) -> Verdict {
    let is_preprint_and_other = (one.stage == Stage::Preprint) != (other.stage == Stage::Preprint);
    let looks_alike = one.title.likeness(&other.title) >= 0.75
        && one.title.significant.len().min(other.title.significant.len()) >= 4
        && one.title.same_numbers(&other.title)
        && one.title.notice == other.title.notice
        && one.people.compare(&other.people) >= Authors::Alike
        && years_between(one, other).is_none_or(|years| years <= 2);
    if looks_alike && is_preprint_and_other && forbidden(one, other).is_none() {
        Verdict::Doubt(Reason::Titles)
    } else {
        Verdict::Unrelated
    }
}

/// Returns why two records must not be in one group, whatever connects them.
pub(super) fn keeps_apart(one: &Features, other: &Features) -> Option<Reason> {
    if let Some(rung) = one.identity.shared(&other.identity) {
        return misplaced(one, other, one.title.compare(&other.title), rung);
    }
    if same_book(one, other).is_some() {
        return None;
    }
    let both_published = one.stage == Stage::Published && other.stage == Stage::Published;
    let far = both_published && years_between(one, other).is_some_and(|years| years > 2);
    forbidden(one, other).or(far.then_some(Reason::Dates))
}

/// Why two records without a shared identifier must not be joined, whatever their titles; this also applies to records
/// that only a third one connects.
pub(super) fn forbidden(one: &Features, other: &Features) -> Option<Reason> {
    let sort = one.identity.conflict(&other.identity);
    if let Some(sort) = sort {
        return Some(Reason::Identifiers(sort));
    }
    if one.identity.shared(&other.identity).is_some() {
        return None;
    }
    if !one.title.is_empty() && !other.title.is_empty() {
        if one.title.notice != other.title.notice {
            return Some(Reason::Notice);
        }
        if one.title.likeness(&other.title) >= 0.5 && !one.title.same_numbers(&other.title) {
            return Some(Reason::Numbers);
        }
    }
    if differ(&one.edition, &other.edition) {
        return Some(Reason::Editions);
    }
    let is_versioned = |class| matches!(class, Class::Data | Class::Software);
    if differ(&one.version, &other.version) && (is_versioned(one.class) || is_versioned(other.class)) {
        return Some(Reason::Versions);
    }
    if differ(&one.number, &other.number) && one.class == other.class {
        return Some(Reason::ReportNumbers);
    }
    let is_translation = one.is_translated != other.is_translated;
    if differ(&one.language, &other.language) && (is_translation || one.title.telling() <= Telling::Usual) {
        return Some(Reason::Languages);
    }
    if one.people.compare(&other.people) == Authors::Other {
        return Some(Reason::Authors);
    }
    let presents =
        matches!((one.presented, other.presented), (Presented::Yes, Presented::No) | (Presented::No, Presented::Yes));
    if presents || !are_one_class(one, other) {
        return Some(Reason::Types);
    }
    if one.stage != Stage::Preprint && other.stage != Stage::Preprint {
        if one.venue.compare(&other.venue) == Venues::Other && !is_one_place(one, other) {
            return Some(Reason::Venues);
        }
        return places_differ(one, other);
    }
    None
}

/// Returns `Ok` if matching titles and all other values make two records one work.
fn by_title(one: &Features, other: &Features, titles: TitleMatch) -> Result<(), Verdict> {
    if let Some(reason) = forbidden(one, other) {
        let is_far = reason == Reason::Authors || titles == TitleMatch::Part && reason == Reason::Types;
        return Err(if is_far { Verdict::Unrelated } else { Verdict::Apart(reason) });
    }
    let telling = one.title.telling().min(other.title.telling());
    let authors = one.people.compare(&other.people);
    let is_corroborated = is_one_place(one, other);
    if !dates_fit(one, other, titles, authors, telling) {
        return Err(Verdict::Apart(Reason::Dates));
    }
    let is_same_year = one.year.is_some() && one.year == other.year;
    let becomes = one.stage.min(other.stage) == Stage::Preprint;
    let doubt = if telling <= Telling::Short { Reason::Little } else { Reason::Authors };
    let is_enough = match (titles, telling) {
        (_, Telling::Heading) => {
            is_corroborated && is_same_year && authors >= Authors::Alike && one.page.is_some() && one.page == other.page
        }
        (TitleMatch::Same, Telling::Short) => match authors {
            Authors::Same | Authors::Alike => {
                is_corroborated || authors == Authors::Same && (becomes || is_same_year && one.class == other.class)
            }
            Authors::Missing => is_corroborated && is_same_year && one.page.is_some() && one.page == other.page,
            _ => false,
        },
        (TitleMatch::Same, Telling::Usual) => match authors {
            Authors::Same => true,
            Authors::Alike => is_corroborated || becomes || is_same_year,
            Authors::Missing => is_corroborated && is_same_year,
            _ => is_corroborated && one.people.same_first(&other.people),
        },
        (TitleMatch::Same, Telling::Long) => match authors {
            Authors::Same | Authors::Alike => true,
            Authors::Missing => is_corroborated,
            _ => one.people.same_first(&other.people) && (is_corroborated || is_same_year && one.stage != other.stage),
        },
        (TitleMatch::Spelling, Telling::Short) => authors >= Authors::Alike && is_corroborated,
        (TitleMatch::Spelling, _) => {
            authors == Authors::Same || authors == Authors::Alike && (is_corroborated || becomes || is_same_year)
        }
        (TitleMatch::Part, _) => authors >= Authors::Alike && (is_corroborated || becomes && authors == Authors::Same),
    };
    if is_enough {
        return Ok(());
    }
    let is_near = authors >= Authors::Alike || authors == Authors::Missing && telling >= Telling::Usual;
    Err(if is_near && telling > Telling::Heading {
        Verdict::Doubt(doubt_of(titles, doubt))
    } else {
        Verdict::Unrelated
    })
}

const fn doubt_of(titles: TitleMatch, otherwise: Reason) -> Reason {
    match titles {
        TitleMatch::Part => Reason::Titles,
        TitleMatch::Same | TitleMatch::Spelling => otherwise,
    }
}

/// Whether the dates can be those of one work: at most a year apart, as years of print and online publication are, and
/// more for a preprint and its publication, if all other values agree.
fn dates_fit(one: &Features, other: &Features, titles: TitleMatch, authors: Authors, telling: Telling) -> bool {
    let Some(years) = years_between(one, other) else {
        return telling > Telling::Short && authors >= Authors::Alike || is_one_place(one, other);
    };
    if telling == Telling::Heading || is_of_a_day(one) && is_of_a_day(other) {
        let days_differ = matches!((one.day, other.day), (Some(one), Some(other)) if one.0 != other.0
            || matches!((one.1, other.1), (Some(one), Some(other)) if one != other));
        return years == 0 && !days_differ;
    }
    if years == 0 {
        return true;
    }
    let (earlier, later) = if one.year <= other.year { (one, other) } else { (other, one) };
    if earlier.stage == Stage::Preprint && later.stage != Stage::Preprint {
        let is_sure = titles != TitleMatch::Part && authors == Authors::Same && telling > Telling::Short;
        return years <= if is_sure { 6 } else { 1 };
    }
    if earlier.stage == Stage::Preprint && later.stage == Stage::Preprint {
        let is_sure = titles == TitleMatch::Same && authors == Authors::Same && telling > Telling::Short;
        return years <= if is_sure { 2 } else { 1 };
    }
    let is_yearly = one.class == Class::Book && one.is_edited && other.is_edited
        || matches!(one.class, Class::Report | Class::Data | Class::Software | Class::Web | Class::Other(_));
    if is_yearly && one.class == other.class {
        return years <= 1 && same(&one.number, &other.number);
    }
    // An article that appears ahead of print may wait for its volume.
    let waits = |features: &Features| features.volume.is_none() && features.page.is_none();
    let is_ahead_of_print = one.class == Class::Journal
        && other.class == Class::Journal
        && waits(earlier)
        && !waits(later)
        && titles == TitleMatch::Same
        && authors == Authors::Same
        && one.venue.compare(&other.venue) == Venues::Same;
    telling > Telling::Short && years <= if is_ahead_of_print { 2 } else { 1 }
}

/// Newspapers and web pages repeat their headings day after day.
fn is_of_a_day(features: &Features) -> bool {
    features.class == Class::Web
        || features.page.is_none()
            && features.volume.is_none()
            && features.issue.is_none()
            && features.class == Class::Journal
            && features.day.is_some_and(|(_, day)| day.is_some())
            && features.stage == Stage::Published
            && features.identity.doi.is_none()
}

fn years_between(one: &Features, other: &Features) -> Option<u32> {
    Some(one.year?.abs_diff(other.year?))
}

/// Whether the venue, the volume or the pages are the same, so that two works could hardly share them; for web pages,
/// the address.
fn is_one_place(one: &Features, other: &Features) -> bool {
    let is_one_venue = one.venue.compare(&other.venue) == Venues::Same;
    let volume = same(&one.volume, &other.volume);
    let page = same(&one.page, &other.page) && one.page.as_deref() != Some("1");
    let is_one_address = one.class == Class::Web && other.class == Class::Web && same(&one.url, &other.url);
    is_one_address
        || page && (volume || one.volume.is_none() || other.volume.is_none())
        || is_one_venue && !differ(&one.volume, &other.volume) && !differ(&one.page, &other.page)
        || volume && one.venue.is_known() != other.venue.is_known() && !differ(&one.page, &other.page)
}

/// Which of volume, issue and first page both have and differ in.
fn places_differ(one: &Features, other: &Features) -> Option<Reason> {
    let differ = differ(&one.volume, &other.volume) || differ(&one.issue, &other.issue) || pages_differ(one, other);
    differ.then_some(Reason::Places)
}

/// Whether both have a first page and these differ; numbers of articles and pages counted from one do not count as
/// pages. Pages of supplements ("S112"), which contain abstracts of talks, are not those of the year after.
fn pages_differ(one: &Features, other: &Features) -> bool {
    let supplement_page = |features: &Features| features.page.as_deref()?.strip_prefix('s')?.parse::<u32>().ok();
    let is_plain =
        |page: &Option<String>| page.as_deref().is_some_and(|page| page.bytes().all(|byte| byte.is_ascii_digit()));
    let is_abstract_of = |one: &Features, other: &Features| {
        let differs = |page: u32| other.page.as_deref() != Some(page.to_string().as_str());
        is_plain(&other.page) && supplement_page(one).is_some_and(|page| one.year != other.year || differs(page))
    };
    if is_abstract_of(one, other) || is_abstract_of(other, one) {
        return true;
    }
    let is_count = |page: &Option<String>| {
        page.as_deref().is_none_or(|page| page == "1" || !page.bytes().all(|byte| byte.is_ascii_digit()))
    };
    differ(&one.page, &other.page) && !is_count(&one.page) && !is_count(&other.page)
}

/// Whether two classes can be those of one work: databases disagree about conferences, chapters and journals, and
/// preprints become works of all these classes.
fn are_one_class(one: &Features, other: &Features) -> bool {
    use Class::{Any, Chapter, Conference, Entry, Journal, Report, Web};
    let is_one_venue = || one.venue.compare(&other.venue) != Venues::Other || is_one_place(one, other);
    match (one.class, other.class) {
        (one, other) if one == other => true,
        (Any, class) | (class, Any) => {
            matches!(class, Journal | Conference | Chapter | Report | Entry | Web)
                || one.stage == Stage::Unknown && other.stage == Stage::Unknown
                || matches!(class, Class::Other(Kind::Standard | Kind::Pamphlet | Kind::Webpage))
                || class == Class::Book && one.stage != Stage::Preprint && other.stage != Stage::Preprint
        }
        (Conference, Chapter) | (Chapter, Conference) => true,
        (Journal, Conference) | (Conference, Journal) | (Journal, Chapter) | (Chapter, Journal) => is_one_venue(),
        (Chapter, Entry) | (Entry, Chapter) | (Journal, Web) | (Web, Journal) => {
            one.venue.compare(&other.venue) == Venues::Same || is_one_place(one, other)
        }
        (Report, Journal | Conference | Chapter) | (Journal | Conference | Chapter, Report) => {
            one.stage == Stage::Preprint || other.stage == Stage::Preprint
        }
        _ => false,
    }
}

/// Whether one can be a part of the other: a chapter has the DOI of its book, a data set that of its paper.
fn is_part_and_whole(one: Class, other: Class) -> bool {
    use Class::{Any, Book, Chapter, Conference, Data, Entry, Journal, Software};
    let is_pair = |one, other| {
        matches!(
            (one, other),
            (Chapter | Entry | Conference, Book) | (Data | Software, Journal | Conference | Chapter | Book)
        )
    };
    one != Any && other != Any && (is_pair(one, other) || is_pair(other, one))
}

fn differ(one: &Option<String>, other: &Option<String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one != other)
}

fn same(one: &Option<String>, other: &Option<String>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one == other)
}
