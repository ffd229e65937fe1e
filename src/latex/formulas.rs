//! The TeX of formulas.
//!
//! Formulas come from untrusted data and go into documents, so a formula is written as mathematics only if every
//! command in it is on a list of harmless ones and has its arguments, and nothing in it can end the formula.

use super::Charset;
use super::characters::encode_plain;
use super::math::{is_harmless, normalised, with_commands};

/// Returns the formula as it is written between dollar signs, or `None` if it could do harm or would not compile.
///
/// Characters that have a command are written as that command, because pdfTeX does not accept others in mathematics.
pub(super) fn written(tex: &str, charset: Charset) -> Option<String> {
    let tex = with_balanced_braces(with_commands(&with_degrees(&normalised(tex))));
    if !is_harmless(&tex) {
        return None;
    }
    if tex.chars().all(|character| charset.has(character)) {
        return Some(tex);
    }
    let mut ascii = String::with_capacity(tex.len());
    for character in tex.chars() {
        if charset.has(character) {
            ascii.push(character);
        } else {
            ascii.push_str("{\\mbox{");
            ascii.push_str(&encode_plain(character.encode_utf8(&mut [0; 4]), charset));
            ascii.push_str("}}");
        }
    }
    Some(ascii)
}

/// Returns whether a formula is written as mathematics.
pub(super) fn is_written(tex: &str) -> bool {
    written(tex, Charset::Unicode).is_some()
}

/// Replaces `\degree` and its character by their meaning, as LaTeX's kernel has neither in mathematics.
fn with_degrees(tex: &str) -> String {
    const DEGREES: &str = "{}^{\\circ}";
    let mut pieces = tex.split("\\degree");
    let mut result = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_longer_name = piece.starts_with(|next: char| next.is_ascii_alphabetic());
        let is_escaped = result.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        result.push_str(if is_longer_name || is_escaped { "\\degree" } else { DEGREES });
        result.push_str(piece);
    }
    result.replace('°', DEGREES)
}

/// BibTeX also counts the braces of `\{` and `\}`; if they are not balanced, their other names are written.
fn with_balanced_braces(tex: String) -> String {
    let mut depth = 0_usize;
    let balanced = tex.bytes().all(|byte| match byte {
        b'{' => {
            depth += 1;
            true
        }
        b'}' => {
            let positive = depth > 0;
            depth = depth.saturating_sub(1);
            positive
        }
        _ => true,
    }) && depth == 0;
    if balanced { tex } else { tex.replace("\\{", "\\lbrace{}").replace("\\}", "\\rbrace{}") }
}

#[cfg(test)]
mod tests {
    use super::{Charset, written};

    #[test]
    fn harmless_formulas_are_written() {
        for tex in [
            "\\mathcal{A}",
            "^2",
            "x_{i}^{2}",
            "\\frac12",
            "\\left( a \\middle| b \\right]",
            "\\sqrt[3]{x}",
            "O(n \\log n)",
            "\\ell_1",
            "\\text{if } x > 0",
            "\\{a, b\\}",
            "\\sum\\limits_{i} x_i",
        ] {
            assert_eq!(written(tex, Charset::Ascii).as_deref(), Some(tex));
        }
        assert_eq!(written("α→βx", Charset::Unicode).as_deref(), Some("\\alpha\\rightarrow\\beta x"));
        assert_eq!(written("30\\degree C", Charset::Unicode).as_deref(), Some("30{}^{\\circ} C"));
        assert_eq!(written("30°", Charset::Ascii).as_deref(), Some("30{}^{\\circ}"));
        assert_eq!(written("\\{x", Charset::Unicode).as_deref(), Some("\\lbrace{}x"));
    }

    #[test]
    fn harmful_formulas_are_not_written() {
        for tex in [
            "\\input{/etc/passwd}",
            "\\write18{rm}",
            "\\def\\x{}",
            "\\csname input\\endcsname",
            "^^5cinput",
            "x^^M",
            "a$b",
            "a}b",
            "{a",
            "a&b",
            "x^",
            "\\frac{a}",
            "\\mbox",
            "x^a^b",
            "\\left(",
            "a\\\\[x]",
            "\\begin{filecontents}",
            "\\catcode`\\%=12",
            "\\text{a_b}",
            "x\\limits_1",
            "\u{7}",
        ] {
            assert_eq!(written(tex, Charset::Unicode), None, "{tex}");
        }
    }

    #[test]
    fn deep_nesting_is_not_written_and_does_no_harm() {
        let deep = "{".repeat(50_000) + &"}".repeat(50_000);
        assert_eq!(written(&deep, Charset::Unicode), None);
        let long = "\\hat".repeat(50_000);
        assert_eq!(written(&long, Charset::Unicode), None);
    }
}
