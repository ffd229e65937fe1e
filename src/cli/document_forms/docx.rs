//! Word documents (feature `docx`).

use publist::Result;
use publist::markup::{Doc, render_docx};

use super::USUAL_TITLE;

/// Writes a document.
///
/// # Errors
/// When there is no memory for it.
pub(super) fn write(doc: &Doc) -> Result<Vec<u8>> {
    Ok(render_docx(doc, USUAL_TITLE)?)
}
