//! Mathematics: the commands that a formula may contain, the form in which formulas are kept, and how they look without
//! TeX.
//!
//! For output without TeX, [`math_to_unicode`] returns the closest rich text.

mod alphabets;
mod commands;
mod unicode;

use super::symbols;

pub(super) use alphabets::{letter_of_tex, tex_of_letter};
pub(super) use commands::{is_harmless, is_known};
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
                let symbol = symbols::by_character(character).and_then(commands::of_symbol);
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

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn formulas_have_a_normal_form() {
        assert_eq!(normalised("  a \n b\\ "), "a b\\ ");
        assert_eq!(normalised("6\\%-14%"), "6\\%-14\\%");
    }
}
