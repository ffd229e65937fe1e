//! W0912: a name that contains several people, or is not split.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Name, Person, Record, Variable, is_name_suffix};

/// Finds "A. Smith and B. Doe" as one name, and "Smith, J." as a name without parts.
pub(super) static LINT: Lint = Lint::record(Code::SeveralPeopleInName, "several-people-in-name", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    for (variable, names) in &record.names {
        for name in &names.list {
            let shown = name.to_display_order();
            let message = match problem(name) {
                Some(Problem::Several) => format!("a name in “{variable}” contains several people: {shown}"),
                Some(Problem::Unsplit) => {
                    format!("a name in “{variable}” is not split into family and given names: {shown}")
                }
                None => continue,
            };
            let words = match name {
                Name::Literal(literal) => literal,
                Name::Person(person) => &person.family,
            };
            findings.add(Finding::new(LINT.code, Variable::Names(*variable), message).shown_at(words.as_str()));
        }
    }
}

#[derive(Debug, PartialEq)]
enum Problem {
    Several,
    Unsplit,
}

fn problem(name: &Name) -> Option<Problem> {
    match name {
        Name::Person(person) => is_several(person).then_some(Problem::Several),
        Name::Literal(literal) => {
            let parts: Vec<&str> = parted(literal);
            let are_people = parts.len() > 1 && parts.iter().all(|part| looks_like_person(part));
            match (are_people, looks_like_person(literal)) {
                (true, _) => Some(Problem::Several),
                (false, true) => Some(Problem::Unsplit),
                (false, false) => None,
            }
        }
    }
}

/// Whether parts of a name contain what separates people: " and ", "&", semicolons; or a comma before more than a
/// suffix.
fn is_several(person: &Person) -> bool {
    let parts = [Some(person.family.as_str()), person.given.as_deref()];
    parts.into_iter().flatten().filter(|part| !part.contains('(')).any(|part| {
        let has_comma = part.split(',').skip(1).any(|rest| {
            let rest = rest.trim();
            let is_role = ["ed", "eds", "esq", "esquire"].contains(&rest.to_lowercase().trim_end_matches('.'));
            !is_role && !is_name_suffix(rest) && rest.chars().next().is_some_and(char::is_uppercase)
        });
        // Catalan and Portuguese family names contain "i" and "e", hardly ever "and".
        let is_joined = [" and ", " & ", "; "].iter().any(|sign| part.contains(sign)) || part.ends_with(" and");
        is_joined || has_comma && !is_degree(part)
    })
}

/// Whether the text after a comma consists of degrees and orders: "J., PhD".
fn is_degree(part: &str) -> bool {
    part.split(',').skip(1).all(|rest| {
        rest.split_whitespace().count() == 1 && rest.chars().filter(|letter| letter.is_uppercase()).count() > 1
    })
}

fn parted(literal: &str) -> Vec<&str> {
    literal
        .split([';', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// Whether a text is a name with initials: "J. Smith", "Smith, J.", "Smith J".
fn looks_like_person(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_initials = |word: &str| {
        let is_country = matches!(word, "U.S." | "U.K." | "U.N." | "E.U.");
        let letters = word.chars().filter(|character| character.is_alphabetic()).count();
        let is_dotted =
            word.contains('.') && word.chars().all(|character| character.is_uppercase() || ".-".contains(character));
        !is_country && (1..=3).contains(&letters) && is_dotted
    };
    let is_family = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().count() > 1
            && letters.all(|letter| letter.is_lowercase() || letter.is_uppercase() || "-'’".contains(letter))
            && word.chars().any(char::is_lowercase)
    };
    let initials = words.iter().filter(|word| is_initials(word)).count();
    let families = words.iter().filter(|word| is_family(word)).count();
    initials >= 1 && (1..=2).contains(&families) && initials + families == words.len() && words.len() <= 4
}

#[cfg(test)]
mod tests {
    use super::{Problem, problem};
    use crate::model::Name;

    #[test]
    fn several_people_in_one_name() {
        for name in [
            Name::person("Smith and B. Doe", "A."),
            Name::person("Smith J, Doe K", ""),
            Name::person("Doe", "A. Smith and B."),
            Name::person("Smith; Doe", "A."),
            Name::person("Smith", "J., Doe, K."),
            Name::Literal("A. Smith and B. Doe".into()),
            Name::Literal("Smith, J.; Doe, K.".into()),
        ] {
            assert_eq!(problem(&name), Some(Problem::Several), "{name:?}");
        }
    }

    #[test]
    fn a_name_that_is_not_split() {
        for name in ["J. Smith", "Smith, J. K.", "O’Brien J.-P."] {
            assert_eq!(problem(&Name::Literal(name.into())), Some(Problem::Unsplit), "{name}");
        }
    }

    #[test]
    fn names_and_institutions_are_left() {
        for name in [
            Name::person("King", "Martin Luther, Jr."),
            Name::person("Puig i Cadafalch", "Josep"),
            Name::person("Smith", "John, PhD"),
            Name::person("Dyer", "Allen R., Esquire"),
            Name::person("Campbell", "Paul (Beloit College, Beloit)"),
            Name::person("Anderson", "And"),
            Name::Literal("Centers for Disease Control and Prevention".into()),
            Name::Literal("Johnson & Johnson".into()),
            Name::Literal("Smith, Doe & Co.".into()),
            Name::Literal("Aristotle".into()),
            Name::Literal("U.S. Army".into()),
            Name::Literal("王小明".into()),
        ] {
            assert_eq!(problem(&name), None, "{name:?}");
        }
    }
}
