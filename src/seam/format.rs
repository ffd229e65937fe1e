//! What a format is.

use super::{FieldMap, Reader, Writer};

/// A format of bibliographic data.
pub struct Format {
    /// The name used on the command line.
    pub id: &'static str,
    /// The name people use.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub summary: &'static str,
    /// The file extensions, without the dot, the usual one first.
    pub extensions: &'static [&'static str],
    /// How likely a file that starts with these bytes is of this format.
    pub sniff: fn(&[u8]) -> Likelihood,
    /// Reads it.
    pub reader: Option<&'static dyn Reader>,
    /// Writes it.
    pub writer: Option<&'static dyn Writer>,
    /// Which of its fields holds which variable, for both directions and for the loss table.
    pub fields: &'static FieldMap,
}

/// How likely it is that a file is of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// It is not.
    No,
    /// It may be, and a more telling format goes first.
    Possible,
    /// It is as good as sure.
    Certain,
}
