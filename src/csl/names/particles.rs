//! Particles and suffixes that a source leaves inside family and given names.
//!
//! Sources often have "van Gogh" as the family name, or "Charles de" as given names. Styles treat particles separately,
//! so for them the lower-case words before a family name and after given names are particles, as in citeproc-js
//! (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#names>). The record does not change.

use crate::model::Person;

/// The parts of a name for styles.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    pub given: &'a str,
    pub dropping: &'a str,
    /// The non-dropping particle.
    pub particle: &'a str,
    pub family: &'a str,
    pub suffix: &'a str,
    /// Whether a comma precedes the suffix.
    pub comma_suffix: bool,
}

impl<'a> Parts<'a> {
    /// Splits a person's name. A source that has a non-dropping particle has split the name itself.
    pub(super) fn of(person: &'a Person) -> Self {
        let text = |part: &'a Option<String>| part.as_deref().unwrap_or_default().trim();
        let mut parts = Self {
            given: text(&person.given),
            dropping: text(&person.dropping_particle),
            particle: text(&person.non_dropping_particle),
            family: person.family.as_str(),
            suffix: text(&person.suffix),
            comma_suffix: person.comma_suffix,
        };
        // A person with one name is known by it: that is the part which every form of a name shows (CSL 1.0.2,
        // "Name-part Order").
        if parts.family.trim().is_empty() {
            (parts.family, parts.given) = (parts.given, "");
            return parts;
        }
        // A family name in quotation marks is not split, whatever words it starts with.
        if let Some(family) = parts.family.strip_prefix('"').and_then(|family| family.strip_suffix('"')) {
            parts.family = family;
            return parts;
        }
        if !parts.particle.is_empty() || parts.given.is_empty() {
            return parts;
        }
        (parts.particle, parts.family) = leading_particles(parts.family);
        if parts.suffix.is_empty()
            && let Some((given, suffix)) = parts.given.split_once(',')
        {
            // "John,! Jr." asks for the comma (citeproc-js, "Names").
            parts.comma_suffix |= suffix.starts_with('!');
            (parts.given, parts.suffix) = (given.trim_end(), suffix.trim_start_matches('!').trim());
        }
        if parts.dropping.is_empty() {
            (parts.given, parts.dropping) = trailing_particles(parts.given);
        }
        parts
    }
}

/// Splits the particles from a family name: "de la" and "Cruz". A particle ends with a space, a hyphen or an
/// apostrophe, and a space after an apostrophe belongs to it ("de’ Medici").
fn leading_particles(family: &str) -> (&str, &str) {
    let mut end = 0;
    while let Some(length) = particle_length(&family[end..]) {
        end += length;
    }
    let (particles, name) = family.split_at(end);
    let trimmed = particles.trim_end();
    (if trimmed.ends_with(['\'', '’']) { particles } else { trimmed }, name)
}

/// The length in bytes of the particle at the start of a name, including what joins it to the rest.
fn particle_length(name: &str) -> Option<usize> {
    let is_joint = |character: char| matches!(character, ' ' | '-' | '\'' | '’' | 'ʻ');
    // Punctuation at the very start is part of the particle: "’t Hart".
    let start = name.len() - name.trim_start_matches(is_joint).len();
    if !name[start..].starts_with(char::is_lowercase) {
        return None;
    }
    // Up to the last joint of the first word: "van" of "van der", "d'" of "d'Or".
    let word_end = name[start..].find(' ').map_or(name.len(), |at| start + at);
    let end = match name[start..word_end].rfind(is_joint) {
        Some(at) if word_end == name.len() => start + at + name[start + at..].chars().next().map_or(0, char::len_utf8),
        _ => word_end,
    };
    let end = end + (name[end..].len() - name[end..].trim_start().len());
    (end > start && end < name.len()).then_some(end)
}

/// Splits the particles at the end from given names.
fn trailing_particles(given: &str) -> (&str, &str) {
    let mut end = given.len();
    while let Some(space) = given[..end].trim_end().rfind(' ') {
        let word = given[space..end].trim_start_matches([' ', '\'', '’', '-']);
        if space == 0 || !word.starts_with(char::is_lowercase) {
            break;
        }
        end = space;
    }
    (given[..end].trim_end(), given[end..].trim())
}

#[cfg(test)]
mod tests {
    use super::{Parts, leading_particles, trailing_particles};
    use crate::model::Person;

    #[test]
    fn small_words_before_a_family_name_are_particles() {
        for (family, particle, name) in [
            ("von Neumann", "von", "Neumann"),
            ("de la Cruz", "de la", "Cruz"),
            ("d'Aubignac", "d'", "Aubignac"),
            ("al-Ghazali", "al-", "Ghazali"),
            ("de’ Medici", "de’ ", "Medici"),
            ("’t Hart", "’t", "Hart"),
            ("in ’t Veld", "in ’t", "Veld"),
            ("van 't Hoff", "van 't", "Hoff"),
            ("O'Brien", "", "O'Brien"),
            ("Lévy-Leblond", "", "Lévy-Leblond"),
            ("Ortega y Gasset", "", "Ortega y Gasset"),
            ("hooks", "", "hooks"),
            ("ibn khaldun", "ibn", "khaldun"),
            ("李", "", "李"),
            ("", "", ""),
        ] {
            assert_eq!(leading_particles(family), (particle, name), "{family}");
        }
    }

    #[test]
    fn small_words_behind_given_names_are_particles() {
        for (given, names, particle) in [
            ("Charles de", "Charles", "de"),
            ("Johann Wolfgang von der", "Johann Wolfgang", "von der"),
            ("Muḥammad ibn Mūsā", "Muḥammad ibn Mūsā", ""),
            ("bell", "bell", ""),
            ("", "", ""),
        ] {
            assert_eq!(trailing_particles(given), (names, particle), "{given}");
        }
    }

    #[test]
    fn a_source_that_splits_names_is_believed() {
        let person = |family: &str, given: &str, particle: Option<&str>| Person {
            family: family.to_owned(),
            given: Some(given.to_owned()),
            non_dropping_particle: particle.map(str::to_owned),
            ..Person::default()
        };
        let split = person("la Cruz", "Juana", Some("de"));
        assert_eq!(Parts::of(&split).family, "la Cruz");
        let quoted = person("\"de Gaulle\"", "Charles", None);
        assert_eq!((Parts::of(&quoted).particle, Parts::of(&quoted).family), ("", "de Gaulle"));
        let with_suffix = person("King", "Martin Luther, Jr.", None);
        let parts = Parts::of(&with_suffix);
        assert_eq!((parts.given, parts.suffix), ("Martin Luther", "Jr."));
        assert_eq!(Parts::of(&person("von Neumann", "", None)).family, "von Neumann");
    }
}
