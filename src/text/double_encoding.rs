//! Text in UTF-8 that was read as Windows-1252: “Ã©” for “é”.

use super::encoding::windows_1252;

/// Returns the original text, if it has traces of being read in the wrong encoding and all of them can be decoded.
///
/// Two characters can look like such a trace by chance: “É” before a quotation mark, “Ã” at the end of a Portuguese
/// word in capitals. So at least one trace must be one that no language writes; then the others are decoded, too. If a
/// trace cannot be decoded, the result is `None`, as for text without traces.
pub fn undone(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let (mut result, mut position, mut is_sure) = (String::with_capacity(text.len()), 0, false);
    while let Some(&character) = characters.get(position) {
        match trace(&characters[position..]) {
            Some(Trace { decoded, length, certainty }) => {
                is_sure |= certainty == Certainty::Sure;
                result.push(decoded);
                position += length;
            }
            None => {
                result.push(character);
                position += 1;
            }
        }
    }
    is_sure.then_some(result)
}

/// One character that was read as several.
struct Trace {
    decoded: char,
    length: usize,
    certainty: Certainty,
}

#[derive(PartialEq)]
enum Certainty {
    Sure,
    Possible,
}

/// Finds the trace at the start of these characters.
fn trace(characters: &[char]) -> Option<Trace> {
    let lead = byte(characters[0])?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = characters.get(..length)?.iter().map(|&character| byte(character)).collect();
    let bytes = bytes?;
    let decoded = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    // Quotation marks, dashes and spaces follow letters; signs such as © and ¡ do not occur inside words.
    let is_usual = |&character: &char| "‘’“”«»‹›–—…•·°ºª\u{A0}".contains(character);
    let is_control = decoded.is_control();
    // “Â” and “Ã” are so rare that a sign after them is sure; of three signs in a row, the first two are.
    let is_sure = !is_control && (length > 2 || !is_usual(&characters[1]));
    Some(Trace { decoded, length, certainty: if is_sure { Certainty::Sure } else { Certainty::Possible } })
}

/// The byte that was read as a character. Bytes that Windows-1252 lacks are read as control characters.
fn byte(character: char) -> Option<u8> {
    match character {
        '\u{80}'..='\u{9F}' => u8::try_from(u32::from(character)).ok(),
        character => windows_1252::byte(character),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::undone;
    use crate::text::Encoding;

    #[test]
    fn what_was_read_wrongly_is_read_again() {
        for (garbled, text) in [
            ("BenoÃ®t MÃ¼ller", "Benoît Müller"),
            ("the authorâ€™s â€œviewâ€\u{9d}", "the author’s “view”"),
            ("1990â€“2000", "1990–2000"),
            ("Ð¡Ð¸", "Си"),
        ] {
            assert_eq!(undone(garbled).as_deref(), Some(text), "{garbled}");
        }
    }

    #[test]
    fn what_languages_write_is_left() {
        for text in
            ["Éclairé par « É »", "SÃO PAULO", "ÉTÉ’S", "“MAÇÔ", "Ångström’s Ü–Ä", "naïve café", "Â", "", "À la"]
        {
            assert_eq!(undone(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_that_was_read_wrongly_once_comes_back(text in "[a-zéüßñçøàêîõý’–ščž 0-9]{0,30}") {
            let garbled = Encoding::WINDOWS_1252.decode(text.as_bytes());
            if let Some(undone) = undone(&garbled) {
                prop_assert_eq!(undone.contains('Ã'), false, "{}", garbled);
            }
        }
    }
}
