//! Finds the files that an argument means.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use publist::{Error, Result};

/// An input.
pub(super) enum Source {
    StandardInput,
    File(PathBuf),
}

impl Source {
    /// Returns the inputs of an argument, which all exist: `-`, a file, or the files that match a pattern, sorted by
    /// name.
    ///
    /// A folder is refused: it does not say which of its files are meant, and a pattern does.
    ///
    /// # Errors
    /// Returns an error if a file is missing or cannot be opened, if a pattern matches no file, and for a folder.
    pub(super) fn look_up(argument: &Path) -> Result<Vec<Self>> {
        if argument == Path::new("-") {
            return Ok(vec![Self::StandardInput]);
        }
        match fs::metadata(argument) {
            Ok(metadata) if metadata.is_dir() => {
                let name = argument.display();
                let message =
                    format!("{name} is a folder: name the files in it, or a pattern such as '{name}/**/*.json'");
                Err(Error::usage(message))
            }
            // A pipe must not be opened twice: its writer would notice that it was closed.
            Ok(metadata) if metadata.is_file() => {
                File::open(argument).map_err(|error| Error::io(argument, error))?;
                Ok(vec![Self::File(argument.to_owned())])
            }
            Ok(_) => Ok(vec![Self::File(argument.to_owned())]),
            Err(error) => match argument.to_str().filter(|_| error.kind() == io::ErrorKind::NotFound) {
                Some(pattern) if pattern.contains(['*', '?', '[']) => find(pattern),
                _ => Err(Error::io(argument, error)),
            },
        }
    }
}

/// Finds the files of a pattern: shells pass on patterns that are quoted or match too many files for a command line.
fn find(pattern: &str) -> Result<Vec<Source>> {
    let found = glob::glob(pattern).map_err(|error| Error::usage(format!("{pattern}: {error}")))?;
    let mut sources = Vec::new();
    for path in found {
        let path = path.map_err(|error| Error::io(error.path().to_owned(), error.into()))?;
        if !path.is_dir() {
            File::open(&path).map_err(|error| Error::io(&path, error))?;
            sources.push(Source::File(path));
        }
    }
    if sources.is_empty() {
        return Err(Error::usage(format!("{pattern}: no file matches this pattern")));
    }
    Ok(sources)
}
