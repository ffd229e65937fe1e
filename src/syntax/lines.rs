//! The lines of a page, and texts joined from them that record where each part came from.

use std::borrow::Cow;
use std::ops::Range;

/// A line without the white space around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Where the text starts in the page.
    pub(crate) start: usize,
    /// The text.
    pub(crate) text: &'a str,
}

impl Line<'_> {
    /// Returns its range in the page.
    pub(crate) const fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// Returns the page with every single carriage return, the line end of old Macintosh files, replaced by a line feed;
/// offsets do not change.
pub(crate) fn with_line_feeds(page: &str) -> Cow<'_, str> {
    let has_lone_return = page.split('\r').skip(1).any(|after| !after.starts_with('\n'));
    if !has_lone_return {
        return Cow::Borrowed(page);
    }
    let mut normal = String::with_capacity(page.len());
    for (index, piece) in page.split('\r').enumerate() {
        if index > 0 {
            normal.push(if piece.starts_with('\n') { '\r' } else { '\n' });
        }
        normal.push_str(piece);
    }
    Cow::Owned(normal)
}

/// Returns the lines of a page. A form feed, which marks the end of a printed page, also ends a line.
pub(crate) fn lines(page: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    page.split(['\n', '\u{C}']).map(move |whole| {
        let text = whole.trim();
        let line = Line { start: start + (whole.len() - whole.trim_start().len()), text };
        start += whole.len() + 1;
        line
    })
}

/// Lines joined to one text, which knows where each came from.
#[derive(Default)]
pub(crate) struct Joined {
    /// The text.
    pub(crate) text: String,
    /// The start of each line, in the text and in the page.
    starts: Vec<(usize, usize)>,
}

impl Joined {
    /// Joins lines by single spaces.
    pub(crate) fn of(lines: &[Line<'_>]) -> Self {
        let mut joined = Self::default();
        for line in lines.iter().filter(|line| !line.text.is_empty()) {
            joined.push(" ", line.text, line.start);
        }
        joined
    }

    /// Adds a text that starts at an offset of the page, with a separator unless it is the first.
    pub(crate) fn push(&mut self, separator: &str, text: &str, start: usize) {
        if !self.text.is_empty() {
            self.text.push_str(separator);
        }
        self.starts.push((self.text.len(), start));
        self.text.push_str(text);
    }

    /// Returns the range in the page of a range of the text.
    pub(crate) fn in_page(&self, range: Range<usize>) -> Range<usize> {
        let offset = |offset: usize| {
            let after = self.starts.partition_point(|&(start, _)| start <= offset);
            let (start, in_page) = after.checked_sub(1).and_then(|index| self.starts.get(index)).copied()?;
            Some(in_page + (offset - start))
        };
        let start = offset(range.start).unwrap_or_default();
        start..offset(range.end).unwrap_or(start).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::{Joined, Line, lines, with_line_feeds};

    #[test]
    fn every_kind_of_line_end() {
        let page = with_line_feeds("one\r\ntwo\rthree\n four \u{C}five");
        assert_eq!(page, "one\r\ntwo\nthree\n four \u{C}five");
        let texts: Vec<&str> = lines(&page).map(|line| line.text).collect();
        assert_eq!(texts, ["one", "two", "three", "four", "five"]);
        assert!(lines(&page).all(|line| &page[line.range()] == line.text));
    }

    #[test]
    fn a_joined_text_knows_its_places() {
        let page = "  A Title\n\n   That Goes On";
        let all: Vec<Line<'_>> = lines(page).collect();
        let joined = Joined::of(&all);
        assert_eq!(joined.text, "A Title That Goes On");
        let goes = joined.text.find("Goes").unwrap();
        assert_eq!(&page[joined.in_page(goes..goes + 4)], "Goes");
        assert_eq!(Joined::of(&[]).in_page(0..3), 0..0);
    }
}
