//! Reads the bytes of a text format: the decisions that all readers of text share.

use std::any::Any;
use std::io;
use std::sync::{Arc, OnceLock};

use super::Input;
use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::model::SourceFile;
use crate::text::encodings::{Encoding, from_utf_16, from_windows_1252, utf_16};

/// The text of an input, and whether its bytes are text at all.
pub(crate) struct SourceText {
    /// The text, without a byte order mark. Bytes that are not UTF-8, and NUL bytes, are replaced by U+FFFD.
    pub(crate) text: String,
    /// Whether NUL bytes were found. This has been reported, so further problems in such a file need no report.
    pub(crate) is_binary: bool,
    /// How the bytes encode the text.
    encoding: Encoding,
    /// The bytes, where they differ from those of the text.
    bytes: Option<Vec<u8>>,
}

impl SourceText {
    /// Makes a file of that format from the text, its bytes and what the reader parsed.
    pub(crate) fn into_file(self, format: &'static str, parsed: Arc<dyn Any + Send + Sync>) -> SourceFile {
        let Self { text, is_binary: _, encoding, bytes } = self;
        SourceFile { format, text, encoding, bytes, parsed, starts: OnceLock::new() }
    }
}

/// Reads a whole input and reports problems with its bytes: empty input, NUL bytes, invalid UTF-8. UTF-16 and
/// Windows-1252 are decoded.
///
/// # Errors
/// Returns any I/O error from the input.
pub(crate) fn read_text(input: Input<'_>, diag: &mut dyn Sink) -> io::Result<SourceText> {
    let Input { name, bytes: reader } = input;
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let (text, encoding) = match utf_16(&bytes) {
        Some(order) => (from_utf_16(&bytes, order), Encoding::Utf16(order)),
        None => match String::from_utf8(bytes) {
            Ok(text) if !text.starts_with('\u{FEFF}') => return Ok(checked(text, Encoding::Utf8, None, diag)),
            Ok(text) => {
                bytes = text.into_bytes();
                (String::from_utf8_lossy(without_mark(&bytes)).into_owned(), Encoding::Utf8)
            }
            Err(error) => {
                bytes = error.into_bytes();
                from_other(name, without_mark(&bytes), diag)
            }
        },
    };
    Ok(checked(text, encoding, Some(bytes), diag))
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Reports a text that is empty or binary.
fn checked(mut text: String, encoding: Encoding, mut bytes: Option<Vec<u8>>, diag: &mut dyn Sink) -> SourceText {
    let first_nul = memchr::memchr(0, text.as_bytes());
    if let Some(first) = first_nul {
        let message = format!("the input is not text: it holds a NUL byte (the first is byte {})", first + 1);
        diag.report(Diagnostic::new(Code::BinaryInput, message));
        let replaced = text.replace('\0', "\u{FFFD}");
        bytes.get_or_insert(text.into_bytes());
        text = replaced;
    } else if text.trim().is_empty() {
        diag.report(Diagnostic::new(Code::EmptyInput, "the input holds nothing"));
    }
    SourceText { text, is_binary: first_nul.is_some(), encoding, bytes }
}

/// Decodes bytes that are not UTF-8, and reports it.
fn from_other(name: &str, bytes: &[u8], diag: &mut dyn Sink) -> (String, Encoding) {
    let is_text = !bytes.contains(&0);
    let Some(text) = from_windows_1252(bytes).filter(|_| is_text) else {
        return (lossy(name, bytes, diag), Encoding::Utf8);
    };
    let report = Diagnostic::new(Code::LegacyEncoding, "this is not UTF-8; it was read as Windows-1252 (Latin-1)");
    let place = text.find(|character: char| !character.is_ascii()).map(|first| {
        let length = text[first..].chars().next().map_or(0, char::len_utf8);
        Source::new(name, &text).place(first..first + length)
    });
    diag.report(match place {
        Some(place) => report.at(place),
        None => report,
    });
    (text, Encoding::Windows1252)
}

/// Replaces invalid UTF-8 and reports the first occurrence.
fn lossy(name: &str, bytes: &[u8], diag: &mut dyn Sink) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut places = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            places.push(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    // A binary file is reported as such instead.
    if let Some(&first) = places.first()
        && !bytes.contains(&0)
    {
        let message = match places.len() {
            1 => "this is not valid UTF-8".to_owned(),
            count => format!("this is not valid UTF-8, nor are {} more places", count - 1),
        };
        let end = first + char::REPLACEMENT_CHARACTER.len_utf8();
        diag.report(Diagnostic::new(Code::InvalidUtf8, message).at(Source::new(name, &text).place(first..end)));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Input;
    use super::{SourceText, read_text};
    use crate::diag::{Code, Diagnostic};

    fn read(mut bytes: &[u8]) -> (SourceText, Vec<Diagnostic>) {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let text = read_text(Input { name: "a.txt", bytes: &mut bytes }, &mut diagnostics).unwrap();
        (text, diagnostics)
    }

    #[test]
    fn the_bytes_are_kept_where_they_are_not_those_of_the_text() {
        for (bytes, is_kept) in [
            (b"a\xC3\xA9".as_slice(), false),
            (b"\xEF\xBB\xBFa", true),
            (b"\xE9", true),
            (b"a\0", true),
            (b"a\0b\0", true),
        ] {
            let file = read(bytes).0.into_file("bibtex", Arc::new(()));
            assert_eq!(file.bytes.as_deref(), is_kept.then_some(bytes));
        }
    }

    #[test]
    fn text_is_taken_as_it_is_without_its_byte_order_mark() {
        let (source, diagnostics) = read(b"\xEF\xBB\xBFone\r\ntwo");
        assert_eq!((source.text.as_str(), source.is_binary), ("one\r\ntwo", false));
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn bytes_that_are_no_utf_8_are_reported_with_their_place() {
        let (source, diagnostics) = read(b"one\nna\xEFve caf\xE9, \xC3\xA9");
        assert_eq!(source.text, "one\nna\u{FFFD}ve caf\u{FFFD}, é");
        let place = diagnostics[0].place.as_ref().unwrap();
        assert_eq!((diagnostics.len(), diagnostics[0].code), (1, Code::InvalidUtf8));
        assert_eq!((place.line, place.column, place.length), (2, 3, 1));
        assert_eq!(diagnostics[0].message, "this is not valid UTF-8, nor are 1 more places");
    }

    #[test]
    fn older_encodings_are_read_and_reported() {
        let (source, diagnostics) = read(b"one\nna\xEFve caf\xE9");
        assert_eq!(source.text, "one\nnaïve café");
        let place = diagnostics[0].place.as_ref().unwrap();
        assert_eq!((diagnostics.len(), diagnostics[0].code), (1, Code::LegacyEncoding));
        assert_eq!((place.line, place.column, place.length), (2, 3, 1));
    }

    #[test]
    fn utf_16_is_text() {
        let (source, diagnostics) = read(b"\xFF\xFEa\0");
        assert_eq!((source.text.as_str(), source.is_binary, diagnostics), ("a", false, vec![]));
    }

    #[test]
    fn nul_bytes_tell_that_it_is_no_text() {
        let (source, diagnostics) = read(b"a\0b, and more");
        assert!(source.is_binary);
        assert_eq!(diagnostics[0].code, Code::BinaryInput);
    }

    #[test]
    fn nothing_is_reported_as_nothing() {
        for bytes in [b"".as_slice(), b" \r\n", b"\xEF\xBB\xBF"] {
            assert_eq!(read(bytes).1[0].code, Code::EmptyInput);
        }
    }
}
