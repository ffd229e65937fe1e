//! A source text that converts byte offsets to positions.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::{Place, Snippet};

/// How much of a line a snippet shows before and after the characters that are meant.
const CONTEXT: usize = 60;

/// A named source text. Its lines are counted once, when the first position is requested.
#[derive(Debug)]
pub struct Source<'a> {
    name: &'a str,
    text: &'a str,
    line_starts: OnceCell<Vec<usize>>,
    /// The last offset whose column was counted, and the number of characters before it in its line: on a very long
    /// line with many reports, counting continues from there.
    counted: Cell<(usize, usize)>,
}

impl<'a> Source<'a> {
    /// Creates a source with this name.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, line_starts: OnceCell::new(), counted: Cell::new((0, 0)) }
    }

    /// Returns the whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the number of the line, from 1, that contains a byte offset.
    pub fn line(&self, offset: usize) -> u32 {
        saturating(self.line_starts().partition_point(|&start| start <= offset))
    }

    /// Returns the position of a range of byte offsets; it ends at the end of the line in which it starts.
    ///
    /// Offsets beyond the text or inside a character are moved to the nearest boundary before them.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = floor_boundary(self.text, range.start);
        let line = self.line(start);
        let line_start = self.line_starts()[line as usize - 1];
        let rest = &self.text[line_start..];
        let content = rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())].trim_end_matches('\r');
        let line_end = line_start + content.len();
        let start = start.min(line_end);
        let end = floor_boundary(self.text, range.end).clamp(start, line_end);
        let from = ceil_boundary(self.text, start.saturating_sub(CONTEXT).max(line_start));
        let to = floor_boundary(self.text, (end.min(start + CONTEXT) + CONTEXT).min(line_end));
        let column_of = |offset: usize| saturating(self.characters_before(line_start, offset) + 1);
        let first_column = column_of(from);
        Place {
            file: self.name.to_owned(),
            line,
            column: column_of(start),
            length: saturating(self.text[start..end].chars().count()),
            snippet: Some(Snippet { text: self.text[from..to].to_owned(), first_column }),
        }
    }

    /// The number of characters in a line before an offset.
    fn characters_before(&self, line_start: usize, offset: usize) -> usize {
        let (counted, characters) = self.counted.get();
        let (from, before) =
            if (line_start..=offset).contains(&counted) { (counted, characters) } else { (line_start, 0) };
        let characters = before + self.text[from..offset].chars().count();
        self.counted.set((offset, characters));
        characters
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|end| end + 1)).collect()
        })
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn ceil_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}

fn saturating(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn columns_count_characters_and_lines_start_at_one() {
        let source = Source::new("a.txt", "one\nüü two\r\nthree");
        let offset = source.text().find("two").unwrap();
        let place = source.place(offset..offset + 3);
        assert_eq!((place.line, place.column, place.length), (2, 4, 3));
        assert_eq!(place.snippet.unwrap().text, "üü two");
    }

    #[test]
    fn a_place_never_leaves_its_line() {
        let source = Source::new("a.txt", "one\ntwo");
        let place = source.place(1..7);
        assert_eq!((place.line, place.column, place.length), (1, 2, 2));
    }

    #[test]
    fn offsets_beyond_the_text_are_its_end() {
        let place = Source::new("a.txt", "").place(10..20);
        assert_eq!((place.line, place.column, place.length), (1, 1, 0));
    }

    #[test]
    fn a_long_line_is_shown_in_part() {
        let text = "x".repeat(1000) + "!" + &"y".repeat(1000);
        let place = Source::new("a.txt", &text).place(1000..1001);
        let snippet = place.snippet.unwrap();
        assert_eq!(place.column, 1001);
        assert_eq!(snippet.first_column, 941);
        assert!(snippet.text.len() < 200);
    }
}
