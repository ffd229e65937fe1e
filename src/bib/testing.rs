//! What the tests of this folder share.

use std::slice;

use super::format::BIBLATEX;
use crate::model::Record;
use crate::seam::testing;

/// A record alone as a BibLaTeX file.
pub(super) fn write(record: &Record) -> String {
    testing::write(&BIBLATEX, slice::from_ref(record))
}
