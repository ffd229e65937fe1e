//! Examines texts before they are read: their format, and whether they are text at all.

use std::io::{BufRead, Chain, Cursor, Read as _};

use super::refusal::refusal;
use crate::diag::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::formats::recognised;
use crate::seam::{Format, Likelihood};
use crate::syntax::Input;
use crate::syntax::outline::{Extent, Outline};
use crate::text::Encoding;
use crate::text::encoding::decoded_beginning;
use crate::unpack::Unpacked;

/// How much of the start of a text is examined. The next step is taken as long as no format is certain.
const BEGINNINGS: [usize; 3] = [8 << 10, 64 << 10, 1 << 20];

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
    /// The beginning of the text.
    beginning: String,
    extent: Extent,
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
        let mut decoded = String::new();
        let (mut found, mut likelihood, mut extent) = (format, Likelihood::No, Extent::Beginning);
        for length in BEGINNINGS {
            let missing = (length - beginning.len()) as u64;
            bytes.take(missing).read_to_end(&mut beginning).map_err(|error| Error::io(name, error))?;
            extent = if beginning.len() < length { Extent::Whole } else { Extent::Beginning };
            decoded = decoded_beginning(&beginning, encoding);
            let outline = Outline::new(&decoded, extent);
            if let Some(format) = format {
                likelihood = format.recognition.likelihood(&outline);
                break;
            }
            let recognised = recognised(file_name, &outline);
            (found, likelihood) = (recognised.format, recognised.likelihood);
            if extent == Extent::Whole || likelihood == Likelihood::Certain {
                break;
            }
        }
        let content = if extent == Extent::Whole && decoded.trim_ascii().is_empty() {
            Content::Blank
        } else if decoded.contains('\0') && likelihood == Likelihood::No {
            // A few NUL characters in a text of a recognised format are for its reader to report.
            Content::Binary
        } else {
            Content::Text
        };
        Ok(Self {
            name,
            format: found,
            encoding,
            content,
            beginning: decoded,
            extent,
            bytes: Cursor::new(beginning).chain(bytes),
        })
    }

    /// Returns the given or detected format.
    pub fn format(&self) -> Option<&'static Format> {
        self.format
    }

    /// Returns the outline of the beginning of the text, as far as it was examined.
    pub fn outline(&self) -> Outline<'_> {
        Outline::new(&self.beginning, self.extent)
    }

    /// Returns the whole text, or the reason why it cannot be read.
    pub fn open(&mut self) -> Opened<'_> {
        let name = self.name;
        match (&self.content, self.format) {
            (Content::Blank, _) => Opened::Refused(Diagnostic::new(Code::EmptyInput, format!("{name} is empty"))),
            (Content::Binary, _) => Opened::Refused(Diagnostic::new(Code::BinaryInput, format!("{name} is not text"))),
            (Content::Text, None) => Opened::Refused(refusal(name, &self.outline())),
            (Content::Text, Some(format)) => Opened::Text(format, self.input()),
        }
    }

    /// Returns the whole text, whatever it contains.
    pub fn input(&mut self) -> Input<'_> {
        Input::new(self.name, &mut self.bytes).in_encoding(self.encoding)
    }
}
