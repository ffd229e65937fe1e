//! Persons and entities.

use serde_json::{Map, Value};

use crate::model::{Name, Person};
use crate::syntax::yaml::{Pair, Yaml, pair};
use crate::text::identifiers::normalise_orcid;

/// The parts of a person or entity that a name holds.
const PARTS: &[&str] = &["family-names", "given-names", "name-particle", "name-suffix", "name", "orcid"];

/// Returns the name of a person or an entity. A person without a family name, a given name or an alias has none.
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

/// The author who is written where the schema requires one and none is known.
pub(super) const NOBODY: &str = "anonymous";

/// Writes a name as a person, or as an entity if it has no parts.
pub(super) fn to_yaml(name: &Name) -> Yaml {
    let text = |key: &'static str, part: &str| {
        let part = part.trim();
        (!part.is_empty()).then(|| pair(key, Yaml::text(part)))
    };
    let pairs: Vec<Option<Pair>> = match name {
        Name::Literal(literal) => vec![text("name", literal)],
        Name::Person(person) => {
            let particles = [&person.dropping_particle, &person.non_dropping_particle];
            let particles: Vec<&str> = particles.into_iter().flatten().map(String::as_str).collect();
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            let orcid = person.orcid.as_deref().filter(|orcid| normalise_orcid(orcid).as_deref() == Some(orcid));
            vec![
                text("family-names", &person.family),
                text("given-names", &part(&person.given)),
                text("name-particle", &particles.join(" ")),
                text("name-suffix", &part(&person.suffix)),
                orcid.map(|orcid| pair("orcid", Yaml::text(format!("https://orcid.org/{orcid}")))),
            ]
        }
    };
    Yaml::Map(pairs.into_iter().flatten().collect())
}

/// Whether two lists of people, or two entities, are equal as far as a record describes them.
pub(super) fn are_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.iter().all(Value::is_object) && one.iter().map(name).eq(other.iter().map(name))
        }
        (Value::Object(one), Value::Object(other)) => {
            text(one, "name") == text(other, "name") && place(one) == place(other)
        }
        _ => false,
    }
}

/// Returns the place of an entity: its city, region and country.
pub(super) fn place(entity: &Map<String, Value>) -> Option<String> {
    let parts: Vec<String> = ["city", "region", "country"].iter().filter_map(|part| text(entity, part)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Whether a list of persons and entities contains more than their names: affiliations, addresses, times.
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

/// Returns the text of a member, if it is a scalar and not blank.
pub(super) fn text(object: &Map<String, Value>, name: &str) -> Option<String> {
    object.get(name).and_then(scalar)
}

/// Returns a scalar as text; `None` if it is blank.
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
