//! PDF, produced by Typst's compiler (feature `pdf`).

use publist::Result;
use publist::diag::{Code, Diagnostic, Sink as _};
use publist::markup::{Doc, render_pdf};

use super::{USUAL_TITLE, characters};
use crate::cli::session::Session;

/// Writes a document, and reports Typst's warnings and characters that no font has.
///
/// # Errors
/// Returns an error if Typst cannot set the document.
pub(super) fn write(doc: &Doc, session: &Session) -> Result<Vec<u8>> {
    let pdf = render_pdf(doc, USUAL_TITLE)?;
    if !pdf.missing.is_empty() {
        let message = format!("no font has {}", characters(pdf.missing));
        let hint = "install a font that has them, such as Noto (https://fonts.google.com/noto)";
        session.sink().report(Diagnostic::new(Code::GlyphMissing, message).hint(hint));
    }
    for warning in pdf.warnings {
        session.sink().report(Diagnostic::new(Code::TypesettingWarning, format!("Typst warns: {warning}")));
    }
    Ok(pdf.bytes)
}
