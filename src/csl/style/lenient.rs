//! Styles with names that CSL does not know: variables, types and terms of extensions, or misspelt ones.
//!
//! The XML model rejects a whole style for one of them. So unknown names are removed first. If no known name is left,
//! it is replaced by a name that the style does not use, which the compiler treats as a variable that is always empty.

use std::ops::Range;

use hayagriva::citationberg::taxonomy;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

/// A name in a style that CSL does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnknownName {
    pub name: String,
    /// The line of the name, from 1.
    pub line: usize,
    pub column: usize,
}

/// A style without unknown names.
pub(super) struct Known {
    pub xml: String,
    pub unknown: Vec<UnknownName>,
    /// Names that mean nothing in this style.
    pub void: Vec<&'static str>,
}

/// Removes unknown names from a style.
pub(super) fn without_unknown_names(xml: &str) -> Known {
    let mut result = String::with_capacity(xml.len());
    let mut unknown = Vec::new();
    let mut void = Vec::new();
    let mut written = 0;
    for tag in tags(xml) {
        let element = element_name(xml, &tag);
        for (name, value) in attributes(xml, tag.clone()) {
            if &xml[name.clone()] == "font-style" && xml[value.clone()].trim() == "oblique" {
                // Rich text has only one slanted font, and the XML model no other value.
                result.push_str(&xml[written..value.start]);
                result.push_str("italic");
                written = value.end;
                continue;
            }
            let Some(class) = Class::of(element, &xml[name]) else { continue };
            let names: Vec<&str> = class.names(&xml[value.clone()]);
            let (known, others): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|name| class.knows(name));
            // Tabs and line ends in an attribute are spaces (XML 1.0, section 3.3.3), which the XML model does not
            // handle.
            if others.is_empty() && xml[value.clone()] == known.join(" ") {
                continue;
            }
            for name in others {
                let at = value.start + xml[value.clone()].find(name).unwrap_or(0);
                unknown.push(unknown_name(xml, at, name));
            }
            result.push_str(&xml[written..value.start]);
            written = value.end;
            if known.is_empty() {
                let stand_in = class.stand_in(xml);
                void.push(stand_in);
                result.push_str(stand_in);
            } else {
                result.push_str(&known.join(" "));
            }
        }
    }
    result.push_str(&xml[written..]);
    Known { xml: result, unknown, void }
}

/// The kind of names in an attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Variable,
    Number,
    Names,
    Date,
    Type,
    Locator,
    Term,
}

impl Class {
    fn of(element: &str, attribute: &str) -> Option<Self> {
        Some(match (element, attribute) {
            ("names", "variable") => Self::Names,
            ("date", "variable") | (_, "is-uncertain-date") => Self::Date,
            ("number" | "label", "variable") => Self::Number,
            (_, "variable" | "is-numeric") => Self::Variable,
            ("if" | "else-if", "type") => Self::Type,
            ("if" | "else-if", "locator") => Self::Locator,
            ("text", "term") | ("term", "name") => Self::Term,
            _ => return None,
        })
    }

    /// The names of a value: terms have spaces inside, others between them.
    fn names(self, value: &str) -> Vec<&str> {
        if self == Self::Term { vec![value] } else { value.split_whitespace().collect() }
    }

    fn knows(self, name: &str) -> bool {
        match self {
            Self::Variable => known::<taxonomy::Variable>(name),
            Self::Number => known::<taxonomy::NumberOrPageVariable>(name),
            Self::Names => known::<taxonomy::NameVariable>(name),
            Self::Date => known::<taxonomy::DateVariable>(name),
            Self::Type => known::<taxonomy::Kind>(name),
            Self::Locator => known::<taxonomy::Locator>(name),
            Self::Term => known::<taxonomy::Term>(name),
        }
    }

    /// A name of the class that the style does not use.
    fn stand_in(self, xml: &str) -> &'static str {
        let candidates: &[&str] = match self {
            Self::Variable => &["dimensions", "scale", "division", "annote", "reviewed-genre", "license"],
            Self::Number => &["printing-number", "supplement-number", "part-number", "chapter-number"],
            Self::Names => &["series-creator", "script-writer", "executive-producer", "narrator", "curator"],
            Self::Date => &["available-date", "submitted", "event-date"],
            Self::Type => &["performance", "musical_score", "treaty", "regulation", "hearing"],
            Self::Locator => &["canon", "opus", "scene", "rule", "act"],
            Self::Term => &["review-of", "podcast-episode", "working-paper", "special-section", "radio-series"],
        };
        candidates.iter().copied().find(|name| !xml.contains(name)).unwrap_or(candidates[0])
    }
}

fn known<T: for<'de> Deserialize<'de>>(name: &str) -> bool {
    let deserializer: serde::de::value::StrDeserializer<'_, Error> = name.into_deserializer();
    T::deserialize(deserializer).is_ok()
}

/// The start tags of the text, without comments.
fn tags(xml: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(found) = xml[at..].find('<') {
        let start = at + found;
        if let Some(comment) = xml[start..].strip_prefix("<!--") {
            let Some(end) = comment.find("-->") else { break };
            at = start + 4 + end + 3;
            continue;
        }
        let Some(length) = xml[start..].find('>') else { break };
        let end = start + length + 1;
        if xml[start + 1..].starts_with(|first: char| first.is_ascii_alphabetic()) {
            tags.push(start..end);
        }
        at = end;
    }
    tags
}

fn element_name<'x>(xml: &'x str, tag: &Range<usize>) -> &'x str {
    let inside = &xml[tag.start + 1..tag.end];
    let end =
        inside.find(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | ':')));
    &inside[..end.unwrap_or(inside.len())]
}

/// The ranges of the names and of the values of a tag's attributes.
fn attributes(xml: &str, tag: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
    let mut attributes = Vec::new();
    let mut at = tag.start;
    while let Some(found) = xml[at..tag.end].find('=') {
        let equals = at + found;
        let name_end = tag.start + xml[tag.start..equals].trim_end().len();
        let name_start =
            xml[tag.start..name_end].rfind(char::is_whitespace).map_or(name_end, |space| tag.start + space + 1);
        let after = &xml[equals + 1..tag.end];
        let Some(open) = after.find(['"', '\'']) else { break };
        let quote = &after[open..=open];
        let value_start = equals + 1 + open + 1;
        let Some(length) = xml[value_start..tag.end].find(quote) else { break };
        attributes.push((name_start..name_end, value_start..value_start + length));
        at = value_start + length + 1;
    }
    attributes
}

fn unknown_name(xml: &str, at: usize, name: &str) -> UnknownName {
    let before = &xml[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    UnknownName {
        name: name.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::without_unknown_names;

    #[test]
    fn unknown_names_are_taken_out_and_placed() {
        let known = without_unknown_names("<style>\n  <if variable=\"title committee\" type='gazette'/>\n</style>");
        assert_eq!(known.xml, "<style>\n  <if variable=\"title\" type='performance'/>\n</style>");
        assert_eq!(known.void, ["performance"]);
        let places: Vec<_> = known.unknown.iter().map(|name| (name.name.as_str(), name.line, name.column)).collect();
        assert_eq!(places, [("committee", 2, 23), ("gazette", 2, 40)]);
    }

    #[test]
    fn what_stands_in_is_not_used_by_the_style() {
        let known = without_unknown_names(r#"<text variable="dimensions"/><text variable="hereinafter"/>"#);
        assert_eq!(known.xml, r#"<text variable="dimensions"/><text variable="scale"/>"#);
    }

    #[test]
    fn names_are_parted_by_white_space_of_any_sort() {
        let known = without_unknown_names("<if variable=\"author\teditor\n\"/>");
        assert_eq!((known.xml.as_str(), known.unknown.len()), ("<if variable=\"author editor\"/>", 0));
    }

    #[test]
    fn unknown_terms_are_named() {
        let known = without_unknown_names(r#"<text term="no date"/><text term="hereinafter the"/>"#);
        assert_eq!(known.xml, r#"<text term="no date"/><text term="review-of"/>"#);
        assert_eq!((known.unknown[0].name.as_str(), known.void[0]), ("hereinafter the", "review-of"));
    }

    #[test]
    fn slanted_fonts_are_italic() {
        let known = without_unknown_names(r#"<text value="x" font-style="oblique"/>"#);
        assert_eq!((known.xml.as_str(), known.unknown.len()), (r#"<text value="x" font-style="italic"/>"#, 0));
    }

    #[test]
    fn comments_are_left_alone() {
        let xml = r#"<!-- <text variable="nonsense"/> --><text variable="title"/>"#;
        assert_eq!(without_unknown_names(xml).xml, xml);
    }
}
