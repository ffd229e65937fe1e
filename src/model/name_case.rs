//! Names in capitals, as some sources write them, and their repair on request.

use super::{Name, Names, Person, Record, is_name_suffix};

/// Words that can be in lower case inside a name.
const PARTICLES: &[&str] = &[
    "af", "al", "am", "av", "bin", "bint", "d", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "des",
    "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "op", "t", "te", "ten", "ter", "van", "vom",
    "von", "y", "zu", "zum", "zur",
];

impl Record {
    /// Changes names in capitals to the usual letter case (see [`Name::to_usual_case`]).
    pub fn names_to_usual_case(&mut self) {
        for Names { list, .. } in self.names.values_mut() {
            for name in list.iter_mut().filter(|name| name.is_in_capitals()) {
                *name = name.to_usual_case();
            }
        }
    }
}

impl Name {
    /// Returns whether a person's family name is written in capitals, and the given names too, unless they are
    /// initials: "LARIVIÈRE, V.". Names of two letters ("LI") do not count.
    pub fn is_in_capitals(&self) -> bool {
        let Self::Person(person) = self else { return false };
        let letters = || person.family.chars().filter(|character| character.is_alphabetic());
        let has_lower = |text: &str| text.chars().any(char::is_lowercase);
        letters().filter(|letter| letter.is_uppercase()).count() > 2
            && !has_lower(&person.family)
            && !person.given.as_deref().is_some_and(has_lower)
    }

    /// Returns a name in capitals in the usual letter case: "Larivière", "O'Brien", "McDonald", "van der Berg".
    #[must_use]
    pub fn to_usual_case(&self) -> Self {
        let Self::Person(person) = self else { return self.clone() };
        let family = person.family.split(' ').map(usual_case).collect::<Vec<_>>().join(" ");
        let (particle, family) = leading_particle(&family);
        let given = |given: &String| {
            let words =
                given.split(' ').map(|word| if is_bare_initials(word) { word.to_owned() } else { usual_case(word) });
            words.collect::<Vec<_>>().join(" ")
        };
        Self::Person(Person {
            family: family.to_owned(),
            given: person.given.as_ref().map(given),
            non_dropping_particle: person
                .non_dropping_particle
                .as_ref()
                .map(|particle| particle.to_lowercase())
                .or_else(|| particle.map(str::to_owned)),
            ..person.clone()
        })
    }
}

/// Returns whether a word can be a particle of a name, in any letter case.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// Returns whether a word consists of initials without full stops: "J", "JA", "JAB".
pub(crate) fn is_bare_initials(word: &str) -> bool {
    let count = word.chars().count();
    (1..=3).contains(&count) && word.chars().all(char::is_uppercase)
}

/// Splits the lower-case words before a family name from the name.
pub(crate) fn leading_particle(family: &str) -> (Option<&str>, &str) {
    let is_lower =
        |word: &str| word.chars().find(|character| character.is_alphabetic()).is_some_and(char::is_lowercase);
    let mut start = 0;
    while let Some(end) = family[start..].find(' ').filter(|&end| is_lower(&family[start..start + end])) {
        start += end + 1;
    }
    match start {
        0 => (None, family),
        start => (Some(family[..start].trim_end()), &family[start..]),
    }
}

/// Changes a word in capitals to the usual letter case.
pub(crate) fn usual_case(word: &str) -> String {
    if is_particle(word) && word.chars().count() > 1 {
        return word.to_lowercase();
    }
    if is_name_suffix(word) && word.chars().all(|character| "IVX".contains(character)) {
        return word.to_owned();
    }
    let mut cased = String::with_capacity(word.len());
    let mut is_start = true;
    for character in word.chars() {
        match is_start {
            true => cased.push(character),
            false => cased.extend(character.to_lowercase()),
        }
        is_start = !character.is_alphabetic();
    }
    match cased.strip_prefix("Mc").map(|rest| (rest.chars().next(), rest)) {
        Some((Some(first), rest)) if rest.len() > 2 => {
            format!("Mc{}{}", first.to_uppercase(), &rest[first.len_utf8()..])
        }
        _ => cased,
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, Person, Record};
    use crate::model::{NameVariable, Names};

    fn split(family: &str, particle: &str, given: &str, suffix: &str) -> Name {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Name::Person(Person {
            family: family.into(),
            given: filled(given),
            non_dropping_particle: filled(particle),
            suffix: filled(suffix),
            ..Person::default()
        })
    }

    #[test]
    fn names_in_capitals_are_found_and_repaired() {
        for (capitals, usual) in [
            (split("LARIVIÈRE", "", "V.", ""), split("Larivière", "", "V.", "")),
            (split("O'BRIEN-SMITH", "", "MARIA JA", ""), split("O'Brien-Smith", "", "Maria JA", "")),
            (split("MCDONALD", "", "JEAN-PAUL", "III"), split("McDonald", "", "Jean-Paul", "III")),
            (split("VAN DER BERG", "", "", ""), split("Berg", "van der", "", "")),
        ] {
            assert!(capitals.is_in_capitals(), "{capitals:?}");
            assert_eq!(capitals.to_usual_case(), usual);
        }
        for name in [
            split("LI", "", "X.", ""),
            split("LU", "", "Cheng", ""),
            split("Lu", "", "C", ""),
            split("王小明王", "", "", ""),
            Name::Literal("NASA GODDARD".into()),
        ] {
            assert!(!name.is_in_capitals(), "{name:?}");
        }
    }

    #[test]
    fn a_record_has_its_names_in_capitals_repaired_and_no_others() {
        let mut record = Record::default();
        let names = vec![split("LARIVIÈRE", "", "V.", ""), Name::Literal("NASA".into())];
        record.set_names(NameVariable::Author, Names::complete(names));
        record.names_to_usual_case();
        let expected = [split("Larivière", "", "V.", ""), Name::Literal("NASA".into())];
        assert_eq!(record.names[&NameVariable::Author].list, expected);
    }
}
