//! The output forms of finished documents: those of all backends, Word documents and PDF.

#[cfg_attr(not(feature = "docx"), path = "without_docx.rs")]
mod docx;
#[cfg_attr(not(feature = "pdf"), path = "without_pdf.rs")]
mod pdf;

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser};
use publist::Result;
use publist::diag::{Code, Diagnostic, Sink as _};
use publist::markup::{BACKENDS, Doc, backend_by_id, beyond_pdftex, render, render_page};

use super::session::Session;

/// The heading of a page without a title.
const USUAL_TITLE: &str = "Publications";

const DOCX: &str = "docx";
const PDF: &str = "pdf";

/// The maximum number of characters that a report lists.
const NAMED: usize = 10;

/// How much of a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// A complete file.
    Whole,
    /// A part that goes into another document.
    Part,
}

/// Returns the form for a file's extension.
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

/// Returns whether this is the name of a form.
pub(super) fn is_known(form: &str) -> bool {
    is_binary(form) || backend_by_id(form).is_some()
}

/// Returns whether documents in this form are binary.
pub(super) fn is_binary(form: &str) -> bool {
    [DOCX, PDF].contains(&form)
}

/// Returns the parser of the names of all forms.
pub(super) fn parser() -> PossibleValuesParser {
    let backends = BACKENDS.iter().map(|backend| PossibleValue::new(backend.id()).help(backend.name()));
    let binary = [(DOCX, "Word document"), (PDF, "PDF, where publist was built with it")];
    PossibleValuesParser::new(backends.chain(binary.map(|(name, help)| PossibleValue::new(name).help(help))))
}

/// Writes a document, and reports characters that this form cannot show.
///
/// # Errors
/// Returns an error if the program was built without this form, or if Typst cannot set the document.
pub(super) fn write(doc: &Doc, form: &str, extent: Extent, session: &Session) -> Result<Vec<u8>> {
    let Some(backend) = backend_by_id(form) else {
        return if form == PDF { pdf::write(doc, session) } else { docx::write(doc) };
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

/// Lists characters for a report.
fn characters(all: impl IntoIterator<Item = char>) -> String {
    let mut all = all.into_iter();
    let named: Vec<String> =
        all.by_ref().take(NAMED).map(|character| format!("{character} (U+{:04X})", u32::from(character))).collect();
    let more = all.count();
    let rest = if more == 0 { String::new() } else { format!(" and {more} more characters") };
    named.join(", ") + &rest
}
