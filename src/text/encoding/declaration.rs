//! The declaration of a file's own encoding.

use std::ops::Range;

use super::kinds::Encoding;
use super::names::UnknownEncoding;

/// How much of the start of a file is searched for a declaration.
pub(super) const BEGINNING: usize = 4096;

/// The encoding that a file declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declaration {
    /// The declared encoding, or an unknown name.
    pub(crate) encoding: Result<Encoding, UnknownEncoding>,
    /// The position of the name.
    pub(crate) name: Range<usize>,
}

/// Names with which Emacs declares that it detects the encoding itself.
const NONE: [&str; 5] = ["undecided", "raw-text", "no-conversion", "binary", "prefer-utf-8"];

impl Declaration {
    /// Finds the declaration at the start of a text without a byte order mark; declarations are in ASCII.
    pub(crate) fn find(text: &[u8]) -> Option<Self> {
        let beginning = text.get(..BEGINNING).unwrap_or(text);
        let name = match beginning.trim_ascii_start().strip_prefix(b"<?xml") {
            Some(_) => in_xml(beginning),
            None if beginning.trim_ascii_start().starts_with(b"<") => in_html(beginning),
            None => in_comments(beginning),
        }?;
        let text = std::str::from_utf8(&beginning[name.clone()]).ok()?;
        let encoding = Encoding::named(text);
        let is_none = encoding.is_err() && NONE.iter().any(|none| text.to_ascii_lowercase().starts_with(none));
        (!is_none).then_some(Self { encoding, name })
    }
}

/// The value of `encoding` in an XML declaration.
/// <https://www.w3.org/TR/xml/#NT-EncodingDecl>
fn in_xml(beginning: &[u8]) -> Option<Range<usize>> {
    let end = memchr::memchr(b'>', beginning)?;
    let declaration = &beginning[..end];
    let after = memchr::memmem::find(declaration, b"encoding")? + "encoding".len();
    let open = after + declaration[after..].iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'=')?;
    let quote = declaration[open];
    let length = declaration[open + 1..].iter().position(|&byte| byte == quote)?;
    matches!(quote, b'"' | b'\'').then_some(open + 1..open + 1 + length)
}

/// The value of `charset` in a `meta` element of HTML, as an attribute or at the end of `content`.
/// <https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding>
fn in_html(beginning: &[u8]) -> Option<Range<usize>> {
    let lower = beginning.to_ascii_lowercase();
    memchr::memmem::find_iter(&lower, b"<meta").find_map(|tag| {
        let rest = &lower[tag..];
        let rest = &rest[..memchr::memchr(b'>', rest)?];
        let after = memchr::memmem::find(rest, b"charset")? + "charset".len();
        let equals = after + rest[after..].iter().position(|byte| !byte.is_ascii_whitespace())?;
        let is_open = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
        let start = equals + 1 + rest[equals + 1..].iter().position(|byte| !is_open(byte))?;
        let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
        let length = rest[start..].iter().take_while(|byte| is_of_name(byte)).count();
        (rest[equals] == b'=' && length > 0).then_some(tag + start..tag + start + length)
    })
}

/// Finds the name in the comments before the first entry.
fn in_comments(beginning: &[u8]) -> Option<Range<usize>> {
    let (mut start, mut is_of_jabref) = (0, false);
    for line in beginning.split_inclusive(|&byte| matches!(byte, b'\n' | b'\r')) {
        let content = line.trim_ascii_start();
        if content.starts_with(b"@") {
            return None;
        }
        let is_comment = content.starts_with(b"%") || content.starts_with(b"#");
        let is_signature = memchr::memmem::find(content, b"This file was created with JabRef").is_some();
        is_of_jabref |= is_signature;
        // Early versions of JabRef wrote their heading without a percent sign.
        if (is_comment || is_of_jabref)
            && let Some(name) = in_comment(line)
        {
            return Some(start + name.start..start + name.end);
        }
        start += line.len();
    }
    None
}

/// The words before the name of an encoding, in lower case, and the characters that are allowed in the name besides
/// letters, digits and hyphens.
static SIGNS: &[(&str, Place, &str)] = &[
    ("encoding", Place::Start, " _."),
    ("saved with string encoding", Place::Start, " _.()"),
    ("!tex encoding", Place::Start, " _."),
    ("coding:", Place::Emacs, "_."),
    ("fileencoding", Place::Vim, "_."),
    ("fenc", Place::Vim, "_."),
];

/// The position of the words in a comment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At its start, before `:`, `=` or a space.
    Start,
    /// Between `-*-` and `-*-`.
    Emacs,
    /// After `vim:`, `vi:` or `ex:`, before `=`.
    Vim,
}

/// Finds the name in a line.
fn in_comment(line: &[u8]) -> Option<Range<usize>> {
    let lower = line.to_ascii_lowercase();
    let text_start = lower.iter().position(|byte| !matches!(byte, b'%' | b'#') && !byte.is_ascii_whitespace())?;
    let find = |text: &str| memchr::memmem::find(&lower, text.as_bytes());
    for &(words, place, others) in SIGNS {
        let after = match place {
            Place::Start => {
                let is_there = lower[text_start..].starts_with(words.as_bytes());
                is_there.then_some(text_start + words.len())
            }
            Place::Emacs => find("-*-").and_then(|_| find(words)).map(|start| start + words.len()),
            Place::Vim => {
                let is_modeline = ["vim:", "vi:", "ex:"].iter().any(|sign| find(sign).is_some());
                find(words).filter(|_| is_modeline).map(|start| start + words.len())
            }
        };
        let Some(after) = after else { continue };
        let is_between = |byte: &u8| matches!(byte, b':' | b'=' | b' ' | b'\t');
        let separators = lower[after..].iter().take_while(|byte| is_between(byte)).count();
        // "Encodings of this file" declares nothing.
        let has_sign = words.ends_with([':', 'g']) && words.contains(' ')
            || lower[after..after + separators].contains(&b':')
            || lower[after..after + separators].contains(&b'=')
            || place == Place::Emacs;
        let start = after + separators;
        let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-' || others.as_bytes().contains(byte);
        let length = lower[start..].iter().take_while(|byte| is_of_name(byte)).count();
        let length = lower[start..start + length].trim_ascii_end().len();
        if has_sign && length > 0 {
            return Some(start..start + length);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Declaration;
    use crate::text::Encoding;

    fn declared(text: &str) -> Option<Result<&'static str, String>> {
        let Declaration { encoding, name } = Declaration::find(text.as_bytes())?;
        assert!(!text[name.clone()].is_empty(), "{text}");
        Some(encoding.map(Encoding::name).map_err(|error| error.name))
    }

    #[test]
    fn declarations_of_many_programs_are_found() {
        for (text, name) in [
            ("% Encoding: GBK\n\n@misc{a}", "GBK"),
            ("%Encoding:Cp1251@misc{a}", "windows-1251"),
            ("% encoding: utf8\r\n", "UTF-8"),
            ("\n\n% This file was created with JabRef 2.10.\n% Encoding: MacRoman\n", "macintosh"),
            ("This file was created with JabRef 2.3.\nEncoding: ISO8859_15\n\n", "ISO-8859-15"),
            ("%% BibDesk\n\n%% Saved with string encoding Western (ISO Latin 1) \n\n", "ISO-8859-1"),
            ("%% Saved with string encoding Unicode (UTF-8)\n", "UTF-8"),
            ("% -*- coding: latin-1 -*-\n", "ISO-8859-1"),
            ("% -*- mode: bibtex; coding: euc-jp-unix; -*-\n", "EUC-JP"),
            ("# -*- coding: koi8-r -*-\nid:\n", "KOI8-R"),
            ("% vim: set fileencoding=cp1250 :\n", "windows-1250"),
            ("% vim:fenc=sjis\n", "Shift_JIS"),
            ("% !TeX encoding = UTF-8 Unicode\n", "UTF-8"),
            ("%!TEX encoding = IsoLatin9\n", "ISO-8859-15"),
            ("<?xml version=\"1.0\" encoding=\"windows-1251\"?><a/>", "windows-1251"),
            ("<?xml version='1.0' encoding = 'Big5' standalone='yes'?><a/>", "Big5"),
        ] {
            assert_eq!(declared(text), Some(Ok(name)), "{text}");
        }
    }

    #[test]
    fn other_text_declares_nothing() {
        for text in [
            "",
            "@misc{a, note = {% Encoding: GBK}}",
            "@misc{a}\n% Encoding: GBK\n",
            "Encoding: GBK\n",
            "% Encodings of the world\n",
            "% The encoding: none that we know\n",
            "% Encoding:\n",
            "% -*- coding: undecided -*-\n",
            "<?xml version=\"1.0\"?><a encoding=\"gbk\"/>",
            "<a encoding=\"gbk\"/>",
            "# a heading\nencoding: gbk\n",
        ] {
            assert_eq!(declared(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_that_is_unknown_is_told() {
        assert_eq!(declared("% Encoding: GKB\n"), Some(Err("GKB".to_owned())));
    }
}
