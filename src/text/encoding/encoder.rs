//! Text to bytes.

use super::kinds::{ByteOrder, Encoding, Kind, Repertoire};

impl Encoding {
    /// Encodes a text; `None` if it contains characters that the encoding lacks.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self.0 {
            Kind::Utf8 => Some(text.as_bytes().to_vec()),
            Kind::Utf16(ByteOrder::BigEndian) => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Kind::Utf16(ByteOrder::LittleEndian) => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Kind::Utf32(order) => Some(
                text.chars()
                    .map(u32::from)
                    .flat_map(|character| match order {
                        ByteOrder::BigEndian => character.to_be_bytes(),
                        ByteOrder::LittleEndian => character.to_le_bytes(),
                    })
                    .collect(),
            ),
            Kind::Legacy(encoding, repertoire) => {
                let mut encoder = encoding.new_encoder();
                let most = encoder.max_buffer_length_from_utf8_without_replacement(text.len())?;
                let mut bytes = Vec::with_capacity(most);
                let (result, _) = encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true);
                let is_whole = result == encoding_rs::EncoderResult::InputEmpty && repertoire.holds(&bytes);
                // Shift_JIS would write the yen sign as a backslash.
                (is_whole && (text.is_ascii() || self.decode(&bytes) == text)).then_some(bytes)
            }
        }
    }

    /// Returns whether a text can be written in this encoding.
    pub fn has(self, text: &str) -> bool {
        match self.0 {
            Kind::Utf8 | Kind::Utf16(_) | Kind::Utf32(_) => true,
            Kind::Legacy(..) => text.is_ascii() || self.encode(text).is_some(),
        }
    }
}

impl Repertoire {
    fn holds(self, bytes: &[u8]) -> bool {
        match self {
            Self::Whole => true,
            Self::Ascii => bytes.is_ascii(),
            Self::Iso(_) => !bytes.iter().any(|byte| matches!(byte, 0x80..=0x9F)),
            Self::Gb2312 => {
                let mut bytes = bytes.iter();
                while let Some(lead) = bytes.find(|byte| !byte.is_ascii()) {
                    let is_pair = matches!(lead, 0xA1..=0xF7) && matches!(bytes.next(), Some(0xA1..=0xFE));
                    if !is_pair {
                        return false;
                    }
                }
                true
            }
        }
    }
}
