//! Writes records as tagged lines.

use std::io::{self, Write};

use crate::diag::Sink;
use crate::markup::to_micro_html;
use crate::model::{Record, Variable};
use crate::seam::{Direction, FieldMap, RecordWriter, WriteOptions, Writer};

use super::builder::{TRUNCATED, escaped, escaped_with_spaces};
use super::labels::is_label;
use super::names;

/// A tag and its value.
pub(super) type Line = (String, String);

/// The writer of a format: records are separated by a blank line.
#[derive(Clone, Copy)]
pub(super) struct LinesWriter {
    /// What separates a tag from its value.
    pub(super) separator: &'static str,
    pub(super) line_end: &'static str,
    /// Returns the lines of a record.
    pub(super) lines: fn(&Record) -> Vec<Line>,
}

impl Writer for LinesWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(File { form: *self, out, is_first: true }))
    }
}

struct File<'a> {
    form: LinesWriter,
    out: &'a mut dyn Write,
    is_first: bool,
}

impl RecordWriter for File<'_> {
    fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
        let LinesWriter { separator, line_end, lines } = self.form;
        let mut text = String::new();
        if !std::mem::replace(&mut self.is_first, false) {
            text.push_str(line_end);
        }
        for (tag, value) in lines(record) {
            text.extend([tag.as_str(), separator, &value, line_end]);
        }
        self.out.write_all(text.as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// Returns the lines of the variables that a record has, in the order of the field map, except those that `is_elsewhere`
/// names: they are written together with another one.
///
/// `tagged` returns the lines of a variable with the format's own tags, or `None` if these would be read as something else;
/// it is then written in labelled lines.
pub(super) fn lines_of_variables(
    record: &Record,
    fields: &FieldMap,
    label_tag: &str,
    is_elsewhere: impl Fn(Variable) -> bool,
    tagged: impl Fn(Variable, &str) -> Option<Vec<Line>>,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in fields.rows.iter().filter(|row| row.direction == Direction::Both && row.kinds.contains(record.kind)) {
        let is_chosen = || fields.row_for(record.kind, row.variable).is_some_and(|chosen| std::ptr::eq(chosen, row));
        let is_shown = row.variable != Variable::Kind && record.has(row.variable) && !is_elsewhere(row.variable);
        if !is_shown || !is_chosen() {
            continue;
        }
        let own = if is_label(row.field) { None } else { tagged(row.variable, row.field) };
        let labelled =
            || labelled(record, row.variable).into_iter().map(|value| (label_tag.to_owned(), value)).collect();
        lines.extend(own.unwrap_or_else(labelled));
    }
    lines.extend(truncated(record).map(|value| (label_tag.to_owned(), value)));
    lines
}

/// Returns the values of a variable, one per line, as written after its own tag; dates and the type are written in
/// labelled lines.
pub(super) fn values(record: &Record, variable: Variable) -> Vec<String> {
    match variable {
        Variable::Text(variable) => {
            record.texts.get(&variable).map(|text| escaped(&to_micro_html(text))).into_iter().collect()
        }
        Variable::Names(variable) => {
            let list = record.names(variable).map(|names| names.list.as_slice()).unwrap_or_default();
            list.iter().map(|name| escaped(&names::write(name))).collect()
        }
        Variable::Date(variable) => record.date(variable).map(|date| escaped(&date.to_string())).into_iter().collect(),
        Variable::Number(variable) => record.number(variable).map(escaped).into_iter().collect(),
        Variable::Identifier(variable) => record.identifier(variable).map(escaped_with_spaces).into_iter().collect(),
        Variable::Language => record.language.clone().into_iter().collect(),
        Variable::Tags => record.tags.iter().map(|tag| escaped(tag)).collect(),
        Variable::Kind => vec![record.kind.name().to_owned()],
        Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => Vec::new(),
    }
}

/// Returns the labelled lines of a variable: "original-title: ...".
fn labelled(record: &Record, variable: Variable) -> Vec<String> {
    values(record, variable).into_iter().map(|value| format!("{variable}: {value}")).collect()
}

/// Returns the labelled lines that mark lists of names as truncated.
fn truncated(record: &Record) -> impl Iterator<Item = String> {
    let truncated = record.names.iter().filter(|(_, names)| names.truncated);
    truncated.map(|(variable, _)| format!("{variable}{TRUNCATED}: true"))
}
