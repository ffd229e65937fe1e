//! Methods that write documents and texts in each output format.

use super::{Doc, html, latex, markdown, plain, rtf, typst};
use super::{render, render_text};
use crate::model::Text;

/// Adds a method for each output format to a type.
macro_rules! forms {
    ($type:ty, $render:ident, $($method:ident => $backend:expr, $form:literal;)+) => {
        impl $type {
            $(
                #[doc = concat!("This as ", $form, ".")]
                #[must_use]
                pub fn $method(&self) -> String {
                    $render(self, &$backend)
                }
            )+
        }
    };
}

forms! { Doc, render,
    to_text => plain::Plain, "plain text";
    to_html => html::Html, "HTML: elements without a page around them, which [`render_page`](super::render_page) adds";
    to_markdown => markdown::Markdown, "Markdown";
    to_latex => latex::Latex, "LaTeX: the body of a document, which [`render_page`](super::render_page) makes whole";
    to_typst => typst::Typst, "Typst markup";
    to_rtf => rtf::Rtf, "RTF, a whole file";
}

forms! { Text, render_text,
    to_text => plain::Plain, "plain text, with quotation marks around quotations and mathematics in Unicode";
    to_html => html::Html, "HTML";
    to_markdown => markdown::Markdown, "Markdown";
    to_latex => latex::Latex, "LaTeX";
    to_typst => typst::Typst, "Typst markup";
    to_rtf => rtf::Rtf, "RTF, a part of a file";
}
