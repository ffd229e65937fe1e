//! Word documents without the feature `docx`: an error.

use publist::markup::Doc;
use publist::{Error, Result};

use crate::cli::session::Session;

/// Always fails.
///
/// # Errors
/// Returns an error that names the feature.
pub(super) fn write(_: &Doc, _: &Session) -> Result<Vec<u8>> {
    Err(Error::usage(
        "this publist was built without Word documents: install it with `cargo install publist --features docx`, or write an \
         .rtf file, which Word and LibreOffice open, too",
    ))
}
