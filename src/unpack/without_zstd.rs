//! Zstandard without the feature `zstd`: it is recognised but cannot be read.

use std::io::{self, BufRead, Read};

/// Whether this build can read Zstandard.
pub(super) const IS_READ: bool = false;

/// Always fails.
///
/// # Errors
/// Returns an error of the kind `Unsupported`.
pub(super) fn decoder<'a>(_: impl BufRead + 'a) -> io::Result<Box<dyn Read + 'a>> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "this build of publist cannot read Zstandard"))
}
