//! The traits of writers.

use std::any::Any;
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use super::WriteOptions;
use crate::diag::Sink;
use crate::model::{Record, SourceFile, Variable};

/// Writes records of one format.
///
/// A program can write a format of its own. Its field map says which variables the format holds, and all others are
/// reported as lost:
///
/// ```
/// use std::io::{self, Write};
///
/// use publist::formats::{Fidelity, FieldMap, Format, RecordWriter, Row, Writer};
/// use publist::model::{TextVariable, Variable};
/// use publist::{Record, Sink, WriteOptions};
///
/// /// Writes titles, one a line.
/// struct TitleWriter;
/// struct TitleFile<'a>(&'a mut dyn Write);
///
/// impl Writer for TitleWriter {
///     fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
///         Ok(Box::new(TitleFile(out)))
///     }
/// }
///
/// impl RecordWriter for TitleFile<'_> {
///     fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
///         writeln!(self.0, "{}", record.plain_title())
///     }
///
///     fn finish(self: Box<Self>) -> io::Result<()> {
///         Ok(())
///     }
/// }
///
/// static ROWS: &[Row] = &[Row::kept("title", Variable::Text(TextVariable::Title))];
/// static FIELDS: FieldMap = FieldMap::new(ROWS, Fidelity::Lost);
/// static TITLES: Format = Format::new("titles", "Titles").with_writer(&TitleWriter).with_fields(&FIELDS);
///
/// let library = publist::read_str("refs.bib", "@book{lu, title = {On SER}, year = 2022}")?;
/// let titles = TITLES.write_to_string(&library.records)?;
/// assert_eq!(titles.text, "On SER\n");
/// assert!(titles.reports.iter().any(|report| report.message == "“issued” of 1 record is lost in Titles"));
/// # Ok::<(), publist::Error>(())
/// ```
pub trait Writer: Sync {
    /// Starts a file. The ids of the records become citation keys, so the caller must make them unique first.
    ///
    /// # Errors
    /// Returns any I/O error from `out`.
    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>>;

    /// Returns true if records that were read in place from a file of a format, given by its id, can be written back to
    /// that file: then whatever does not change stays as it is.
    fn writes_back(&self, format: &str) -> bool {
        let _ = format;
        false
    }

    /// Returns a writer of parts for [`RecordWriter::part`], or `None` if the format needs all records in one place.
    fn parts<'a>(&self, options: &'a WriteOptions) -> Option<Box<dyn PartWriter + 'a>> {
        let _ = options;
        None
    }

    /// Returns the record without what the options leave out. What is left out on request is not a loss.
    fn leave_out<'a>(&self, options: &WriteOptions, record: &'a Record) -> Cow<'a, Record> {
        let _ = options;
        Cow::Borrowed(record)
    }

    /// Returns true if the options leave out a field that identifies a variable, so that the variable may be read back
    /// as another one.
    fn leaves_ambiguous(&self, options: &WriteOptions, variable: Variable) -> bool {
        let _ = (options, variable);
        false
    }

    /// Returns why options have no effect for this format although others of their group do, a sentence for each.
    fn meaningless_options(&self, options: &WriteOptions) -> Vec<Cow<'static, str>> {
        let _ = options;
        Vec::new()
    }
}

/// Records of a file, written separately so that several threads can write one file.
pub type Part = Box<dyn Any + Send>;

/// Writes the parts of a file, one after the other.
pub trait PartWriter {
    /// Writes one record that was not read in place, and reports what the format cannot hold.
    ///
    /// # Errors
    /// Returns any error from writing.
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()>;

    /// Ends the current part, returns it and starts the next one.
    fn finish(&mut self) -> Part;
}

/// Where a record is in a publication list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ListPlace<'a> {
    /// The heading of its section; `None` if the list has no sections.
    pub section: Option<&'a str>,
    /// The positions of the list's owners among the authors, or among the editors of a work without authors.
    pub owners: &'a [usize],
}

/// A file that is being written.
pub trait RecordWriter {
    /// Writes one record and reports what the format cannot hold.
    ///
    /// # Errors
    /// Returns any I/O error from the output.
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()>;

    /// Writes one record at its place in a publication list. A format without sections and marks of names writes it like
    /// any other record.
    ///
    /// # Errors
    /// Returns any I/O error from the output.
    fn listed(&mut self, record: &Record, place: ListPlace<'_>, diag: &mut dyn Sink) -> io::Result<()> {
        let _ = place;
        self.record(record, diag)
    }

    /// Writes a part of the file that a [`PartWriter`] of the same format and options made. The file is the same as if
    /// its records were written here.
    ///
    /// # Errors
    /// Returns any I/O error from the output, and an error if the format has no parts or the part is of another format.
    fn part(&mut self, part: Part, diag: &mut dyn Sink) -> io::Result<()> {
        let _ = (part, diag);
        Err(io::Error::other("the format cannot be written in parts"))
    }

    /// Writes what a file that was read in place holds besides records: comments, macros, white space.
    ///
    /// # Errors
    /// Returns any I/O error from the output.
    fn end_of_file(&mut self, file: &Arc<SourceFile>) -> io::Result<()> {
        let _ = file;
        Ok(())
    }

    /// Ends the output.
    ///
    /// # Errors
    /// Returns any I/O error from the output.
    fn finish(self: Box<Self>) -> io::Result<()>;
}
