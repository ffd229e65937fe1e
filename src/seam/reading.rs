//! Reading records into a function that can fail.

use std::cell::{Cell, RefCell};
use std::io::{self, BufRead, Read};
use std::sync::Arc;

use crate::diag::{Diagnostic, Sink};
use crate::error::{Error, Result};
use crate::model::{Record, SourceFile};

use super::{Reader, TitleCount};
use crate::syntax::Input;

/// Whether the records are to be written back to their file ([`Reader::read_in_place`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// Only records are needed ([`Reader::read`]).
    #[default]
    Records,
    /// The input is read in place if the format allows it.
    InPlace,
}

/// Reads like [`Reader::read`] or [`Reader::read_in_place`], into a function that can fail. Reading stops at its first
/// error, and nothing is reported after it.
///
/// # Errors
/// Returns any error from `out`, and any I/O error from the input together with the input's name.
pub fn read_records(
    reader: &dyn Reader,
    reading: Reading,
    input: Input<'_>,
    out: &mut dyn FnMut(Record, &mut dyn Sink) -> Result<()>,
    diag: &mut dyn Sink,
) -> Result<Option<Arc<SourceFile>>> {
    let Input { name, bytes, encoding, columns } = input;
    let stopped = Cell::new(false);
    // Both the reader and `out` report while they run.
    let diag = RefCell::new(diag);
    let mut failure = None;
    let titles = Cell::new(TitleCount::default());
    let mut take = |record: Record| {
        let mut count = titles.get();
        count.add(&record, reader);
        titles.set(count);
        if !stopped.get()
            && let Err(error) = out(record, &mut **diag.borrow_mut())
        {
            failure = Some(error);
            stopped.set(true);
        }
    };
    let mut bytes = Stoppable { bytes, stopped: &stopped };
    let mut sink = StoppableSink { diag: &diag, stopped: &stopped };
    let input = Input::new(name, &mut bytes).in_encoding(encoding).with_columns(columns);
    let result = match reading {
        Reading::InPlace => reader.read_in_place(input, &mut take, &mut sink),
        Reading::Records => reader.read(input, &mut take, &mut sink).map(|()| None),
    };
    if failure.is_none() {
        titles.get().report_to(&mut sink);
    }
    match failure {
        Some(error) => Err(error),
        None => result.map_err(|error| Error::io(name, error)),
    }
}

/// A reader that fails as soon as records are no longer wanted, so that the format's reader does not run to the end.
struct Stoppable<'a> {
    bytes: &'a mut dyn BufRead,
    stopped: &'a Cell<bool>,
}

impl Stoppable<'_> {
    fn check(&self) -> io::Result<()> {
        if self.stopped.get() { Err(io::Error::other("the reading was stopped")) } else { Ok(()) }
    }
}

impl Read for Stoppable<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        self.bytes.read(buffer)
    }
}

impl BufRead for Stoppable<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.bytes.consume(amount);
    }
}

/// Passes reports on until reading is stopped: later reports are consequences of the stop.
struct StoppableSink<'a, 'b> {
    diag: &'a RefCell<&'b mut dyn Sink>,
    stopped: &'a Cell<bool>,
}

impl Sink for StoppableSink<'_, '_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        if !self.stopped.get() {
            self.diag.borrow_mut().report(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Reading, read_records};
    use crate::diag::{Code, Diagnostic};
    use crate::error::Error;
    use crate::formats::by_id;
    use crate::syntax::Input;

    const LINES: &str = "{\"id\":\"a\",\"title\":\"A\"}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n";

    #[test]
    fn a_taker_that_fails_ends_the_reading() {
        let reader = by_id("json").unwrap().reader.unwrap();
        let (mut ids, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
        let mut unread = LINES.as_bytes();
        let input = Input::new("in.json", &mut unread);
        let result = read_records(
            reader,
            Reading::Records,
            input,
            &mut |record, diag| {
                diag.report(Diagnostic::new(Code::EmptyList, record.id.as_str()));
                ids.push(record.id.clone());
                if record.id == "b" { Err(Error::usage("enough")) } else { Ok(()) }
            },
            &mut reports,
        );
        assert_eq!(
            (ids.as_slice(), result.unwrap_err().to_string().as_str()),
            (&["a".into(), "b".into()][..], "enough")
        );
        let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
        assert_eq!(codes, [Code::EmptyList, Code::MissingTitle, Code::EmptyList]);
    }
}
