//! What the tests of this folder share.

use std::slice;
use std::sync::Arc;

use super::format::BIBLATEX;
use crate::model::{Record, SourceFile};
use crate::seam::{Format, WriteOptions, testing};
use crate::syntax::Input;

/// Writes a single record as a BibLaTeX file.
pub(super) fn write(record: &Record) -> String {
    testing::write(&BIBLATEX, slice::from_ref(record))
}

/// Reads a file in place.
pub(super) fn read_in_place(format: &Format, text: impl AsRef<[u8]>) -> (Vec<Record>, Arc<SourceFile>) {
    let (mut records, mut bytes) = (Vec::new(), text.as_ref());
    let input = Input::new("in.bib", &mut bytes);
    let file = format.reader.unwrap().read_in_place(input, &mut |record| records.push(record), &mut ()).unwrap();
    (records, file.unwrap())
}

/// Writes records back to the file from which they were read in place.
pub(super) fn write_back(
    format: &Format,
    options: &WriteOptions,
    records: &[Record],
    file: &Arc<SourceFile>,
) -> String {
    let mut out = Vec::new();
    let mut writer = format.writer.unwrap().start(options, &mut out).unwrap();
    records.iter().for_each(|record| writer.record(record, &mut ()).unwrap());
    writer.end_of_file(file).unwrap();
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}
