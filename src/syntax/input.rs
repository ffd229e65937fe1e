//! The input of readers: bytes with a name.

use std::io::BufRead;

use crate::text::Encoding;

/// The input of a reader.
#[non_exhaustive]
pub struct Input<'a> {
    /// The name for diagnostics: a path, or `<stdin>`.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a mut dyn BufRead,
    /// The encoding of the bytes; `None` when it is to be found out (see [`Encoding`]).
    pub encoding: Option<Encoding>,
}

impl<'a> Input<'a> {
    /// Bytes whose encoding is to be found out.
    pub fn new(name: &'a str, bytes: &'a mut dyn BufRead) -> Self {
        Self { name, bytes, encoding: None }
    }

    /// The same input in this encoding, whatever it declares; `None` when it is to be found out.
    #[must_use]
    pub fn in_encoding(self, encoding: Option<Encoding>) -> Self {
        Self { encoding, ..self }
    }
}
