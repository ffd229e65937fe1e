//! Names that sources write in one string: in display order ("Ludwig van Beethoven"), family name first ("Beethoven,
//! Ludwig van", "King, Martin Luther, Jr."), with initials last ("Lu C"), in capitals, with DBLP's numbers.
//!
//! Commas separate the parts of a name. A name without a comma is split by rule, and [`set`] then marks the list as
//! inferred.

use crate::model::{
    Name, NameVariable, Names, Person, Record, Variable, is_bare_initials, is_name_suffix, leading_particle,
};
use crate::text::words::single_spaced;

use super::composed;

/// How a source writes given names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GivenNames {
    /// As names, or as initials with full stops: "Cheng Lu", "Lu, C.".
    Plain,
    /// Capitals without full stops are initials, and a name without a comma begins with the family name, as in MEDLINE
    /// and Web of Science: "Lu C", "Smith, JA". Initials are returned with full stops and spaces.
    BareInitials,
}

/// A name that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReadName {
    /// The name.
    pub(crate) name: Name,
    /// The rule that split the name, if the source did not.
    pub(crate) rule: Option<SplitRule>,
}

/// A rule that splits a name without a comma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SplitRule {
    /// The last word is the family name, with the words in lower case before it as particles.
    FamilyIsLast,
    /// The capitals at the end are initials.
    InitialsAreLast,
}

impl SplitRule {
    /// Returns the rule in words, as the reason why a list of names is marked as inferred.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::FamilyIsLast => "names were split by rule: the last word is the family name",
            Self::InitialsAreLast => "names were split by rule: the capitals at the end are initials",
        }
    }
}

/// The last words in names of groups that write papers.
const COLLABORATIONS: &[&str] = &["collaboration", "collaborations", "consortium", "group", "network", "team"];

/// Words that occur in names of organisations and not in names of people.
const OF_ORGANISATIONS: &[&str] = &[
    "academy",
    "administration",
    "agency",
    "alliance",
    "association",
    "authority",
    "board",
    "bureau",
    "center",
    "centre",
    "collective",
    "commission",
    "committee",
    "company",
    "conference",
    "corp",
    "corporation",
    "council",
    "department",
    "dept",
    "federation",
    "foundation",
    "gmbh",
    "inc",
    "initiative",
    "institut",
    "institute",
    "institution",
    "investigators",
    "laboratories",
    "laboratory",
    "llc",
    "ltd",
    "ministry",
    "museum",
    "office",
    "organisation",
    "organization",
    "partnership",
    "program",
    "programme",
    "project",
    "secretariat",
    "service",
    "services",
    "society",
    "studies",
    "trust",
    "union",
    "universitat",
    "university",
    "universität",
    "université",
    "universidad",
    "workshop",
];

/// Words for the people that a list omits.
const OTHERS: &[&str] =
    &["et al", "et al.", "et. al", "et. al.", "et alii", "others", "and others", "u. a.", "u.a.", "...", "…"];

/// Grammatical words that occur between the words of an organisation's name and never in a person's name.
const GRAMMAR: &[&str] = &["&", "and", "for", "für", "in", "of", "on", "the", "to", "und"];

/// Sets a list of names, and marks it as inferred if any of them was split by rule.
pub(crate) fn set(
    record: &mut Record,
    variable: NameVariable,
    names: impl IntoIterator<Item = ReadName>,
    truncated: bool,
) {
    let (mut list, mut rules) = (Vec::new(), Vec::new());
    for ReadName { name, rule } in names {
        list.push(name);
        rules.extend(rule.filter(|rule| !rules.contains(rule)));
    }
    record.set_names(variable, Names { list, truncated });
    if record.has(Variable::Names(variable)) {
        rules.into_iter().for_each(|rule| record.mark_inferred(Variable::Names(variable), rule.reason()));
    }
}

/// Reads one name.
///
/// - "Family, Given"; with "Jr." and the like as a third part, as a second ("King, Jr., Martin"), or at the end of the
///   given names, as in PubMed. Words in lower case before the family name are particles. Two commas are a comma inside
///   a part, and a comma at the end makes a literal, both as in EndNote.
/// - Without a comma: organisations and single words are literals; other names are split by rule.
pub(crate) fn read(text: &str, given_names: GivenNames) -> ReadName {
    let text = composed(text);
    let text = single_spaced(&text);
    match text.contains(',') {
        true => in_index_order(&text, given_names),
        false => unsplit(&text, given_names),
    }
}

/// Whether a text names a group of people ("ATLAS Collaboration", "The Example Team"), judged by its form.
pub(crate) fn is_collaboration(text: &str) -> bool {
    let last = text.split_whitespace().last().unwrap_or_default().to_lowercase();
    COLLABORATIONS.contains(&last.as_str()) || text.starts_with("The ") || text.starts_with("the ")
}

/// Whether a text stands for the people that a list omits.
pub(crate) fn means_others(text: &str) -> bool {
    OTHERS.contains(&text.trim().to_lowercase().as_str())
}

/// Whether a text of several words names a group or an organisation, judged by its words.
pub(crate) fn is_organisation(text: &str) -> bool {
    let is_telling = |word: &str| {
        let word = word.trim_matches(['.', ',', '(', ')']).to_lowercase();
        OF_ORGANISATIONS.contains(&word.as_str()) || GRAMMAR.contains(&word.as_str())
    };
    text.split_whitespace().nth(1).is_some() && (is_collaboration(text) || text.split_whitespace().any(is_telling))
}

/// Removes the number with which DBLP distinguishes people of the same name: "Wei Wang 0001"
/// (<https://dblp.org/faq/1474704.html>).
pub(crate) fn without_dblp_number(name: &str) -> (&str, Option<&str>) {
    match name.trim_end().rsplit_once(' ') {
        Some((name, number)) if number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name.trim_end(), Some(number))
        }
        _ => (name, None),
    }
}

/// Reads "Family, Given", and other names with commas.
fn in_index_order(text: &str, given_names: GivenNames) -> ReadName {
    let mut parts = parts(text);
    let is_ended = parts.len() > 1 && parts.last().is_some_and(String::is_empty);
    parts.retain(|part| !part.is_empty());
    let split_by_source = |name| ReadName { name, rule: None };
    let literal = |parts: Vec<String>| split_by_source(Name::Literal(parts.join(", ")));
    match parts.as_slice() {
        [] => split_by_source(Name::Literal(String::new())),
        [whole] if is_ended || !whole.contains(' ') => literal(parts),
        [whole] => unsplit(whole, given_names),
        // "Martin Luther King, Jr."
        [whole, suffix] if is_name_suffix(suffix) && !is_ended => {
            let ReadName { name, rule } = unsplit(whole, given_names);
            let with_suffix = |mut person: Person| {
                person.suffix = Some(suffix.clone());
                Name::Person(person)
            };
            let name = match name {
                Name::Person(person) => with_suffix(person),
                Name::Literal(family) => with_suffix(Person { family, ..Person::default() }),
            };
            ReadName { name, rule }
        }
        [family, suffix, given @ ..] if is_name_suffix(suffix) && !given.is_empty() => {
            split_by_source(person(family, &given.join(", "), Some(suffix), given_names))
        }
        [family, given] => split_by_source(person(family, given, None, given_names)),
        [family, given, suffix @ ..] => split_by_source(person(family, given, Some(&suffix.join(", ")), given_names)),
    }
}

/// Returns the parts of a name between single commas, trimmed. Two commas are a comma inside a part, unless a suffix
/// follows.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = text;
    while let Some(comma) = rest.find(',') {
        let after = &rest[comma + 1..];
        let part = parts.last_mut().expect("there is one part at least");
        part.push_str(&rest[..comma]);
        match after.strip_prefix(',') {
            Some(inside)
                if part.trim().is_empty()
                    || !inside.trim_start().is_empty()
                        && !is_name_suffix(inside.split(',').next().unwrap_or_default().trim()) =>
            {
                part.push(',');
                rest = inside;
            }
            _ => {
                parts.push(String::new());
                rest = after;
            }
        }
    }
    parts.last_mut().expect("there is one part at least").push_str(rest);
    parts.iter().map(|part| part.trim().to_owned()).collect()
}

/// Makes a person from the parts given by the source. A suffix may follow the given names: "Ada B Jr".
fn person(family: &str, given: &str, suffix: Option<&str>, given_names: GivenNames) -> Name {
    let (particle, family) = leading_particle(family);
    let (given, suffix) = match (given.rsplit_once(' '), suffix) {
        (Some((given, last)), None) if is_name_suffix(last) => (given.trim_end_matches(','), Some(last)),
        _ => (given, suffix),
    };
    let given = match given_names {
        GivenNames::BareInitials if is_bare_initials(given) => with_full_stops(given),
        GivenNames::BareInitials => {
            let is_initial = |word: &str| word.chars().count() == 1 && is_bare_initials(word);
            let words = given.split(' ').map(|word| format!("{word}{}", if is_initial(word) { "." } else { "" }));
            words.collect::<Vec<_>>().join(" ")
        }
        GivenNames::Plain => given.to_owned(),
    };
    Name::Person(Person {
        family: family.to_owned(),
        given: (!given.is_empty()).then_some(given),
        non_dropping_particle: particle.map(str::to_owned),
        suffix: suffix.map(str::to_owned),
        ..Person::default()
    })
}

/// A name without a comma.
fn unsplit(text: &str, given_names: GivenNames) -> ReadName {
    if is_organisation(text) {
        return ReadName { name: Name::Literal(text.to_owned()), rule: None };
    }
    let bare = initials_last(text).filter(|_| given_names == GivenNames::BareInitials);
    if let Some(name) = bare.or_else(|| dotted_initials_last(text)) {
        return ReadName { name, rule: Some(SplitRule::InitialsAreLast) };
    }
    let name = Name::from_display_order(text);
    let rule = matches!(name, Name::Person(_)).then_some(SplitRule::FamilyIsLast);
    ReadName { name, rule }
}

/// "Smith JA" and "van der Berg AB Jr": a family name, initials and perhaps a suffix. Returns `None` for other names.
fn initials_last(text: &str) -> Option<Name> {
    let (rest, suffix) = match text.rsplit_once(' ') {
        Some((rest, last)) if is_name_suffix(last) => (rest, Some(last)),
        _ => (text, None),
    };
    let (family, initials) = rest.rsplit_once(' ')?;
    is_bare_initials(initials).then(|| person(family, initials, suffix, GivenNames::BareInitials))
}

/// "LeCun Y." and "van der Berg A. B.": a family name followed by initials with full stops. Returns `None` for other
/// names.
fn dotted_initials_last(text: &str) -> Option<Name> {
    let mut start = text.len();
    for word in text.rsplit(' ').take_while(|word| is_dotted_initials(word)) {
        start = start.saturating_sub(word.len() + 1);
    }
    let (family, given) = (text[..start].trim(), text[start..].trim());
    let is_split = !family.is_empty() && !given.is_empty() && !family.split(' ').any(is_dotted_initials);
    is_split.then(|| person(family, given, None, GivenNames::Plain))
}

/// Whether a text is initials with full stops: `O.`, `J.-P.`, `M. A.`
pub(crate) fn is_dotted_initials(text: &str) -> bool {
    let mut letters = text.split(['.', '-', ' ']).filter(|part| !part.is_empty());
    text.ends_with('.') && letters.all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// Returns "J. A." for "JA".
fn with_full_stops(initials: &str) -> String {
    initials.chars().map(|initial| format!("{initial}.")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[track_caller]
    fn assert_reads(text: &str, name: Name, rule: Option<SplitRule>) {
        assert_eq!(read(text, GivenNames::Plain), ReadName { name, rule }, "{text}");
    }

    #[test]
    fn commas_tell_the_parts() {
        for (text, name) in [
            ("Lu, Cheng", split("Lu", "", "Cheng", "")),
            ("Lu,Cheng", split("Lu", "", "Cheng", "")),
            ("Beethoven, Ludwig  van", split("Beethoven", "", "Ludwig van", "")),
            ("van der Berg, A. B.", split("Berg", "van der", "A. B.", "")),
            ("de la Fontaine, Jean", split("Fontaine", "de la", "Jean", "")),
            ("King, Martin Luther, Jr.", split("King", "", "Martin Luther", "Jr.")),
            ("King, Jr., Martin Luther", split("King", "", "Martin Luther", "Jr.")),
            ("King,, Jr.", split("King", "", "", "Jr.")),
            ("O'Example, Ada B Jr", split("O'Example", "", "Ada B", "Jr")),
            ("Example, Ada B 3rd", split("Example", "", "Ada B", "3rd")),
            ("Curie, Marie, Ph.D.", split("Curie", "", "Marie", "Ph.D.")),
            ("boyd, danah", split("boyd", "", "danah", "")),
            ("Le\u{301}vy, Paul", split("Lévy", "", "Paul", "")),
            ("Smith, JA", split("Smith", "", "JA", "")),
        ] {
            assert_reads(text, name, None);
        }
    }

    #[test]
    fn commas_of_a_part_are_two_and_one_at_the_end_makes_a_literal() {
        for (text, literal) in
            [("World Health,", "World Health"), ("Smith,, John,", "Smith, John"), ("Plato,", "Plato"), (",", "")]
        {
            assert_reads(text, Name::Literal(literal.into()), None);
        }
        assert_reads("A,, B, C,, D", split("A, B", "", "C, D", ""), None);
    }

    #[test]
    fn organisations_and_single_words_are_literals() {
        for text in [
            "World Health Organization",
            "ATLAS Collaboration",
            "The Example Team",
            "University of Lund",
            "R & D",
            "Bureau of Meteorology",
            "OpenAI",
            "王小明",
        ] {
            assert_reads(text, Name::Literal(text.into()), None);
        }
    }

    #[test]
    fn unsplit_names_are_split_by_rule() {
        let rule = Some(SplitRule::FamilyIsLast);
        assert_reads("Cheng Lu", split("Lu", "", "Cheng", ""), rule);
        assert_reads("Ludwig van Beethoven", split("Beethoven", "van", "Ludwig", ""), rule);
        assert_reads("J. R. Doe", split("Doe", "", "J. R.", ""), rule);
        assert_reads("Martin Luther King Jr.", split("King", "", "Martin Luther", "Jr."), rule);
        assert_reads("Martin Luther King, Jr.", split("King", "", "Martin Luther", "Jr."), rule);
        assert_reads("Weinan E", split("E", "", "Weinan", ""), rule);
        let rule = Some(SplitRule::InitialsAreLast);
        assert_reads("LeCun Y.", split("LeCun", "", "Y.", ""), rule);
        assert_reads("van der Berg A. B.-C.", split("Berg", "van der", "A. B.-C.", ""), rule);
    }

    #[test]
    fn bare_initials_stand_behind_the_family_name() {
        let rule = Some(SplitRule::InitialsAreLast);
        for (text, name, rule) in [
            ("Smith JA", split("Smith", "", "J. A.", ""), rule),
            ("Lu C", split("Lu", "", "C.", ""), rule),
            ("van der Berg AB", split("Berg", "van der", "A. B.", ""), rule),
            ("Smith JA Jr", split("Smith", "", "J. A.", "Jr"), rule),
            ("Ünal Ö", split("Ünal", "", "Ö.", ""), rule),
            ("Smith, JA", split("Smith", "", "J. A.", ""), None),
            ("Smith, Jo Ann", split("Smith", "", "Jo Ann", ""), None),
            ("O'Example, Ada B Jr", split("O'Example", "", "Ada B.", "Jr"), None),
            ("van Raaij, M J", split("Raaij", "van", "M. J.", ""), None),
            ("Cheng Lu", split("Lu", "", "Cheng", ""), Some(SplitRule::FamilyIsLast)),
        ] {
            assert_eq!(read(text, GivenNames::BareInitials), ReadName { name, rule }, "{text}");
        }
    }

    #[test]
    fn a_list_with_names_split_by_rule_is_marked_once() {
        let mut record = Record::default();
        let names = ["Cheng Lu", "Yuan Zong", "Zheng, Wenming"].map(|name| read(name, GivenNames::Plain));
        set(&mut record, NameVariable::Author, names, true);
        assert_eq!(record.names[&NameVariable::Author].list.len(), 3);
        assert!(record.names[&NameVariable::Author].truncated);
        let reasons: Vec<&str> = record.inferred.iter().map(|mark| mark.reason.as_str()).collect();
        assert_eq!(reasons, [SplitRule::FamilyIsLast.reason()]);
        let mut record = Record::default();
        set(&mut record, NameVariable::Author, [read("Lu, Cheng", GivenNames::Plain)], false);
        assert!(record.inferred.is_empty());
    }

    #[test]
    fn numbers_of_dblp_are_no_part_of_a_name() {
        assert_eq!(without_dblp_number("Wei Wang 0001"), ("Wei Wang", Some("0001")));
        assert_eq!(without_dblp_number("Wei Wang"), ("Wei Wang", None));
        assert_eq!(without_dblp_number("Agent 007"), ("Agent 007", None));
    }

    #[test]
    fn no_text_makes_it_panic_and_long_ones_take_linear_time() {
        for text in ["", " ", ",,,", ", ,", "Jr.", "Jr., Jr., Jr.", "é,", "\u{301}", ",a", "a,,b,,c"] {
            read(text, GivenNames::Plain);
            read(text, GivenNames::BareInitials);
        }
        let long = ",".repeat(1 << 20) + &"a ,".repeat(1 << 20);
        read(&long, GivenNames::Plain);
        read(&"a,, ".repeat(1 << 18), GivenNames::Plain);
    }
}
