//! An HTML page.

use super::Page;
use crate::markup::backend::{Backend, render, render_text};
use crate::markup::html::escaped;
use crate::markup::{Block, Entry};

/// The style of an HTML page: readable on screens and paper, in light and dark, without loading anything from
/// elsewhere.
const STYLE_SHEET: &str = "\
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --link: #0b4a8f; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #e8e8e8; --link: #9cc7ff; } }
html { background: var(--paper); color: var(--ink); }
a { color: var(--link); }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 0.6em; }
.csl-entry { margin: 0 0 0.7em; display: flow-root; }
.hanging-indent .csl-entry { padding-left: 2em; text-indent: -2em; }
.csl-left-margin { float: left; }
.csl-right-inline { display: block; }
code { overflow-wrap: anywhere; }
@page { margin: 2.5cm; }
@media print {
  :root { --paper: #fff; --ink: #000; }
  body { max-width: none; margin: 0; padding: 0; font: 11pt/1.4 serif; }
  h1, h2, h3, h4 { break-after: avoid; }
  .csl-entry { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
}
";

/// Writes the page. Its title is the only heading of level 1, and the levels of the following headings have no gaps.
pub(super) fn page(page: &Page<'_>, backend: &dyn Backend) -> String {
    let body = render(&page.without_title(), backend);
    let heading = render_text(&page.heading, backend);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE_SHEET}{}</style>\n</head>\n<body>\n<main>\n<h1>{heading}</h1>\n{body}</main>\n</body>\n</html>\n",
        escaped(page.language),
        escaped(&page.title),
        label_width(page),
    )
}

/// The rule that aligns references after labels, for a label as wide as the widest, measured in digits.
fn label_width(page: &Page<'_>) -> String {
    let entries = page.doc.blocks.iter().flat_map(|block| match block {
        Block::References(list) => list.entries.as_slice(),
        _ => &[],
    });
    let widest = entries.filter_map(Entry::label).map(|label| label.to_plain().chars().count()).max();
    widest.map_or_else(String::new, |width| format!(".csl-right-inline {{ margin-left: {}ch; }}\n", width + 1))
}
