//! LaTeX: a fragment for the body of a document, which loads hyperref when there are links.
//!
//! References are a `list` environment, as entries have their own labels and no `\bibitem` keys.

use std::borrow::Cow;

use super::References;
use super::backend::{After, Backend, FinishedEntry, Formula, Span};
use crate::latex::{Charset, encode, encode_address, encode_plain};
use crate::model::{Inline, Text};
use crate::text::unicode::is_noncharacter;

/// LaTeX.
pub struct Latex;

/// The commands of the heading levels, the highest first.
const HEADINGS: [&str; 5] = ["section", "subsection", "subsubsection", "paragraph", "subparagraph"];

impl Backend for Latex {
    fn id(&self) -> &'static str {
        "latex"
    }

    fn name(&self) -> &'static str {
        "LaTeX"
    }

    fn text(&self, text: &str, out: &mut String) {
        // A fragment cannot say how TeX is to set what no font has, and it shows nothing anyway.
        let is_shown =
            |character: char| !is_noncharacter(character) && (!character.is_control() || character.is_whitespace());
        let text: Cow<'_, str> = match text.chars().all(is_shown) {
            true => text.into(),
            false => text.chars().filter(|&character| is_shown(character)).collect::<String>().into(),
        };
        let tex = encode_plain(&text, Charset::Unicode);
        // Two hyphens or apostrophes from two pieces of text must not become one sign.
        if tex.chars().next().is_some_and(|first| "-',<>`".contains(first) && out.ends_with(first)) {
            out.push_str("{}");
        }
        out.push_str(&tex);
    }

    fn span(&self, span: Span<'_>, start: usize, _: After, out: &mut String) {
        let open = match span {
            // \emph turns itself over.
            Span::Em | Span::Upright => "\\emph{",
            Span::Regular => "\\textmd{",
            Span::FullCaps => "\\textup{",
            Span::Strong => "\\textbf{",
            Span::Underline => "\\underline{",
            Span::SmallCaps => "\\textsc{",
            Span::Sub => "\\textsubscript{",
            Span::Sup => "\\textsuperscript{",
            Span::Link(address) => {
                out.insert_str(start, &format!("\\href{{{}}}{{", encode_address(address)));
                return out.push('}');
            }
        };
        out.insert_str(start, open);
        out.push('}');
    }

    fn code(&self, text: &str, _: After, out: &mut String) {
        out.push_str(&encode(&Text::from(vec![Inline::Code(text.to_owned())]), Charset::Unicode));
    }

    fn quote(&self, depth: usize, start: usize, out: &mut String) {
        if !depth.is_multiple_of(2) {
            out.insert_str(start, "\\textquoteleft{}");
            return out.push_str("\\textquoteright{}");
        }
        // After ? and !, the marks would make the Spanish signs; next to other marks, others would form.
        let joins = out.get(..start).is_some_and(|before| before.ends_with(['?', '!', '`']));
        out.insert_str(start, if joins { "{}``" } else { "``" });
        out.push_str(if out.ends_with('\'') { "{}''" } else { "''" });
    }

    fn formula(&self, tex: &str) -> Formula {
        Formula::Source(encode(&Text::from(vec![Inline::Math(tex.to_owned())]), Charset::Unicode))
    }

    fn heading(&self, level: u8, content: &str) -> String {
        let command = HEADINGS[usize::from(level.clamp(1, 5)) - 1];
        format!("\\{command}*{{{content}}}")
    }

    fn references(&self, list: &References, entries: &[FinishedEntry<'_>], _: Option<&str>) -> String {
        if entries.is_empty() {
            // LaTeX does not accept a list without items.
            return String::new();
        }
        let labels = entries.iter().filter_map(|entry| entry.label.as_deref());
        let layout = match labels.max_by_key(|label| label.chars().count()) {
            Some(widest) => format!(
                "\\settowidth{{\\labelwidth}}{{{widest}}}\\setlength{{\\leftmargin}}{{\\labelwidth}}\\addtolength{{\\leftmargin}}{{\\labelsep}}"
            ),
            None if list.hanging_indent => {
                "\\setlength{\\leftmargin}{1.5em}\\setlength{\\itemindent}{-1.5em}\\setlength{\\labelsep}{0pt}\\setlength{\\labelwidth}{0pt}".to_owned()
            }
            None => "\\setlength{\\leftmargin}{0pt}\\setlength{\\labelsep}{0pt}\\setlength{\\labelwidth}{0pt}".to_owned(),
        };
        let mut tex = format!("\\begin{{list}}{{}}{{{layout}}}\n");
        for entry in entries {
            // The label is always given, as a bracket at the beginning of the reference would be taken for it.
            match &entry.label {
                Some(label) => tex.push_str(&format!("\\item[{{{label}}}] {}\n", entry.body)),
                None => tex.push_str(&format!("\\item[] {}\n", entry.body)),
            }
        }
        tex.push_str("\\end{list}");
        tex
    }
}

#[cfg(test)]
mod tests {
    use super::Latex;
    use crate::markup::tests::{attack, sample};
    use crate::markup::{render, render_text};
    use crate::model::{Inline, Text};

    #[test]
    fn a_document() {
        assert_eq!(
            render(&sample(), &Latex),
            "\\section*{Papers}\n\n\
             \\begin{list}{}{\\settowidth{\\labelwidth}{[2]}\\setlength{\\leftmargin}{\\labelwidth}\\addtolength{\\leftmargin}{\\labelsep}}\n\
             \\item[{[1]}] \\textbf{Y. Zong}, \\emph{D$^2$CA \\& the $\\mathcal{A}$-Distance}. ``micro-expression (SER)''. 2022. \
             \\href{https://doi.org/10.1/x\\_y}{https://doi.org/10.1/x\\_y}\n\
             \\item[{[2]}] Second\\_one.\n\
             \\end{list}\n\n\
             The end.\n"
        );
    }

    #[test]
    fn quotation_marks_do_not_run_together() {
        let string = |text: &str| Inline::Str(text.into());
        let quoted = Inline::Quote(vec![Inline::Quote(vec![string("a")]), string("b'")]);
        let text = Text::from(vec![string("what?"), quoted]);
        assert_eq!(render_text(&text, &Latex), "what?{}``\\textquoteleft{}a\\textquoteright{}b'{}''");
    }

    #[test]
    fn hostile_text_is_no_command() {
        let tex = render_text(&attack(), &Latex);
        for harmful in ["\\input", "\\write", "javascript:x}{"] {
            assert!(!tex.contains(harmful), "{tex}");
        }
        assert!(tex.contains("\\textbackslash{}input\\textbraceleft{}/etc/passwd\\textbraceright{}"), "{tex}");
    }
}
