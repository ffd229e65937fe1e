//! What the tests of this folder share.

use std::slice;

use super::format::BIBLATEX;
use crate::model::Record;
use crate::seam::testing;

/// Writes a single record as a BibLaTeX file.
pub(super) fn write(record: &Record) -> String {
    testing::write(&BIBLATEX, slice::from_ref(record))
}
