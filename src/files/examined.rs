//! Examines texts before they are read: their format, and whether they are text at all.

use std::io::{BufRead, Chain, Cursor, Read as _};

use crate::diag::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::formats::sniff;
use crate::seam::{Format, Likelihood};
use crate::syntax::Input;
use crate::text::Encoding;
use crate::text::encoding::decoded_beginning;
use crate::unpack::Unpacked;

/// How much of the start of a text is examined.
const BEGINNING: u64 = 8 * 1024;

/// A text whose beginning was examined, before any of it is read.
///
/// [`read`](super::read()) and the command examine every text in this way. A program that reads texts record by record can
/// do the same:
///
/// ```
/// use publist::Diagnostic;
/// use publist::files::{Examined, Opened};
/// use publist::unpack::unpack;
///
/// let (mut titles, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
/// let mut bytes = "@misc{lu, title = {On SER}}".as_bytes();
/// unpack("refs.bib", &mut bytes, &mut reports, &mut |text, diag| {
///     match Examined::new(text, None, None)?.open() {
///         Opened::Text(format, input) => {
///             format.reader()?.read(input, &mut |record| titles.push(record.plain_title()), diag)?;
///         }
///         Opened::Refused(report) => diag.report(report),
///     }
///     Ok(())
/// })?;
/// assert_eq!((titles, reports), (vec!["On SER".to_owned()], Vec::new()));
/// # Ok::<(), publist::Error>(())
/// ```
pub struct Examined<'a> {
    name: &'a str,
    format: Option<&'static Format>,
    encoding: Option<Encoding>,
    content: Content,
    bytes: Chain<Cursor<Vec<u8>>, &'a mut dyn BufRead>,
}

/// What the beginning of a text consists of.
enum Content {
    /// Nothing but white space, up to its end.
    Blank,
    /// Bytes that are not text.
    Binary,
    /// Text.
    Text,
}

/// An examined text: it can be read, or it is refused.
pub enum Opened<'a> {
    /// Text of a format.
    Text(&'static Format, Input<'a>),
    /// The text is empty ([`Code::EmptyInput`]), or it is not text ([`Code::BinaryInput`]), or its format was not
    /// recognised ([`Code::UnknownFormat`]).
    Refused(Diagnostic),
}

impl<'a> Examined<'a> {
    /// Examines a text. If no format or no encoding is given, it is detected.
    ///
    /// # Errors
    /// Returns any I/O error from the text, with its name.
    pub fn new(text: Unpacked<'a>, format: Option<&'static Format>, encoding: Option<Encoding>) -> Result<Self> {
        let Unpacked { name, file_name, bytes } = text;
        let mut beginning = Vec::new();
        bytes.take(BEGINNING).read_to_end(&mut beginning).map_err(|error| Error::io(name, error))?;
        let decoded = decoded_beginning(&beginning, encoding);
        let format = format.or_else(|| sniff(file_name, decoded.as_bytes()));
        let is_whole = (beginning.len() as u64) < BEGINNING;
        // A few NUL characters in a text of a recognised format are for its reader to report.
        let is_recognised = || format.is_some_and(|format| (format.sniff)(decoded.as_bytes()) > Likelihood::No);
        let content = if is_whole && decoded.trim_ascii().is_empty() {
            Content::Blank
        } else if decoded.contains('\0') && !is_recognised() {
            Content::Binary
        } else {
            Content::Text
        };
        Ok(Self { name, format, encoding, content, bytes: Cursor::new(beginning).chain(bytes) })
    }

    /// Returns the given or detected format.
    pub fn format(&self) -> Option<&'static Format> {
        self.format
    }

    /// Returns the whole text, or the reason why it cannot be read.
    pub fn open(&mut self) -> Opened<'_> {
        let name = self.name;
        match (&self.content, self.format) {
            (Content::Blank, _) => Opened::Refused(Diagnostic::new(Code::EmptyInput, format!("{name} is empty"))),
            (Content::Binary, _) => Opened::Refused(Diagnostic::new(Code::BinaryInput, format!("{name} is not text"))),
            (Content::Text, None) => {
                let report = Diagnostic::new(Code::UnknownFormat, format!("the format of {name} was not recognised"));
                Opened::Refused(report.hint("give its format with --from; `publist formats` lists all formats"))
            }
            (Content::Text, Some(format)) => Opened::Text(format, self.input()),
        }
    }

    /// Returns the whole text, whatever it contains.
    pub fn input(&mut self) -> Input<'_> {
        Input::new(self.name, &mut self.bytes).in_encoding(self.encoding)
    }
}
