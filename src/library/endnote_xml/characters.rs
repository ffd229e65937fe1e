//! Visible symbols for characters that XML cannot contain.

/// Precedes a character that would otherwise be read as such a symbol.
const ESCAPE: char = '\u{241B}';

/// Replaces the characters that XML cannot contain (XML 1.0, production 2) by symbols.
pub(super) fn pictured(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // Its symbol is the escape character for others.
            '\u{1B}' => result.extend([ESCAPE, 'C']),
            '\0'..='\u{8}' | '\u{B}'..='\u{1F}' => {
                result.extend(char::from_u32(0x2400 + u32::from(character)));
            }
            '\u{2400}'..='\u{241F}' => result.extend([ESCAPE, character]),
            '\u{FFFE}' => result.extend([ESCAPE, 'E']),
            '\u{FFFF}' => result.extend([ESCAPE, 'F']),
            _ => result.push(character),
        }
    }
    result
}

/// Restores the text that [`pictured`] was given.
pub(super) fn unpictured(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            ESCAPE => result.extend(characters.next().map(|escaped| match escaped {
                'C' => '\u{1B}',
                'E' => '\u{FFFE}',
                'F' => '\u{FFFF}',
                other => other,
            })),
            '\u{2400}'..='\u{241F}' => result.extend(char::from_u32(u32::from(character) - 0x2400)),
            _ => result.push(character),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{pictured, unpictured};

    #[test]
    fn control_characters_are_shown() {
        assert_eq!(pictured("a\0b\u{7}\n␀"), "a␀b␇\n␛␀");
    }

    proptest! {
        #[test]
        fn pictures_are_read_back(text in any::<String>(), controls in "[\0-\u{1F}␀-␟\u{FFFE}\u{FFFF}]{0,10}") {
            for text in [text, controls] {
                let shown = pictured(&text);
                let is_in_xml = shown.chars().all(|character| character >= ' ' || matches!(character, '\t' | '\n'));
                prop_assert!(is_in_xml);
                prop_assert_eq!(unpictured(&shown), text);
            }
        }
    }
}
