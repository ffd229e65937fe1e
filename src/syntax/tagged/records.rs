//! Parses tagged lines into records of tagged fields.

use std::collections::BTreeSet;
use std::io;

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::syntax::Input;

use super::lines::{Line, Lines};

/// The layout of a format's lines.
pub(crate) struct Layout {
    /// Returns the tag and the value of a line that begins a field; every other line continues the previous field.
    pub(crate) field: for<'a> fn(&'a str) -> Option<(&'a str, &'a str)>,
    /// Returns true if a field with this tag begins a record.
    pub(crate) starts: fn(&str) -> bool,
    /// The tag of the line that ends a record, if the format has one.
    pub(crate) end: Option<&'static str>,
    /// What a blank line means.
    pub(crate) blank_line: BlankLine,
    /// The tags of lines about the file, which are outside records.
    pub(crate) about_the_file: &'static [&'static str],
    /// How a record begins, for messages.
    pub(crate) beginning: &'static str,
}

/// What a blank line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlankLine {
    /// Nothing.
    Nothing,
    /// The record ends, unless a line follows that continues a field.
    EndsRecord,
}

/// A field: its tag, and its value with the lines that continue it, trimmed and joined by line feeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) tag: String,
    pub(crate) value: String,
    /// The number of its first line.
    pub(crate) line: u32,
}

/// A record: its fields in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct Tagged {
    pub(crate) fields: Vec<Field>,
    /// The tags that have a value.
    tags: BTreeSet<String>,
    /// The name of the file.
    file: String,
}

impl Tagged {
    /// Makes a record of fields.
    pub(crate) fn new(fields: Vec<Field>, file: String) -> Self {
        let tags = fields.iter().filter(|field| !field.value.is_empty()).map(|field| field.tag.clone()).collect();
        Self { fields, tags, file }
    }

    /// Returns the number of the record's first line.
    pub(crate) fn line(&self) -> u32 {
        self.fields.first().map_or(1, |field| field.line)
    }

    /// Returns the place of a field.
    pub(crate) fn place(&self, field: &Field) -> Place {
        Place { file: self.file.clone(), line: field.line, column: 1, length: 0, snippet: None }
    }

    /// Returns true if a field has this tag and a value.
    pub(crate) fn has(&self, tag: &str) -> bool {
        self.tags.contains(tag)
    }

    /// Returns the values of the fields with this tag that are not empty.
    pub(crate) fn values<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a str> {
        // Most of the tags that are looked up do not occur.
        let fields = if self.has(tag) { self.fields.as_slice() } else { &[] };
        let of_tag = fields.iter().filter(move |field| field.tag == tag);
        of_tag.map(|field| field.value.as_str()).filter(|value| !value.is_empty())
    }
}

/// Passes every record of an input to `each` as soon as it is read.
///
/// # Errors
/// Returns any I/O error from the input.
pub(crate) fn for_each_record(
    input: Input<'_>,
    layout: &Layout,
    diag: &mut dyn Sink,
    each: &mut dyn FnMut(Tagged, &mut dyn Sink),
) -> io::Result<()> {
    let mut splitter =
        Splitter { layout, file: input.name.to_owned(), fields: None, is_after_blank: false, state: State::default() };
    let mut lines = Lines::new(input);
    while let Some(line) = lines.next(diag)? {
        splitter.line(&lines, line, diag, each);
    }
    if let (Some(end), Some(fields)) = (layout.end, &splitter.fields)
        && let Some(last) = fields.last()
    {
        let message = format!("the last record has no “{end}” line; the file may have been cut off");
        let place = Place { file: splitter.file.clone(), line: last.line, column: 1, length: 0, snippet: None };
        diag.report(Diagnostic::new(Code::TaggedNoEnd, message).at(place));
    }
    splitter.finish(diag, each);
    if !lines.has_content {
        diag.report(Diagnostic::new(Code::EmptyInput, "the input is empty").at(Place::of_file(splitter.file)));
    } else if !splitter.state.has_records {
        let message = format!("no record was found: a record starts with {}", layout.beginning);
        diag.report(Diagnostic::new(Code::TaggedNoRecord, message).at(Place::of_file(splitter.file)));
    }
    Ok(())
}

struct Splitter<'a> {
    layout: &'a Layout,
    file: String,
    /// The fields of the record that is being read.
    fields: Option<Vec<Field>>,
    is_after_blank: bool,
    state: State,
}

#[derive(Default)]
struct State {
    has_records: bool,
    has_reported_stray: bool,
}

impl Splitter<'_> {
    fn line(
        &mut self,
        lines: &Lines<'_>,
        line: Line,
        diag: &mut dyn Sink,
        each: &mut dyn FnMut(Tagged, &mut dyn Sink),
    ) {
        if line.text.trim().is_empty() {
            self.is_after_blank = true;
            return;
        }
        let is_after_blank = std::mem::take(&mut self.is_after_blank);
        let Some((tag, value)) = (self.layout.field)(&line.text) else {
            let field = self.fields.as_mut().and_then(|fields| fields.last_mut());
            match field {
                Some(field) => {
                    field.value.push('\n');
                    field.value.push_str(line.text.trim());
                }
                None => self.stray(lines, &line, diag),
            }
            return;
        };
        if self.layout.end == Some(tag) {
            self.finish(diag, each);
            return;
        }
        if self.layout.about_the_file.contains(&tag) {
            return;
        }
        let is_start = (self.layout.starts)(tag);
        let is_parted = is_after_blank && self.layout.blank_line == BlankLine::EndsRecord;
        if is_start || is_parted {
            if let Some(end) = self.layout.end.filter(|_| self.fields.is_some()) {
                let message = format!("a record starts before the “{end}” line of the record above");
                diag.report(Diagnostic::new(Code::TaggedNoEnd, message).at(lines.place(&line)));
            }
            self.finish(diag, each);
        }
        let field = Field { tag: tag.to_owned(), value: value.trim().to_owned(), line: line.number };
        match &mut self.fields {
            Some(fields) => fields.push(field),
            None if is_start || self.layout.blank_line == BlankLine::EndsRecord => self.fields = Some(vec![field]),
            None => self.stray(lines, &line, diag),
        }
    }

    /// Reports a line that belongs to no record, once per file.
    fn stray(&mut self, lines: &Lines<'_>, line: &Line, diag: &mut dyn Sink) {
        if !std::mem::replace(&mut self.state.has_reported_stray, true) {
            let message = "the line is not part of a record; it was skipped, as are all similar lines";
            diag.report(Diagnostic::new(Code::TaggedStray, message).at(lines.place(line)));
        }
    }

    fn finish(&mut self, diag: &mut dyn Sink, each: &mut dyn FnMut(Tagged, &mut dyn Sink)) {
        let Some(mut fields) = self.fields.take() else { return };
        for field in &mut fields {
            if field.value.starts_with('\n') {
                field.value.remove(0);
            }
        }
        self.state.has_records = true;
        each(Tagged::new(fields, self.file.clone()), diag);
    }
}
