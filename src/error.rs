//! The only error type: the system refused something, or the caller asked for something impossible.
//!
//! Problems of the *data* are never errors but a [`crate::Diagnostic`].

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// An error that ends the work.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// The kinds of errors.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Reading or writing a file failed.
    Io {
        /// The file, or `None` for a standard stream.
        path: Option<PathBuf>,
        /// The error of the system.
        source: io::Error,
    },
    /// The caller asked for something that does not exist or cannot be done. The text says what, and what can be done
    /// instead.
    Usage(String),
    /// The text of a query or of a pattern of citation keys has an error.
    Syntax {
        /// The column of the error, in characters, from 1.
        column: usize,
        /// What is wrong, and what to do.
        message: String,
    },
    /// The format of a file was not recognised, or its extension belongs to no format. The text names the file.
    UnknownFormat(String),
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Creates an error for reading or writing a file.
    pub fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self(Box::new(ErrorKind::Io { path: Some(path.into()), source }))
    }

    /// Creates an error for a wrong request.
    pub fn usage(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Usage(message.into())))
    }

    /// Creates an error for the text of a query or of a pattern; the column counts characters, from 1.
    pub fn syntax(column: usize, message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::Syntax { column, message: message.into() }))
    }

    /// Creates an error for a file without a known format.
    pub fn unknown_format(message: impl Into<String>) -> Self {
        Self(Box::new(ErrorKind::UnknownFormat(message.into())))
    }

    /// Adds the name of a file, unless the error has one.
    #[must_use]
    pub fn in_file(self, path: &Path) -> Self {
        match *self.0 {
            ErrorKind::Io { path: None, source } => Self::io(path, source),
            _ => self,
        }
    }

    /// Returns the kind of error.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// Returns the column of the error in the text of a query or of a pattern, in characters, from 1.
    pub fn column(&self) -> Option<usize> {
        match self.kind() {
            ErrorKind::Syntax { column, .. } => Some(*column),
            _ => None,
        }
    }

    /// Returns whether the reader of the output closed it, which is not a failure of this program.
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
            ErrorKind::Syntax { column, message } => write!(formatter, "column {column}: {message}"),
            ErrorKind::Usage(message) | ErrorKind::UnknownFormat(message) => formatter.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Io { source, .. } => Some(source),
            ErrorKind::Syntax { .. } | ErrorKind::Usage(_) | ErrorKind::UnknownFormat(_) => None,
        }
    }
}
