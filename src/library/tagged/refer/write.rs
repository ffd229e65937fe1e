//! Writes records as Refer.

use crate::library::tagged::builder::escaped;
use crate::library::tagged::dates;
use crate::library::tagged::serial::serial;
use crate::library::tagged::types::{kind_of, type_of};
use crate::library::tagged::write::{Line, LinesWriter, lines_of_variables, values};
use crate::model::{Date, DateVariable, IdentifierVariable, NumberVariable, Point, Record, Variable};
use crate::text::identifiers::normalise_doi;

use super::fields::{FIELDS, GENERIC, TYPES};
use super::{FORMAT, LABELLED};

pub(super) static WRITER: LinesWriter = LinesWriter { separator: " ", line_end: "\n", lines };

/// Returns the lines of a record.
fn lines(record: &Record) -> Vec<Line> {
    let line = |tag: &str, value: &str| (tag.to_owned(), value.to_owned());
    let name = type_of(TYPES, record.kind).unwrap_or(GENERIC);
    let mut lines = vec![line("%0", name)];
    if kind_of(TYPES, name) != Some(record.kind) {
        lines.push(line(LABELLED, &format!("type: {}", record.kind)));
    }
    if !record.id.is_empty() {
        lines.push(line("%F", &escaped(&record.id)));
    }
    lines.extend(lines_of_variables(
        record,
        &FIELDS,
        LABELLED,
        |_| false,
        |variable, tag| lines_with_tags(record, variable, tag),
    ));
    for (tag, value) in record.extra.get(FORMAT.id).into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        lines.push((tag.clone(), escaped(&value)));
    }
    lines
}

/// Returns the lines of a variable with tags of its own; `None` if these would be read as something else.
fn lines_with_tags(record: &Record, variable: Variable, tag: &str) -> Option<Vec<Line>> {
    let line = |tag: &str, value: &str| (tag.to_owned(), value.to_owned());
    let with_tag =
        || -> Vec<Line> { values(record, variable).into_iter().map(|value| (tag.to_owned(), value)).collect() };
    match variable {
        Variable::Date(DateVariable::Issued) => {
            let date = &record.dates[&DateVariable::Issued];
            let is_year = matches!(date, Date::Point(point) if *point == Point::year(point.year));
            match (dates::year(date), date) {
                (Some(year), _) if is_year => Some(vec![line("%D", &year)]),
                (Some(year), date) => Some(vec![line("%D", &year), line("%8", &date.to_string())]),
                (None, Date::Literal(words)) => {
                    let is_kept = dates::read(words).as_ref() == Some(date) && !words.contains('\0');
                    is_kept.then(|| vec![line("%D", words)])
                }
                (None, _) => None,
            }
        }
        Variable::Date(variable) => {
            let date = &record.dates[&variable];
            let written = date.to_string();
            (dates::read(&written).as_ref() == Some(date)).then(|| vec![line(tag, &written)])
        }
        // A range would be read as the pages.
        Variable::Number(NumberVariable::NumberOfPages) => {
            let lines = with_tag();
            lines.iter().all(|(_, value)| !value.contains(['-', '–'])).then_some(lines)
        }
        Variable::Identifier(IdentifierVariable::Isbn | IdentifierVariable::Issn) => {
            let lines = with_tag();
            let is_told = |value: &str| serial(record.kind, value) == variable;
            lines.iter().all(|(_, value)| is_told(value)).then_some(lines)
        }
        Variable::Identifier(IdentifierVariable::Doi) => {
            let lines = with_tag();
            lines.iter().all(|(_, value)| normalise_doi(value).is_some()).then_some(lines)
        }
        Variable::Tags if record.tags.iter().any(|tag| tag.contains([';', '\n'])) => None,
        _ => Some(with_tag()),
    }
}
