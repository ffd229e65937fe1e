//! When two values of a variable are the same, and when they mean the same.

use unicode_normalization::UnicodeNormalization;

use crate::model::{IdentifierVariable, Name, Names, Person, Record, Text, Variable};
use crate::text::identifiers::normalise_doi;

/// Whether a record holds something for a variable.
pub(super) fn is_present(record: &Record, variable: Variable) -> bool {
    match variable {
        Variable::Kind => true,
        Variable::Text(variable) => record.texts.contains_key(&variable),
        Variable::Names(variable) => record.names.contains_key(&variable),
        Variable::Date(variable) => record.dates.contains_key(&variable),
        Variable::Number(variable) => record.numbers.contains_key(&variable),
        Variable::Identifier(variable) => record.identifiers.contains_key(&variable),
        Variable::Language => record.language.is_some(),
        Variable::Tags => !record.tags.is_empty(),
        Variable::Related => !record.related.is_empty(),
        Variable::Extra => !record.extra.is_empty(),
        Variable::Origin => record.origin.is_some(),
        Variable::Inferred => !record.inferred.is_empty(),
    }
}

/// Whether two records hold the same value.
pub(super) fn are_equal(one: &Record, other: &Record, variable: Variable) -> bool {
    match variable {
        Variable::Kind => one.kind == other.kind,
        Variable::Text(variable) => one.texts.get(&variable) == other.texts.get(&variable),
        Variable::Names(variable) => one.names.get(&variable) == other.names.get(&variable),
        Variable::Date(variable) => one.dates.get(&variable) == other.dates.get(&variable),
        Variable::Number(variable) => one.numbers.get(&variable) == other.numbers.get(&variable),
        Variable::Identifier(variable) => one.identifiers.get(&variable) == other.identifiers.get(&variable),
        Variable::Language => one.language == other.language,
        Variable::Tags => one.tags == other.tags,
        Variable::Related => one.related == other.related,
        Variable::Extra => one.extra == other.extra,
        Variable::Origin => one.origin == other.origin,
        Variable::Inferred => one.inferred == other.inferred,
    }
}

/// Whether two records hold values that mean the same: texts with the same characters, names that read the same,
/// numbers, identifiers and keywords that differ in white space and dashes alone.
pub(super) fn are_equivalent(one: &Record, other: &Record, variable: Variable) -> bool {
    match variable {
        Variable::Text(variable) => one.texts.get(&variable).map(text) == other.texts.get(&variable).map(text),
        Variable::Names(variable) => one.names.get(&variable).map(names) == other.names.get(&variable).map(names),
        Variable::Number(variable) => {
            one.numbers.get(&variable).map(|number| plain(number))
                == other.numbers.get(&variable).map(|number| plain(number))
        }
        Variable::Identifier(variable) => {
            let encoded = [("%7B", "{"), ("%7D", "}"), ("%5C", "\\"), ("%5E", "^"), ("%20", " ")];
            let address = |identifier: &String| {
                let bare = Some(identifier).filter(|_| variable == IdentifierVariable::Doi);
                let identifier = bare.and_then(|doi| normalise_doi(doi)).unwrap_or_else(|| identifier.clone());
                encoded.iter().fold(identifier, |address, (code, character)| address.replace(code, character))
            };
            one.identifiers.get(&variable).map(address) == other.identifiers.get(&variable).map(address)
        }
        Variable::Tags => one.tags.iter().map(|tag| plain(tag)).eq(other.tags.iter().map(|tag| plain(tag))),
        Variable::Language => {
            let language = |record: &Record| record.language.as_ref().map(|tag| tag.to_lowercase());
            language(one) == language(other)
        }
        Variable::Kind
        | Variable::Date(_)
        | Variable::Related
        | Variable::Extra
        | Variable::Origin
        | Variable::Inferred => false,
    }
}

fn text(text: &Text) -> String {
    plain(&text.to_plain())
}

/// One form of all dashes and of all white space, composed characters.
fn plain(text: &str) -> String {
    let text: String = text.nfc().map(|character| if "‐‑–—".contains(character) { '-' } else { character }).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut joined = words.join(" ");
    while joined.contains("--") {
        joined = joined.replace("--", "-");
    }
    joined
}

fn names(names: &Names) -> (Vec<Vec<String>>, bool) {
    (names.list.iter().map(name).collect(), names.truncated)
}

/// A name's parts with its particles in one, without its ORCID iD; a person known by the family name alone is a literal.
fn name(name: &Name) -> Vec<String> {
    match name {
        Name::Literal(literal) => vec![plain(literal)],
        Name::Person(Person { family, given: None, suffix: None, .. }) if !family.is_empty() => {
            vec![plain(&name.family_with_particles())]
        }
        Name::Person(person) => {
            let part = |part: &Option<String>| part.as_deref().map(plain).unwrap_or_default();
            vec![plain(&name.family_with_particles()), part(&person.given), part(&person.suffix)]
        }
    }
}
