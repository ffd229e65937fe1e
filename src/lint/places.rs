//! The positions of records in the input.

use std::ops::Range;
use std::sync::Arc;

use super::source::LintSource;
use crate::diag::{Place, Source};
use crate::model::{Passage, Record, SourceFile};

/// The length of the part of an entry in which the words of a finding are searched.
const MOST: usize = 64 * 1024;

/// The length of the part of a line that is searched before and after an entry, so that files without line breaks are
/// not searched again and again.
const BESIDE: usize = 1024;

/// Finds the lines of records that arrive in the order of their files: the lines of a file are only counted once.
#[derive(Debug, Default)]
pub(super) struct Places {
    counted: Option<Counted>,
}

#[derive(Debug)]
struct Counted {
    file: Arc<SourceFile>,
    offset: usize,
    line: u32,
    /// The start of the line, and the number of characters in it before the offset.
    line_start: usize,
    characters: u32,
}

impl Places {
    /// Returns the line at which a record starts.
    pub(super) fn line(&mut self, record: &Record, source: &LintSource<'_>) -> Option<u32> {
        if let Some(passage) = &record.passage {
            return Some(self.line_of(passage));
        }
        // The origin may refer to another file, from which this one was made.
        record.origin.as_ref().filter(|origin| origin.format == source.format)?.line
    }

    /// Returns the position of words in a record, or of its start if they are not found.
    pub(super) fn place(&mut self, record: &Record, source: &LintSource<'_>, words: Option<&str>) -> Place {
        let line = self.line(record, source);
        let passage = record.passage.as_ref();
        let (Some(line), Some(passage)) = (line, passage) else {
            return place(source.name, line);
        };
        let text = &passage.file.text;
        let entry = entry(&text[passage.start..]);
        let range = found(entry, words);
        let end = passage.start + entry.len();
        let rest = &text[end..floor_boundary(text, end + BESIDE)];
        let end = end + rest.find('\n').unwrap_or(rest.len());
        let (line_start, characters) =
            self.counted.as_ref().map_or((passage.start, 0), |counted| (counted.line_start, counted.characters));
        // The line from its start, or, if that is far away, from the entry on.
        let (from, before) =
            if passage.start - line_start <= BESIDE { (line_start, 0) } else { (passage.start, characters) };
        let shift = passage.start - from;
        let mut place = Source::new(source.name, &text[from..end]).place(range.start + shift..range.end + shift);
        if place.line == 1 {
            place.column = place.column.saturating_add(before);
            if let Some(snippet) = &mut place.snippet {
                snippet.first_column = snippet.first_column.saturating_add(before);
            }
        }
        place.line = place.line.saturating_add(line - 1);
        place
    }

    fn line_of(&mut self, passage: &Passage) -> u32 {
        let text = &passage.file.text;
        let (offset, line, line_start, characters) = match &self.counted {
            Some(counted) if Arc::ptr_eq(&counted.file, &passage.file) && counted.offset <= passage.start => {
                (counted.offset, counted.line, counted.line_start, counted.characters)
            }
            _ => (0, 1, 0, 0),
        };
        let new = &text[offset..passage.start];
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let line = line.saturating_add(count(memchr::memchr_iter(b'\n', new.as_bytes()).count()));
        let (line_start, characters) = match new.rfind('\n') {
            Some(end) => (offset + end + 1, count(new[end + 1..].chars().count())),
            None => (line_start, characters.saturating_add(count(new.chars().count()))),
        };
        let file = Arc::clone(&passage.file);
        self.counted = Some(Counted { file, offset: passage.start, line, line_start, characters });
        line
    }
}

/// The start of a line, or a file if no line is known.
pub(super) fn place(file: &str, line: Option<u32>) -> Place {
    Place { file: file.to_owned(), line: line.unwrap_or(0), column: 1, length: 0, snippet: None }
}

/// The entry of a .bib file at the start of a text, up to its closing brace.
fn entry(text: &str) -> &str {
    let (mut depth, mut end) = (0_usize, floor_boundary(text, MOST));
    for (offset, byte) in text.bytes().enumerate().take(MOST) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => {
                end = offset + 1;
                break;
            }
            b'}' => depth -= 1,
            _ => {}
        }
    }
    &text[..end]
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The position of words in an entry, or of its type and key.
fn found(entry: &str, words: Option<&str>) -> Range<usize> {
    let words = words.filter(|words| !words.is_empty());
    if let Some((start, words)) = words.and_then(|words| Some((entry.find(words)?, words))) {
        return start..start + words.len();
    }
    0..entry.find([',', '\n']).unwrap_or(entry.len())
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::formats::by_id;
    use crate::lint::LintSource;
    use crate::syntax::Input;

    /// The positions of words in the records of a .bib file: line, column, and the text of the snippet there.
    fn places(text: &str, words: &str) -> Vec<(u32, u32, String)> {
        let (mut places, mut found) = (Places::default(), Vec::new());
        let source = LintSource { name: "a.bib", format: "bibtex" };
        let reader = by_id("bibtex").and_then(|format| format.reader).unwrap();
        let mut take = |record: crate::model::Record| {
            let place = places.place(&record, &source, Some(words));
            let snippet = place.snippet.unwrap();
            let shown = snippet.text.chars().skip((place.column - snippet.first_column) as usize);
            found.push((place.line, place.column, shown.take(place.length as usize).collect()));
        };
        reader.read_in_place(Input::new("a.bib", &mut text.as_bytes()), &mut take, &mut ()).unwrap();
        found
    }

    #[test]
    fn words_are_found_in_their_line_or_else_the_entry() {
        let text = "% ü\n\n@book{a,\n title = {An Ü word}}\n  @book{b, title = {Other}}\n";
        assert_eq!(places(text, "Ü word"), [(4, 14, "Ü word".to_owned()), (5, 3, "@book{b".to_owned())]);
    }

    #[test]
    fn columns_are_right_far_into_a_line() {
        let text = format!("@book{{a, title = {{{}}}}} @book{{b, title = {{An Ü word}}}}", "ü".repeat(5_000));
        let column = text.chars().position(|character| character == 'Ü').unwrap() + 1;
        assert_eq!(places(&text, "Ü word")[1], (1, u32::try_from(column).unwrap(), "Ü word".to_owned()));
    }
}
