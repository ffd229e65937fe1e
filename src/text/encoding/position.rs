//! Lines and columns in a text that arrives piece by piece.

/// How many characters of a line are kept for snippets, before and after a position.
const CONTEXT: usize = 60;

/// A position in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The line, from 1.
    pub(crate) line: u32,
    /// The column in characters, from 1.
    pub(crate) column: u32,
    /// The number of characters that are meant.
    pub(crate) length: u32,
    /// A part of the line.
    pub(crate) snippet: String,
    /// The column of the part's first character.
    pub(crate) first_column: u32,
}

/// The position up to which a text was read.
#[derive(Debug)]
pub(super) struct Progress {
    line: u32,
    column: u32,
    /// The last characters of the current line, at most [`CONTEXT`].
    before: String,
}

impl Default for Progress {
    fn default() -> Self {
        Self { line: 1, column: 1, before: String::new() }
    }
}

impl Progress {
    /// Returns the last characters of the current line.
    pub(super) fn before(&self) -> &str {
        &self.before
    }

    /// Moves past a text.
    pub(super) fn advance(&mut self, text: &str) {
        let rest = match memchr::memrchr(b'\n', text.as_bytes()) {
            None => text,
            Some(last) => {
                self.line = self.line.saturating_add(saturating(memchr::memchr_iter(b'\n', text.as_bytes()).count()));
                self.column = 1;
                self.before.clear();
                &text[last + 1..]
            }
        };
        self.column = self.column.saturating_add(saturating(rest.chars().count()));
        let end = rest.char_indices().rev().nth(CONTEXT - 1).map_or(rest, |(start, _)| &rest[start..]);
        let kept = CONTEXT - end.chars().count();
        let from = match kept {
            0 => self.before.len(),
            kept => self.before.char_indices().rev().nth(kept - 1).map_or(0, |(start, _)| start),
        };
        self.before.drain(..from);
        self.before.push_str(end);
    }

    /// Returns the position of some bytes in the following text.
    pub(super) fn spot(&self, text: &str, start: usize, length: usize) -> Spot {
        let line_start = memchr::memrchr(b'\n', &text.as_bytes()[..start]).map(|end| end + 1);
        let lines = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count();
        let (in_line, first, outer) = match line_start {
            Some(line_start) => (&text[line_start..], 1, ""),
            None => (text, self.column, self.before.as_str()),
        };
        let offset = start - line_start.unwrap_or(0);
        let line_end = in_line.find(['\n', '\r']).unwrap_or(in_line.len()).max(offset);
        let (before, after) = in_line[..line_end].split_at(offset);
        let column = first.saturating_add(saturating(before.chars().count()));
        let shown_before: String = {
            let whole: Vec<char> = outer.chars().chain(before.chars()).collect();
            whole[whole.len().saturating_sub(CONTEXT)..].iter().collect()
        };
        let meant = after.get(..length).unwrap_or(after);
        let shown_after: String = after.chars().take(meant.chars().count().saturating_add(CONTEXT)).collect();
        Spot {
            line: self.line.saturating_add(saturating(lines)),
            column,
            length: saturating(meant.chars().count()),
            first_column: column.saturating_sub(saturating(shown_before.chars().count())).max(1),
            snippet: shown_before + &shown_after,
        }
    }
}

fn saturating(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Progress;

    #[test]
    fn places_are_found_across_pieces() {
        let mut progress = Progress::default();
        progress.advance("one\ntwö ");
        let spot = progress.spot("thrée and\nfour", 2, 4);
        assert_eq!((spot.line, spot.column, spot.length), (2, 7, 3));
        assert_eq!((spot.snippet.as_str(), spot.first_column), ("twö thrée and", 1));
        let spot = progress.spot("three\r\nföur", 8, 2);
        assert_eq!((spot.line, spot.column, spot.length, spot.snippet.as_str()), (3, 2, 1, "föur"));
    }

    #[test]
    fn long_lines_are_shown_in_part() {
        let mut progress = Progress::default();
        progress.advance(&"x".repeat(1000));
        let spot = progress.spot(&("!".to_owned() + &"y".repeat(1000)), 0, 1);
        assert_eq!((spot.column, spot.first_column, spot.snippet.len()), (1001, 941, 121));
    }

    proptest! {
        #[test]
        fn pieces_make_no_difference(text in "[a-cé\n]{0,80}", cut in 0..80_usize) {
            let offset = text.char_indices().map(|(start, _)| start).nth(cut).unwrap_or(text.len());
            let (mut whole, mut pieces) = (Progress::default(), Progress::default());
            whole.advance(&text);
            pieces.advance(&text[..offset]);
            pieces.advance(&text[offset..]);
            prop_assert_eq!(whole.spot("!", 0, 1), pieces.spot("!", 0, 1));
        }
    }
}
