//! Titles in quotation marks.

use std::ops::Range;

/// The opening quotation marks, each with its closing marks.
const QUOTES: &[(char, &[char])] = &[
    ('“', &['”', '"']),
    ('"', &['"', '”']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('»', &['«']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('\'', &['\'']),
    ('`', &['\'']),
    ('《', &['》']),
    ('「', &['」']),
    ('”', &['”']),
];

/// Whether a quotation begins a text.
pub(super) fn is_quoted(text: &str) -> bool {
    text.starts_with(is_opening_mark)
}

/// Whether a character is an opening quotation mark.
pub(super) fn is_opening_mark(character: char) -> bool {
    QUOTES.iter().any(|(open, _)| *open == character)
}

/// Finds the end of a quotation at the beginning of a text: the place of the closing mark. Quotations inside it do not end it.
pub(super) fn quotation(text: &str) -> Option<(Range<usize>, usize)> {
    let first = text.chars().next()?;
    let (open, close) = QUOTES.iter().find(|(open, _)| *open == first)?;
    let mut depth = 1;
    let start = first.len_utf8();
    let mut before = ' ';
    for (offset, character) in text.char_indices().skip(1) {
        let end = offset + character.len_utf8();
        let next = text[end..].chars().next().unwrap_or(' ');
        // An apostrophe is not a closing mark.
        let is_apostrophe = matches!(character, '’' | '\'') && next.is_alphanumeric();
        if character == *open && !close.contains(open) && !is_apostrophe {
            depth += 1;
        } else if close.contains(&character) && !is_apostrophe && (*open != '"' || !before.is_whitespace()) {
            depth -= 1;
            // A straight mark before a word is one of a quotation inside the title.
            let is_inner = *open == '"'
                && !before.is_ascii_punctuation()
                && !matches!(next, ',' | '.' | ';' | ':' | ')' | '?' | '!')
                && text[end..].trim_start().starts_with(char::is_alphanumeric)
                && !text[end..].trim_start().starts_with("in ")
                && text[end..].contains('"');
            let ends = matches!(*open, '‘' | '\'' | '`' | '‚')
                && depth == 0
                && !matches!(next, ' ' | ',' | '.' | ';' | ':' | ')' | '?' | '!');
            if ends || is_inner {
                depth += 1;
            }
        }
        if depth == 0 {
            return Some((start..offset, end));
        }
        before = character;
    }
    None
}
