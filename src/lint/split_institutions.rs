//! W0914: an institution that was split into family and given names.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Name, Record, Variable};

/// Words of institutions that are not names of people, in lower case.
const WORDS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "association",
    "bureau",
    "centers",
    "centre",
    "collaboration",
    "commission",
    "committee",
    "company",
    "consortium",
    "corporation",
    "council",
    "department",
    "federation",
    "foundation",
    "gmbh",
    "inc.",
    "institut",
    "institute",
    "institution",
    "laboratories",
    "laboratory",
    "ltd",
    "ltd.",
    "ministry",
    "organisation",
    "organization",
    "programme",
    "project",
    "société",
    "society",
    "universidad",
    "universidade",
    "universität",
    "university",
    "université",
    "università",
    "universiteit",
    "verein",
];

/// Finds "Organization, World Health".
pub(super) static LINT: Lint = Lint::record(Code::SplitInstitution, "split-institutions", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    for (variable, names) in &record.names {
        for name in names.list.iter().filter(|name| is_institution(name)) {
            let shown = name.to_display_order();
            let message = format!("an institution in “{variable}” is split like a person's name: {shown}");
            let words = if let Name::Person(person) = name { person.family.as_str() } else { "" };
            let finding = Finding::new(LINT.code, Variable::Names(*variable), message).shown_at(words);
            findings.add(finding.hint(format!("in .bib files, put it into its own braces: {{{shown}}}")));
        }
    }
}

fn is_institution(name: &Name) -> bool {
    let Name::Person(person) = name else { return false };
    let Some(given) = &person.given else { return false };
    let whole = name.to_display_order();
    let is_word = |word: &str| WORDS.contains(&word.trim_matches([',', '(', ')']).to_lowercase().as_str());
    // Initials belong to people: "E. Company", "F. Verein".
    let is_person = given.split_whitespace().all(|word| word.ends_with('.') || word.chars().count() == 1);
    !is_person && whole.split_whitespace().count() > 1 && whole.split_whitespace().any(is_word)
}

#[cfg(test)]
mod tests {
    use super::is_institution;
    use crate::model::Name;

    #[test]
    fn institutions_are_told_from_people() {
        for name in [
            Name::person("Organization", "World Health"),
            Name::person("Collaboration", "ATLAS"),
            Name::person("Technology", "Massachusetts Institute of"),
            Name::person("München", "Technische Universität"),
        ] {
            assert!(is_institution(&name), "{name:?}");
        }
        for name in [
            Name::person("Press", "William H."),
            Name::person("Church", "Alonzo"),
            Name::person("Company", "E."),
            Name::person("University", ""),
            Name::Literal("World Health Organization".into()),
        ] {
            assert!(!is_institution(&name), "{name:?}");
        }
    }
}
