//! Records on their way through the threads, with the reports about them.

use std::io::{self, Cursor, Write as _};

use crate::diag::{Diagnostic, Sink};
use crate::error::Result;
use crate::formats::JSON;
use crate::keys::{KeyMaker, KeyPolicy};
use crate::model::Record;
use crate::query::Query;
use crate::seam::{Format, Layout, Losses, Part, PartWriter, Reader, RecordWriter, TitleCount, WriteOptions};
use crate::syntax::Input;

use super::{ConvertOptions, NameCase, TitleCase};

/// A record on its way.
pub(super) struct Item {
    /// The reports since the previous record, in order.
    pub reports: Vec<Diagnostic>,
    /// The record, unless it waits elsewhere.
    pub record: Option<Record>,
    /// The key that it would have if it were the only record, if it has no id.
    pub plain_key: Option<String>,
}

/// Several records, in their order.
#[derive(Default)]
pub(super) struct Batch {
    pub items: Vec<Item>,
    /// The reports after the last record.
    pub reports: Vec<Diagnostic>,
    /// How many of the records in a text that was read as a block have titles.
    pub titles: TitleCount,
}

/// A text that consists of whole records.
pub(super) struct TextBlock {
    pub reader: &'static dyn Reader,
    /// The name of the input that the text is part of.
    pub name: String,
    pub bytes: Vec<u8>,
    /// The first line of the text in the input, from 1.
    pub first_line: u32,
    /// What was reported of its bytes.
    pub reports: Vec<Diagnostic>,
}

/// The result of writing a batch.
pub(super) struct Written {
    /// The reports of reading and writing, in order.
    pub reports: Vec<Diagnostic>,
    pub part: Part,
    pub losses: Losses,
    pub count: usize,
}

impl Batch {
    /// Adds a record that was just read, with its reports.
    pub(super) fn push(&mut self, mut record: Record, preparation: &Preparation) {
        if !preparation.takes(&record) {
            return;
        }
        let plain_key = preparation.apply(&mut record);
        self.items.push(Item { reports: std::mem::take(&mut self.reports), record: Some(record), plain_key });
    }
}

/// The changes made to every record as soon as it is read, in whichever thread that is.
pub(super) struct Preparation {
    query: Option<Query>,
    titles: TitleCase,
    names: NameCase,
    policy: KeyPolicy,
    keys: KeyMaker,
}

impl Preparation {
    pub(super) fn new(options: &ConvertOptions) -> Self {
        let keys = KeyMaker::new(options.keys).with_pattern(options.key_pattern.clone());
        Self { query: options.query.clone(), titles: options.titles, names: options.names, policy: options.keys, keys }
    }

    /// Returns whether all records are to be converted.
    pub(super) fn takes_all(&self) -> bool {
        self.query.is_none()
    }

    /// Returns whether a record is to be converted.
    pub(super) fn takes(&self, record: &Record) -> bool {
        self.query.as_ref().is_none_or(|query| query.matches(record))
    }

    /// Prepares a record; returns the key that it would have if it were the only record, if it has no id.
    pub(super) fn apply(&self, record: &mut Record) -> Option<String> {
        if self.titles == TitleCase::Sentence {
            record.titles_to_sentence_case();
        }
        if self.names == NameCase::Usual {
            record.names_to_usual_case();
        }
        let is_keyless = record.id.is_empty() && self.policy == KeyPolicy::KeepIds;
        is_keyless.then(|| self.keys.plain_key(record))
    }
}

impl TextBlock {
    /// Reads the records. Positions are those in the whole input.
    pub(super) fn read(self, preparation: &Preparation) -> Batch {
        let batch = std::cell::RefCell::new(Batch { reports: self.reports, ..Batch::default() });
        let lines = self.first_line.saturating_sub(1);
        let mut bytes = Cursor::new(self.bytes);
        let input = Input::new(&self.name, &mut bytes);
        let mut take = |mut record: Record| {
            move_record(&mut record, lines);
            batch.borrow_mut().titles.add(&record, self.reader);
            batch.borrow_mut().push(record, preparation);
        };
        let mut sink = Moved { lines, take: |report| batch.borrow_mut().reports.push(report) };
        let result = self.reader.read_decoded(input, &mut take, &mut sink);
        debug_assert!(result.is_ok(), "memory can be read");
        batch.into_inner()
    }
}

/// Shifts the position where a record was read by some lines.
pub(super) fn move_record(record: &mut Record, lines: u32) {
    if let Some(line) = record.origin.as_mut().and_then(|origin| origin.line.as_mut()) {
        *line = line.saturating_add(lines);
    }
}

/// Shifts the positions of reports by some lines.
pub(super) struct Moved<F> {
    pub lines: u32,
    pub take: F,
}

impl<F: FnMut(Diagnostic)> Sink for Moved<F> {
    fn report(&mut self, mut report: Diagnostic) {
        // A line 0 means the whole file.
        if let Some(place) = report.place.as_mut().filter(|place| place.line > 0) {
            place.line = place.line.saturating_add(self.lines);
        }
        (self.take)(report);
    }
}

/// Writes a batch as a part of the output.
///
/// # Errors
/// Returns any error from the writer.
pub(super) fn write(batch: Batch, target: &'static Format, writer: &mut dyn PartWriter) -> io::Result<Written> {
    let (mut reports, mut losses, mut count) = (Vec::new(), Losses::new(target), 0);
    for item in batch.items {
        reports.extend(item.reports);
        if let Some(record) = item.record {
            count += 1;
            losses.count(&record);
            writer.record(&record, &mut reports)?;
        }
    }
    reports.extend(batch.reports);
    Ok(Written { reports, part: writer.finish(), losses, count })
}

/// Writes records as lines of publist's own JSON, which keeps everything.
///
/// # Errors
/// Returns any error from writing.
pub(super) fn to_lines(records: &[Record], out: &mut Vec<u8>) -> Result<()> {
    let options = WriteOptions::default().with_layout(Layout::Lines);
    let mut file: Box<dyn RecordWriter + '_> = JSON.writer()?.start(&options, out)?;
    records.iter().try_for_each(|record| file.record(record, &mut ()))?;
    file.finish()?;
    Ok(out.flush()?)
}
