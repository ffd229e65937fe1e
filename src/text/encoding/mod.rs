//! The encodings of text files: their names, how the encoding of a file is determined, and decoding and encoding.
//!
//! The encodings are those of the [WHATWG Encoding Standard](https://encoding.spec.whatwg.org/), and UTF-16 and UTF-32.
//!
//! # How the encoding of a file is determined
//!
//! The first of these that applies is used:
//!
//! 1. a byte order mark;
//! 2. the encoding that the user gives;
//! 3. zeros in every other byte, as in UTF-16 that is mainly ASCII;
//! 4. the encoding that the file declares (see below), unless its bytes are clearly UTF-8;
//! 5. UTF-8, if the bytes are valid, or if most of the bytes that are not ASCII are;
//! 6. a guess from all that is not ASCII, up to a megabyte. JSON is UTF-8 (RFC 8259, 8.1), and no other encoding is guessed
//!    for it.
//!
//! A report is made if the bytes contradict a declaration, if the encoding was guessed, and if bytes are not valid in
//! it.
//!
//! Browsers and JabRef follow the declaration of a file, even if the result is garbled; biber reads UTF-8 whatever the
//! file declares. Text in an older encoding is hardly ever valid UTF-8 by chance, and files that were converted to
//! UTF-8 without removing the declaration are common, so here the bytes decide. A few characters can be valid in both:
//! then the declaration decides, unless it is of an encoding of Latin letters, in which they would not form words
//! (“Ã©”).
//!
//! # Declarations
//!
//! - XML: `<?xml version="1.0" encoding="windows-1251"?>`;
//! - JabRef, and tools that write the same: `% Encoding: GBK`, also with the names that Java has for encodings;
//! - BibDesk: `%% Saved with string encoding Western (ISO Latin 1)`;
//! - Emacs, Vim and editors for TeX: `-*- coding: latin-1 -*-`, `vim: fileencoding=cp1251`, `!TeX encoding = ISO-8859-15`, in
//!   a comment that starts with `%` or `#`.
//!
//! Declarations are looked for in the first 4096 bytes, before the first line that starts with `@`.

mod declaration;
mod decoder;
mod judge;
mod names;
mod offsets;
mod position;
mod stream;
pub(crate) mod windows_1252;

use decoder::Decoder;

pub(crate) use declaration::Declaration;
pub use names::UnknownEncoding;
pub use stream::decoded_beginning;
pub(crate) use stream::{Decoded, Finding, Spot};

/// The encoding of a text.
///
/// ```
/// use publist::text::Encoding;
///
/// let encoding = Encoding::named("koi8-r")?;
/// assert_eq!(encoding.encode("Вода").as_deref(), Some(b"\xF7\xCF\xC4\xC1".as_slice()));
/// assert_eq!(encoding.encode("水"), None);
/// assert_eq!(Encoding::named("gkb").unwrap_err().to_string(), "there is no encoding “gkb”; did you mean “GBK”?");
/// # Ok::<(), publist::text::UnknownEncoding>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Encoding(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Utf8,
    Utf16(ByteOrder),
    Utf32(ByteOrder),
    /// One byte for each character, or one to four, with ASCII as a part of it.
    Legacy(&'static encoding_rs::Encoding, Repertoire),
}

/// Which byte of a number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum ByteOrder {
    BigEndian,
    LittleEndian,
}

/// Which part of an encoding of the WHATWG is written: its standard reads some encodings as larger ones, but other
/// programs do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Repertoire {
    /// All of it.
    Whole,
    /// ASCII, read as Windows-1252.
    Ascii,
    /// ISO-8859-1, -9 and -11, read as Windows-1252, -1254 and -874: without the bytes 0x80 to 0x9F.
    Iso(&'static str),
    /// GB 2312, read as GBK: without bytes below 0xA1 in a pair.
    Gb2312,
}

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(Kind::Utf8);
    /// UTF-16 with the high byte first.
    pub const UTF_16BE: Self = Self(Kind::Utf16(ByteOrder::BigEndian));
    /// UTF-16 with the low byte first.
    pub const UTF_16LE: Self = Self(Kind::Utf16(ByteOrder::LittleEndian));
    /// UTF-32 with the high byte first.
    pub const UTF_32BE: Self = Self(Kind::Utf32(ByteOrder::BigEndian));
    /// UTF-32 with the low byte first.
    pub const UTF_32LE: Self = Self(Kind::Utf32(ByteOrder::LittleEndian));
    /// Windows-1252, of which the characters of Latin-1 are a part.
    pub const WINDOWS_1252: Self = Self(Kind::Legacy(encoding_rs::WINDOWS_1252, Repertoire::Whole));

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

    /// Decodes bytes. Invalid sequences become U+FFFD; a byte order mark is kept.
    pub fn decode(self, bytes: &[u8]) -> String {
        let (mut text, mut invalid) = (String::new(), Vec::new());
        Decoder::new(self).decode(bytes, decoder::Rest::None, &mut text, &mut invalid);
        text
    }

    /// Returns whether a text can be written in this encoding.
    pub fn has(self, text: &str) -> bool {
        match self.0 {
            Kind::Utf8 | Kind::Utf16(_) | Kind::Utf32(_) => true,
            Kind::Legacy(..) => text.is_ascii() || self.encode(text).is_some(),
        }
    }

    /// Returns whether this is an encoding of Unicode, which lacks no character.
    pub const fn is_unicode(self) -> bool {
        !matches!(self.0, Kind::Legacy(..))
    }

    /// Returns whether a character takes at least two or four bytes, so that ASCII is not a part of the encoding.
    pub(crate) const fn is_wide(self) -> bool {
        matches!(self.0, Kind::Utf16(_) | Kind::Utf32(_))
    }

    /// Whether two encodings differ at most in the byte order.
    const fn is_of_family(self, other: Self) -> bool {
        matches!((self.0, other.0), (Kind::Utf16(_), Kind::Utf16(_)) | (Kind::Utf32(_), Kind::Utf32(_)))
    }

    /// Returns the encoding of a byte order mark, and the length of the mark.
    pub(crate) fn of_mark(bytes: &[u8]) -> Option<(Self, usize)> {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Some((Self::UTF_8, 3)),
            [0, 0, 0xFE, 0xFF, ..] => Some((Self::UTF_32BE, 4)),
            [0xFF, 0xFE, 0, 0, ..] => Some((Self::UTF_32LE, 4)),
            [0xFE, 0xFF, ..] => Some((Self::UTF_16BE, 2)),
            [0xFF, 0xFE, ..] => Some((Self::UTF_16LE, 2)),
            _ => None,
        }
    }

    /// Detects UTF-16 without a mark: every other byte of most of its characters is NUL, which is so in mainly ASCII
    /// text.
    fn of_zeros(beginning: &[u8]) -> Option<Self> {
        let (mut count, mut high, mut low) = (0, 0, 0);
        for pair in beginning.chunks_exact(2) {
            count += 1;
            high += usize::from(pair[0] == 0);
            low += usize::from(pair[1] == 0);
        }
        match (high * 4 >= count * 3, low * 4 >= count * 3) {
            (true, false) if low * 8 <= high => Some(Self::UTF_16BE),
            (false, true) if high * 8 <= low => Some(Self::UTF_16LE),
            _ => None,
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

#[cfg(test)]
mod tests;
