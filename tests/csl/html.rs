//! Rich text as the CSL test suite writes it.

use publist::Text;
use publist::markup::{Entry, EntryDisplay};
use publist::model::Inline;

/// The current fonts: a mark inside a mark of the same kind turns it off.
#[derive(Clone, Copy, Default)]
struct Font {
    italic: bool,
    bold: bool,
    small_caps: bool,
}

/// Writes a text.
pub fn text(text: &Text) -> String {
    let mut html = String::new();
    inlines(text.inlines(), Font::default(), &mut html);
    html
}

/// Writes a reference, with its blocks on separate lines.
pub fn entry(entry: &Entry) -> String {
    if let [only] = entry.parts.as_slice()
        && only.display == EntryDisplay::Inline
    {
        return text(&only.text);
    }
    let mut html = String::new();
    for part in &entry.parts {
        let class = match part.display {
            EntryDisplay::Inline => {
                html.push_str(&text(&part.text));
                continue;
            }
            EntryDisplay::LeftMargin => "csl-left-margin",
            EntryDisplay::RightInline => "csl-right-inline",
            EntryDisplay::Block => "csl-block",
            EntryDisplay::Indent => "csl-indent",
        };
        let is_second = matches!(part.display, EntryDisplay::RightInline) && html.ends_with("</div>");
        if !is_second {
            html.push_str("\n    ");
        }
        html.push_str(&format!("<div class=\"{class}\">{}</div>", text(&part.text)));
    }
    format!("{}\n  ", html)
}

fn inlines(list: &[Inline], font: Font, html: &mut String) {
    for inline in list {
        match inline {
            Inline::Str(text) | Inline::Code(text) => escape(text, html),
            Inline::Math(tex) => escape(&format!("${tex}$"), html),
            Inline::Em(content) => {
                let (open, close) =
                    if font.italic { ("<span style=\"font-style:normal;\">", "</span>") } else { ("<i>", "</i>") };
                wrap(open, content, Font { italic: !font.italic, ..font }, close, html);
            }
            Inline::Strong(content) => {
                let (open, close) =
                    if font.bold { ("<span style=\"font-weight:normal;\">", "</span>") } else { ("<b>", "</b>") };
                wrap(open, content, Font { bold: !font.bold, ..font }, close, html);
            }
            Inline::SmallCaps(content) => {
                let variant = if font.small_caps { "normal" } else { "small-caps" };
                let open = format!("<span style=\"font-variant:{variant};\">");
                wrap(&open, content, Font { small_caps: !font.small_caps, ..font }, "</span>", html);
            }
            Inline::Underline(content) => {
                wrap("<span style=\"text-decoration:underline;\">", content, font, "</span>", html);
            }
            Inline::Sub(content) => wrap("<sub>", content, font, "</sub>", html),
            Inline::Sup(content) => wrap("<sup>", content, font, "</sup>", html),
            Inline::NoCase(content) => inlines(content, font, html),
            Inline::Quote(content) => wrap("“", content, font, "”", html),
            Inline::Link { content, .. } => inlines(content, font, html),
            other => panic!("say how {other:?} is written"),
        }
    }
}

fn wrap(open: &str, content: &[Inline], font: Font, close: &str, html: &mut String) {
    html.push_str(open);
    inlines(content, font, html);
    html.push_str(close);
}

fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&#38;"),
            '<' => html.push_str("&#60;"),
            '>' => html.push_str("&#62;"),
            other => html.push(other),
        }
    }
}
