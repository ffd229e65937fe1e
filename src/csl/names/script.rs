//! The script of a name, which decides about the order of its parts.

pub(in crate::csl) use crate::text::east_asian::is_east_asian_letter;

/// Returns whether a name is in a script whose names are written without spaces, family name first: Han, Kana, Hangul
/// and other East Asian scripts. All other scripts write names like the Latin script.
pub(in crate::csl) fn is_east_asian(text: &str) -> bool {
    text.chars().find(|character| character.is_alphabetic()).is_some_and(is_east_asian_letter)
}

/// Returns whether a text can be italic: not if all its letters are East Asian, whose fonts have no italics.
pub(in crate::csl) fn has_italics(text: &str) -> bool {
    let mut letters = text.chars().filter(|character| character.is_alphanumeric()).peekable();
    letters.peek().is_none() || letters.any(|character| !is_east_asian_letter(character))
}
