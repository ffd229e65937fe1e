//! What the tests of formats do alike: texts are read, records are written.

use super::{Format, WriteOptions};
use crate::diag::{Code, Diagnostic};
use crate::model::{Record, Text, TextVariable};
use crate::syntax::Input;

/// The name under which texts are read.
const NAME: &str = "input";

/// What is read from a text, and what is reported.
pub(crate) fn read(format: &Format, text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut reports) = (Vec::new(), Vec::new());
    let input = Input { name: NAME, bytes: &mut text.as_bytes() };
    format.reader.unwrap().read(input, &mut |record| records.push(record), &mut reports).unwrap();
    (records, reports)
}

/// What is read from a text, and the codes of what is reported.
pub(crate) fn read_with_codes(format: &Format, text: &str) -> (Vec<Record>, Vec<Code>) {
    let (records, reports) = read(format, text);
    (records, reports.iter().map(|report| report.code).collect())
}

/// Records as a file in the usual form.
pub(crate) fn write(format: &Format, records: &[Record]) -> String {
    write_with(format, &WriteOptions::default(), records).0
}

/// Records as a file, and what is reported.
pub(crate) fn write_with(format: &Format, options: &WriteOptions, records: &[Record]) -> (String, Vec<Diagnostic>) {
    let (mut bytes, mut reports) = (Vec::new(), Vec::new());
    let mut file = format.writer.unwrap().start(options, &mut bytes).unwrap();
    for record in records {
        file.record(record, &mut reports).unwrap();
    }
    file.finish().unwrap();
    (String::from_utf8(bytes).unwrap(), reports)
}

/// A text of a record without its markup; empty when there is none.
pub(crate) fn plain(record: &Record, variable: TextVariable) -> String {
    record.text(variable).map(Text::to_plain).unwrap_or_default()
}
