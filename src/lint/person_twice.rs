//! W0927: a list of names that contains a person twice.

use std::collections::HashMap;

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Name, Record, Variable};

/// Finds a name or an ORCID iD that occurs twice in a list.
pub(super) static LINT: Lint = Lint::record(Code::PersonTwice, "person-twice", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    for (variable, names) in &record.names {
        let (mut seen, mut with_orcid) = (HashMap::new(), HashMap::new());
        for name in &names.list {
            let shown = name.to_display_order();
            let orcid = if let Name::Person(person) = name { person.orcid.as_deref() } else { None };
            let message = match (orcid.and_then(|orcid| with_orcid.insert(orcid, shown.clone())), orcid) {
                (Some(other), Some(orcid)) => {
                    format!("two names in “{variable}” have the ORCID iD {orcid}: {other} and {shown}")
                }
                // Two names with initials, or without given names, may be two people.
                _ if !is_full(name) => continue,
                _ => match seen.insert(shown.to_lowercase(), orcid) {
                    Some(other) if other.is_none() || orcid.is_none() => format!("“{variable}” has {shown} twice"),
                    _ => continue,
                },
            };
            let words = if let Name::Person(person) = name { person.family.clone() } else { shown };
            findings.add(Finding::new(LINT.code, Variable::Names(*variable), message).shown_at(words));
        }
    }
}

/// Whether a name is complete enough to identify a person.
fn is_full(name: &Name) -> bool {
    match name {
        Name::Literal(literal) => literal.chars().count() > 3,
        Name::Person(person) => person.given.as_deref().is_some_and(|given| {
            let longest = given.split([' ', '.', '-']).map(|word| word.chars().count()).max().unwrap_or_default();
            longest > 2 || !given.is_ascii() && longest > 1
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{Name, NameVariable, Names, Person, Record};

    fn check(names: Vec<Name>) -> Vec<String> {
        let mut record = Record::default();
        record.set_names(NameVariable::Author, Names::complete(names));
        messages(&LINT, &record)
    }

    #[test]
    fn a_name_or_an_id_twice() {
        let (lu, doe) = (Name::person("Lu", "Cheng"), Name::person("Doe", "Jane"));
        assert_eq!(check(vec![lu.clone(), doe, lu]), ["“author” has Cheng Lu twice"]);
        let with_orcid = |family: &str| {
            let orcid = Some("0000-0002-1825-0097".to_owned());
            Name::Person(Person { family: family.into(), given: Some("Ada".into()), orcid, ..Person::default() })
        };
        assert_eq!(
            check(vec![with_orcid("Lu"), with_orcid("Doe")]),
            ["two names in “author” have the ORCID iD 0000-0002-1825-0097: Ada Lu and Ada Doe"]
        );
    }

    #[test]
    fn namesakes_by_initials_are_left() {
        let wang = Name::person("Wang", "Y.");
        assert_eq!(check(vec![wang.clone(), wang, Name::person("Wang", "Yi")]), [""; 0]);
    }
}
