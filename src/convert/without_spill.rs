//! The store of waiting records without the feature `spill`: they stay in memory, as lines of JSON, which are smaller
//! than records.

use std::io::{self, Cursor};

/// Stores the bytes of records.
pub(super) type Spill = Cursor<Vec<u8>>;

/// Creates an empty buffer.
///
/// # Errors
/// Never fails.
pub(super) fn new() -> io::Result<Spill> {
    Ok(Cursor::default())
}
