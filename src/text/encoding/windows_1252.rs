//! The characters of Windows-1252, one by one.

use super::kinds::Encoding;

/// Returns the character of a byte; `None` for the five bytes without one.
pub(crate) fn character(byte: u8) -> Option<char> {
    let text = Encoding::WINDOWS_1252.decode(&[byte]);
    text.chars().next().filter(|&character| character != char::REPLACEMENT_CHARACTER)
}

/// Returns the byte of a character.
pub(crate) fn byte(character: char) -> Option<u8> {
    match character {
        '\0'..='\x7F' | '\u{A0}'..='\u{FF}' => u8::try_from(u32::from(character)).ok(),
        _ => Encoding::WINDOWS_1252.encode(character.encode_utf8(&mut [0; 4]))?.first().copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::{byte, character};

    #[test]
    fn bytes_and_characters_are_inverse() {
        for number in 0..=255 {
            assert_eq!(character(number).and_then(byte), character(number).map(|_| number));
        }
        assert_eq!((character(0x93), character(0x81), byte('“'), byte('水')), (Some('“'), None, Some(0x93), None));
    }
}
