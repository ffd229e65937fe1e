//! The forms of finished documents: those of all backends, Word documents and PDF.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser};
use publist::diag::{Code, Diagnostic, Sink as _};
use publist::markup::{BACKENDS, Doc, backend_by_id, beyond_pdftex, render, render_docx, render_page};
use publist::{Error, Result};

use super::session::Session;

/// What heads a page that has no title.
const USUAL_TITLE: &str = "Publications";

const DOCX: &str = "docx";
const PDF: &str = "pdf";

/// How many characters a report names.
const NAMED: usize = 10;

/// How much of a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// A whole file.
    Whole,
    /// What goes into another document.
    Part,
}

/// The form that a file's extension tells.
pub(super) fn of_file(path: &Path) -> Option<&'static str> {
    Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "html" | "htm" => "html",
        "md" | "markdown" => "markdown",
        "tex" => "latex",
        "typ" => "typst",
        "rtf" => "rtf",
        "docx" => DOCX,
        "pdf" => PDF,
        _ => return None,
    })
}

/// Whether there is such a form.
pub(super) fn is_known(form: &str) -> bool {
    is_binary(form) || backend_by_id(form).is_some()
}

/// Whether a document in this form is no text.
pub(super) fn is_binary(form: &str) -> bool {
    [DOCX, PDF].contains(&form)
}

/// The names of all forms, for the command line.
pub(super) fn parser() -> PossibleValuesParser {
    let backends = BACKENDS.iter().map(|backend| PossibleValue::new(backend.id()).help(backend.name()));
    let binary = [(DOCX, "Word document"), (PDF, "PDF, where publist was built with it")];
    PossibleValuesParser::new(backends.chain(binary.map(|(name, help)| PossibleValue::new(name).help(help))))
}

/// Writes a document, and reports what cannot be shown in this form.
///
/// # Errors
/// When this program has no PDF, or Typst cannot set the document.
pub(super) fn write(doc: &Doc, form: &str, extent: Extent, session: &Session) -> Result<Vec<u8>> {
    let Some(backend) = backend_by_id(form) else {
        return if form == PDF { write_pdf(doc, session) } else { Ok(render_docx(doc, USUAL_TITLE)?) };
    };
    if extent == Extent::Part {
        return Ok(render(doc, backend).into_bytes());
    }
    let page = render_page(doc, backend, USUAL_TITLE);
    if backend.id() == "latex" {
        let beyond = beyond_pdftex(&render(doc, backend));
        if !beyond.is_empty() {
            let message = format!("pdfLaTeX has no letters for {}", characters(beyond));
            let hint = "set the document with lualatex; pdflatex shows how they are read, or their numbers";
            session.sink().report(Diagnostic::new(Code::BeyondPdftex, message).hint(hint));
        }
    }
    Ok(page.into_bytes())
}

#[cfg(feature = "pdf")]
fn write_pdf(doc: &Doc, session: &Session) -> Result<Vec<u8>> {
    let pdf = publist::markup::render_pdf(doc, USUAL_TITLE)
        .map_err(|reason| Error::usage(format!("Typst cannot set the list as PDF: {reason}")))?;
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

#[cfg(not(feature = "pdf"))]
fn write_pdf(_: &Doc, _: &Session) -> Result<Vec<u8>> {
    Err(Error::usage(
        "this publist was built without PDF: install it with `cargo install publist --features pdf`, or write a .typ file and \
         run `typst compile` on it",
    ))
}

/// Characters as a report names them.
fn characters(all: impl IntoIterator<Item = char>) -> String {
    let mut all = all.into_iter();
    let named: Vec<String> =
        all.by_ref().take(NAMED).map(|character| format!("{character} (U+{:04X})", u32::from(character))).collect();
    let more = all.count();
    let rest = if more == 0 { String::new() } else { format!(" and {more} more characters") };
    named.join(", ") + &rest
}
