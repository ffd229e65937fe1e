//! PDF without the feature `pdf`: an error.

use publist::markup::Doc;
use publist::{Error, Result};

use crate::cli::session::Session;

/// Always fails.
///
/// # Errors
/// Returns an error that names the feature.
pub(super) fn write(_: &Doc, _: &Session) -> Result<Vec<u8>> {
    Err(Error::usage(
        "this publist was built without PDF: install it with `cargo install publist --features pdf`, or write a .typ file and \
         run `typst compile` on it",
    ))
}
