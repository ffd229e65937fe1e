//! Errors in patterns of citation keys.

use std::fmt;

/// An error in a pattern, with its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPatternError {
    /// The column in the pattern, in characters, from 1.
    pub column: usize,
    /// What is wrong there, and what is allowed there.
    pub message: String,
}

impl fmt::Display for KeyPatternError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "column {}: {}", self.column, self.message)
    }
}

impl std::error::Error for KeyPatternError {}
