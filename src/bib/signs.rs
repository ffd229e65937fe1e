//! The signs of .bib files, and of their dialects.

use super::entry_types;

/// Fields that exist in BibLaTeX only.
const OF_BIBLATEX: [&str; 4] = ["date", "journaltitle", "eprinttype", "location"];

/// Whether a text has an entry, and no sign that its dialect is BibLaTeX.
pub(super) fn is_bibtex(text: &str) -> bool {
    has_entry(text) && !is_of_biblatex(text)
}

/// Whether a text has an entry, and its dialect is BibLaTeX.
pub(super) fn is_biblatex(text: &str) -> bool {
    has_entry(text) && is_of_biblatex(text)
}

/// Whether a line starts with an entry, whatever its dialect: `@article{key,`. Only the name of a known type is enough
/// by itself, as other languages have lines such as `@dataclass(frozen=True)` and `@media {`.
pub(super) fn has_entry(text: &str) -> bool {
    memchr::memchr_iter(b'@', text.as_bytes()).any(|at| begins_line(&text[..at]) && begins_entry(&text[at + 1..]))
}

/// Whether there is nothing but white space on a line before this place.
fn begins_line(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// Whether the text after an `@` is that of an entry.
fn begins_entry(text: &str) -> bool {
    let text = text.trim_start();
    let end = text.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start();
    let Some(content) = rest.strip_prefix(['{', '(']) else { return false };
    let is_known = entry_types::is_known(name)
        || ["string", "preamble", "comment", "xdata"].iter().any(|known| known.eq_ignore_ascii_case(name));
    is_known || !name.is_empty() && rest.starts_with('{') && has_key_and_field(content)
}

/// Whether the content of an entry starts with a key, a comma, and a field or its end: `doe2020, title =`.
fn has_key_and_field(content: &str) -> bool {
    // The search ends at the first character that no key has.
    let end = content.find([',', '{', '}', '"', '=', '(', '@']);
    let Some(fields) = end.and_then(|end| content[end..].strip_prefix(',')) else { return false };
    let fields = fields.trim_start();
    let end = fields.find(|character: char| !(character.is_alphanumeric() || matches!(character, '-' | '_' | '+')));
    let after = &fields[end.unwrap_or(fields.len())..];
    end != Some(0) && after.trim_start().starts_with('=') || fields.starts_with('}')
}

/// Whether there are fields that exist in BibLaTeX only, and no `year`.
fn is_of_biblatex(text: &str) -> bool {
    let mut is_of_biblatex = false;
    for at in memchr::memchr_iter(b'=', text.as_bytes()) {
        let before = text[..at].trim_ascii_end();
        let word = before.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let start = before.len() - word;
        let is_first = begins_line(&before[..start]);
        let name = &before[start..];
        if is_first && name.eq_ignore_ascii_case("year") {
            return false;
        }
        is_of_biblatex |= is_first && OF_BIBLATEX.iter().any(|field| field.eq_ignore_ascii_case(name));
    }
    is_of_biblatex
}

#[cfg(test)]
mod tests {
    use super::{has_entry, is_biblatex, is_bibtex};

    #[test]
    fn the_dialects_are_told_apart_by_their_fields() {
        for (text, bibtex, biblatex) in [
            ("% a\n@misc{a,\n year = 2020\n}", true, false),
            ("@misc{a,\n date = {2020},\n}", false, true),
            ("@misc{a,\n date = {2020},\n Year = 2020\n}", true, false),
            ("me@example.org", false, false),
        ] {
            assert_eq!((is_bibtex(text), is_biblatex(text)), (bibtex, biblatex), "{text}");
        }
    }

    #[test]
    fn any_characters_may_come_before_a_sign() {
        for text in ["@a{b, c\u{a0}= {d}}", "é= @é", "\u{a0}@misc{a, b = c}", "\u{2028}date = 1\n@misc{é,é=é}"] {
            assert!(!is_biblatex(text), "{text}");
        }
    }

    #[test]
    fn many_signs_take_linear_time() {
        for piece in ["@", "\n@a{", "=", " @", "a =", "\n@a{b"] {
            assert!(!has_entry(&piece.repeat(1 << 18)) && !is_biblatex(&piece.repeat(1 << 18)), "{piece}");
        }
    }

    #[test]
    fn entries_are_not_lines_of_other_languages() {
        for text in [
            "@article{doe2020,\n title = {T}}",
            " @Book (doe,\n",
            "@string{a = {b}}",
            "@comment{x}",
            "@article{doe2020\n title",
            "text\n@mydata{doe2020, title = {T}}",
            "@newtype{k,}",
            "@misc{k}",
            "@article { k, a-b=1}",
        ] {
            assert!(has_entry(text), "{text}");
        }
        for text in [
            "@dataclass(frozen=True)\nclass A:",
            "@media (min-width: 1px) {\n a { b: c, }",
            "@layer{a, b}",
            "@app.route('/')",
            "@SuppressWarnings(\"x\")",
            "@Test {",
            "@patch(a, b=1)",
            "me@misc{a,}",
            "@",
            "",
        ] {
            assert!(!has_entry(text), "{text}");
        }
    }
}
