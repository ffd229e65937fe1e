//! Makes records from Zenodo's and InvenioRDM's.

use serde_json::Value;

use super::work::{Container, Deposit, Identified, Metadata, NamedIdentifier, RecordShape};
use super::{FORMAT, kind, people};
use crate::diag::Sink;
use crate::model::{Date, DateVariable, NumberVariable, Record, Related, TextVariable, Variable};
use crate::services::answer::{AnswerReader, take_identifiers};
use crate::syntax::json::stream::{Lists, RawValue};
use crate::syntax::json::typed::{Inside, Scalar, text};
use crate::values::identifiers::{Identifier, Label};
use crate::values::languages::tag_of;
use crate::values::{dates, markup, pages};

/// The path to the records in the answer to a search.
const LISTS: Lists = &[&["hits", "hits"]];

/// Relations to works that this one only mentions.
const MENTIONED: &[&str] = &["cites", "iscitedby", "references", "isreferencedby"];

pub(super) static READER: AnswerReader<RecordShape> = AnswerReader {
    format: &FORMAT,
    lists: LISTS,
    to_record: |deposit, source, diag| {
        let metadata = deposit.metadata.0.as_deref()?;
        let is_work = text(&metadata.title).is_some() || !metadata.creators.0.is_empty();
        is_work.then(|| record(&deposit, metadata, source, diag))
    },
};

fn record(deposit: &Deposit<'_>, metadata: &Metadata<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    for (variable, value) in [
        (TextVariable::Title, &metadata.title),
        (TextVariable::Abstract, &metadata.description),
        (TextVariable::Note, &metadata.notes),
    ] {
        record.set_text(variable, markup::text(text(value).unwrap_or_default()));
    }
    people::set(&mut record, metadata);
    let pid = deposit.pids.0.as_deref().and_then(|pids| text(&pids.doi.0.as_deref()?.identifier));
    let dois = [text(&deposit.doi), pid, text(&metadata.doi)];
    take_identifiers(&mut record, [(Label::Doi, dois.into_iter().flatten().next())], source, diag);
    set_venue(&mut record, deposit, metadata, source, diag);
    kind::kind(metadata, record.has(Variable::Text(TextVariable::ContainerTitle))).put(&mut record);
    set_dates(&mut record, metadata);
    set_other_identifiers(&mut record, deposit, metadata, source, diag);
    set_related(&mut record, metadata);
    record.set_text(TextVariable::License, licence(metadata));
    record.set_number(NumberVariable::Version, text(&metadata.version).unwrap_or_default());
    let languages = metadata.languages.0.iter().find_map(|language| text(&language.id));
    if let Some(language) = text(&metadata.language).or(languages) {
        record.set_language(tag_of(language));
    }
    let subjects = metadata.subjects.0.iter().filter_map(|subject| text(&subject.subject).or(text(&subject.term)));
    let keywords = metadata.keywords.0.iter().filter_map(Scalar::trimmed).chain(subjects);
    record.set_tags(keywords.map(markup::plain_text).collect());
    keep(&mut record, deposit, metadata);
    record
}

/// Returns the first value that is not blank.
fn first<'a: 'b, 'b>(values: impl IntoIterator<Item = &'b Option<Scalar<'a>>>) -> Option<&'b str> {
    values.into_iter().find_map(text)
}

/// Sets what says where the work was published: the journal, the book, the conference, the university, the imprint.
fn set_venue(
    record: &mut Record,
    deposit: &Deposit<'_>,
    metadata: &Metadata<'_>,
    source: &RawValue<'_>,
    diag: &mut dyn Sink,
) {
    let custom = deposit.custom_fields.0.as_deref();
    let journals = [metadata.journal.0.as_deref(), custom.and_then(|custom| custom.journal.0.as_deref())];
    let imprints = [metadata.imprint.0.as_deref(), custom.and_then(|custom| custom.imprint.0.as_deref())];
    let books = [metadata.part_of.0.as_deref(), imprints[0], imprints[1]];
    let meetings = [metadata.meeting.0.as_deref(), custom.and_then(|custom| custom.meeting.0.as_deref())];
    let theses = [metadata.thesis.0.as_deref(), custom.and_then(|custom| custom.thesis.0.as_deref())];
    let of = |containers: &[Option<&Container<'_>>], value: fn(&Container<'_>) -> Option<String>| {
        containers.iter().flatten().find_map(|container| value(container))
    };
    let owned = |value: Option<&str>| value.map(str::to_owned);
    let title = |container: &Container<'_>| text(&container.title).map(str::to_owned);
    let container_pages = |container: &Container<'_>| text(&container.pages).map(str::to_owned);
    let meeting = |value: fn(&super::work::Meeting<'_>) -> Option<String>| {
        meetings.iter().flatten().find_map(|meeting| value(meeting))
    };
    let university = theses.iter().flatten().find_map(|thesis| text(&thesis.university));
    let university = university.or(custom.and_then(|custom| text(&custom.university)));
    let university = university.or(text(&metadata.thesis_university));
    let publisher = owned(university)
        .or_else(|| of(&imprints, |imprint| text(&imprint.publisher).map(str::to_owned)))
        .or_else(|| owned(first([&metadata.imprint_publisher, &metadata.publisher])));
    let texts = [
        (
            TextVariable::ContainerTitle,
            of(&journals, title)
                .or_else(|| owned(text(&metadata.journal_title)))
                .or_else(|| of(&books, title))
                .or_else(|| owned(text(&metadata.partof_title))),
        ),
        (TextVariable::Publisher, publisher),
        (
            TextVariable::PublisherPlace,
            of(&imprints, |imprint| text(&imprint.place).map(str::to_owned))
                .or_else(|| owned(text(&metadata.imprint_place))),
        ),
        (
            TextVariable::EventTitle,
            meeting(|meeting| text(&meeting.title).map(str::to_owned))
                .or_else(|| owned(text(&metadata.conference_title))),
        ),
        (
            TextVariable::EventPlace,
            meeting(|meeting| text(&meeting.place).map(str::to_owned))
                .or_else(|| owned(text(&metadata.conference_place))),
        ),
    ];
    for (variable, value) in texts {
        record.set_text(variable, markup::text(&value.unwrap_or_default()));
    }
    let page = of(&journals, container_pages)
        .or_else(|| owned(text(&metadata.journal_pages)))
        .or_else(|| of(&books, container_pages))
        .or_else(|| owned(text(&metadata.partof_pages)));
    let numbers = [
        (
            NumberVariable::Volume,
            of(&journals, |journal| text(&journal.volume).map(str::to_owned))
                .or_else(|| owned(text(&metadata.journal_volume))),
        ),
        (
            NumberVariable::Issue,
            of(&journals, |journal| text(&journal.issue).map(str::to_owned))
                .or_else(|| owned(text(&metadata.journal_issue))),
        ),
        (NumberVariable::Page, page.map(|pages| pages::in_full(&pages))),
        (NumberVariable::Edition, of(&imprints, |imprint| text(&imprint.edition).map(str::to_owned))),
    ];
    for (variable, value) in numbers {
        record.set_number(variable, value.unwrap_or_default());
    }
    let dates = meeting(|meeting| text(&meeting.dates).map(str::to_owned));
    if let Some(words) = dates.or_else(|| owned(text(&metadata.conference_dates))) {
        record.set_date(DateVariable::EventDate, dates::in_words(&words).unwrap_or_else(|| Date::parse(&words)));
    }
    let issn = of(&journals, |journal| text(&journal.issn).map(str::to_owned));
    let isbn =
        of(&imprints, |imprint| text(&imprint.isbn).map(str::to_owned)).or_else(|| owned(text(&metadata.imprint_isbn)));
    take_identifiers(record, [(Label::Issn, issn.as_deref()), (Label::Isbn, isbn.as_deref())], source, diag);
}

fn set_dates(record: &mut Record, metadata: &Metadata<'_>) {
    if let Some(date) = text(&metadata.publication_date) {
        record.set_date(DateVariable::Issued, Date::parse(date));
    }
    for event in &metadata.dates.0 {
        // The type is a term of a vocabulary or its name.
        let of = event.r#type.as_ref().and_then(|of| of.get("id").unwrap_or(of).as_str()).unwrap_or_default();
        let Some(date) = first([&event.date, &event.start]) else { continue };
        match of.to_ascii_lowercase().as_str() {
            "available" => record.set_date(DateVariable::AvailableDate, Date::parse(date)),
            "submitted" => record.set_date(DateVariable::Submitted, Date::parse(date)),
            of => record.keep_extra(FORMAT.id, format!("dates.{of}"), date),
        }
    }
}

/// Sets identifiers besides the record's DOI; those whose scheme has no variable are kept.
fn set_other_identifiers(
    record: &mut Record,
    deposit: &Deposit<'_>,
    metadata: &Metadata<'_>,
    source: &RawValue<'_>,
    diag: &mut dyn Sink,
) {
    let mut others = Vec::new();
    for identifier in metadata.alternate_identifiers.0.iter().chain(&metadata.identifiers.0) {
        let Some(value) = text(&identifier.identifier) else { continue };
        let scheme = text(&identifier.scheme).unwrap_or_default();
        match Label::from_name(scheme) {
            // An address at another site is not the address of the record.
            Some(label) if label != Label::Url => {
                take_identifiers(record, [(label, Some(value))], source, diag);
            }
            _ => others.push(serde_json::json!({ "scheme": scheme, "identifier": value })),
        }
    }
    if !others.is_empty() {
        record.keep_extra(FORMAT.id, "identifiers", others);
    }
    if let Some(links) = deposit.links.0.as_deref() {
        let page = first([&links.self_html, &links.html]);
        take_identifiers(record, [(Label::Url, page)], source, diag);
    }
}

/// Sets the related works.
fn set_related(record: &mut Record, metadata: &Metadata<'_>) {
    for related in &metadata.related_identifiers.0 {
        let (Some(target), Some(relation)) = (text(&related.identifier), relation(related)) else { continue };
        if MENTIONED.iter().any(|mentioned| relation.eq_ignore_ascii_case(mentioned)) {
            continue;
        }
        let target = match Identifier::recognise(target) {
            Some(Identifier::Doi(doi)) => doi,
            _ => target.to_owned(),
        };
        record.related.push(Related { relation, target });
    }
}

/// Returns a relation as DataCite spells it: `IsSupplementTo` for Zenodo's `isSupplementTo` and for InvenioRDM's
/// `issupplementto`, whose title is “Is supplement to”.
fn relation(related: &NamedIdentifier<'_>) -> Option<String> {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    let of = related.relation_type.0.as_deref();
    let title = of.and_then(title_of).map(|title| title.split_whitespace().map(capitalised).collect());
    title.or_else(|| text(&related.relation).or_else(|| text(&of?.id)).map(capitalised))
}

/// Returns the title of a term, in English if it is given in several languages.
fn title_of<'b>(term: &'b Identified<'_>) -> Option<&'b str> {
    let title = term.title.as_ref()?;
    title.get("en").unwrap_or(title).as_str()
}

/// Returns the licence: the names of InvenioRDM's rights, or the id of Zenodo's licence.
fn licence(metadata: &Metadata<'_>) -> String {
    let rights =
        metadata.rights.0.iter().filter_map(|rights| title_of(rights).or(text(&rights.id)).or(text(&rights.link)));
    let rights = rights.collect::<Vec<_>>().join(", ");
    let id = metadata.license.as_ref().and_then(|of| of.get("id").unwrap_or(of).as_str());
    if rights.is_empty() { id.unwrap_or_default().to_owned() } else { rights }
}

/// Keeps members without a variable as extra fields.
fn keep(record: &mut Record, deposit: &Deposit<'_>, metadata: &Metadata<'_>) {
    for (name, value) in [("id", &deposit.id), ("conceptdoi", &deposit.concept_doi)] {
        if let Some(value) = text(value) {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    let type_of =
        |of: &Inside<Identified<'_>>| of.0.as_deref().and_then(|of| text(&of.id)).unwrap_or("other").to_owned();
    let titles: Vec<Value> = (metadata.additional_titles.0.iter())
        .filter_map(|other| Some(serde_json::json!({ "title": text(&other.title)?, "type": type_of(&other.of_type) })))
        .collect();
    if !titles.is_empty() {
        record.keep_extra(FORMAT.id, "titles", titles);
    }
    for other in &metadata.additional_descriptions.0 {
        let Some(description) = text(&other.description) else { continue };
        match type_of(&other.of_type).as_str() {
            "notes" if !record.has(Variable::Text(TextVariable::Note)) => {
                record.set_text(TextVariable::Note, markup::text(description));
            }
            of => record.keep_extra(FORMAT.id, format!("descriptions.{of}"), description),
        }
    }
}
