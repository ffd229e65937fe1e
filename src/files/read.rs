//! Reads a file into a [`Library`].

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::Library;
use super::examined::{Examined, Opened};
use super::keys::give_keys;
use crate::diag::{Code, Diagnostic, Sink};
use crate::error::{Error, Result};
use crate::keys::KeyUse;
use crate::model::Record;
use crate::seam::{Format, Reading, read_records};
use crate::unpack::{Unpacked, unpack};

/// Reads a file of any format. Compressed files and archives are unpacked.
///
/// # Errors
/// Returns an error if the file cannot be read, if its format is not recognised, or if it is not text.
/// [`Format::read_file`] reads a file in a known format.
///
/// ```
/// let library = publist::read("fixtures/csl_json/items.json")?;
/// assert_eq!(library.format.id, "csl-json");
/// assert_eq!(library.records[0].id, "shannon1948");
/// # Ok::<(), publist::Error>(())
/// ```
pub fn read(path: impl AsRef<Path>) -> Result<Library> {
    read_path(path.as_ref(), None)
}

/// Reads bytes of any format, like [`read`]. The name is used in reports, and its extension helps to detect the format.
///
/// # Errors
/// Returns the same errors as [`read`].
///
/// ```
/// let library = publist::read_bytes("refs.bib", b"@book{a, title = {On SER}}")?;
/// assert_eq!(library.format.name, "BibTeX");
/// # Ok::<(), publist::Error>(())
/// ```
pub fn read_bytes(name: &str, mut bytes: &[u8]) -> Result<Library> {
    read_input(name, &mut bytes, None)
}

/// Reads text of any format, like [`read_bytes`].
///
/// # Errors
/// Returns an error if its format is not recognised. [`Format::read_str`] reads text in a known format.
///
/// ```
/// let library = publist::read_str("refs.ris", "TY  - BOOK\nTI  - On SER\nER  - \n")?;
/// assert_eq!(library.records[0].kind, publist::Kind::Book);
/// # Ok::<(), publist::Error>(())
/// ```
pub fn read_str(name: &str, text: &str) -> Result<Library> {
    read_bytes(name, text.as_bytes())
}

/// Reads a file, in this format or in the detected one.
pub(super) fn read_path(path: &Path, format: Option<&'static Format>) -> Result<Library> {
    let file = File::open(path).map_err(|error| Error::io(path, error))?;
    read_input(&path.to_string_lossy(), &mut BufReader::new(file), format)
}

/// Reads an input, in this format or in the detected one.
pub(super) fn read_input(name: &str, bytes: &mut dyn BufRead, format: Option<&'static Format>) -> Result<Library> {
    if let Some(format) = format {
        format.reader()?;
    }
    let mut contents = Contents { records: Vec::new(), format, first_format: None, refusal: None };
    let mut reports = Vec::new();
    unpack(name, bytes, &mut reports, &mut |text, diag| contents.read(text, diag))?;
    let Contents { mut records, first_format, refusal, .. } = contents;
    let Some(format) = first_format else {
        let nothing = || format!("{name} has nothing that can be read: {}", reasons(&reports));
        return Err(Error::unknown_format(refusal.unwrap_or_else(nothing)));
    };
    assign_keys(&mut records, &mut reports);
    Ok(Library { records, reports, format })
}

fn reasons(reports: &[Diagnostic]) -> String {
    let reasons: Vec<&str> = reports.iter().map(|report| report.message.as_str()).collect();
    if reasons.is_empty() { "it is an empty archive".to_owned() } else { reasons.join("; ") }
}

/// The contents of an input.
struct Contents {
    records: Vec<Record>,
    /// The format that the caller named.
    format: Option<&'static Format>,
    /// The format of the first text that was read.
    first_format: Option<&'static Format>,
    /// The reason why the first refused text was refused.
    refusal: Option<String>,
}

impl Contents {
    fn read(&mut self, text: Unpacked<'_>, diag: &mut dyn Sink) -> Result<()> {
        let mut text = Examined::new(text, self.format, None)?;
        let format = text.format();
        match text.open() {
            Opened::Text(format, input) => {
                self.first_format.get_or_insert(format);
                let mut take = |record, _: &mut dyn Sink| {
                    self.records.push(record);
                    Ok(())
                };
                read_records(format.reader()?, Reading::InPlace, input, &mut take, diag)?;
            }
            Opened::Refused(report) => {
                match (report.code, format) {
                    // A file of a known format may be empty.
                    (Code::EmptyInput, Some(format)) => _ = self.first_format.get_or_insert(format),
                    (Code::EmptyInput, None) => {
                        self.refuse(format!("{}, and its name does not show its format", report.message));
                    }
                    _ => self.refuse(report.message.clone()),
                }
                diag.report(report);
            }
        }
        Ok(())
    }

    fn refuse(&mut self, message: String) {
        self.refusal.get_or_insert(message);
    }
}

/// Assigns an id of its own to every record, except that entries of a `.bib` file keep their keys.
fn assign_keys(records: &mut [Record], diag: &mut dyn Sink) {
    give_keys(records, KeyUse::Identity, |_| true, diag);
}
