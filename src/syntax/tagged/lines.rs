//! The lines of a text, read one by one so that memory does not grow with the file.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use crate::diag::{Code, Diagnostic, Place, Sink, Source};
use crate::syntax::Input;
use crate::text::encodings::{from_utf_16, from_windows_1252, utf_16};

/// A line without its end.
pub(crate) struct Line {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// Its text.
    pub(crate) text: String,
}

/// Reads lines that end in LF, CRLF or CR. UTF-16 and Windows-1252 are decoded; NUL bytes are U+FFFD.
pub(crate) struct Lines<'a> {
    name: &'a str,
    reader: Box<dyn BufRead + 'a>,
    number: u32,
    /// The rest of a line that carriage returns divide.
    waiting: VecDeque<String>,
    reported: Vec<Code>,
    /// Whether anything other than white space was read.
    pub(crate) has_content: bool,
}

impl<'a> Lines<'a> {
    /// Returns the lines of an input.
    ///
    /// # Errors
    /// Returns any I/O error from the input.
    pub(crate) fn new(input: Input<'a>) -> io::Result<Self> {
        let Input { name, bytes } = input;
        let beginning = bytes.fill_buf()?;
        let reader: Box<dyn BufRead + 'a> = match utf_16(beginning) {
            Some(order) => {
                let mut all = Vec::new();
                bytes.read_to_end(&mut all)?;
                Box::new(io::Cursor::new(from_utf_16(&all, order).into_bytes()))
            }
            None => {
                let mark = if beginning.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
                bytes.consume(mark);
                Box::new(bytes)
            }
        };
        Ok(Self { name, reader, number: 0, waiting: VecDeque::new(), reported: Vec::new(), has_content: false })
    }

    /// Returns the next line; `None` at the end.
    ///
    /// # Errors
    /// Returns any I/O error from the input.
    pub(crate) fn next(&mut self, diag: &mut dyn Sink) -> io::Result<Option<Line>> {
        if self.waiting.is_empty() && !self.fill(diag)? {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        Ok(self.waiting.pop_front().map(|text| Line { number: self.number, text }))
    }

    /// Returns the place of a whole line.
    pub(crate) fn place(&self, line: &Line) -> Place {
        Place { line: line.number, ..Source::new(self.name, &line.text).place(0..line.text.len()) }
    }

    fn fill(&mut self, diag: &mut dyn Sink) -> io::Result<bool> {
        let mut bytes = Vec::new();
        if self.reader.by_ref().read_until(b'\n', &mut bytes)? == 0 {
            return Ok(false);
        }
        if bytes.ends_with(b"\n") {
            bytes.pop();
        }
        if bytes.ends_with(b"\r") {
            bytes.pop();
        }
        let text = self.decoded(bytes, diag);
        self.has_content |= !text.trim().is_empty();
        self.waiting.extend(text.split('\r').map(str::to_owned));
        Ok(true)
    }

    fn decoded(&mut self, bytes: Vec<u8>, diag: &mut dyn Sink) -> String {
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let bytes = error.into_bytes();
                let (text, code, message) = match from_windows_1252(&bytes).filter(|_| !bytes.contains(&0)) {
                    Some(text) => {
                        (text, Code::LegacyEncoding, "this is not UTF-8; it was read as Windows-1252 (Latin-1)")
                    }
                    None => {
                        (String::from_utf8_lossy(&bytes).into_owned(), Code::InvalidUtf8, "this is not valid UTF-8")
                    }
                };
                self.report(code, message, &text, diag);
                text
            }
        };
        if memchr::memchr(0, text.as_bytes()).is_none() {
            return text;
        }
        self.report(Code::BinaryInput, "the input is not text: it holds a NUL byte", &text, diag);
        text.replace('\0', "\u{FFFD}")
    }

    /// Reports a problem with the bytes, once per file.
    fn report(&mut self, code: Code, message: &str, text: &str, diag: &mut dyn Sink) {
        if !self.reported.contains(&code) {
            self.reported.push(code);
            let line = Line { number: self.number.saturating_add(1), text: text.to_owned() };
            diag.report(Diagnostic::new(code, message).at(self.place(&line)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use crate::diag::{Code, Diagnostic};
    use crate::syntax::Input;

    fn read(mut bytes: &[u8]) -> (Vec<(u32, String)>, Vec<Code>) {
        let mut reports: Vec<Diagnostic> = Vec::new();
        let mut lines = Lines::new(Input { name: "a.ris", bytes: &mut bytes }).unwrap();
        let mut read = Vec::new();
        while let Some(line) = lines.next(&mut reports).unwrap() {
            read.push((line.number, line.text));
        }
        (read, reports.iter().map(|report| report.code).collect())
    }

    #[test]
    fn every_kind_of_line_end_and_encoding_is_read() {
        let expected = vec![(1, "é".to_owned()), (2, "b".to_owned())];
        for bytes in ["é\nb".as_bytes(), "é\r\nb\r\n".as_bytes(), "é\rb".as_bytes(), "\u{FEFF}é\nb\n".as_bytes()] {
            assert_eq!(read(bytes), (expected.clone(), vec![]));
        }
        assert_eq!(read(b"\xFF\xFE\xE9\0\n\0b\0").0, expected);
        assert_eq!(read(b"\xE9\nb\n\xE9").1, [Code::LegacyEncoding]);
    }

    #[test]
    fn what_is_no_text_is_reported_once() {
        assert_eq!(read(b"a\0\nb\0").1, [Code::BinaryInput]);
        assert_eq!(read(b"\0\xE9\n\0\xE9").1, [Code::InvalidUtf8, Code::BinaryInput]);
    }
}
