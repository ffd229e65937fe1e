//! Rows of tables as text: cells between separators, in quotation marks where they contain separators or line ends
//! (RFC 4180, and what programs make of it: a mark inside a text is not always doubled).
//!
//! Only one row is in memory. A quotation mark that is never closed does not swallow the rows after it: when it is not
//! closed within [`LONGEST_ROW`] bytes, its row ends with its line, and the mark is a character like any other.

use std::collections::VecDeque;
use std::io::{self, BufRead};

/// The maximum length of a row in bytes. What a single line has beyond it is left out.
pub(crate) const LONGEST_ROW: usize = 4 * 1024 * 1024;

/// The maximum number of lines of a row.
const MOST_LINES: usize = 2_000;

/// The number of marks without an end after which quotation marks have no meaning in the rest of the table.
const MOST_UNCLOSED: usize = 100;

/// The cells of a row.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Cells {
    text: String,
    ends: Vec<usize>,
    /// The number of its first line, from 1.
    pub(crate) line: u32,
}

/// What was wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowState {
    /// Nothing.
    Whole,
    /// A quotation mark has no end.
    Unclosed,
    /// The end of a line was left out.
    Cut,
}

impl Cells {
    /// Returns the number of cells.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a cell without white space around it; an empty text if there is none.
    pub(crate) fn get(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else { return "" };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text[start..*end].trim()
    }

    /// Returns all cells.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Splits a single line.
    pub(crate) fn of_line(line: &[u8], separator: u8) -> Self {
        let mut cells = Self::default();
        if cells.feed(line, separator, Quotes::Heeded, Position::Start) == Position::Quoted {
            cells.clear();
            cells.feed(line, separator, Quotes::Plain, Position::Start);
        }
        cells.end_cell();
        cells
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }

    fn push(&mut self, bytes: &[u8]) {
        self.text.push_str(&String::from_utf8_lossy(bytes));
    }

    /// Adds the characters of a line, and ends every cell except the last one. Returns where the line ends.
    fn feed(&mut self, line: &[u8], separator: u8, quotes: Quotes, mut position: Position) -> Position {
        let mut at = 0;
        let mut is_from_earlier_line = position == Position::Quoted;
        loop {
            let rest = &line[at..];
            match position {
                Position::Start => {
                    let blank = rest.iter().take_while(|byte| **byte == b' ' && separator != b' ').count();
                    match rest.get(blank) {
                        Some(b'"') if quotes == Quotes::Heeded => {
                            at += blank + 1;
                            position = Position::Quoted;
                        }
                        _ => position = Position::Plain,
                    }
                }
                Position::Quoted => match memchr::memchr(b'"', rest) {
                    None => {
                        self.push(rest);
                        return Position::Quoted;
                    }
                    Some(mark) if rest.get(mark + 1) == Some(&b'"') => {
                        self.push(&rest[..=mark]);
                        at += mark + 2;
                    }
                    Some(mark) => {
                        // A tab may be the separator.
                        let is_text = |byte: &&u8| **byte == separator || !byte.is_ascii_whitespace();
                        let after = rest[mark + 1..].iter().find(is_text);
                        let before = line[..at + mark].iter().rev().find(is_text);
                        let is_end = after.is_none_or(|after| *after == separator);
                        if !is_end && is_from_earlier_line && before.is_none_or(|before| *before == separator) {
                            return Position::Broken;
                        }
                        if is_end {
                            self.push(&rest[..mark]);
                            is_from_earlier_line = false;
                            position = Position::Plain;
                        } else {
                            // A mark inside the text that was not doubled.
                            self.push(&rest[..=mark]);
                        }
                        at += mark + 1;
                    }
                },
                Position::Broken => return position,
                Position::Plain => match memchr::memchr(separator, rest) {
                    None => {
                        self.push(rest);
                        return Position::Plain;
                    }
                    Some(end) => {
                        self.push(&rest[..end]);
                        self.end_cell();
                        at += end + 1;
                        position = Position::Start;
                    }
                },
            }
        }
    }
}

/// Where in a cell the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Start,
    Quoted,
    Plain,
    /// A mark after the end of the line is at the beginning of a cell: the mark before it has no end.
    Broken,
}

/// Whether quotation marks have a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Heeded,
    Plain,
}

/// Reads a table row by row.
pub(crate) struct RowReader<'a> {
    bytes: &'a mut dyn BufRead,
    /// Lines that were read and are still to be split.
    pending: VecDeque<(Vec<u8>, bool)>,
    /// The number of the next line.
    line: u32,
    quotes: Quotes,
    unclosed: usize,
}

impl<'a> RowReader<'a> {
    /// Creates a reader at the beginning of a table.
    pub(crate) fn new(bytes: &'a mut dyn BufRead) -> Self {
        Self { bytes, pending: VecDeque::new(), line: 1, quotes: Quotes::Heeded, unclosed: 0 }
    }

    /// Returns the first lines without reading them; in all, they are not much longer than a row may be.
    ///
    /// # Errors
    /// Returns any I/O error from the input.
    pub(crate) fn beginning(&mut self, count: usize) -> io::Result<Vec<&[u8]>> {
        let mut length: usize = self.pending.iter().map(|(line, _)| line.len()).sum();
        while self.pending.len() < count && length < LONGEST_ROW {
            let Some(line) = self.read_line()? else { break };
            length += line.0.len();
            self.pending.push_back(line);
        }
        Ok(self.pending.iter().map(|(line, _)| line.as_slice()).collect())
    }

    /// Passes over lines.
    pub(crate) fn skip(&mut self, count: usize) {
        for _ in 0..count.min(self.pending.len()) {
            self.pending.pop_front();
            self.line = self.line.saturating_add(1);
        }
    }

    /// Reads the next row; returns `None` at the end.
    ///
    /// # Errors
    /// Returns any I/O error from the input.
    pub(crate) fn next(&mut self, separator: u8, cells: &mut Cells) -> io::Result<Option<RowState>> {
        let Some((first, is_cut)) = self.next_line()? else { return Ok(None) };
        cells.clear();
        cells.line = self.line;
        let mut position = cells.feed(&first, separator, self.quotes, Position::Start);
        let mut later: Vec<(Vec<u8>, bool)> = Vec::new();
        let mut length = first.len();
        while matches!(position, Position::Quoted | Position::Broken) {
            let is_open = position == Position::Quoted && later.len() < MOST_LINES && length < LONGEST_ROW;
            let next = if is_open { self.next_line()? } else { None };
            let Some(line) = next else {
                return Ok(Some(self.without_quotes(separator, &first, later, cells)));
            };
            length += line.0.len();
            cells.push(b"\n");
            position = cells.feed(&line.0, separator, self.quotes, position);
            later.push(line);
        }
        cells.end_cell();
        let lines = u32::try_from(later.len() + 1).unwrap_or(u32::MAX);
        self.line = self.line.saturating_add(lines);
        let is_cut = is_cut || later.iter().any(|(_, is_cut)| *is_cut);
        Ok(Some(if is_cut { RowState::Cut } else { RowState::Whole }))
    }

    /// Splits a line in which a quotation mark has no end; the later lines are read again.
    fn without_quotes(
        &mut self,
        separator: u8,
        first: &[u8],
        later: Vec<(Vec<u8>, bool)>,
        cells: &mut Cells,
    ) -> RowState {
        for line in later.into_iter().rev() {
            self.pending.push_front(line);
        }
        cells.clear();
        cells.feed(first, separator, Quotes::Plain, Position::Start);
        cells.end_cell();
        self.line = self.line.saturating_add(1);
        self.unclosed += 1;
        if self.unclosed >= MOST_UNCLOSED {
            self.quotes = Quotes::Plain;
        }
        RowState::Unclosed
    }

    fn next_line(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        match self.pending.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.read_line(),
        }
    }

    /// Reads a line without its end, and says whether a part of it was left out. Returns `None` at the end.
    fn read_line(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        let (mut line, mut is_cut, mut is_any) = (Vec::new(), false, false);
        loop {
            let chunk = match self.bytes.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                break;
            }
            is_any = true;
            let end = memchr::memchr(b'\n', chunk);
            let used = end.unwrap_or(chunk.len());
            let room = LONGEST_ROW.saturating_sub(line.len());
            line.extend_from_slice(&chunk[..used.min(room)]);
            is_cut |= used > room;
            self.bytes.consume(used + usize::from(end.is_some()));
            if end.is_some() {
                break;
            }
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(is_any.then_some((line, is_cut)))
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{Cells, LONGEST_ROW, RowReader, RowState};

    fn rows(text: &str, separator: u8) -> Vec<(u32, Vec<String>, RowState)> {
        let read = |capacity: usize| {
            let mut bytes = BufReader::with_capacity(capacity, text.as_bytes());
            let (mut reader, mut cells, mut rows) = (RowReader::new(&mut bytes), Cells::default(), Vec::new());
            while let Some(state) = reader.next(separator, &mut cells).unwrap() {
                rows.push((cells.line, cells.iter().map(str::to_owned).collect(), state));
            }
            rows
        };
        let rows = read(4096);
        assert_eq!(rows, read(1), "{text}");
        rows
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let rows = rows(text, b',');
        let found: Vec<(u32, Vec<&str>)> =
            rows.iter().map(|(line, cells, _)| (*line, cells.iter().map(String::as_str).collect())).collect();
        let expected: Vec<(u32, Vec<&str>)> = expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cells_are_between_separators() {
        check("a,b\r\n c , d e\n", &[(1, &["a", "b"]), (2, &["c", "d e"])]);
        check("a,,\n\nb", &[(1, &["a", "", ""]), (2, &[""]), (3, &["b"])]);
        check("", &[]);
    }

    #[test]
    fn quoted_cells_may_contain_anything() {
        check("\"a,\nb\",\"c \"\"d\"\"\"\ne", &[(1, &["a,\nb", "c \"d\""]), (3, &["e"])]);
        check("a, \"b,c\" ,d\"e\"\n", &[(1, &["a", "b,c", "d\"e\""])]);
        check("\"\",\"a\"\n", &[(1, &["", "a"])]);
        check("\"a \"b\" c, d\",e\n", &[(1, &["a \"b\" c, d", "e"])]);
        assert_eq!(rows("\"a;b\";c\n", b';')[0].1, ["a;b", "c"]);
        assert_eq!(rows("\"a\"\t\"b \"\"c\"\" d\"\te\n", b'\t')[0].1, ["a", "b \"c\" d", "e"]);
    }

    #[test]
    fn a_mark_without_an_end_costs_only_its_line() {
        let found = rows("a,\"b\nc,d\ne,f\n", b',');
        assert_eq!(found[0], (1, vec!["a".to_owned(), "\"b".to_owned()], RowState::Unclosed));
        assert_eq!(found[1], (2, vec!["c".to_owned(), "d".to_owned()], RowState::Whole));
        assert_eq!(found.len(), 3);
        let found = rows("\"a,b\nc,\"d, e\",f\n", b',');
        assert_eq!(found[0], (1, vec!["\"a".to_owned(), "b".to_owned()], RowState::Unclosed));
        assert_eq!(found[1].1, ["c", "d, e", "f"]);
    }

    #[test]
    fn long_rows_are_bounded() {
        let long = format!("a,{}\nb,c\n", "x".repeat(LONGEST_ROW + 10));
        let found = rows(&long, b',');
        assert_eq!((found[0].2, found[1].1.len(), found.len()), (RowState::Cut, 2, 2));
        let open = format!("a,\"\n{}", "b,c\n".repeat(3_000));
        let found = rows(&open, b',');
        assert_eq!((found[0].2, found.len(), found[3_000].0), (RowState::Unclosed, 3_001, 3_001));
    }
}
