//! The bytes of an XML file as UTF-8, with the current line and column.

use std::io::{self, BufRead, Read};

use super::{MAX_RECORD, local_name};
use crate::text::encodings::{Utf16, from_utf_16, from_windows_1252_lossy, utf_16};

/// The maximum length of a declaration.
const DECLARATION: usize = 256;

/// The maximum length of an element's name.
const LONGEST_NAME: usize = 100;

/// The encoding of the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16(Utf16),
    Windows1252,
}

/// A stream of UTF-8 that counts its lines and returns at most as many bytes as a record may have.
pub(crate) struct Utf8Source<'a> {
    bytes: &'a mut dyn BufRead,
    encoding: Encoding,
    /// Bytes in UTF-8 that precede the rest.
    pending: Vec<u8>,
    /// How many of them were read.
    taken: usize,
    /// The beginning of a character, in the encoding of the file.
    carried: Vec<u8>,
    position: Position,
    /// The byte that was read last.
    last: u8,
    /// How many more bytes may be read.
    allowance: usize,
}

/// A line and a column, in characters, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// The line.
    pub(crate) line: u32,
    /// The column.
    pub(crate) column: u32,
}

/// The error of a source that has used up its allowance.
#[derive(Debug)]
pub(crate) struct AllowanceExceeded;

impl std::fmt::Display for AllowanceExceeded {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a record is too large")
    }
}

impl std::error::Error for AllowanceExceeded {}

impl<'a> Utf8Source<'a> {
    /// Creates a source of these bytes. The encoding is determined by a byte order mark, by the zero bytes of UTF-16 or
    /// by the XML declaration.
    pub(crate) fn new(bytes: &'a mut dyn BufRead) -> io::Result<Self> {
        // A pipe may return only a few bytes.
        let mut beginning = Vec::new();
        while beginning.len() < DECLARATION {
            let available = bytes.fill_buf()?;
            if available.is_empty() {
                break;
            }
            let count = available.len().min(DECLARATION - beginning.len());
            beginning.extend_from_slice(&available[..count]);
            bytes.consume(count);
        }
        let encoding = match utf_16(&beginning) {
            Some(order) => Encoding::Utf16(order),
            None if is_declared_latin(&beginning) => Encoding::Windows1252,
            None => Encoding::Utf8,
        };
        let without_mark = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&beginning);
        let position = Position { line: 1, column: 1 };
        let mut source = Self {
            bytes,
            encoding,
            pending: Vec::new(),
            taken: 0,
            carried: Vec::new(),
            position,
            last: 0,
            allowance: MAX_RECORD,
        };
        source.decode(without_mark);
        Ok(source)
    }

    /// Returns the position of the next tag, or of the next byte. After text, the tag's `<` has already been read.
    pub(crate) fn position(&self) -> Position {
        let Position { line, column } = self.position;
        Position { line, column: if self.last == b'<' { column - 1 } else { column } }
    }

    /// Allows the bytes of one more record to be read.
    pub(crate) fn renew_allowance(&mut self) {
        self.allowance = MAX_RECORD;
    }

    /// Skips to the next start tag of one of these elements; returns false if there is none.
    pub(crate) fn skip_to_element(&mut self, names: &[&str]) -> io::Result<bool> {
        loop {
            self.renew_allowance();
            let available = self.fill_buf()?;
            if available.is_empty() {
                return Ok(false);
            }
            let Some(offset) = memchr::memchr(b'<', available) else {
                let length = available.len();
                self.consume(length);
                continue;
            };
            self.consume(offset);
            let start = self.position;
            self.consume(1);
            let mut tag = vec![b'<'];
            let is_name_end = loop {
                match self.fill_buf()?.first() {
                    Some(&byte) if byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/') => break true,
                    Some(b'<') | None => break false,
                    Some(_) if tag.len() > LONGEST_NAME => break false,
                    Some(&byte) => {
                        tag.push(byte);
                        self.consume(1);
                    }
                }
            };
            let name = std::str::from_utf8(&tag[1..]).unwrap_or_default();
            if is_name_end && names.contains(&local_name(name)) {
                self.pending.splice(..self.taken, tag);
                self.taken = 0;
                self.position = start;
                self.last = 0;
                return Ok(true);
            }
        }
    }

    /// Decodes bytes and adds them to the pending ones.
    fn decode(&mut self, bytes: &[u8]) {
        self.pending.drain(..self.taken);
        self.taken = 0;
        match self.encoding {
            Encoding::Utf8 => self.pending.extend_from_slice(bytes),
            Encoding::Windows1252 => self.pending.extend_from_slice(from_windows_1252_lossy(bytes).as_bytes()),
            Encoding::Utf16(order) => {
                self.carried.extend_from_slice(bytes);
                let mut complete = self.carried.len() / 2 * 2;
                if let Some(&[one, other]) = self.carried[..complete].last_chunk::<2>() {
                    let high = if order == Utf16::BigEndian { one } else { other };
                    complete -= if (0xD8..0xDC).contains(&high) { 2 } else { 0 };
                }
                let rest = self.carried.split_off(complete);
                self.pending.extend_from_slice(from_utf_16(&self.carried, order).as_bytes());
                self.carried = rest;
            }
        }
    }
}

impl Position {
    /// Moves the position past these bytes.
    fn advance(&mut self, taken: &[u8]) {
        let characters = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        let saturating = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        match memchr::memrchr(b'\n', taken) {
            None => self.column = self.column.saturating_add(saturating(characters(taken))),
            Some(last) => {
                let lines = memchr::memchr_iter(b'\n', taken).count();
                self.line = self.line.saturating_add(saturating(lines));
                self.column = saturating(characters(&taken[last + 1..]) + 1);
            }
        }
    }
}

impl BufRead for Utf8Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.allowance == 0 {
            return Err(io::Error::other(AllowanceExceeded));
        }
        while self.taken == self.pending.len() {
            if self.encoding == Encoding::Utf8 {
                return self.bytes.fill_buf();
            }
            let available = self.bytes.fill_buf()?.to_vec();
            if available.is_empty() {
                return Ok(&[]);
            }
            self.bytes.consume(available.len());
            self.decode(&available);
        }
        Ok(&self.pending[self.taken..])
    }

    fn consume(&mut self, count: usize) {
        self.allowance = self.allowance.saturating_sub(count);
        if self.taken < self.pending.len() {
            let taken = &self.pending[self.taken..self.taken + count];
            self.position.advance(taken);
            self.last = taken.last().copied().unwrap_or(self.last);
            self.taken += count;
        } else if let Ok(available) = self.bytes.fill_buf() {
            // This is the buffer that was returned before: it is not refilled before its bytes are consumed.
            let taken = &available[..count.min(available.len())];
            self.position.advance(taken);
            self.last = taken.last().copied().unwrap_or(self.last);
            self.bytes.consume(count);
        }
    }
}

impl Read for Utf8Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

/// Whether the declaration names Latin-1 or Windows-1252.
fn is_declared_latin(beginning: &[u8]) -> bool {
    let Some(declaration) = beginning.strip_prefix(b"<?xml") else { return false };
    let end = declaration.iter().position(|&byte| byte == b'>').unwrap_or(declaration.len());
    let declaration = String::from_utf8_lossy(&declaration[..end]).to_ascii_lowercase();
    let encoding = declaration.split_once("encoding").map_or("", |(_, rest)| rest);
    let encoding = encoding.trim_start_matches([' ', '=', '"', '\'']);
    ["iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "windows-1252", "cp1252"].iter().any(|latin| {
        encoding.strip_prefix(latin).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{Position, Utf8Source};

    fn text(mut bytes: &[u8]) -> String {
        let mut text = String::new();
        Utf8Source::new(&mut bytes).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn what_is_declared_is_decoded() {
        assert_eq!(text(b"\xEF\xBB\xBF<a>\xC3\xA9</a>"), "<a>é</a>");
        assert!(text(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9\x93</a>").ends_with("<a>é“</a>"));
        assert!(text(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\xC3\xA9</a>").ends_with("<a>é</a>"));
        let long = format!("<a>{}𝒞é</a>", "x".repeat(300));
        let utf_16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(long.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf_16), long);
    }

    #[test]
    fn elements_are_found_with_their_place() {
        let mut bytes = b"junk <b <article2>\n \xC3\xA9 <x:article a='1'>rest".as_slice();
        let mut source = Utf8Source::new(&mut bytes).unwrap();
        assert!(source.skip_to_element(&["article"]).unwrap());
        assert_eq!(source.position(), Position { line: 2, column: 4 });
        let mut rest = String::new();
        source.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "<x:article a='1'>rest");
        assert_eq!(source.position(), Position { line: 2, column: 25 });
        assert!(!source.skip_to_element(&["article"]).unwrap());
    }
}
