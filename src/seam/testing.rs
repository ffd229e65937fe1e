//! What the tests of formats share: reading texts and writing records.

use super::{Format, Likelihood, WriteOptions};
use crate::diag::{Code, Diagnostic};
use crate::model::{Record, Text, TextVariable};
use crate::syntax::Input;
use crate::syntax::outline::{Extent, Outline};

/// The input name of texts.
const NAME: &str = "input";

/// Returns how likely it is that a text is of a format.
pub(crate) fn likelihood(format: &Format, text: &str) -> Likelihood {
    format.recognition.likelihood(&Outline::new(text, Extent::Whole))
}

/// Reads a text and returns its records and all diagnostics.
pub(crate) fn read(format: &Format, text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut reports) = (Vec::new(), Vec::new());
    let mut unread = text.as_bytes();
    let input = Input::new(NAME, &mut unread);
    format.reader.unwrap().read(input, &mut |record| records.push(record), &mut reports).unwrap();
    (records, reports)
}

/// Reads a text and returns its records and the codes of all diagnostics.
pub(crate) fn read_with_codes(format: &Format, text: &str) -> (Vec<Record>, Vec<Code>) {
    let (records, reports) = read(format, text);
    (records, reports.iter().map(|report| report.code).collect())
}

/// Writes records with the default options.
pub(crate) fn write(format: &Format, records: &[Record]) -> String {
    write_with(format, &WriteOptions::default(), records).0
}

/// Writes records and returns all diagnostics.
pub(crate) fn write_with(format: &Format, options: &WriteOptions, records: &[Record]) -> (String, Vec<Diagnostic>) {
    let (mut bytes, mut reports) = (Vec::new(), Vec::new());
    let mut file = format.writer.unwrap().start(options, &mut bytes).unwrap();
    for record in records {
        file.record(record, &mut reports).unwrap();
    }
    file.finish().unwrap();
    (String::from_utf8(bytes).unwrap(), reports)
}

/// Returns a text of a record without its markup; empty if the record does not have it.
pub(crate) fn plain(record: &Record, variable: TextVariable) -> String {
    record.text(variable).map(Text::to_plain).unwrap_or_default()
}
