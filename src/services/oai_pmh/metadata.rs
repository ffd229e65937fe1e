//! THE table of the formats of metadata that records have in OAI-PMH.

use crate::diag::Sink;
use crate::library::{dublin_core, marc};
use crate::model::Record;
use crate::services::{arxiv, datacite};
use crate::syntax::element::Element;

/// Makes a record of an element, or reports why there is none.
pub(super) type ToRecord = fn(&Element, &str, &mut dyn Sink) -> Option<Record>;

/// The names of the elements, without prefixes, and the readers of their formats.
const READERS: &[(&str, ToRecord)] = &[
    ("dc", dublin_core::record),
    ("qualifieddc", dublin_core::record),
    ("arXiv", arxiv::record_of_metadata),
    ("arXivRaw", arxiv::record_of_metadata),
    ("record", marc::record),
    ("resource", datacite::record_of_resource),
    ("oai_datacite", datacite::record_of_resource),
];

/// Returns the reader of an element.
pub(super) fn reader_of(element: &Element) -> Option<ToRecord> {
    READERS.iter().find(|(name, _)| *name == element.name).map(|(_, reader)| *reader)
}
