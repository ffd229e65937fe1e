//! Readers of XML in which each element of a kind is a record.

use std::io;

use super::Reader;
use crate::diag::Sink;
use crate::model::Record;
use crate::syntax::Input;
use crate::syntax::element::Element;
use crate::syntax::xml::{self, Shape};

/// Reads XML whose records are elements that say everything about themselves.
pub(crate) struct XmlRecords {
    /// The elements.
    pub(crate) shape: Shape,
    /// Makes the record of an element in a file; `None` if it describes no work.
    pub(crate) record: fn(&Element, &str, &mut dyn Sink) -> Option<Record>,
    /// Whether the records have ids of their own.
    pub(crate) ids: OwnIds,
}

/// Whether the records of a format may have ids of their own, as in files that people cite from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OwnIds {
    MayHave,
    Never,
}

impl Reader for XmlRecords {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let file = input.name;
        xml::read(input, &self.shape, diag, &mut |element, diag| {
            (self.record)(element, file, diag).into_iter().for_each(&mut *out);
        })
    }

    fn gives_ids(&self) -> bool {
        self.ids == OwnIds::MayHave
    }
}
