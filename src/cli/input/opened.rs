//! The files that were read, for outputs that are one of them.

use std::cell::RefCell;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use publist::files::FileVersion;
use publist::{Error, Format, Result};

/// The path of standard input as a file, on systems that have it.
const STANDARD_INPUT: &str = "/dev/stdin";

/// The path of standard output as a file, on systems that have it.
const STANDARD_OUTPUT: &str = "/dev/stdout";

/// The files that a run has opened.
#[derive(Default)]
pub(crate) struct OpenedFiles(RefCell<Vec<OpenedFile>>);

/// A file that was opened.
#[derive(Clone)]
pub(crate) struct OpenedFile {
    /// The path without links, if there is one.
    place: Option<PathBuf>,
    /// Its state before it was read.
    version: FileVersion,
    /// The formats of the texts in it.
    formats: Vec<&'static Format>,
}

impl OpenedFiles {
    /// Takes note of a file that was opened and not yet read.
    ///
    /// # Errors
    /// Returns an error if standard output goes to the same file, as what is read would be what was just written.
    pub(crate) fn add(&self, path: &Path, metadata: &Metadata) -> Result<()> {
        if !metadata.is_file() {
            return Ok(());
        }
        let version = FileVersion::of(metadata);
        let output = fs::metadata(STANDARD_OUTPUT).ok().filter(Metadata::is_file);
        if output.is_some_and(|output| FileVersion::of(&output).is_of_same_file(&version)) {
            let path = path.display();
            return Err(Error::usage(format!("{path} is also the output: redirect the output to another file")));
        }
        let place = fs::canonicalize(path).ok();
        self.0.borrow_mut().push(OpenedFile { place, version, formats: Vec::new() });
        Ok(())
    }

    /// Takes note that standard input is about to be read.
    ///
    /// # Errors
    /// Like [`OpenedFiles::add`].
    pub(crate) fn add_standard_input(&self) -> Result<()> {
        match fs::metadata(STANDARD_INPUT) {
            Ok(metadata) => self.add(Path::new(STANDARD_INPUT), &metadata),
            Err(_) => Ok(()),
        }
    }

    /// Takes note of the format of a text in the file that was opened last.
    pub(crate) fn add_format(&self, format: &'static Format) {
        if let Some(file) = self.0.borrow_mut().last_mut() {
            file.formats.push(format);
        }
    }

    /// Returns the last opened file that is at this path, or that was there.
    pub(crate) fn at(&self, path: &Path) -> Option<OpenedFile> {
        let place = fs::canonicalize(path).ok()?;
        let version = fs::metadata(path).ok().map(|metadata| FileVersion::of(&metadata));
        let is_same = |file: &&OpenedFile| {
            let is_same_file = version.as_ref().is_some_and(|version| version.is_of_same_file(&file.version));
            is_same_file || file.place.as_ref() == Some(&place)
        };
        self.0.borrow().iter().rev().find(is_same).cloned()
    }
}

impl OpenedFile {
    /// Returns its state before it was read.
    pub(crate) fn version(&self) -> &FileVersion {
        &self.version
    }

    /// Returns whether everything in it can be written back in this format.
    pub(crate) fn is_rewritten_as(&self, format: &Format) -> bool {
        let is_kept =
            |read: &&Format| read.id == format.id || format.writer.is_some_and(|writer| writer.writes_back(read.id));
        self.formats.iter().all(is_kept)
    }
}
