//! Whether two names can be those of one person: how an owner is found among the authors of a work.

use super::{Name, Person};
use crate::text::unicode::{Unreadable, to_ascii};

impl Name {
    /// Whether two names can be those of one person.
    ///
    /// The family names with their particles must be the same, apart from case, accents, hyphens and spaces. The given
    /// names must agree word by word as far as both have them, where an initial agrees with every name it starts: "Y.
    /// Zong" and "Yuan Zong" agree, "Yuan Zong" and "Yan Zong" do not. A person and a literal agree when they read alike.
    pub fn may_be_same_person(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Person(one), Self::Person(person)) => {
                let same_family = folded(&self.family_with_particles()) == folded(&other.family_with_particles());
                same_family && given_names_agree(one, person)
            }
            _ => folded(&self.to_display_order()) == folded(&other.to_display_order()),
        }
    }
}

fn given_names_agree(one: &Person, other: &Person) -> bool {
    let (one, other) = (given_words(one), given_words(other));
    one.iter().zip(&other).all(|(one, other)| words_agree(one, other))
}

fn given_words(person: &Person) -> Vec<String> {
    let given = person.given.as_deref().unwrap_or_default();
    given.split([' ', '.', '-', '\u{2010}', '\u{2011}']).map(folded).filter(|word| !word.is_empty()).collect()
}

fn words_agree(one: &str, other: &str) -> bool {
    let is_initial_of = |initial: &str, word: &str| initial.chars().count() == 1 && word.starts_with(initial);
    one == other || is_initial_of(one, other) || is_initial_of(other, one)
}

/// Letters and digits alone, without case and accents.
fn folded(text: &str) -> String {
    let ascii = to_ascii(text, Unreadable::Keep);
    ascii.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Name;

    #[track_caller]
    fn agree(one: &str, other: &str, expected: bool) {
        let (one, other) = (Name::from_display_order(one), Name::from_display_order(other));
        assert_eq!(one.may_be_same_person(&other), expected);
        assert_eq!(other.may_be_same_person(&one), expected);
    }

    #[test]
    fn equal_names_agree_whatever_their_case_and_accents() {
        agree("Yuan Zong", "Yuan ZONG", true);
        agree("José Müller", "Jose Muller", true);
        agree("Ada van der Example", "Ada van der Example", true);
    }

    #[test]
    fn initials_agree_with_the_names_they_start() {
        agree("Yuan Zong", "Y. Zong", true);
        agree("A. v. d. Example", "Ada v. d. Example", true);
        agree("Jean-Pierre Serre", "J.-P. Serre", true);
        agree("Mary Ann Evans", "Mary Evans", true);
    }

    #[test]
    fn other_people_do_not() {
        agree("Yuan Zong", "Yan Zong", false);
        agree("Yuan Zong", "Yuan Zhong", false);
        agree("Yuan Zong", "X. Zong", false);
        agree("王小明", "李雷", false);
    }

    #[test]
    fn a_literal_agrees_with_what_reads_alike() {
        agree("Plato", "PLATO", true);
        assert!(Name::Literal("Yuan Zong".into()).may_be_same_person(&Name::person("Zong", "Yuan")));
    }
}
