//! Reads a whole text: the checks that all readers of whole texts share.

use std::io;

use super::Input;
use crate::diag::{Code, Diagnostic, Place, Sink};

/// The text of an input, and whether its bytes are text at all.
pub(crate) struct SourceText {
    /// The text. NUL characters are replaced by U+FFFD.
    pub(crate) text: String,
    /// Whether NUL characters were found. This has been reported, so further problems in such a file need no report.
    pub(crate) is_binary: bool,
}

impl SourceText {
    /// Returns the text, if it has content and is text at all. Everything else was reported.
    pub(crate) fn content(self) -> Option<String> {
        (!self.is_binary && !self.text.trim().is_empty()).then_some(self.text)
    }
}

/// Reads the whole text of a decoded input and reports problems: empty input, NUL characters.
///
/// # Errors
/// Returns any I/O error from the input.
pub(crate) fn read_text(input: Input<'_>, diag: &mut dyn Sink) -> io::Result<SourceText> {
    let Input { name, bytes, .. } = input;
    let mut text = String::new();
    bytes.read_to_string(&mut text)?;
    Ok(checked(name, text, diag))
}

/// Reports a text that is empty or binary.
pub(super) fn checked(name: &str, mut text: String, diag: &mut dyn Sink) -> SourceText {
    let first_nul = memchr::memchr(0, text.as_bytes());
    if let Some(first) = first_nul {
        let message = format!("the input is not text: it contains a NUL byte (the first is byte {})", first + 1);
        diag.report(Diagnostic::new(Code::BinaryInput, message).at(Place::of_file(name)));
        text = text.replace('\0', "\u{FFFD}");
    } else if text.trim().is_empty() {
        diag.report(Diagnostic::new(Code::EmptyInput, "the input is empty").at(Place::of_file(name)));
    }
    SourceText { text, is_binary: first_nul.is_some() }
}

#[cfg(test)]
mod tests {
    use super::{SourceText, read_text};
    use crate::diag::{Code, Diagnostic};
    use crate::syntax::Input;

    fn read(mut bytes: &[u8]) -> (SourceText, Vec<Diagnostic>) {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let text = read_text(Input::new("a.txt", &mut bytes), &mut diagnostics).unwrap();
        (text, diagnostics)
    }

    #[test]
    fn nul_bytes_tell_that_it_is_no_text() {
        let (source, diagnostics) = read(b"a\0b, and more");
        assert!(source.is_binary && source.content().is_none());
        assert_eq!(diagnostics[0].code, Code::BinaryInput);
        assert_eq!(diagnostics[0].place.as_ref().map(|place| place.file.as_str()), Some("a.txt"));
    }

    #[test]
    fn nothing_is_reported_as_nothing() {
        for bytes in [b"".as_slice(), b" \r\n"] {
            let (source, diagnostics) = read(bytes);
            assert_eq!((source.content(), diagnostics[0].code), (None, Code::EmptyInput));
        }
    }
}
