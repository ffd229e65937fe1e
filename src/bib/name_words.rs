//! The words of a name.

use crate::latex;

use super::outside_braces::split_outside_braces;

/// Returns the text of TeX, with single spaces.
pub(super) fn plain(tex: &str) -> String {
    if is_simple(tex) {
        return tex.to_owned();
    }
    let text = latex::decode(tex).text;
    crate::text::words::single_spaced(&text.to_plain())
}

/// Whether a word is a particle: its first letter, outside braces or in a command's braces, is lower case.
pub(super) fn is_von(word: &str) -> bool {
    let is_lower =
        |word: &str| word.chars().find(|character| character.is_alphabetic()).is_some_and(char::is_lowercase);
    if is_simple(word) {
        return is_lower(word);
    }
    // Letters in braces count only after a command: of `{G}alouzeau`, the a is the first.
    let mut outside = word;
    while let Some(rest) = outside.strip_prefix('{').filter(|rest| !rest.starts_with('\\')) {
        outside = after_group(rest);
    }
    is_lower(&plain(outside))
}

/// Returns what follows the end of the group whose content a text starts with.
fn after_group(text: &str) -> &str {
    let mut depth = 1_usize;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[index + 1..];
        }
    }
    ""
}

/// Whether a text contains no TeX and no white space.
fn is_simple(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}

/// Splits a part of a name into its words. White space after the name of a command belongs to the command (The TeXbook,
/// chapter 3), so `Mart\'\i nez` is one word, as it is in print; BibTeX takes it for two and prints them side by side.
pub(super) fn words(text: &str) -> Vec<&str> {
    let ends_command = |rest: &str| {
        let before = &text[..text.len() - rest.len()];
        before.ends_with(is_letter) && before.trim_end_matches(is_letter).ends_with('\\')
    };
    split_outside_braces(text, |rest| match rest.chars().next()? {
        '~' => Some(1),
        space if space.is_ascii_whitespace() && !ends_command(rest) => Some(1),
        _ => None,
    })
    .into_iter()
    .filter(|word| !word.is_empty())
    .collect()
}

fn is_letter(character: char) -> bool {
    character.is_ascii_alphabetic()
}
