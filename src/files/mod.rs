//! Files in one call: [`read`] and [`write()`], and the same for text in memory.
//!
//! What is read:
//!
//! - The format is recognised by the beginning of the file and by its name ([`sniff`](crate::sniff)). A file of no known
//!   format and a file that is not text are refused with an [`Error`](crate::Error).
//! - What is compressed with gzip or Zstandard, and what is packed with tar, is unpacked first ([`unpack`](crate::unpack)).
//! - What is wrong with the data is never an error. It is in [`Library::reports`], and all that can be read is in
//!   [`Library::records`].
//! - Every record has an id of its own. Those without one get a citation key of the default pattern, and an id that an
//!   earlier record has is changed and reported ([`keys`](crate::keys)). Only entries of a `.bib` file keep their keys in any
//!   case, so that they can be written back as they stand.
//!
//! What is written:
//!
//! - The extension of the file says which format is meant. Several formats share `.json` and `.bib`. Of these, a file that is
//!   there keeps its format. A new file gets the one that all records were read from, and otherwise the first that
//!   [`FORMATS`](crate::FORMATS) lists: publist's own JSON, which loses nothing, or BibTeX.
//! - A file is written whole or not at all: see [`WholeFile`].
//! - Records of a `.bib` file that did not change are written byte for byte as they stand there, with the comments and macros
//!   around them.
//! - What the format cannot hold, and every key that had to be changed, is in the reports that are returned.
//!
//! Everything is held in memory. For more records than fit there are [`Conversion`](crate::Conversion), which reads and
//! writes any number of them, and [`Reader`](crate::formats::Reader) and [`Writer`](crate::formats::Writer), which take them
//! one by one.

mod format;
mod read;
mod whole_file;
mod write;

use crate::diag::{Diagnostic, Severity};
use crate::model::Record;
use crate::seam::Format;

pub use read::{read, read_bytes, read_str};
pub use whole_file::WholeFile;
pub use write::{Written, to_string, to_string_with, write};

/// The records of a file, and what was found wrong while they were read.
#[derive(Debug, Clone)]
#[non_exhaustive]
#[must_use]
pub struct Library {
    /// The records, in the order of the file.
    pub records: Vec<Record>,
    /// What is wrong with the data, in the order in which it was found.
    pub reports: Vec<Diagnostic>,
    /// The format of the file, or of the first file of an archive.
    pub format: &'static Format,
}

impl Library {
    /// Whether a report says that something could not be read. The records may then be incomplete.
    pub fn has_errors(&self) -> bool {
        self.reports.iter().any(|report| report.severity() == Severity::Error)
    }
}

#[cfg(test)]
mod tests;
