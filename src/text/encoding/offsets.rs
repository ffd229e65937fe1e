//! Maps the characters of a text to positions in its bytes.

use std::collections::VecDeque;

use encoding_rs::DecoderResult;

use super::kinds::{ByteOrder, Encoding, Kind};

/// The length of the replacement for invalid bytes.
const REPLACED: usize = char::REPLACEMENT_CHARACTER.len_utf8();

/// The length of a part of a text in the decoded text, and in the bytes.
type Piece = (usize, usize);

impl Encoding {
    /// Maps offsets of the decoded text, which must ascend, to offsets in the bytes. The byte order mark, which is not
    /// in the text, comes before offset 0, and NUL is U+FFFD in the text.
    pub(crate) fn offsets(self, bytes: &[u8], in_text: &[usize]) -> Vec<usize> {
        let mut pieces = self.pieces(bytes);
        let (mut text, mut raw) = (0, 0);
        let mut offset_of = |offset: usize| {
            while text < offset {
                let Some((text_length, raw_length)) = pieces.next() else { break };
                text += text_length;
                raw += raw_length;
            }
            raw
        };
        in_text.iter().map(|&offset| offset_of(offset)).collect()
    }

    /// The pieces of a text, character by character.
    fn pieces(self, bytes: &[u8]) -> Box<dyn Iterator<Item = Piece> + '_> {
        match self.0 {
            Kind::Utf8 => {
                let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
                let mark = (bytes.len() > text.len()).then_some((0, bytes.len() - text.len()));
                let characters = text.utf8_chunks().flat_map(|chunk| {
                    let valid =
                        chunk.valid().chars().map(|character| (length_in_text(character), character.len_utf8()));
                    let invalid = chunk.invalid().len();
                    valid.chain((invalid > 0).then_some((REPLACED, invalid)))
                });
                Box::new(mark.into_iter().chain(characters))
            }
            Kind::Utf16(ByteOrder::BigEndian) => Box::new(Stepwise::new(encoding_rs::UTF_16BE, bytes)),
            Kind::Utf16(ByteOrder::LittleEndian) => Box::new(Stepwise::new(encoding_rs::UTF_16LE, bytes)),
            Kind::Utf32(order) => Box::new(bytes.chunks(4).enumerate().map(move |(index, quad)| {
                let number = <[u8; 4]>::try_from(quad).ok().map(|quad| match order {
                    ByteOrder::BigEndian => u32::from_be_bytes(quad),
                    ByteOrder::LittleEndian => u32::from_le_bytes(quad),
                });
                let in_text = match number.and_then(char::from_u32) {
                    Some('\u{FEFF}') if index == 0 => 0,
                    None => REPLACED,
                    Some(character) => length_in_text(character),
                };
                (in_text, quad.len())
            })),
            Kind::Legacy(encoding, _) => Box::new(Stepwise::new(encoding, bytes)),
        }
    }
}

fn length_in_text(character: char) -> usize {
    match character {
        '\0' => REPLACED,
        character => character.len_utf8(),
    }
}

/// The pieces of a text that is decoded byte by byte.
struct Stepwise<'a> {
    bytes: &'a [u8],
    /// The next byte to decode.
    next: usize,
    /// The end of the bytes that are in pieces already.
    start: usize,
    decoder: encoding_rs::Decoder,
    is_single_byte: bool,
    is_utf_16: bool,
    /// Finished pieces. The last one may still grow.
    ready: VecDeque<Piece>,
    has_ended: bool,
}

impl<'a> Stepwise<'a> {
    fn new(encoding: &'static encoding_rs::Encoding, bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            next: 0,
            start: 0,
            decoder: encoding.new_decoder_without_bom_handling(),
            is_single_byte: encoding.is_single_byte(),
            is_utf_16: [encoding_rs::UTF_16BE, encoding_rs::UTF_16LE].contains(&encoding),
            ready: VecDeque::new(),
            has_ended: false,
        }
    }

    fn step(&mut self) {
        let is_last = self.next == self.bytes.len();
        let byte = self.bytes.get(self.next..self.next + 1).unwrap_or_default();
        let mut text = [0; 16];
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(byte, &mut text, is_last);
        self.next += read;
        let decoded = std::str::from_utf8(&text[..written]).unwrap_or_default();
        if !decoded.is_empty() {
            let length = |character| match character {
                '\u{80}'..='\u{9F}' if self.is_single_byte => REPLACED,
                '\u{FEFF}' if self.start == 0 && self.is_utf_16 => 0,
                character => length_in_text(character),
            };
            self.ready.push_back((decoded.chars().map(length).sum(), self.next - self.start));
            self.start = self.next;
        }
        match result {
            DecoderResult::Malformed(_, after) => {
                let end = self.next.saturating_sub(usize::from(after)).max(self.start);
                self.ready.push_back((REPLACED, end - self.start));
                self.start = end;
            }
            DecoderResult::InputEmpty if is_last => {
                self.has_ended = true;
                self.extend_last();
            }
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
        // An escape back to ASCII belongs to the text before it, so that a text split after it continues in ASCII.
        if matches!(&self.bytes[self.start..self.next], b"\x1B(B" | b"\x1B(J") {
            self.extend_last();
        }
    }

    fn extend_last(&mut self) {
        if let Some((_, length)) = self.ready.back_mut() {
            *length += self.next - self.start;
            self.start = self.next;
        }
    }
}

impl Iterator for Stepwise<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        while self.ready.len() < 2 && !self.has_ended {
            self.step();
        }
        self.ready.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::text::Encoding;

    #[test]
    fn offsets_lead_to_the_bytes_of_a_text() {
        let offsets =
            |name: &str, bytes: &[u8], in_text: &[usize]| Encoding::named(name).unwrap().offsets(bytes, in_text);
        let parts = ["", "a", "é", "\u{FFFD}", "b"];
        let in_text: Vec<usize> = (0..parts.len()).map(|count| parts[..=count].concat().len()).collect();
        assert_eq!(offsets("utf-8", b"\xEF\xBB\xBFa\xC3\xA9\xFFb", &in_text), [0, 4, 6, 7, 8]);
        assert_eq!(offsets("utf-8", b"a\xC3\xA9\0b", &in_text), [0, 1, 3, 4, 5]);
        assert_eq!(offsets("windows-1252", b"a\xE9\x81b", &in_text), [0, 1, 2, 3, 4]);
        assert_eq!(offsets("windows-1252", b"a\xE9\0b", &in_text), [0, 1, 2, 3, 4]);
        assert_eq!(offsets("utf-16be", b"\xFE\xFF\0a\0\xE9\xD8\0\0b", &in_text), [0, 4, 6, 8, 10]);
        assert_eq!(offsets("utf-16le", b"a\0x", &[0, 1, 4, 9]), [0, 2, 3, 3]);
        assert_eq!(
            offsets("utf-32be", b"\0\0\xFE\xFF\0\0\0a\0\0\0\xE9\0\0\xD8\0\0\0\0b", &in_text),
            [0, 8, 12, 16, 20]
        );
        assert_eq!(offsets("gbk", b"a\xCB\xAE\x81 ", &[0, 1, 4, 7, 8]), [0, 1, 3, 4, 5]);
        assert_eq!(offsets("iso-2022-jp", b"{\x1B$B\x3F\x65\x1B(B}", &[0, 1, 4, 5]), [0, 1, 9, 10]);
    }

    /// Texts that several of the encodings can represent.
    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop_oneof!["[ -~]", "[à-ý]", "[а-я]", "[一二三水木]", "[あ-ん]", "[가각]"], 0..12)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn every_offset_is_found(text in text()) {
            for name in Encoding::names() {
                let encoding = Encoding::named(name).unwrap();
                let Some(bytes) = encoding.encode(&text) else { continue };
                prop_assert_eq!(&encoding.decode(&bytes), &text, "{}", name);
                if name == "ISO-2022-JP" {
                    continue;
                }
                let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).chain([text.len()]).collect();
                for (raw, part) in encoding.offsets(&bytes, &starts).windows(2).zip(starts.windows(2)) {
                    let expected = encoding.encode(&text[part[0]..part[1]]);
                    prop_assert_eq!(Some(bytes[raw[0]..raw[1]].to_vec()), expected, "{}", name);
                }
            }
        }

        #[test]
        fn all_bytes_are_in_pieces(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            for name in Encoding::names() {
                let encoding = Encoding::named(name).unwrap();
                let length: usize = encoding.pieces(&bytes).map(|(_, length)| length).sum();
                // An escape back to ASCII at the start belongs to no character.
                let is_whole = length == bytes.len() || name == "ISO-2022-JP";
                prop_assert!(is_whole, "{} {:?}", name, bytes);
                let mark = Encoding::of_mark(&bytes).filter(|(of, _)| *of == encoding).map_or(0, |(_, length)| length);
                let text: usize = encoding.pieces(&bytes).map(|(length, _)| length).sum();
                let expected = encoding.decode(&bytes[mark..]).replace('\0', "\u{FFFD}").len();
                prop_assert_eq!(text, expected, "{} {:?}", name, bytes);
            }
        }
    }
}
