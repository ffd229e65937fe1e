//! What is read: bytes with a name.

use std::io::BufRead;

/// What a reader reads.
pub struct Input<'a> {
    /// The name for diagnostics: a path, or `<stdin>`.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a mut dyn BufRead,
}
