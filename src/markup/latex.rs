//! LaTeX: a fragment for the body of a document, which needs hyperref if there are links.
//!
//! References are a `list` environment, as entries have labels of their own and no `\bibitem` keys.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::backend::{After, Backend, FinishedReferences, Formula, Span};
use crate::latex::{Charset, encode, encode_address, encode_plain};
use crate::model::{Inline, Text};

/// The LaTeX backend.
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

    fn extensions(&self) -> &'static [&'static str] {
        &["tex"]
    }

    fn text(&self, text: &str, out: &mut String) {
        // TeX puts accents on the following letter; composed characters are single letters.
        let text: Cow<'_, str> = match is_nfc(text) {
            true => text.into(),
            false => text.nfc().collect::<String>().into(),
        };
        let mut tex = String::new();
        let mut start = 0;
        for place in breaks(&text) {
            tex.push_str(&encode_plain(&text[start..place], Charset::Unicode));
            tex.push_str("\\allowbreak{}");
            start = place;
        }
        tex.push_str(&encode_plain(&text[start..], Charset::Unicode));
        // Two hyphens or apostrophes from different pieces of text must not become one sign.
        if tex.chars().next().is_some_and(|first| "-',<>`".contains(first) && out.ends_with(first)) {
            out.push_str("{}");
        }
        out.push_str(&tex);
    }

    fn span(&self, span: Span<'_>, start: usize, _: After, out: &mut String) {
        let open = match span {
            // \emph inside \emph is upright.
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
        // After ? and !, the marks would produce the Spanish signs; next to other marks, they would combine with them.
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

    fn references(&self, list: &FinishedReferences<'_>) -> String {
        if list.entries.is_empty() {
            // LaTeX does not accept a list without items.
            return String::new();
        }
        let layout = match &list.widest_label {
            Some(widest) => format!(
                "\\settowidth{{\\labelwidth}}{{{widest}}}\\setlength{{\\leftmargin}}{{\\labelwidth}}\\addtolength{{\\leftmargin}}{{\\labelsep}}"
            ),
            None if list.list.hanging_indent => {
                "\\setlength{\\leftmargin}{1.5em}\\setlength{\\itemindent}{-1.5em}\\setlength{\\labelsep}{0pt}\\setlength{\\labelwidth}{0pt}".to_owned()
            }
            None => "\\setlength{\\leftmargin}{0pt}\\setlength{\\labelsep}{0pt}\\setlength{\\labelwidth}{0pt}".to_owned(),
        };
        // References are full of names and addresses that cannot be hyphenated: justified, they would have wide gaps.
        let mut tex = format!("\\begin{{list}}{{}}{{{layout}\\raggedright}}\n");
        for entry in &list.entries {
            // The label is always written, because LaTeX would read a bracket at the start of the reference as a label.
            match &entry.label {
                Some(label) => tex.push_str(&format!("\\item[{{{label}}}] {}\n", entry.body)),
                None => tex.push_str(&format!("\\item[] {}\n", entry.body)),
            }
        }
        tex.push_str("\\end{list}");
        tex
    }

    fn line_break(&self) -> &'static str {
        "\\newline\n"
    }
}

/// Words with more characters than this may have no position where TeX can break the line: addresses, and Chinese text.
const LONG_WORD: usize = 30;

/// In a long word, a line may be broken anywhere after this number of characters.
const UNBROKEN: usize = 15;

/// The positions in a text where a line may be broken inside a long word.
fn breaks(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if word.trim_end().chars().count() > LONG_WORD {
            word_breaks(word, start, &mut places);
        }
        start += word.len();
    }
    places
}

fn word_breaks(word: &str, start: usize, places: &mut Vec<usize>) {
    let mut before = ' ';
    let mut unbroken = 0;
    for (offset, character) in word.char_indices() {
        let begins = character.is_ascii_alphanumeric() || is_ideograph(character);
        let ends = "/?&=#_.-:;,+%|~".contains(before) || is_ideograph(before) && unbroken >= 2 || unbroken >= UNBROKEN;
        if offset > 0 && begins && ends {
            places.push(start + offset);
            unbroken = 0;
        }
        unbroken += 1;
        before = character;
    }
}

/// Whether lines may be broken before and after this character: letters of Chinese, Japanese and Korean.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3fffd}')
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
             \\begin{list}{}{\\settowidth{\\labelwidth}{[2]}\\setlength{\\leftmargin}{\\labelwidth}\\addtolength{\\leftmargin}{\\labelsep}\\raggedright}\n\
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
    fn accents_are_composed() {
        assert_eq!(render_text(&Text::plain("e\u{301}"), &Latex), "é");
    }

    #[test]
    fn lines_can_be_broken_in_long_words() {
        let written = |text: &str| render_text(&Text::plain(text), &Latex);
        assert_eq!(written("https://doi.org/10.1/x_y"), "https://doi.org/10.1/x\\_y", "it is no long one");
        assert_eq!(
            written("see https://doi.org/10.1109/TAFFC.2022.3141592 now"),
            "see https://\\allowbreak{}doi.\\allowbreak{}org/\\allowbreak{}10.\\allowbreak{}1109/\\allowbreak{}TAFFC.\\allowbreak{}2022.\\allowbreak{}3141592 now"
        );
        let longest = |tex: &str| tex.split("\\allowbreak{}").map(|part| part.chars().count()).max();
        assert_eq!(longest(&written(&"x".repeat(500))), Some(15));
        assert_eq!(longest(&written(&"中".repeat(500))), Some(2));
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
