//! What is read: files and the standard input, of a named or a recognised format, record by record.

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use publist::{Code, Diagnostic, Error, Format, Input, Likelihood, Record, Result, Sink, SourceFile, is_text, sniff};

use super::format_names;
use super::session::Session;

/// How much of an input's beginning is looked at to recognise its format.
const BEGINNING: u64 = 8 * 1024;

/// Which inputs to read, for every subcommand that reads records.
///
/// All files are looked up before the first is read: when one is missing, nothing is read and nothing is written.
/// An input whose format is not recognised is reported as an error in the data (E0104), and the others are read.
#[derive(clap::Args)]
pub(crate) struct InputArgs {
    /// Files to read; `-` is the standard input, and the default when that is not a terminal
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The format of the inputs; otherwise it is recognised by their beginning and their name
    #[arg(long, value_name = "FORMAT", value_parser = format_names::readable(), hide_possible_values = true)]
    from: Option<&'static Format>,
}

/// What the reading of inputs gives.
#[allow(clippy::large_enum_variant, reason = "a step is handed on at once and never kept")]
pub(crate) enum Step {
    /// A record.
    Record(Record),
    /// The end of a file that was read in place.
    EndOfFile(Arc<SourceFile>),
}

impl InputArgs {
    /// Gives every record of every input to `on_record`, in order and as soon as it is read.
    ///
    /// # Errors
    /// When an input cannot be read, and what `on_record` fails with, which ends the reading.
    pub(crate) fn read(&self, session: &Session, on_record: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        self.read_all(session, InPlace::None, &mut |step| match step {
            Step::Record(record) => on_record(record),
            Step::EndOfFile(_) => Ok(()),
        })
    }

    /// Gives every record of every input to `on_step`, as [`InputArgs::read`] does. Inputs of the format that is to be
    /// written are read in place.
    ///
    /// # Errors
    /// As there.
    pub(crate) fn read_in_place(
        &self,
        session: &Session,
        target: &'static Format,
        on_step: &mut dyn FnMut(Step) -> Result<()>,
    ) -> Result<()> {
        self.read_all(session, InPlace::Of(target), on_step)
    }

    /// Gives every record of every input to `on_step`, as [`InputArgs::read`] does. Inputs are read in place where their
    /// format can be.
    ///
    /// # Errors
    /// As there.
    pub(crate) fn read_each_in_place(
        &self,
        session: &Session,
        on_step: &mut dyn FnMut(Step) -> Result<()>,
    ) -> Result<()> {
        self.read_all(session, InPlace::All, on_step)
    }

    fn read_all(
        &self,
        session: &Session,
        in_place: InPlace,
        on_step: &mut dyn FnMut(Step) -> Result<()>,
    ) -> Result<()> {
        for source in self.sources()? {
            match source {
                Source::StandardInput => {
                    self.read_one("<stdin>", io::stdin().lock(), session, in_place, on_step)
                        .map_err(|error| name_input(error, Path::new("<stdin>")))?;
                }
                Source::File(path) => {
                    let file = File::open(path).map_err(|error| Error::io(path, error))?;
                    self.read_one(&path.to_string_lossy(), BufReader::new(file), session, in_place, on_step)
                        .map_err(|error| name_input(error, path))?;
                }
            }
        }
        Ok(())
    }

    fn sources(&self) -> Result<Vec<Source<'_>>> {
        if self.inputs.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Error::usage("no input was named: give files, or `-` for the standard input"));
            }
            return Ok(vec![Source::StandardInput]);
        }
        self.inputs.iter().map(|path| Source::look_up(path)).collect()
    }

    fn read_one(
        &self,
        name: &str,
        mut bytes: impl BufRead,
        session: &Session,
        in_place: InPlace,
        on_step: &mut dyn FnMut(Step) -> Result<()>,
    ) -> Result<(), ReadFailure> {
        let mut beginning = Vec::new();
        bytes.by_ref().take(BEGINNING).read_to_end(&mut beginning).map_err(ReadFailure::Input)?;
        let format = self.from.or_else(|| sniff(name, &beginning));
        let is_in_place = format.is_some_and(|format| in_place.is_for(format));
        // What is read in place is written back whatever it holds; the reader reports it.
        if !is_in_place && !is_readable(name, &beginning, format, &mut session.sink()) {
            return Ok(());
        }
        let Some(format) = format else {
            let report = Diagnostic::new(Code::UnknownFormat, format!("the format of {name} was not recognised"));
            session.sink().report(report.hint("name it with --from; `publist formats` lists all formats"));
            return Ok(());
        };
        let Some(reader) = format.reader else {
            let message = format!("the format {} can be written but not read", format.id);
            return Err(ReadFailure::Consumer(Error::usage(message)));
        };

        let stopped = Cell::new(false);
        let mut failure = None;
        let mut bytes = Stoppable { bytes: beginning.chain(bytes), stopped: &stopped };
        let mut sink = StoppableSink { session, stopped: &stopped };
        let mut take = |record: Record| {
            if !stopped.get()
                && let Err(error) = on_step(Step::Record(record))
            {
                failure = Some(error);
                stopped.set(true);
            }
        };
        let input = Input { name, bytes: &mut bytes };
        let result = if is_in_place {
            reader.read_in_place(input, &mut take, &mut sink)
        } else {
            reader.read(input, &mut take, &mut sink).map(|()| None)
        };
        if let Some(error) = failure {
            return Err(ReadFailure::Consumer(error));
        }
        match result.map_err(ReadFailure::Input)? {
            Some(file) => on_step(Step::EndOfFile(file)).map_err(ReadFailure::Consumer),
            None => Ok(()),
        }
    }
}

/// Which inputs are read in place, as far as their format can be.
#[derive(Clone, Copy)]
enum InPlace {
    None,
    Of(&'static Format),
    All,
}

impl InPlace {
    fn is_for(self, format: &Format) -> bool {
        let is_meant = match self {
            Self::None => false,
            Self::Of(target) => target.id == format.id,
            Self::All => true,
        };
        is_meant && format.reader.is_some_and(|reader| reader.reads_in_place())
    }
}

enum Source<'a> {
    StandardInput,
    File(&'a Path),
}

impl<'a> Source<'a> {
    fn look_up(path: &'a Path) -> Result<Self> {
        if path == Path::new("-") {
            return Ok(Self::StandardInput);
        }
        let metadata = fs::metadata(path).map_err(|error| Error::io(path, error))?;
        if metadata.is_dir() {
            return Err(Error::io(path, io::Error::from(io::ErrorKind::IsADirectory)));
        }
        // A pipe must not be opened twice: its writer would see it closed.
        if metadata.is_file() {
            File::open(path).map_err(|error| Error::io(path, error))?;
        }
        Ok(Self::File(path))
    }
}

/// Why the reading of one input ended early.
enum ReadFailure {
    /// The input could not be read.
    Input(io::Error),
    /// What takes the records failed.
    Consumer(Error),
}

fn name_input(failure: ReadFailure, name: &Path) -> Error {
    match failure {
        ReadFailure::Input(error) => Error::io(name, error),
        ReadFailure::Consumer(error) => error,
    }
}

/// Whether an input that starts like this is text at all; a report when it is not.
fn is_readable(name: &str, beginning: &[u8], format: Option<&Format>, sink: &mut dyn Sink) -> bool {
    let is_whole = (beginning.len() as u64) < BEGINNING;
    if is_whole && beginning.iter().all(u8::is_ascii_whitespace) {
        sink.report(Diagnostic::new(Code::EmptyInput, format!("{name} holds nothing")));
        return false;
    }
    // A few NUL bytes in what is plainly of a format are its reader's to report.
    let looks_like_it = format.is_some_and(|format| (format.sniff)(beginning) > Likelihood::No);
    if !is_text(beginning) && !looks_like_it {
        sink.report(Diagnostic::new(Code::BinaryInput, format!("{name} is not text")));
        return false;
    }
    true
}

/// An input that fails as soon as nobody takes its records any more, so that a reader need not run to its end.
struct Stoppable<'a, B> {
    bytes: B,
    stopped: &'a Cell<bool>,
}

impl<B> Stoppable<'_, B> {
    fn check(&self) -> io::Result<()> {
        if self.stopped.get() { Err(io::Error::other("the reading was stopped")) } else { Ok(()) }
    }
}

impl<B: BufRead> Read for Stoppable<'_, B> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        self.bytes.read(buffer)
    }
}

impl<B: BufRead> BufRead for Stoppable<'_, B> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.bytes.consume(amount);
    }
}

/// Passes reports on until the reading is stopped: what follows is a consequence of the stop.
struct StoppableSink<'a> {
    session: &'a Session,
    stopped: &'a Cell<bool>,
}

impl Sink for StoppableSink<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        if !self.stopped.get() {
            self.session.remember_lint(&diagnostic);
            self.session.sink().report(diagnostic);
        }
    }
}
