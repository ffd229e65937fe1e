//! Names in CSL-JSON. They are written as in publist's own JSON, and read in every dialect.

use serde_json::Value;

use crate::library::json;
use crate::library::json::{NAME_FACTS, NAME_PARTS};
use crate::model::{Name, Person};

/// Reads a name from CSL-JSON: an object, or a string for a literal. Returns `None` if it is empty.
pub(super) fn from_csl(value: &Value) -> Option<Name> {
    let Value::Object(object) = value else {
        return json::from_string(value).filter(|literal| !literal.is_empty()).map(Name::Literal);
    };
    // pandoc-citeproc also accepted lists of given names.
    let words = |value: &Value| match value {
        Value::Array(words) => Some(words.iter().filter_map(json::from_string).collect::<Vec<_>>().join(" ")),
        scalar => json::from_string(scalar),
    };
    let text = |member: &str| object.get(member).and_then(words).filter(|text| !text.is_empty());
    // Crossref's REST format calls a literal "name".
    if let Some(literal) = text("literal").or_else(|| text("name")) {
        return Some(Name::Literal(literal));
    }
    let mut person = Person::default();
    for (member, part) in NAME_PARTS {
        *part(&mut person) = text(member);
    }
    person.orcid = person.orcid.map(json::orcid);
    for (member, fact) in NAME_FACTS {
        *fact(&mut person) = object.get(*member).is_some_and(|value| match value {
            Value::Bool(truth) => *truth,
            Value::Number(number) => number.as_i64() == Some(1),
            Value::String(text) => text == "true" || text == "1",
            _ => false,
        });
    }
    match (text("family"), &person.given) {
        (Some(family), _) => Some(Name::Person(Person { family, ..person })),
        (None, Some(given)) => Some(Name::Literal(given.clone())),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::from_csl;
    use crate::library::json::to_name;
    use crate::model::{Name, Person};

    #[test]
    fn parts_have_csls_names() {
        let name = Name::Person(Person {
            family: "Gogh".into(),
            given: Some("Vincent".into()),
            non_dropping_particle: Some("van".into()),
            suffix: Some("Jr.".into()),
            comma_suffix: true,
            ..Person::default()
        });
        let csl = json!({
            "family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "suffix": "Jr.", "comma-suffix": true
        });
        assert_eq!(to_name(&name), csl);
        assert_eq!(from_csl(&csl), Some(name));
    }

    #[test]
    fn every_dialect_is_read() {
        assert_eq!(from_csl(&json!("NASA")), Some(Name::Literal("NASA".into())));
        assert_eq!(from_csl(&json!({ "name": "NASA" })), Some(Name::Literal("NASA".into())));
        assert_eq!(from_csl(&json!({ "given": "Plato" })), Some(Name::Literal("Plato".into())));
        assert_eq!(from_csl(&json!({ "family": "Lu", "given": null })), Some(Name::person("Lu", "")));
        assert_eq!(
            from_csl(&json!({ "family": "Doe", "given": ["John", "F."] })),
            Some(Name::person("Doe", "John F."))
        );
        let orcid = "0000-0002-1825-0097".to_owned();
        let Some(Name::Person(person)) =
            from_csl(&json!({ "family": "Doe", "ORCID": format!("https://orcid.org/{orcid}") }))
        else {
            panic!("no person")
        };
        assert_eq!(person.orcid, Some(orcid), "as doi.org gives it");
        assert_eq!(from_csl(&json!({})), None);
        assert_eq!(from_csl(&json!(null)), None);
    }
}
