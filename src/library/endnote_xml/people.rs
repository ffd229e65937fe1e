//! Names: `Family, Given, Suffix`, organisations with a comma at the end, and the parts as attributes.

use super::characters::{pictured, unpictured};
use super::styles;
use crate::model::{Name, Names, Person};
use crate::syntax::element::Element;
use crate::text::xml::append_escaped_xml;
use crate::values::names;
use crate::values::names::{GivenNames, ReadName};

/// Replaces the names that a list leaves out.
const ET_AL: &str = "et al.";

/// Appends the `author` elements of a list.
pub(super) fn append(names: &Names, xml: &mut String) {
    for name in &names.list {
        let (attributes, shown) = parts(name);
        xml.push_str("<author");
        for (attribute, value) in attributes {
            xml.push_str(&format!(" {attribute}=\""));
            append_escaped_xml(&pictured(&value), xml);
            xml.push('"');
        }
        xml.push('>');
        styles::append_plain(&shown, xml);
        xml.push_str("</author>");
    }
    if names.truncated {
        xml.push_str("<author>");
        styles::append_plain(ET_AL, xml);
        xml.push_str("</author>");
    }
}

/// Returns the attributes of a name, and the name in EndNote's form: a comma inside a part is doubled.
fn parts(name: &Name) -> (Vec<(&'static str, String)>, String) {
    let doubled = |text: &str| text.replace(',', ",,");
    match name {
        Name::Literal(literal) => (vec![("corp-name", literal.clone())], format!("{},", doubled(literal))),
        Name::Person(Person { given, suffix, .. }) => {
            let family = name.family_with_particles();
            let mut shown = doubled(&family);
            if given.is_some() || suffix.is_some() {
                shown.push_str(&format!(", {}", doubled(given.as_deref().unwrap_or_default())));
            }
            if let Some(suffix) = suffix {
                shown.push_str(&format!(", {}", doubled(suffix)));
            }
            let attributes = [("last-name", Some(family)), ("first-name", given.clone()), ("suffix", suffix.clone())];
            (attributes.into_iter().filter_map(|(attribute, value)| Some((attribute, value?))).collect(), shown)
        }
    }
}

/// Returns the names of a list, and whether it leaves some out.
pub(super) fn read(list: &Element) -> (Vec<ReadName>, bool) {
    let mut names: Vec<ReadName> = Vec::new();
    let mut is_truncated = false;
    for author in list.named("author") {
        if let Some(name) = of_attributes(author) {
            names.push(ReadName { name, rule: None });
            continue;
        }
        let text = styles::plain(author);
        // Some programs write a single element with one name per line.
        for name in text.split(['\r', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
            if names::means_others(name.trim_end_matches(',')) {
                is_truncated = true;
            } else {
                names.push(names::read(name, GivenNames::Plain));
            }
        }
    }
    (names, is_truncated)
}

/// Returns the name of an author whose parts are attributes.
fn of_attributes(author: &Element) -> Option<Name> {
    let part = |name: &str| author.attribute(name).map(unpictured);
    if let Some(literal) = part("corp-name") {
        return Some(Name::Literal(literal));
    }
    let family = part("last-name")?;
    let middle = part("middle-initial").filter(|middle| !middle.is_empty());
    let given = match (part("first-name").or_else(|| part("initials")), middle) {
        (Some(given), Some(middle)) => Some(format!("{given} {middle}")),
        (given, middle) => given.or(middle),
    };
    let lower = family.split(' ').take_while(|word| word.starts_with(char::is_lowercase)).collect::<Vec<_>>().join(" ");
    let (particle, family) = match family.strip_prefix(lower.as_str()).and_then(|rest| rest.strip_prefix(' ')) {
        Some(rest) if !lower.is_empty() && !rest.trim().is_empty() => (Some(lower), rest.to_owned()),
        _ => (None, family),
    };
    Some(Name::Person(Person {
        family,
        given,
        non_dropping_particle: particle,
        suffix: part("suffix"),
        ..Person::default()
    }))
}
