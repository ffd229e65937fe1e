//! The part of a file from which its format is detected.

/// How much of the start of a file is used to detect its format.
pub(super) const BEGINNING: u64 = 8 * 1024;
