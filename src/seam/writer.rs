//! What writes a format.

use std::any::Any;
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use super::WriteOptions;
use crate::diag::Sink;
use crate::model::{Record, SourceFile, Variable};

/// Writes a format.
pub trait Writer: Sync {
    /// Starts a file. The records' ids are its citation keys: who calls this makes them unique first.
    ///
    /// # Errors
    /// What writing to `out` fails with.
    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>>;

    /// Writes parts of files, for [`RecordWriter::part`]; `None` when the format needs all records in one place.
    fn parts<'a>(&self, options: &'a WriteOptions) -> Option<Box<dyn PartWriter + 'a>> {
        let _ = options;
        None
    }

    /// The record without what the options leave out. What it lacks then is no loss: it was asked for.
    fn leave_out<'a>(&self, options: &WriteOptions, record: &'a Record) -> Cow<'a, Record> {
        let _ = options;
        Cow::Borrowed(record)
    }

    /// Whether the options leave out a field that says what a variable is, so that it may be read back as another one.
    fn leaves_ambiguous(&self, options: &WriteOptions, variable: Variable) -> bool {
        let _ = (options, variable);
        false
    }

    /// Why an option means nothing for this format, although others of its group do.
    fn meaningless_option(&self, options: &WriteOptions) -> Option<&'static str> {
        let _ = options;
        None
    }
}

/// Records of a file, written apart from it, so that several threads can write one file.
pub type Part = Box<dyn Any + Send>;

/// Writes the parts of a file, one after the other.
pub trait PartWriter {
    /// Writes one record, which was not read in place, and reports what it could not hold.
    ///
    /// # Errors
    /// What writing fails with.
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()>;

    /// Ends the part and starts the next one.
    fn finish(&mut self) -> Part;
}

/// A file being written.
pub trait RecordWriter {
    /// Writes one record and reports what it could not hold.
    ///
    /// # Errors
    /// What writing fails with.
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()>;

    /// Writes a part of the file, which a [`PartWriter`] of the same format and options made. The file is the same as if its
    /// records were written here.
    ///
    /// # Errors
    /// What writing fails with, and when the format has no parts or the part is of another one.
    fn part(&mut self, part: Part, diag: &mut dyn Sink) -> io::Result<()> {
        let _ = (part, diag);
        Err(io::Error::other("the format is not written in parts"))
    }

    /// Writes what a file that was read in place holds besides records: comments, macros, white space.
    ///
    /// # Errors
    /// What writing fails with.
    fn end_of_file(&mut self, file: &Arc<SourceFile>) -> io::Result<()> {
        let _ = file;
        Ok(())
    }

    /// Ends the output.
    ///
    /// # Errors
    /// What writing fails with.
    fn finish(self: Box<Self>) -> io::Result<()>;
}
