//! Writes records to a file or to text.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;

use super::WholeFile;
use super::examined::Examined;
use super::keys::give_keys;
use crate::diag::{Diagnostic, Sink};
use crate::error::{Error, Result};
use crate::formats::written_to;
use crate::keys::is_valid_key;
use crate::model::Record;
use crate::seam::{Format, Losses, WriteOptions};
use crate::unpack::Unpacked;

/// Text in a format, and reports of the values that it does not contain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
#[must_use]
pub struct Written {
    /// The text.
    pub text: String,
    /// The values that the format cannot represent, and the keys that were changed for it.
    pub reports: Vec<Diagnostic>,
}

impl fmt::Display for Written {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// Writes records to a file, in the format of its extension, and returns reports of the values that this format cannot
/// represent.
///
/// The file is written completely or not at all. [`Format::write_file`] writes any format, with options.
///
/// # Errors
/// Returns an error if no format that can be written has the extension, or if the file cannot be written.
///
/// ```
/// # let folder = tempfile::tempdir().expect("a folder");
/// # let path = folder.path().join("refs.ris");
/// let library = publist::read("fixtures/csl_json/items.json")?;
/// let reports = publist::write(&path, &library.records)?;
/// for report in &reports {
///     eprintln!("{report}");
/// }
/// # assert!(std::fs::read_to_string(path).expect("the file").starts_with("TY  - JOUR"));
/// # Ok::<(), publist::Error>(())
/// ```
pub fn write(path: impl AsRef<Path>, records: &[Record]) -> Result<Vec<Diagnostic>> {
    let path = path.as_ref();
    write_path(path, format_for(path, records)?, records, &WriteOptions::default())
}

/// Writes records as text in a format.
///
/// # Errors
/// Returns an error if the format cannot be written, or if the output is not text in UTF-8: an archive, or a `.bib`
/// file that keeps its old encoding. [`Format::write_to_bytes`] writes these.
///
/// ```
/// use publist::{Code, formats};
///
/// let library = publist::read_str("refs.ris", "TY  - BOOK\nID  - lu\nTI  - On SER\nPY  - 2022\nER  - \n")?;
/// let bib = publist::to_string(&formats::BIBTEX, &library.records)?;
/// assert_eq!(bib.text, "@book{lu,\n  title = {On {SER}},\n  year = {2022},\n}\n");
/// // A note says that a .bib file does not contain the origin of the record.
/// assert_eq!(bib.reports[0].code, Code::ProvenanceLoss);
/// # Ok::<(), publist::Error>(())
/// ```
pub fn to_string(format: &'static Format, records: &[Record]) -> Result<Written> {
    to_string_with(format, records, &WriteOptions::default())
}

/// Writes records as text in a format, like [`to_string`], with options.
///
/// # Errors
/// Returns the same errors as [`to_string`].
///
/// ```
/// use publist::WriteOptions;
/// use publist::formats::{self, Layout};
///
/// let library = publist::read_str("refs.json", r#"[{ "id": "lu", "type": "book", "title": "On SER" }]"#)?;
/// let options = WriteOptions::default().with_layout(Layout::Lines);
/// let json = publist::to_string_with(&formats::CSL_JSON, &library.records, &options)?;
/// assert_eq!(json.text, "{\"id\":\"lu\",\"type\":\"book\",\"title\":\"On SER\"}\n");
/// # Ok::<(), publist::Error>(())
/// ```
pub fn to_string_with(format: &'static Format, records: &[Record], options: &WriteOptions) -> Result<Written> {
    let (bytes, reports) = to_bytes(format, records, options)?;
    // A NUL byte occurs in archives and in UTF-16, and not in text that a format writes.
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(Written { text, reports }),
        _ => Err(Error::usage(format!("{} is written as bytes, not as UTF-8 text", format.name))),
    }
}

/// Writes records as the bytes of a file.
pub(super) fn to_bytes(
    format: &'static Format,
    records: &[Record],
    options: &WriteOptions,
) -> Result<(Vec<u8>, Vec<Diagnostic>)> {
    let (mut bytes, mut reports) = (Vec::new(), Vec::new());
    write_records(format, records, options, &mut bytes, &mut reports)?;
    Ok((bytes, reports))
}

/// Writes records to a file.
pub(super) fn write_path(
    path: &Path,
    format: &'static Format,
    records: &[Record],
    options: &WriteOptions,
) -> Result<Vec<Diagnostic>> {
    let mut reports = Vec::new();
    let mut file = WholeFile::create(path)?;
    write_records(format, records, options, &mut file, &mut reports).map_err(|error| error.in_file(path))?;
    file.finish()?;
    Ok(reports)
}

fn write_records(
    format: &'static Format,
    records: &[Record],
    options: &WriteOptions,
    out: &mut dyn Write,
    diag: &mut dyn Sink,
) -> Result<()> {
    let writer = format.writer()?;
    options.report_meaningless(format, diag);
    let records = with_keys(records, format, options, diag);
    let mut losses = Losses::new(format);
    let mut file = writer.start(options, out)?;
    for record in records.iter() {
        if !stays(record, format, options) {
            losses.count(record);
        }
        file.record(record, diag)?;
    }
    file.finish()?;
    losses.report(diag);
    Ok(())
}

/// The records, each with an id that is valid in this format.
fn with_keys<'a>(
    records: &'a [Record],
    format: &Format,
    options: &WriteOptions,
    diag: &mut dyn Sink,
) -> Cow<'a, [Record]> {
    let mut ids = HashSet::new();
    if records.iter().all(|record| is_valid_key(&record.id) && ids.insert(record.id.to_lowercase())) {
        return Cow::Borrowed(records);
    }
    let mut records = records.to_vec();
    give_keys(&mut records, format.key_use, |record| stays(record, format, options), diag);
    Cow::Owned(records)
}

/// Whether a record is written unchanged, as it is in its file.
fn stays(record: &Record, format: &Format, options: &WriteOptions) -> bool {
    format.writes_back(record) && !options.ask_for_a_form()
}

/// The format that the extension of a file means.
fn format_for(path: &Path, records: &[Record]) -> Result<&'static Format> {
    let extension = path.extension().map(|extension| extension.to_string_lossy());
    let Some(extension) = extension else {
        return Err(Error::unknown_format(format!(
            "{}: the name has no extension that shows a format",
            path.display()
        )));
    };
    let meant: Vec<&'static Format> = written_to(&extension).collect();
    let is_read_from =
        |format: &Format, record: &Record| record.origin.as_ref().is_some_and(|origin| origin.format == format.id);
    let of_all = |format: &Format| !records.is_empty() && records.iter().all(|record| is_read_from(format, record));
    let existing = if meant.len() > 1 { format_of(path) } else { None };
    let chosen = existing.filter(|existing| meant.contains(existing));
    let chosen = chosen.or_else(|| meant.iter().copied().find(|format| of_all(format)));
    chosen.or_else(|| meant.first().copied()).ok_or_else(|| {
        let message = format!("no format that can be written has the extension .{extension}");
        Error::unknown_format(format!("{}: {message}", path.display()))
    })
}

/// The format of an existing file.
fn format_of(path: &Path) -> Option<&'static Format> {
    let name = path.to_string_lossy();
    let mut file = BufReader::new(File::open(path).ok()?);
    let text = Unpacked { name: &name, file_name: &name, bytes: &mut file };
    Examined::new(text, None, None).ok()?.format()
}
