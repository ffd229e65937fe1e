//! Names in the formats of reference managers: "Family, Given, Suffix", one per line, in both directions.

use crate::model::{Name, Person, is_name_suffix};
use crate::values::names::{GivenNames, ReadName, means_others, read};

use crate::text::words::single_spaced;

/// The names of a role, as written in the file.
#[derive(Debug, Default)]
pub(super) struct Lists {
    names: Vec<String>,
    /// Whether the list was truncated.
    pub(super) truncated: bool,
}

impl Lists {
    /// Adds the names of a line: one name, or several separated by semicolons or line breaks. "et al." means that more
    /// follow.
    pub(super) fn push(&mut self, line: &str) {
        let parts: Vec<&str> = line.split(';').collect();
        let with_comma = parts.iter().filter(|part| part.contains(',')).count();
        // A semicolon inside a name leaves a part without the comma that the name has.
        let is_list = with_comma == parts.len() || with_comma == 0;
        let names = line.split(|character| character == '\n' || is_list && character == ';');
        for name in names.map(single_spaced).filter(|name| !name.is_empty()) {
            match says_that_more_follow(&name) {
                true => self.truncated = true,
                false => self.names.push(name),
            }
        }
    }

    /// Reads the names. A name without a comma is that of an organisation, or of a person with a single name, since
    /// these formats require a comma in others; unless it has initials ("K. He"), or no name in a list of several has a
    /// comma.
    pub(super) fn read(self, given_names: GivenNames) -> Vec<ReadName> {
        let has_comma = |name: &String| name.contains(',');
        let is_in_display_order = self.names.len() > 1 && !self.names.iter().any(has_comma);
        let read_one = |name: &String| {
            let is_split = name.contains(',')
                || given_names == GivenNames::BareInitials
                || is_in_display_order && name.split(' ').count() <= 4
                || name.split(' ').any(is_initial);
            match is_split {
                true => read(name, given_names),
                false => ReadName { name: Name::Literal(name.clone()), rule: None },
            }
        };
        self.names.iter().map(read_one).collect()
    }
}

/// Writes a name as "Family, Given, Suffix". Two commas mean one inside a part, and a comma at the end keeps a name of
/// several words together, both as in EndNote.
pub(super) fn write(name: &Name) -> String {
    let part = |text: &str| single_spaced(text).replace(',', ",,");
    let literal = |text: &str| {
        let text = part(text);
        if text.contains([' ', ',', ';']) || says_that_more_follow(&text) { format!("{text},") } else { text }
    };
    let Name::Person(Person { given, suffix, .. }) = name else { return literal(&name.to_display_order()) };
    let family = name.family_with_particles();
    match (given, suffix) {
        (None, None) => literal(&family),
        // A comma at the end shows that it is not a suffix.
        (Some(given), None) if is_name_suffix(given) => format!("{}, {},", part(&family), part(given)),
        (Some(given), None) => format!("{}, {}", part(&family), part(given)),
        (given, Some(suffix)) => {
            let given = given.as_deref().map(part).unwrap_or_default();
            format!("{}, {given}, {}", part(&family), single_spaced(suffix)).replace(", , ", ",, ")
        }
    }
}

fn says_that_more_follow(name: &str) -> bool {
    means_others(name)
}

/// Whether a word is an initial with its full stop: "K.", "J.-P.", "M.J.".
fn is_initial(word: &str) -> bool {
    let mut letters = word.split(['.', '-']).filter(|part| !part.is_empty());
    word.ends_with('.') && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lists, write};
    use crate::model::{Name, Person, is_name_suffix};
    use crate::values::names::{GivenNames, SplitRule};

    fn read(lines: &[&str]) -> Vec<(String, Option<SplitRule>)> {
        let mut lists = Lists::default();
        lines.iter().for_each(|line| lists.push(line));
        lists.read(GivenNames::Plain).into_iter().map(|read| (write(&read.name), read.rule)).collect()
    }

    #[test]
    fn a_comma_tells_people_from_organisations() {
        let expected = [("He, Kaiming".to_owned(), None), ("Example Works,".to_owned(), None)];
        assert_eq!(read(&["He, Kaiming", "Example Works"]), expected);
        assert_eq!(read(&["Example Works"]), [("Example Works,".to_owned(), None)]);
        assert_eq!(read(&["Doe, J.; Roe, R."]).len(), 2);
        assert_eq!(read(&["Conference on Examples, 5th (1998; Lund)"]).len(), 1);
    }

    #[test]
    fn initials_and_lists_without_commas_tell_display_order() {
        let rule = Some(SplitRule::FamilyIsLast);
        assert_eq!(read(&["K. He"]), [("He, K.".to_owned(), rule)]);
        assert_eq!(read(&["Jane Doe", "Li Wei"]), [("Doe, Jane".to_owned(), rule), ("Wei, Li".to_owned(), rule)]);
        assert_eq!(read(&["LeCun Y."]), [("LeCun, Y.".to_owned(), Some(SplitRule::InitialsAreLast))]);
    }

    #[test]
    fn et_al_is_no_person() {
        let mut lists = Lists::default();
        ["Doe, J.", "et al."].iter().for_each(|line| lists.push(line));
        assert!(lists.truncated);
        assert_eq!(lists.read(GivenNames::Plain).len(), 1);
    }

    fn come_back(name: &Name) -> Option<Name> {
        let mut lists = Lists::default();
        lists.push(&write(name));
        lists.read(GivenNames::Plain).pop().map(|read| read.name)
    }

    #[test]
    fn literals_come_back_whole() {
        for name in
            ["NASA", "World Health Organization", "Barnes, Noble & Co.", "Smith, John", "K. He", "others", "a;b"]
        {
            let name = Name::Literal(name.into());
            assert_eq!(come_back(&name), Some(name));
        }
    }

    #[test]
    fn a_given_name_that_looks_like_a_suffix_comes_back() {
        for given in ["Jr", "III"] {
            assert_eq!(come_back(&Name::person("Doe", given)), Some(Name::person("Doe", given)));
        }
    }

    proptest! {
        #[test]
        fn people_come_back(
            family in "[A-ZÜ][a-zéß]{1,8}( [A-Z][a-z]{1,5})?", particle in prop::option::of("van|de la|von"),
            given in "[A-Z][a-z]{1,5}( [A-Z]\\.)?(, [A-Z][a-z]{2,5})?", suffix in prop::option::of("Jr\\.|III|PhD"),
        ) {
            // "Doe, Jr, III" is ambiguous.
            prop_assume!(suffix.is_none() || !is_name_suffix(&given));
            let person = Person { family, given: Some(given), non_dropping_particle: particle, suffix, ..Person::default() };
            let name = Name::Person(person);
            prop_assert_eq!(come_back(&name), Some(name));
        }
    }
}
