//! Zstandard (RFC 8878), with the reference implementation in C (feature `zstd`).

use std::io::{self, BufRead, Read};

/// Whether this build can read Zstandard.
pub(super) const IS_READ: bool = true;

/// Returns a reader of the content.
///
/// # Errors
/// Returns an error if the decoder cannot be created.
pub(super) fn decoder<'a>(bytes: impl BufRead + 'a) -> io::Result<Box<dyn Read + 'a>> {
    Ok(Box::new(zstd::Decoder::with_buffer(bytes)?))
}
