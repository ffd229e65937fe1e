//! Whether two names can belong to one person, used to find an owner among the authors of a work.

use super::name::{is_name_suffix, is_particle};
use super::{Name, Person};
use crate::text::unicode::{Unreadable, to_ascii};
use crate::text::words::letters_and_digits;

/// Titles that occur with names.
const TITLES: &[&str] = &["prof", "dr", "mr", "mrs", "ms"];

/// Particles that some sources omit from family names, as German and Portuguese indexes do. Dutch ones belong to the
/// name.
const DROPPED_PARTICLES: &[&str] = &["da", "das", "de", "di", "do", "dos", "du", "von", "zu"];

/// How well two names agree, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameAgreement {
    /// The same words, whatever their case, accents, hyphens, and which of them are the family name.
    Same,
    /// The family names are the same, and the given names agree as far as both have them; some are initials or missing.
    Abbreviated,
    /// The same words with family and given names swapped.
    Swapped,
}

impl Name {
    /// Returns whether two names can belong to one person.
    ///
    /// The family names with their particles must be the same, apart from case, accents, hyphens and spaces. The given
    /// names must agree word by word as far as both have them, where an initial agrees with every name it starts: "Y.
    /// Zong" and "Yuan Zong" agree, "Yuan Zong" and "Yan Zong" do not. Words joined by a hyphen are one name: "Ming" is
    /// not "Ming-Hua". A literal is read as a person's name in either order.
    pub fn may_be_same_person(&self, other: &Self) -> bool {
        matches!(self.agreement(other), Some(NameAgreement::Same | NameAgreement::Abbreviated))
    }

    /// Returns how well two names agree; `None` if they cannot belong to one person.
    ///
    /// Names are compared as parsed names, never as parts of words: "Li" is not in "Lin". Different suffixes ("Jr.",
    /// "III") mean two people.
    pub fn agreement(&self, other: &Self) -> Option<NameAgreement> {
        match (self, other) {
            (Self::Person(one), Self::Person(other)) => agreement(&Parts::of(one), &Parts::of(other)),
            (Self::Literal(one), Self::Literal(other)) => read_alike(one, other).then_some(NameAgreement::Same),
            (Self::Literal(literal), Self::Person(person)) | (Self::Person(person), Self::Literal(literal)) => {
                literal_agreement(literal, person)
            }
        }
    }

    /// Returns how many given names both of two agreeing names have: of several names that agree with one, the one with
    /// the most is the likeliest.
    pub(crate) fn shared_given_names(&self, other: &Self) -> usize {
        match (self, other) {
            (Self::Person(one), Self::Person(other)) => Parts::of(one).given.len().min(Parts::of(other).given.len()),
            _ => 0,
        }
    }
}

fn agreement(one: &Parts, other: &Parts) -> Option<NameAgreement> {
    if let (Some(suffix), Some(other_suffix)) = (&one.suffix, &other.suffix)
        && suffix != other_suffix
    {
        return None;
    }
    if one.reads_as(other) {
        return Some(NameAgreement::Same);
    }
    if one.has_family_of(other) && given_names_agree(&one.given, &other.given) {
        return Some(NameAgreement::Abbreviated);
    }
    if one.is_split_later_in(other) || other.is_split_later_in(one) {
        return Some(NameAgreement::Abbreviated);
    }
    (one.is_inverted(other) || other.is_inverted(one)).then_some(NameAgreement::Swapped)
}

/// A literal is an unsplit name: it is compared word by word from first to last, or split by rule.
fn literal_agreement(literal: &str, person: &Person) -> Option<NameAgreement> {
    let family_first = format!("{}{}", person.family, person.given.as_deref().unwrap_or_default());
    if read_alike(literal, &Name::Person(person.clone()).to_display_order())
        || family_first.chars().all(is_ideograph) && read_alike(literal, &family_first)
    {
        return Some(NameAgreement::Same);
    }
    match Name::from_either_order(literal) {
        Name::Person(split) => agreement(&Parts::of(&split), &Parts::of(person)),
        Name::Literal(_) => None,
    }
}

/// A name in parts, as letters without case and accents.
struct Parts {
    /// The readings of the family name with and without particles, each as one word.
    family: Vec<String>,
    family_words: Vec<String>,
    /// The family name without a particle that some sources omit.
    without_particle: Option<String>,
    /// The family name and the initials of a name whose initials come last, as in "Smith JA" and "Gupta S. K.", whose
    /// last word was read as the family name.
    initials_last: Option<(String, Vec<Given>)>,
    /// The words of the given name.
    given: Vec<Given>,
    suffix: Option<String>,
}

/// A word of a given name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Given {
    word: String,
    /// The other spelling without accents: "joerg" for "Jörg".
    spelled: String,
    kind: Word,
    /// Whether a hyphen joins it to the word before it.
    is_joined: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Initial,
    Whole,
}

impl Parts {
    fn of(person: &Person) -> Self {
        let (person, suffix) = with_suffix_apart(person);
        // In display order, readers may have left a title or a particle with the given names.
        let words: Vec<&str> = person.given.as_deref().unwrap_or_default().split_whitespace().collect();
        let titles = words.iter().take_while(|word| is_title(word)).count().min(words.len().saturating_sub(1));
        let words = &words[titles..];
        let own = words.len() - words.iter().rev().take_while(|word| is_particle(word)).count();
        let (given, behind) = if own == 0 { (words, &[][..]) } else { words.split_at(own) };
        let particles = [person.dropping_particle.as_deref(), person.non_dropping_particle.as_deref()];
        let mut particles: Vec<&str> =
            behind.iter().copied().chain(particles.into_iter().flatten().flat_map(str::split_whitespace)).collect();
        let in_family = person.family.split_whitespace().take_while(|word| is_particle(word)).count();
        let mut family_words: Vec<&str> = person.family.split_whitespace().collect();
        if in_family < family_words.len() {
            particles.extend(family_words.drain(..in_family));
        }
        if let [only @ ("v." | "v")] = particles.as_mut_slice() {
            *only = "von";
        }
        let own_family = family_words.join(" ");
        let whole = format!("{} {own_family}", particles.join(" "));
        let mut family = readings(&whole);
        if person.non_dropping_particle.is_none() && person.dropping_particle.is_some() {
            family.extend(readings(&own_family));
        }
        let without_particle = match particles.as_slice() {
            [] => Some(folded(&own_family)),
            [particle] if DROPPED_PARTICLES.contains(&particle.to_lowercase().as_str()) => Some(folded(&own_family)),
            _ => None,
        };
        let is_mixed = person.family.chars().any(char::is_lowercase);
        Self {
            family,
            family_words: words_of(&whole),
            without_particle,
            initials_last: initials_last(given, &person.family),
            given: given.iter().flat_map(|word| given_words(word, is_mixed)).collect(),
            suffix,
        }
    }

    /// Whether the family names are the same, with their particles or without an omitted one.
    fn has_family_of(&self, other: &Self) -> bool {
        let is_same = self.family.iter().any(|family| other.family.contains(family));
        let has_particle = |parts: &Self| parts.without_particle.as_ref() != parts.family.first();
        let is_left_out = has_particle(self) != has_particle(other)
            && self.without_particle.is_some()
            && self.without_particle == other.without_particle;
        is_same || is_left_out
    }

    /// Whether this name is the other one with the family name first: "Zong Yuan", "Nguyễn Văn An", "Smith JA".
    fn is_inverted(&self, other: &Self) -> bool {
        let is_whole = |parts: &Self| !parts.given.is_empty() && parts.all_whole();
        let given = self.given_joined();
        let is_read_so = is_whole(self)
            && is_whole(other)
            && other.family.iter().any(|last| {
                self.family.iter().any(|own| format!("{given}{own}") == format!("{last}{}", other.given_joined()))
            });
        let have_changed_places =
            !given.is_empty() && other.family.contains(&given) && other.given_is(&self.family_words);
        let are_initials_last = self.initials_last.as_ref().is_some_and(|(family, initials)| {
            other.family.contains(family) && !other.given.is_empty() && given_names_agree(initials, &other.given)
        });
        is_read_so || have_changed_places || are_initials_last
    }

    /// Whether both have the same words from first to last, whichever of them are the family name.
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

    /// Whether the other name is this one with the first words of its family name read as given names: "García Márquez,
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

/// Splits the suffix from a name: "Downey Jr., Robert" and "William Gates III" have it in the family name.
fn with_suffix_apart(person: &Person) -> (Person, Option<String>) {
    let mut person = person.clone();
    let mut suffix = person.suffix.take();
    if suffix.is_none() {
        if let Some((family, last)) = person.family.rsplit_once(' ').filter(|(_, last)| is_name_suffix(last)) {
            (suffix, person.family) = (Some(last.to_owned()), family.trim_end_matches(',').to_owned());
        } else if is_name_suffix(&person.family)
            && let Some((given, family)) = person.given.as_deref().and_then(|given| given.rsplit_once(' '))
        {
            let (given, family) = (given.to_owned(), family.trim_end_matches(',').to_owned());
            suffix = Some(std::mem::replace(&mut person.family, family));
            person.given = Some(given);
        }
    }
    let suffix = suffix.map(|suffix| words_of(&suffix).concat()).filter(|suffix| !suffix.is_empty());
    (person, suffix)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// The family name and the initials of "Smith JA", "SMITH J" and "Gupta S. K.", split as given and family name.
fn initials_last(given: &[&str], family: &str) -> Option<(String, Vec<Given>)> {
    let is_letter = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let before = given.len() - given.iter().rev().take_while(|word| is_letter(word)).count();
    let is_mixed = given.iter().take(before).any(|word| word.chars().any(char::is_lowercase));
    let are_capitals = family.chars().all(|letter| letter.is_uppercase() || letter == '.' || letter == '-');
    let are_initials = are_capitals && !family.chars().any(is_ideograph) && (is_mixed || is_letter(family));
    (before > 0 && are_initials).then(|| {
        let initials = given[before..].iter().copied().chain([family]).flat_map(|word| given_words(word, true));
        (folded(&given[..before].concat()), initials.collect())
    })
}

/// Whether given names agree as far as both have them: word by word, or written as one word or several.
fn given_names_agree(one: &[Given], other: &[Given]) -> bool {
    let joined = |given: &[Given]| given.iter().map(|given| given.word.as_str()).collect::<String>();
    let are_whole = |given: &[Given]| given.iter().all(|given| given.kind == Word::Whole);
    if !one.is_empty() && are_whole(one) && are_whole(other) && joined(one) == joined(other) {
        return true;
    }
    let shared = one.len().min(other.len());
    let longer = if one.len() > shared { one } else { other };
    let shorter = if one.len() > shared { other } else { one };
    // Words joined by a hyphen to the last name that both have are a part of it.
    let is_whole_behind = match (longer.get(shared).filter(|next| next.is_joined), shorter.last()) {
        (Some(next), Some(last)) => last.kind == Word::Initial || last.has_syllable(next),
        _ => true,
    };
    is_whole_behind && one.iter().zip(other).all(|(one, other)| words_agree(one, other))
}

impl Given {
    /// Whether a syllable after the first one starts with an initial: "Wenming" is also written "Wen-Ming", which has
    /// two initials.
    fn has_syllable(&self, initial: &Self) -> bool {
        let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        let starts = |at: usize| {
            let vowel = self.word.get(at..).and_then(|rest| rest.strip_prefix(initial.word.as_str()));
            vowel.is_some_and(|rest| rest.chars().take(2).find(|letter| *letter != 'h').is_some_and(is_vowel))
        };
        initial.kind == Word::Initial && (2..self.word.len()).any(starts)
    }
}

fn words_agree(one: &Given, other: &Given) -> bool {
    let begins = |initial: &Given, name: &Given| {
        name.word.starts_with(initial.word.as_str()) || name.spelled.starts_with(initial.spelled.as_str())
    };
    match (one.kind, other.kind) {
        (Word::Initial, Word::Initial) => begins(one, other) || begins(other, one),
        (Word::Initial, Word::Whole) => begins(one, other),
        (Word::Whole, Word::Initial) => begins(other, one),
        (Word::Whole, Word::Whole) => one.word == other.word || one.spelled == other.word || one.word == other.spelled,
    }
}

/// The words of a given name: separated at hyphens and full stops. Words in capitals are initials ("JA" next to
/// "Smith", "XM" anywhere), and so are words truncated by a full stop ("Yu.", "Chr.").
fn given_words(word: &str, is_mixed: bool) -> Vec<Given> {
    let is_vowel = |letter: char| "AEIOUY".contains(letter);
    let mut words = Vec::new();
    let mut is_joined = false;
    for piece in word.split_inclusive(['.', '-', '\u{2010}', '\u{2011}', '\'', '’']) {
        let part = piece.trim_end_matches(['.', '-', '\u{2010}', '\u{2011}', '\'', '’']);
        let letters = part.chars().count();
        let are_capitals = letters > 1 && letters <= 3 && part.chars().all(char::is_uppercase);
        if are_capitals && (is_mixed || !to_ascii(part, Unreadable::Keep).contains(is_vowel)) {
            words.extend(part.chars().map(|letter| given_word(&letter.to_string(), Word::Initial, false)));
        } else if letters > 0 {
            let is_cut = piece.ends_with('.') && letters <= 3 && part.chars().skip(1).all(char::is_lowercase);
            let is_initial = (letters == 1 || is_cut) && !part.chars().all(is_ideograph);
            let kind = if is_initial { Word::Initial } else { Word::Whole };
            words.push(given_word(part, kind, is_joined));
        }
        let ends_in_hyphen = piece.ends_with(['-', '\u{2010}', '\u{2011}']);
        is_joined = ends_in_hyphen && (letters > 0 || !words.is_empty());
    }
    words.retain(|given| !given.word.is_empty());
    words
}

fn given_word(word: &str, kind: Word, is_joined: bool) -> Given {
    Given { word: folded(word), spelled: spelled_out(word), kind, is_joined }
}

fn is_ideograph(character: char) -> bool {
    ('\u{2E80}'..='\u{9FFF}').contains(&character) || ('\u{AC00}'..='\u{D7A3}').contains(&character)
}

/// The spellings of a family name without accents, each as one word: "Müller" as "muller" and "mueller".
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
            'đ' => spelled.push_str("dj"),
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

/// Only letters and digits, without case and accents.
fn folded(text: &str) -> String {
    letters_and_digits(&to_ascii(text, Unreadable::Keep))
}

#[cfg(test)]
mod tests;
