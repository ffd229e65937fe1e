//! Reads and writes files and text in a known format.

use std::path::Path;

use super::read::{read_input, read_path};
use super::write::{to_bytes, write_path};
use super::{Library, Written, to_string};
use crate::diag::Diagnostic;
use crate::error::Result;
use crate::model::Record;
use crate::seam::{Format, WriteOptions};

/// The name of text that is not in a file.
const TEXT: &str = "<text>";

impl Format {
    /// Reads text of this format.
    ///
    /// # Errors
    /// Returns an error if this format can only be written.
    ///
    /// ```
    /// use publist::formats;
    ///
    /// let library = formats::BIBTEX.read_str("@book{lu, title = {On {SER}}, year = 2022}")?;
    /// assert_eq!(library.records[0].id, "lu");
    /// # Ok::<(), publist::Error>(())
    /// ```
    pub fn read_str(&'static self, text: &str) -> Result<Library> {
        self.read_bytes(TEXT, text.as_bytes())
    }

    /// Reads bytes of this format. The name is used in reports.
    ///
    /// # Errors
    /// Returns an error if this format can only be written, or if the bytes are not text.
    pub fn read_bytes(&'static self, name: &str, mut bytes: &[u8]) -> Result<Library> {
        read_input(name, &mut bytes, Some(self))
    }

    /// Reads a file of this format, whatever its name. Compressed files and archives are unpacked.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read, if this format can only be written, or if the file is not text.
    ///
    /// ```
    /// use publist::formats;
    ///
    /// let page = formats::PROFILE.read_file("fixtures/profile/yuan-zong.txt")?;
    /// assert_eq!(page.records[0].id, "lu2022speech");
    /// # Ok::<(), publist::Error>(())
    /// ```
    pub fn read_file(&'static self, path: impl AsRef<Path>) -> Result<Library> {
        read_path(path.as_ref(), Some(self))
    }

    /// Writes records as text in this format: see [`to_string`].
    ///
    /// # Errors
    /// Returns the same errors as [`to_string`].
    ///
    /// ```
    /// use publist::formats;
    ///
    /// let library = formats::RIS.read_str("TY  - BOOK\nID  - lu\nTI  - On SER\nER  - \n")?;
    /// let bib = formats::BIBLATEX.write_to_string(&library.records)?;
    /// assert_eq!(bib.text, "@book{lu,\n  title = {On {SER}},\n}\n");
    /// # Ok::<(), publist::Error>(())
    /// ```
    pub fn write_to_string(&'static self, records: &[Record]) -> Result<Written> {
        to_string(self, records)
    }

    /// Writes records as the bytes of a file in this format, and returns them with reports of the values that the
    /// format cannot represent.
    ///
    /// # Errors
    /// Returns an error if this format can only be read.
    pub fn write_to_bytes(
        &'static self,
        records: &[Record],
        options: &WriteOptions,
    ) -> Result<(Vec<u8>, Vec<Diagnostic>)> {
        to_bytes(self, records, options)
    }

    /// Writes records to a file in this format, whatever its extension, and returns reports of the values that the
    /// format cannot represent. The file is written completely or not at all.
    ///
    /// # Errors
    /// Returns an error if this format can only be read, or if the file cannot be written.
    pub fn write_file(
        &'static self,
        path: impl AsRef<Path>,
        records: &[Record],
        options: &WriteOptions,
    ) -> Result<Vec<Diagnostic>> {
        write_path(path.as_ref(), self, records, options)
    }
}
