//! A part of a reference, with its characters.

use std::ops::Range;

use crate::text::words::single_spaced;

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// Like [`part`], with the full stop of a name whose words are abbreviated: "IEEE Trans. Affect. Comput."
pub(super) fn name_part(text: &str, range: Range<usize>) -> Option<Part> {
    let mut part = part(text, range)?;
    let is_abbreviated = part.text.contains(". ") && !part.text.ends_with('.');
    if is_abbreviated && text[part.range.end..].starts_with('.') {
        part.text.push('.');
        part.range.end += 1;
    }
    Some(part)
}

/// The text of a range, without punctuation at its ends.
pub(super) fn part(text: &str, range: Range<usize>) -> Option<Part> {
    let raw = text.get(range.clone())?;
    let front = raw.len() - raw.trim_start_matches([' ', ',', '.', ';', ':', '\u{a0}']).len();
    let mut bare = &raw[front..];
    bare = bare.trim_end_matches([' ', ',', ';', ':', '\u{a0}', '。', '．', '，', '/']);
    if let Some(without) = bare.strip_suffix('.')
        && !without.ends_with('.')
    {
        bare = without;
    }
    let bare = bare.trim_end_matches([' ', ',']);
    let range = range.start + front..range.start + front + bare.len();
    (!bare.is_empty()).then(|| Part { text: single_spaced(bare), range })
}
