//! Text in XML and HTML: what is escaped, and how.
//!
//! Source: XML 1.0, fifth edition: productions 2 ("Char") and 14 ("CharData"), sections 2.11 (line ends), 3.3.3
//! (attributes) and 4.6 (predefined entities).

use std::borrow::Cow;

/// The predefined references. Only the first four are written: an apostrophe has no meaning between double quotation
/// marks.
const PREDEFINED: [(char, &str); 5] = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&apos;")];

fn reference(character: char) -> Option<&'static str> {
    PREDEFINED[..4].iter().find(|(known, _)| *known == character).map(|(_, reference)| *reference)
}

/// Whether XML 1.0 allows a character.
pub(crate) const fn is_xml_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Appends text between tags or in an attribute in double quotation marks. White space is read back unchanged.
/// Characters that XML does not allow, not even as a reference, are dropped: a format that must not lose them replaces
/// them first.
pub(crate) fn append_escaped_xml(text: &str, xml: &mut String) {
    for character in text.chars() {
        match (character, reference(character)) {
            (_, Some(reference)) => xml.push_str(reference),
            ('\r', _) => xml.push_str("&#xD;"),
            ('\n', _) => xml.push_str("&#xA;"),
            ('\t', _) => xml.push_str("&#x9;"),
            _ if is_xml_character(character) => xml.push(character),
            _ => {}
        }
    }
}

/// Returns the text as [`append_escaped_xml`] writes it.
pub(crate) fn escaped_xml(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    append_escaped_xml(text, &mut xml);
    xml
}

/// Appends text with references for the characters that have a meaning, and all other characters unchanged.
pub(crate) fn append_with_references(text: &str, out: &mut String) {
    for character in text.chars() {
        match reference(character) {
            Some(reference) => out.push_str(reference),
            None => out.push(character),
        }
    }
}

/// Replaces the predefined references by their characters, once. Other references stay.
pub(crate) fn without_references(text: &str) -> Cow<'_, str> {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(start) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, found) = rest.split_at(start);
        let known = PREDEFINED.iter().find(|(_, reference)| found.starts_with(reference));
        let (character, length) = known.map_or(('&', 1), |(character, reference)| (*character, reference.len()));
        plain.push_str(before);
        plain.push(character);
        rest = &found[length..];
    }
    if plain.is_empty() {
        return Cow::Borrowed(text);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::escape::unescape;

    use super::{append_with_references, escaped_xml, is_xml_character, without_references};

    #[test]
    fn only_predefined_references_are_replaced_and_only_once() {
        assert_eq!(
            without_references("R&amp;D &lt;&gt;&quot;&apos; &amp;lt; &#65; &copy; &"),
            "R&D <>\"' &lt; &#65; &copy; &"
        );
        assert_eq!(without_references("plain"), "plain");
    }

    #[test]
    fn what_means_something_is_escaped_and_what_xml_cannot_hold_is_left_out() {
        assert_eq!(escaped_xml("<a href=\"x\">R&D's\n</a>"), "&lt;a href=&quot;x&quot;&gt;R&amp;D's&#xA;&lt;/a&gt;");
        assert_eq!(escaped_xml("a\0b\u{1b}c\u{FFFE}d\u{FFFF}e\u{7f}"), "abcde\u{7f}");
    }

    proptest! {
        #[test]
        fn references_are_replaced_by_what_they_were_written_for(text in "[a-z&;<>\"'\0\n]*|(&amp;|&lt|;|x)*") {
            let mut written = String::new();
            append_with_references(&text, &mut written);
            prop_assert_eq!(without_references(&written), text);
        }

        #[test]
        fn what_is_written_is_read_back(text in any::<String>()) {
            let expected: String = text.chars().filter(|&character| is_xml_character(character)).collect();
            let xml = escaped_xml(&text);
            prop_assert_eq!(unescape(&xml).expect("it is well-formed"), expected);
        }
    }
}
