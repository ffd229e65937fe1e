//! Separators in lists, which count only outside braces.

/// Returns the content of a name that is a single pair of braces.
pub(super) fn braced_as_a_whole(name: &str) -> Option<&str> {
    let inside = name.strip_prefix('{')?.strip_suffix('}')?;
    let is_command = inside.starts_with('\\') && !inside.contains(char::is_whitespace);
    let mut depth = 0_usize;
    for byte in inside.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    (depth == 0 && !is_command).then_some(inside)
}

/// Splits at the word "and", in any letter case, with white space around it and outside braces.
pub(super) fn split_at_and(value: &str) -> Vec<&str> {
    let separator = |rest: &str| {
        let word = rest.trim_ascii_start();
        let white_space = rest.len() - word.len();
        let is_and = white_space > 0 && word.get(..3).is_some_and(|and| and.eq_ignore_ascii_case("and"));
        (is_and && word[3..].starts_with(|next: char| next.is_ascii_whitespace())).then_some(white_space + 3)
    };
    split_outside_braces(value, separator).into_iter().filter(|name| !name.is_empty()).collect()
}

/// Splits a text outside braces. `separator` returns the length in bytes of a separator at the start of the rest. The
/// pieces are trimmed.
///
/// White space before a separator is part of it, so separators are looked for only once in each run of white space. No
/// separator begins with a letter or a digit.
pub(super) fn split_outside_braces(text: &str, separator: impl Fn(&str) -> Option<usize>) -> Vec<&str> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let mut position = 0;
    let mut was_white_space = false;
    loop {
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        let word = text.as_bytes()[position..].iter().take_while(|byte| is_word(byte)).count();
        was_white_space &= word == 0;
        position += word;
        let Some(character) = text[position..].chars().next() else { break };
        let is_white_space = character.is_ascii_whitespace();
        if depth == 0
            && !(was_white_space && is_white_space)
            && let Some(length) = separator(&text[position..])
        {
            pieces.push(text[start..position].trim());
            position += length;
            start = position;
            was_white_space = false;
            continue;
        }
        was_white_space = is_white_space;
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '\\' => {
                position +=
                    text[position + 1..].chars().next().filter(|next| "{},~".contains(*next)).map_or(0, char::len_utf8)
            }
            _ => {}
        }
        position += character.len_utf8();
    }
    pieces.push(text[start..].trim());
    pieces
}

#[cfg(test)]
mod tests {
    use super::{braced_as_a_whole, split_at_and, split_outside_braces};

    #[test]
    fn separators_in_braces_do_not_count() {
        assert_eq!(split_at_and("A and {B and C} AND D\nand\tE"), ["A", "{B and C}", "D", "E"]);
        assert_eq!(split_at_and("Anderson and Sand and Band"), ["Anderson", "Sand", "Band"]);
        let at_commas = |text| split_outside_braces(text, |rest| rest.starts_with(',').then_some(1));
        assert_eq!(at_commas("a, {b, c},, \\,d"), ["a", "{b, c}", "", "\\,d"]);
        assert_eq!(at_commas("a}, b"), ["a}", "b"], "a brace that closes nothing");
    }

    #[test]
    fn a_pair_of_braces_encloses_the_whole_or_only_parts() {
        assert_eq!(braced_as_a_whole("{The {Tide} Team}"), Some("The {Tide} Team"));
        assert_eq!(braced_as_a_whole("{A} and {B}"), None);
        assert_eq!(braced_as_a_whole("{\\o}"), None, "a letter");
    }
}
