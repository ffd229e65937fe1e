//! What BibTeX reads as a name, a number, a citation key and a text in quotation marks.
//!
//! The rules are those of `bibtex.web`, whose sections are named. The parser reports what breaks them and keeps it;
//! the editor of documents does not write it.

/// Returns whether BibTeX reads a word as an identifier: the type of an entry, the name of a field or of a macro.
///
/// An identifier does not start with a digit, and ends at white space, control characters and `"#%'(),={}` (section 90,
/// used for types, fields and macros in the sections 238, 244, 259 and 275).
pub(in crate::bib) fn is_identifier(word: &str) -> bool {
    let first = word.bytes().next();
    first.is_some_and(|first| !first.is_ascii_digit()) && word.bytes().all(|byte| LEGAL[usize::from(byte)])
}

/// Whether a byte can be in an identifier.
static LEGAL: [bool; 256] = {
    let mut legal = [true; 256];
    let mut byte = 0;
    while byte < 128 {
        let is_delimiter = matches!(byte, b'"' | b'#' | b'%' | b'\'' | b'(' | b')' | b',' | b'=' | b'{' | b'}');
        legal[byte as usize] = byte > b' ' && !is_delimiter;
        byte += 1;
    }
    legal
};

/// Returns whether BibTeX reads a word as a number: digits only (section 258). It stops at the first other character,
/// and complains about it.
pub(in crate::bib) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether BibTeX reads a text as a citation key.
///
/// A key ends at a comma, at white space, and at the closing brace of the entry (section 266). All else can be in it,
/// also `"` and `=`. Four things that BibTeX accepts are no key here: an opening brace, which `\cite` cannot contain, a
/// percent sign at the beginning, which biber and this parser take for a comment, control characters, and no text at
/// all.
pub(in crate::bib) fn is_key(text: &str) -> bool {
    let is_legal = |byte: u8| byte != b' ' && !byte.is_ascii_control() && !b",{}".contains(&byte);
    !text.is_empty() && !text.starts_with('%') && text.bytes().all(is_legal)
}

/// Returns the offset of the first closing brace without an opening one. In the text of a value, BibTeX complains of
/// unbalanced braces at it (section 254).
pub(in crate::bib) fn stray_brace(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    memchr::memchr2_iter(b'{', b'}', text.as_bytes()).find(|&offset| {
        let is_open = text.as_bytes()[offset] == b'{';
        let is_stray = !is_open && depth == 0;
        depth = if is_open { depth + 1 } else { depth.saturating_sub(1) };
        is_stray
    })
}

#[cfg(test)]
mod tests {
    use super::{is_identifier, is_key, is_number, stray_brace};

    #[test]
    fn identifiers_are_those_of_bibtex() {
        for word in ["a", "x1", "ä", "a:b", "mendeley-tags", "author+an", "@b", "a\\b", "a~b", "a\u{a0}b"] {
            assert!(is_identifier(word), "{word}");
        }
        for word in
            ["", "1a", "1", "a b", "a'b", "a\tb", "a\u{1}", "a#", "a%", "a(", "a)", "a,", "a=", "a{", "a}", "\"a"]
        {
            assert!(!is_identifier(word), "{word}");
        }
    }

    #[test]
    fn keys_are_those_of_bibtex() {
        for key in
            ["a:b/c+d'e\"f&g", "k=q", "10.1016/0196-6774(89)90038-2", "1", "Müller:2004ß", "#b", "a%b", "@b", "a)"]
        {
            assert!(is_key(key), "{key}");
        }
        for key in ["", "a b", "a\tb", "a\nb", " a", "a ", "a,b", "a}b", "a{b", "%b"] {
            assert!(!is_key(key), "{key}");
        }
    }

    #[test]
    fn a_number_has_only_digits() {
        assert!(is_number("007") && !is_number("") && !is_number("1a") && !is_number("-1") && !is_number("１"));
    }

    #[test]
    fn a_brace_without_a_partner() {
        let offsets = ["a", "{a}", "{a}}b", "}{", "{{}"].map(stray_brace);
        assert_eq!(offsets, [None, None, Some(3), Some(0), None]);
    }
}
