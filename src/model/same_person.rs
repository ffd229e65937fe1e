//! Whether two names can be those of one person: how an owner is found among the authors of a work.

use super::name::is_particle;
use super::{Name, Person};
use crate::text::unicode::{Unreadable, to_ascii};

/// How well two names agree, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameAgreement {
    /// The same words, whatever their case, accents, hyphens, and which of them count as family name.
    Same,
    /// The family names are the same, and the given names agree as far as both have them; some are initials or missing.
    Abbreviated,
    /// The words of one are those of the other with family and given names in each other's place.
    Swapped,
}

impl Name {
    /// Whether two names can be those of one person.
    ///
    /// The family names with their particles must be the same, apart from case, accents, hyphens and spaces. The given
    /// names must agree word by word as far as both have them, where an initial agrees with every name it starts: "Y.
    /// Zong" and "Yuan Zong" agree, "Yuan Zong" and "Yan Zong" do not. A person and a literal agree when they read alike.
    pub fn may_be_same_person(&self, other: &Self) -> bool {
        matches!(self.agreement(other), Some(NameAgreement::Same | NameAgreement::Abbreviated))
    }

    /// How well two names agree; `None` when they cannot be those of one person.
    ///
    /// Names are compared as parsed names, never as parts of words: "Li" is not in "Lin". Two suffixes that differ ("Jr.",
    /// "III") are two people.
    pub fn agreement(&self, other: &Self) -> Option<NameAgreement> {
        let (Self::Person(one), Self::Person(person)) = (self, other) else {
            return read_alike(&self.to_display_order(), &other.to_display_order()).then_some(NameAgreement::Same);
        };
        let (one, other) = (Parts::of(one), Parts::of(person));
        if let (Some(suffix), Some(other_suffix)) = (&one.suffix, &other.suffix)
            && suffix != other_suffix
        {
            return None;
        }
        if one.reads_as(&other) {
            return Some(NameAgreement::Same);
        }
        if one.family.iter().any(|family| other.family.contains(family)) && given_names_agree(&one, &other) {
            return Some(NameAgreement::Abbreviated);
        }
        if one.is_split_later_in(&other) || other.is_split_later_in(&one) {
            return Some(NameAgreement::Abbreviated);
        }
        let is_swapped = |one: &Parts, other: &Parts| {
            let given: String = one.given.iter().map(|given| given.word.as_str()).collect();
            let is_family = !given.is_empty() && other.family.contains(&given);
            is_family && (other.given_is(&one.family_words) || other.given_begins_with(&one.family_as_initials))
        };
        (is_swapped(&one, &other) || is_swapped(&other, &one)).then_some(NameAgreement::Swapped)
    }
}

/// A name taken apart, in letters without case and accents.
struct Parts {
    /// The readings of the family name with and without particles, each as one word.
    family: Vec<String>,
    family_words: Vec<String>,
    /// The initials that stand in place of the family name, as in "Smith JA" whose parts were taken for a given name and a
    /// family name.
    family_as_initials: Vec<Given>,
    /// The words of the given name.
    given: Vec<Given>,
    suffix: Option<String>,
}

/// A word of a given name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    word: String,
    /// The other way to write it without accents: "joerg" for "Jörg".
    spelled: String,
    kind: Word,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Initial,
    Whole,
}

impl Parts {
    fn of(person: &Person) -> Self {
        let with_particles =
            Name::Person(Person { given: None, suffix: None, ..person.clone() }).family_with_particles();
        // Readers of lists that are in display order may have left a particle with the given names.
        let given = person.given.as_deref().unwrap_or_default();
        let words: Vec<&str> = given.split(' ').filter(|word| !word.is_empty()).collect();
        let own = words.len() - words.iter().rev().take_while(|word| is_particle(word)).count();
        let particles = if own == 0 { Vec::new() } else { words[own..].to_vec() };
        let given = if own == 0 { &words[..] } else { &words[..own] };
        let whole = format!("{} {with_particles}", particles.join(" "));
        let is_mixed = person.family.chars().any(char::is_lowercase);
        let mut family = readings(&whole);
        if person.non_dropping_particle.is_none() && person.dropping_particle.is_some() {
            family.extend(readings(&person.family));
        }
        Self {
            family,
            family_words: words_of(&whole),
            family_as_initials: match person.family.chars().all(|letter| letter.is_uppercase() || letter == '.') {
                true if given.iter().any(|word| word.chars().any(char::is_lowercase)) => {
                    given_words(&person.family, true)
                }
                _ => Vec::new(),
            },
            given: given.iter().flat_map(|word| given_words(word, is_mixed)).collect(),
            suffix: person
                .suffix
                .as_deref()
                .map(|suffix| words_of(suffix).concat())
                .filter(|suffix| !suffix.is_empty()),
        }
    }

    /// Whether both read the same from first to last, whichever words count as the family name.
    fn reads_as(&self, other: &Self) -> bool {
        let is_whole = |parts: &Self| !parts.given.is_empty() && parts.all_whole();
        let all = |parts: &Self| parts.family.iter().map(|family| parts.given_joined() + family).collect::<Vec<_>>();
        let others = all(other);
        let is_equal = self.given == other.given && self.family == other.family;
        is_equal || is_whole(self) && is_whole(other) && all(self).iter().any(|reading| others.contains(reading))
    }

    /// Whether the given names are these words, or their initials.
    fn given_is(&self, words: &[String]) -> bool {
        !self.given.is_empty()
            && self.given.len() == words.len()
            && self.given.iter().zip(words).all(|(given, word)| given.word == *word)
    }

    fn given_begins_with(&self, initials: &[Given]) -> bool {
        !initials.is_empty()
            && initials.len() <= self.given.len()
            && initials.iter().zip(&self.given).all(|(one, other)| words_agree(one, other))
    }

    /// Whether the other name is this one with the first words of its family name taken for given names: "García Márquez,
    /// José" and "Márquez, J. García".
    fn is_split_later_in(&self, other: &Self) -> bool {
        let Some(moved) = self.family_words.len().checked_sub(other.family_words.len()).filter(|moved| *moved > 0)
        else {
            return false;
        };
        let Some(own) = other.given.len().checked_sub(moved).filter(|own| *own > 0) else { return false };
        let (given, of_family) = other.given.split_at(own);
        self.family_words[moved..] == other.family_words
            && of_family.iter().zip(&self.family_words).all(|(given, family)| given.word == *family)
            && !self.given.is_empty()
            && given.iter().zip(&self.given).all(|(one, other)| words_agree(one, other))
    }

    fn all_whole(&self) -> bool {
        self.given.iter().all(|given| given.kind == Word::Whole)
    }

    fn given_joined(&self) -> String {
        self.given.iter().map(|given| given.word.as_str()).collect()
    }
}

/// Whether the given names agree as far as both have them: word by word, or written as one word or several.
fn given_names_agree(one: &Parts, other: &Parts) -> bool {
    let are_whole = !one.given.is_empty() && one.all_whole() && other.all_whole();
    let is_same_joined = are_whole && one.given_joined() == other.given_joined();
    let are_agreeing = one.given.iter().zip(&other.given).all(|(one, other)| words_agree(one, other));
    // "Wenming" is written "Wen-Ming" as well, whose initials are two.
    is_same_joined || are_agreeing
}

fn words_agree(one: &Given, other: &Given) -> bool {
    match (one.kind, other.kind) {
        (Word::Initial, _) => other.word.starts_with(one.word.as_str()),
        (_, Word::Initial) => one.word.starts_with(other.word.as_str()),
        (Word::Whole, Word::Whole) => one.word == other.word || one.spelled == other.word || one.word == other.spelled,
    }
}

/// The words of a given name: parted at hyphens and full stops; capitals alone are initials ("JA" beside "Smith").
fn given_words(word: &str, is_mixed: bool) -> Vec<Given> {
    let parts = word.split(['.', '-', '\u{2010}', '\u{2011}', '\'', '’']).filter(|part| !part.is_empty());
    let mut words = Vec::new();
    for part in parts {
        let letters = part.chars().count();
        let are_capitals = part.chars().all(char::is_uppercase);
        if letters > 1 && letters <= 3 && are_capitals && is_mixed {
            words.extend(part.chars().map(|letter| given_word(&letter.to_string(), Word::Initial)));
        } else {
            let kind = if letters == 1 && !is_ideograph(part) { Word::Initial } else { Word::Whole };
            words.push(given_word(part, kind));
        }
    }
    words.retain(|given| !given.word.is_empty());
    words
}

fn given_word(word: &str, kind: Word) -> Given {
    Given { word: folded(word), spelled: spelled_out(word), kind }
}

fn is_ideograph(word: &str) -> bool {
    word.chars().all(|character| {
        ('\u{2E80}'..='\u{9FFF}').contains(&character) || ('\u{AC00}'..='\u{D7A3}').contains(&character)
    })
}

/// The ways in which a family name is written in letters without accents, each as one word: "Müller" as "muller" and
/// "mueller".
fn readings(name: &str) -> Vec<String> {
    let (folded, spelled) = (folded(name), spelled_out(name));
    if spelled == folded { vec![folded] } else { vec![folded, spelled] }
}

/// A name without accents, with two letters for each umlaut.
fn spelled_out(name: &str) -> String {
    let mut spelled = String::with_capacity(name.len());
    for character in name.to_lowercase().chars() {
        match character {
            'ä' | 'æ' => spelled.push_str("ae"),
            'ö' | 'ø' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            'å' => spelled.push_str("aa"),
            other => spelled.push(other),
        }
    }
    folded(&spelled)
}

fn words_of(text: &str) -> Vec<String> {
    text.split([' ', '.', '-', '\u{2010}', '\u{2011}']).map(folded).filter(|word| !word.is_empty()).collect()
}

fn read_alike(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// Letters and digits alone, without case and accents.
fn folded(text: &str) -> String {
    let ascii = to_ascii(text, Unreadable::Keep);
    ascii.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Name, Person};
    use super::NameAgreement::{self, Abbreviated, Same, Swapped};

    #[track_caller]
    fn agree(one: &str, other: &str, expected: impl Into<Option<NameAgreement>>) {
        let expected = expected.into();
        let name = |text: &str| match text.split_once(", ") {
            Some((family, given)) => Name::person(family, given),
            None => Name::from_display_order(text),
        };
        let (one, other) = (name(one), name(other));
        assert_eq!(one.agreement(&other), expected, "{one:?} {other:?}");
        assert_eq!(other.agreement(&one), expected, "{other:?} {one:?}");
    }

    #[test]
    fn equal_names_agree_whatever_their_case_and_accents() {
        agree("Yuan Zong", "Yuan ZONG", Same);
        agree("José Müller", "Jose Muller", Same);
        agree("José Müller", "Jose Mueller", Same);
        agree("Søren Ørsted", "Soren Oersted", Same);
        agree("Ada van der Example", "Ada van der Example", Same);
        agree("Wen-Ming Zheng", "Wenming Zheng", Same);
        agree("Wen Ming Zheng", "Wenming Zheng", Same);
        agree("小明, 王", "小明, 王", Same);
        agree("Y. Zong", "Zong, Y", Same);
    }

    #[test]
    fn the_same_words_are_the_same_name_wherever_the_family_name_starts() {
        agree("García Márquez, Gabriel", "Márquez, Gabriel García", Same);
        agree("García-Márquez, Gabriel", "Garcia Marquez, Gabriel", Same);
        agree("van der Example, Ada", "Example, Ada van der", Same);
    }

    #[test]
    fn initials_agree_with_the_names_they_start() {
        agree("Yuan Zong", "Y. Zong", Abbreviated);
        agree("A. v. d. Example", "Ada v. d. Example", Abbreviated);
        agree("Jean-Pierre Serre", "J.-P. Serre", Abbreviated);
        agree("Serre, Jean-Pierre", "Serre, JP", Abbreviated);
        agree("Mary Ann Evans", "Mary Evans", Abbreviated);
        agree("Jörg Müller", "Joerg Mueller", Abbreviated);
        agree("García Márquez, José", "J. García Márquez", Abbreviated);
        agree("Zong, Yuan", "Zong, Y X", Abbreviated);
    }

    #[test]
    fn names_in_each_others_place_are_told_apart() {
        agree("Zong, Yuan", "Yuan, Zong", Swapped);
        agree("Li, Wei", "Wei, Li", Swapped);
        agree("Zheng, Wen-Ming", "Wen-Ming, Zheng", Swapped);
        agree("Li, Wei", "Wei, Lin", None);
        agree("Serre, Jean-Pierre", "Serre JP", Swapped);
        agree("Serre, Jean-Pierre", "Serre PJ", None);
    }

    #[test]
    fn other_people_do_not() {
        agree("Yuan Zong", "Yan Zong", None);
        agree("Yuan Zong", "Yuan Zhong", None);
        agree("Yuan Zong", "X. Zong", None);
        agree("Wei Li", "Wei Lin", None);
        agree("Li, JA", "Li, JB", None);
        agree("LI, AN", "LI, AI", None);
        agree("王小明", "李雷", None);
        agree("明, 王", "民, 王", None);
        agree("Example, Ada", "van der Example, Ada", None);
        agree("García Márquez, José", "José Márquez", None);
    }

    #[test]
    fn suffixes_that_differ_are_two_people() {
        let with = |suffix: &str| {
            Name::Person(Person {
                family: "King".into(),
                given: Some("Ada".into()),
                suffix: Some(suffix.into()),
                ..Person::default()
            })
        };
        assert_eq!(with("Jr.").agreement(&with("III")), None);
        assert_eq!(with("Jr.").agreement(&with("Jr")), Some(Same));
        assert_eq!(with("Jr.").agreement(&Name::person("King", "Ada")), Some(Same));
    }

    #[test]
    fn a_literal_agrees_with_what_reads_alike() {
        agree("Plato", "PLATO", Same);
        assert!(Name::Literal("Yuan Zong".into()).may_be_same_person(&Name::person("Zong", "Yuan")));
    }
}
