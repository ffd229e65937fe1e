//! Formats that a service provides as XML and as JSON.

use std::io;

use crate::diag::Sink;
use crate::model::Record;
use crate::seam::{Cut, Reader};
use crate::syntax::Input;
use crate::syntax::json::cut as json_cut;

/// Plain-text answers of services that the JSON readers understand.
const OWN_WORDS: [&str; 2] = ["null", "Resource not found"];

/// Reads input that begins like XML with one reader and all other input with another.
pub(super) struct XmlOrJson {
    /// The reader of XML.
    pub(super) xml: &'static dyn Reader,
    /// The reader of JSON.
    pub(super) json: &'static dyn Reader,
}

impl Reader for XmlOrJson {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let beginning = input.bytes.fill_buf()?;
        let beginning = beginning.trim_ascii_start();
        let is_xml = beginning.first() == Some(&b'<');
        // An answer of words without markup reports a problem; the JSON reader knows its services' own.
        let is_json = beginning.first().is_some_and(|first| !first.is_ascii_alphabetic())
            || OWN_WORDS.iter().any(|words| beginning.starts_with(words.as_bytes()));
        let reader = if is_xml || !is_json { self.xml } else { self.json };
        reader.read_decoded(input, out, diag)
    }

    fn gives_ids(&self) -> bool {
        self.xml.gives_ids() || self.json.gives_ids()
    }

    /// JSON can be cut; no line of XML looks like the start of a JSON object.
    fn cut(&self) -> Option<Cut> {
        Some(json_cut::last_start)
    }
}
