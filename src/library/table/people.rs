//! Lists of names in one cell, in the forms of different sites.

use crate::model::is_bare_initials;
use crate::values::names::{GivenNames, ReadName, is_organisation, means_others, read};

/// How a site writes lists of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// In any form that shows where names end: “Lund, Ada; Berg, Bo”, “Lund A., Berg B.”, “A. Lund and B. Berg”.
    Any,
    /// “Lund A, Berg B.”
    CommasInitialsLast,
    /// “A Lund, B van der Berg”
    CommasInitialsFirst,
    /// “Ada LundBo Berg”: nothing is between the names.
    Glued,
}

/// The names of a cell.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct People {
    pub(super) names: Vec<ReadName>,
    /// Whether the list says that more follow.
    pub(super) is_truncated: bool,
    /// Whether names that nothing separates were separated by rule.
    pub(super) is_separated_by_rule: bool,
    /// Whether it cannot be told where names end, so that all are one name.
    pub(super) is_unsplit: bool,
}

/// What sites write if a work has no authors.
const NOBODY: &[&str] = &["[no author name available]", "[anonymous]", "no authors listed", "[no authors listed]"];

/// Reads a list of names.
pub(super) fn people(cell: &str, form: Form) -> People {
    let mut people = People::default();
    if NOBODY.contains(&cell.to_lowercase().as_str()) {
        return people;
    }
    let (parts, given_names) = match form {
        _ if cell.contains([';', '|', '\n']) => (split(cell, &[';', '|', '\n']), GivenNames::Plain),
        Form::Glued => {
            let parts = unglued(cell);
            people.is_separated_by_rule = parts.len() > 1;
            (parts, GivenNames::Plain)
        }
        Form::CommasInitialsLast => (split(cell.trim_end_matches('.'), &[',']), GivenNames::BareInitials),
        Form::CommasInitialsFirst => (split(cell, &[',']), GivenNames::Plain),
        Form::Any => match any(cell) {
            Some(parts) => (parts, GivenNames::Plain),
            None => {
                people.is_unsplit = true;
                (vec![cell.to_owned()], GivenNames::Plain)
            }
        },
    };
    for part in parts {
        let name = without_number(&part);
        let name = match name.to_lowercase().rfind(" et al") {
            Some(at) if means_others(name[at..].trim()) => {
                people.is_truncated = true;
                name[..at].trim_end_matches([',', ' '])
            }
            _ => name,
        };
        if means_others(name) {
            people.is_truncated = true;
        } else if !name.is_empty() {
            people.names.push(one(name, given_names, form));
        }
    }
    people
}

/// Reads one name.
fn one(name: &str, given_names: GivenNames, form: Form) -> ReadName {
    let last = name.rsplit(' ').next().unwrap_or_default();
    let first = name.split(' ').next().unwrap_or_default();
    // “Lund A” begins with the family name; “A Lund” and “Ada Lund” do not.
    let has_initials_last = !name.contains(',') && is_bare_initials(last) && !is_bare_initials(first);
    match form {
        Form::Any if has_initials_last && last.len() <= 3 => read(name, GivenNames::BareInitials),
        Form::CommasInitialsFirst if is_bare_initials(first) && !is_organisation(name) => {
            let dotted: String = first.chars().map(|initial| format!("{initial}. ")).collect();
            read(&format!("{dotted}{}", name[first.len()..].trim()), GivenNames::Plain)
        }
        _ => read(name, given_names),
    }
}

fn split(cell: &str, separators: &[char]) -> Vec<String> {
    cell.split(separators).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// Splits a list without semicolons; returns `None` if it cannot be told where names end.
fn any(cell: &str) -> Option<Vec<String>> {
    let lower = cell.to_lowercase();
    let conjunction = [" and ", " & "].into_iter().find(|word| lower.contains(word));
    if is_organisation(&cell.replace(" and ", " ").replace(" & ", " ")) && !cell.contains(',') {
        return Some(vec![cell.to_owned()]);
    }
    let cell = match conjunction {
        // “Lund, Ada and Berg, Bo”: the conjunction is the only separator.
        Some(word) if is_index_order_list(cell, word) => {
            return Some(cell.split(word).map(|name| name.trim().to_owned()).collect());
        }
        Some(word) => cell.replace(&format!(",{word}"), ", ").replace(word, ", "),
        None => cell.to_owned(),
    };
    let parts = split(&cell, &[',']);
    let is_initials = |part: &String| {
        part.split([' ', '-']).all(|word| {
            let letters: Vec<&str> = word.split('.').filter(|letter| !letter.is_empty()).collect();
            !letters.is_empty() && word.contains('.') && letters.iter().all(|letter| letter.chars().count() <= 2)
        })
    };
    let pairs = parts.chunks(2).all(|pair| matches!(pair, [_, given] if is_initials(given)));
    match parts.len() {
        0 | 1 => Some(parts),
        _ if pairs => Some(parts.chunks(2).map(|pair| pair.join(", ")).collect()),
        // Two words with a comma between them are one name in two parts.
        2 if conjunction.is_none() && !parts[0].contains(' ') => Some(vec![parts.join(", ")]),
        _ if parts.iter().all(|part| part.contains(' ') || means_others(part)) => Some(parts),
        _ => None,
    }
}

/// Whether every part between conjunctions has one comma, which separates family and given names.
fn is_index_order_list(cell: &str, word: &str) -> bool {
    cell.split(word).all(|name| name.matches(',').count() == 1)
}

/// Removes the number of an author in a database: “Lund, Ada (57190000000)”.
fn without_number(name: &str) -> &str {
    match name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
        Some((name, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => name.trim(),
        _ => name.trim(),
    }
}

/// The beginnings of family names with a capital inside.
const PREFIXES: &[&str] =
    &["Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Van", "Von", "Fitz", "Del", "Des", "El", "Al"];

/// Separates names between which nothing is: where a capital follows a small letter, or a capital and a small letter
/// follow the initial that ends a name (“Shyamala G.Bo Lund”).
fn unglued(cell: &str) -> Vec<String> {
    let characters: Vec<(usize, char)> = cell.char_indices().collect();
    let (mut parts, mut start) = (Vec::new(), 0);
    for (index, pair) in characters.windows(2).enumerate() {
        let [(_, before), (at, after)] = pair else { continue };
        if !after.is_uppercase() {
            continue;
        }
        let part = &cell[start..*at];
        let word = part.rsplit([' ', '-']).next().unwrap_or_default();
        let is_new = match before {
            '.' => {
                let is_initial =
                    word.chars().count() == 2 && !part.split(' ').next().is_some_and(|first| first.contains('.'));
                is_initial && characters.get(index + 2).is_some_and(|(_, next)| next.is_lowercase())
            }
            before => before.is_lowercase() && !PREFIXES.contains(&word),
        };
        if is_new {
            parts.push(part.trim().to_owned());
            start = *at;
        }
    }
    parts.push(cell[start..].trim().to_owned());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::{Form, people};
    use crate::model::Name;

    #[track_caller]
    fn check(cell: &str, form: Form, expected: &[&str]) {
        let found: Vec<String> = people(cell, form)
            .names
            .iter()
            .map(|read| match &read.name {
                Name::Person(person) => {
                    let family = read.name.family_with_particles();
                    format!("{family}|{}", person.given.as_deref().unwrap_or_default())
                }
                name => name.to_display_order(),
            })
            .collect();
        assert_eq!(found, expected, "{cell}");
    }

    #[test]
    fn lists_are_read_in_every_form() {
        for cell in [
            "Lund, Ada; van der Berg, Bo",
            "Lund, Ada (571900); van der Berg, Bo (571901)",
            "Lund, Ada;van der Berg, Bo;",
        ] {
            check(cell, Form::Any, &["Lund|Ada", "van der Berg|Bo"]);
        }
        for cell in ["Lund A., van der Berg B.C.", "Lund, A., van der Berg, B.C.", "Lund A.; van der Berg B.C."] {
            check(cell, Form::Any, &["Lund|A.", "van der Berg|B.C."]);
        }
        for cell in ["A. Lund; B. van der Berg", "A. Lund, B. van der Berg", "A. Lund and B. van der Berg"] {
            check(cell, Form::Any, &["Lund|A.", "van der Berg|B."]);
        }
        check("Lund, Ada and Berg, Bo", Form::Any, &["Lund|Ada", "Berg|Bo"]);
        check("Ada Lund, Bo Berg, and Cecilia Holm", Form::Any, &["Lund|Ada", "Berg|Bo", "Holm|Cecilia"]);
        check("Lund, Ada", Form::Any, &["Lund|Ada"]);
        check("Ada Lund", Form::Any, &["Lund|Ada"]);
        check("Lund A", Form::Any, &["Lund|A."]);
        check("World Health Organization", Form::Any, &["World Health Organization"]);
        check("[No author name available]", Form::Any, &[]);
        check("Lund A, van der Berg BC.", Form::CommasInitialsLast, &["Lund|A.", "van der Berg|B. C."]);
        check("A Lund, BC van der Berg", Form::CommasInitialsFirst, &["Lund|A.", "van der Berg|B. C."]);
        check("Ada LundBo McGregorErik Dahl", Form::Glued, &["Lund|Ada", "McGregor|Bo", "Dahl|Erik"]);
        check("Ada S. LundShyamala G.Bo Berg", Form::Glued, &["Lund|Ada S.", "Shyamala|G.", "Berg|Bo"]);
    }

    #[test]
    fn lists_that_cannot_be_split_stay_whole() {
        let found = people("Lund, Ada, Berg, Bo", Form::Any);
        assert!(found.is_unsplit && found.names.len() == 1);
        assert!(people("Ada LundBo Berg", Form::Glued).is_separated_by_rule);
    }

    #[test]
    fn others_truncate_the_list() {
        for cell in ["Lund, Ada; et al.", "Lund A., et al.", "Lund A et al."] {
            let found = people(cell, Form::Any);
            assert!(found.is_truncated && found.names.len() == 1, "{cell}: {found:?}");
        }
    }
}
