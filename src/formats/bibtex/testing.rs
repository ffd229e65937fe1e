//! What the tests of this folder share.

use crate::formats::WriteOptions;
use crate::model::Record;

use super::BIBLATEX;

/// A record alone as a BibLaTeX file.
pub(super) fn write(record: &Record) -> String {
    let (options, mut bytes) = (WriteOptions::default(), Vec::new());
    let mut file = BIBLATEX.writer.unwrap().start(&options, &mut bytes).unwrap();
    file.record(record, &mut ()).unwrap();
    file.finish().unwrap();
    String::from_utf8(bytes).unwrap()
}
