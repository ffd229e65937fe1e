//! Character references: `&amp;`, `&uuml;`, `&#8211;`, `&#x2013;`.

use std::borrow::Cow;

use crate::text::encoding::windows_1252;

/// How many times a text is unescaped: services escape what was already escaped.
const ROUNDS: usize = 3;

/// The length of the longest reference without its ampersand and semicolon ("CounterClockwiseContourIntegral").
const LONGEST_REFERENCE: usize = 31;

/// Resolves the references of a text, and those that appear when they are resolved (`&amp;lt;`). Other text is
/// unchanged.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        match resolved(&text) {
            Some(resolved) => text = Cow::Owned(resolved),
            None => break,
        }
    }
    text
}

/// Resolves the references of a text once, as needed for XML's own attributes.
pub(crate) fn unescaped_once(text: &str) -> Cow<'_, str> {
    resolved(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Returns the characters of a reference, which is given without ampersand and semicolon. Names are those of HTML,
/// which include the names of XML and Latin-1. <https://html.spec.whatwg.org/multipage/named-characters.html>
pub(crate) fn character_of_reference(reference: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        let is_number = !number.contains(['+', '-']);
        return char::from_u32(legacy(code.ok()?))
            .filter(|character| is_number && *character != '\0')
            .map(|character| Cow::Owned(character.to_string()));
    }
    let name = format!("&{reference};");
    std::str::from_utf8(htmlize::ENTITIES.get(name.as_bytes())?).ok().map(Cow::Borrowed)
}

/// References to control characters from 128 on mean characters of Windows-1252, as in HTML.
fn legacy(code: u32) -> u32 {
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => windows_1252::character(byte).map_or(code, u32::from),
        _ => code,
    }
}

/// Returns the text with its references resolved, or `None` if it has none.
fn resolved(text: &str) -> Option<String> {
    let mut result: Option<String> = None;
    let mut copied = 0;
    for start in memchr::memchr_iter(b'&', text.as_bytes()) {
        let rest = &text[start + 1..];
        let length = rest.bytes().take(LONGEST_REFERENCE + 1).position(|byte| byte == b';');
        let reference = length.and_then(|length| rest.get(..length));
        let Some(characters) = reference.and_then(character_of_reference) else { continue };
        let result = result.get_or_insert_with(String::new);
        result.push_str(&text[copied..start]);
        result.push_str(&characters);
        copied = start + 1 + length.unwrap_or_default() + 1;
    }
    let mut result = result?;
    result.push_str(&text[copied..]);
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::{unescaped, unescaped_once};

    #[test]
    fn references_are_resolved_however_often_they_were_escaped() {
        for (escaped, expected) in [
            ("M&uuml;ller &amp; S&#248;n", "Müller & Søn"),
            ("p &amp;lt; 0.05", "p < 0.05"),
            ("a &amp;amp;amp; b", "a & b"),
            ("&#x2013;&#8212;&#150;", "–—–"),
            ("&NotEqualTilde;", "≂̸"),
        ] {
            assert_eq!(unescaped(escaped), expected);
        }
        assert_eq!(unescaped_once("&amp;amp; &lt;"), "&amp; <");
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in ["AT&T", "R&D;", "a & b;", "&nosuch;", "&#xD800;", "&#0;", "&#+65;", "&", "?a=1&copy=2", "&é;"] {
            assert_eq!(unescaped(text), text);
        }
    }
}
