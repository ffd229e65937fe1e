//! Names in both directions.
//!
//! A name is text, "family, given", or a map. In text, the crate reads lower-case words before the family name as a
//! dropping particle, and the middle of three parts as a suffix; names that it would misread are written as maps.

use hayagriva::types::Person as HayagrivaPerson;

use crate::model::{Name, Person};
use crate::syntax::yaml::{Yaml, pair};

/// Writes a name as text or as a map.
pub(super) fn to_yaml(name: &Name) -> Yaml {
    person_to_yaml(match name {
        Name::Literal(literal) => plain(literal.trim().to_owned()),
        Name::Person(person) => {
            let trimmed = |part: &Option<String>| part.as_deref().map(|part| part.trim().to_owned());
            let particle = person.non_dropping_particle.as_deref().map(str::trim).into_iter();
            HayagrivaPerson {
                given_name: trimmed(&person.given),
                prefix: trimmed(&person.dropping_particle),
                suffix: trimmed(&person.suffix),
                comma_suffix: person.comma_suffix && person.suffix.is_some(),
                ..plain(particle.chain([person.family.trim()]).collect::<Vec<_>>().join(" "))
            }
        }
    })
}

/// Writes a name of the crate as text or as a map. The crate's own text loses suffixes.
pub(super) fn person_to_yaml(meant: HayagrivaPerson) -> Yaml {
    let text = match &meant.given_name {
        Some(given) => format!("{}, {given}", meant.name),
        None => meant.name.clone(),
    };
    if text.parse::<HayagrivaPerson>().as_ref() == Ok(&meant) {
        return Yaml::text(text);
    }
    let parts =
        [("given-name", meant.given_name), ("prefix", meant.prefix), ("suffix", meant.suffix), ("alias", meant.alias)];
    let mut pairs = vec![pair("name", Yaml::text(meant.name))];
    pairs.extend(parts.into_iter().filter_map(|(key, part)| Some(pair(key, Yaml::text(part?)))));
    if meant.comma_suffix {
        pairs.push(pair("comma-suffix", Yaml::Scalar(true.into())));
    }
    Yaml::Map(pairs)
}

fn plain(name: String) -> HayagrivaPerson {
    HayagrivaPerson { name, given_name: None, prefix: None, suffix: None, comma_suffix: false, alias: None }
}

/// Reads a name from text or a map; returns `None` if it is neither. A name without other parts is a literal.
pub(super) fn from_yaml(value: &Yaml) -> Option<Name> {
    let person = match value {
        Yaml::Map(_) => {
            let part = |key: &str| value.get(key).and_then(Yaml::scalar);
            HayagrivaPerson {
                given_name: part("given-name"),
                prefix: part("prefix"),
                suffix: part("suffix"),
                comma_suffix: part("comma-suffix").is_some_and(|is_set| is_set == "true"),
                ..plain(part("name")?)
            }
        }
        scalar => scalar.scalar()?.parse().ok()?,
    };
    let is_filled = |part: &String| !part.trim().is_empty();
    let HayagrivaPerson { name, given_name, prefix, suffix, comma_suffix, alias: _ } = person;
    let [given, prefix, suffix] = [given_name, prefix, suffix].map(|part| part.filter(is_filled));
    if given.is_none() && prefix.is_none() && suffix.is_none() {
        return Name::Literal(name).normalised();
    }
    let (particle, family) = particle_of(&name);
    Name::Person(Person {
        family: family.to_owned(),
        given,
        dropping_particle: prefix,
        non_dropping_particle: particle.map(str::to_owned),
        comma_suffix: comma_suffix && suffix.is_some(),
        suffix,
        ..Person::default()
    })
    .normalised()
}

/// Returns the lower-case words before a family name, which are its particle, and the name.
fn particle_of(name: &str) -> (Option<&str>, &str) {
    let name = name.trim();
    let mut family = name;
    while let Some((word, rest)) = family.split_once(' ').filter(|(word, _)| word.starts_with(char::is_lowercase)) {
        let _ = word;
        family = rest.trim_start();
    }
    let particle = name[..name.len() - family.len()].trim_end();
    ((!particle.is_empty()).then_some(particle), family)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{from_yaml, to_yaml};
    use crate::model::{Name, Person};
    use crate::syntax::yaml::Yaml;

    #[track_caller]
    fn round_trip(name: &Name, value: serde_json::Value) {
        assert_eq!(to_yaml(name).to_json(), value);
        assert_eq!(from_yaml(&to_yaml(name)).as_ref(), Some(name));
    }

    #[test]
    fn plain_names_are_text() {
        round_trip(&Name::person("Lu", "Cheng"), json!("Lu, Cheng"));
        round_trip(&Name::Literal("NASA".into()), json!("NASA"));
    }

    #[test]
    fn what_the_crate_would_read_otherwise_is_a_map() {
        let person = Person { family: "Gogh".into(), given: Some("Vincent".into()), ..Person::default() };
        let van = Person { non_dropping_particle: Some("van".into()), ..person.clone() };
        round_trip(&Name::Person(van), json!({ "name": "van Gogh", "given-name": "Vincent" }));
        let von = Person { dropping_particle: Some("von".into()), ..person.clone() };
        round_trip(&Name::Person(von), json!({ "name": "Gogh", "given-name": "Vincent", "prefix": "von" }));
        let junior = Person { suffix: Some("Jr.".into()), comma_suffix: true, ..person };
        let map = json!({ "name": "Gogh", "given-name": "Vincent", "suffix": "Jr.", "comma-suffix": true });
        round_trip(&Name::Person(junior), map);
        round_trip(&Name::Literal("Smith, Ltd.".into()), json!({ "name": "Smith, Ltd." }));
    }

    #[test]
    fn the_crates_text_has_a_suffix_in_the_middle() {
        let king = Person {
            family: "King".into(),
            given: Some("Martin".into()),
            suffix: Some("Jr.".into()),
            ..Person::default()
        };
        assert_eq!(from_yaml(&Yaml::text("King, Jr., Martin")), Some(Name::Person(king)));
        let dropped = Person {
            family: "Gogh".into(),
            given: Some("Vincent".into()),
            dropping_particle: Some("van".into()),
            ..Person::default()
        };
        assert_eq!(from_yaml(&Yaml::text("van Gogh, Vincent")), Some(Name::Person(dropped)));
        assert_eq!(from_yaml(&Yaml::text("a, b, c, d")), None);
    }
}
