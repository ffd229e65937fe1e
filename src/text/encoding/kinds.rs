//! The encodings, and which of them the first bytes of a file indicate.

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
pub struct Encoding(pub(super) Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Utf8,
    Utf16(ByteOrder),
    Utf32(ByteOrder),
    /// One byte for each character, or one to four, with ASCII as a part of it.
    Legacy(&'static encoding_rs::Encoding, Repertoire),
}

/// Which byte of a number comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ByteOrder {
    BigEndian,
    LittleEndian,
}

/// Which part of an encoding of the WHATWG is written: its standard reads some encodings as larger ones, but other
/// programs do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Repertoire {
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

    /// Returns whether this is an encoding of Unicode, which lacks no character.
    pub const fn is_unicode(self) -> bool {
        !matches!(self.0, Kind::Legacy(..))
    }

    /// Returns whether a character takes at least two or four bytes, so that ASCII is not a part of the encoding.
    pub(crate) const fn is_wide(self) -> bool {
        matches!(self.0, Kind::Utf16(_) | Kind::Utf32(_))
    }

    /// Whether two encodings differ at most in the byte order.
    pub(super) const fn is_of_family(self, other: Self) -> bool {
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
    pub(super) fn of_zeros(beginning: &[u8]) -> Option<Self> {
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

impl From<&'static encoding_rs::Encoding> for Encoding {
    fn from(encoding: &'static encoding_rs::Encoding) -> Self {
        match encoding {
            _ if encoding == encoding_rs::UTF_8 => Self::UTF_8,
            _ if encoding == encoding_rs::UTF_16LE => Self::UTF_16LE,
            _ if encoding == encoding_rs::UTF_16BE => Self::UTF_16BE,
            _ => Self(Kind::Legacy(encoding, Repertoire::Whole)),
        }
    }
}
