//! W0903: people's names are in capitals.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Name, Record, Variable};

/// Finds "LARIVIÈRE, V." among names.
pub(super) static LINT: Lint = Lint::record(Code::NamesInCapitals, "names-in-capitals", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    for (variable, names) in &record.names {
        let mut in_capitals = names.list.iter().filter(|name| name.is_in_capitals() && !is_acronym(name));
        let Some(first) = in_capitals.next() else { continue };
        let more = match in_capitals.count() {
            0 => String::new(),
            count => format!(" and {count} more"),
        };
        let message = format!("“{variable}” has names in capitals: {}{more}", first.to_display_order());
        let family = if let Name::Person(person) = first { person.family.as_str() } else { "" };
        let finding = Finding::new(LINT.code, Variable::Names(*variable), message).shown_at(family);
        findings.add(finding.hint("`publist export --name-case usual` writes them in the usual letter case"));
    }
}

/// Whether a name can be that of an organisation: "IEEE", "AT&T".
fn is_acronym(name: &Name) -> bool {
    let Name::Person(person) = name else { return true };
    person.given.is_none() && (person.family.chars().count() <= 5 || person.family.contains('&'))
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{Name, NameVariable, Names, Record};

    #[test]
    fn names_in_capitals_are_reported_once_a_role() {
        let mut record = Record::default();
        let names = ["DOE", "Roe", "POE"].map(|family| Name::person(family, "J."));
        record.set_names(NameVariable::Author, Names::complete(names.to_vec()));
        record.set_names(
            NameVariable::Editor,
            Names::complete(vec![Name::person("Roe", "R."), Name::person("IEEE", "")]),
        );
        assert_eq!(messages(&LINT, &record), ["“author” has names in capitals: J. DOE and 1 more"]);
    }
}
