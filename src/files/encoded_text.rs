//! The text of a file in any encoding, to be changed and written in the same encoding.

use crate::diag::Diagnostic;
use crate::error::{Error, Result};
use crate::syntax::decoding::decoded_bytes;
use crate::text::Encoding;

/// The text of a file, and what is needed to write a changed text in the same encoding.
///
/// The encoding is determined as for reading records (see [`text::encoding`](crate::text::encoding)).
///
/// ```
/// use publist::files::EncodedText;
///
/// let file = EncodedText::decode("a.txt", b"\xFF\xFEa\0", None);
/// assert_eq!((file.text.as_str(), file.encoding.name()), ("a", "UTF-16LE"));
/// assert_eq!(file.encode("aé")?, b"\xFF\xFEa\0\xE9\0");
/// # Ok::<(), publist::Error>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct EncodedText {
    /// The text, without a byte order mark. Bytes that are not valid are U+FFFD.
    pub text: String,
    /// The encoding.
    pub encoding: Encoding,
    /// What was found in the bytes: a wrong declaration, an encoding that was guessed, bytes that are not valid.
    pub reports: Vec<Diagnostic>,
    /// The byte order mark.
    mark: Vec<u8>,
    /// Whether the text encoded again is the bytes of the file.
    is_exact: bool,
}

impl EncodedText {
    /// Decodes the bytes of a file, in this encoding or in the one that is detected. The name is that in reports.
    pub fn decode(name: &str, bytes: &[u8], encoding: Option<Encoding>) -> Self {
        let mut reports = Vec::new();
        let (text, encoding) = decoded_bytes(name, bytes, encoding, &mut reports);
        let mark = Encoding::of_mark(bytes).filter(|(marked, _)| *marked == encoding).map_or(0, |(_, length)| length);
        let mut decoded = Self { text, encoding, reports, mark: bytes[..mark].to_vec(), is_exact: true };
        decoded.is_exact = decoded.encode(&decoded.text).is_ok_and(|encoded| encoded == bytes);
        decoded
    }

    /// Encodes a changed text in the encoding of the file, with its byte order mark if it has one. Parts of the text that
    /// did not change get the same bytes.
    ///
    /// # Errors
    /// Returns an error if the encoding lacks a character of the text, and if the file has bytes that encoding its own
    /// text does not give again: bytes that are not valid, or a second form of a character.
    pub fn encode(&self, text: &str) -> Result<Vec<u8>> {
        let name = self.encoding.name();
        if !self.is_exact {
            return Err(Error::usage(format!("the file has bytes that are not valid {name}, and they would be lost")));
        }
        let Some(encoded) = self.encoding.encode(text) else {
            let lacks = |character: &char| !self.encoding.has(character.encode_utf8(&mut [0; 4]));
            let what = text.chars().find(lacks).map_or_else(String::new, |lacking| format!(": “{lacking}”"));
            return Err(Error::usage(format!("the text has a character that {name} lacks{what}")));
        };
        Ok([self.mark.as_slice(), &encoded].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::EncodedText;
    use crate::diag::Code;
    use crate::text::Encoding;

    #[test]
    fn text_that_did_not_change_has_the_same_bytes() {
        let declared = b"% Encoding: ISO-8859-1\ncaf\xE9".as_slice();
        let files = [b"".as_slice(), b"a", b"\xEF\xBB\xBFa\xC3\xA9", b"\xFE\xFF\0a", b"\0a\0b\0\n", b"a\0", declared];
        for bytes in files {
            let file = EncodedText::decode("a.txt", bytes, None);
            assert_eq!(file.encode(&file.text).unwrap(), bytes, "{file:?}");
        }
        let file = EncodedText::decode("a.txt", b"\xF7", Some(Encoding::named("koi8-r").unwrap()));
        assert_eq!((file.text.as_str(), file.encode("В").unwrap()), ("В", b"\xF7".to_vec()));
    }

    #[test]
    fn nothing_is_written_that_would_lose_something() {
        let file = EncodedText::decode("a.txt", b"% Encoding: ISO-8859-1\n\xE9", None);
        assert_eq!(file.encode("é水").unwrap_err().to_string(), "the text has a character that ISO-8859-1 lacks: “水”");
        let file = EncodedText::decode("a.txt", b"\xEF\xBB\xBFa\xFF", None);
        assert_eq!(file.reports[0].code, Code::InvalidUtf8);
        assert!(file.encode(&file.text).is_err());
    }
}
