//! Where records stand in what was read.

use std::ops::Range;
use std::sync::Arc;

use super::linter::LintSource;
use crate::diag::{Place, Source};
use crate::model::{Passage, Record, SourceFile};

/// How much of an entry is looked at for the words of a finding.
const MOST: usize = 64 * 1024;

/// Tells the lines of records that come in the order of their files: the lines of a file are counted once.
#[derive(Debug, Default)]
pub(super) struct Places {
    counted: Option<Counted>,
}

#[derive(Debug)]
struct Counted {
    file: Arc<SourceFile>,
    offset: usize,
    line: u32,
}

impl Places {
    /// The line a record starts at.
    pub(super) fn line(&mut self, record: &Record, source: &LintSource<'_>) -> Option<u32> {
        let origin = record.origin.as_ref()?;
        match &origin.passage {
            Some(passage) => Some(self.line_of(passage)),
            // The origin may be that of another file, of which this one was made.
            None => origin.line.filter(|_| origin.format == source.format),
        }
    }

    /// The place of words in a record, or of its beginning where they are not found.
    pub(super) fn place(&mut self, record: &Record, source: &LintSource<'_>, words: Option<&str>) -> Place {
        let line = self.line(record, source);
        let passage = record.origin.as_ref().and_then(|origin| origin.passage.as_ref());
        let (Some(line), Some(passage)) = (line, passage) else {
            return place(source.name, line);
        };
        let text = &passage.file.text;
        let line_start = text[..passage.start].rfind('\n').map_or(0, |end| end + 1);
        let entry = entry(&text[passage.start..]);
        let range = found(entry, words);
        let end = line_start + (passage.start - line_start) + entry.len();
        let end = text[end..].find('\n').map_or(text.len(), |length| end + length);
        let shift = passage.start - line_start;
        let part = Source::new(source.name, &text[line_start..end]);
        let mut place = part.place(range.start + shift..range.end + shift);
        place.line = place.line.saturating_add(line - 1);
        place
    }

    fn line_of(&mut self, passage: &Passage) -> u32 {
        let text = passage.file.text.as_bytes();
        let before = match &self.counted {
            Some(counted) if Arc::ptr_eq(&counted.file, &passage.file) && counted.offset <= passage.start => {
                (counted.offset, counted.line)
            }
            _ => (0, 1),
        };
        let breaks = memchr::memchr_iter(b'\n', &text[before.0..passage.start]).count();
        let line = before.1.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.counted = Some(Counted { file: Arc::clone(&passage.file), offset: passage.start, line });
        line
    }
}

/// The beginning of a line, or a file of which no line is known.
pub(super) fn place(file: &str, line: Option<u32>) -> Place {
    Place { file: file.to_owned(), line: line.unwrap_or(0), column: 1, length: 0, snippet: None }
}

/// The entry of a .bib file that a text starts with: up to the brace that closes it.
fn entry(text: &str) -> &str {
    let (mut depth, mut end) = (0_usize, text.len().min(MOST));
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
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Where words stand in an entry, or its type and key.
fn found(entry: &str, words: Option<&str>) -> Range<usize> {
    let words = words.filter(|words| !words.is_empty());
    if let Some((start, words)) = words.and_then(|words| Some((entry.find(words)?, words))) {
        return start..start + words.len();
    }
    0..entry.find([',', '\n']).unwrap_or(entry.len())
}
