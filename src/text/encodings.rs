//! The encodings of text other than UTF-8, detected by the bytes alone.

/// The byte order of UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Utf16 {
    /// The high byte first.
    BigEndian,
    /// The low byte first.
    LittleEndian,
}

/// The encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8; invalid sequences and NUL bytes are each U+FFFD in the text.
    Utf8,
    /// UTF-16 in that byte order; invalid units and NUL characters are U+FFFD.
    Utf16(Utf16),
    /// Windows-1252.
    Windows1252,
}

impl Encoding {
    /// Encodes a text; `None` if it contains characters that the encoding lacks.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 => Some(text.as_bytes().to_vec()),
            Self::Utf16(Utf16::BigEndian) => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Utf16(Utf16::LittleEndian) => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Windows1252 => text.chars().map(to_windows_1252).collect(),
        }
    }

    /// Maps offsets of the decoded text, which must ascend, to offsets in the bytes. The byte order mark comes after
    /// offset 0.
    pub fn offsets(self, bytes: &[u8], in_text: &[usize]) -> Vec<usize> {
        let mut parts = self.parts(bytes);
        let (mut text, mut raw) = (0, 0);
        let mut offset_of = |offset: usize| {
            while text < offset {
                let Some((text_length, raw_length)) = parts.next() else { break };
                text += text_length;
                raw += raw_length;
            }
            raw
        };
        in_text.iter().map(|&offset| offset_of(offset)).collect()
    }

    /// The length of each character in the decoded text and in the bytes. The byte order mark has no length in the
    /// text.
    fn parts(self, bytes: &[u8]) -> Box<dyn Iterator<Item = (usize, usize)> + '_> {
        const REPLACED: usize = char::REPLACEMENT_CHARACTER.len_utf8();
        match self {
            Self::Utf8 => {
                let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
                let mark = (bytes.len() > text.len()).then_some((0, bytes.len() - text.len()));
                let characters = text.utf8_chunks().flat_map(|chunk| {
                    let valid = chunk.valid().chars().map(|character| match character {
                        '\0' => (REPLACED, 1),
                        _ => (character.len_utf8(), character.len_utf8()),
                    });
                    let invalid = chunk.invalid().len();
                    valid.chain((invalid > 0).then_some((REPLACED, invalid)))
                });
                Box::new(mark.into_iter().chain(characters))
            }
            Self::Utf16(order) => {
                let mut units = units(bytes, order).enumerate().peekable();
                Box::new(std::iter::from_fn(move || {
                    let (index, unit) = units.next()?;
                    let is_pair = matches!(unit, 0xD800..=0xDBFF)
                        && units.next_if(|(_, next)| matches!(next, 0xDC00..=0xDFFF)).is_some();
                    let in_text = match char::from_u32(u32::from(unit)) {
                        _ if is_pair => 4,
                        Some('\u{FEFF}') if index == 0 => 0,
                        None | Some('\0') => REPLACED,
                        Some(character) => character.len_utf8(),
                    };
                    let length = if is_pair { 4 } else { 2 };
                    Some((in_text, length.min(bytes.len() - 2 * index)))
                }))
            }
            Self::Windows1252 => {
                Box::new(bytes.iter().map(|&byte| (windows_1252(byte).map_or(REPLACED, char::len_utf8), 1)))
            }
        }
    }
}

/// The number of bytes examined if there is no byte order mark.
const BEGINNING: usize = 4096;

/// The characters of the bytes 0x80 to 0x9F in Windows code page 1252, NUL if there is none; the others are as in
/// Latin-1. <https://encoding.spec.whatwg.org/index-windows-1252.txt>
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Returns whether a file that starts with these bytes can be text: it contains no NUL bytes, unless it is UTF-16.
pub fn is_text(beginning: &[u8]) -> bool {
    !beginning.contains(&0) || utf_16(beginning).is_some()
}

/// Returns the byte order of a text in UTF-16: from its mark, or because every other byte of most of its characters is
/// NUL, which is so in mainly ASCII text.
pub fn utf_16(bytes: &[u8]) -> Option<Utf16> {
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

/// Decodes UTF-16, without its byte order mark; invalid units become U+FFFD.
pub fn from_utf_16(bytes: &[u8], order: Utf16) -> String {
    let text: String = char::decode_utf16(units(bytes, order))
        .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)
}

/// Decodes bytes that contain no UTF-8 as Windows-1252, which includes the characters of Latin-1; `None` if a part of
/// them is UTF-8 beyond ASCII or has no character there.
pub fn from_windows_1252(bytes: &[u8]) -> Option<String> {
    let has_utf_8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    if has_utf_8 { None } else { bytes.iter().map(|&byte| windows_1252(byte)).collect() }
}

/// Decodes Windows-1252, which includes the characters of Latin-1; bytes without a character become U+FFFD.
pub fn from_windows_1252_lossy(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| windows_1252(byte).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn units(bytes: &[u8], order: Utf16) -> impl Iterator<Item = u16> {
    bytes.chunks(2).map(move |pair| match (pair, order) {
        (&[high, low], Utf16::BigEndian) | (&[low, high], Utf16::LittleEndian) => u16::from_be_bytes([high, low]),
        // Half a character at the end: a single surrogate is not a character.
        _ => 0xD800,
    })
}

fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9F => Some(WINDOWS_1252[usize::from(byte - 0x80)]).filter(|&character| character != '\0'),
        byte => Some(char::from(byte)),
    }
}

/// Returns the byte of a character in Windows-1252.
pub fn to_windows_1252(character: char) -> Option<u8> {
    match character {
        '\0'..='\x7F' | '\u{A0}'..='\u{FF}' => u8::try_from(u32::from(character)).ok(),
        _ => {
            let index = WINDOWS_1252.iter().position(|&other| other == character)?;
            u8::try_from(0x80 + index).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Encoding, Utf16, from_utf_16, from_windows_1252, is_text, utf_16};

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

    #[test]
    fn offsets_lead_to_the_bytes_of_a_text() {
        let parts = ["", "a", "é", "\u{FFFD}", "b"];
        let offsets: Vec<usize> = (0..parts.len()).map(|count| parts[..=count].concat().len()).collect();
        assert_eq!(Encoding::Utf8.offsets(b"\xEF\xBB\xBFa\xC3\xA9\xFFb", &offsets), [0, 4, 6, 7, 8]);
        assert_eq!(Encoding::Utf8.offsets(b"a\xC3\xA9\0b", &offsets), [0, 1, 3, 4, 5]);
        assert_eq!(Encoding::Windows1252.offsets(b"a\xE9", &offsets[..3]), [0, 1, 2]);
        let bytes = b"\xFE\xFF\0a\0\xE9\xD8\0\0b";
        assert_eq!(Encoding::Utf16(Utf16::BigEndian).offsets(bytes, &offsets), [0, 4, 6, 8, 10]);
        assert_eq!(Encoding::Utf16(Utf16::LittleEndian).offsets(b"a\0x", &[0, 1, 4, 9]), [0, 2, 3, 3]);
    }

    proptest! {
        #[test]
        fn every_offset_of_utf_16_is_found(text in "[^\0]{0,20}") {
            for order in [Utf16::BigEndian, Utf16::LittleEndian] {
                let encoding = Encoding::Utf16(order);
                let bytes = encoding.encode(&text).unwrap();
                let text = from_utf_16(&bytes, order);
                let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).chain([text.len()]).collect();
                for (raw, part) in encoding.offsets(&bytes, &starts).windows(2).zip(starts.windows(2)) {
                    prop_assert!(bytes[raw[0]..raw[1]].ends_with(&encoding.encode(&text[part[0]..part[1]]).unwrap()));
                }
            }
        }

        #[test]
        fn windows_1252_is_written_as_it_was_read(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            if let Some(text) = from_windows_1252(&bytes) {
                prop_assert_eq!(Encoding::Windows1252.encode(&text), Some(bytes));
            }
        }
    }
}
