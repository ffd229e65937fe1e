//! Plain text: UTF-8 characters and nothing else.
//!
//! Superscripts and subscripts are written with Unicode's own characters where all of them have one (D²CA).

use super::RemarkLinks;
use super::backend::{After, Backend, FinishedEntry, FinishedReferences, Span};
use crate::text::scripts::{subscript, superscript};

/// The plain text backend.
pub struct Plain;

impl Backend for Plain {
    fn id(&self) -> &'static str {
        "text"
    }

    fn name(&self) -> &'static str {
        "Plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn text(&self, text: &str, out: &mut String) {
        out.push_str(text);
    }

    fn span(&self, span: Span<'_>, start: usize, _: After, out: &mut String) {
        raise_or_lower(span, start, out);
    }

    fn code(&self, text: &str, _: After, out: &mut String) {
        out.push_str(text);
    }

    fn heading(&self, _: u8, content: &str) -> String {
        content.to_owned()
    }

    fn remark_links(&self) -> RemarkLinks {
        RemarkLinks::Addresses
    }

    fn references(&self, list: &FinishedReferences<'_>) -> String {
        lines(&list.entries)
    }
}

/// Writes each entry on a line: its label, a space, and the reference.
pub(super) fn lines(entries: &[FinishedEntry<'_>]) -> String {
    let line = |entry: &FinishedEntry<'_>| match &entry.label {
        Some(label) if !label.is_empty() => format!("{label} {}", entry.body),
        _ => entry.body.clone(),
    };
    entries.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Replaces what was written from `start` on by Unicode's superscripts or subscripts, if all of it has them.
pub(super) fn raise_or_lower(span: Span<'_>, start: usize, out: &mut String) {
    let small = match span {
        Span::Sup => superscript,
        Span::Sub => subscript,
        _ => return,
    };
    let content = out.get(start..).unwrap_or_default();
    if let Some(replaced) = content.chars().map(small).collect::<Option<String>>() {
        out.truncate(start);
        out.push_str(&replaced);
    }
}

#[cfg(test)]
mod tests {
    use super::Plain;
    use crate::markup::tests::{attack, sample};
    use crate::markup::{render, render_text};
    use crate::model::{Inline, Text};

    #[test]
    fn a_document() {
        assert_eq!(
            render(&sample(), &Plain),
            "Papers\n\n[1] Y. Zong, D²CA & the 𝒜-Distance. “micro-expression (SER)”. 2022. https://doi.org/10.1/x_y\n[2] Second_one.\n\nThe end.\n"
        );
    }

    #[test]
    fn scripts_without_unicode_characters_stay_as_they_are() {
        let text = Text::from(vec![Inline::Str("1".into()), Inline::Sup(vec![Inline::Str("st".into())])]);
        assert_eq!(render_text(&text, &Plain), "1st");
    }

    #[test]
    fn hostile_text_is_just_text() {
        assert!(render_text(&attack(), &Plain).contains("<script>alert(1)</script> \\input{/etc/passwd}"));
    }
}
