//! Formats that a service gives as XML and as JSON.

use std::io;

use crate::diag::Sink;
use crate::model::Record;
use crate::seam::{Cut, Reader};
use crate::syntax::Input;
use crate::syntax::json::cut as json_cut;

/// What a service says in words and JSON's readers understand.
const OWN_WORDS: [&str; 2] = ["null", "Resource not found"];

/// Reads what begins like XML by one reader and everything else by another.
pub(super) struct XmlOrJson {
    /// Reads XML.
    pub(super) xml: &'static dyn Reader,
    /// Reads JSON.
    pub(super) json: &'static dyn Reader,
}

impl Reader for XmlOrJson {
    fn read(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let beginning = input.bytes.fill_buf()?;
        let beginning = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning).trim_ascii_start();
        // In UTF-16 the sign stands behind a mark, or beside a zero.
        let is_xml = beginning.first() == Some(&b'<')
            || beginning.starts_with(b"\xFE\xFF")
            || beginning.starts_with(b"\xFF\xFE");
        // Words without any markup are a service's excuse; the reader of JSON knows those that are its own.
        let is_json = beginning.first().is_some_and(|first| !first.is_ascii_alphabetic())
            || OWN_WORDS.iter().any(|words| beginning.starts_with(words.as_bytes()));
        let reader = if is_xml || !is_json { self.xml } else { self.json };
        reader.read(input, out, diag)
    }

    fn gives_ids(&self) -> bool {
        self.xml.gives_ids() || self.json.gives_ids()
    }

    /// JSON can be cut; the lines of XML do not look like its.
    fn cut(&self) -> Option<Cut> {
        Some(json_cut::last_start)
    }
}
