//! Values that are not TeX: addresses and identifiers, in both directions.
//!
//! BibLaTeX takes them literally (manual, section 2.2.1, "verbatim"). A brace or backslash in one would still break the
//! file, and `^^5c` is a backslash to TeX, so those characters are percent-encoded, as addresses require anyway.

use crate::text::addresses::encoded_character;
use crate::text::unicode::is_noncharacter;

/// Writes an address.
pub(super) fn append_address(values: &mut String, address: &str) {
    append(values, address, "%20");
}

/// Writes an identifier that is not an address; it may contain spaces, as two ISSNs do.
pub(super) fn append_number(values: &mut String, identifier: &str) {
    append(values, identifier, " ");
}

fn append(values: &mut String, identifier: &str, space: &str) {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'{' | b'}' | b'\\' | b'^');
    if identifier.bytes().all(is_plain) {
        return values.push_str(identifier);
    }
    for character in identifier.chars() {
        match character {
            character if character.is_whitespace() => values.push_str(space),
            '{' | '}' | '\\' | '^' => values.push_str(&encoded_character(character)),
            character if is_unwritable(character) => {
                values.push_str(&encoded_character(character));
            }
            character => values.push(character),
        }
    }
}

/// Whether a field without a variable never contains TeX: biblatex's verbatim fields, and the addresses and files that
/// reference managers add.
pub(super) fn is_verbatim_field(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let managers = ["bdsk-", "local-", "date-"];
    let is_listed = ["file", "pdf", "ps", "url", "uri", "urlraw", "verba", "verbb", "verbc"].contains(&name.as_str());
    is_listed || managers.iter().any(|prefix| name.starts_with(prefix))
}

/// Whether a value can be written in braces unchanged, and consists of ordinary characters to BibTeX and TeX.
pub(super) fn is_harmless(value: &str) -> bool {
    !value.contains(['\\', '{', '}', '$', '^']) && !value.contains(is_unwritable)
}

fn is_unwritable(character: char) -> bool {
    character.is_control() || is_noncharacter(character)
}

/// Reads the number of an eprint. Of a link, it is the text if that is a single word, and otherwise the address.
pub(super) fn number(value: &str) -> String {
    let text = link(value).map(|(_, text)| text).filter(|text| !text.is_empty() && !text.contains(char::is_whitespace));
    from_verbatim(text.unwrap_or(value))
}

/// Reads an address or identifier, which people also write as TeX: in `\url{}`, as the address of `\href{}{}`, with
/// escaped characters, in braces.
pub(super) fn from_verbatim(value: &str) -> String {
    let value = value.trim();
    let value = link(value).map_or(value, |(address, _)| address);
    let value = value.strip_prefix("\\url").map_or(value, str::trim_start);
    let mut read = String::with_capacity(value.len());
    let mut characters = value.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        match character {
            '{' | '}' => {}
            '$' => match TILDES.iter().find_map(|tilde| value[offset..].strip_prefix(tilde)) {
                Some(rest) => {
                    read.push('~');
                    characters.nth(value[offset + 1..].chars().count() - rest.chars().count() - 1);
                }
                None => read.push('$'),
            },
            '\\' => match characters.peek() {
                Some((_, '_' | '%' | '&' | '#' | '$' | '~' | '{' | '}')) => {}
                _ => match command(&value[offset + 1..]) {
                    Some((meant, length)) => {
                        read.push(meant);
                        characters.nth(length - 1);
                    }
                    None => read.push('\\'),
                },
            },
            character => read.push(character),
        }
    }
    read
}

/// Mathematics that people write for a tilde, because `~` is a space to TeX.
const TILDES: &[&str] = &["$\\sim$", "${\\sim}$", "$\\thicksim$", "$\\tilde{}$", "$\\tilde{ }$", "$\\tilde{\\ }$"];

/// Returns the address and the text of a value that is a single link, `\href{address}{text}`.
fn link(value: &str) -> Option<(&str, &str)> {
    let groups = value.trim().strip_prefix("\\href")?.trim_start().strip_prefix('{')?;
    let (address, text) = groups.split_once('}')?;
    let text = text.trim_start().strip_prefix('{')?.strip_suffix('}')?;
    Some((address, text))
}

/// The commands that the package doi understands in a DOI, and that reference managers write into addresses.
const COMMANDS: &[(&str, char)] =
    &[("textless", '<'), ("textgreater", '>'), ("textasciitilde", '~'), ("textunderscore", '_')];

/// Returns the character of the command with which a text starts, and the length of its name with the space after it.
fn command(text: &str) -> Option<(char, usize)> {
    COMMANDS.iter().find_map(|(name, meant)| {
        let after = text.strip_prefix(name)?;
        let is_whole = !after.starts_with(|next: char| next.is_ascii_alphabetic());
        is_whole.then(|| (*meant, name.len() + usize::from(after.starts_with(' '))))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{append_address, append_number, from_verbatim, number};

    fn to_address(address: &str) -> String {
        let mut values = String::new();
        append_address(&mut values, address);
        values
    }

    fn to_number(identifier: &str) -> String {
        let mut values = String::new();
        append_number(&mut values, identifier);
        values
    }

    #[test]
    fn tex_in_addresses_is_read() {
        assert_eq!(from_verbatim("\\url{https://example.org/a\\_b\\%20c}"), "https://example.org/a_b%20c");
        assert_eq!(from_verbatim("{10.1/x_y}"), "10.1/x_y");
        assert_eq!(
            from_verbatim("10.1002/257:2\\textless50::aid\\textgreater 3\\textgreater{}"),
            "10.1002/257:2<50::aid>3>"
        );
        assert_eq!(from_verbatim("https://a.org/\\textasciitilde{}u"), "https://a.org/~u");
        for tilde in ["{\\textasciitilde}", "\\textasciitilde ", "\\~{}", "\\~", "$\\sim$", "{$\\sim$}", "$\\tilde{}$"]
        {
            assert_eq!(from_verbatim(&format!("http://a.org/{tilde}u/$x")), "http://a.org/~u/$x", "{tilde}");
        }
        assert_eq!(from_verbatim("\\href{https://a.org/\\_b}{A page}"), "https://a.org/_b");
        assert_eq!(number("\\href{https://hal.science/hal-1}{hal-1}"), "hal-1");
        assert_eq!(number("\\href{https://hal.science/hal-1}{The page}"), "https://hal.science/hal-1");
        assert_eq!(from_verbatim("10.1/\\textlessx\\unknown"), "10.1/\\textlessx\\unknown");
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
