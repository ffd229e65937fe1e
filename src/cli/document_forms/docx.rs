//! Word documents (feature `docx`).

use publist::Result;
use publist::markup::{Doc, render_docx};

use super::USUAL_TITLE;
use crate::cli::session::Session;

/// Writes a document.
///
/// # Errors
/// Returns an error if the document cannot be written; it is written to memory.
pub(super) fn write(doc: &Doc, _: &Session) -> Result<Vec<u8>> {
    render_docx(doc, USUAL_TITLE)
}
