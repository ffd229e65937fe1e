//! Assigns citation keys to the records of a stream, for commands that hold waiting records in memory.

use publist::keys::{KeyStream, KeyUse, Turn};
use publist::{Record, Result};

use super::input::InputArgs;
use super::key_options::KeyOptions;
use super::session::Session;

/// Assigns keys to records on their way to an output ([`KeyStream`]).
pub(crate) struct Keyed<'a> {
    session: &'a Session,
    stream: KeyStream,
    waiting: Vec<Record>,
}

/// Reads all records of the inputs, and makes their ids unique; existing ids are kept if their use allows it.
///
/// # Errors
/// Returns an error if an input cannot be read.
pub(crate) fn collect(input: &InputArgs, key_use: KeyUse, session: &Session) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    let mut keyed = Keyed::new(&KeyOptions::default(), key_use, session);
    let mut keep = |record| {
        records.push(record);
        Ok(())
    };
    input.read(session, &mut |record| keyed.push(record, &mut keep))?;
    keyed.flush(&mut keep)?;
    Ok(records)
}

impl<'a> Keyed<'a> {
    /// Creates a stream of records.
    pub(crate) fn new(options: &KeyOptions, key_use: KeyUse, session: &'a Session) -> Self {
        let stream = KeyStream::new(options.policy(), options.pattern(), key_use);
        Self { session, stream, waiting: Vec::new() }
    }

    /// Takes the next record and passes on all records that need not wait.
    ///
    /// # Errors
    /// Returns the first error of `out`.
    pub(crate) fn push(&mut self, mut record: Record, out: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        match self.stream.next(&mut record, None, &mut self.session.sink()) {
            Turn::Now => out(record),
            Turn::Later => {
                self.waiting.push(record);
                Ok(())
            }
        }
    }

    /// Like [`Keyed::push`], but a record that was read in place keeps its key in its file.
    ///
    /// # Errors
    /// Returns the first error of `out`.
    pub(crate) fn push_in_place(
        &mut self,
        mut record: Record,
        out: &mut dyn FnMut(Record) -> Result<()>,
    ) -> Result<()> {
        if record.passage.is_none() {
            return self.push(record, out);
        }
        match self.stream.next_in_place(&mut record, &mut self.session.sink()) {
            Turn::Now => out(record),
            Turn::Later => {
                self.waiting.push(record);
                Ok(())
            }
        }
    }

    /// Passes on the waiting records, in order.
    ///
    /// # Errors
    /// Returns the first error of `out`.
    pub(crate) fn flush(&mut self, out: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        self.stream.end(&mut waiting);
        waiting.into_iter().try_for_each(out)
    }
}
