//! Persons and entities.

use serde_json::{Map, Value};

use crate::model::{Name, Person};
use crate::text::identifiers::normalise_orcid;

/// The parts of a person or entity that a name holds.
const PARTS: &[&str] = &["family-names", "given-names", "name-particle", "name-suffix", "name", "orcid"];

/// The name of a person, or of an entity; a person who gives neither names nor is known by another one has none.
pub(super) fn name(value: &Value) -> Option<Name> {
    let object = match value {
        Value::String(name) => return Name::Literal(name.clone()).normalised(),
        value => value.as_object()?,
    };
    let part = |name: &str| text(object, name);
    if let Some(entity) = part("name") {
        return Name::Literal(entity).normalised();
    }
    let (family, given) = (part("family-names"), part("given-names"));
    if family.is_none() && given.is_none() {
        return Name::Literal(part("alias")?).normalised();
    }
    let person = Person {
        family: family.unwrap_or_default(),
        given,
        non_dropping_particle: part("name-particle"),
        suffix: part("name-suffix"),
        orcid: part("orcid").and_then(|orcid| normalise_orcid(&orcid)),
        ..Person::default()
    };
    Name::Person(person).normalised()
}

/// Whether a list of persons and entities says more than their names: affiliations, addresses, times.
pub(super) fn says_more(list: &Value) -> bool {
    let is_more = |value: &Value| {
        let Some(object) = value.as_object() else { return !value.is_string() };
        let has_name = ["name", "family-names", "given-names"].iter().any(|part| object.contains_key(*part));
        let is_known = |name: &str| PARTS.contains(&name) || name == "alias" && !has_name;
        let is_orcid = |orcid: &Value| orcid.as_str().is_some_and(|orcid| normalise_orcid(orcid).is_some());
        !object.keys().all(|name| is_known(name)) || !object.get("orcid").is_none_or(is_orcid)
    };
    list.as_array().is_none_or(|list| list.iter().any(is_more))
}

/// The text of a member, where it is a scalar and not blank.
pub(super) fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    object.get(name).and_then(scalar)
}

/// A scalar as text; blank text is none.
pub(super) fn scalar(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{name, says_more};
    use crate::model::{Name, Person};

    #[test]
    fn persons_have_parts_and_entities_are_literal() {
        let vaart = json!({ "given-names": "Rafael", "name-particle": "van der", "family-names": "Vaart", "alias": "Rafa",
            "name-suffix": "III", "orcid": "https://orcid.org/0000-0002-1825-0097" });
        let person = Person {
            family: "Vaart".into(),
            given: Some("Rafael".into()),
            non_dropping_particle: Some("van der".into()),
            suffix: Some("III".into()),
            orcid: Some("0000-0002-1825-0097".into()),
            ..Person::default()
        };
        assert_eq!(name(&vaart), Some(Name::Person(person)));
        assert_eq!(name(&json!({ "name": "The Team", "city": "Oslo" })), Some(Name::Literal("The Team".into())));
        assert_eq!(name(&json!({ "alias": "jdoe" })), Some(Name::Literal("jdoe".into())));
        assert_eq!(name(&json!({ "given-names": "Rafael" })), Some(Name::Literal("Rafael".into())));
        assert_eq!(name(&json!({ "email": "a@example.org" })), None);
        assert!(says_more(&json!([vaart])) && says_more(&json!([{ "name": "T", "city": "Oslo" }])));
        assert!(!says_more(&json!([{ "name": "T" }, { "alias": "jdoe" }])));
    }
}
