//! Compares parsed names: which lists of authors can belong to one work.

use super::fold;
use crate::model::{Name, Names, Person, is_bare_initials, is_particle};

/// The maximum number of names that are compared in a list; far fewer suffice to distinguish collaborations of
/// thousands.
const MOST_NAMES: usize = 40;

/// The authors of a record.
#[derive(Debug, Default, Hash)]
pub(super) struct People {
    list: Vec<Comparable>,
    /// Whether the source left some out, or the list is longer than the maximum.
    truncated: bool,
}

/// A name for comparison.
#[derive(Debug, Hash)]
struct Comparable {
    /// The family name without particles, written together.
    family: String,
    /// The first and the last word of the family name, if there are several.
    ends_of_family: Option<[String; 2]>,
    /// The family name in a form that is equal for different romanisations.
    romanised: String,
    /// The particles, written together.
    particles: String,
    /// The given names, word by word.
    given: Vec<String>,
    /// All words of the name, sorted.
    sorted: Vec<String>,
    /// Whether the family name is not distinguished from the given names.
    is_unsplit: bool,
}

/// The certainty that two names are one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    No,
    /// The family names agree, and the initials.
    Initial,
    /// The full names agree.
    Full,
}

/// How two lists of authors compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Authors {
    /// Different people.
    Other,
    /// At least one list is empty.
    Missing,
    /// Some of the names are the same.
    Some,
    /// They agree as far as initials show, or all but one of several names agree.
    Alike,
    /// All of the names are the same.
    Same,
}

impl People {
    /// Prepares a list of names.
    pub(super) fn new(names: Option<&Names>) -> Self {
        let Some(names) = names else { return Self::default() };
        let list = names.list.iter().take(MOST_NAMES).map(Comparable::new).collect();
        Self { list, truncated: names.truncated || names.list.len() > MOST_NAMES }
    }

    /// Returns the family name of the first author, by which candidates are found.
    pub(super) fn first_family(&self) -> &str {
        self.list.first().map_or("", |name| name.family.as_str())
    }

    /// Compares two lists.
    pub(super) fn compare(&self, other: &Self) -> Authors {
        let (shorter, longer) = if self.list.len() <= other.list.len() { (self, other) } else { (other, self) };
        if shorter.list.is_empty() {
            return Authors::Missing;
        }
        // Databases list either a collaboration or the people who represent it.
        if shorter.is_group() != longer.is_group() {
            return Authors::Missing;
        }
        // Chinese characters and their romanisation cannot be compared.
        let is_in_other_script = |people: &Self| people.list.iter().all(Comparable::is_in_other_script);
        if is_in_other_script(shorter) != is_in_other_script(longer) {
            return Authors::Missing;
        }
        let pairs: Vec<Agreement> =
            shorter.list.iter().zip(&longer.list).map(|(one, other)| one.agrees(other)).collect();
        let count = pairs.len();
        let in_full = pairs.iter().filter(|&&pair| pair == Agreement::Full).count();
        if pairs.iter().all(|&pair| pair > Agreement::No) {
            let is_whole = shorter.list.len() == longer.list.len() || shorter.truncated;
            return match (is_whole, count, in_full) {
                (true, _, 1..) | (true, 3.., _) | (false, 3.., _) => Authors::Same,
                (true, _, 0) | (false, 2, _) => Authors::Alike,
                (false, ..) => Authors::Some,
            };
        }
        // The same people in another order, with one more in the middle, or with one missing.
        let mut rest: Vec<&Comparable> = longer.list.iter().collect();
        let matched = shorter
            .list
            .iter()
            .filter(|name| {
                let at = rest.iter().position(|other| name.agrees(other) > Agreement::No);
                at.map(|at| rest.swap_remove(at)).is_some()
            })
            .count();
        match (matched, shorter.list.len(), longer.list.len()) {
            // One name in common among many is that of a namesake, or of one person in two groups.
            (matched, shorter, _) if 2 * matched < shorter => Authors::Other,
            (matched, shorter, longer) if matched >= 2 && shorter - matched <= matched / 3 && longer <= 2 * matched => {
                Authors::Alike
            }
            _ => Authors::Some,
        }
    }

    /// Whether it is a group of people under one name.
    fn is_group(&self) -> bool {
        let [only] = self.list.as_slice() else { return false };
        only.is_unsplit && only.sorted.iter().any(|word| GROUP_WORDS.iter().any(|known| fold::stem(known) == *word))
    }

    /// Returns whether the first names of both lists can be one person's.
    pub(super) fn same_first(&self, other: &Self) -> bool {
        match (self.list.first(), other.list.first()) {
            (Some(one), Some(other)) => one.agrees(other) > Agreement::No,
            _ => false,
        }
    }
}

/// Returns whether two names can be one person's, however they are written.
pub(super) fn may_be_same(one: &Name, other: &Name) -> bool {
    one.may_be_same_person(other) || Comparable::new(one).agrees(&Comparable::new(other)) > Agreement::No
}

/// Measures how complete a name is: of two forms of a name, the fuller one is kept.
pub(super) fn fullness(name: &Name) -> (bool, usize, usize, usize, bool) {
    let Name::Person(person) = name else { return (false, 0, 0, 0, false) };
    let Person { given, non_dropping_particle, dropping_particle, suffix, orcid, family, .. } = person;
    let given = given.as_deref().unwrap_or_default();
    let in_full = given_words(given, true).iter().filter(|word| word.chars().count() > 1).count();
    let letters = given.chars().filter(|letter| letter.is_alphabetic()).count();
    let parts = [non_dropping_particle, dropping_particle, suffix, orcid].iter().filter(|part| part.is_some()).count();
    let marks = family.chars().chain(given.chars()).filter(|letter| !letter.is_ascii()).count();
    let shouts = family.chars().count() > 2 && !family.chars().any(char::is_lowercase) && family.is_ascii();
    (!shouts, in_full, letters, parts * 8 + marks, true)
}

impl Comparable {
    fn new(name: &Name) -> Self {
        match name {
            Name::Person(person) => {
                let particles = [&person.dropping_particle, &person.non_dropping_particle];
                let particles: String = particles.into_iter().flatten().map(|part| fold::letters(part)).collect();
                let shouts = !person.family.chars().any(char::is_lowercase);
                let given = given_words(person.given.as_deref().unwrap_or_default(), shouts);
                Self::of(&person.family, particles, given, false)
            }
            Name::Literal(literal) => match literal.split_once(',') {
                Some((family, given)) if !given.contains(',') && literal.split_whitespace().count() <= 5 => {
                    Self::of(family, String::new(), given_words(given, false), false)
                }
                _ => {
                    let literal = without_brackets(literal);
                    let words = fold::words(literal);
                    let is_family = words.iter().filter(|word| !is_whole_particle(word)).count() == 1;
                    Self::of(literal, String::new(), Vec::new(), !is_family)
                }
            },
        }
    }

    fn of(family: &str, mut particles: String, mut given: Vec<String>, is_unsplit: bool) -> Self {
        let mut words = fold::words(family);
        // Particles are where the source put them: before the family name, or after the given names.
        while words.len() > 1 && is_particle(&words[0]) && !is_unsplit {
            particles.push_str(&words.remove(0));
        }
        let mut behind = Vec::new();
        while given.len() > 1 && given.last().is_some_and(|word| is_whole_particle(word)) {
            behind.extend(given.pop());
        }
        particles.extend(behind.into_iter().rev());
        let is_telling = |word: &&String| !is_whole_particle(word) && word.as_str() != "the";
        let mut sorted: Vec<String> =
            words.iter().chain(&given).filter(is_telling).map(|word| fold::stem(word)).collect();
        sorted.sort_unstable();
        let ends_of_family =
            (words.len() > 1 && !is_unsplit).then(|| [&words[0], &words[words.len() - 1]].map(|word| fold::stem(word)));
        let romanised = romanised(&words.concat());
        let family = umlauts_in_one(words.concat());
        Self { family, ends_of_family, romanised, particles, given, sorted, is_unsplit }
    }

    fn agrees(&self, other: &Self) -> Agreement {
        if self.is_unsplit || other.is_unsplit {
            return if self.sorted == other.sorted { Agreement::Full } else { Agreement::No };
        }
        let same_particles =
            self.particles == other.particles || self.particles.is_empty() || other.particles.is_empty();
        if self.family == other.family && same_particles {
            return given_names_agree(&self.given, &other.given);
        }
        // "Zong, Yuan" and "Yuan, Zong": both names in full.
        if self.family != other.family
            && self.sorted == other.sorted
            && self.given.iter().all(|word| word.chars().count() > 1)
        {
            return Agreement::Full;
        }
        // "García Márquez" and "García"; "Schmidt-Larsen, Anna" and "Larsen, Anna".
        let is_end = |name: &Self, whole: &Self, end: usize| {
            whole.ends_of_family.as_ref().is_some_and(|ends| ends[end] == fold::stem(&name.family))
        };
        if is_end(self, other, 0) || is_end(other, self, 0) {
            return given_names_agree(&self.given, &other.given);
        }
        let given = || given_names_agree(&self.given, &other.given);
        if (is_end(self, other, 1) || is_end(other, self, 1)) && given() == Agreement::Full {
            return Agreement::Full;
        }
        // "Dostoevsky" and "Dostoyevsky": agree no better than initials do.
        if same_particles && self.romanised.len() >= LEAST_ROMANISED && self.romanised == other.romanised {
            let [one, other] =
                [self, other].map(|name| name.given.iter().map(|word| romanised(word)).collect::<Vec<_>>());
            return given_names_agree(&one, &other).min(Agreement::Initial);
        }
        Agreement::No
    }

    /// Whether it is written in letters that have no reading in Latin letters.
    fn is_in_other_script(&self) -> bool {
        !self.family.is_empty() && !self.family.is_ascii()
    }
}

/// The minimum length at which two romanisations are considered one name.
const LEAST_ROMANISED: usize = 3;

/// A name without the letters in which romanisations of Russian, Ukrainian and Japanese differ.
fn romanised(name: &str) -> String {
    let mut name = name.to_owned();
    for (variant, usual) in [
        ("tsch", "ch"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("kh", "h"),
        ("oh", "o"),
        ("ou", "o"),
        ("uu", "u"),
        ("y", "i"),
        ("j", "i"),
        ("iie", "ie"),
        ("ie", "e"),
        ("ii", "i"),
        ("ff", "v"),
        ("w", "v"),
    ] {
        if name.contains(variant) {
            name = name.replace(variant, usual);
        }
    }
    name
}

/// The name of a group without its acronym in brackets.
fn without_brackets(name: &str) -> &str {
    match name.trim_end().strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => name,
    }
}

/// Words in the names of groups of people.
const GROUP_WORDS: &[&str] =
    &["collaboration", "committee", "consortium", "group", "initiative", "investigator", "network", "project", "team"];

/// Whether a word is a particle that cannot be an initial, unlike "d" and "y".
fn is_whole_particle(word: &str) -> bool {
    word.len() > 1 && is_particle(word)
}

/// The words of given names; initials that are written together ("SJ") are separated.
fn given_words(given: &str, shouts: bool) -> Vec<String> {
    let mut words = Vec::new();
    let parts = given.split(|character: char| character.is_whitespace() || matches!(character, '.' | '-' | '‐' | '‑'));
    for part in parts {
        if !shouts && part.is_ascii() && is_bare_initials(part) {
            words.extend(part.bytes().map(|letter| char::from(letter.to_ascii_lowercase()).to_string()));
        } else {
            words.extend(fold::words(part).into_iter().map(umlauts_in_one));
        }
    }
    words
}

fn given_names_agree(one: &[String], other: &[String]) -> Agreement {
    if one.is_empty() || other.is_empty() {
        return if one.is_empty() && other.is_empty() { Agreement::Full } else { Agreement::Initial };
    }
    // "Su-Jing" and "Sujing".
    if one.concat() == other.concat() {
        return if one.concat().chars().count() > 1 && one.iter().any(|word| word.chars().count() > 1) {
            Agreement::Full
        } else {
            Agreement::Initial
        };
    }
    let mut agreement = Agreement::Initial;
    for (one, other) in one.iter().zip(other) {
        let is_initial = |initial: &str, word: &str| initial.chars().count() == 1 && word.starts_with(initial);
        if one == other {
            if one.chars().count() > 1 {
                agreement = Agreement::Full;
            }
        } else if !is_initial(one, other) && !is_initial(other, one) {
            return Agreement::No;
        }
    }
    agreement
}

fn umlauts_in_one(text: String) -> String {
    let mut text = text;
    for (two, one) in [("ae", "a"), ("oe", "o"), ("ue", "u")] {
        if text.contains(two) {
            text = text.replace(two, one);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Authors, People};
    use crate::model::{Name, Names, Person};

    fn people(names: &str) -> People {
        let truncated = names.ends_with("; et al.");
        let name = |name: &str| match name.trim().split_once(", ") {
            Some((family, given)) => Name::person(family, given),
            None => Name::Literal(name.trim().to_owned()),
        };
        let list = names.trim_end_matches("; et al.").split(';').map(name).collect();
        People::new(Some(&Names { list, truncated }))
    }

    #[track_caller]
    fn compare(one: &str, other: &str, expected: Authors) {
        let (one, other) = (people(one), people(other));
        assert_eq!(one.compare(&other), expected, "{one:?}\n{other:?}");
        assert_eq!(other.compare(&one), expected);
    }

    #[test]
    fn one_name_in_several_forms() {
        for (one, other) in [
            ("Müller, Jörg", "Mueller, Joerg"),
            ("Zong, Yuan", "Yuan, Zong"),
            ("Zong Yuan", "Zong, Yuan"),
            ("Wang, Su-Jing", "Wang, Sujing"),
            ("van der Maaten, Laurens", "Maaten, Laurens van der"),
            ("DE GAULLE, CHARLES", "de Gaulle, Charles"),
            ("García Márquez, Gabriel", "García, Gabriel"),
            ("Picard, Rosalind W.", "Picard, Rosalind"),
            ("World Health Organization", "World Health Organisation"),
        ] {
            compare(one, other, Authors::Same);
        }
        compare("Wang, S.-J.", "Wang, SJ", Authors::Alike);
        compare("Chen, J.", "Chen, Jie", Authors::Alike);
    }

    #[test]
    fn other_people() {
        for (one, other) in
            [("Zong, Yuan", "Zong, Yan"), ("Li, Wei", "Lin, Wei"), ("Bernoulli, Jakob", "Bernoulli, Johann")]
        {
            compare(one, other, Authors::Other);
        }
        compare("Wang, Y.; Li, J.; Chen, X.", "Wang, Y.; Zhou, P.; Guo, L.", Authors::Other);
    }

    #[test]
    fn lists_that_are_cut_short_or_changed_a_little() {
        compare("Lu, Cheng; Zheng, Wenming; et al.", "Lu, C.; Zheng, W.; Lian, H.; Zong, Y.", Authors::Alike);
        compare("Lu, Cheng; et al.", "Lu, Cheng; Zheng, Wenming", Authors::Same);
        compare("Lu, Cheng", "Lu, Cheng; Zheng, Wenming; Lian, Hailun", Authors::Some);
        compare("A, Ann; B, Bob; C, Cid", "C, Cid; A, Ann; B, Bob", Authors::Alike);
        compare("A, Ann; B, Bob; C, Cid; D, Dan", "A, Ann; B, Bob; D, Dan", Authors::Alike);
        assert_eq!(People::new(None).compare(&people("A, Ann")), Authors::Missing);
    }

    #[test]
    fn a_collaboration_is_not_compared_with_its_members() {
        compare("The ATLAS Collaboration", "Aad, G.; Abbott, B.", Authors::Missing);
        compare("The ATLAS Collaboration", "The CMS Collaboration", Authors::Other);
    }

    #[test]
    fn romanisations_parts_of_names_and_groups() {
        compare("Dostoevsky, Fyodor; Li, Yu", "Dostoyevsky, Fyodor; Li, Yu", Authors::Same);
        compare("Ohno, Yuki", "Ōno, Yūki", Authors::Alike);
        compare("Schmidt-Larsen, Anna", "Larsen, Anna", Authors::Same);
        compare("Schmidt-Larsen, Anna", "Larsen, A.", Authors::Other);
        compare("Lund; Bianchi", "Lund, Maja; Bianchi, Teresa", Authors::Alike);
        compare("Pieter van den Heuvel", "van den Heuvel, Pieter", Authors::Same);
        compare("The Nowhere Consortium (NC)", "Nowhere Consortium", Authors::Same);
        compare("王, 小明", "Wang, Xiaoming", Authors::Missing);
        compare("Smith, John T", "Smith, John D", Authors::Other);
        compare("John T Smith", "John D Smith", Authors::Other);
        compare("van der Meer, Anneke", "Meer, Anneke van der", Authors::Same);
    }

    #[test]
    fn particles_that_differ_are_no_agreement() {
        let berg = |particle: &str| {
            let particle = (!particle.is_empty()).then(|| particle.to_owned());
            let person = Person {
                family: "Berg".into(),
                given: Some("Jan".into()),
                non_dropping_particle: particle,
                ..Person::default()
            };
            People::new(Some(&Names::complete(vec![Name::Person(person)])))
        };
        assert_eq!(berg("van den").compare(&berg("van den")), Authors::Same);
        assert_eq!(berg("van den").compare(&berg("")), Authors::Same);
        assert_eq!(berg("van den").compare(&berg("de")), Authors::Other);
    }
}
