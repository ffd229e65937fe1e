//! The output forms of finished documents: those of all backends, and binary ones.

#[cfg_attr(not(feature = "docx"), path = "without_docx.rs")]
mod docx;
#[cfg_attr(not(feature = "pdf"), path = "without_pdf.rs")]
mod pdf;

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser};
use publist::diag::{Code, Diagnostic, Sink as _};
use publist::markup::{
    BACKENDS, Block, Doc, Remark, RemarkLinks, backend_by_id, beyond_pdftex, render, render_json_feed, render_page,
    render_part, render_rss,
};
use publist::{Error, Result};

use super::session::Session;

/// The binary forms, in the order in which they are listed.
const BINARY: &[BinaryForm] = &[
    BinaryForm { id: "docx", name: "Word document", write: docx::write },
    BinaryForm { id: "pdf", name: "PDF, where publist was built with it", write: pdf::write },
];

/// A form whose files are not text. Its id is also the extension of its files.
struct BinaryForm {
    /// The name used on the command line.
    id: &'static str,
    /// The name shown to people.
    name: &'static str,
    /// Writes a document, and reports to the session what the form cannot show. Returns an error if the program was
    /// built without the form.
    write: fn(&Doc, &Session) -> Result<Vec<u8>>,
}

/// The feeds, in the order in which they are listed.
const FEEDS: &[FeedForm] = &[
    FeedForm { id: "json-feed", name: "JSON Feed 1.1", extensions: &["json"], render: render_json_feed },
    FeedForm { id: "rss", name: "RSS 2.0", extensions: &["rss", "xml"], render: render_rss },
];

/// A form that is a feed of the works, for programs that show what is new.
struct FeedForm {
    /// The name used on the command line.
    id: &'static str,
    /// The name shown to people.
    name: &'static str,
    /// The extensions of its files.
    extensions: &'static [&'static str],
    /// Writes a document with a title to use if it has none.
    render: fn(&Doc, &str) -> String,
}

/// The heading of a page without a title.
const USUAL_TITLE: &str = "Publications";

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
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    let backend = BACKENDS.iter().find(|backend| backend.extensions().contains(&extension.as_str()));
    let feed = || FEEDS.iter().find(|feed| feed.extensions.contains(&extension.as_str())).map(|feed| feed.id);
    backend.map(|backend| backend.id()).or_else(|| binary(&extension).map(|form| form.id)).or_else(feed)
}

/// Returns whether this is the name of a form.
pub(super) fn is_known(form: &str) -> bool {
    is_binary(form) || feed(form).is_some() || backend_by_id(form).is_some()
}

/// Returns whether documents in this form are binary.
pub(super) fn is_binary(form: &str) -> bool {
    binary(form).is_some()
}

fn binary(id: &str) -> Option<&'static BinaryForm> {
    BINARY.iter().find(|form| form.id == id)
}

fn feed(id: &str) -> Option<&'static FeedForm> {
    FEEDS.iter().find(|feed| feed.id == id)
}

/// Returns the parser of the names of all forms.
pub(super) fn parser() -> PossibleValuesParser {
    let backends = BACKENDS.iter().map(|backend| (backend.id(), backend.name()));
    let binary = BINARY.iter().map(|form| (form.id, form.name));
    let feeds = FEEDS.iter().map(|feed| (feed.id, feed.name));
    PossibleValuesParser::new(backends.chain(binary).chain(feeds).map(|(id, name)| PossibleValue::new(id).help(name)))
}

/// Writes a document, and reports characters that this form cannot show.
///
/// # Errors
/// Returns an error if the form is unknown, if the program was built without it, or if Typst cannot set the document.
pub(super) fn write(doc: &Doc, form: &str, extent: Extent, session: &Session) -> Result<Vec<u8>> {
    if let Some(form) = binary(form) {
        report_relative(doc, form.id, session);
        return (form.write)(doc, session);
    }
    if let Some(form) = feed(form) {
        if form.id == "rss" && !has_home(doc) {
            let report =
                Diagnostic::new(Code::FeedWithoutHome, "RSS needs the address of the page, which is not known");
            session.sink().report(report.hint("set `home` in the table [feed] of publist.toml"));
        }
        return Ok((form.render)(doc, USUAL_TITLE).into_bytes());
    }
    let backend = backend_by_id(form).ok_or_else(|| Error::usage(format!("there is no output form `{form}`")))?;
    if backend.remark_links() != RemarkLinks::OfSite {
        report_relative(doc, form, session);
    }
    if extent == Extent::Part {
        return Ok(render_part(doc, backend).into_bytes());
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

/// Whether the settings of feeds have the address of the page.
fn has_home(doc: &Doc) -> bool {
    doc.blocks.iter().any(|block| matches!(block, Block::Web(page) if page.feed.home.is_some()))
}

/// Reports links that are relative to a site, which documents of this form do not have.
fn report_relative(doc: &Doc, form: &str, session: &Session) {
    let lists = doc.blocks.iter().filter_map(|block| match block {
        Block::References(list) => Some(list),
        _ => None,
    });
    let remarks = lists.flat_map(|list| &list.entries).flat_map(|entry| &entry.remarks);
    let relative: Vec<&str> = remarks
        .filter(|remark| remark.is_relative())
        .filter_map(|remark| match remark {
            Remark::Link { address, .. } => Some(address.as_str()),
            _ => None,
        })
        .collect();
    if let Some(first) = relative.first() {
        let links = if relative.len() == 1 { "one link".to_owned() } else { format!("{} links", relative.len()) };
        let message = format!("{links} relative to a site cannot be followed from {form}, such as “{first}”");
        let hint = "set `base` in publist.toml to the address of the site";
        session.sink().report(Diagnostic::new(Code::RelativeAddress, message).hint(hint));
    }
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
