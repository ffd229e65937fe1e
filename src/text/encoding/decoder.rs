//! Decodes bytes to text, piece by piece.

use super::kinds::{ByteOrder, Encoding, Kind};

/// Whether more bytes follow a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    MayCome,
    None,
}

impl Encoding {
    /// Decodes bytes. Invalid sequences become U+FFFD; a byte order mark is kept.
    pub fn decode(self, bytes: &[u8]) -> String {
        let (mut text, mut invalid) = (String::new(), Vec::new());
        Decoder::new(self).decode(bytes, Rest::None, &mut text, &mut invalid);
        text
    }
}

/// Decodes the pieces of a text, which may be split inside characters.
pub(super) struct Decoder {
    state: State,
    /// Whether every character of the encoding is a single byte.
    is_single_byte: bool,
}

enum State {
    /// UTF-8, with the start of an incomplete character.
    Utf8(Vec<u8>),
    /// UTF-32, with the start of an incomplete character.
    Utf32(ByteOrder, Vec<u8>),
    Other(encoding_rs::Decoder),
}

impl Decoder {
    pub(super) fn new(encoding: Encoding) -> Self {
        let state = match encoding.0 {
            Kind::Utf8 => State::Utf8(Vec::new()),
            Kind::Utf16(ByteOrder::BigEndian) => State::Other(encoding_rs::UTF_16BE.new_decoder_without_bom_handling()),
            Kind::Utf16(ByteOrder::LittleEndian) => {
                State::Other(encoding_rs::UTF_16LE.new_decoder_without_bom_handling())
            }
            Kind::Utf32(order) => State::Utf32(order, Vec::new()),
            Kind::Legacy(encoding, _) => State::Other(encoding.new_decoder_without_bom_handling()),
        };
        let is_single_byte = matches!(encoding.0, Kind::Legacy(encoding, _) if encoding.is_single_byte());
        Self { state, is_single_byte }
    }

    /// Returns whether the bytes so far end inside a character of UTF-8.
    pub(super) fn is_within_character(&self) -> bool {
        matches!(&self.state, State::Utf8(begun) if !begun.is_empty())
    }

    /// Appends the text of some bytes. Each invalid sequence becomes U+FFFD, whose offset in the text is added to
    /// `invalid`.
    pub(super) fn decode(&mut self, bytes: &[u8], rest: Rest, text: &mut String, invalid: &mut Vec<usize>) {
        let start = text.len();
        match &mut self.state {
            State::Utf8(begun) => {
                begun.extend_from_slice(bytes);
                let all = std::mem::take(begun);
                let mut chunks = all.utf8_chunks().peekable();
                while let Some(chunk) = chunks.next() {
                    text.push_str(chunk.valid());
                    if chunk.invalid().is_empty() {
                        continue;
                    }
                    let is_begun = std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
                    if is_begun && chunks.peek().is_none() && rest == Rest::MayCome {
                        *begun = chunk.invalid().to_vec();
                    } else {
                        replace(text, invalid);
                    }
                }
            }
            State::Utf32(order, begun) => {
                begun.extend_from_slice(bytes);
                let mut quads = begun.chunks_exact(4);
                for quad in &mut quads {
                    let quad: [u8; 4] = quad.try_into().unwrap_or_default();
                    let number = match order {
                        ByteOrder::BigEndian => u32::from_be_bytes(quad),
                        ByteOrder::LittleEndian => u32::from_le_bytes(quad),
                    };
                    match char::from_u32(number) {
                        Some(character) => text.push(character),
                        None => replace(text, invalid),
                    }
                }
                *begun = quads.remainder().to_vec();
                if rest == Rest::None && !begun.is_empty() {
                    begun.clear();
                    replace(text, invalid);
                }
            }
            State::Other(decoder) => {
                let mut bytes = bytes;
                loop {
                    text.reserve(
                        decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len()),
                    );
                    let (result, read) = decoder.decode_to_string_without_replacement(bytes, text, rest == Rest::None);
                    bytes = &bytes[read..];
                    match result {
                        encoding_rs::DecoderResult::InputEmpty => break,
                        encoding_rs::DecoderResult::OutputFull => {}
                        encoding_rs::DecoderResult::Malformed(..) => replace(text, invalid),
                    }
                }
            }
        }
        if self.is_single_byte {
            replace_controls(text, start, invalid);
        }
    }
}

fn replace(text: &mut String, invalid: &mut Vec<usize>) {
    invalid.push(text.len());
    text.push(char::REPLACEMENT_CHARACTER);
}

/// Replaces the characters U+0080 to U+009F, as which browsers read bytes without a character.
fn replace_controls(text: &mut String, start: usize, invalid: &mut Vec<usize>) {
    let is_control = |character: char| matches!(character, '\u{80}'..='\u{9F}');
    if !text[start..].contains(is_control) {
        return;
    }
    let decoded = text.split_off(start);
    invalid.retain(|&offset| offset < start);
    for character in decoded.chars() {
        if is_control(character) || character == char::REPLACEMENT_CHARACTER {
            replace(text, invalid);
        } else {
            text.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Decoder, Rest};
    use crate::text::Encoding;

    fn decoded<'a>(encoding: Encoding, pieces: impl Iterator<Item = &'a [u8]>) -> (String, Vec<usize>) {
        let (mut text, mut invalid, mut decoder) = (String::new(), Vec::new(), Decoder::new(encoding));
        pieces.for_each(|piece| decoder.decode(piece, Rest::MayCome, &mut text, &mut invalid));
        decoder.decode(b"", Rest::None, &mut text, &mut invalid);
        (text, invalid)
    }

    #[test]
    fn what_is_not_valid_is_replaced_and_told() {
        for (name, bytes, text) in [
            ("utf-8", b"a\xFFb\xE4\xBD".as_slice(), "a\u{FFFD}b\u{FFFD}"),
            ("gbk", b"\xC4\xFF\xCB\xAE\xCB", "\u{FFFD}水\u{FFFD}"),
            ("windows-1252", b"\xE9\x81\x93", "é\u{FFFD}“"),
            ("iso-8859-2", b"\xB1\x85", "ą\u{FFFD}"),
            ("utf-16le", b"a\0\0\xD8b\0c", "a\u{FFFD}b\u{FFFD}"),
            ("utf-32be", b"\0\0\0a\0\0\xD8\0\0", "a\u{FFFD}\u{FFFD}"),
            ("iso-2022-jp", b"\x1B$B\x3F\x65\x1B(B!\x1BX", "水!\u{FFFD}X"),
        ] {
            let (decoded, invalid) = decoded(Encoding::named(name).unwrap(), [bytes].into_iter());
            assert_eq!(decoded, text, "{name}");
            let expected: Vec<usize> = text.match_indices('\u{FFFD}').map(|(offset, _)| offset).collect();
            assert_eq!(invalid, expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn pieces_may_be_cut_anywhere(
            index in 0..40_usize,
            bytes in prop::collection::vec(any::<u8>(), 0..40),
            size in 1..5_usize,
        ) {
            let encodings: Vec<Encoding> = Encoding::names().map(|name| Encoding::named(name).unwrap()).collect();
            let encoding = encodings[index % encodings.len()];
            let whole = decoded(encoding, [bytes.as_slice()].into_iter());
            prop_assert_eq!(decoded(encoding, bytes.chunks(size)), whole);
        }
    }
}
