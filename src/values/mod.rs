//! Normalisation shared by all readers: each file turns one sort of value, as sources write it, into the form that
//! records hold.

pub(crate) mod crossref_types;
pub(crate) mod date_words;
pub(crate) mod dates;

pub(crate) mod identifiers;

pub(crate) mod kinds;
pub(crate) mod languages;
pub(crate) mod markup;

pub(crate) mod names;
pub(crate) mod pages;
pub(crate) mod tex_problems;
pub(crate) mod titles;

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Returns the text with composed accents (Unicode's NFC): some sources write them separately ("e" and U+0301).
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

#[cfg(test)]
mod tests {
    use super::composed;

    #[test]
    fn accents_are_composed() {
        assert_eq!(composed("He\u{301}le\u{300}ne"), "Hélène");
        assert_eq!(composed("Hélène"), "Hélène");
    }
}
