//! The script of a name, which decides about the order of its parts.

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

/// Returns whether a character is of an East Asian script.
pub(in crate::csl) const fn is_east_asian_letter(character: char) -> bool {
    matches!(character,
            '\u{1100}'..='\u{11ff}' // Hangul Jamo
            | '\u{2e80}'..='\u{2fdf}' // radicals
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}' // Hiragana, Katakana
            | '\u{3100}'..='\u{312f}' // Bopomofo
            | '\u{3130}'..='\u{318f}'
            | '\u{31a0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' // Han
            | '\u{4e00}'..='\u{9fff}'
            | '\u{a960}'..='\u{a97f}'
            | '\u{ac00}'..='\u{d7ff}' // Hangul
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3134f}')
}
