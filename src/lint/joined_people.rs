//! Takes apart the people of a list that was read as one name: "A. Doe, B. Roe", "Doe J, Roe RA", "Doe, J., Roe, R.".
//!
//! In BibTeX, only the word "and" separates people. Commas separate the parts of a name, so two people become one with
//! a wrong family name, and a third one its "Jr" (btxdoc, section 4).

use crate::model::{Name, Person, is_name_suffix};

/// The most words of a person's name in a list.
const MOST_WORDS: usize = 4;

/// Returns the parts of a name in the order in which a list has them: "family, suffix, given".
pub(super) fn as_in_list(name: &Name) -> String {
    match name {
        Name::Literal(literal) => literal.clone(),
        Name::Person(person) => {
            let parts = [Some(name.family_with_particles()), person.suffix.clone(), person.given.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    }
}

/// Returns the people in a text, if it is certain that it names several of them.
pub(super) fn people(text: &str) -> Option<Vec<Name>> {
    let text = text.trim().trim_end_matches(" and").trim_end_matches([',', ';', '&', ' ']);
    if text.contains(';') {
        return of_each(text.split(';'), |piece| Some(vec![person(piece).or_else(|| in_full(piece))?]));
    }
    let pieces: Vec<&str> = text.split(" & ").flat_map(|piece| piece.split(" and ")).collect();
    match pieces.as_slice() {
        [whole] => by_commas(whole),
        // "Simon & Schuster" is a company.
        pieces => of_each(pieces.iter().copied(), |piece| by_commas(piece).or_else(|| Some(vec![person(piece)?]))),
    }
}

fn of_each<'a>(pieces: impl Iterator<Item = &'a str>, read: impl Fn(&str) -> Option<Vec<Name>>) -> Option<Vec<Name>> {
    let lists: Option<Vec<_>> = pieces.map(str::trim).filter(|piece| !piece.is_empty()).map(read).collect();
    lists.map(|lists| lists.concat()).filter(|people| people.len() > 1)
}

/// Reads people between commas.
fn by_commas(text: &str) -> Option<Vec<Name>> {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let all = |read: fn(&str) -> Option<Name>| parts.iter().map(|part| read(part)).collect::<Option<Vec<_>>>();
    let in_pairs = || {
        let pairs = parts.chunks_exact(2).map(|pair| match pair {
            [family, given] if is_family(family) && is_initials(given) => Some(Name::person(*family, *given)),
            _ => None,
        });
        pairs.collect::<Option<Vec<_>>>()
    };
    match parts.len() {
        0 | 1 => None,
        // "García Márquez, Gabriel José" is one person.
        2 => all(initials_first).or_else(|| all(initials_last)),
        count => all(initials_first)
            .or_else(|| all(initials_last))
            .or_else(|| if count >= 4 && count % 2 == 0 { in_pairs() } else { None })
            .or_else(|| all(in_full)),
    }
}

/// Reads a name that can only be that of one person: with a comma or with initials.
fn person(text: &str) -> Option<Name> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    match parts[..] {
        [family, given] if is_family(family) && !given.is_empty() && given.split(' ').all(is_given) => {
            Some(Name::person(family, given))
        }
        [whole] => initials_first(whole).or_else(|| initials_last(whole)),
        _ => None,
    }
}

/// Reads "J. A. Doe".
fn initials_first(text: &str) -> Option<Name> {
    let end = text.split(' ').take_while(|word| is_initials(word)).map(|word| word.len() + 1).sum::<usize>();
    (end > 0 && text.get(end..).is_some_and(is_family)).then(|| Name::from_display_order(text))
}

/// Reads "Doe JA". The initials get their full stops, as BibTeX would take "JA" for one name.
pub(super) fn initials_last(text: &str) -> Option<Name> {
    let (family, initials) = text.rsplit_once(' ')?;
    let is_bare = (1..=3).contains(&initials.chars().count()) && initials.chars().all(char::is_uppercase);
    (is_bare && !is_name_suffix(initials) && is_family(family)).then(|| {
        let given: Vec<String> = initials.chars().map(|initial| format!("{initial}.")).collect();
        Name::person(family, given.join(" "))
    })
}

/// Reads "Jane Doe".
fn in_full(text: &str) -> Option<Name> {
    let words: Vec<&str> = text.split(' ').collect();
    let (last, before) = words.split_last()?;
    let is_person = (1..MOST_WORDS).contains(&before.len())
        && is_capitalised(last)
        && is_given(before[0])
        && before.iter().all(|word| is_given(word) || is_particle(word));
    is_person.then(|| Name::from_display_order(text))
}

/// Whether a word can be a given name or an initial.
fn is_given(word: &str) -> bool {
    is_capitalised(word) || is_initials(word)
}

/// Whether a text can be a family name of up to three words, with particles.
fn is_family(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words.len() < MOST_WORDS
        && words.last().is_some_and(|last| is_capitalised(last))
        && words.iter().all(|word| is_capitalised(word) || is_particle(word))
}

/// Whether a word has a capital, which may follow a prefix ("d'Arc"), small letters, and no signs of other text.
fn is_capitalised(word: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphabetic() || "-'’".contains(letter);
    word.chars().all(is_letter)
        && word.chars().any(char::is_lowercase)
        && word.chars().any(char::is_uppercase)
        && !is_name_suffix(word)
}

fn is_particle(word: &str) -> bool {
    word.chars().count() <= 4 && word.chars().all(char::is_lowercase)
}

/// Whether a text consists of initials with full stops: "J.", "J. A.", "J.-P.".
pub(super) fn is_initials(text: &str) -> bool {
    text.contains('.')
        && text.split(['.', ' ', '-']).all(|initial| {
            let mut letters = initial.chars();
            letters.next().is_none_or(char::is_uppercase) && letters.next().is_none()
        })
}

/// Returns the name with its suffix in the right place, if it is among the given names or in the family name, or the
/// given names are in its place: "Martin King Jr.", "King Jr., Martin", "King, Martin, Jr.", "Doe, J.,".
pub(super) fn with_suffix_in_place(person: &Person) -> Option<Name> {
    let with = |family: &str, given: Option<&str>, suffix: Option<&str>| {
        Name::Person(Person {
            family: family.to_owned(),
            given: given.map(str::to_owned),
            suffix: suffix.map(str::to_owned),
            ..person.clone()
        })
    };
    let (family, given) = (person.family.as_str(), person.given.as_deref());
    let last = |text: &'_ str| -> Option<(String, String)> {
        let (before, suffix) = text.rsplit_once(' ')?;
        // In "Frank {Bennett, Jr.}", the comma is meant to be printed.
        (is_name_suffix(suffix) && !before.ends_with(',')).then(|| (before.to_owned(), suffix.to_owned()))
    };
    match (person.suffix.as_deref(), given) {
        (Some(suffix), Some(given)) if is_name_suffix(given) && !is_name_suffix(suffix) => {
            Some(with(family, Some(suffix), Some(given)))
        }
        (Some(suffix), None) if is_given_name(suffix) => Some(with(family, Some(suffix), None)),
        (None, Some(given))
            if is_name_suffix(family) && given.contains(' ') && person.non_dropping_particle.is_none() =>
        {
            Some(Name::from_display_order(&format!("{given} {family}")))
        }
        (None, given) if last(family).is_some() => {
            let (family, suffix) = last(family)?;
            Some(with(&family, given, Some(&suffix)))
        }
        (None, Some(given)) if is_name_suffix(given) => Some(with(family, None, Some(given))),
        (None, Some(given)) => {
            let (given, suffix) = last(given)?;
            Some(with(family, Some(&given), Some(&suffix)))
        }
        _ => None,
    }
}

/// Whether a suffix consists of given names or initials, and not of a title or degree.
pub(super) fn is_given_name(suffix: &str) -> bool {
    let is_degree = ["M.D.", "D.D.", "S.J.", "O.P.", "J.D.", "M.A.", "B.A.", "M.P.", "Q.C.", "K.C.", "D.C.", "P.E."]
        .contains(&suffix);
    let is_word = |word: &str| is_given(word) && !["Esq", "Bart", "Ed", "Eds", "Hrsg", "Trans"].contains(&word);
    !is_degree && !is_name_suffix(suffix) && suffix.split(' ').all(|word| is_word(word) && !word.contains("Ph"))
}

#[cfg(test)]
mod tests {
    use super::{as_in_list, people, with_suffix_in_place};
    use crate::model::{Name, Person};

    fn taken_apart(text: &str) -> Option<String> {
        people(text).map(|people| people.iter().map(as_in_list).collect::<Vec<_>>().join(" and "))
    }

    #[test]
    fn lists_with_commas_semicolons_and_signs_are_taken_apart() {
        for (text, list) in [
            ("A. Nyberg, B. Lund", "Nyberg, A. and Lund, B."),
            ("A. Nyberg, J.-P. van der Berg, C. Holm", "Nyberg, A. and van der Berg, J.-P. and Holm, C."),
            ("Doe J, Roe RA", "Doe, J. and Roe, R. A."),
            ("van Doe J, Roe RA, O'Poe P", "van Doe, J. and Roe, R. A. and O'Poe, P."),
            ("Doe, J., Roe, R., Poe, P. A.", "Doe, J. and Roe, R. and Poe, P. A."),
            ("Doe,J.,Roe,R.", "Doe, J. and Roe, R."),
            ("Anna Nyberg, Bo Lund, Cleo M. Holm", "Nyberg, Anna and Lund, Bo and Holm, Cleo M."),
            ("Doe, J.; Roe, Richard; Poe, P.", "Doe, J. and Roe, Richard and Poe, P."),
            ("Jane Doe; Richard Roe", "Doe, Jane and Roe, Richard"),
            ("A. Poe & B. Moe", "Poe, A. and Moe, B."),
            ("Doe, J. & Roe, R.", "Doe, J. and Roe, R."),
            ("A. Nyberg, B. Lund & C. Holm", "Nyberg, A. and Lund, B. and Holm, C."),
        ] {
            assert_eq!(taken_apart(text).as_deref(), Some(list), "{text}");
        }
    }

    #[test]
    fn what_may_be_one_person_or_a_group_stays() {
        for text in [
            "García Márquez, Gabriel José",
            "Doe, J.",
            "King, Jr., Martin Luther",
            "Doe, J., Roe",
            "Johnson & Johnson",
            "Simon & Schuster",
            "Smith, Doe & Co.",
            "Department of Health; Education",
            "Doe, Jane, PhD",
            "R & D",
            "",
            ",",
            " and ",
        ] {
            assert_eq!(taken_apart(text), None, "{text}");
        }
    }

    fn in_place(family: &str, suffix: &str, given: &str) -> Option<String> {
        let filled = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let person =
            Person { family: family.into(), suffix: filled(suffix), given: filled(given), ..Person::default() };
        with_suffix_in_place(&person).map(|name| as_in_list(&name))
    }

    #[test]
    fn suffixes_find_their_place() {
        for ((family, suffix, given), expected) in [
            (("Jr", "", "Martin King"), Some("King, Jr, Martin")),
            (("III", "", "John Smith"), Some("Smith, III, John")),
            (("King Jr.", "", "Martin"), Some("King, Jr., Martin")),
            (("King", "", "Martin Luther Jr."), Some("King, Jr., Martin Luther")),
            (("King", "Martin Luther", "Jr."), Some("King, Jr., Martin Luther")),
            (("King", "", "Jr."), Some("King, Jr.")),
            (("Doe", "J. A.", ""), Some("Doe, J. A.")),
            (("Doe", "Jane", ""), Some("Doe, Jane")),
            (("King", "Jr.", "Martin"), None),
            (("Bennett, Jr.", "", "Frank"), None),
            (("King", "Jr.", ""), None),
            (("Doe", "PhD", ""), None),
            (("Doe", "M.D.", ""), None),
            (("Doe", "", "Jane"), None),
            (("Jr", "", "Martin"), None),
        ] {
            assert_eq!(in_place(family, suffix, given).as_deref(), expected, "{family} {suffix} {given}");
        }
    }

    #[test]
    fn names_are_shown_as_in_a_list() {
        assert_eq!(as_in_list(&Name::person("A. Nyberg", "B. Lund")), "A. Nyberg, B. Lund");
        assert_eq!(as_in_list(&Name::Literal("NASA".into())), "NASA");
    }
}
