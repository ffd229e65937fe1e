//! The store of waiting records that do not fit in memory: an unnamed temporary file.

use std::fs::File;
use std::io;

/// Stores the bytes of records.
pub(super) type Spill = File;

/// Creates an empty file.
///
/// # Errors
/// Returns any I/O error from creating it.
pub(super) fn new() -> io::Result<Spill> {
    tempfile::tempfile()
}
