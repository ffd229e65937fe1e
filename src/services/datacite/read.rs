//! Makes records from DataCite's metadata.

use super::published_in::{PublishedIn, published_in};
use super::work::{Work, WorkShape};
use super::{FORMAT, kind, people};
use crate::diag::Sink;
use crate::model::{Date, DateVariable, Kind, NumberVariable, Record, Related, TextVariable, Variable};
use crate::services::answer::{AnswerReader, day_of, take_identifiers};
use crate::syntax::json::stream::{Lists, RawValue};
use crate::syntax::json::typed::{Scalar, text};
use crate::values::identifiers::{Identifier, Label};
use crate::values::{markup, pages};

/// The path to the DOIs in an answer.
const LISTS: Lists = &[&["data"]];

/// Relations to works that this one only mentions, or that other members already describe.
const PASSED_OVER: &[&str] = &["References", "IsReferencedBy", "Cites", "IsCitedBy", "IsPartOf", "IsPublishedIn"];

pub(super) static READER: AnswerReader<WorkShape> = AnswerReader {
    format: &FORMAT,
    lists: LISTS,
    to_record: |mut work, source, diag| {
        let id = work.id.take();
        while let Some(inside) = work.data.take().or_else(|| work.attributes.take()) {
            work = *inside;
        }
        work.doi = work.doi.or(id);
        let is_work = work.types.is_some() || !work.titles.0.is_empty() || !work.creators.0.is_empty();
        is_work.then(|| record(&work, source, diag))
    },
};

pub(super) fn record(work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    let published_in = published_in(work);
    kind::kind(work, published_in.as_ref().is_some_and(|container| container.title.is_some())).put(&mut record);
    set_titles(&mut record, work);
    set_abstract(&mut record, work);
    people::set(&mut record, work);
    if let Some(publisher) = work.publisher.0.iter().find_map(|publisher| text(&publisher.name)) {
        // The schema's codes for unknown values.
        record.set_text(
            TextVariable::Publisher,
            Some(publisher).filter(|name| !name.starts_with("(:")).unwrap_or_default(),
        );
    }
    set_dates(&mut record, work, published_in.as_ref());
    // Metadata without a DOI have another id, in any form.
    let doi = text(&work.doi).filter(|doi| doi.contains("10."));
    take_identifiers(&mut record, [(Label::Doi, doi), (Label::Url, text(&work.url))], source, diag);
    if let Some(published_in) = published_in {
        set_published_in(&mut record, &published_in, source, diag);
    }
    set_related(&mut record, work, source, diag);
    set_subjects(&mut record, work);
    let rights = work.rights_list.0.iter().filter_map(|rights| text(&rights.rights).or(text(&rights.rights_uri)));
    record.set_text(TextVariable::License, rights.collect::<Vec<_>>().join(", "));
    if let Some(version) = text(&work.version) {
        record.set_number(NumberVariable::Version, version);
    }
    if let Some(language) = text(&work.language) {
        record.set_language(language);
    }
    keep(&mut record, work);
    record
}

/// Sets the title, with the subtitle after a colon; translated and other titles are kept.
fn set_titles(record: &mut Record, work: &Work<'_>) {
    let of = |wanted: &str| {
        let is_of = move |of: &str| of.eq_ignore_ascii_case(wanted);
        work.titles.0.iter().find(move |title| text(&title.title_type).is_some_and(is_of))
    };
    let main = work.titles.0.iter().find(|title| text(&title.title_type).is_none());
    let main = main.or(work.titles.0.first());
    let Some(title) = main.and_then(|title| text(&title.title)) else { return };
    let subtitle = of("Subtitle").and_then(|subtitle| text(&subtitle.title)).filter(|subtitle| *subtitle != title);
    let whole =
        subtitle.map_or_else(|| title.to_owned(), |subtitle| format!("{}: {subtitle}", title.trim_end_matches(':')));
    record.set_text(TextVariable::Title, markup::text(&whole));
    let is_other = |title: &&super::work::Title<'_>| {
        text(&title.title_type).is_some_and(|of| !of.eq_ignore_ascii_case("Subtitle"))
            && text(&title.title) != Some(&*whole)
    };
    let others: Vec<serde_json::Value> = work
        .titles
        .0
        .iter()
        .filter(is_other)
        .map(|other| {
            let (title, of) = (text(&other.title), text(&other.title_type));
            serde_json::json!({ "title": title, "titleType": of, "lang": text(&other.lang) })
        })
        .collect();
    if !others.is_empty() {
        record.keep_extra(FORMAT.id, "titles", others);
    }
}

/// Sets the abstract, preferably in the language of the work; other descriptions are kept.
fn set_abstract(record: &mut Record, work: &Work<'_>) {
    let language = text(&work.language);
    let is_abstract = |of: Option<&str>| of.is_none_or(|of| of.eq_ignore_ascii_case("Abstract"));
    let (abstracts, others): (Vec<_>, Vec<_>) =
        work.descriptions.0.iter().partition(|description| is_abstract(text(&description.description_type)));
    let in_language = abstracts.iter().find(|description| language.is_some() && text(&description.lang) == language);
    let chosen = in_language.or(abstracts.first()).and_then(|description| text(&description.description));
    if let Some(description) = chosen {
        record.set_text(TextVariable::Abstract, markup::text(description));
    }
    for other in others {
        if let (Some(of), Some(description)) = (text(&other.description_type), text(&other.description)) {
            record.keep_extra(FORMAT.id, format!("descriptions.{of}"), description);
        }
    }
}

/// Sets the date of issue. Its year is that of the publication the work is in, or else the year of publication. Within
/// that year, the most precise date is used: the date of issue, the date of availability or the year itself.
fn set_dates(record: &mut Record, work: &Work<'_>, published_in: Option<&PublishedIn<'_>>) {
    let of = |wanted: &str| {
        let mut dates = work.dates.0.iter().filter(|date| text(&date.date_type) == Some(wanted));
        dates.find_map(|date| text(&date.date)).map(date_of)
    };
    let year_of = |date: &Date| date.first_point().map(|point| point.year.to_string());
    let year = text(&work.publication_year);
    let container_year = published_in.and_then(|container| container.year);
    let issued = of("Issued").filter(|date| container_year.is_none_or(|year| year_of(date).as_deref() == Some(year)));
    let wanted_year = container_year.or(year);
    let available = of("Available").filter(|date| wanted_year.is_some() && year_of(date).as_deref() == wanted_year);
    let date = issued.or(available).or_else(|| wanted_year.map(Date::parse)).or_else(|| of("Created"));
    if let Some(date) = date.or_else(|| of("Submitted")) {
        record.set_date(DateVariable::Issued, date);
    }
    for (wanted, variable) in [("Available", DateVariable::AvailableDate), ("Submitted", DateVariable::Submitted)] {
        if let Some(date) = of(wanted) {
            record.set_date(variable, date);
        }
    }
    for date in &work.dates.0 {
        let known = ["Issued", "Available", "Submitted", "Updated"];
        if let (Some(of), Some(date)) = (text(&date.date_type), text(&date.date))
            && !known.contains(&of)
        {
            record.keep_extra(FORMAT.id, format!("dates.{of}"), date);
        }
    }
}

/// Returns a date or a range without times of day.
fn date_of(text: &str) -> Date {
    match text.split_once('/') {
        Some((start, end)) => Date::parse(&format!("{}/{}", day_of(start), day_of(end))),
        None => Date::parse(day_of(text)),
    }
}

fn set_published_in(record: &mut Record, container: &PublishedIn<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    if let Some(title) = container.title {
        record.set_text(TextVariable::ContainerTitle, markup::text(title));
    }
    let numbers = [
        (NumberVariable::Volume, container.volume),
        (NumberVariable::Issue, container.issue.or(container.number)),
        (NumberVariable::Edition, container.edition),
    ];
    for (variable, number) in numbers {
        record.set_number(variable, number.unwrap_or_default());
    }
    if let Some(pages) = pages::from_ends(container.first_page, container.last_page) {
        record.set_number(NumberVariable::Page, pages);
    }
    if let Some((name, identifier)) = container.identifier
        && let Some(label @ (Label::Issn | Label::Isbn)) = Label::from_name(name)
    {
        take_identifiers(record, [(label, Some(identifier))], source, diag);
    }
}

/// Sets the related works; those that the work is part of also give their ISSN or ISBN.
fn set_related(record: &mut Record, work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    for related in &work.related_identifiers.0 {
        let (Some(relation), Some(target)) = (text(&related.relation_type), text(&related.related_identifier)) else {
            continue;
        };
        let label = text(&related.related_identifier_type).and_then(Label::from_name);
        match (relation, label) {
            ("IsPartOf" | "IsPublishedIn", Some(label @ (Label::Issn | Label::Isbn))) => {
                take_identifiers(record, [(label, Some(target))], source, diag);
            }
            ("IsPartOf", Some(Label::Doi)) => push_related(record, relation, target),
            (relation, _) if !PASSED_OVER.contains(&relation) => push_related(record, relation, target),
            _ => {}
        }
    }
}

fn push_related(record: &mut Record, relation: &str, target: &str) {
    let target = match Identifier::recognise(target) {
        Some(Identifier::Doi(doi)) => doi,
        _ => target.to_owned(),
    };
    record.related.push(Related { relation: relation.to_owned(), target });
}

/// Sets the keywords; for arXiv's works, also the class.
fn set_subjects(record: &mut Record, work: &Work<'_>) {
    let subjects = work.subjects.0.iter().filter_map(|subject| text(&subject.subject));
    record.set_tags(subjects.map(markup::plain_text).collect());
    let of_arxiv = work.subjects.0.iter().find(|subject| text(&subject.subject_scheme) == Some("arXiv"));
    let class = of_arxiv.and_then(|subject| text(&subject.subject)?.rsplit_once('(')?.1.strip_suffix(')'));
    let is_class = |class: &&str| !class.is_empty() && !class.contains(' ');
    if record.has(Variable::Text(TextVariable::EprintType))
        && let Some(class) = class.filter(is_class)
    {
        record.set_text(TextVariable::EprintClass, class);
    }
}

/// Keeps members without a variable as extra fields. A size in pages gives the pages of an article.
fn keep(record: &mut Record, work: &Work<'_>) {
    let sizes: Vec<&str> = work.sizes.0.iter().filter_map(Scalar::trimmed).collect();
    let is_part = matches!(record.kind, Kind::ArticleJournal | Kind::PaperConference | Kind::Chapter);
    let page = Variable::Number(NumberVariable::Page);
    if let [size] = sizes.as_slice()
        && let Some(pages) = page_range(size).filter(|_| is_part && !record.has(page))
    {
        record.set_number(NumberVariable::Page, pages);
    } else if !sizes.is_empty() {
        record.keep_extra(FORMAT.id, "sizes", sizes);
    }
    let is_more = |value: &&serde_json::Value| value.as_array().is_none_or(|list| !list.is_empty()) && !value.is_null();
    for (name, value) in [
        ("formats", &work.formats),
        ("identifiers", &work.identifiers),
        ("fundingReferences", &work.funding_references),
    ] {
        if let Some(value) = value.as_ref().filter(is_more) {
            record.keep_extra(FORMAT.id, name, value.clone());
        }
    }
    if let Some(of) = work.types.as_ref().and_then(|types| text(&types.resource_type)) {
        record.keep_extra(FORMAT.id, "resourceType", of);
    }
    if let Some(count) = work.citation_count {
        record.keep_extra(FORMAT.id, "citationCount", count);
    }
}

/// Returns the page range of "42-79 Seiten"; "12 pages" is not a range.
fn page_range(size: &str) -> Option<&str> {
    let range = size.split(' ').next()?;
    let (first, last) = range.split_once(['-', '–'])?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(first) && is_number(last)).then_some(range)
}
