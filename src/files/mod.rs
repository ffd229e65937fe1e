//! Files in one call: [`read()`] and [`write()`], and the same for text in memory.
//!
//! Reading:
//!
//! - The format is detected from the start of the file and from its name ([`sniff`](crate::sniff)). A file of an
//!   unknown format and a file that is not text are refused with an [`Error`](crate::Error).
//! - Files that are compressed with gzip or Zstandard, and tar archives, are unpacked first
//!   ([`unpack`](crate::unpack)).
//! - Problems of the data are never errors. They are in [`Library::reports`], and everything that can be read is in
//!   [`Library::records`].
//! - Every record has an id of its own. Records without an id get a citation key of the default pattern, and an id that
//!   an earlier record has is changed and reported ([`keys`](crate::keys)). Only entries of a `.bib` file always keep
//!   their keys, so that they can be written back unchanged.
//!
//! Writing:
//!
//! - The extension of the file determines the format. Several formats share `.json` and `.bib`. Of these, an existing
//!   file keeps its format. A new file gets the format from which all records were read, and otherwise the first one in
//!   [`FORMATS`](crate::FORMATS): publist's own JSON, which loses nothing, or BibTeX.
//! - A file is written completely or not at all: see [`WholeFile`].
//! - Records of a `.bib` file that did not change are written byte for byte as they are there, with the comments and
//!   macros around them.
//! - Values that the format cannot represent, and every key that had to be changed, are in the returned reports.
//!
//! Everything is held in memory. For more records than fit in memory, use [`Conversion`](crate::Conversion), which
//! reads and writes any number of them, or [`Reader`](crate::formats::Reader) and [`Writer`](crate::formats::Writer),
//! which handle them one by one.

mod attributes;
mod encoded_text;
mod examined;
#[cfg(all(feature = "cli", any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod extended_attributes;
mod format;
mod keys;
mod place;
mod read;
mod refusal;
mod temporary;
mod version;
mod whole_file;
mod write;

use crate::diag::{Diagnostic, Severity};
use crate::model::Record;
use crate::seam::Format;

pub use encoded_text::EncodedText;
pub use examined::{Examined, Opened};
pub use read::{read, read_bytes, read_str};
pub use temporary::discard_unfinished;
pub use version::FileVersion;
pub use whole_file::{Finished, WholeFile};
pub use write::{Written, to_string, to_string_with, write};

/// The records of a file, and the reports of reading it.
#[derive(Debug, Clone)]
#[non_exhaustive]
#[must_use]
pub struct Library {
    /// The records, in the order of the file.
    pub records: Vec<Record>,
    /// The problems of the data, in the order in which they were found.
    pub reports: Vec<Diagnostic>,
    /// The format of the file, or of the first file of an archive.
    pub format: &'static Format,
}

impl Library {
    /// Returns whether a report says that something could not be read. The records may then be incomplete.
    pub fn has_errors(&self) -> bool {
        self.reports.iter().any(|report| report.severity() == Severity::Error)
    }
}

#[cfg(test)]
mod tests;
