//! Passages of files and new text, as the bytes of an output.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use crate::model::SourceFile;
use crate::text::Encoding;

/// A part of an output.
#[derive(Debug)]
pub(super) enum Part<'a> {
    /// A part of a file.
    Kept { file: &'a SourceFile, range: Range<usize> },
    /// New text.
    New(Cow<'a, str>),
}

impl Part<'_> {
    /// Returns its text.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Kept { file, range } => file.text.get(range.clone()).unwrap_or_default(),
            Self::New(text) => text,
        }
    }
}

/// Writes parts in UTF-8. Bytes that were not UTF-8 in the file stay as they are.
pub(super) fn write_utf_8(parts: &[Part<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut position = 0;
    while let Some(part) = parts.get(position) {
        match part {
            Part::Kept { file, .. } if file.encoding == Encoding::UTF_8 && file.bytes.is_some() => {
                let is_of_file =
                    |part: &&Part<'_>| matches!(part, Part::Kept { file: other, .. } if std::ptr::eq(*other, *file));
                let count = parts[position..].iter().take_while(is_of_file).count();
                let bytes = encoded(&parts[position..position + count], file).unwrap_or_default();
                out.write_all(bytes.strip_prefix(b"\xEF\xBB\xBF").filter(|_| position > 0).unwrap_or(&bytes))?;
                position += count;
            }
            _ => {
                out.write_all(part.text().as_bytes())?;
                position += 1;
            }
        }
    }
    Ok(())
}

/// Returns the bytes of parts that all belong to one file or are new, in the file's encoding. Returns `None` if new text has
/// characters that the encoding lacks.
pub(super) fn encoded(parts: &[Part<'_>], file: &SourceFile) -> Option<Vec<u8>> {
    let bytes = file.bytes.as_deref().unwrap_or(file.text.as_bytes());
    let mut in_text: Vec<usize> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Kept { range, .. } => Some([range.start, range.end]),
            Part::New(_) => None,
        })
        .flatten()
        .collect();
    in_text.sort_unstable();
    in_text.dedup();
    let in_bytes = file.encoding.offsets(bytes, &in_text);
    let offset = |offset: usize| in_text.binary_search(&offset).ok().map(|index| in_bytes[index]);
    // A file without text can consist of a byte order mark, which belongs to no part.
    let mut result = if file.text.is_empty() { bytes.to_vec() } else { Vec::with_capacity(bytes.len()) };
    for part in parts {
        match part {
            Part::Kept { range, .. } => result.extend_from_slice(bytes.get(offset(range.start)?..offset(range.end)?)?),
            Part::New(text) => result.extend_from_slice(&file.encoding.encode(text)?),
        }
    }
    let is_read_back = file.encoding.is_unicode() || {
        let text: String = parts.iter().map(Part::text).collect();
        file.encoding.decode(&result).replace('\0', "\u{FFFD}") == text
    };
    is_read_back.then_some(result)
}

/// Returns how many line breaks a text ends with, up to two, given how many precede it.
pub(super) fn line_breaks(text: &str, before: Option<usize>) -> usize {
    let bytes = || text.bytes().rev().filter(|&byte| byte != b'\r');
    let count = bytes().take_while(|&byte| byte == b'\n').take(2).count();
    let is_nothing_else = bytes().nth(count).is_none();
    if is_nothing_else { (count + before.unwrap_or(2)).min(2) } else { count }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::sync::{Arc, OnceLock};

    use super::{Part, encoded, line_breaks, write_utf_8};
    use crate::model::SourceFile;
    use crate::text::Encoding;

    fn file(text: &str, encoding: Encoding, bytes: &[u8]) -> SourceFile {
        let (text, bytes) = (text.to_owned(), Some(bytes.to_owned()));
        SourceFile { format: "bibtex", text, encoding, bytes, parsed: Arc::new(()), starts: OnceLock::new() }
    }

    #[test]
    fn parts_of_a_file_have_its_bytes() {
        let utf_16 = file("aé", Encoding::UTF_16BE, b"\xFE\xFF\0a\0\xE9");
        let parts = [Part::Kept { file: &utf_16, range: 0..1 }, Part::New(Cow::Borrowed("ü"))];
        assert_eq!(encoded(&parts, &utf_16).unwrap(), b"\xFE\xFF\0a\0\xFC");
        let mark = file("", Encoding::UTF_8, b"\xEF\xBB\xBF");
        assert_eq!(encoded(&[], &mark).unwrap(), b"\xEF\xBB\xBF");
        assert_eq!(encoded(&[Part::New(Cow::Borrowed("a"))], &mark).unwrap(), b"\xEF\xBB\xBFa");
        let windows = file("éa", Encoding::WINDOWS_1252, b"\xE9a");
        assert_eq!(encoded(&[Part::Kept { file: &windows, range: 0..2 }], &windows).unwrap(), b"\xE9");
    }

    #[test]
    fn text_that_the_encoding_lacks_makes_it_utf_8() {
        let windows = file("é", Encoding::WINDOWS_1252, b"\xE9");
        let parts = [Part::Kept { file: &windows, range: 0..2 }, Part::New(Cow::Borrowed("漢"))];
        assert_eq!(encoded(&parts, &windows), None);
        let mut out = Vec::new();
        write_utf_8(&parts, &mut out).unwrap();
        assert_eq!(out, "é漢".as_bytes());
    }

    #[test]
    fn bytes_that_are_no_text_are_not_lost_in_utf_8() {
        let lossy = file("\u{FFFD}é", Encoding::UTF_8, b"\xEF\xBB\xBF\xFF\xC3\xA9");
        let parts = [Part::New(Cow::Borrowed("a")), Part::Kept { file: &lossy, range: 0..5 }];
        let mut out = Vec::new();
        write_utf_8(&parts, &mut out).unwrap();
        assert_eq!(out, b"a\xFF\xC3\xA9");
    }

    #[test]
    fn line_breaks_are_counted_at_the_end() {
        for (text, before, count) in [
            ("a", Some(2), 0),
            ("a\n", None, 1),
            ("a\r\n\r\n\r\n", None, 2),
            ("\n", Some(1), 2),
            ("\n", Some(0), 1),
            ("\r\n", None, 2),
        ] {
            assert_eq!(line_breaks(text, before), count, "{text:?}");
        }
    }
}
