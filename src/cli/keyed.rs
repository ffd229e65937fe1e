//! Gives the records of a stream their citation keys, for commands that hold those that wait.

use publist::keys::{KeyStream, KeyUse, Turn};
use publist::{Record, Result};

use super::input::InputArgs;
use super::key_options::KeyOptions;
use super::session::Session;

/// Gives keys to records on their way to an output ([`KeyStream`]).
pub(crate) struct Keyed<'a> {
    session: &'a Session,
    stream: KeyStream,
    waiting: Vec<Record>,
}

/// Reads all records of the inputs, with unique ids; those that they have are kept where their use allows it.
///
/// # Errors
/// When an input cannot be read.
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
    /// Starts a stream.
    pub(crate) fn new(options: &KeyOptions, key_use: KeyUse, session: &'a Session) -> Self {
        let stream = KeyStream::new(options.policy(), options.pattern(), key_use);
        Self { session, stream, waiting: Vec::new() }
    }

    /// Takes the next record and passes on what can pass.
    ///
    /// # Errors
    /// What `out` fails with.
    pub(crate) fn push(&mut self, mut record: Record, out: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        match self.stream.next(&mut record, None, &mut self.session.sink()) {
            Turn::Now => out(record),
            Turn::Later => {
                self.waiting.push(record);
                Ok(())
            }
        }
    }

    /// Passes on what waited, in order.
    ///
    /// # Errors
    /// What `out` fails with.
    pub(crate) fn flush(&mut self, out: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        let mut waiting = std::mem::take(&mut self.waiting);
        self.stream.end(&mut waiting);
        waiting.into_iter().try_for_each(out)
    }
}
