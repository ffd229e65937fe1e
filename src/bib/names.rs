//! Lists of names as BibTeX writes them, in both directions.
//!
//! The rules are those of `bibtex.web` as described in Patashnik's "Designing BibTeX styles" and Markey's "Tame the
//! BeaST", section 11: names are separated by the word "and" outside braces; a name has one of the forms "First von
//! Last", "von Last, First" and "von Last, Jr, First"; a word belongs to "von" if its first letter outside braces is
//! lower case. A name that is completely in braces is a literal. "and others" at the end marks a truncated list.

use crate::latex;
use crate::latex::Charset;
use crate::model::{CONTRIBUTIONS_FORMAT, EQUAL_CONTRIBUTION, Name, NameVariable, Names, Person, Record};
use crate::text::east_asian::is_family_first;
use crate::values::names::is_organisation;

use super::et_al::{is_others, without_others};
use super::name_groups::{braced, is_in_groups};
use super::name_marks::{is_sign, without_marks};
use super::name_words::{is_von, plain, words};
use super::outside_braces::{braced_as_a_whole, split_at_and, split_outside_braces};

/// Writes a list of names at the end of a value.
pub(super) fn append(values: &mut String, names: &Names, charset: Charset) {
    for (index, name) in names.list.iter().enumerate() {
        values.push_str(if index > 0 { " and " } else { "" });
        if !append_plain(values, name) {
            values.push_str(&write_name(name, charset));
        }
    }
    if names.truncated {
        values.push_str(if names.list.is_empty() { "others" } else { " and others" });
    }
}

/// Writes a person whose name consists of two plain words and initials, like most names. Returns true if the name has
/// this form.
fn append_plain(values: &mut String, name: &Name) -> bool {
    let Name::Person(Person {
        family, given, dropping_particle: None, non_dropping_particle: None, suffix: None, ..
    }) = name
    else {
        return false;
    };
    let is_plain_given = |given: &String| {
        let is_word = |word: &str| {
            let letters = word.strip_suffix('.').unwrap_or(word);
            let is_separator = ["and", "others"].iter().any(|separator| letters.eq_ignore_ascii_case(separator));
            !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphabetic()) && !is_separator
        };
        given.split(' ').all(is_word)
    };
    let is_plain_family = family.as_bytes().first().is_some_and(u8::is_ascii_uppercase)
        && family.bytes().all(|byte| byte.is_ascii_alphabetic())
        && !["and", "others"].iter().any(|separator| family.eq_ignore_ascii_case(separator));
    let is_plain = is_plain_family && given.as_ref().is_none_or(is_plain_given);
    if is_plain {
        values.push_str(family);
        if let Some(given) = given {
            values.push_str(", ");
            values.push_str(given);
        }
    }
    is_plain
}

/// Returns the names of a list, separated by "and" outside braces, as they are written.
pub(crate) fn names_of_list(list: &str) -> Vec<&str> {
    split_at_and(list)
}

/// A list of names that was read.
pub(super) struct ReadNames<'a> {
    pub(super) names: Names,
    /// The names from which marks were taken off, as they are written.
    pub(super) marked: Vec<&'a str>,
    /// The positions, from 1, of those whose mark says that they contributed equally.
    pub(super) equal: Vec<usize>,
}

impl ReadNames<'_> {
    /// Sets a variable of a record, and keeps who contributed equally. Returns a message about the marks.
    pub(super) fn set(self, record: &mut Record, variable: NameVariable) -> Option<String> {
        let Self { names, marked, equal } = self;
        record.set_names(variable, names);
        // A single asterisk may have any meaning.
        if variable == NameVariable::Author && equal.len() > 1 {
            record.keep_extra(CONTRIBUTIONS_FORMAT, EQUAL_CONTRIBUTION, equal);
        }
        let (first, others) = marked.split_first()?;
        let more = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
        Some(format!("“{variable}” has marks that are not part of a name: {first}{more}"))
    }
}

/// Reads a list of names.
pub(super) fn from_bibtex(value: &str) -> Names {
    read_names(value).names
}

/// Reads a list of names and the marks in it.
pub(super) fn read_names(value: &str) -> ReadNames<'_> {
    let mut list: Vec<&str> = split_at_and(value);
    // BibTeX has "others" for the people that are not listed, and takes "et al." for a person.
    let others = list.pop_if(|last| is_others(last));
    let names = Names { list: Vec::with_capacity(list.len()), truncated: others.is_some() };
    let mut read = ReadNames { names, marked: Vec::new(), equal: Vec::new() };
    read.marked.extend(others.filter(|others| !others.eq_ignore_ascii_case("others")));
    let last = list.len().saturating_sub(1);
    for (place, written) in list.into_iter().enumerate() {
        let name = without_others(written).filter(|_| place == last);
        read.names.truncated |= name.is_some();
        read.marked.extend(name.map(|_| written));
        let written = name.unwrap_or(written);
        let Some(bare) = without_marks(written) else {
            read.names.list.extend(read_name(written));
            continue;
        };
        let is_group = braced_as_a_whole(written).is_some() && is_organisation(&plain(&bare.name));
        let name = if is_group { Some(Name::Literal(plain(&bare.name))) } else { read_name(&bare.name) };
        let Some(name) = name else { continue };
        read.names.list.push(name);
        read.marked.push(written);
        read.equal.extend(bare.is_equal.then_some(read.names.list.len()));
    }
    read
}

fn write_name(name: &Name, charset: Charset) -> String {
    let literal = |text: &str| braced(text.trim(), charset);
    let person = match name {
        Name::Literal(text) => return literal(text),
        Name::Person(person) => person,
    };
    let whole_family = name.family_with_particles();
    if whole_family.trim().is_empty() {
        // biber crashes if there is nothing before the comma.
        return literal(&name.to_display_order());
    }
    let filled = |part: &Option<String>| part.as_deref().map(spaced_for_names).filter(|part| !part.trim().is_empty());
    let mut family = String::new();
    for particle in [&person.dropping_particle, &person.non_dropping_particle].into_iter().filter_map(filled) {
        family.push_str(&protect_words(&particle, charset));
        family.push(' ');
    }
    family.push_str(&write_family(&spaced_for_names(&person.family), charset));
    match (filled(&person.suffix), filled(&person.given)) {
        (Some(suffix), given) => {
            let given = given.map_or_else(|| "{}".to_owned(), |given| protect_words(&given, charset));
            // In names with a suffix, biber also counts commas in braces.
            let [family, suffix, given] =
                [family, protect_words(&suffix, charset), given].map(|part| part.replace(',', "\\symbol{44}"));
            format!("{family}, {suffix}, {given}")
        }
        (None, Some(given)) => format!("{family}, {}", protect_words(&given, charset)),
        // Without a comma BibTeX would read the first words as given names.
        (None, None) if family.contains([' ', '~']) => literal(&whole_family),
        (None, None) => family,
    }
}

/// Returns a part of a name with single spaces: BibTeX would read control spaces as words, and the comma of a thin
/// space, `\,`, as a separator.
pub(super) fn spaced_for_names(part: &str) -> String {
    let part = part.replace(['\u{2009}', '\u{202F}'], "\u{A0}");
    let is_space = |character: char| character.is_whitespace() && character != '\u{A0}';
    part.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Writes a family name; in braces if BibTeX would split it or read a part of it as a particle.
fn write_family(family: &str, charset: Charset) -> String {
    if has_particle(family) { braced(family, charset) } else { protect_words(family, charset) }
}

/// Whether BibTeX would read a part of a family name as a particle.
pub(super) fn has_particle(family: &str) -> bool {
    let mut words = family.split_whitespace();
    let last = words.next_back();
    let is_lower = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    words.any(is_lower) || last.is_some_and(is_lower) && family.contains(char::is_whitespace)
}

/// Writes a part of a name; in braces if it contains a comma or the word "and", or consists of a dash, which would be
/// read as a separator, or if it contains a sign, which would be read as a mark.
fn protect_words(part: &str, charset: Charset) -> String {
    let encoded = latex::encode_plain(part, charset);
    if has_separator(part) || part.contains(is_sign) { format!("{{{encoded}}}") } else { encoded }
}

/// Whether BibTeX would read something in a part of a name as a separator.
pub(super) fn has_separator(part: &str) -> bool {
    part.contains(',')
        || part.split_whitespace().any(|word| word.eq_ignore_ascii_case("and") || word.eq_ignore_ascii_case("others"))
        || !part.contains(char::is_alphanumeric)
}

fn read_name(name: &str) -> Option<Name> {
    let is_literal = || is_in_groups(name).then_some(name);
    // A group that begins with an accent is a part of a word: `{\'\i nez}`.
    let is_word =
        |inside: &&str| inside.starts_with('\\') && !inside.starts_with("\\relax") && words(inside).len() == 1;
    if let Some(inside) = braced_as_a_whole(name).filter(|inside| !is_word(inside)).or_else(is_literal) {
        let literal = plain(inside);
        return (!literal.is_empty()).then_some(Name::Literal(literal));
    }
    let parts = split_outside_braces(name, |rest| rest.starts_with(',').then_some(1));
    if let Some(person) = extended(&parts) {
        return Some(Name::Person(person));
    }
    let person = match parts.as_slice() {
        [] => return None,
        [whole] => first_von_last(whole),
        [family, given] => von_last(family, "", given),
        [family, suffix, given @ ..] => von_last(family, suffix, &given.join(",")),
    };
    let is_empty = person.family.is_empty() && person.given.is_none();
    match person {
        _ if is_empty => None,
        Person { family, given: Some(given), .. } if family.is_empty() => Some(Name::Literal(given)),
        person => Some(Name::Person(person)),
    }
}

/// Reads biblatex's extended format (manual, section 3.4):
/// `family=Goethe, given=Johann Wolfgang, prefix=von, useprefix=false`. Initials are skipped, since they follow from
/// the full parts.
fn extended(parts: &[&str]) -> Option<Person> {
    let mut person = Person::default();
    let mut prefix = None;
    let mut is_prefix_kept = true;
    for part in parts {
        let (name, value) = part.split_once('=')?;
        let value = plain(value.trim().trim_matches('"'));
        match name.trim() {
            "family" => person.family = value,
            "given" => person.given = Some(value),
            "prefix" => prefix = Some(value),
            "suffix" => person.suffix = Some(value),
            "useprefix" => is_prefix_kept = value == "true",
            "juniorcomma" => person.comma_suffix = value == "true",
            "family-i" | "given-i" | "prefix-i" | "suffix-i" | "id" => {}
            _ => return None,
        }
    }
    match is_prefix_kept {
        true => person.non_dropping_particle = prefix,
        false => person.dropping_particle = prefix,
    }
    (!person.family.is_empty()).then_some(person)
}

/// Reads "First von Last". Chinese, Japanese and Korean names in their own writing are in the order of these languages.
fn first_von_last(name: &str) -> Person {
    let words: Vec<&str> = words(name).into_iter().flat_map(|word| word.split('\u{3000}')).collect();
    let Some((_, before)) = words.split_last() else { return Person::default() };
    if is_family_first(words.iter().copied()) {
        return person(&words[..1], &[], "", &words[1..]);
    }
    let von_start = before.iter().position(|word| is_von(word)).unwrap_or(before.len());
    let von_end = before.iter().rposition(|word| is_von(word)).map_or(von_start, |last| last + 1);
    person(&words[von_end..], &words[von_start..von_end], "", &words[..von_start])
}

/// Reads "von Last, First" and "von Last, Jr, First".
fn von_last(family: &str, suffix: &str, given: &str) -> Person {
    let family = words(family);
    let before = family.split_last().map_or(&[] as &[&str], |(_, before)| before);
    let von_end = before.iter().rposition(|word| is_von(word)).map_or(0, |last| last + 1);
    person(&family[von_end..], &family[..von_end], suffix, &words(given))
}

fn person(last: &[&str], von: &[&str], suffix: &str, first: &[&str]) -> Person {
    let joined = |words: &[&str]| words.iter().map(|word| plain(word)).collect::<Vec<_>>().join(" ");
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    Person {
        family: joined(last),
        given: filled(joined(first)),
        non_dropping_particle: filled(joined(von)),
        suffix: filled(plain(suffix.trim())),
        ..Person::default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{append, from_bibtex, read_names};
    use crate::latex::Charset;
    use crate::model::{CONTRIBUTIONS_FORMAT, EQUAL_CONTRIBUTION, Name, NameVariable, Names, Person, Record};

    fn to_bibtex(names: &Names, charset: Charset) -> String {
        let mut values = String::new();
        append(&mut values, names, charset);
        values
    }

    fn person(given: &str, particle: &str, family: &str, suffix: &str) -> Name {
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
    fn the_three_forms() {
        for (text, name) in [
            ("Cheng Lu", person("Cheng", "", "Lu", "")),
            ("Lu, Cheng", person("Cheng", "", "Lu", "")),
            ("Ludwig van Beethoven", person("Ludwig", "van", "Beethoven", "")),
            ("van Beethoven, Ludwig", person("Ludwig", "van", "Beethoven", "")),
            (
                "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
                person("Charles Louis Xavier Joseph", "de la", "Vallée Poussin", ""),
            ),
            ("King, Jr., Martin Luther", person("Martin Luther", "", "King", "Jr.")),
            ("jean de la fontaine", person("", "jean de la", "fontaine", "")),
            ("{\\'E}mile Zola", person("Émile", "", "Zola", "")),
            ("Donald~E. Knuth", person("Donald E.", "", "Knuth", "")),
            ("Plato", person("", "", "Plato", "")),
            ("中村 葵", person("葵", "", "中村", "")),
            ("中村　葵", person("葵", "", "中村", "")),
            ("小林, 誠", person("誠", "", "小林", "")),
            ("Dominique {G}alouzeau de Villepin", person("Dominique", "Galouzeau de", "Villepin", "")),
            ("AA {b}B cc {dd}", person("AA bB", "cc", "dd", "")),
        ] {
            assert_eq!(from_bibtex(text), Names::complete(vec![name]), "{text}");
        }
    }

    #[test]
    fn people_who_are_not_listed_are_no_person() {
        let doe = Name::person("Doe", "Jane");
        for (list, has_mark) in
            [("Doe, Jane and others", false), ("Doe, Jane and et al.", true), ("Doe, Jane and {et al}", true)]
        {
            let read = read_names(list);
            assert_eq!(read.names, Names { list: vec![doe.clone()], truncated: true }, "{list}");
            assert_eq!(!read.marked.is_empty(), has_mark, "{list}");
        }
    }

    #[test]
    fn the_extended_format() {
        let Name::Person(kept) = person("Ludwig", "van", "Beethoven", "") else { panic!("a person") };
        let Name::Person(with_suffix) = person("", "", "King", "III") else { panic!("a person") };
        let with_comma = Person { comma_suffix: true, ..with_suffix };
        let dropped = Person { dropping_particle: Some("van".into()), non_dropping_particle: None, ..kept.clone() };
        for (text, person) in [
            ("family=Beethoven, prefix=van, given=Ludwig", kept.clone()),
            ("given={Ludwig}, given-i=L, family=\"Beethoven\", prefix=van, useprefix=true", kept),
            ("family=Beethoven, prefix=van, useprefix=false, given=Ludwig", dropped),
            ("family=King, suffix=III, juniorcomma=true", with_comma),
        ] {
            assert_eq!(from_bibtex(text).list, [Name::Person(person)], "{text}");
        }
        assert_eq!(from_bibtex("E=mc, Albert").list, [person("Albert", "", "E=mc", "")]);
    }

    #[test]
    fn braces_hide_separators_and_make_literals() {
        assert_eq!(from_bibtex("{Barnes and Noble, Inc.}").list, [Name::Literal("Barnes and Noble, Inc.".into())]);
        assert_eq!(from_bibtex("A and {B and C} AND D").list.len(), 3);
        assert_eq!(from_bibtex("Anders Andersen").list.len(), 1);
    }

    #[test]
    fn accents_without_braces_do_not_split_a_name() {
        for (written, given, family) in [
            ("Jo\\~ao Mu\\~noz", "João", "Muñoz"),
            ("Mu\\~noz, Jo\\~ao", "João", "Muñoz"),
            ("Fran\\c cois Mart\\'\\i nez", "François", "Martínez"),
            ("\\O ystein Ne\\v set\\v ril", "Øystein", "Nešetřil"),
            ("Jan-\\AA ke S\\o rensen", "Jan-Åke", "Sørensen"),
            ("S\\o ren~K. Doe", "Søren K.", "Doe"),
            ("Joe Bj\\o", "Joe", "Bjø"),
        ] {
            assert_eq!(from_bibtex(written).list, [person(given, "", family, "")], "{written}");
        }
        assert_eq!(from_bibtex("{\\'\\i nez}").list, [person("", "", "ínez", "")]);
        let two = from_bibtex("Bj\\o and Doe, J.");
        assert_eq!(two.list, [person("", "", "Bjø", ""), person("J.", "", "Doe", "")]);
    }

    #[test]
    fn marks_are_no_part_of_a_name() {
        let doe = || person("J.", "", "Doe", "");
        for written in
            ["Doe$^{*}$, J.", "J. Doe*", "\\textbf{Doe, J.}", "{\\bf J. Doe}", "J. Doe\\textsuperscript{1,2}"]
        {
            let read = read_names(written);
            assert_eq!((read.names.list, read.marked), (vec![doe()], vec![written]));
        }
        let read = read_names("Doe*, J. and {\\em ATLAS Collaboration} and Roe, R. and Poe, P.* and others");
        assert_eq!(read.names.list[1], Name::Literal("ATLAS Collaboration".into()));
        assert_eq!((read.names.list.len(), &read.equal, read.names.truncated), (4, &vec![1, 4], true));
        let mut record = Record::default();
        let message = read.set(&mut record, NameVariable::Author).unwrap();
        assert_eq!(message, "“author” has marks that are not part of a name: Doe*, J. and 2 more");
        let equal = record.extra_field(CONTRIBUTIONS_FORMAT, EQUAL_CONTRIBUTION);
        assert_eq!(equal, Some(&serde_json::json!([1, 4])));
    }

    #[test]
    fn others_is_no_person() {
        let names = from_bibtex("Lu, Cheng and others");
        assert!(names.truncated);
        assert_eq!(to_bibtex(&names, Charset::Unicode), "Lu, Cheng and others");
        assert_eq!(from_bibtex("others"), Names { list: vec![], truncated: true });
    }

    #[test]
    fn names_that_bibtex_would_split_wrong_are_braced() {
        for (name, text) in [
            (Name::Literal("NASA".into()), "{NASA}"),
            (person("J.", "", "de Silva", ""), "{de Silva}, J."),
            (person("danah", "", "boyd", ""), "boyd, danah"),
            (person("J.", "", "Doe*", ""), "{Doe*}, J."),
            (person("¹", "", "Doe†", ""), "{Doe†}, {¹}"),
            (person("A, B", "", "Smith and Jones", ""), "{Smith and Jones}, {A, B}"),
            (person("", "", "King", "Jr."), "King, Jr., {}"),
            (Name::Literal("A \\b".into()), "{\\relax A \\textbackslash{}b}"),
        ] {
            let names = Names::complete(vec![name]);
            assert_eq!(to_bibtex(&names, Charset::Unicode), text);
            assert_eq!(from_bibtex(text), names);
        }
    }

    #[test]
    fn a_family_name_of_several_words_keeps_its_commands_apart() {
        let names = Names::complete(vec![person("", "von", "Čapek \\x", "")]);
        assert_eq!(to_bibtex(&names, Charset::Ascii), "{von {\\v C}apek \\textbackslash{}x}");
    }

    /// The style alpha makes labels of three characters.
    #[test]
    fn no_label_can_cut_a_command() {
        for (name, text) in [
            ("Åbo Akademi", "{\\relax {\\r A}bo Akademi}"),
            ("R&D", "{\\relax R\\&D}"),
            ("Max-Planck-Institut für", "{Max-Planck-Institut f{\\\"u}r}"),
        ] {
            let names = Names::complete(vec![Name::Literal(name.into())]);
            assert_eq!(to_bibtex(&names, Charset::Ascii), text);
            assert_eq!(from_bibtex(text), names);
        }
        let long = Names::complete(vec![Name::Literal("Межрегиональная научная конференция ".repeat(9).trim().into())]);
        let written = to_bibtex(&long, Charset::Ascii);
        assert!(written.split_inclusive("}{\\relax").all(|group| group.len() < 160), "{written}");
        assert_eq!(from_bibtex(&written), long);
    }

    #[test]
    fn a_suffix_with_a_comma_leaves_two_commas() {
        let names = Names::complete(vec![person("Martin", "", "King", "Ph.D., M.D.")]);
        let written = to_bibtex(&names, Charset::Unicode);
        assert_eq!(written, "King, {Ph.D.\\symbol{44} M.D.}, Martin");
        assert_eq!(from_bibtex(&written), names);
    }

    #[test]
    fn blank_parts_leave_no_comma_alone() {
        for (name, text) in [
            (person("Madonna", "", "", ""), "{Madonna}"),
            (person("\u{A0}", "", "X", " "), "X"),
            (person("\u{A0}", "", " ", ""), "{}"),
            (Name::Literal("\u{A0}".into()), "{}"),
            (person("–", "", "–", ""), "{--}, {--}"),
            (person("A  B", "", "C\u{202F}D", "III\u{202F} x"), "C~D, III~ x, A B"),
        ] {
            assert_eq!(to_bibtex(&Names::complete(vec![name]), Charset::Unicode), text);
        }
    }

    #[test]
    fn a_long_run_of_white_space_is_read_in_linear_time() {
        let names = from_bibtex(&format!("A{}B", " ".repeat(1_000_000)));
        assert_eq!(names.list.len(), 1);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            family in "[A-Zü][a-zéß]{1,8}( [A-Z][a-z&%]{1,5})?", given in "[A-Z][a-z]{0,5}( [A-Z]\\.)?", truncated: bool
        ) {
            let names = Names { list: vec![Name::person(family, given)], truncated };
            for charset in [Charset::Unicode, Charset::Ascii] {
                prop_assert_eq!(from_bibtex(&to_bibtex(&names, charset)), names.clone());
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*") {
            from_bibtex(&text);
        }
    }
}
