//! The attributes of a start tag, each with its place.

use std::borrow::Cow;
use std::ops::Range;

use super::placed::{PlacedAttribute, XmlFault};
use super::references::resolved;

/// Reads the attributes in these bytes of a start tag, which follow its name. Reading ends at the first fault.
pub(super) fn attributes<'x>(xml: &'x str, tag: Range<usize>, faults: &mut Vec<XmlFault>) -> Vec<PlacedAttribute<'x>> {
    let mut attributes: Vec<PlacedAttribute<'x>> = Vec::new();
    let mut at = tag.start;
    loop {
        let rest = &xml[at..tag.end];
        let name_start = at + (rest.len() - rest.trim_start().len());
        if name_start == tag.end {
            return attributes;
        }
        let rest = &xml[name_start..tag.end];
        let is_end = |character: char| character.is_whitespace() || matches!(character, '=' | '"' | '\'' | '<');
        let name_at = name_start..name_start + rest.find(is_end).unwrap_or(rest.len());
        let name = &xml[name_at.clone()];
        let mut fault = |at: Range<usize>, message: String| faults.push(XmlFault { at, message });
        if name.is_empty() {
            let shown = rest.chars().next().unwrap_or_default();
            fault(name_start..name_start + shown.len_utf8(), format!("“{shown}” is not the name of an attribute"));
            return attributes;
        }
        let after_name = &xml[name_at.end..tag.end];
        let quote = after_name.trim_start().strip_prefix('=').map(str::trim_start);
        let Some(quoted) = quote.filter(|quoted| quoted.starts_with(['"', '\''])) else {
            fault(name_at, format!("the attribute “{name}” has no value in quotation marks"));
            return attributes;
        };
        let value_start = tag.end - quoted.len() + 1;
        let Some(length) = quoted[1..].find(&quoted[..1]) else {
            fault(name_at, format!("the value of “{name}” has no closing quotation mark"));
            return attributes;
        };
        let value_at = value_start..value_start + length;
        at = value_at.end + 1;
        let raw = &xml[value_at.clone()];
        if raw.contains('<') {
            let message = format!("the value of “{name}” contains “<”: probably a closing quotation mark is missing");
            fault(value_at, message);
            return attributes;
        }
        if attributes.iter().any(|attribute| attribute.name == name) {
            fault(name_at, format!("the attribute “{name}” is given twice"));
            continue;
        }
        if !xml[at..tag.end].is_empty() && !xml[at..].starts_with(char::is_whitespace) {
            fault(at..at + 1, format!("there is no space after the value of “{name}”"));
        }
        let value = value_of(raw, value_at.start, faults);
        attributes.push(PlacedAttribute { name: Cow::Borrowed(name), value, name_at, value_at });
    }
}

/// The value of an attribute: tabs and line ends are spaces, unless they are character references (XML 1.0, section
/// 3.3.3).
fn value_of<'x>(raw: &'x str, start: usize, faults: &mut Vec<XmlFault>) -> Cow<'x, str> {
    match raw.contains(['\t', '\n', '\r']) {
        true => {
            let spaced = raw.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
            Cow::Owned(resolved(&spaced, start, faults).into_owned())
        }
        false => resolved(raw, start, faults),
    }
}

#[cfg(test)]
mod tests {
    use super::attributes;

    fn faults(xml: &str) -> Vec<(&str, String)> {
        let mut faults = Vec::new();
        attributes(xml, 0..xml.len(), &mut faults);
        faults.into_iter().map(|fault| (&xml[fault.at], fault.message)).collect()
    }

    #[test]
    fn faults_have_their_place() {
        assert_eq!(faults(r#" a="1" b='2' "#), []);
        assert_eq!(faults(r#" a="1" a="2" b="3""#), [("a", "the attribute “a” is given twice".to_owned())]);
        assert_eq!(faults(r#" a=1"#)[0].0, "a");
        assert_eq!(faults(r#" a"#)[0].0, "a");
        assert_eq!(faults(r#" a="1"#)[0].1, "the value of “a” has no closing quotation mark");
        assert_eq!(faults(r#" a="1 <b c="2""#)[0].0, "1 <b c=");
        assert_eq!(faults(r#" a="1"b="2""#)[0].0, "b");
        assert_eq!(faults(r#" ="1""#)[0].0, "=");
        assert_eq!(faults(r#" a="&nosuch;""#)[0].0, "&nosuch;");
    }
}
