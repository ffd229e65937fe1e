//! Files that are replaced by what is made of them (`--in-place`).

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use publist::formats::Writer;
use publist::model::SourceFile;
use publist::{Error, Record, Result, by_id};

/// Returns the writer for the only input, if all records and nothing else were read from this file in place.
///
/// # Errors
/// Returns an error if the input is not a plain .bib file, or cannot be read again.
pub(crate) fn writer_for(
    path: &Path,
    files: &[Arc<SourceFile>],
    mut records: impl Iterator<Item = impl std::borrow::Borrow<Record>>,
) -> Result<&'static dyn Writer> {
    let [file] = files else { return Err(not_in_place(path)) };
    let Some(writer) = by_id(file.format).and_then(|format| format.writer) else { return Err(not_in_place(path)) };
    // Only this file was read: not a packed one, and not standard input.
    let bytes = fs::read(path).map_err(|error| Error::io(path, error))?;
    let held = file.bytes.as_deref().unwrap_or(file.text.as_bytes());
    let is_whole = bytes == held || bytes.strip_prefix(b"\xEF\xBB\xBF") == Some(held);
    let is_elsewhere =
        |record: &Record| record.passage.as_ref().is_none_or(|passage| !Arc::ptr_eq(&passage.file, file));
    if !is_whole || records.any(|record| is_elsewhere(record.borrow())) {
        return Err(not_in_place(path));
    }
    Ok(writer)
}

/// Returns the only file among the inputs.
///
/// # Errors
/// Returns an error if there are several, or none.
pub(crate) fn only_file(files: Vec<PathBuf>) -> Result<PathBuf> {
    match <[PathBuf; 1]>::try_from(files) {
        Ok([path]) => Ok(path),
        Err(_) => Err(Error::usage("--in-place works on exactly one file: name one, or use --output")),
    }
}

fn not_in_place(path: &Path) -> Error {
    let path = path.display();
    Error::usage(format!("{path} is not a plain .bib file, and only those can be changed in place: use --output"))
}
