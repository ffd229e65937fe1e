//! The one error type: the machine refused something, or the caller asked for what cannot be.
//!
//! What is wrong with the *data* is never an error but a [`crate::Diagnostic`].

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure that ends the work.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// What failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Reading or writing a file failed.
    Io {
        /// The file, or `None` for a standard stream.
        path: Option<PathBuf>,
        /// What the system said.
        source: io::Error,
    },
    /// The caller asked for what does not exist or cannot be done. The text says what, and what can be done instead.
    Usage(String),
    /// The format of a file was not recognised, or its extension means none. The text says of which file.
    UnknownFormat(String),
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A failure to read or write a file.
    pub fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self(Box::new(ErrorKind::Io { path: Some(path.into()), source }))
    }

    /// A wrong request.
    pub fn usage(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Usage(message.into())))
    }

    /// A file of no known format.
    pub fn unknown_format(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::UnknownFormat(message.into())))
    }

    /// The same failure, about this file unless it names one.
    #[must_use]
    pub fn in_file(self, path: &Path) -> Self {
        match *self.0 {
            ErrorKind::Io { path: None, source } => Self::io(path, source),
            _ => self,
        }
    }

    /// What failed.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Whether the reader of our output went away, which is no failure of ours.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self.kind(), ErrorKind::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<io::Error> for Error {
    fn from(source: io::Error) -> Self {
        Self(Box::new(ErrorKind::Io { path: None, source }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::Io { path: Some(path), source } => write!(formatter, "{}: {source}", path.display()),
            ErrorKind::Io { path: None, source } => source.fmt(formatter),
            ErrorKind::Usage(message) | ErrorKind::UnknownFormat(message) => formatter.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Io { source, .. } => Some(source),
            ErrorKind::Usage(_) | ErrorKind::UnknownFormat(_) => None,
        }
    }
}
