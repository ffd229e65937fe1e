//! The trait of readers.

use std::io;
use std::sync::Arc;

use crate::diag::Sink;
use crate::model::{Record, SourceFile};
use crate::syntax::Input;
use crate::syntax::decoding::decoded;

/// Reads records of one format.
///
/// A program can read a format of its own:
///
/// ```
/// use std::io::{self, BufRead as _};
///
/// use publist::formats::{Format, Input, Reader};
/// use publist::model::TextVariable;
/// use publist::{Code, Diagnostic, Kind, Record, Sink};
///
/// /// Reads the titles of books, one a line.
/// struct TitleReader;
///
/// impl Reader for TitleReader {
///     fn read_decoded(&self, text: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
///         for line in text.bytes.lines() {
///             let (line, mut record) = (line?, Record::new(Kind::Book));
///             if line.trim().is_empty() {
///                 diag.report(Diagnostic::new(Code::MissingTitle, "a line is blank"));
///             }
///             record.set_text(TextVariable::Title, line.trim());
///             out(record);
///         }
///         Ok(())
///     }
/// }
///
/// static TITLES: Format = Format::new("titles", "Titles").with_extensions(&["titles"]).with_reader(&TitleReader);
///
/// let library = TITLES.read_str("On SER\nOn CER\n")?;
/// assert_eq!(library.records[1].plain_title(), "On CER");
/// # Ok::<(), publist::Error>(())
/// ```
pub trait Reader: Sync {
    /// Passes every record to `out` as soon as it is read, and reports problems to `diag`. The bytes may be in any encoding
    /// (see [`encoding`](crate::text::encoding)).
    ///
    /// # Errors
    /// Returns any I/O error from the input. Bad content is never an error: it is reported.
    fn read(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        decoded(input, diag, |text, diag| self.read_decoded(text, out, diag))
    }

    /// Reads like [`Reader::read`], from bytes that are UTF-8 without a byte order mark.
    ///
    /// # Errors
    /// Returns any I/O error from the input.
    fn read_decoded(&self, text: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()>;

    /// Returns true if records may have ids of their own, as in files that people cite from.
    fn gives_ids(&self) -> bool {
        true
    }

    /// Returns the function that finds where a file can be cut, so that its parts can be read in parallel; `None` for
    /// formats that can only be read from the beginning.
    fn cut(&self) -> Option<Cut> {
        None
    }

    /// Returns true if files can be read in place, so that a writer leaves unchanged records exactly as they are.
    fn reads_in_place(&self) -> bool {
        false
    }

    /// Reads like [`Reader::read`], for a writer of the same format that leaves unchanged records exactly as they are:
    /// the records have their [`Passage`](crate::model::Passage). Returns the file, which the caller passes to
    /// [`RecordWriter::end_of_file`](super::RecordWriter::end_of_file) after its records were written, or `None` if the
    /// format cannot be read in place.
    ///
    /// # Errors
    /// Returns the same errors as [`Reader::read`].
    fn read_in_place(
        &self,
        input: Input<'_>,
        out: &mut dyn FnMut(Record),
        diag: &mut dyn Sink,
    ) -> io::Result<Option<Arc<SourceFile>>> {
        self.read(input, out, diag).map(|()| None)
    }
}

/// Finds where a text can be cut: the offset, greater than 0, of the last line that starts a record no matter what
/// precedes it. The text before that line and the text from there on, read separately, give the same records as the
/// whole, except for line numbers. Returns `None` if the text has no such line.
pub type Cut = fn(&[u8]) -> Option<usize>;
