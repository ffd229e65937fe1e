//! Text in XML: the only function that escapes text for XML or HTML.
//!
//! Source: XML 1.0, fifth edition: productions 2 ("Char") and 14 ("CharData"), sections 2.11 (line ends) and 3.3.3
//! (attributes).

/// Whether XML 1.0 allows a character.
pub(crate) const fn is_xml_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Appends text between tags or in an attribute in double quotation marks. White space is read back unchanged.
/// Characters that XML does not allow, not even as a reference, are dropped: a format that must not lose them replaces
/// them first.
pub(crate) fn append_escaped_xml(text: &str, xml: &mut String) {
    for character in text.chars() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\r' => xml.push_str("&#xD;"),
            '\n' => xml.push_str("&#xA;"),
            '\t' => xml.push_str("&#x9;"),
            _ if is_xml_character(character) => xml.push(character),
            _ => {}
        }
    }
}

/// Returns the text as [`append_escaped_xml`] writes it.
#[cfg(any(feature = "docx", test))]
pub(crate) fn escaped_xml(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    append_escaped_xml(text, &mut xml);
    xml
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::escape::unescape;

    use super::{escaped_xml, is_xml_character};

    #[test]
    fn what_means_something_is_escaped_and_what_xml_cannot_hold_is_left_out() {
        assert_eq!(escaped_xml("<a href=\"x\">R&D's\n</a>"), "&lt;a href=&quot;x&quot;&gt;R&amp;D's&#xA;&lt;/a&gt;");
        assert_eq!(escaped_xml("a\0b\u{1b}c\u{FFFE}d\u{FFFF}e\u{7f}"), "abcde\u{7f}");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in any::<String>()) {
            let expected: String = text.chars().filter(|&character| is_xml_character(character)).collect();
            let xml = escaped_xml(&text);
            prop_assert_eq!(unescape(&xml).expect("it is well-formed"), expected);
        }
    }
}
