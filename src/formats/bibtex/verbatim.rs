//! Values that are not TeX: addresses and identifiers, in both directions.
//!
//! BibLaTeX takes them as they stand (manual, section 2.2.1, "verbatim"). A brace or backslash in one would still break
//! the file, so those are percent-encoded, as addresses want it anyway.

/// Writes an address or identifier.
pub(super) fn to_verbatim(identifier: &str) -> String {
    let mut written = String::with_capacity(identifier.len());
    for character in identifier.chars() {
        match character {
            '{' => written.push_str("%7B"),
            '}' => written.push_str("%7D"),
            '\\' => written.push_str("%5C"),
            character if character.is_whitespace() || character.is_control() => written.push_str("%20"),
            character => written.push(character),
        }
    }
    written
}

/// Reads an address or identifier, which people also write as TeX: in `\url{}`, with escaped characters, in braces.
pub(super) fn from_verbatim(value: &str) -> String {
    let value = value.trim();
    let value = value.strip_prefix("\\url").map_or(value, str::trim_start);
    let mut read = String::with_capacity(value.len());
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' | '}' => {}
            '\\' => match characters.peek() {
                Some('_' | '%' | '&' | '#' | '$' | '~' | '{' | '}') => {}
                _ => read.push('\\'),
            },
            character => read.push(character),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{from_verbatim, to_verbatim};

    #[test]
    fn tex_in_addresses_is_read() {
        assert_eq!(from_verbatim("\\url{https://example.org/a\\_b\\%20c}"), "https://example.org/a_b%20c");
        assert_eq!(from_verbatim("{10.1/x_y}"), "10.1/x_y");
    }

    #[test]
    fn braces_cannot_break_the_file() {
        assert_eq!(to_verbatim("x}, note = {\\input y"), "x%7D,%20note%20=%20%7B%5Cinput%20y");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(address in "https?://[a-z0-9./?=&%#~_+:;,@-]{1,40}") {
            prop_assert_eq!(from_verbatim(&to_verbatim(&address)), address);
        }
    }
}
