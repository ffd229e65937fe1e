//! Text in both directions: braces protect the case of their content, dollar signs enclose Typst formulas, and a
//! backslash precedes such a sign that is an ordinary character.

use hayagriva::types::{ChunkKind, ChunkedString};

use crate::markup::text_as_read;
use crate::model::{Inline, Text};

use super::formulas;

/// The signs with a meaning.
const SIGNS: [char; 4] = ['\\', '{', '}', '$'];

/// Writes rich text in Hayagriva's form.
pub(super) fn to_hayagriva(text: &Text) -> String {
    let mut out = String::new();
    let mut ends_with_formula = false;
    for inline in text.without_tex().inlines() {
        let follows_formula = std::mem::replace(&mut ends_with_formula, false);
        match inline {
            Inline::NoCase(content) => {
                out.push('{');
                escape(&text_as_read(&Text::from(content.clone())), &mut out);
                out.push('}');
            }
            Inline::Math(tex) => match formulas::to_typst(tex) {
                Some(typst) => {
                    // The crate reads adjacent formulas as one, without anything between them.
                    let open = if follows_formula && out.pop().is_some() { " " } else { "$" };
                    out.extend([open, &typst, "$"]);
                    ends_with_formula = true;
                }
                None => escape(&text_as_read(&Text::from(vec![inline.clone()])), &mut out),
            },
            Inline::Str(text) => escape(text, &mut out),
            other => escape(&text_as_read(&Text::from(vec![other.clone()])), &mut out),
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        if SIGNS.contains(&character) {
            out.push('\\');
        }
        out.push(character);
    }
}

/// Reads rich text in Hayagriva's form. Unbalanced braces, which the crate rejects, are ordinary characters.
pub(super) fn from_hayagriva(text: &str) -> Text {
    let Ok(ChunkedString(chunks)) = text.parse::<ChunkedString>() else { return Text::plain(text) };
    let inlines = chunks.into_iter().map(|chunk| match chunk.kind {
        ChunkKind::Normal => Inline::Str(chunk.value),
        ChunkKind::Verbatim => Inline::NoCase(vec![Inline::Str(chunk.value)]),
        ChunkKind::Math => match formulas::to_tex(&chunk.value) {
            Some(tex) => Inline::Math(tex),
            None => Inline::Str(chunk.value),
        },
    });
    Text::from(inlines.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::{from_hayagriva, to_hayagriva};
    use crate::model::{Inline, Text};

    #[test]
    fn what_keeps_its_case_and_formulas_are_marked() {
        let text = Text::from(vec![
            Inline::Str("On ".into()),
            Inline::NoCase(vec![Inline::Str("SDFE-LV".into())]),
            Inline::Str(" for $5 {x} \\ ".into()),
            Inline::Math("x^2".into()),
        ]);
        assert_eq!(to_hayagriva(&text), "On {SDFE-LV} for \\$5 \\{x\\} \\\\ $x^2$");
        assert_eq!(from_hayagriva(&to_hayagriva(&text)), text);
    }

    #[test]
    fn other_markup_is_text() {
        let text = Text::from(vec![
            Inline::Em(vec![Inline::Str("E. coli".into())]),
            Inline::Quote(vec![Inline::Str("x".into())]),
            Inline::Math("\\mathcal{A}".into()),
        ]);
        assert_eq!(to_hayagriva(&text), "E. coli“x”𝒜");
        assert_eq!(from_hayagriva("a } b"), Text::plain("a } b"));
    }

    #[test]
    fn adjacent_formulas_are_one() {
        let alpha = || Inline::Math("\\alpha".into());
        let text = Text::from(vec![Inline::Str("a ".into()), alpha(), alpha(), Inline::Str("$".into())]);
        let written = to_hayagriva(&text);
        assert_eq!(written, "a $alpha alpha$\\$");
        assert_eq!(crate::markup::text_as_read(&from_hayagriva(&written)), "a αα$");
    }
}
