//! Mathematics: which formulas are written, and how they look without TeX.
//!
//! Formulas come from untrusted data and go into documents, so a formula is written as mathematics only if every
//! command in it is on a list of harmless ones and has its arguments, and nothing in it can end the formula
//! ([`written`]). For output without TeX, [`math_to_unicode`] returns the closest rich text.

mod alphabets;
mod commands;
mod unicode;

use super::{Charset, encode::encode_plain, symbols};

pub(super) use alphabets::{letter_of_tex, tex_of_letter};
pub(super) use commands::is_allowed_symbol;
pub use unicode::math_to_unicode;

/// The form in which formulas are kept: trimmed, white space collapsed, `%` and `#` escaped, because data can mean
/// neither a comment nor a macro parameter.
pub(super) fn normalised(tex: &str) -> String {
    let mut result = String::with_capacity(tex.len());
    let mut characters = tex.trim().chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                result.push('\\');
                // The last character is the backslash of a control space whose space was trimmed.
                let escaped = characters.next().unwrap_or(' ');
                result.push(if escaped.is_ascii_whitespace() { ' ' } else { escaped });
            }
            '%' | '#' => result.extend(['\\', character]),
            _ if character.is_ascii_whitespace() => {
                if characters.peek().is_some_and(|next| !next.is_ascii_whitespace()) {
                    result.push(' ');
                }
            }
            _ => result.push(character),
        }
    }
    result
}

/// Returns the formula as it is written between dollar signs, or `None` if it could do harm or would not compile.
///
/// Characters that have a command are written as that command, because pdfTeX does not accept others in mathematics.
pub(super) fn written(tex: &str, charset: Charset) -> Option<String> {
    let tex = with_balanced_braces(with_commands(&with_degrees(&normalised(tex))));
    if !commands::is_harmless(&tex) {
        return None;
    }
    if charset == Charset::Unicode || tex.is_ascii() {
        return Some(tex);
    }
    let mut ascii = String::with_capacity(tex.len());
    for character in tex.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            ascii.push_str("{\\mbox{");
            ascii.push_str(&encode_plain(character.encode_utf8(&mut [0; 4]), charset));
            ascii.push_str("}}");
        }
    }
    Some(ascii)
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

/// Replaces characters outside ASCII by their commands, if they have one.
pub(crate) fn with_commands(tex: &str) -> String {
    if tex.is_ascii() {
        return tex.to_owned();
    }
    let mut result = String::with_capacity(tex.len());
    let mut characters = tex.chars().peekable();
    while let Some(character) = characters.next() {
        let command = (!character.is_ascii())
            .then(|| {
                let symbol = symbols::by_character(character).and_then(symbols::Symbol::math_tex);
                symbol.map(str::to_owned).or_else(|| tex_of_letter(character))
            })
            .flatten();
        match command {
            Some(command) => {
                result.push_str(&command);
                let ends_in_letter = command.ends_with(|last: char| last.is_ascii_alphabetic());
                if ends_in_letter && characters.peek().is_some_and(char::is_ascii_alphabetic) {
                    result.push(' ');
                }
            }
            None => result.push(character),
        }
    }
    result
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
    use super::{Charset, normalised, written};

    #[test]
    fn formulas_have_a_normal_form() {
        assert_eq!(normalised("  a \n b\\ "), "a b\\ ");
        assert_eq!(normalised("6\\%-14%"), "6\\%-14\\%");
    }

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
