//! Makes records from works of Crossref's REST API: an answer with one work or a list of works, files of the public
//! data (`{"items": [...]}`), and one work per line. Items whose texts are not lists are CSL-JSON, as returned by
//! content negotiation.
//!
//! `issued` is the earliest of the dates and may be in another year than the volume, so the date in print is preferred.

use std::io;

use serde_json::Value;

use super::FORMAT;
use super::work::{Contributor, License, Work, WorkShape};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Date, DateVariable, Kind, Name, NameVariable, NumberVariable, Record, Related, TextVariable};
use crate::seam::{Evidence, Member, Members, Reader, Sign};
use crate::services::answer::{read_answer, take_identifiers};
use crate::syntax::Input;
use crate::syntax::json::stream::{Lists, RawValue};
use crate::syntax::json::typed::{List, Scalar, text};
use crate::syntax::outline::ValueKind;
use crate::text::identifiers::normalise_orcid;
use crate::values::composed;
use crate::values::crossref_types;
use crate::values::identifiers::{Identifier, Label, arxiv_of_doi};
use crate::values::markup;
use crate::values::names;
use crate::values::names::{GivenNames, ReadName};

/// The paths to the works in an answer and in a file of the public data.
const LISTS: Lists = &[&["message", "items"], &["items"]];

/// The API's answer when it does not have the work; it is not JSON.
const NOT_FOUND: &str = "Resource not found";

/// How the names of series of books and proceedings begin.
const SERIES: &[&str] = &[
    "lecture notes",
    "communications in computer",
    "advances in",
    "ifip ",
    "springer proceedings",
    "smart innovation",
    "studies in",
    "methods in molecular",
    "acm international conference proceeding series",
    "aip conference proceedings",
];

/// Relations that are only citations.
const CITING: &[&str] = &["cites", "references", "is-cited-by", "is-referenced-by", "is-basis-for", "based-on-data"];

/// The members of works: texts are lists, unlike those of content negotiation.
pub(super) const WORKS: Evidence = Evidence::decisive(Sign::Members(Members {
    of: &["", "items", "message", "message.items"],
    all: &[Member::Any("DOI")],
    some: &[
        (1, &[Member::Is("title", ValueKind::List), Member::Is("container-title", ValueKind::List)]),
        (
            1,
            &[
                Member::Any("prefix"),
                Member::Any("member"),
                Member::Any("indexed"),
                Member::Any("deposited"),
                Member::Any("reference-count"),
                Member::Any("is-referenced-by-count"),
            ],
        ),
    ],
}));

/// The members around works.
pub(super) const ANSWER: Evidence =
    Evidence::decisive(Members::all(&[""], &[Member::Any("message-type"), Member::Any("message")]));

/// The answer about an unknown DOI.
pub(super) const NO_WORK: Evidence = Evidence::decisive(Sign::Text {
    what: "the words “Resource not found”",
    is_in: |text| text.trim_ascii_start().starts_with(NOT_FOUND),
});

pub(super) struct CrossrefJsonReader;

impl Reader for CrossrefJsonReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        read(input, out, diag)
    }

    fn gives_ids(&self) -> bool {
        false
    }
}

fn read(input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
    if input.bytes.fill_buf()?.trim_ascii_start().starts_with(NOT_FOUND.as_bytes()) {
        let message = format!("{} is Crossref's report of an error: Resource not found", input.name);
        diag.report(Diagnostic::new(Code::ServiceError, message).hint("Crossref has no work with that DOI"));
        return Ok(());
    }
    read_answer::<WorkShape>(input, FORMAT.id, LISTS, out, diag, |mut work, source, diag| {
        if let Some(inside) = work.message.0.take() {
            work = *inside;
        }
        (work.doi.is_some() || !work.title.0.is_empty()).then(|| record(&work, source, diag))
    })
}

fn record(work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::new(kind(work));
    set_titles(&mut record, work);
    if let Some(summary) = text(&work.summary) {
        record.set_text(TextVariable::Abstract, markup::text(summary));
    }
    for (variable, people) in [
        (NameVariable::Author, &work.author),
        (NameVariable::Editor, &work.editor),
        (NameVariable::Chair, &work.chair),
        (NameVariable::Translator, &work.translator),
    ] {
        names::set(&mut record, variable, people.0.iter().filter_map(name), false);
    }
    set_dates(&mut record, work);
    for (variable, number) in [
        (NumberVariable::Volume, &work.volume),
        (NumberVariable::Issue, &work.issue),
        (NumberVariable::Page, &work.page),
        (NumberVariable::Number, &work.article_number),
        (NumberVariable::Edition, &work.edition_number),
    ] {
        record.set_number(variable, text(number).unwrap_or_default());
    }
    set_identifiers(&mut record, work, source, diag);
    set_publisher(&mut record, work);
    set_event(&mut record, work);
    set_relations(&mut record, work);
    if let Some(language) = text(&work.language) {
        record.set_language(language);
    }
    record.set_tags(work.subject.0.iter().filter_map(Scalar::trimmed).map(markup::plain_text).collect());
    record.set_text(TextVariable::Genre, Work::first(&work.degree).unwrap_or_default());
    let license = |version: Option<&str>| {
        let is_of = move |license: &&License<'_>| version.is_none() || text(&license.content_version) == version;
        work.license.0.iter().filter(is_of).find_map(|license| text(&license.url))
    };
    record.set_text(TextVariable::License, license(Some("vor")).or_else(|| license(None)).unwrap_or_default());
    keep(&mut record, work);
    record
}

fn kind(work: &Work<'_>) -> Kind {
    let name = text(&work.type_name).unwrap_or_default();
    match (name, text(&work.subtype)) {
        ("posted-content", Some("dissertation")) => Kind::Thesis,
        ("posted-content", Some("report")) => Kind::Report,
        _ => crossref_types::kind(name).unwrap_or_default(),
    }
}

/// Sets the title with its subtitle, and the titles of the publication and series that contain the work. Of two
/// container titles one is that of a series.
fn set_titles(record: &mut Record, work: &Work<'_>) {
    let (title, subtitle) = (Work::first(&work.title), Work::first(&work.subtitle));
    let whole = match (title, subtitle) {
        (Some(title), Some(subtitle)) if !title.ends_with(subtitle) => {
            let is_ended = title.ends_with([':', '?', '!', '.', '–', '—']);
            format!("{title}{} {subtitle}", if is_ended { "" } else { ":" })
        }
        (title, subtitle) => title.or(subtitle).unwrap_or_default().to_owned(),
    };
    record.set_text(TextVariable::Title, markup::text(&whole));
    let texts = [
        (TextVariable::TitleShort, Work::first(&work.short_title)),
        (TextVariable::OriginalTitle, Work::first(&work.original_title)),
        (TextVariable::ContainerTitleShort, Work::first(&work.short_container_title)),
    ];
    for (variable, value) in texts {
        let value = value.map(markup::text).unwrap_or_default();
        let is_new = variable == TextVariable::ContainerTitleShort || record.text(TextVariable::Title) != Some(&value);
        if is_new {
            record.set_text(variable, value);
        }
    }
    let containers: Vec<&str> = work.container_title.0.iter().filter_map(Scalar::trimmed).collect();
    let is_series = |title: &&str| {
        let lower = title.to_lowercase();
        SERIES.iter().any(|start| lower.starts_with(start))
    };
    let (container, series) = match containers.as_slice() {
        [first, second, ..] if is_series(first) && !is_series(second) => (Some(*second), Some(*first)),
        [first, second, ..] => (Some(*first), Some(*second)),
        [single] => (Some(*single), None),
        [] => (None, None),
    };
    if let Some(series) = series {
        record.set_text(TextVariable::CollectionTitle, markup::text(series));
    }
    // A book with a container is part of a series.
    let is_book = matches!(record.kind, Kind::Book | Kind::Collection);
    if let Some(container) = container {
        let variable = if is_book { TextVariable::CollectionTitle } else { TextVariable::ContainerTitle };
        record.set_text(variable, markup::text(container));
    }
}

/// Makes a name. A group has only its name; a person may have no given names.
fn name(contributor: &Contributor<'_>) -> Option<ReadName> {
    let (family, given) = (text(&contributor.family), text(&contributor.given));
    let whole = |name: &str| ReadName { name: Name::Literal(composed(name).into_owned()), rule: None };
    let Some(family) = family else {
        return text(&contributor.name).or(given).map(|name| whole(&markup::plain_text(name)));
    };
    let mut read = match given {
        Some(given) if !family.contains(',') && !given.contains(',') => {
            names::read(&format!("{family}, {given}"), GivenNames::Plain)
        }
        Some(given) => ReadName { name: Name::person(composed(family), composed(given)), rule: None },
        None => ReadName { name: Name::person(composed(family), ""), rule: None },
    };
    if let Name::Person(person) = &mut read.name {
        if let Some(suffix) = text(&contributor.suffix) {
            person.suffix = Some(composed(suffix).into_owned());
        }
        person.orcid = text(&contributor.orcid).and_then(normalise_orcid);
    }
    Some(read)
}

/// Sets the date of issue: in print if known, then online, then the earliest; for preprints and reviews, when they
/// became available.
fn set_dates(record: &mut Record, work: &Work<'_>) {
    let [print, online, posted, issued, approved] =
        [&work.published_print, &work.published_online, &work.posted, &work.issued, &work.approved]
            .map(|date| date.as_ref().and_then(super::work::PartialDate::date));
    if let Some(online) = online.clone().filter(|_| print.is_some()) {
        record.set_date(DateVariable::AvailableDate, online);
    }
    if let Some(date) = print.or(posted).or(online).or(issued).or(approved) {
        record.set_date(DateVariable::Issued, date);
    }
}

fn set_identifiers(record: &mut Record, work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    let joined = |list: &List<Scalar<'_>>| list.0.iter().filter_map(Scalar::trimmed).collect::<Vec<_>>().join(", ");
    // Crossref's own address is that of the DOI.
    let landing = work.resource.as_ref().and_then(|resource| text(&resource.primary.as_ref()?.url));
    let url = landing.or(text(&work.url)).filter(|url| matches!(Identifier::recognise(url), Some(Identifier::Url(_))));
    let (isbn, issn) = (joined(&work.isbn), joined(&work.issn));
    let isbn = isbn.replace("http://id.crossref.org/isbn/", "").replace("https://id.crossref.org/isbn/", "");
    let labelled = [
        (Label::Doi, text(&work.doi)),
        (Label::Url, url),
        (Label::Isbn, Some(isbn.as_str())),
        (Label::Issn, Some(issn.as_str())),
    ];
    take_identifiers(record, labelled, source, diag);
}

/// Sets the publisher; for a preprint, its server; for a thesis, its university.
fn set_publisher(record: &mut Record, work: &Work<'_>) {
    let institution = work.institution_name();
    let publisher = text(&work.publisher);
    let name = match record.kind {
        Kind::Article | Kind::Thesis | Kind::Report => {
            institution.or(text(&work.group_title).filter(|_| publisher.is_none()))
        }
        _ => None,
    };
    record.set_text(TextVariable::Publisher, name.or(publisher).map(markup::text).unwrap_or_default());
    let place = work.institution.0.iter().find_map(|institution| Work::first(&institution.place));
    let place = text(&work.publisher_location).or(place.filter(|_| name.is_some()));
    record.set_text(TextVariable::PublisherPlace, place.unwrap_or_default());
    let division = work.institution.0.iter().find_map(|institution| Work::first(&institution.department));
    record.set_text(TextVariable::Division, division.unwrap_or_default());
    let body = work.standards_body.as_ref().and_then(|body| text(&body.name));
    record.set_text(TextVariable::Authority, body.unwrap_or_default());
}

fn set_event(record: &mut Record, work: &Work<'_>) {
    let Some(event) = &work.event else { return };
    record.set_text(TextVariable::EventTitle, text(&event.name).map(markup::text).unwrap_or_default());
    record.set_text(TextVariable::EventPlace, text(&event.location).unwrap_or_default());
    let date = |date: &Option<super::work::PartialDate<'_>>| date.as_ref()?.date()?.first_point();
    let date = match (date(&event.start), date(&event.end)) {
        (Some(start), Some(end)) if start != end => Some(Date::Range(Some(start), Some(end))),
        (start, end) => start.or(end).map(Date::Point),
    };
    if let Some(date) = date {
        record.set_date(DateVariable::EventDate, date);
    }
    if let Some(acronym) = Work::first(&event.acronym) {
        record.keep_extra(FORMAT.id, "event.acronym", acronym);
    }
}

/// Sets the relations to other works, with DataCite's names. A preprint at arXiv also sets the arXiv number.
fn set_relations(record: &mut Record, work: &Work<'_>) {
    for (relation, works) in &work.relation.0 {
        if CITING.contains(&&*relation.0) {
            continue;
        }
        for id in works.0.iter().filter_map(|work| text(&work.id)) {
            let target = match Identifier::recognise(id) {
                Some(Identifier::Doi(doi)) => doi,
                _ => id.to_owned(),
            };
            if relation.0 == "has-preprint"
                && let Some(number) = arxiv_of_doi(&target)
            {
                Identifier::Arxiv(number).put(record);
            }
            record.related.push(Related { relation: in_pascal_case(&relation.0), target });
        }
    }
}

/// Returns `IsPreprintOf` for `is-preprint-of`.
fn in_pascal_case(relation: &str) -> String {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    relation.split(['-', '_']).map(capitalised).collect()
}

/// Keeps members without a variable as extra fields.
fn keep(record: &mut Record, work: &Work<'_>) {
    if record.kind == Kind::Document
        && let Some(name) = text(&work.type_name)
    {
        record.keep_extra(FORMAT.id, "type", name);
    }
    let is_more = |value: &&Value| !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty());
    for (name, value) in [("update-to", &work.update_to), ("funder", &work.funder)] {
        if let Some(value) = value.as_ref().filter(is_more) {
            record.keep_extra(FORMAT.id, name, value.clone());
        }
    }
    if let Some(count) = work.is_referenced_by_count {
        record.keep_extra(FORMAT.id, "is-referenced-by-count", count);
    }
}
