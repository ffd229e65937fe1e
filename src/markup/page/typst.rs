//! A Typst document.

use super::Page;
use crate::markup::Paper;
use crate::markup::backend::{Backend, render};
use crate::markup::typst::string_literal;

/// Writes the document. Its metadata also becomes that of the PDF.
pub(super) fn page(page: &Page<'_>, backend: &dyn Backend) -> String {
    let body = render(&page.levelled(), backend);
    let mut subtags = page.language.split(['-', '_']);
    // Typst accepts languages of two or three letters and regions of two.
    let is_subtag = |tag: &&str, lengths: &[usize]| {
        lengths.contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let language = subtags.next().filter(|tag| is_subtag(tag, &[2, 3])).unwrap_or("en").to_ascii_lowercase();
    let region =
        subtags.find(|tag| is_subtag(tag, &[2])).map(|tag| format!(", region: \"{}\"", tag.to_ascii_uppercase()));
    let layout = &page.doc.layout;
    let font = layout.font.as_deref().map(|font| format!(", font: {}", string_literal(font))).unwrap_or_default();
    format!(
        "#set document(title: {})\n#set page(paper: \"{}\", margin: {}mm, numbering: \"1\")\n\
         #set text(lang: \"{language}\"{}{font})\n#show heading: set block(above: 1.5em, below: 0.9em)\n#show link: set text(fill: rgb(\"#1a4b8c\"))\n\n{body}",
        string_literal(&page.title),
        match layout.paper.unwrap_or_default() {
            Paper::A4 => "a4",
            Paper::Letter => "us-letter",
        },
        layout.margin,
        region.unwrap_or_default(),
    )
}
