//! Typst markup (<https://typst.app/docs/reference/syntax/>).
//!
//! Spans are calls in code mode, which end with a semicolon unless space follows: a parenthesis or a full stop after
//! `#emph[x]` would be read as code.

use super::backend::{After, Backend, FinishedEntry, FinishedReferences, Span};

/// The Typst backend.
pub struct Typst;

impl Backend for Typst {
    fn id(&self) -> &'static str {
        "typst"
    }

    fn name(&self) -> &'static str {
        "Typst"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["typ"]
    }

    fn text(&self, text: &str, out: &mut String) {
        let mut before = None;
        for (offset, character) in text.char_indices() {
            let rest = &text[offset + character.len_utf8()..];
            if needs_escape(character, before, &text[..offset], rest) {
                out.push('\\');
            }
            out.push(character);
            before = Some(character);
        }
    }

    fn span(&self, span: Span<'_>, start: usize, after: After, out: &mut String) {
        let function = match span {
            // `emph` inside `emph` is upright.
            Span::Em | Span::Upright => "#emph[".to_owned(),
            Span::Regular => "#text(weight: \"regular\")[".to_owned(),
            Span::FullCaps => return,
            Span::Strong => "#strong[".to_owned(),
            Span::Underline => "#underline[".to_owned(),
            Span::SmallCaps => "#smallcaps[".to_owned(),
            Span::Sub => "#sub[".to_owned(),
            Span::Sup => "#super[".to_owned(),
            Span::Link(address) => format!("#link({})[", string_literal(address)),
        };
        out.insert_str(start, &function);
        out.push(']');
        end_call(after, out);
    }

    fn code(&self, text: &str, after: After, out: &mut String) {
        out.push_str(&format!("#raw({})", string_literal(text)));
        end_call(after, out);
    }

    fn heading(&self, level: u8, content: &str) -> String {
        format!("{} {content}", "=".repeat(usize::from(level.clamp(1, 6))))
    }

    fn references(&self, list: &FinishedReferences<'_>) -> String {
        let Some(widest) = &list.widest_label else {
            let paragraph = |entry: &FinishedEntry<'_>| match list.list.hanging_indent {
                true => format!("#par(hanging-indent: 1.5em)[{}]", entry.body),
                false => entry.body.clone(),
            };
            return list.entries.iter().map(paragraph).collect::<Vec<_>>().join("\n\n");
        };
        // A list, because screen readers know lists and not grids. Its numbers are the labels.
        let mut typst = format!(
            "#context {{\n  let width = measure[{widest}].width\n  let label(content) = box(width: width, content)\n  let labels = (\n"
        );
        for entry in &list.entries {
            typst.push_str(&format!("    [{}],\n", entry.label.as_deref().unwrap_or_default()));
        }
        typst.push_str("  )\n  enum(tight: false, spacing: 0.8em, body-indent: 0.65em, start: 1, numbering: number => label(labels.at(number - 1)),\n");
        for entry in &list.entries {
            typst.push_str(&format!("    [{}],\n", entry.body));
        }
        typst.push_str("  )\n}");
        typst
    }

    fn line_break(&self) -> &'static str {
        " \\\n"
    }
}

/// Ends a call, unless what follows cannot be mistaken for a part of it.
fn end_call(after: After, out: &mut String) {
    if !matches!(after, After::End | After::Character(' ' | ',')) {
        out.push(';');
    }
}

/// Whether Typst would interpret a character. The start of any piece of text may be the start of a line.
fn needs_escape(character: char, before: Option<char>, begin: &str, rest: &str) -> bool {
    let next = rest.chars().next();
    let in_word = before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
    let at_start = begin.trim_start().is_empty();
    match character {
        '\\' | '#' | '$' | '*' | '_' | '`' | '<' | '>' | '@' | '[' | ']' | '~' | '"' => true,
        // Inside a word, it is an apostrophe and not a quotation mark; otherwise two hyphens are a dash.
        '\'' | '-' => !in_word,
        '=' | '+' => at_start,
        '/' => at_start || before == Some('/') || matches!(next, Some('/' | '*') | None),
        '.' => before == Some('.') || next == Some('.') || is_number(begin.trim_start()),
        _ => false,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A string literal of Typst's code mode.
pub(super) fn string_literal(text: &str) -> String {
    let mut literal = String::from('"');
    for character in text.chars() {
        if matches!(character, '\\' | '"') {
            literal.push('\\');
        }
        literal.push(character);
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::Typst;
    use crate::markup::tests::{attack, sample};
    use crate::markup::{render, render_text};
    use crate::model::{Inline, Text};

    fn escaped(text: &str) -> String {
        render_text(&Text::plain(text), &Typst)
    }

    #[test]
    fn a_document() {
        assert_eq!(
            render(&sample(), &Typst),
            "= Papers\n\n\
             #context {\n  let width = measure[\\[2\\]].width\n  let label(content) = box(width: width, content)\n  let labels = (\n    \
             [\\[1\\]],\n    [\\[2\\]],\n  )\n  \
             enum(tight: false, spacing: 0.8em, body-indent: 0.65em, start: 1, numbering: number => label(labels.at(number - 1)),\n    \
             [#strong[Y. Zong], #emph[D#super[2];CA & the 𝒜\\-Distance];. “micro-expression (SER)”. 2022. \
             #link(\"https://doi.org/10.1/x_y\")[https:\\/\\/doi.org/10.1/x\\_y]],\n    \
             [Second\\_one.],\n  )\n}\n\n\
             The end.\n"
        );
    }

    #[test]
    fn characters_stand_for_themselves() {
        assert_eq!(escaped("don't 'x' -- micro-expression ..."), "don't \\'x\\' \\-\\- micro-expression \\.\\.\\.");
        assert_eq!(escaped("= x"), "\\= x");
        assert_eq!(escaped("1. x"), "1\\. x");
        assert_eq!(escaped("a // b /* c"), "a \\/\\/ b \\/\\* c");
    }

    #[test]
    fn text_after_a_call_is_no_part_of_it() {
        let text = Text::from(vec![
            Inline::Em(vec![Inline::Str("a".into())]),
            Inline::Str("(b).len()".into()),
            Inline::Code("\"; #x".into()),
        ]);
        assert_eq!(render_text(&text, &Typst), "#emph[a];(b).len()#raw(\"\\\"; #x\")");
    }

    #[test]
    fn hostile_text_is_no_code() {
        let typst = render_text(&attack(), &Typst);
        assert!(typst.contains("\\#read(\\\"x\\\")"), "{typst}");
        assert!(typst.contains("\\$\\#x\\$"), "{typst}");
        assert!(!typst.contains("link("), "{typst}");
    }
}
