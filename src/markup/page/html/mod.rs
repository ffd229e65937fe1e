//! An HTML page. Its policy allows no script but its own, whatever the records hold.

mod chart;
mod web;

use super::Page;
use crate::markup::backend::{Backend, render, render_text};
use crate::markup::html::escaped;
use crate::markup::{Block, Entry, PageLayout, Theme};
use crate::text::sha256::{base64, sha256};
use web::WebHtml;

/// The style of an HTML page: readable on screens and paper, in light and dark, without loading anything from
/// elsewhere.
const STYLE_SHEET: &str = include_str!("page.css");

/// The script of a page with search or BibTeX.
const SCRIPT: &str = include_str!("page.js");

/// Writes the page. Its title is the only heading of level 1, and the levels of the following headings have no gaps.
pub(super) fn page(page: &Page<'_>, backend: &dyn Backend) -> String {
    let web = page.doc.blocks.iter().find_map(|block| match block {
        Block::Web(web) => Some(web.as_ref()),
        _ => None,
    });
    let doc = page.without_title();
    let body = web.map_or_else(|| render(&doc, backend), |web| render(&doc, &WebHtml(web)));
    let heading = render_text(&page.heading, backend);
    let is_used = ["publist-find", "publist-buttons"].iter().any(|class| body.contains(&format!("class=\"{class}\"")));
    let script = if is_used { format!("<script>{SCRIPT}</script>\n") } else { String::new() };
    let allowed =
        if is_used { format!("'sha256-{}'", base64(&sha256(SCRIPT.as_bytes()))) } else { "'none'".to_owned() };
    let theme = match web.map(|web| web.theme) {
        Some(theme) if theme != Theme::System => format!(" class=\"{theme}\""),
        _ => String::new(),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"{theme}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"script-src {allowed}; object-src 'none'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE_SHEET}{}{}</style>\n</head>\n<body>\n<main>\n<h1>{heading}</h1>\n{body}</main>\n{script}</body>\n</html>\n",
        escaped(page.language),
        escaped(&page.title),
        label_width(page),
        sheets(&page.doc.layout),
    )
}

/// The rules for printing. The size of the sheets is that of the reader's printer.
fn sheets(layout: &PageLayout) -> String {
    let font =
        layout.font.as_deref().map(|font| format!("@media print {{ body {{ font-family: \"{font}\", serif; }} }}\n"));
    format!("@page {{ margin: {}mm; }}\n{}", layout.margin, font.unwrap_or_default())
}

/// The rule that aligns references after labels, for a label as wide as the widest, measured in digits.
fn label_width(page: &Page<'_>) -> String {
    let entries = page.doc.blocks.iter().flat_map(|block| match block {
        Block::References(list) => list.entries.as_slice(),
        _ => &[],
    });
    let widest = entries.filter_map(Entry::label).map(|label| label.to_plain().chars().count()).max();
    widest.map_or_else(String::new, |width| {
        format!(".csl-right-inline, .publist-more {{ margin-left: {}ch; }}\n", width + 1)
    })
}

#[cfg(test)]
mod tests;
