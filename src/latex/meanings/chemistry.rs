//! Chemical formulas in the language of mhchem (its manual, section 2): digits after letters and brackets are small,
//! charges are raised, and there are signs for arrows and bonds.

use super::protected;
use crate::model::Inline;

static ARROWS: &[(&str, &str)] =
    &[("<=>>", "⇌"), ("<<=>", "⇌"), ("<=>", "⇌"), ("<-->", "⇄"), ("<->", "↔"), ("->", "→"), ("<-", "←")];

/// Reads a formula.
pub(super) fn read(source: &str) -> Vec<Inline> {
    let mut formula = Formula::default();
    let mut rest = source.trim();
    while let Some(first) = rest.chars().next() {
        let arrow = ARROWS.iter().find(|(arrow, _)| rest.starts_with(arrow));
        if let Some((arrow, sign)) = arrow {
            rest = rest[arrow.len()..].trim_start();
            // Texts above and below an arrow.
            for _ in 0..2 {
                if let Some((_, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
                    rest = after.trim_start();
                }
            }
            formula.sign(sign);
            continue;
        }
        rest = &rest[first.len_utf8()..];
        rest = match first {
            '^' | '_' => {
                let (script, after) = script(rest);
                formula.script(first, script);
                after
            }
            '0'..='9' if formula.follows_atom() => {
                let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
                formula.script('_', &format!("{first}{}", &rest[..length]));
                &rest[length..]
            }
            '+' | '-' if formula.follows_atom() && is_end_of_formula(rest) => {
                formula.script('^', first.encode_utf8(&mut [0; 4]));
                rest
            }
            '-' if formula.follows_atom() => formula.characters("–", rest),
            '+' => {
                formula.sign("+");
                rest.trim_start()
            }
            '*' => formula.characters("·", rest),
            '=' => formula.characters("=", rest),
            '#' => formula.characters("≡", rest),
            '$' => {
                let (math, after) = rest.split_once('$').unwrap_or((rest, ""));
                formula.inlines.push(Inline::Math(math.to_owned()));
                after
            }
            '\\' => {
                let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
                let (name, after) = rest.split_at(letters);
                match name {
                    "" => rest.get(1..).unwrap_or_default(),
                    "bond" => {
                        let (bond, after) = script(after);
                        formula.characters(
                            if bond == "#" || bond == "3" {
                                "≡"
                            } else if bond == "=" || bond == "2" {
                                "="
                            } else {
                                "–"
                            },
                            after,
                        )
                    }
                    name => {
                        let symbol = super::symbols::by_tex(&format!("\\{name}"));
                        match symbol {
                            Some(symbol) => {
                                formula.characters(symbol.character.encode_utf8(&mut [0; 4]), after.trim_start())
                            }
                            None => formula.characters(name, after.trim_start()),
                        }
                    }
                }
            }
            '{' | '}' => rest,
            _ if first.is_ascii_whitespace() => formula.characters(" ", rest.trim_start()),
            other => formula.characters(other.encode_utf8(&mut [0; 4]), rest),
        };
    }
    protected(formula.inlines)
}

/// Whether a sign before this text ends a formula, so that it is a charge.
fn is_end_of_formula(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| next.is_ascii_whitespace() || ")]},.;".contains(next))
}

/// The superscript or subscript at the start, without its braces. Without braces, it ends after its digits and sign.
fn script(rest: &str) -> (&str, &str) {
    if let Some(group) = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
        return group;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(rest[digits..].starts_with(['+', '-']));
    let length = if digits + sign > 0 { digits + sign } else { rest.chars().next().map_or(0, char::len_utf8) };
    rest.split_at(length)
}

#[derive(Default)]
struct Formula {
    inlines: Vec<Inline>,
}

impl Formula {
    /// Appends characters, and returns the rest given with them.
    fn characters<'t>(&mut self, text: &str, rest: &'t str) -> &'t str {
        match self.inlines.last_mut() {
            Some(Inline::Str(before)) => before.push_str(text),
            _ => self.inlines.push(Inline::Str(text.to_owned())),
        }
        rest
    }

    /// Appends a sign with spaces around it.
    fn sign(&mut self, sign: &str) {
        let before = if self.ends_with(|last| last == ' ') || self.inlines.is_empty() { "" } else { " " };
        self.characters(&format!("{before}{sign} "), "");
    }

    fn script(&mut self, kind: char, script: &str) {
        let script = vec![Inline::Str(script.replace('-', "−"))];
        self.inlines.push(if kind == '^' { Inline::Sup(script) } else { Inline::Sub(script) });
    }

    /// Whether the last thing is an atom or a group, with or without a script.
    fn follows_atom(&self) -> bool {
        match self.inlines.last() {
            Some(Inline::Sub(_) | Inline::Sup(_)) => self.inlines.len() > 1,
            _ => self.ends_with(|last| last.is_alphabetic() || ")]".contains(last)),
        }
    }

    fn ends_with(&self, is_wanted: impl Fn(char) -> bool) -> bool {
        matches!(self.inlines.last(), Some(Inline::Str(text)) if text.ends_with(is_wanted))
    }
}
