//! The encodings of text files: their names, how the encoding of a file is determined, and decoding and encoding.
//!
//! The encodings are those of the [WHATWG Encoding Standard](https://encoding.spec.whatwg.org/), and UTF-16 and UTF-32.
//!
//! # How the encoding of a file is determined
//!
//! The first of these that applies is used:
//!
//! 1. a byte order mark;
//! 2. the encoding that the user gives;
//! 3. zeros in every other byte, as in UTF-16 that is mainly ASCII;
//! 4. the encoding that the file declares (see below), unless its bytes are clearly UTF-8;
//! 5. UTF-8, if the bytes are valid, or if most of the bytes that are not ASCII are;
//! 6. a guess from all that is not ASCII, up to a megabyte. JSON is UTF-8 (RFC 8259, 8.1), and no other encoding is guessed
//!    for it.
//!
//! A report is made if the bytes contradict a declaration, if the encoding was guessed, and if bytes are not valid in
//! it.
//!
//! Browsers and JabRef follow the declaration of a file, even if the result is garbled; biber reads UTF-8 whatever the
//! file declares. Text in an older encoding is hardly ever valid UTF-8 by chance, and files that were converted to
//! UTF-8 without removing the declaration are common, so here the bytes decide. A few characters can be valid in both:
//! then the declaration decides, unless it is of an encoding of Latin letters, in which they would not form words
//! (“Ã©”).
//!
//! # Declarations
//!
//! - XML: `<?xml version="1.0" encoding="windows-1251"?>`;
//! - HTML: `<meta charset="gbk">`, or `charset=gbk` at the end of the `content` of a `meta` element;
//! - JabRef, and tools that write the same: `% Encoding: GBK`, also with the names that Java has for encodings;
//! - BibDesk: `%% Saved with string encoding Western (ISO Latin 1)`;
//! - Emacs, Vim and editors for TeX: `-*- coding: latin-1 -*-`, `vim: fileencoding=cp1251`, `!TeX encoding = ISO-8859-15`, in
//!   a comment that starts with `%` or `#`.
//!
//! Declarations are looked for in the first 4096 bytes, before the first line that starts with `@`.

mod declaration;
mod decoder;
mod encoder;
mod judge;
mod kinds;
mod names;
mod offsets;
mod position;
mod stream;
pub(crate) mod windows_1252;

pub(crate) use declaration::Declaration;
pub use kinds::Encoding;
pub use names::UnknownEncoding;
pub(crate) use position::Spot;
pub(crate) use stream::decoded_beginning;
pub(crate) use stream::{Decoded, Finding};

#[cfg(test)]
mod tests;
