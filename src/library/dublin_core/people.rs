//! The creators and contributors of a work. Some journals write several people, or a person and an affiliation or ORCID iD, in
//! one element, separated by semicolons.

use crate::model::{Name, NameVariable, Record};
use crate::syntax::element::Element;
use crate::text::identifiers::normalise_orcid;
use crate::values::names::{self, GivenNames, ReadName};

/// Sets a list of names; affiliations are kept.
pub(super) fn set(record: &mut Record, variable: NameVariable, elements: &[&Element], format: &str) {
    let mut list: Vec<ReadName> = Vec::new();
    let mut affiliations = Vec::new();
    for text in elements.iter().filter_map(|element| element.text()) {
        for (number, part) in text.split(';').map(str::trim).filter(|part| !part.is_empty()).enumerate() {
            let orcid = normalise_orcid(part);
            match list.last_mut() {
                Some(ReadName { name: Name::Person(person), .. }) if orcid.is_some() && person.orcid.is_none() => {
                    person.orcid = orcid;
                }
                _ if number > 0 && !is_person(part) => affiliations.push(serde_json::json!([list.len(), part])),
                _ => list.push(names::read(part, GivenNames::Plain)),
            }
        }
    }
    names::set(record, variable, list, false);
    if !affiliations.is_empty() {
        record.keep_extra(format, "affiliation", affiliations);
    }
}

/// Whether what follows a person is another one: a family name and given names, or few words in capitals.
fn is_person(part: &str) -> bool {
    let has_digits = part.contains(|character: char| character.is_ascii_digit());
    let parts = part.split(',').count();
    !has_digits && !names::is_organisation(part) && parts <= 2 && part.split_whitespace().count() <= 4
}
