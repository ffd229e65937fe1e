//! Converts any number of records from one format to another, on all cores.
//!
//! Inputs whose format can be cut ([`Reader::cut`]), such as JSON Lines, are read in blocks of whole lines; records are
//! written in parts if their format allows it ([`Writer::parts`](crate::seam::Writer::parts)). Keys are assigned, and
//! parts and reports are output, in the order of the input: the output is the same whatever the number of threads.
//!
//! Memory does not grow with the input, except for a few bytes for every record, by which keys are known to be unique,
//! and except for what the formats themselves keep until the end: BibLaTeX keeps a line for each record with a value it
//! has no field for. Records without an id, and all that follow the first of them, wait in a temporary file until it is
//! known which ids there are; none waits if it is known that no ids will follow ([`Conversion::expect_no_ids`]). Only
//! if all keys are generated or records are sorted, all of them are held in memory.

mod batch;
mod blocks;
mod listed;
mod options;
mod relatives;
#[cfg_attr(not(feature = "spill"), path = "without_spill.rs")]
mod spill;
mod waiting;
mod workers;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Read as _, Write};
use std::num::NonZero;
use std::sync::Arc;
use std::thread;

use crate::diag::{Diagnostic, Sink};
use crate::error::{Error, Result};
use crate::formats::JSON;
use crate::keys::{KeyPolicy, KeyStream, Turn};
use crate::model::{Record, SourceFile};
use crate::query::sort_records;
use crate::seam::{Cut, Format, Losses, PartWriter, Reader, Reading, RecordWriter, TitleCount, read_records};
use crate::syntax::Input;
use crate::syntax::decoding::decoded_text;
use crate::text::Encoding;

pub use listed::PlacedRecord;
pub use options::{ConvertOptions, NameCase, TitleCase};

use batch::{Batch, Item, Moved, Preparation, TextBlock, move_record, to_lines};
use blocks::{Block, Blocks};
use relatives::with_relatives;
use waiting::{Segment, TEMPORARY_FILE, Waiting, in_temporary_file};
use workers::{Event, Keyed, Output, Task, Workers};

/// How many records that are read one by one are written together.
const BATCH: usize = 256;

/// A conversion of any number of inputs to one output of a format.
///
/// ```
/// use publist::{Conversion, ConvertOptions, Diagnostic, Input, formats};
///
/// let lines = "{\"id\":\"a\",\"title\":\"One\"}\n{\"id\":\"b\",\"title\":\"Two\"}\n";
/// let (options, mut bib, mut reports) = (ConvertOptions::default(), Vec::new(), Vec::<Diagnostic>::new());
/// let mut conversion = Conversion::start(&formats::BIBTEX, &options, &mut bib)?;
/// conversion.read(&formats::JSON, Input::new("in.jsonl", &mut lines.as_bytes()), &mut reports)?;
/// let count = conversion.finish(&mut reports)?;
/// assert_eq!(count, 2);
/// assert_eq!(String::from_utf8_lossy(&bib), "@misc{a,\n  title = {One},\n}\n\n@misc{b,\n  title = {Two},\n}\n");
/// # Ok::<(), publist::Error>(())
/// ```
pub struct Conversion<'a> {
    target: &'static Format,
    options: &'a ConvertOptions,
    file: Box<dyn RecordWriter + 'a>,
    /// The writer of parts, if no other thread writes them; `None` for formats that are not written in parts.
    parts: Option<Box<dyn PartWriter + 'a>>,
    preparation: Preparation,
    keys: KeyStream,
    phase: Phase,
    waiting: Waiting,
    /// Records that are to be sorted, and the rest of the files that contain them.
    held: Vec<Record>,
    /// Whether all records are held, as they are to be arranged.
    holds_all: bool,
    held_files: Vec<Arc<SourceFile>>,
    losses: Losses,
    count: usize,
    titles: TitleCount,
    /// The number of threads to use.
    threads: usize,
    workers: Option<Workers>,
    /// The numbers of the next task, of the next one whose records get keys, and of the next one to output.
    next_task: u64,
    next_keyed: u64,
    next_put: u64,
    read: BTreeMap<u64, (usize, Batch)>,
    done: BTreeMap<u64, Option<Output>>,
}

/// When records get their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// As they arrive.
    Coming,
    /// After waiting.
    Waited,
}

impl<'a> Conversion<'a> {
    /// Starts an output file.
    ///
    /// # Errors
    /// Returns an error if the format cannot be written, or an error without a path if writing to `out` fails.
    pub fn start(target: &'static Format, options: &'a ConvertOptions, out: &'a mut dyn Write) -> Result<Self> {
        let writer = target.writer()?;
        Ok(Self {
            target,
            options,
            file: writer.start(&options.write, out)?,
            parts: writer.parts(&options.write),
            preparation: Preparation::new(options),
            keys: KeyStream::new(options.keys, options.key_pattern.clone(), target.key_use),
            phase: Phase::Coming,
            waiting: Waiting::default(),
            held: Vec::new(),
            holds_all: false,
            held_files: Vec::new(),
            losses: Losses::new(target),
            count: 0,
            titles: TitleCount::default(),
            threads: options.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get),
            workers: None,
            next_task: 0,
            next_keyed: 0,
            next_put: 0,
            read: BTreeMap::new(),
            done: BTreeMap::new(),
        })
    }

    /// Converts an input. If the output can take over parts of its text, it is read in place: whatever does not change stays
    /// byte for byte.
    ///
    /// # Errors
    /// Returns an error if the format cannot be read, an error with the input's name if its bytes cannot be read, or
    /// any error from writing.
    pub fn read(&mut self, format: &Format, input: Input<'_>, diag: &mut dyn Sink) -> Result<()> {
        let reader = format.reader()?;
        if reader.reads_in_place() && self.target.writer()?.writes_back(format.id) {
            return self.read_in_place(reader, input, diag);
        }
        self.read_apart(reader, input, diag)
    }

    /// Reads an input in as many threads as the format allows.
    fn read_apart(&mut self, reader: &'static dyn Reader, input: Input<'_>, diag: &mut dyn Sink) -> Result<()> {
        let found = RefCell::new(Vec::new());
        let Some(cut) = reader.cut() else { return self.read_one_by_one(reader, input, 1, &found, diag) };
        // What is found wrong with the bytes is reported with the records of their block, as it is read ahead of others.
        let mut keep = |report| found.borrow_mut().push(report);
        decoded_text(input, &mut keep, |input| self.read_blocks(reader, input, cut, &found, diag))
    }

    fn read_blocks(
        &mut self,
        reader: &'static dyn Reader,
        input: Input<'_>,
        cut: Cut,
        found: &RefCell<Vec<Diagnostic>>,
        diag: &mut dyn Sink,
    ) -> Result<()> {
        let Input { name, bytes, encoding, .. } = input;
        let mut blocks = Blocks::new(bytes, cut, self.options.block_size);
        loop {
            match blocks.next().map_err(|error| Error::io(name, error))? {
                Some(Block::Records(bytes, first_line)) => {
                    let (name, reports) = (name.to_owned(), found.take());
                    self.assign(Task::Read(TextBlock { reader, name, bytes, first_line, reports }), diag)?;
                }
                Some(Block::Rest(beginning, first_line)) => {
                    let mut bytes = beginning.chain(blocks.into_rest());
                    let input = Input::new(name, &mut bytes).in_encoding(encoding);
                    return self.read_one_by_one(reader, input, first_line, found, diag);
                }
                None => return Ok(()),
            }
        }
    }

    /// Declares that no record of the following inputs has an id of its own ([`Reader::gives_ids`]): then those without
    /// an id get their keys at once, and nothing waits.
    ///
    /// # Errors
    /// Returns any error from writing the records that have waited so far.
    pub fn expect_no_ids(&mut self, diag: &mut dyn Sink) -> Result<()> {
        if self.options.keys == KeyPolicy::KeepIds {
            self.flush(diag)?;
        }
        self.keys.expect_no_ids();
        Ok(())
    }

    /// Ends the file, and returns its number of records. Values that the format could not represent are reported.
    ///
    /// # Errors
    /// Returns any error from writing.
    pub fn finish(mut self, diag: &mut dyn Sink) -> Result<usize> {
        self.flush(diag)?;
        let mut held = std::mem::take(&mut self.held);
        sort_records(&mut held, &self.options.sort);
        self.write_all(held, diag)?;
        for file in std::mem::take(&mut self.held_files) {
            self.file.end_of_file(&file)?;
        }
        self.file.finish()?;
        // Only of records in blocks: [`read_records`] counts the others.
        self.titles.report_to(diag);
        self.losses.report(diag);
        Ok(self.count)
    }

    fn read_in_place(&mut self, reader: &'static dyn Reader, input: Input<'_>, diag: &mut dyn Sink) -> Result<()> {
        self.settle(diag)?;
        let file = if self.preparation.takes_all() {
            let mut take = |record: Record, diag: &mut dyn Sink| self.take_in_place(record, diag);
            read_records(reader, Reading::InPlace, input, &mut take, diag)?
        } else {
            let mut records = Vec::new();
            let mut keep = |record: Record, _: &mut dyn Sink| {
                records.push(record);
                Ok(())
            };
            let file = read_records(reader, Reading::InPlace, input, &mut keep, diag)?;
            for record in with_relatives(records, |record| self.preparation.takes(record)) {
                self.take_in_place(record, diag)?;
            }
            file
        };
        let Some(file) = file else { return Ok(()) };
        self.flush(diag)?;
        match self.is_held() {
            true => self.held_files.push(file),
            false => self.file.end_of_file(&file)?,
        }
        Ok(())
    }

    /// Takes a record that was read in place.
    fn take_in_place(&mut self, mut record: Record, diag: &mut dyn Sink) -> Result<()> {
        self.preparation.apply(&mut record);
        let turn = match record.passage.is_some() {
            true => self.keys.next_in_place(&mut record, diag),
            false => self.keys.next(&mut record, None, diag),
        };
        match turn {
            Turn::Later => self.waiting.add(record),
            Turn::Now if self.is_held() => self.held.push(record),
            Turn::Now => self.write(&record, diag)?,
        }
        Ok(())
    }

    /// Reads in this thread; the records are written in other threads. `found` holds reports about the bytes, which are put
    /// before those of the next record.
    fn read_one_by_one(
        &mut self,
        reader: &'static dyn Reader,
        input: Input<'_>,
        first_line: u32,
        found: &RefCell<Vec<Diagnostic>>,
        diag: &mut dyn Sink,
    ) -> Result<()> {
        let batch = RefCell::new(Batch::default());
        let take_found = || batch.borrow_mut().reports.append(&mut found.borrow_mut());
        let lines = first_line.saturating_sub(1);
        let mut sink = Moved {
            lines,
            take: |report| {
                take_found();
                batch.borrow_mut().reports.push(report);
            },
        };
        let mut take = |mut record: Record, _: &mut dyn Sink| {
            take_found();
            move_record(&mut record, lines);
            batch.borrow_mut().push(record, &self.preparation);
            if batch.borrow().items.len() < BATCH {
                return Ok(());
            }
            let batch = batch.take();
            self.assign_records(batch, diag)
        };
        let result = read_records(reader, Reading::Records, input, &mut take, &mut sink);
        take_found();
        let rest = batch.take();
        self.assign_records(rest, diag)?;
        result.map(|_| ())
    }

    /// Whether records are held until the end.
    fn is_held(&self) -> bool {
        self.holds_all || !self.options.sort.is_empty()
    }

    /// Whether a record stays unchanged in its file.
    fn stays(&self, record: &Record) -> bool {
        let is_in_place = record.passage.is_some();
        is_in_place && !self.options.write.ask_for_a_form()
    }

    /// Writes a record at once.
    fn write(&mut self, record: &Record, diag: &mut dyn Sink) -> Result<()> {
        self.count += 1;
        if !self.stays(record) {
            self.losses.count(record);
        }
        Ok(self.file.record(record, diag)?)
    }

    /// Assigns keys to records that were read in this thread, and has them written.
    fn assign_records(&mut self, batch: Batch, diag: &mut dyn Sink) -> Result<()> {
        while self.next_keyed < self.next_task {
            self.take_event(diag)?;
        }
        let keyed = self.give_keys(batch, diag)?;
        self.assign(Task::Write(keyed), diag)
    }

    /// Does a task, or passes it to a worker.
    fn assign(&mut self, task: Task, diag: &mut dyn Sink) -> Result<()> {
        let number = self.next_task;
        self.next_task += 1;
        let is_keyed = matches!(task, Task::Write(_));
        // The first task may be the only one, and then starting threads would take longer than the task.
        let is_for_workers = number > 0 && (!is_keyed || self.parts.is_some());
        let Some(workers) = is_for_workers.then(|| self.workers()).flatten() else {
            let keyed = match task {
                Task::Read(block) => {
                    let batch = block.read(&self.preparation);
                    self.give_keys(batch, diag)?
                }
                Task::Write(keyed) => keyed,
            };
            self.next_keyed += 1;
            let output = match &mut self.parts {
                Some(parts) => Some(keyed.output(self.target, &mut **parts)?),
                None => None,
            };
            self.done.insert(number, output);
            return self.put(diag);
        };
        let most = 2 * workers.count() as u64 + 1;
        workers.assign(number, task);
        self.next_keyed += u64::from(is_keyed);
        while self.next_task - self.next_put > most {
            self.take_event(diag)?;
        }
        Ok(())
    }

    /// Returns the threads, and starts them first if necessary. Returns `None` if one thread does all the work.
    fn workers(&mut self) -> Option<&Workers> {
        if self.workers.is_none() && self.threads > 1 {
            self.workers = Workers::start(self.threads, self.target, self.options);
            if self.workers.is_none() {
                self.threads = 1;
            }
        }
        self.workers.as_ref()
    }

    /// Waits until all records read so far are written.
    fn settle(&mut self, diag: &mut dyn Sink) -> Result<()> {
        while self.next_put < self.next_task {
            self.take_event(diag)?;
        }
        Ok(())
    }

    fn take_event(&mut self, diag: &mut dyn Sink) -> Result<()> {
        let Some(workers) = &self.workers else { return self.put(diag) };
        match workers.event() {
            Event::Panicked => panic!("a thread that converts records panicked"),
            Event::Done { number, output } => _ = self.done.insert(number, Some(output?)),
            Event::Read { number, worker, batch } => _ = self.read.insert(number, (worker, batch)),
        }
        while let Some((worker, batch)) = self.read.remove(&self.next_keyed) {
            let keyed = self.give_keys(batch, diag)?;
            let is_written = self.parts.is_none();
            if let Some(workers) = &self.workers {
                workers.answer(worker, (!is_written).then_some(keyed));
            }
            if is_written {
                self.done.insert(self.next_keyed, None);
            }
            self.next_keyed += 1;
        }
        self.put(diag)
    }

    /// Assigns keys to the records of the next batch, and takes out those that wait. If no other thread writes the
    /// batch, it is written here.
    fn give_keys(&mut self, mut batch: Batch, diag: &mut dyn Sink) -> Result<Keyed> {
        self.titles.add_all(batch.titles);
        let mut waiting = Vec::new();
        let may_spill = self.options.keys == KeyPolicy::KeepIds && !self.is_held();
        if self.phase == Phase::Waited {
            // They were reported when they were first read.
            batch.reports.clear();
        }
        for item in &mut batch.items {
            let Some(mut record) = item.record.take() else { continue };
            let turn = match self.phase {
                Phase::Coming => self.keys.next(&mut record, item.plain_key.take(), &mut item.reports),
                Phase::Waited => {
                    item.reports.clear();
                    self.keys.late_key(&mut record, item.plain_key.take());
                    Turn::Now
                }
            };
            match turn {
                // The file of waiting records cannot hold the TeX of .bib files.
                Turn::Later if may_spill && self.waiting.is_full() && !record.has_tex() => waiting.push(record),
                Turn::Later => self.waiting.add(record),
                Turn::Now if self.is_held() => self.held.push(record),
                Turn::Now => item.record = Some(record),
            }
        }
        if self.parts.is_none() {
            let mut lines = Vec::new();
            to_lines(&waiting, &mut lines)?;
            self.waiting.add_lines(&lines).map_err(in_temporary_file)?;
            for item in std::mem::take(&mut batch.items) {
                item.reports.into_iter().for_each(|report| diag.report(report));
                item.record.iter().try_for_each(|record| self.write(record, diag))?;
            }
            std::mem::take(&mut batch.reports).into_iter().for_each(|report| diag.report(report));
        }
        Ok(Keyed { batch, waiting })
    }

    /// Outputs what is next.
    fn put(&mut self, diag: &mut dyn Sink) -> Result<()> {
        while let Some(output) = self.done.remove(&self.next_put) {
            self.next_put += 1;
            let Some(Output { written, lines }) = output else { continue };
            written.reports.into_iter().for_each(|report| diag.report(report));
            self.losses.add(written.losses);
            self.count += written.count;
            if written.count > 0 {
                self.file.part(written.part, diag)?;
            }
            self.waiting.add_lines(&lines).map_err(in_temporary_file)?;
        }
        Ok(())
    }

    /// Assigns keys to the waiting records, and writes them.
    fn flush(&mut self, diag: &mut dyn Sink) -> Result<()> {
        self.settle(diag)?;
        let (segments, mut file) = self.waiting.take().map_err(in_temporary_file)?;
        for segment in segments {
            match (segment, &mut file) {
                (Segment::Records(mut records), _) => {
                    self.keys.end(&mut records);
                    match self.is_held() {
                        true => self.held.append(&mut records),
                        false => self.write_all(records, diag)?,
                    }
                }
                (Segment::Lines(length), Some(file)) => {
                    self.phase = Phase::Waited;
                    let mut lines = waiting::lines(file, length);
                    let input = Input::new(TEMPORARY_FILE, &mut lines).in_encoding(Some(Encoding::UTF_8));
                    self.read_apart(JSON.reader()?, input, diag)?;
                    self.settle(diag)?;
                    self.phase = Phase::Coming;
                }
                (Segment::Lines(_), None) => return Err(in_temporary_file(io::Error::other("it is gone"))),
            }
        }
        Ok(())
    }

    /// Writes records that have their keys.
    fn write_all(&mut self, records: Vec<Record>, diag: &mut dyn Sink) -> Result<()> {
        if self.parts.is_none() || records.iter().any(|record| record.passage.is_some()) {
            return records.iter().try_for_each(|record| self.write(record, diag));
        }
        let mut records = records.into_iter().peekable();
        while records.peek().is_some() {
            let item = |record| Item { reports: Vec::new(), record: Some(record), plain_key: None };
            let batch = Batch { items: records.by_ref().take(BATCH).map(item).collect(), ..Batch::default() };
            self.assign(Task::Write(Keyed { batch, waiting: Vec::new() }), diag)?;
        }
        self.settle(diag)
    }
}

#[cfg(test)]
mod tests;
