//! Reads inputs: files and standard input, packed or not, of a given or a detected format, record by record.

mod foresight;
mod opened;
mod sources;

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use publist::files::{Examined, Opened};
use publist::formats::{self, ColumnName, Reading, read_records};
use publist::model::SourceFile;
use publist::text::Encoding;
use publist::unpack::{Unpacked, unpack};
use publist::{Diagnostic, Error, Format, Input, Record, Result, Sink};

use super::session::Session;
use super::{encoding_names, format_names};
pub(crate) use foresight::Ids;
pub(crate) use opened::OpenedFiles;

use foresight::Foresight;
use sources::Source;

/// How much of a file is read at once.
const BUFFER: usize = 128 * 1024;

/// Which inputs to read, for every subcommand that reads records.
///
/// All files are looked up before the first is read: when one is missing, nothing is read and nothing is written.
/// An input whose format is not recognised is reported as an error in the data (E0104), and the others are read.
#[derive(clap::Args, Clone)]
pub(crate) struct InputArgs {
    /// Files to read, or quoted patterns such as 'data/**/*.gz'; `-` is standard input, which is also the default if it is
    /// not a terminal. Files packed with gzip, Zstandard or tar are unpacked
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The format of the inputs; by default it is detected from their content and name
    #[arg(long, value_name = "FORMAT", value_parser = format_names::readable(), hide_possible_values = true)]
    from: Option<&'static Format>,
    /// The encoding of the inputs, such as GBK, windows-1251 or latin1; otherwise it is recognised
    #[arg(long, value_name = "NAME", value_parser = encoding_names::Names, hide_possible_values = true)]
    encoding: Option<Encoding>,
    /// What the columns of a table are called, if their names do not say what they hold: title=NAME,authors=NAME,year=NAME. The
    /// inputs are read as tables (`publist formats csv` lists the usual names)
    #[arg(long, value_name = "LIST", value_parser = columns)]
    columns: Option<Columns>,
}

/// The columns of a list.
type Columns = Arc<[ColumnName]>;

fn columns(list: &str) -> Result<Columns, String> {
    ColumnName::list(list).map(Columns::from)
}

/// A function that receives a text, its format, and what is known of the ids in it and in all following texts.
type OnText<'a> = dyn FnMut(&'static Format, Input<'_>, Ids, &mut dyn Sink) -> Result<()> + 'a;

/// A step in reading inputs.
#[allow(clippy::large_enum_variant, reason = "a step is handed on at once and never kept")]
pub(crate) enum Step {
    /// A record.
    Record(Record),
    /// The end of a file that was read in place.
    EndOfFile(Arc<SourceFile>),
}

impl InputArgs {
    /// These inputs, or others if none are given.
    pub(crate) fn or_these(&self, others: Vec<PathBuf>) -> Self {
        let inputs = if self.inputs.is_empty() { others } else { self.inputs.clone() };
        Self { inputs, ..self.clone() }
    }

    /// Returns the files among the inputs, as given.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.inputs.iter().filter(|input| input.is_file()).cloned().collect()
    }

    /// Returns the inputs for which this holds, and the others; `None` if all of them do.
    pub(crate) fn split_off(&self, is_taken: impl Fn(&Path) -> bool) -> (Vec<PathBuf>, Option<Self>) {
        let (taken, inputs): (Vec<PathBuf>, Vec<PathBuf>) =
            self.inputs.iter().cloned().partition(|input| is_taken(input));
        let others = (taken.is_empty() || !inputs.is_empty()).then(|| Self { inputs, ..self.clone() });
        (taken, others)
    }

    /// Returns the format that was given for the inputs. Only tables have columns.
    fn format(&self) -> Option<&'static Format> {
        self.from.or_else(|| self.columns.is_some().then_some(&formats::CSV))
    }

    /// Returns the encoding that was given for the inputs.
    pub(crate) fn encoding(&self) -> Option<Encoding> {
        self.encoding
    }

    /// Passes every record of every input to `on_record`, in order and as soon as it is read.
    ///
    /// # Errors
    /// Returns an error if an input cannot be read, or the first error of `on_record`, which ends the reading.
    pub(crate) fn read(&self, session: &Session, on_record: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        self.read_named(session, &mut |_, record| on_record(record))
    }

    /// Like [`InputArgs::read`], and also passes the name of the input of each record.
    ///
    /// # Errors
    /// Like [`InputArgs::read`].
    pub(crate) fn read_named(
        &self,
        session: &Session,
        on_record: &mut dyn FnMut(&str, Record) -> Result<()>,
    ) -> Result<()> {
        self.read_all(session, InPlace::None, &mut |name, _, step| match step {
            Step::Record(record) => on_record(name, record),
            Step::EndOfFile(_) => Ok(()),
        })
    }

    /// Passes every text of the inputs to `on_text` with its format, to write them in a format: texts of that format
    /// are passed on whatever they contain, as they will be read in place.
    ///
    /// # Errors
    /// Returns an error if an input cannot be read, or the first error of `on_text`, which ends the reading.
    pub(crate) fn for_each_text(
        &self,
        session: &Session,
        target: &'static Format,
        on_text: &mut OnText<'_>,
    ) -> Result<()> {
        self.texts(session, InPlace::Of(target), on_text)
    }

    /// Like [`InputArgs::read`], but inputs are read in place if their format allows it.
    ///
    /// # Errors
    /// Like [`InputArgs::read`].
    pub(crate) fn read_each_in_place(
        &self,
        session: &Session,
        on_step: &mut dyn FnMut(Step) -> Result<()>,
    ) -> Result<()> {
        self.read_all(session, InPlace::All, &mut |_, _, step| on_step(step))
    }

    /// Like [`InputArgs::read`], and also passes the name of the input and the format of each record. Inputs are read
    /// in place if their format allows it.
    ///
    /// # Errors
    /// Like [`InputArgs::read`].
    pub(crate) fn read_each_with_source(
        &self,
        session: &Session,
        on_step: &mut dyn FnMut(&str, &'static Format, Step) -> Result<()>,
    ) -> Result<()> {
        self.read_all(session, InPlace::All, on_step)
    }

    /// Like [`InputArgs::read_named`], but inputs are read in place if a format can take over parts of their text.
    ///
    /// # Errors
    /// Like [`InputArgs::read`].
    pub(crate) fn read_each_to_write(
        &self,
        session: &Session,
        target: &'static Format,
        on_step: &mut dyn FnMut(&str, Step) -> Result<()>,
    ) -> Result<()> {
        self.read_all(session, InPlace::Of(target), &mut |name, _, step| on_step(name, step))
    }

    fn read_all(
        &self,
        session: &Session,
        in_place: InPlace,
        on_step: &mut dyn FnMut(&str, &'static Format, Step) -> Result<()>,
    ) -> Result<()> {
        self.texts(session, in_place, &mut |format, input, _, diag| {
            let reader = format.reader()?;
            let name = input.name;
            let reading = if in_place.is_for(format) { Reading::InPlace } else { Reading::Records };
            let mut take = |record, _: &mut dyn Sink| on_step(name, format, Step::Record(record));
            match read_records(reader, reading, input, &mut take, diag)? {
                Some(file) => on_step(name, format, Step::EndOfFile(file)),
                None => Ok(()),
            }
        })
    }

    fn texts(&self, session: &Session, in_place: InPlace, on_text: &mut OnText<'_>) -> Result<()> {
        let sources = self.sources()?;
        let foresight = Foresight::new(&sources, self.format(), self.encoding);
        for (index, source) in sources.iter().enumerate() {
            let mut read = |input: &str, bytes: &mut dyn BufRead| {
                unpack(input, bytes, &mut session.sink(), &mut |text, _| {
                    let is_alone = text.name == input;
                    self.text(text, session, in_place, &mut |format, input, _, diag| {
                        on_text(format, input, foresight.ids_from(index, format, is_alone), diag)
                    })
                })
            };
            match source {
                Source::StandardInput => {
                    session.opened_files().add_standard_input()?;
                    read("<stdin>", &mut io::stdin().lock())?;
                }
                Source::File(path) => {
                    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
                    let (metadata, file) = opened.map_err(|error| Error::io(path, error))?;
                    session.opened_files().add(path, &metadata)?;
                    read(&path.to_string_lossy(), &mut BufReader::with_capacity(BUFFER, file))?;
                }
            }
        }
        Ok(())
    }

    fn sources(&self) -> Result<Vec<Source>> {
        if self.inputs.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Error::usage("no input was given: name files to read, or `-` for standard input"));
            }
            return Ok(vec![Source::StandardInput]);
        }
        let mut sources = Vec::new();
        for argument in &self.inputs {
            sources.append(&mut Source::look_up(argument)?);
        }
        Ok(sources)
    }

    fn text(&self, text: Unpacked<'_>, session: &Session, in_place: InPlace, on_text: &mut OnText<'_>) -> Result<()> {
        let mut text = Examined::new(text, self.format(), self.encoding)?;
        // Inputs that are read in place are written back whatever they contain; the reader reports problems.
        let opened = match text.format().filter(|format| in_place.is_for(format)) {
            Some(format) => Opened::Text(format, text.input()),
            None => text.open(),
        };
        match opened {
            Opened::Text(format, input) => {
                session.opened_files().add_format(format);
                let input = input.with_columns(self.columns.as_deref().unwrap_or_default());
                on_text(format, input, Ids::MayCome, &mut ReaderSink(session))
            }
            Opened::Refused(report) => {
                session.sink().report(report);
                Ok(())
            }
        }
    }
}

/// Which inputs are read in place, if their format allows it.
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
            Self::Of(target) => target.writer.is_some_and(|writer| writer.writes_back(format.id)),
            Self::All => true,
        };
        is_meant && format.reader.is_some_and(|reader| reader.reads_in_place())
    }
}

/// Receives the reports of readers.
struct ReaderSink<'a>(&'a Session);

impl Sink for ReaderSink<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.0.remember_lint(&diagnostic);
        self.0.sink().report(diagnostic);
    }
}
