//! Names of people and organisations.
//!
//! A list that its source truncated ("et al.", "and others") records this in [`Names::truncated`]; it never contains a
//! person called "al" or "others".

use crate::text::east_asian::is_family_first;
use crate::text::words::single_spaced;

/// One creator.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// A person whose name is split into parts.
    Person(Person),
    /// A name without parts: an organisation, or a person known by one name.
    Literal(String),
}

/// A person's name in CSL's parts (CSL 1.0.2, "Name").
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Person {
    /// The family name, without particles: "Humboldt".
    pub family: String,
    /// The given names, in full or as initials: "Alexander".
    pub given: Option<String>,
    /// A particle that is omitted if only the family name is shown: "von" in "Alexander von Humboldt".
    pub dropping_particle: Option<String>,
    /// A particle that stays with the family name: "van" in "Vincent van Gogh".
    pub non_dropping_particle: Option<String>,
    /// A suffix: "Jr.", "III".
    pub suffix: Option<String>,
    /// Whether a comma precedes the suffix ("Smith, Jr." against "Smith III").
    pub comma_suffix: bool,
    /// Whether the family name always comes first, as in Chinese and Hungarian names.
    pub static_ordering: bool,
    /// The person's ORCID iD, sixteen characters with hyphens.
    pub orcid: Option<String>,
}

/// A list of names, and whether the source left some out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Names {
    /// The known names, in order.
    pub list: Vec<Name>,
    /// Whether more names follow that the source does not list ("et al.", "and others").
    pub truncated: bool,
}

impl Name {
    /// Creates a person with a family and a given name.
    pub fn person(family: impl Into<String>, given: impl Into<String>) -> Self {
        let given = given.into();
        Self::Person(Person { family: family.into(), given: (!given.is_empty()).then_some(given), ..Person::default() })
    }

    /// Parses an unsplit name in western order: "Ludwig van Beethoven", "Cheng Lu".
    ///
    /// The last word is the family name; a lower-case word before it, with all that follows up to the family name, is a
    /// particle; "Jr.", "Sr." and Roman numerals at the end are a suffix; a single word is a literal. Chinese, Japanese and
    /// Korean names in their own writing have the family name first ("佐藤 太郎"). The split is a guess: callers mark the
    /// result as inferred.
    pub fn from_display_order(name: &str) -> Self {
        let mut words: Vec<&str> = name.split_whitespace().collect();
        let suffix = match words.last() {
            Some(last) if words.len() > 2 && is_name_suffix(last) => words.pop(),
            _ => None,
        };
        let [before @ .., family] = words.as_slice() else {
            return Self::Literal(String::new());
        };
        if before.is_empty() {
            return Self::Literal((*family).to_owned());
        }
        if is_family_first(words.iter().copied()) {
            return Self::person(words[0], words[1..].join(" "));
        }
        let particle_start = before.iter().position(|word| is_particle(word)).filter(|&start| start > 0);
        let (given, particle) = before.split_at(particle_start.unwrap_or(before.len()));
        Self::Person(Person {
            family: (*family).to_owned(),
            given: Some(given.join(" ")),
            non_dropping_particle: (!particle.is_empty()).then(|| particle.join(" ")),
            suffix: suffix.map(|suffix| suffix.trim_start_matches(',').to_owned()),
            ..Person::default()
        })
    }

    /// Parses a name in either order: "Yuan Zong", "Zong, Yuan", "Sammy Davis, Jr.", "Davis, Jr., Sammy".
    ///
    /// Without a comma, it is split as in [`Name::from_display_order`].
    pub fn from_either_order(name: &str) -> Self {
        let parts: Vec<String> = name.split(',').map(single_spaced).collect();
        match parts.as_slice() {
            [name] => Self::from_display_order(name),
            [name, suffix] if is_name_suffix(suffix) => Self::from_display_order(&format!("{name} {suffix}")),
            [family, suffix, given] if is_name_suffix(suffix) => match Self::person(family, given) {
                Self::Person(person) => Self::Person(Person { suffix: Some(suffix.clone()), ..person }),
                literal @ Self::Literal(_) => literal,
            },
            [family, given @ ..] => Self::person(family, given.join(", ")),
            [] => Self::Literal(String::new()),
        }
    }

    /// Returns the name in its normal form: without blank parts, and as a literal if it has no family name. `None` if
    /// all parts are blank.
    pub fn normalised(self) -> Option<Self> {
        let mut person = match self {
            Self::Literal(literal) => return (!literal.trim().is_empty()).then_some(Self::Literal(literal)),
            Self::Person(person) => person,
        };
        let Person { given, dropping_particle, non_dropping_particle, suffix, orcid, .. } = &mut person;
        for part in [given, dropping_particle, non_dropping_particle, suffix, orcid] {
            part.take_if(|text| text.trim().is_empty());
        }
        if person.family.trim().is_empty() {
            person.family.clear();
            return Self::Literal(Self::Person(person).to_display_order()).normalised();
        }
        Some(Self::Person(person))
    }

    /// Returns the family name with its particles, or the whole literal, for sorting and citation keys.
    pub fn family_with_particles(&self) -> String {
        match self {
            Self::Literal(literal) => literal.clone(),
            Self::Person(person) => {
                let parts = [&person.dropping_particle, &person.non_dropping_particle].into_iter().flatten();
                parts.map(String::as_str).chain([person.family.as_str()]).collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// Returns the name in display order: given names, particles, family name, suffix. Chinese, Japanese and Korean names in
    /// their own writing have the family name first.
    pub fn to_display_order(&self) -> String {
        match self {
            Self::Literal(literal) => literal.clone(),
            Self::Person(Person { family, given: Some(given), .. })
                if is_family_first([family.as_str(), given.as_str()].into_iter()) =>
            {
                format!("{family} {given}")
            }
            Self::Person(person) => {
                let mut parts: Vec<&str> = Vec::new();
                parts.extend(person.given.as_deref());
                parts.extend(person.dropping_particle.as_deref());
                parts.extend(person.non_dropping_particle.as_deref());
                parts.push(&person.family);
                parts.extend(person.suffix.as_deref());
                parts.retain(|part| !part.is_empty());
                parts.join(" ")
            }
        }
    }
}

impl Names {
    /// Creates a complete list.
    pub fn complete(list: Vec<Name>) -> Self {
        Self { list, truncated: false }
    }

    /// Returns whether the list is empty and not truncated.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && !self.truncated
    }
}

/// Returns whether a word is a suffix of a name, with or without a comma before it: "Jr.", "III", "3rd".
pub(crate) fn is_name_suffix(word: &str) -> bool {
    let word = word.trim_start_matches(',');
    matches!(word, "II" | "III" | "IV" | "2nd" | "3rd" | "4th" | "5th")
        || matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "JR" | "SR" | "jr" | "sr" | "Jnr" | "Snr")
}

/// Whether a word inside a name is a particle: it starts with a lower-case letter.
pub(super) fn is_particle(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Name, Person};

    #[test]
    fn a_comma_tells_the_order() {
        let davis = Person { suffix: Some("Jr.".into()), ..Person::default() };
        let davis = Name::Person(Person { family: "Davis".into(), given: Some("Sammy".into()), ..davis });
        for (written, name) in [
            ("Yuan  Zong", Name::person("Zong", "Yuan")),
            (" Zong,  Yuan ", Name::person("Zong", "Yuan")),
            ("Sammy Davis, Jr.", davis.clone()),
            ("Davis, Jr., Sammy", davis),
            ("Zong,", Name::person("Zong", "")),
            ("Doe, Jane, PhD", Name::person("Doe", "Jane, PhD")),
        ] {
            assert_eq!(Name::from_either_order(written), name, "{written}");
        }
    }

    #[test]
    fn the_last_word_is_the_family_name() {
        assert_eq!(Name::from_display_order("Cheng Lu"), Name::person("Lu", "Cheng"));
        assert_eq!(Name::from_display_order("Mary Ann Evans"), Name::person("Evans", "Mary Ann"));
    }

    #[test]
    fn names_of_east_asia_keep_their_order() {
        for (name, family, given) in [("佐藤 太郎", "佐藤", "太郎"), ("김 철수", "김", "철수")] {
            assert_eq!(Name::from_display_order(name), Name::person(family, given));
            assert_eq!(Name::from_either_order(&format!("{family}, {given}")), Name::person(family, given));
            assert_eq!(Name::person(family, given).to_display_order(), name);
        }
        assert_eq!(Name::from_display_order("ジョン スミス"), Name::person("スミス", "ジョン"));
    }

    #[test]
    fn lower_case_words_before_it_are_particles() {
        let expected = Name::Person(Person {
            family: "Example".into(),
            given: Some("Ada".into()),
            non_dropping_particle: Some("van der".into()),
            ..Person::default()
        });
        assert_eq!(Name::from_display_order("Ada van der Example"), expected);
        assert_eq!(expected.family_with_particles(), "van der Example");
        assert_eq!(expected.to_display_order(), "Ada van der Example");
    }

    #[test]
    fn a_single_word_is_a_literal() {
        assert_eq!(Name::from_display_order("Plato"), Name::Literal("Plato".into()));
    }

    #[test]
    fn suffixes_are_taken_off_the_end() {
        let Name::Person(person) = Name::from_display_order("Martin Luther King Jr.") else {
            panic!("expected a person");
        };
        assert_eq!((person.family.as_str(), person.suffix.as_deref()), ("King", Some("Jr.")));
    }

    #[test]
    fn blank_parts_are_no_parts() {
        let person = |family: &str, given: &str| {
            Name::Person(Person { family: family.into(), given: Some(given.into()), ..Person::default() })
        };
        assert_eq!(person("Lu", " ").normalised(), Some(Name::person("Lu", "")));
        assert_eq!(person(" ", "Madonna").normalised(), Some(Name::Literal("Madonna".into())));
        assert_eq!(person("", "\t").normalised(), None);
        assert_eq!(Name::Literal(" ".into()).normalised(), None);
    }

    #[test]
    fn a_lower_case_first_word_is_a_given_name() {
        assert_eq!(Name::from_display_order("danah boyd"), Name::person("boyd", "danah"));
    }
}
