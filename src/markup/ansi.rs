//! Text for terminals: plain text with the escape sequences of ECMA-48 for bold, italics and underline, and OSC 8 for
//! links (<https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>).

use super::RemarkLinks;
use super::backend::{After, Backend, FinishedReferences, Span};
use super::plain::{lines, raise_or_lower};

/// The backend for text in terminals.
pub struct Ansi;

impl Backend for Ansi {
    fn id(&self) -> &'static str {
        "ansi"
    }

    fn name(&self) -> &'static str {
        "Text for terminals"
    }

    fn text(&self, text: &str, out: &mut String) {
        out.push_str(text);
    }

    fn span(&self, span: Span<'_>, start: usize, _: After, out: &mut String) {
        let (on, off) = match span {
            Span::Em => ("\u{1b}[3m", "\u{1b}[23m"),
            Span::Strong => ("\u{1b}[1m", "\u{1b}[22m"),
            Span::Underline => ("\u{1b}[4m", "\u{1b}[24m"),
            // Written twice, so that the span around it does not mistake it for the end of a span of its own kind.
            Span::Upright => ("\u{1b}[23;23m", "\u{1b}[3m"),
            Span::Regular => ("\u{1b}[22;22m", "\u{1b}[1m"),
            Span::SmallCaps | Span::FullCaps => return,
            Span::Sub | Span::Sup => return raise_or_lower(span, start, out),
            Span::Link(address) => {
                out.insert_str(start, &format!("\u{1b}]8;;{address}\u{1b}\\"));
                return out.push_str("\u{1b}]8;;\u{1b}\\");
            }
        };
        // The end of an inner span of the same kind would end this one, too.
        let inner = out.split_off(start);
        out.extend([on, &inner.replace(off, &format!("{off}{on}")), off]);
    }

    fn code(&self, text: &str, _: After, out: &mut String) {
        out.push_str(text);
    }

    fn heading(&self, _: u8, content: &str) -> String {
        let mut heading = content.to_owned();
        self.span(Span::Strong, 0, After::End, &mut heading);
        heading
    }

    fn remark_links(&self) -> RemarkLinks {
        RemarkLinks::Labels
    }

    fn references(&self, list: &FinishedReferences<'_>) -> String {
        lines(&list.entries)
    }
}

#[cfg(test)]
mod tests {
    use super::Ansi;
    use crate::markup::tests::{attack, sample};
    use crate::markup::{render, render_text};

    #[test]
    fn a_document() {
        assert_eq!(
            render(&sample(), &Ansi),
            "\u{1b}[1mPapers\u{1b}[22m\n\n[1] \u{1b}[1mY. Zong\u{1b}[22m, \u{1b}[3mD²CA & the 𝒜-Distance\u{1b}[23m. \
             “micro-expression (SER)”. 2022. \u{1b}]8;;https://doi.org/10.1/x_y\u{1b}\\https://doi.org/10.1/x_y\u{1b}]8;;\u{1b}\\\n\
             [2] Second_one.\n\nThe end.\n"
        );
    }

    #[test]
    fn hostile_text_has_no_escape_sequences() {
        let shown = render_text(&attack(), &Ansi);
        assert!(shown.contains("\\write18{rm}"));
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }
}
