//! Distinguishes a line of authors from a title and an abstract, and reads it.

use std::sync::LazyLock;

use regex::Regex;

use super::tex;
use crate::model::{Name, Names, is_name_suffix, is_particle};
use crate::text::words::is_stop_word;
use crate::values::names::{self, GivenNames, is_collaboration, is_dotted_initials};

/// The words at the end of a line for the authors that it leaves out.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)(?:,\ ?|\ )
        (?:(?:and\ |&\ )?(?:et\.?\ al\.?|\+?\ ?[0-9]+\ (?:more|others?|(?:other\ |more\ )?(?:co-?)?authors?))|(?:and|&)\ others)$",
    )
    .expect("the expression is valid")
});

/// The maximum length of a line that is examined.
const LONGEST_LINE: usize = 20_000;

/// The maximum number of characters in a name.
const LONGEST_NAME: usize = 80;

/// How closely a line resembles the authors of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Not at all: it is something else.
    No,
    /// One word that can be a name ("OpenAI").
    OneWord,
    /// Several words that can be one name, and could be a short title as well.
    OneName,
    /// Several names.
    List,
    /// Names and "et al.".
    Truncated,
}

/// Returns how closely a line resembles a list of authors.
pub(super) fn likeness(line: &str) -> Likeness {
    if line.len() > LONGEST_LINE {
        return Likeness::No;
    }
    let line = tex::plain(line);
    let (list, is_truncated) = without_others(&line);
    let items = items(list);
    let all_are_names = !items.is_empty() && items.iter().all(|item| is_name_like(&item.replace(',', "")));
    let words = list.split_whitespace().count();
    match (all_are_names, is_truncated, items.len()) {
        (false, ..) => Likeness::No,
        (true, true, _) => Likeness::Truncated,
        (true, false, 1) if list.split_whitespace().any(is_lower_case_and_no_particle) => Likeness::No,
        (true, false, 1) if words > 1 => Likeness::OneName,
        (true, false, 1) => Likeness::OneWord,
        // "Deep Learning and Neural Networks" may be a title.
        (true, false, 2) if !list.contains(',') => Likeness::OneName,
        (true, false, _) => Likeness::List,
    }
}

/// Reads a line of authors: names in western order, separated by commas, or family names each followed by its initials
/// ("Brandvik, O., Tarrant, I."); possibly with "et al." or the like at the end.
pub(super) fn read(line: &str) -> Names {
    let line = tex::plain(line);
    let (list, truncated) = without_others(&line);
    Names { list: items(list).into_iter().map(|item| name(&item)).collect(), truncated }
}

/// Whether every family name of a line is followed by initials after a comma, so that no name has to be split.
pub(super) fn are_in_index_order(line: &str) -> bool {
    let line = tex::plain(line);
    let items = items(without_others(&line).0);
    !items.is_empty() && items.iter().all(|item| item.contains(','))
}

/// Reads the name of a page's owner, which may also have the family name first: "Zong, Yuan".
pub(super) fn owner(text: &str) -> Name {
    match text.split_once(',') {
        Some((family, given)) => Name::person(family.trim(), given.trim()),
        None => name(text),
    }
}

/// Whether a line can be the name of a page's owner.
pub(super) fn is_owner_like(text: &str) -> bool {
    match text.split_once(',') {
        Some((family, given)) => is_name_like(family.trim()) && is_name_like(given.trim()),
        None => is_name_like(text),
    }
}

fn name(text: &str) -> Name {
    match is_collaboration(text) {
        true => Name::Literal(text.to_owned()),
        false if text.contains(',') => names::read(text, GivenNames::Plain).name,
        false => Name::from_display_order(text),
    }
}

/// Returns the names of a list. A suffix after a comma ("King, Jr.") belongs to the name before it, and if every second
/// item is initials, they are the given names of the person before them.
fn items(list: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    let (before, last) = split_at_and(list);
    for item in before.split(',').chain(last).map(str::trim).filter(|item| !item.is_empty()) {
        match items.last_mut() {
            Some(before) if is_name_suffix(item) => {
                before.push(' ');
                before.push_str(item);
            }
            _ => items.push(item.to_owned()),
        }
    }
    let is_inverted = items.len().is_multiple_of(2)
        && items
            .chunks(2)
            .all(|pair| matches!(pair, [family, given] if !is_dotted_initials(family) && is_dotted_initials(given)));
    match is_inverted {
        true => items.chunks(2).map(|pair| pair.join(", ")).collect(),
        false => items,
    }
}

/// Splits a list at the "and" before its last name. Groups have the word in their names: both names must have two words.
fn split_at_and(list: &str) -> (&str, Option<&str>) {
    let split = [" and ", " & "].into_iter().find_map(|and| list.rsplit_once(and));
    let has_two_words = |name: &str| name.trim().contains(' ');
    match split {
        Some((before, last)) if before.trim_end().ends_with(',') => (before, Some(last)),
        Some((before, last)) if has_two_words(before.rsplit(',').next().unwrap_or(before)) && has_two_words(last) => {
            (before, Some(last))
        }
        _ => (list, None),
    }
}

/// Removes the words for authors that are not shown from the end of a line: "et al.", "and 12 others", "+12 authors".
fn without_others(line: &str) -> (&str, bool) {
    let line = line.trim();
    match OTHERS.find(line) {
        Some(others) if others.start() > 0 => (line[..others.start()].trim_end_matches([' ', ',']), true),
        _ => (line, false),
    }
}

/// Whether a text can be a name: a few words of letters, each capitalised or a particle, and without grammatical words
/// of English. The name of a group may contain some.
fn is_name_like(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_letters = text.chars().any(char::is_alphabetic);
    if !has_letters || words.len() > 8 || text.chars().count() > LONGEST_NAME {
        return false;
    }
    let is_group = is_collaboration(text) && words.len() > 1;
    let is_lower_case = words.iter().all(|word| word.starts_with(char::is_lowercase));
    let has_lower_case_end = words.last().is_some_and(|last| last.starts_with(char::is_lowercase));
    words.iter().all(|word| is_name_word(word, is_group)) && (is_group || is_lower_case || !has_lower_case_end)
}

fn is_lower_case_and_no_particle(word: &str) -> bool {
    let is_abbreviated_particle = word.ends_with('.') && word.len() <= 4;
    word.starts_with(char::is_lowercase) && !is_particle(word) && !is_abbreviated_particle
}

fn is_name_word(word: &str, is_in_group: bool) -> bool {
    let is_of_name = |character: char| {
        character.is_alphabetic()
            || unicode_normalization::char::is_combining_mark(character)
            || matches!(character, '.' | '-' | '‐' | '‑' | '\'' | '’' | 'ʼ' | '‘' | 'ʻ' | '`' | '·')
    };
    if !word.chars().all(is_of_name) {
        return false;
    }
    let letters = word.trim_end_matches('.').chars().filter(|character| character.is_alphabetic()).count();
    let is_abbreviation = letters <= 3;
    let ends_sentence = word.ends_with('.') && !is_abbreviation;
    let is_of_grammar = letters > 1 && !is_particle(word) && is_stop_word(word, None);
    is_in_group || !ends_sentence && !is_of_grammar
}

#[cfg(test)]
mod tests {
    use super::{Likeness, likeness, owner, read};
    use crate::model::{Name, Names};

    #[test]
    fn lists_of_names() {
        for line in [
            "J. Doe, Ada van der Example, Li Wei",
            "Jiateng Liu, Wenming Zheng, Yuan Zong",
            "Jos\\'e Mart{\\'\\i}nez, Søren Å. Østergård",
            "王小明, 李雷",
            "ATLAS Collaboration, G. Aad",
            "Martin Luther King, Jr., D'Arcy O’Neil",
            "danah boyd, Kate Crawford",
        ] {
            assert_eq!(likeness(line), Likeness::List, "{line}");
        }
        assert_eq!(likeness("Cheng Lu, Wenming Zheng, Hailun Lian et al."), Likeness::Truncated);
        assert_eq!(likeness("Cheng Lu, et al"), Likeness::Truncated);
        assert_eq!(likeness("A. v. d. Example"), Likeness::OneName);
        assert_eq!(likeness("OpenAI"), Likeness::OneWord);
    }

    #[test]
    fn titles_and_abstracts_are_no_names() {
        for line in [
            "",
            "by the Scraper",
            "SDFE-LV: A Large-Scale, Multi-Source, and Unconstrained Database",
            "In this paper, we present a database.",
            "Emotion Recognition in the Wild",
            "Results (2022), Part One",
            "It works.",
            "speech emotion",
            "et al.",
            "3D Vision",
        ] {
            assert_eq!(likeness(line), Likeness::No, "{line}");
        }
    }

    #[test]
    fn et_al_is_a_flag_and_never_a_person() {
        let expected = Names { list: vec![Name::person("Lu", "Cheng"), Name::person("Zong", "Yuan")], truncated: true };
        for line in ["Cheng Lu, Yuan Zong et al.", "Cheng Lu, Yuan Zong, et al.", "Cheng Lu, Yuan Zong Et Al"] {
            assert_eq!(read(line), expected, "{line}");
        }
        assert!(!read("Cheng Lu").truncated);
        assert_eq!(read("Bernard Al").list, [Name::person("Al", "Bernard")]);
    }

    #[test]
    fn authors_that_are_counted_are_no_names() {
        for (line, count) in [
            ("Ole Brandvik and 12 others", 1),
            ("Ole Brandvik, Nadia Ferreira, +12 authors", 2),
            ("Ole Brandvik, Nadia Ferreira, and 3 more authors", 2),
            ("Ole Brandvik & others", 1),
            ("Ole Brandvik, + 4 more", 1),
        ] {
            assert_eq!(likeness(line), Likeness::Truncated, "{line}");
            assert_eq!((read(line).list.len(), read(line).truncated), (count, true), "{line}");
        }
        assert_eq!(likeness("Hearing the Others"), Likeness::No);
    }

    #[test]
    fn the_last_name_may_follow_the_word_and() {
        let two = [Name::person("Lu", "Cheng"), Name::person("Zong", "Yuan")];
        for line in ["Cheng Lu and Yuan Zong", "Cheng Lu, and Yuan Zong", "Cheng Lu & Yuan Zong"] {
            assert_eq!(read(line).list, two, "{line}");
        }
        assert_eq!(read("Society and Technology Group").list.len(), 1);
        assert_eq!(likeness("Deep Learning and Neural Networks"), Likeness::OneName);
    }

    #[test]
    fn initials_after_a_comma_belong_to_the_family_name_before_it() {
        let names = read("Brandvik, O., de la Serna, M., Tarrant, J.-P. et al.");
        let shown: Vec<String> = names.list.iter().map(Name::to_display_order).collect();
        assert_eq!(shown, ["O. Brandvik", "M. de la Serna", "J.-P. Tarrant"]);
        assert_eq!(likeness("Brandvik, O., Tarrant, I."), Likeness::List);
        assert_eq!(read("Ole Brandvik, Imre Tarrant").list.len(), 2);
    }

    #[test]
    fn groups_have_no_parts() {
        let names = read("The LIGO Scientific Collaboration, Martin King, Jr.");
        assert_eq!(names.list[0], Name::Literal("The LIGO Scientific Collaboration".into()));
        assert_eq!(names.list[1].to_display_order(), "Martin King Jr.");
        assert_eq!(names.list.len(), 2);
    }

    #[test]
    fn accents_written_in_tex_are_read() {
        assert_eq!(read("Jos\\'e Mart{\\'\\i}nez").list, [Name::person("Martínez", "José")]);
    }

    #[test]
    fn an_owner_may_be_in_index_order() {
        assert_eq!(owner("Zong, Yuan"), Name::person("Zong", "Yuan"));
        assert_eq!(owner("Yuan Zong"), Name::person("Zong", "Yuan"));
    }
}
