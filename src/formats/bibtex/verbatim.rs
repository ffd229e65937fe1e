//! Values that are not TeX: addresses and identifiers, in both directions.
//!
//! BibLaTeX takes them as they stand (manual, section 2.2.1, "verbatim"). A brace or backslash in one would still break
//! the file, and `^^5c` is a backslash to TeX, so those characters are percent-encoded, as addresses want it anyway.

use crate::text::unicode::is_noncharacter;

/// Writes an address.
pub(super) fn to_address(address: &str) -> String {
    to_number(address).replace(' ', "%20")
}

/// Writes an identifier that is no address, which may hold spaces: two ISSNs, say.
pub(super) fn to_number(identifier: &str) -> String {
    let mut written = String::with_capacity(identifier.len());
    for character in identifier.chars() {
        match character {
            '{' => written.push_str("%7B"),
            '}' => written.push_str("%7D"),
            '\\' => written.push_str("%5C"),
            '^' => written.push_str("%5E"),
            character if character.is_whitespace() => written.push(' '),
            character if is_unwritable(character) => {
                for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                    written.push_str(&format!("%{byte:02X}"));
                }
            }
            character => written.push(character),
        }
    }
    written
}

/// Whether a field without a variable is of those that hold no TeX: biblatex's verbatim fields, and the addresses and
/// files that reference managers add.
pub(super) fn is_verbatim_field(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let managers = ["bdsk-", "local-", "date-"];
    let is_listed = ["file", "pdf", "ps", "url", "uri", "urlraw", "verba", "verbb", "verbc"].contains(&name.as_str());
    is_listed || managers.iter().any(|prefix| name.starts_with(prefix))
}

/// Whether a value can stand between braces as it is, and is nothing but characters to BibTeX and TeX.
pub(super) fn is_harmless(value: &str) -> bool {
    !value.contains(['\\', '{', '}', '$', '^']) && !value.contains(is_unwritable)
}

fn is_unwritable(character: char) -> bool {
    character.is_control() || is_noncharacter(character)
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

    use super::{from_verbatim, to_address, to_number};

    #[test]
    fn tex_in_addresses_is_read() {
        assert_eq!(from_verbatim("\\url{https://example.org/a\\_b\\%20c}"), "https://example.org/a_b%20c");
        assert_eq!(from_verbatim("{10.1/x_y}"), "10.1/x_y");
    }

    #[test]
    fn braces_cannot_break_the_file() {
        assert_eq!(to_address("x}, note = {\\input y"), "x%7D,%20note%20=%20%7B%5Cinput%20y");
        assert_eq!(to_number("10.1/^^5cinput"), "10.1/%5E%5E5cinput");
        assert_eq!(to_number("a\u{FFFE}\u{7}b"), "a%EF%BF%BE%07b");
    }

    #[test]
    fn numbers_may_be_several() {
        assert_eq!(to_number("0031-9007\t1079-7114"), "0031-9007 1079-7114");
        assert_eq!(to_address("https://example.org/a b"), "https://example.org/a%20b");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(address in "https?://[a-z0-9./?=&%#~_+:;,@-]{1,40}") {
            prop_assert_eq!(from_verbatim(&to_address(&address)), address);
        }
    }
}
