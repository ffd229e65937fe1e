//! The lines of a text, read one by one so that memory does not grow with the file.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use crate::diag::{Code, Diagnostic, Place, Sink, Source};
use crate::syntax::Input;

/// A line without its end.
pub(crate) struct Line {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// Its text.
    pub(crate) text: String,
}

/// Reads lines of decoded text that end in LF, CRLF or CR. NUL characters are U+FFFD.
pub(crate) struct Lines<'a> {
    name: &'a str,
    reader: &'a mut dyn BufRead,
    number: u32,
    /// The rest of a line that carriage returns divide.
    waiting: VecDeque<String>,
    /// Whether NUL characters were reported.
    is_binary: bool,
    /// Whether anything other than white space was read.
    pub(crate) has_content: bool,
}

impl<'a> Lines<'a> {
    /// Returns the lines of a decoded input.
    pub(crate) fn new(input: Input<'a>) -> Self {
        let Input { name, bytes, .. } = input;
        Self { name, reader: bytes, number: 0, waiting: VecDeque::new(), is_binary: false, has_content: false }
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
        if self.reader.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(false);
        }
        if bytes.ends_with(b"\n") {
            bytes.pop();
        }
        if bytes.ends_with(b"\r") {
            bytes.pop();
        }
        let text =
            String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let text = self.without_nul(text, diag);
        self.has_content |= !text.trim().is_empty();
        self.waiting.extend(text.split('\r').map(str::to_owned));
        Ok(true)
    }

    fn without_nul(&mut self, text: String, diag: &mut dyn Sink) -> String {
        if memchr::memchr(0, text.as_bytes()).is_none() {
            return text;
        }
        if !self.is_binary {
            self.is_binary = true;
            let report = Diagnostic::new(Code::BinaryInput, "the input is not text: it contains a NUL byte");
            let line = Line { number: self.number.saturating_add(1), text: text.clone() };
            diag.report(report.at(self.place(&line)));
        }
        text.replace('\0', "\u{FFFD}")
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use crate::diag::{Code, Diagnostic};
    use crate::syntax::Input;

    fn read(mut bytes: &[u8]) -> (Vec<(u32, String)>, Vec<Code>) {
        let mut reports: Vec<Diagnostic> = Vec::new();
        let mut lines = Lines::new(Input::new("a.ris", &mut bytes));
        let mut read = Vec::new();
        while let Some(line) = lines.next(&mut reports).unwrap() {
            read.push((line.number, line.text));
        }
        (read, reports.iter().map(|report| report.code).collect())
    }

    #[test]
    fn every_kind_of_line_end_is_read() {
        let expected = vec![(1, "é".to_owned()), (2, "b".to_owned())];
        for bytes in ["é\nb".as_bytes(), "é\r\nb\r\n".as_bytes(), "é\rb".as_bytes()] {
            assert_eq!(read(bytes), (expected.clone(), vec![]));
        }
    }

    #[test]
    fn what_is_no_text_is_reported_once() {
        assert_eq!(read(b"a\0\nb\0").1, [Code::BinaryInput]);
    }
}
