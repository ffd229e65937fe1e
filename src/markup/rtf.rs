//! Rich Text Format (RTF specification 1.9.1), which word processors open and accept from the clipboard.

use super::PageLayout;
use super::backend::{After, Backend, FinishedEntry, FinishedReferences, Span};

/// The RTF backend.
pub struct Rtf;

/// The position of the text of an entry after its label, in twentieths of a point.
const LABEL_WIDTH: usize = 720;

/// The typical width of a character of a label, in twentieths of a point.
const CHARACTER: usize = 130;

impl Backend for Rtf {
    fn id(&self) -> &'static str {
        "rtf"
    }

    fn name(&self) -> &'static str {
        "Rich Text Format"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn text(&self, text: &str, out: &mut String) {
        escape(text, out);
    }

    fn span(&self, span: Span<'_>, start: usize, _: After, out: &mut String) {
        let control = match span {
            Span::Em => "\\i ",
            Span::Upright => "\\i0 ",
            Span::Strong => "\\b ",
            Span::Regular => "\\b0 ",
            Span::Underline => "\\ul ",
            Span::SmallCaps => "\\scaps ",
            Span::FullCaps => "\\scaps0 ",
            Span::Sub => "\\sub ",
            Span::Sup => "\\super ",
            Span::Link(address) => {
                let mut field = String::from("{\\field{\\*\\fldinst{HYPERLINK \"");
                escape(&address.replace('"', "%22"), &mut field);
                field.push_str("\"}}{\\fldrslt{");
                out.insert_str(start, &field);
                out.push_str("}}}");
                return;
            }
        };
        out.insert_str(start, &format!("{{{control}"));
        out.push('}');
    }

    fn code(&self, text: &str, _: After, out: &mut String) {
        out.push_str("{\\f1 ");
        escape(text, out);
        out.push('}');
    }

    fn quote(&self, depth: usize, start: usize, out: &mut String) {
        let (open, close) = if depth.is_multiple_of(2) { ("\\u8220?", "\\u8221?") } else { ("\\u8216?", "\\u8217?") };
        out.insert_str(start, open);
        out.push_str(close);
    }

    fn heading(&self, level: u8, content: &str) -> String {
        let size = 40 - 4 * u32::from(level.clamp(1, 6)); // in half points
        format!("{{\\pard\\keepn\\sb240\\sa120\\b\\fs{size} {content}\\par}}")
    }

    fn paragraph(&self, content: &str) -> String {
        format!("{{\\pard\\sa120 {content}\\par}}")
    }

    fn references(&self, list: &FinishedReferences<'_>) -> String {
        // Characters beyond ASCII are longer in RTF than they are wide, and rare in labels.
        let widest = list.widest_label.as_ref().map_or(0, |label| label.chars().count());
        let width = LABEL_WIDTH.max((widest + 1) * CHARACTER);
        let paragraph = |entry: &FinishedEntry<'_>| match &entry.label {
            Some(label) => {
                let layout = format!("\\fi-{width}\\li{width}\\tx{width}");
                format!("{{\\pard{layout}\\sa120 {label}\\tab {}\\par}}", entry.body)
            }
            None if list.list.hanging_indent => {
                format!("{{\\pard\\fi-{LABEL_WIDTH}\\li{LABEL_WIDTH}\\sa120 {}\\par}}", entry.body)
            }
            None => self.paragraph(&entry.body),
        };
        list.entries.iter().map(paragraph).collect::<Vec<_>>().join("\n")
    }

    fn line_break(&self) -> &'static str {
        "\\line "
    }

    fn between_blocks(&self) -> &'static str {
        "\n"
    }

    fn document(&self, content: &str, layout: &PageLayout) -> String {
        let mut font = String::new();
        escape(layout.font.as_deref().unwrap_or("Times New Roman"), &mut font);
        let fonts = format!("{{\\fonttbl{{\\f0\\froman {font};}}{{\\f1\\fmodern Courier New;}}}}");
        let ((width, height), margin) = (layout.size(), layout.margin_in_twips());
        let page =
            format!("\\paperw{width}\\paperh{height}\\margl{margin}\\margr{margin}\\margt{margin}\\margb{margin}");
        format!("{{\\rtf1\\ansi\\deff0{fonts}{page}\\uc1\n{content}\n}}")
    }
}

/// Escapes characters for RTF: ASCII except its three special signs is unchanged, all others are UTF-16 numbers,
/// negative above 32767.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '\\' | '{' | '}' => {
                out.push('\\');
                out.push(character);
            }
            '\u{a0}' => out.push_str("\\~"),
            ' '..='~' => out.push(character),
            other => {
                for unit in other.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{}?", i16::from_ne_bytes(unit.to_ne_bytes())));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rtf;
    use crate::markup::render;
    use crate::markup::tests::{attack, sample};
    use crate::markup::{Block, Doc};

    #[test]
    fn a_document() {
        let rtf = render(&sample(), &Rtf);
        assert!(rtf.starts_with("{\\rtf1\\ansi") && rtf.trim_end().ends_with('}'), "{rtf}");
        for part in
            ["{\\b Y. Zong}", "[1]\\tab ", "\\u8220?", "HYPERLINK \"https://doi.org/10.1/x_y\"", "\\fs36 Papers"]
        {
            assert!(rtf.contains(part), "{part}: {rtf}");
        }
        assert_eq!(rtf.matches('{').count(), rtf.matches('}').count());
        assert!(rtf.is_ascii());
    }

    #[test]
    fn text_is_no_command() {
        let doc = Doc { blocks: vec![Block::Paragraph(attack())], language: None, ..Doc::default() };
        let rtf = render(&doc, &Rtf);
        assert!(rtf.contains("\\\\input\\{/etc/passwd\\}") && !rtf.contains("javascript:x\""), "{rtf}");
    }

    #[test]
    fn characters_beyond_ascii_are_numbers_of_utf_16() {
        let mut out = String::new();
        super::escape("é–\u{fb01}😀", &mut out);
        assert_eq!(out, "\\u233?\\u8211?\\u-1279?\\u-10179?\\u-8704?");
    }
}
