//! The input of readers: bytes with a name.

use std::io::BufRead;

use super::ColumnName;
use crate::text::Encoding;

/// The input of a reader.
#[non_exhaustive]
pub struct Input<'a> {
    /// The name for diagnostics: a path, or `<stdin>`.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a mut dyn BufRead,
    /// The encoding of the bytes; `None` if it is to be detected (see [`Encoding`]).
    pub encoding: Option<Encoding>,
    /// What the columns of a table are called, as far as their names do not say what they hold.
    pub columns: &'a [ColumnName],
}

impl<'a> Input<'a> {
    /// Makes an input of bytes whose encoding is to be detected.
    pub fn new(name: &'a str, bytes: &'a mut dyn BufRead) -> Self {
        Self { name, bytes, encoding: None, columns: &[] }
    }

    /// Sets the encoding, whatever the input declares; `None` if it is to be detected.
    #[must_use]
    pub fn in_encoding(self, encoding: Option<Encoding>) -> Self {
        Self { encoding, ..self }
    }

    /// Says what the columns of a table are called. Other inputs have none.
    #[must_use]
    pub fn with_columns(self, columns: &'a [ColumnName]) -> Self {
        Self { columns, ..self }
    }
}
