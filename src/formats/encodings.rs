//! The encodings that text comes in besides UTF-8, told by their bytes alone.

/// The byte order of UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Utf16 {
    /// The high byte first.
    BigEndian,
    /// The low byte first.
    LittleEndian,
}

/// How many bytes are looked at where there is no byte order mark.
const BEGINNING: usize = 4096;

/// What the bytes 0x80 to 0x9F are in Windows code page 1252, NUL where it has no character; the others are as in Latin-1.
/// <https://encoding.spec.whatwg.org/index-windows-1252.txt>
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Whether a file that starts with these bytes can be text: it holds no NUL bytes, unless it is UTF-16.
pub fn is_text(beginning: &[u8]) -> bool {
    !beginning.contains(&0) || utf_16(beginning).is_some()
}

/// The byte order of a text in UTF-16: by its mark, or because every other byte of most of its characters is NUL, as it
/// is where the text is mainly ASCII.
pub(super) fn utf_16(bytes: &[u8]) -> Option<Utf16> {
    match bytes {
        [0xFE, 0xFF, ..] => return Some(Utf16::BigEndian),
        [0xFF, 0xFE, ..] => return Some(Utf16::LittleEndian),
        _ => {}
    }
    let pairs = bytes.get(..BEGINNING).unwrap_or(bytes).chunks_exact(2);
    let (mut count, mut high, mut low) = (0, 0, 0);
    for pair in pairs {
        count += 1;
        high += usize::from(pair[0] == 0);
        low += usize::from(pair[1] == 0);
    }
    match (high * 4 >= count * 3, low * 4 >= count * 3) {
        (true, false) if low == 0 => Some(Utf16::BigEndian),
        (false, true) if high == 0 => Some(Utf16::LittleEndian),
        _ => None,
    }
}

/// The text of bytes in UTF-16, without its mark; what is no character is U+FFFD.
pub(super) fn from_utf_16(bytes: &[u8], order: Utf16) -> String {
    let units = bytes.chunks(2).map(|pair| match (pair, order) {
        (&[high, low], Utf16::BigEndian) | (&[low, high], Utf16::LittleEndian) => u16::from_be_bytes([high, low]),
        // Half a character at the end: a surrogate alone is none.
        _ => 0xD800,
    });
    let text: String =
        char::decode_utf16(units).map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)
}

/// The text of bytes that are no UTF-8 at all, read as Windows-1252, of which Latin-1's characters are a part; `None`
/// when a part of them is UTF-8 beyond ASCII or has no character there.
pub(super) fn from_windows_1252(bytes: &[u8]) -> Option<String> {
    let has_utf_8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let character = |byte: u8| match byte {
        0x80..=0x9F => Some(WINDOWS_1252[usize::from(byte - 0x80)]).filter(|&character| character != '\0'),
        byte => Some(char::from(byte)),
    };
    if has_utf_8 { None } else { bytes.iter().map(|&byte| character(byte)).collect() }
}

#[cfg(test)]
mod tests {
    use super::{Utf16, from_utf_16, from_windows_1252, is_text, utf_16};

    fn encoded(text: &str, order: Utf16) -> Vec<u8> {
        let bytes = |unit: u16| match order {
            Utf16::BigEndian => unit.to_be_bytes(),
            Utf16::LittleEndian => unit.to_le_bytes(),
        };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf_16_is_told_with_and_without_its_mark() {
        for order in [Utf16::BigEndian, Utf16::LittleEndian] {
            for text in ["\u{FEFF}@misc{a, title = {Ünï 𝒞}}", "@misc{a, title = {Ünï 𝒞}}", "\u{FEFF}中"] {
                let bytes = encoded(text, order);
                assert_eq!(utf_16(&bytes), Some(order), "{text}");
                assert!(is_text(&bytes));
                assert_eq!(from_utf_16(&bytes, order), text.trim_start_matches('\u{FEFF}'));
            }
        }
    }

    #[test]
    fn other_bytes_are_no_utf_16() {
        for bytes in
            [b"@misc{a}".as_slice(), b"", b"a", b"\0\0\0\0", b"PNG\0\0\0\x01\0IHDR", b"one\0two, three and four"]
        {
            assert_eq!(utf_16(bytes), None, "{bytes:?}");
        }
        assert!(!is_text(b"PNG\0\0\0\x01\0IHDR"));
    }

    #[test]
    fn half_a_character_is_replaced() {
        assert_eq!(from_utf_16(b"\xFF\xFEa\0b", Utf16::LittleEndian), "a\u{FFFD}");
        assert_eq!(from_utf_16(b"\x00a\xD8\x00", Utf16::BigEndian), "a\u{FFFD}");
    }

    #[test]
    fn windows_1252_is_what_is_no_utf_8_at_all() {
        assert_eq!(from_windows_1252(b"caf\xE9 \x93x\x94").as_deref(), Some("café “x”"));
        assert_eq!(from_windows_1252("café \u{e9}".as_bytes()), None);
        assert_eq!(from_windows_1252(b"\x81"), None);
    }
}
