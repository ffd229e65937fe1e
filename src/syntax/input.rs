//! The input of readers: bytes with a name.

use std::io::BufRead;

/// The input of a reader.
pub struct Input<'a> {
    /// The name for diagnostics: a path, or `<stdin>`.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a mut dyn BufRead,
}
