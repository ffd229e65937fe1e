//! W0913: a name that contains something that is not part of a name.

use super::finding::Fix;
use super::joined_people::as_in_list;
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Name, Names, Person, Record, Variable};
use crate::values::names::means_others;

/// Roles as written after a name, in parentheses or without.
const ROLES: &[&str] =
    &["ed", "eds", "editor", "editors", "hrsg", "hg", "hrsgg", "trans", "translator", "tr", "comp", "dir", "éd", "éds"];

/// Academic and other titles before a name.
const TITLES: &[&str] = &["dr", "prof", "professor", "mr", "mrs", "ms", "dipl.-ing"];

/// Finds "et al.", roles, titles, addresses and digits in names.
pub(super) static LINT: Lint = Lint::record(Code::ForeignInName, "foreign-in-name", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    for (variable, names) in &record.names {
        let mut is_fixed = false;
        for (index, name) in names.list.iter().enumerate() {
            let Some(what) = foreign(name) else { continue };
            let message = format!("a name in “{variable}” contains {what}: {}", as_in_list(name));
            let words = match name {
                Name::Literal(literal) => literal,
                Name::Person(person) => &person.family,
            };
            let is_last = index + 1 == names.list.len();
            let fix = without_others(name).filter(|_| is_last && !is_fixed).and_then(|rest| {
                let list: Vec<Name> = names.list[..index].iter().cloned().chain(rest).collect();
                (!list.is_empty()).then_some(Fix::Names(*variable, Names { list, truncated: true }))
            });
            is_fixed |= fix.is_some();
            let finding = Finding::new(LINT.code, Variable::Names(*variable), message).shown_at(words.as_str());
            findings.add(finding.fixed_by(fix));
        }
    }
}

/// Returns what is left of a name without "et al." at its end: a name, or nothing. `None` if there is none.
///
/// BibTeX reads "Doe, J. et al." as a given name "J. et al.", and "J. Doe et al." as a person with the particle "et" and
/// the family name "al." (btxdoc, section 4: what ends a list is "and others").
fn without_others(name: &Name) -> Option<Option<Name>> {
    let person = match name {
        Name::Literal(literal) => return means_others(literal).then_some(None),
        Name::Person(person) => person,
    };
    if means_others(&name.to_display_order()) {
        return Some(None);
    }
    let cut = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        let start = (1..words.len()).find(|&start| means_others(&words[start..].join(" ")))?;
        Some(words[..start].join(" ").trim_end_matches(',').to_owned())
    };
    let particle_and_family = name.family_with_particles();
    if means_others(&particle_and_family) {
        return person.given.as_deref().map(|given| {
            Some(if given.contains(' ') { Name::from_display_order(given) } else { Name::person(given, "") })
        });
    }
    if let Some(given) = person.given.as_deref().and_then(cut) {
        return Some(Some(Name::Person(Person { given: Some(given), ..person.clone() })));
    }
    // "Doe, J., et al."
    match (person.suffix.as_deref(), person.given.as_deref()) {
        (Some(suffix), Some(given)) if means_others(given) => {
            Some(Some(Name::Person(Person { given: Some(suffix.to_owned()), suffix: None, ..person.clone() })))
        }
        (None, Some(given)) if means_others(given) => Some(Some(Name::person(person.family.as_str(), ""))),
        _ => cut(&person.family).map(|family| Some(Name::Person(Person { family, ..person.clone() }))),
    }
}

/// The part of a name that is not a name.
fn foreign(name: &Name) -> Option<&'static str> {
    let whole = name.to_display_order();
    let lower = whole.to_lowercase();
    if without_others(name).is_some() || lower.ends_with(" et al.") || lower.ends_with(" et al") {
        return Some("“et al.”");
    }
    if whole.split_whitespace().any(|word| word.contains('@') && word.contains('.')) {
        return Some("an e-mail address");
    }
    if lower.contains("://") || lower.contains("orcid.org/") {
        return Some("an address");
    }
    if let Some((_, role)) = lower.rsplit_once('(')
        && let Some((role, _)) = role.split_once(')')
        && ROLES.contains(&role.trim().trim_end_matches('.'))
    {
        return Some("a role");
    }
    let Name::Person(person) = name else { return None };
    if ROLES[..4].contains(&person.suffix.as_deref().unwrap_or_default().to_lowercase().trim_end_matches('.')) {
        return Some("a role");
    }
    let given = person.given.as_deref().unwrap_or_default();
    let first = given.split_whitespace().next().unwrap_or_default().to_lowercase();
    // "Ms." and "Mr" alone can be initials and names of people in other languages.
    let has_more = given.split_whitespace().count() > 1 || first.ends_with('.');
    if has_more && TITLES.contains(&first.trim_end_matches('.')) && first != "ms" && first != "mr" {
        return Some("a title");
    }
    // biblatex's names by parts ("given=Ada, family=Lu") and by reference are those that could not be resolved.
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit()) && !text.contains('=');
    (has_digit(&person.family) || has_digit(given)).then_some("digits")
}

#[cfg(test)]
mod tests {
    use super::{LINT, foreign};
    use crate::lint::tests::{fixed, messages};
    use crate::model::{Name, NameVariable, Names, Person, Record};

    #[test]
    fn et_al_at_the_end_truncates_the_list() {
        let et_al = Person { family: "al.".into(), non_dropping_particle: Some("et".into()), ..Person::default() };
        let with_given = Person { given: Some("J. Doe".into()), ..et_al.clone() };
        let of_doe = Person { given: Some("Doe".into()), ..et_al.clone() };
        let after_comma = Person {
            family: "Doe".into(),
            suffix: Some("J.".into()),
            given: Some("et al.".into()),
            ..Person::default()
        };
        let roe = || Name::person("Roe", "R.");
        for (last, left) in [
            (Name::Person(et_al), vec![roe()]),
            (Name::Literal("et al".into()), vec![roe()]),
            (Name::person("Doe", "J. et al."), vec![roe(), Name::person("Doe", "J.")]),
            (Name::Person(with_given), vec![roe(), Name::person("Doe", "J.")]),
            (Name::Person(of_doe), vec![roe(), Name::person("Doe", "")]),
            (Name::Person(after_comma), vec![roe(), Name::person("Doe", "J.")]),
            (Name::person("Doe", "et al."), vec![roe(), Name::person("Doe", "")]),
            (Name::person("Doe et. al", "J."), vec![roe(), Name::person("Doe", "J.")]),
        ] {
            let mut record = Record::default();
            record.set_names(NameVariable::Author, Names::complete(vec![roe(), last]));
            assert_eq!(messages(&LINT, &record).len(), 1);
            let mended = fixed(&LINT, &record);
            assert_eq!(mended.names[&NameVariable::Author], Names { list: left, truncated: true });
            assert_eq!(messages(&LINT, &mended), [""; 0]);
        }
        let mut record = Record::default();
        record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Doe", "J. et al."), roe()]));
        assert_eq!(fixed(&LINT, &record), record, "more names follow");
    }

    #[test]
    fn what_is_no_name_is_found() {
        for (name, what) in [
            (Name::Literal("et al.".into()), "“et al.”"),
            (Name::person("al.", "et"), "“et al.”"),
            (Name::person("Doe et al.", "J."), "“et al.”"),
            (Name::person("Doe (Ed.)", "J."), "a role"),
            (Name::Literal("World Health Organization (Hrsg.)".into()), "a role"),
            (Name::person("Doe", "Dr. Jane"), "a title"),
            (Name::person("Doe", "Prof. Dr. Jane"), "a title"),
            (Name::person("Doe1", "Jane"), "digits"),
            (Name::person("jane@example.org", "Jane Doe"), "an e-mail address"),
        ] {
            assert_eq!(foreign(&name), Some(what), "{name:?}");
        }
        let editor = Person { family: "Doe".into(), suffix: Some("eds.".into()), ..Person::default() };
        assert_eq!(foreign(&Name::Person(editor)), Some("a role"));
    }

    #[test]
    fn names_are_silent() {
        for name in [
            Name::person("Doe", "Jane"),
            Name::person("Alford", "Ed."),
            Name::person("Drake", "Dr"),
            Name::Literal("3M".into()),
            Name::Literal("World Health Organization (WHO)".into()),
            Name::person("Al", "Etienne"),
        ] {
            assert_eq!(foreign(&name), None, "{name:?}");
        }
    }
}
