//! Character references in texts and values, and what is not one.

use std::borrow::Cow;

use super::placed::XmlFault;
use crate::syntax::entities::character_of_reference;

/// How many characters of a reference without an end are shown.
const SHOWN: usize = 12;

/// Resolves references once. An ampersand that starts none is a fault, and stays. `start` is the offset of the text.
pub(super) fn resolved<'x>(raw: &'x str, start: usize, faults: &mut Vec<XmlFault>) -> Cow<'x, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut result = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        result.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_end = |character: char| !(character.is_alphanumeric() || character == '#');
        let length = rest[1..].find(is_end).map_or(rest.len(), |length| length + 1);
        let offset = start + (raw.len() - rest.len());
        let reference = &rest[1..length];
        let is_closed = rest[length..].starts_with(';');
        match character_of_reference(reference).filter(|_| is_closed) {
            Some(characters) => {
                result.push_str(&characters);
                rest = &rest[length + 1..];
            }
            None => {
                let shown: String = rest.chars().take(SHOWN.min(length)).collect();
                let (at, message) = match is_closed {
                    true => (offset..offset + length + 1, format!("there is no character “{};”", &rest[..length])),
                    false => (
                        offset..offset + shown.len(),
                        format!("“{shown}” is not a character reference: an ampersand is written “&amp;”"),
                    ),
                };
                faults.push(XmlFault { at, message });
                result.push('&');
                rest = &rest[1..];
            }
        }
    }
    result.push_str(rest);
    Cow::Owned(result)
}
