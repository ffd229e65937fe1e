//! Whole files around a finished document: an HTML page, a LaTeX document, a Typst document.
//!
//! Other backends' output is a file as it is.

use super::backend::{Backend, render, render_text};
use super::html::escaped;
use super::{Block, Doc};
use crate::latex::{Charset, encode_plain};
use crate::model::Text;

/// The looks of an HTML page: readable on screens and paper, in light and dark, without anything loaded from elsewhere.
const STYLE_SHEET: &str = "\
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 0.6em; }
.csl-entry { margin: 0 0 0.7em; display: flow-root; }
.hanging-indent .csl-entry { padding-left: 2em; text-indent: -2em; }
.csl-left-margin { float: left; min-width: 3em; padding-right: 0.5em; }
.csl-right-inline { margin-left: 3.5em; }
.csl-block { display: block; }
.csl-indent { display: block; margin-left: 2em; }
@media print { body { max-width: none; margin: 0; } a { color: inherit; } }
";

/// Writes a document as a whole file, which needs no other one. Its title is the first heading of level 1, or else `title`.
pub fn render_page(doc: &Doc, backend: &dyn Backend, title: &str) -> String {
    let own = doc.blocks.iter().position(|block| matches!(block, Block::Heading { level: 1, .. }));
    let heading: Text = match own.map(|place| &doc.blocks[place]) {
        Some(Block::Heading { content, .. }) => content.clone(),
        _ => title.into(),
    };
    let plain_title = heading.to_plain();
    let language = doc.language.as_deref().unwrap_or("en");
    match backend.id() {
        "html" => {
            let body = render(&without_title(doc, own), backend);
            let heading = render_text(&heading, backend);
            format!(
                "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
                 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
                 <style>\n{STYLE_SHEET}</style>\n</head>\n<body>\n<main>\n<h1>{heading}</h1>\n{body}</main>\n</body>\n</html>\n",
                escaped(language),
                escaped(&plain_title),
            )
        }
        "latex" => {
            let body = render(doc, backend);
            let title = encode_plain(&plain_title, Charset::Unicode);
            format!(
                "\\documentclass{{article}}\n\\usepackage{{iftex}}\n\
                 \\ifpdftex\n  \\usepackage[T1]{{fontenc}}\n  \\usepackage{{lmodern}}\n  \\usepackage{{textcomp}}\n\\else\n  \\usepackage{{fontspec}}\n\\fi\n\
                 \\usepackage{{amsmath,amssymb}}\n\\usepackage[margin=2.5cm]{{geometry}}\n\\usepackage[hidelinks]{{hyperref}}\n\
                 \\hypersetup{{pdftitle={{{title}}}}}\n\\emergencystretch=3em\n\\sloppy\n\\begin{{document}}\n{body}\\end{{document}}\n"
            )
        }
        "typst" => {
            let body = render(doc, backend);
            let primary = language.split(['-', '_']).next().unwrap_or("en");
            format!(
                "#set document(title: {})\n#set text(lang: {})\n#set page(margin: 2.5cm, numbering: \"1\")\n#set par(justify: true)\n\n{body}",
                typst_string(&plain_title),
                typst_string(primary),
            )
        }
        _ => render(doc, backend),
    }
}

/// The document without its title, whose sections then are at the highest level.
fn without_title(doc: &Doc, title: Option<usize>) -> Doc {
    let raised = |block: &Block| match block {
        Block::Heading { level, content } => {
            Block::Heading { level: level.saturating_sub(1).max(1), content: content.clone() }
        }
        other => other.clone(),
    };
    let blocks = doc.blocks.iter().enumerate().filter(|(place, _)| Some(*place) != title);
    Doc { blocks: blocks.map(|(_, block)| raised(block)).collect(), language: doc.language.clone() }
}

/// A string of Typst's code.
fn typst_string(text: &str) -> String {
    let mut string = String::from("\"");
    for character in text.chars().filter(|character| !character.is_control()) {
        if matches!(character, '"' | '\\') {
            string.push('\\');
        }
        string.push(character);
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::render_page;
    use crate::markup::{Block, Doc, backend_by_id};

    fn doc() -> Doc {
        let heading = |level, content: &str| Block::Heading { level, content: content.into() };
        let blocks = vec![
            heading(1, "Works of \"A\" <b> \\x #read(\"y\")"),
            heading(2, "Papers"),
            Block::Paragraph("End.".into()),
        ];
        Doc { blocks, language: Some("de-DE".into()) }
    }

    fn page(backend: &str) -> String {
        render_page(&doc(), backend_by_id(backend).unwrap(), "Publications")
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
        let doc = Doc { blocks: vec![Block::Paragraph("End.".into())], language: None };
        let html = render_page(&doc, backend_by_id("html").unwrap(), "Publications");
        assert!(html.contains("<title>Publications</title>") && html.contains("<h1>Publications</h1>"), "{html}");
    }

    #[test]
    fn what_is_a_file_already_stays() {
        assert!(page("rtf").starts_with("{\\rtf1"));
        assert!(page("markdown").starts_with("## Works"));
    }
}
