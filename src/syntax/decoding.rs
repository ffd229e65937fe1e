//! The only place where bytes are decoded to text, before all readers.

use std::any::Any;
use std::cell::RefCell;
use std::io::{self, Read as _};
use std::sync::{Arc, OnceLock};

use super::Input;
use super::source_text::{SourceText, checked};
use crate::diag::{Code, Diagnostic, Place, Sink, Snippet};
use crate::model::SourceFile;
use crate::text::Encoding;
use crate::text::encoding::{Decoded, Finding, Spot};

/// Passes an input to `read` as UTF-8 without a byte order mark. Problems of its bytes are reported when they are
/// reached.
pub(crate) fn decoded_text<T>(input: Input<'_>, diag: &mut dyn Sink, read: impl FnOnce(Input<'_>) -> T) -> T {
    let Input { name, bytes, encoding, columns } = input;
    let mut on_finding = |finding, spot| diag.report(diagnostic(name, finding, spot));
    let mut text = Decoded::new(bytes, encoding, &mut on_finding);
    read(Input::new(name, &mut text).in_encoding(Some(Encoding::UTF_8)).with_columns(columns))
}

/// Passes an input to a reader as UTF-8 without a byte order mark. Problems of its bytes are reported before what the
/// reader reports next, and not at all if it reports that the input is not text.
pub(crate) fn decoded<T>(input: Input<'_>, diag: &mut dyn Sink, read: impl FnOnce(Input<'_>, &mut dyn Sink) -> T) -> T {
    // The decoder is ahead of the reader, and finds bytes that are not valid before the reader finds NUL characters.
    let found = RefCell::new(Vec::new());
    let mut sink = AfterFindings { found: &found, is_binary: false, diag };
    let mut on_found = |report: Diagnostic| found.borrow_mut().push(report);
    let result = decoded_text(input, &mut on_found, |text| read(text, &mut sink));
    sink.report_found();
    result
}

/// Receives the reports of a reader.
struct AfterFindings<'a> {
    /// The problems of the bytes that were not reported yet.
    found: &'a RefCell<Vec<Diagnostic>>,
    is_binary: bool,
    diag: &'a mut dyn Sink,
}

impl AfterFindings<'_> {
    fn report_found(&mut self) {
        let found = self.found.take();
        if !self.is_binary {
            found.into_iter().for_each(|report| self.diag.report(report));
        }
    }
}

impl Sink for AfterFindings<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.is_binary |= diagnostic.code == Code::BinaryInput;
        self.report_found();
        self.diag.report(diagnostic);
    }
}

/// An input that was read completely, to be written back later.
pub(crate) struct Whole {
    /// The text, in which NUL characters are U+FFFD.
    pub(crate) text: String,
    /// Whether NUL characters were found (see [`SourceText`]).
    pub(crate) is_binary: bool,
    encoding: Encoding,
    /// The bytes, if they are not those of the text.
    bytes: Option<Vec<u8>>,
}

impl Whole {
    /// Returns the text and its bytes as a file of that format, with its parsed form.
    pub(crate) fn into_file(self, format: &'static str, parsed: Arc<dyn Any + Send + Sync>) -> SourceFile {
        let Self { text, is_binary: _, encoding, bytes } = self;
        SourceFile { format, text, encoding, bytes, parsed, starts: OnceLock::new() }
    }
}

/// Decodes bytes in memory completely, and returns the encoding. Problems of the bytes are reported.
pub(crate) fn decoded_bytes(
    name: &str,
    mut bytes: &[u8],
    encoding: Option<Encoding>,
    diag: &mut dyn Sink,
) -> (String, Encoding) {
    let mut on_finding = |finding, spot| diag.report(diagnostic(name, finding, spot));
    let mut text = String::with_capacity(bytes.len());
    let mut decoded = Decoded::new(&mut bytes, encoding, &mut on_finding);
    decoded.read_to_string(&mut text).expect("bytes in memory are read, and decoded text is UTF-8");
    (text, decoded.encoding())
}

/// Reads an input completely: the text, and the bytes if they are not those of the text. Problems of the bytes are
/// reported.
///
/// # Errors
/// Returns any I/O error from the input.
pub(crate) fn read_whole(input: Input<'_>, diag: &mut dyn Sink) -> io::Result<Whole> {
    let Input { name, bytes: reader, encoding, .. } = input;
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let found = RefCell::new(Vec::new());
    let mut on_found = |report: Diagnostic| found.borrow_mut().push(report);
    let (text, encoding) = decoded_bytes(name, &bytes, encoding, &mut on_found);
    let mut sink = AfterFindings { found: &found, is_binary: false, diag };
    let SourceText { text, is_binary } = checked(name, text, &mut sink);
    sink.report_found();
    let bytes = (text.as_bytes() != bytes).then_some(bytes);
    Ok(Whole { text, is_binary, encoding, bytes })
}

const NAME_IT: &str = "if it is in another encoding, name it with --encoding";

/// Returns the report of a finding.
fn diagnostic(file: &str, finding: Finding, spot: Spot) -> Diagnostic {
    let Spot { line, column, length, snippet, first_column } = spot;
    let snippet = Some(Snippet { text: snippet, first_column });
    let place = Place { file: file.to_owned(), line, column, length, snippet };
    let report = match finding {
        Finding::Unknown(unknown) => Diagnostic::new(Code::UnknownEncoding, unknown.to_string())
            .hint("the declaration was ignored; name the encoding with --encoding"),
        Finding::Contradicted { declared, encoding } => {
            let (declared, encoding) = (declared.name(), encoding.name());
            let message =
                format!("the file declares {declared}, but its bytes are {encoding}; it was read as {encoding}");
            Diagnostic::new(Code::EncodingContradicted, message)
                .hint(format!("correct the declaration; or, if it is right, give `--encoding {declared}`"))
        }
        Finding::Guessed { encoding, declared } => {
            let told = declared.filter(|declared| declared.is_unicode()).map_or("UTF-8", Encoding::name);
            let encoding = encoding.name();
            let message = format!("this is not {told}; it was read as {encoding}, which is a guess");
            Diagnostic::new(Code::LegacyEncoding, message)
                .hint("if letters look wrong, name the encoding with --encoding")
        }
        Finding::Invalid { encoding, likely } => {
            let report = invalid(encoding, "this is".to_owned()).hint("it was read as U+FFFD");
            match likely {
                Some(likely) => {
                    let name = likely.name();
                    report.hint(format!("the file may be in {name}: `--encoding {name}` reads it as that"))
                }
                None => report.hint(NAME_IT),
            }
        }
        Finding::MoreInvalid { encoding, count: 1 } => invalid(encoding, "another place is".to_owned()),
        Finding::MoreInvalid { encoding, count } => {
            invalid(encoding, format!("{count} more places, of which this is the last, are"))
        }
    };
    report.at(place)
}

fn invalid(encoding: Encoding, what: String) -> Diagnostic {
    let code = if encoding == Encoding::UTF_8 { Code::InvalidUtf8 } else { Code::InvalidBytes };
    Diagnostic::new(code, format!("{what} not valid {}", encoding.name()))
}

#[cfg(test)]
mod tests {
    use std::io::BufRead as _;
    use std::sync::Arc;

    use super::{decoded, read_whole};
    use crate::diag::{Code, Diagnostic};
    use crate::syntax::Input;
    use crate::syntax::source_text::{SourceText, read_text};
    use crate::text::Encoding;

    fn read(mut bytes: &[u8], encoding: Option<Encoding>) -> (SourceText, Vec<Diagnostic>) {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let input = Input::new("a.txt", &mut bytes).in_encoding(encoding);
        let text = decoded(input, &mut diagnostics, read_text).unwrap();
        (text, diagnostics)
    }

    fn in_place(mut bytes: &[u8]) -> crate::model::SourceFile {
        read_whole(Input::new("a.bib", &mut bytes), &mut ()).unwrap().into_file("bibtex", Arc::new(()))
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
            assert_eq!(in_place(bytes).bytes.as_deref(), is_kept.then_some(bytes));
        }
    }

    #[test]
    fn a_declared_encoding_is_that_of_the_file_even_where_all_is_ascii() {
        let file = in_place(b"% Encoding: GBK\n@misc{a}\n");
        assert_eq!((file.encoding.name(), file.bytes), ("GBK", None));
    }

    #[test]
    fn text_is_taken_as_it_is_without_its_byte_order_mark() {
        let (source, diagnostics) = read(b"\xEF\xBB\xBFone\r\ntwo", None);
        assert_eq!((source.text.as_str(), source.is_binary), ("one\r\ntwo", false));
        assert_eq!(diagnostics, []);
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_reported_with_their_place() {
        let (source, diagnostics) = read(b"one\nna\xEFve caf\xE9, \xC3\xA9", None);
        assert_eq!(source.text, "one\nna\u{FFFD}ve caf\u{FFFD}, é");
        let places: Vec<_> = diagnostics.iter().map(|report| report.place.as_ref().unwrap()).collect();
        let places: Vec<_> = places.iter().map(|place| (place.line, place.column, place.length)).collect();
        assert_eq!(places, [(2, 3, 1), (2, 10, 1)]);
        let messages: Vec<_> = diagnostics.iter().map(|report| (report.code, report.message.as_str())).collect();
        assert_eq!(
            messages,
            [(Code::InvalidUtf8, "this is not valid UTF-8"), (Code::InvalidUtf8, "another place is not valid UTF-8")]
        );
    }

    #[test]
    fn older_encodings_are_read_and_reported() {
        let (source, diagnostics) = read(b"one\nna\xEFve caf\xE9", None);
        assert_eq!(source.text, "one\nnaïve café");
        let place = diagnostics[0].place.as_ref().unwrap();
        assert_eq!((diagnostics.len(), diagnostics[0].code), (1, Code::LegacyEncoding));
        assert_eq!((place.line, place.column, place.length), (2, 3, 1));
        assert_eq!(place.snippet.as_ref().unwrap().text, "naïve café");
        assert_eq!(diagnostics[0].message, "this is not UTF-8; it was read as windows-1252, which is a guess");
    }

    #[test]
    fn an_encoding_that_is_named_is_not_a_guess() {
        let koi8 = Encoding::named("koi8-r").ok();
        let (source, diagnostics) = read(b"\xF7\xCF\xC4\xC1", koi8);
        assert_eq!((source.text.as_str(), diagnostics), ("Вода", vec![]));
    }

    #[test]
    fn of_input_that_is_not_text_only_this_is_reported() {
        let picture = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\xFF\xFE\xE9".as_slice();
        let mut in_place: Vec<Diagnostic> = Vec::new();
        read_whole(Input::new("a.png", &mut { picture }), &mut in_place).unwrap();
        for reports in [read(picture, None).1, read(picture, Some(Encoding::UTF_8)).1, in_place] {
            assert!(matches!(reports[..], [Diagnostic { code: Code::BinaryInput, .. }]), "{reports:?}");
        }
    }

    #[test]
    fn what_is_wrong_with_bytes_is_reported_before_what_follows() {
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        let mut bytes = b"a\xC3\xA9\xFF\n\xFF".as_slice();
        let input = Input::new("a.txt", &mut bytes).in_encoding(Some(Encoding::UTF_8));
        decoded(input, &mut diagnostics, |input, diag| {
            for line in input.bytes.lines() {
                diag.report(Diagnostic::new(Code::MissingTitle, line.unwrap()));
            }
        });
        let codes: Vec<Code> = diagnostics.iter().map(|report| report.code).collect();
        assert_eq!(codes, [Code::InvalidUtf8, Code::MissingTitle, Code::InvalidUtf8, Code::MissingTitle]);
    }

    #[test]
    fn utf_16_is_text() {
        let (source, diagnostics) = read(b"\xFF\xFEa\0", None);
        assert_eq!((source.text.as_str(), source.is_binary, diagnostics), ("a", false, vec![]));
    }
}
