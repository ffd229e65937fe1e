//! Writes records as Refer.

use std::io::{self, Write};

use crate::diag::Sink;
use crate::library::tagged::builder::escaped;
use crate::library::tagged::dates;
use crate::library::tagged::labels::is_label;
use crate::library::tagged::serial::serial;
use crate::library::tagged::types::{kind_of, type_of};
use crate::library::tagged::write::{labelled, truncated, values};
use crate::model::{Date, DateVariable, IdentifierVariable, NumberVariable, Point, Record, Variable};
use crate::seam::{Direction, RecordWriter, WriteOptions, Writer};
use crate::text::identifiers::normalise_doi;

use super::fields::{FIELDS, GENERIC, TYPES};
use super::{FORMAT, LABELLED};

pub(super) struct ReferWriter;

impl Writer for ReferWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(File { out, is_first: true }))
    }
}

struct File<'a> {
    out: &'a mut dyn Write,
    is_first: bool,
}

impl RecordWriter for File<'_> {
    fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
        let mut text = String::new();
        if !std::mem::replace(&mut self.is_first, false) {
            text.push('\n');
        }
        for (tag, value) in lines(record) {
            text.push_str(&tag);
            text.push(' ');
            text.push_str(&value);
            text.push('\n');
        }
        self.out.write_all(text.as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

type Line = (String, String);

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
    for row in FIELDS.rows.iter().filter(|row| row.direction == Direction::Both && row.kinds.contains(record.kind)) {
        if row.variable == Variable::Kind || !record.has(row.variable) {
            continue;
        }
        if !FIELDS.row_for(record.kind, row.variable).is_some_and(|chosen| std::ptr::eq(chosen, row)) {
            continue;
        }
        let own = if is_label(row.field) { None } else { lines_with_tags(record, row.variable, row.field) };
        match own {
            Some(own) => lines.extend(own),
            None => lines.extend(labelled(record, row.variable).iter().map(|value| line(LABELLED, value))),
        }
    }
    lines.extend(truncated(record).map(|value| line(LABELLED, &value)));
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
