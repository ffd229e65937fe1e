//! Whole files with a finished document: an HTML page, a LaTeX document, a Typst document.
//!
//! The output of other backends is already a file.

mod html;
mod latex;
mod typst;

use super::backend::{Backend, render, without_controls};
use super::{Block, Doc};
use crate::model::Text;

pub use latex::beyond_pdftex;

/// Writes a document as a complete file. Its title is the first heading of level 1, or otherwise `title`.
pub fn render_page(doc: &Doc, backend: &dyn Backend, title: &str) -> String {
    let page = Page::of(doc, title);
    match backend.id() {
        "html" => html::page(&page, backend),
        "latex" => latex::page(&page, backend),
        "typst" => typst::page(&page, backend),
        _ => render(doc, backend),
    }
}

/// Writes a document as a part for another document: like [`render`], and with definitions of the commands
/// that the other document may not have.
pub fn render_part(doc: &Doc, backend: &dyn Backend) -> String {
    let body = render(doc, backend);
    if backend.id() == "latex" { latex::part(&body) } else { body }
}

/// A document and the metadata of its file.
struct Page<'a> {
    doc: &'a Doc,
    /// The title, as rich text.
    heading: Text,
    /// The title as plain text.
    title: String,
    /// The language as a BCP 47 tag.
    language: &'a str,
    /// The index of the block that is the title.
    title_block: Option<usize>,
}

impl<'a> Page<'a> {
    fn of(doc: &'a Doc, title: &str) -> Self {
        let title_block = doc.blocks.iter().position(|block| matches!(block, Block::Heading { level: 1, .. }));
        let heading: Text = match title_block.map(|place| &doc.blocks[place]) {
            Some(Block::Heading { content, .. }) => content.clone(),
            _ => title.into(),
        };
        let title = without_controls(&heading.to_plain()).trim().to_owned();
        Self { doc, heading, title, language: doc.language.as_deref().unwrap_or("en"), title_block }
    }

    /// The document without its title, with its sections at the highest level.
    fn without_title(&self) -> Doc {
        let blocks = self.doc.blocks.iter().enumerate().filter(|(place, _)| Some(*place) != self.title_block);
        self.raised(1, blocks.map(|(_, block)| block))
    }

    /// The document with its highest headings at level 1, whether or not it has a title.
    fn levelled(&self) -> Doc {
        let levels = self.doc.blocks.iter().filter_map(|block| match block {
            Block::Heading { level, .. } => Some(*level),
            _ => None,
        });
        self.raised(levels.min().unwrap_or(1).saturating_sub(1), self.doc.blocks.iter())
    }

    /// These blocks, with headings raised by this number of levels.
    fn raised<'b>(&self, levels: u8, blocks: impl Iterator<Item = &'b Block>) -> Doc {
        let raised = |block: &Block| match block {
            Block::Heading { level, content } => {
                Block::Heading { level: level.saturating_sub(levels).max(1), content: content.clone() }
            }
            other => other.clone(),
        };
        Doc {
            blocks: blocks.map(raised).collect(),
            language: self.doc.language.clone(),
            layout: self.doc.layout.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::render_page;
    use crate::markup::{Block, Doc, PageLayout, Paper, backend_by_id};

    fn doc() -> Doc {
        let heading = |level, content: &str| Block::Heading { level, content: content.into() };
        let blocks = vec![
            heading(1, "Works of \"A\" <b> \\x #read(\"y\")"),
            heading(2, "Papers"),
            Block::Paragraph("End.".into()),
        ];
        Doc { blocks, language: Some("de-DE".into()), ..Doc::default() }
    }

    fn page(backend: &str) -> String {
        render_page(&doc(), backend_by_id(backend).unwrap(), "Publications")
    }

    #[test]
    fn documents_have_the_paper_the_margins_and_the_font_that_are_asked_for() {
        let layout = PageLayout::default().with_paper(Paper::Letter).with_margin(20).with_font("Noto Serif");
        let doc = Doc { layout, ..doc() };
        let page = |backend: &str| render_page(&doc, backend_by_id(backend).unwrap(), "Publications");
        for (backend, words) in [
            ("latex", &["\\documentclass[letterpaper]", "[margin=20mm]{geometry}", "\\setmainfont{Noto Serif}"][..]),
            ("typst", &["paper: \"us-letter\", margin: 20mm", "font: \"Noto Serif\""]),
            ("rtf", &["\\paperw12240\\paperh15840\\margl1134", "\\froman Noto Serif;"]),
            ("html", &["@page { margin: 20mm; }", "font-family: \"Noto Serif\", serif"]),
        ] {
            let page = page(backend);
            words.iter().for_each(|words| assert!(page.contains(words), "{backend}: {words}: {page}"));
        }
        assert!(super::render_page(&super::Doc::default(), backend_by_id("latex").unwrap(), "x").contains("[a4paper]"));
    }

    #[test]
    fn an_html_page_has_a_language_one_main_heading_and_no_gap_below_it() {
        let html = page("html");
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"de-DE\">"), "{html}");
        assert_eq!(html.matches("<h1>").count(), 1);
        assert!(
            html.contains("<h1>Works of &quot;A&quot; &lt;b&gt; \\x #read(&quot;y&quot;)</h1>\n<h2>Papers</h2>"),
            "{html}"
        );
        assert!(!html.contains("src=") && !html.contains("@import"), "nothing is loaded from elsewhere");
    }

    #[test]
    fn titles_cannot_leave_their_strings() {
        assert!(
            page("typst").contains("#set document(title: \"Works of \\\"A\\\" <b> \\\\x #read(\\\"y\\\")\")"),
            "{}",
            page("typst")
        );
        assert!(
            page("latex")
                .contains("pdftitle={Works of \"A\" \\textless{}b\\textgreater{} \\textbackslash{}x \\#read(\"y\")}"),
            "{}",
            page("latex")
        );
    }

    #[test]
    fn without_a_title_of_its_own_a_document_gets_one() {
        let doc = Doc { blocks: vec![Block::Paragraph("End.".into())], language: None, ..Doc::default() };
        let html = render_page(&doc, backend_by_id("html").unwrap(), "Publications");
        assert!(html.contains("<title>Publications</title>") && html.contains("<h1>Publications</h1>"), "{html}");
    }

    #[test]
    fn what_is_a_file_already_stays() {
        assert!(page("rtf").starts_with("{\\rtf1"));
        assert!(page("markdown").starts_with("## Works"));
    }
}
