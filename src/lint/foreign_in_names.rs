//! W0913: a name that contains something that is not part of a name.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Name, Record, Variable};

/// Words for the people that a list omits.
const OTHERS: &[&str] = &["et al", "et al.", "et. al.", "et alii", "others", "and others", "u. a.", "u.a.", "...", "…"];

/// Roles as written after a name, in parentheses or without.
const ROLES: &[&str] =
    &["ed", "eds", "editor", "editors", "hrsg", "hg", "hrsgg", "trans", "translator", "tr", "comp", "dir", "éd", "éds"];

/// Academic and other titles before a name.
const TITLES: &[&str] = &["dr", "prof", "professor", "mr", "mrs", "ms", "dipl.-ing"];

/// Finds "et al.", roles, titles, addresses and digits in names.
pub(super) static LINT: Lint = Lint::record(Code::ForeignInName, "foreign-in-name", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    for (variable, names) in &record.names {
        for name in &names.list {
            let Some(what) = foreign(name) else { continue };
            let message = format!("a name in “{variable}” contains {what}: {}", name.to_display_order());
            let words = match name {
                Name::Literal(literal) => literal,
                Name::Person(person) => &person.family,
            };
            findings.add(Finding::new(LINT.code, Variable::Names(*variable), message).shown_at(words.as_str()));
        }
    }
}

/// The part of a name that is not a name.
fn foreign(name: &Name) -> Option<&'static str> {
    let whole = name.to_display_order();
    let lower = whole.to_lowercase();
    if OTHERS.contains(&lower.trim()) || lower.ends_with(" et al.") || lower.ends_with(" et al") {
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
    use super::foreign;
    use crate::model::{Name, Person};

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
