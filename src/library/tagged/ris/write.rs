//! Writes records as RIS.

use crate::library::tagged::builder::escaped;
use crate::library::tagged::dates;
use crate::library::tagged::serial::serial;
use crate::library::tagged::types::{kind_of, type_of};
use crate::library::tagged::write::{Line, LinesWriter, lines_of_variables, values};
use crate::model::{Date, DateVariable, IdentifierVariable, Kind, NumberVariable, Record, TextVariable, Variable};
use crate::text::identifiers::normalise_doi;

use super::fields::{FIELDS, GENERIC, TYPES};
use super::service_notes::of_service;
use super::{FORMAT, LABELLED};

/// RIS requires these line ends.
pub(super) static WRITER: LinesWriter = LinesWriter { separator: "  - ", line_end: "\r\n", lines };

/// Returns the lines of a record.
fn lines(record: &Record) -> Vec<Line> {
    let line = |tag: &str, value: &str| (tag.to_owned(), value.to_owned());
    let own_type = record.extra_field(FORMAT.id, "TY").and_then(|value| value.as_str()).map(escaped);
    let known_type = type_of(TYPES, record.kind);
    let ris_type = own_type.as_deref().or(known_type).unwrap_or(GENERIC);
    let mut lines = vec![line("TY", ris_type)];
    // A generic work with a journal would be read as an article.
    let is_told = kind_of(TYPES, ris_type) == Some(record.kind) && ris_type != GENERIC;
    let is_plain_document = record.kind == Kind::Document
        && (ris_type == GENERIC
            && !record.texts.contains_key(&TextVariable::ContainerTitle)
            && !record.texts.contains_key(&TextVariable::ContainerTitleShort)
            || own_type.is_some());
    if !is_told && !is_plain_document {
        lines.push(line(LABELLED, &format!("type: {}", record.kind)));
    }
    if !record.id.is_empty() {
        lines.push(line("ID", &escaped(&record.id)));
    }
    let is_beside = |variable| is_told_beside(record, variable);
    lines.extend(lines_of_variables(record, &FIELDS, LABELLED, is_beside, |variable, tag| {
        lines_with_tags(record, variable, tag)
    }));
    for (tag, value) in record.extra.get(FORMAT.id).into_iter().flatten().filter(|(tag, _)| tag != "TY") {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match tag.split_once(' ') {
            Some((tag, label)) => lines.push((tag.to_owned(), escaped(&format!("{label}: {value}")))),
            None => lines.push((tag.clone(), escaped(&value))),
        }
    }
    lines.push(line("ER", ""));
    lines
}

/// Returns the lines of a variable with tags of its own; `None` if these would be read as something else.
fn lines_with_tags(record: &Record, variable: Variable, tag: &str) -> Option<Vec<Line>> {
    let is_paper = record.kind == Kind::PaperConference;
    let has = |variable: TextVariable| record.texts.contains_key(&variable);
    let line = |tag: &str, value: &str| (tag.to_owned(), value.to_owned());
    let with_tag = |tag: &str| -> Vec<Line> {
        values(record, variable).into_iter().map(|value| (tag.to_owned(), value)).collect()
    };
    let both = |tag: &str, first: TextVariable, second: Vec<Line>| {
        let first = values(record, Variable::Text(first)).into_iter().map(|value| (tag.to_owned(), value));
        first.chain(second).collect()
    };
    match variable {
        Variable::Date(DateVariable::Issued) => issued(&record.dates[&DateVariable::Issued]),
        Variable::Date(date) => {
            let value = dates::write(&record.dates[&date]).filter(|value| !value.contains('\0'));
            value.map(|value| vec![line(tag, &value)])
        }
        Variable::Number(NumberVariable::Page) => {
            let pages = escaped(&record.numbers[&NumberVariable::Page]);
            match range(&pages) {
                Some((start, end)) => Some(vec![line("SP", start), line("EP", end)]),
                None => Some(vec![line("SP", &pages)]),
            }
        }
        // A paper's conference is in T2 and its proceedings in C3; proceedings without a conference are in T2.
        Variable::Text(TextVariable::ContainerTitle) if is_paper && has(TextVariable::EventTitle) => {
            Some(both("T2", TextVariable::EventTitle, with_tag("C3")))
        }
        Variable::Text(TextVariable::PublisherPlace) if is_paper && has(TextVariable::EventPlace) => {
            Some(both("CY", TextVariable::EventPlace, with_tag("C1")))
        }
        // An abbreviation alone would be read as the title.
        Variable::Text(TextVariable::ContainerTitleShort) if !has(TextVariable::ContainerTitle) => None,
        Variable::Text(TextVariable::Genre) => {
            let lines = with_tag(tag);
            lines.iter().all(|(_, value)| normalise_doi(value).is_none()).then_some(lines)
        }
        Variable::Text(TextVariable::Note) => {
            let lines = with_tag(tag);
            lines.iter().all(|(_, value)| of_service(value).is_none()).then_some(lines)
        }
        // An address without its scheme is read with one.
        Variable::Identifier(IdentifierVariable::Url)
            if record.identifiers[&IdentifierVariable::Url].starts_with("//") =>
        {
            None
        }
        Variable::Tags if record.tags.iter().any(|tag| tag.contains([';', '\n'])) => None,
        _ if tag == "SN" => {
            let lines = with_tag(tag);
            lines
                .iter()
                .all(|(_, value)| serial(record.kind, value) == variable && !value.contains('('))
                .then_some(lines)
        }
        _ => Some(with_tag(tag)),
    }
}

/// Whether a variable is written together with another: the conference with the proceedings, its place with the
/// publisher's.
fn is_told_beside(record: &Record, variable: Variable) -> bool {
    let has = |variable| record.texts.contains_key(&variable);
    record.kind == Kind::PaperConference
        && match variable {
            Variable::Text(TextVariable::EventTitle) => has(TextVariable::ContainerTitle),
            Variable::Text(TextVariable::EventPlace) => has(TextVariable::PublisherPlace),
            _ => false,
        }
}

/// Writes the year in `PY`, and a more precise date in `DA`.
fn issued(date: &Date) -> Option<Vec<Line>> {
    let year = dates::year(date);
    let written = dates::write(date).filter(|written| !written.contains('\0'))?;
    let year_line = year.clone().map(|year| ("PY".to_owned(), year));
    let is_year_alone = year.is_some_and(|year| written == format!("{year}///"));
    let day_line = (!is_year_alone).then(|| ("DA".to_owned(), written));
    Some(year_line.into_iter().chain(day_line).collect())
}

/// Returns the two ends of a page range, if the pages are nothing more.
fn range(pages: &str) -> Option<(&str, &str)> {
    let is_dash = |character: char| matches!(character, '-' | '‐' | '‑' | '–' | '—');
    let start = pages.find(is_dash)?;
    let (first, rest) = (pages[..start].trim(), &pages[start..]);
    let last = rest.trim_start_matches(is_dash).trim();
    let is_plain = |page: &str| {
        !page.is_empty() && !page.contains(|character| is_dash(character) || character == ' ' || character == ',')
    };
    (is_plain(first) && is_plain(last)).then_some((first, last))
}
