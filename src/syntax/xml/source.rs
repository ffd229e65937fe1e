//! The text of an XML file, with the current line and column.

use std::io::{self, BufRead, Read};

use super::{MAX_RECORD, local_name};

/// The maximum length of an element's name.
const LONGEST_NAME: usize = 100;

/// A stream of UTF-8 that counts its lines and returns at most as many bytes as a record may have.
pub(crate) struct Utf8Source<'a> {
    bytes: &'a mut dyn BufRead,
    /// Bytes that precede the rest.
    pending: Vec<u8>,
    /// How many of them were read.
    taken: usize,
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
    /// Creates a source of these bytes, which are UTF-8.
    pub(crate) fn new(bytes: &'a mut dyn BufRead) -> Self {
        Self {
            bytes,
            pending: Vec::new(),
            taken: 0,
            position: Position { line: 1, column: 1 },
            last: 0,
            allowance: MAX_RECORD,
        }
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
        if self.taken == self.pending.len() { self.bytes.fill_buf() } else { Ok(&self.pending[self.taken..]) }
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

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{Position, Utf8Source};

    #[test]
    fn elements_are_found_with_their_place() {
        let mut bytes = b"junk <b <article2>\n \xC3\xA9 <x:article a='1'>rest".as_slice();
        let mut source = Utf8Source::new(&mut bytes);
        assert!(source.skip_to_element(&["article"]).unwrap());
        assert_eq!(source.position(), Position { line: 2, column: 4 });
        let mut rest = String::new();
        source.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "<x:article a='1'>rest");
        assert_eq!(source.position(), Position { line: 2, column: 25 });
        assert!(!source.skip_to_element(&["article"]).unwrap());
    }
}
