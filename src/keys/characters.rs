//! Which characters citation keys may contain, and how other text is turned into such characters.

use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::choice::choices;
use crate::text::unicode::{Unreadable, is_noncharacter, to_ascii};

choices! {
    /// How letters outside ASCII are written in keys.
    pub enum KeyFolding {
        /// As ASCII without accents: `Müller` becomes `Muller`, `Чебышёв` `Chebyshev`. Letters without a reading are
        /// left out.
        #[default]
        Ascii = "ascii" ("Without accents: ü becomes u"),
        /// Like [`Self::Ascii`], with German umlauts in two letters: `Müller` becomes `Mueller`.
        German = "german" ("Without accents, German umlauts as two letters: ü becomes ue"),
        /// Unchanged: biber and current LaTeX accept them, classic BibTeX does not.
        Unicode = "unicode" ("Unchanged, for biber and current LaTeX"),
    }
}

impl KeyFolding {
    /// Returns the folding of a name as used in patterns: `ascii`, `german`, `unicode`.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "ascii" | "minimal" => Some(Self::Ascii),
            "german" | "de" => Some(Self::German),
            "unicode" | "none" => Some(Self::Unicode),
            _ => None,
        }
    }

    /// Writes the text with the letters that this folding allows.
    pub(super) fn fold(self, text: &str) -> String {
        if text.is_ascii() {
            return text.to_owned();
        }
        match self {
            Self::Ascii => to_ascii(text, Unreadable::Drop),
            Self::German => to_ascii(&with_german_umlauts(text), Unreadable::Drop),
            Self::Unicode => text.nfc().collect(),
        }
    }
}

/// Returns whether a text can be a citation key in every tool: no white space, no control characters, no invisible
/// characters, and none of `@ { } ( ) , " ' # % ~ = \ $ ^`, which have a meaning for BibTeX's parser or TeX.
/// `&` has none in the argument of `\cite`, and ADS gives such keys: `2020A&A...641A...6P`.
///
/// The grammar of keys is that of <https://metacpan.org/dist/Text-BibTeX/view/btparse/doc/bt_language.pod>, without the
/// characters that break `\cite`, and with letters and digits of all of Unicode, which biber and current LaTeX accept.
pub fn is_valid_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(is_valid_in_key)
}

pub(super) fn is_valid_in_key(character: char) -> bool {
    const FORBIDDEN: &str = "@{}(),\"'#%~=\\$^";
    let is_seen = !character.is_whitespace() && !character.is_control() && !is_invisible(character);
    is_seen && !FORBIDDEN.contains(character)
}

/// Whether a character is invisible: soft hyphens, joiners, directional marks, noncharacters.
fn is_invisible(character: char) -> bool {
    const INVISIBLE: [RangeInclusive<char>; 7] = [
        '\u{AD}'..='\u{AD}',
        '\u{61C}'..='\u{61C}',
        '\u{200B}'..='\u{200F}',
        '\u{2028}'..='\u{202E}',
        '\u{2060}'..='\u{206F}',
        '\u{FEFF}'..='\u{FEFF}',
        '\u{FFF0}'..='\u{FFFB}',
    ];
    is_noncharacter(character) || INVISIBLE.iter().any(|range| range.contains(&character))
}

/// Removes the characters that cannot be in a key.
pub(super) fn clean_key(text: &str) -> String {
    text.chars().filter(|&character| is_valid_in_key(character)).collect()
}

/// What remains of a value in a key: letters, digits and `- _ + : . /`. Other punctuation is forbidden in keys, or
/// active in a language of babel.
pub(super) fn clean_value(value: &str, folding: KeyFolding) -> String {
    let folded = folding.fold(value);
    folded.chars().filter(|&character| is_word_character(character) || "-_+:./".contains(character)).collect()
}

/// A word without its punctuation: "O’Brien-Smith" becomes "OBrienSmith".
pub(super) fn letters_and_digits(word: &str) -> String {
    word.chars().filter(|&character| is_word_character(character)).collect()
}

fn is_word_character(character: char) -> bool {
    (character.is_alphanumeric() || is_combining_mark(character)) && is_valid_in_key(character)
}

/// The lower-case ASCII letters and digits of a text.
pub(super) fn key_letters(text: &str) -> String {
    let ascii = to_ascii(text, Unreadable::Drop);
    ascii.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_lowercase()).collect()
}

fn with_german_umlauts(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 4);
    for character in text.nfc() {
        match character {
            'ä' => result.push_str("ae"),
            'ö' => result.push_str("oe"),
            'ü' => result.push_str("ue"),
            'Ä' => result.push_str("Ae"),
            'Ö' => result.push_str("Oe"),
            'Ü' => result.push_str("Ue"),
            other => result.push(other),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::{KeyFolding, clean_value};

    #[test]
    fn values_lose_what_cannot_be_in_a_key() {
        for (value, folding, expected) in [
            ("Müller, J. & {x}", KeyFolding::Ascii, "MullerJ.x"),
            ("Mu\u{308}ller Ödön", KeyFolding::German, "MuellerOedoen"),
            ("Müller 王", KeyFolding::Unicode, "Müller王"),
            ("10.1000/a<b>(c)", KeyFolding::Ascii, "10.1000/abc"),
            ("a\u{200B}b\u{AD}c@d;e*f", KeyFolding::Unicode, "abcdef"),
        ] {
            assert_eq!(clean_value(value, folding), expected);
        }
    }

    #[test]
    fn foldings_have_names() {
        assert_eq!(KeyFolding::from_name("German"), Some(KeyFolding::German));
        assert_eq!(KeyFolding::from_name("klingon"), None);
    }
}
