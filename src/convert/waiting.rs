//! Records that wait for their keys.

use std::io::{self, BufReader, Read as _, Seek as _, SeekFrom, Take, Write as _};

use crate::error::Error;
use crate::model::Record;

use super::spill::{self, Spill};

/// The name, in errors, of the file in which records wait.
pub(super) const TEMPORARY_FILE: &str = "<temporary file>";

/// How many records wait in memory; the others wait in a file.
const IN_MEMORY: usize = 4096;

/// Records in order, most of them in a temporary file.
#[derive(Default)]
pub(super) struct Waiting {
    segments: Vec<Segment>,
    /// The number of records in memory.
    count: usize,
    /// An unnamed file for the other records, as lines of publist's own JSON.
    file: Option<Spill>,
}

/// Returns an error of the file in which records wait.
pub(super) fn in_temporary_file(error: io::Error) -> Error {
    Error::io(TEMPORARY_FILE, error)
}

/// Consecutive records.
pub(super) enum Segment {
    /// In memory.
    Records(Vec<Record>),
    /// In the file, as this number of bytes.
    Lines(u64),
}

impl Waiting {
    /// Returns whether further records are to wait in the file, if possible.
    pub(super) fn is_full(&self) -> bool {
        self.count >= IN_MEMORY
    }

    /// Adds a record in memory.
    pub(super) fn add(&mut self, record: Record) {
        self.count += 1;
        match self.segments.last_mut() {
            Some(Segment::Records(records)) => records.push(record),
            _ => self.segments.push(Segment::Records(vec![record])),
        }
    }

    /// Adds lines to the file.
    ///
    /// # Errors
    /// Returns any I/O error from the temporary file.
    pub(super) fn add_lines(&mut self, lines: &[u8]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(spill::new()?),
        };
        file.write_all(lines)?;
        match self.segments.last_mut() {
            Some(Segment::Lines(length)) => *length += lines.len() as u64,
            _ => self.segments.push(Segment::Lines(lines.len() as u64)),
        }
        Ok(())
    }

    /// Removes and returns everything.
    ///
    /// # Errors
    /// Returns any I/O error from the temporary file.
    pub(super) fn take(&mut self) -> io::Result<(Vec<Segment>, Option<Spill>)> {
        let mut waited = std::mem::take(self);
        if let Some(file) = &mut waited.file {
            file.seek(SeekFrom::Start(0))?;
        }
        Ok((waited.segments, waited.file))
    }
}

/// Returns a reader of the next lines of the file.
pub(super) fn lines(file: &mut Spill, length: u64) -> BufReader<Take<&mut Spill>> {
    BufReader::with_capacity(128 * 1024, file.take(length))
}
