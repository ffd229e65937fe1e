//! HTML: a fragment of a page, with the classes that citeproc-js uses for references.
//!
//! Headings start at `<h2>`, as the page has the `<h1>`. All content of records is escaped, in text and in attributes.

use super::RemarkLinks;
use super::backend::{After, Backend, FinishedEntry, FinishedReferences, Span, without_controls};
use super::web::Details;
use crate::text::xml::append_escaped_xml;

/// The HTML backend.
pub struct Html;

impl Backend for Html {
    fn id(&self) -> &'static str {
        "html"
    }

    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm"]
    }

    fn text(&self, text: &str, out: &mut String) {
        escape(text, out);
    }

    fn span(&self, span: Span<'_>, start: usize, _: After, out: &mut String) {
        let (open, close) = match span {
            Span::Em => ("<i>", "</i>"),
            Span::Strong => ("<b>", "</b>"),
            Span::Underline => ("<span style=\"text-decoration:underline;\">", "</span>"),
            Span::SmallCaps => ("<span style=\"font-variant:small-caps;\">", "</span>"),
            Span::Upright => ("<span style=\"font-style:normal;\">", "</span>"),
            Span::Regular => ("<span style=\"font-weight:normal;\">", "</span>"),
            Span::FullCaps => ("<span style=\"font-variant:normal;\">", "</span>"),
            Span::Sub => ("<sub>", "</sub>"),
            Span::Sup => ("<sup>", "</sup>"),
            Span::Link(address) => {
                out.insert_str(start, &format!("<a href=\"{}\">", escaped(address)));
                return out.push_str("</a>");
            }
        };
        out.insert_str(start, open);
        out.push_str(close);
    }

    fn code(&self, text: &str, _: After, out: &mut String) {
        out.push_str("<code>");
        escape(text, out);
        out.push_str("</code>");
    }

    fn heading(&self, level: u8, content: &str) -> String {
        let level = level.clamp(1, 5) + 1;
        format!("<h{level}>{content}</h{level}>")
    }

    fn paragraph(&self, content: &str) -> String {
        format!("<p>{content}</p>")
    }

    fn remark_links(&self) -> RemarkLinks {
        RemarkLinks::OfSite
    }

    fn references(&self, list: &FinishedReferences<'_>) -> String {
        reference_list(list, &|_| [String::new(), String::new(), String::new()])
    }

    fn remarks(&self, start: usize, out: &mut String) {
        let start = start + out[start..].len() - out[start..].trim_start_matches(' ').len();
        out.insert_str(start, "<span class=\"publist-remarks\">");
        out.push_str("</span>");
    }

    fn line_break(&self) -> &'static str {
        "<br>"
    }

    fn between_blocks(&self) -> &'static str {
        "\n"
    }
}

/// Writes a list of references. `parts` gives the attributes of an entry, and what is before and after its reference.
///
/// In lists of publications, labels and references are spans of a paragraph: they follow one another, and have the
/// distances of paragraphs, where no style sheet puts them side by side, as in a page of somebody else. In other references they are citeproc-js's divisions.
pub(super) fn reference_list(
    list: &FinishedReferences<'_>,
    parts: &dyn Fn(&FinishedEntry<'_>) -> [String; 3],
) -> String {
    let hanging = if list.list.hanging_indent { " hanging-indent" } else { "" };
    let language = list.language.map(|tag| format!(" lang=\"{}\"", escaped(tag))).unwrap_or_default();
    let mut html = format!("<div class=\"csl-bib-body{hanging}\" role=\"list\"{language}>\n");
    for entry in &list.entries {
        let [attributes, before, after] = parts(entry);
        let id = escaped(&anchor(entry.id, entry.details));
        html.push_str(&format!("  <div class=\"csl-entry\" role=\"listitem\" id=\"{id}\"{attributes}>{before}"));
        match &entry.label {
            Some(label) if entry.details.is_some() => html.push_str(&format!(
                "<p><span class=\"csl-left-margin\">{label}</span> <span class=\"csl-right-inline\">{}</span></p>",
                entry.body
            )),
            Some(label) => html.push_str(&format!(
                "<div class=\"csl-left-margin\">{label}</div><div class=\"csl-right-inline\">{}</div>",
                entry.body
            )),
            None if entry.details.is_some() => html.push_str(&format!("<p>{}</p>", entry.body)),
            None => html.push_str(&entry.body),
        }
        html.push_str(&after);
        html.push_str("</div>\n");
    }
    html.push_str("</div>");
    html
}

/// Escapes the characters that XML escapes, and the apostrophe, for templates that put attributes between apostrophes.
fn escape(text: &str, out: &mut String) {
    for (place, piece) in text.split('\'').enumerate() {
        if place > 0 {
            out.push_str("&#39;");
        }
        append_escaped_xml(piece, out);
    }
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out
}

/// Returns the id of the element of a work, unescaped. HTML allows every character in ids except white space.
pub(super) fn anchor(id: &str, details: Option<&Details>) -> String {
    let visible = |character: char| if character.is_whitespace() { '-' } else { character };
    let prefix = details.and_then(|details| details.id_prefix.as_deref()).unwrap_or("ref-");
    prefix.chars().chain(without_controls(id).chars().map(visible)).collect()
}

#[cfg(test)]
mod tests {
    use super::Html;
    use crate::markup::tests::{attack, sample};
    use crate::markup::{Block, Doc, Entry, References, render, render_text};
    use crate::model::Text;

    #[test]
    fn a_document() {
        assert_eq!(
            render(&sample(), &Html),
            "<h2>Papers</h2>\n\
             <div class=\"csl-bib-body\" role=\"list\" lang=\"en-US\">\n  \
             <div class=\"csl-entry\" role=\"listitem\" id=\"ref-zong2022\"><div class=\"csl-left-margin\">[1]</div>\
             <div class=\"csl-right-inline\"><b>Y. Zong</b>, <i>D<sup>2</sup>CA &amp; the 𝒜-Distance</i>. “micro-expression (SER)”. \
             2022. <a href=\"https://doi.org/10.1/x_y\">https://doi.org/10.1/x_y</a></div></div>\n  \
             <div class=\"csl-entry\" role=\"listitem\" id=\"ref-second\"><div class=\"csl-left-margin\">[2]</div>\
             <div class=\"csl-right-inline\">Second_one.</div></div>\n\
             </div>\n\
             <p>The end.</p>\n"
        );
    }

    #[test]
    fn hostile_text_shows_and_does_nothing() {
        let html = render_text(&attack(), &Html);
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
        assert!(html.contains("](javascript:x)") && html.ends_with("click"), "{html}");
        assert!(!html.contains(['<', '>', '"']), "{html}");
    }

    #[test]
    fn hostile_ids_and_languages_stay_in_their_attributes() {
        let entry = Entry::new("a\"><script> x", None, Text::plain("b"));
        let doc = Doc {
            blocks: vec![Block::References(References {
                entries: vec![entry],
                hanging_indent: true,
                ..References::default()
            })],
            language: Some("en\"><script>".into()),
            ..Doc::default()
        };
        assert_eq!(
            render(&doc, &Html),
            "<div class=\"csl-bib-body hanging-indent\" role=\"list\" lang=\"en&quot;&gt;&lt;script&gt;\">\n  \
             <div class=\"csl-entry\" role=\"listitem\" id=\"ref-a&quot;&gt;&lt;script&gt;-x\">b</div>\n</div>\n"
        );
    }
}
