//! W0912: a name that contains several people, or is not split as it should be.

use super::finding::Fix;
use super::joined_people::{as_in_list, initials_last, is_given_name, is_initials, people, with_suffix_in_place};
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Name, Names, Person, Record, Variable, is_name_suffix};

/// Finds "A. Smith and B. Doe" and "A. Smith, B. Doe" as one name, "Smith, J." as a name without parts, and "Jr." among
/// the given names.
pub(super) static LINT: Lint = Lint::record(Code::SeveralPeopleInName, "several-people-in-name", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    for (variable, names) in &record.names {
        let have_initials_last = have_initials_last(names);
        let mut fixed = Names { list: Vec::with_capacity(names.list.len()), truncated: names.truncated };
        let mut of_list: Vec<Finding> = Vec::new();
        let mut first_fixed = None;
        for name in &names.list {
            let problem = if have_initials_last { Some(Problem::Misplaced) } else { problem(name) };
            let Some(problem) = problem else {
                fixed.list.push(name.clone());
                continue;
            };
            let shown = if joined_in_display_order(name) { name.to_display_order() } else { as_in_list(name) };
            let message = match problem {
                Problem::Several => format!("a name in “{variable}” contains several people: {shown}"),
                Problem::Unsplit => {
                    format!("a name in “{variable}” is not split into family and given names: {shown}")
                }
                Problem::Misplaced => {
                    format!("the parts of a name in “{variable}” are not in their places: {shown}")
                }
            };
            let mended = if have_initials_last {
                initials_last(&name.to_display_order()).map(|name| vec![name])
            } else {
                mended(name)
            };
            match mended {
                Some(people) => {
                    first_fixed.get_or_insert(of_list.len());
                    fixed.list.extend(people);
                }
                None => fixed.list.push(name.clone()),
            }
            let words = match name {
                Name::Literal(literal) => literal,
                Name::Person(person) => &person.family,
            };
            of_list.push(Finding::new(LINT.code, Variable::Names(*variable), message).shown_at(words.as_str()));
        }
        // One fix mends all names of the list.
        if let Some(finding) = first_fixed.and_then(|index| of_list.get_mut(index)) {
            finding.fix = Some(Fix::Names(*variable, fixed));
        }
        of_list.into_iter().for_each(|finding| findings.add(finding));
    }
}

/// Whether all names of a list end with bare initials, as PubMed has them: "Doe J and Roe RA", of which BibTeX takes "J" and
/// "RA" for the family names. A single name may have a family name of one letter.
fn have_initials_last(names: &Names) -> bool {
    let is_one = |name: &Name| match name {
        Name::Person(Person { suffix: None, non_dropping_particle: None, .. }) => {
            initials_last(&name.to_display_order()).is_some()
        }
        _ => false,
    };
    names.list.len() > 1 && names.list.iter().all(is_one)
}

#[derive(Debug, PartialEq)]
enum Problem {
    Several,
    Unsplit,
    Misplaced,
}

fn problem(name: &Name) -> Option<Problem> {
    match name {
        Name::Person(person) if is_several(person) || is_list(person) => Some(Problem::Several),
        Name::Person(person) => with_suffix_in_place(person).map(|_| Problem::Misplaced),
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

/// Returns what certainly replaces a name with a problem.
fn mended(name: &Name) -> Option<Vec<Name>> {
    match name {
        Name::Person(person) => people(&as_in_list(name))
            // "A. Poe & B. Moe" was read as the given names "A. Poe & B.".
            .or_else(|| people(&name.to_display_order()).filter(|_| person.suffix.is_none()))
            .or_else(|| Some(vec![with_suffix_in_place(person)?])),
        Name::Literal(literal) => people(literal),
    }
}

/// Whether a sign between people is among the given names, so that they were written in display order.
fn joined_in_display_order(name: &Name) -> bool {
    let Name::Person(Person { given: Some(given), suffix: None, .. }) = name else { return false };
    given.contains(['&', ';']) && people(&name.to_display_order()).is_some()
}

/// Whether the parts of a name are people: "A. Smith, B. Doe", or a given name where only "Jr." can be.
fn is_list(person: &Person) -> bool {
    let given = person.given.as_deref().unwrap_or_default();
    let is_second = |suffix: &str| {
        let is_alone = given.is_empty() || is_name_suffix(given);
        !is_alone
            && is_given_name(suffix)
            && (is_initials(suffix) || suffix.contains(' ') || given.contains([' ', ',']))
    };
    people(&as_in_list(&Name::Person(person.clone()))).is_some() || person.suffix.as_deref().is_some_and(is_second)
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
    use super::{LINT, Problem, problem};
    use crate::lint::tests::{fixed, messages};
    use crate::model::{Name, NameVariable, Names, Person, Record};

    fn record(list: Vec<Name>) -> Record {
        let mut record = Record::default();
        record.set_names(NameVariable::Author, Names::complete(list));
        record
    }

    #[test]
    fn lists_that_were_read_as_one_name_are_mended_together() {
        let suffixed = |family: &str, suffix: &str, given: &str| {
            Name::Person(Person {
                family: family.into(),
                suffix: Some(suffix.into()),
                given: Some(given.into()),
                ..Person::default()
            })
        };
        let read = record(vec![
            Name::person("A. Nyberg", "B. Lund"),
            Name::person("Holm", "C."),
            Name::person("Jr", "Martin King"),
            suffixed("Doe", "J.", "Roe,R.,Poe,P."),
            Name::person("Moe", "A. Koe & B."),
        ]);
        assert_eq!(
            messages(&LINT, &read),
            [
                "a name in “author” contains several people: A. Nyberg, B. Lund",
                "the parts of a name in “author” are not in their places: Jr, Martin King",
                "a name in “author” contains several people: Doe, J., Roe,R.,Poe,P.",
                "a name in “author” contains several people: A. Koe & B. Moe",
            ]
        );
        let mended = fixed(&LINT, &read);
        let expected = [
            Name::person("Nyberg", "A."),
            Name::person("Lund", "B."),
            Name::person("Holm", "C."),
            suffixed("King", "Jr", "Martin"),
            Name::person("Doe", "J."),
            Name::person("Roe", "R."),
            Name::person("Poe", "P."),
            Name::person("Koe", "A."),
            Name::person("Moe", "B."),
        ];
        assert_eq!(mended.names[&NameVariable::Author].list, expected);
        assert_eq!(messages(&LINT, &mended), [""; 0]);
    }

    #[test]
    fn initials_at_the_end_of_all_names_are_no_family_names() {
        let read = record(vec![Name::person("J", "Doe"), Name::person("RA", "Roe"), Name::person("MK", "van Poe")]);
        assert_eq!(messages(&LINT, &read).len(), 3);
        let expected =
            [Name::person("Doe", "J."), Name::person("Roe", "R. A."), Name::from_display_order("M. K. van Poe")];
        let mended = fixed(&LINT, &read);
        let shown = |names: &[Name]| names.iter().map(Name::to_display_order).collect::<Vec<_>>();
        assert_eq!(shown(&mended.names[&NameVariable::Author].list), shown(&expected));
        for good in [
            vec![Name::person("O", "Sandra")],
            vec![Name::person("O", "Sandra"), Name::person("Doe", "J.")],
            vec![Name::person("Doe", "JA"), Name::person("Roe", "R.")],
        ] {
            assert_eq!(messages(&LINT, &record(good)), [""; 0]);
        }
    }

    #[test]
    fn what_is_not_certain_is_reported_and_stays() {
        let nyberg = Name::Person(Person {
            family: "Nyberg".into(),
            suffix: Some("Anna".into()),
            given: Some("Bo Lund".into()),
            ..Person::default()
        });
        let read = record(vec![nyberg]);
        assert_eq!(messages(&LINT, &read), ["a name in “author” contains several people: Nyberg, Anna, Bo Lund"]);
        assert_eq!(fixed(&LINT, &read), read);
    }

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
