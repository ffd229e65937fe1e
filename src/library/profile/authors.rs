//! Distinguishes a line of authors from a title and an abstract, and reads it.

use super::tex;
use crate::model::{Name, Names, is_name_suffix, is_particle};
use crate::text::words::is_stop_word;
use crate::values::names::is_collaboration;

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
    let (list, is_truncated) = without_et_al(&line);
    let items = items(list);
    let all_are_names = !items.is_empty() && items.iter().all(|item| is_name_like(item));
    let words = list.split_whitespace().count();
    match (all_are_names, is_truncated, items.len()) {
        (false, ..) => Likeness::No,
        (true, true, _) => Likeness::Truncated,
        (true, false, 1) if list.split_whitespace().any(is_lower_case_and_no_particle) => Likeness::No,
        (true, false, 1) if words > 1 => Likeness::OneName,
        (true, false, 1) => Likeness::OneWord,
        (true, false, _) => Likeness::List,
    }
}

/// Reads a line of authors: names in western order, separated by commas, possibly with "et al." at the end.
pub(super) fn read(line: &str) -> Names {
    let line = tex::plain(line);
    let (list, truncated) = without_et_al(&line);
    Names { list: items(list).into_iter().map(|item| name(&item)).collect(), truncated }
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
    if is_collaboration(text) { Name::Literal(text.to_owned()) } else { Name::from_display_order(text) }
}

/// Returns the names of a list. A suffix after a comma ("King, Jr.") belongs to the name before it.
fn items(list: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for item in list.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        match items.last_mut() {
            Some(before) if is_name_suffix(item) => {
                before.push(' ');
                before.push_str(item);
            }
            _ => items.push(item.to_owned()),
        }
    }
    items
}

/// Removes "et al." from the end of a line.
fn without_et_al(line: &str) -> (&str, bool) {
    let line = line.trim();
    let bare = line.strip_suffix('.').unwrap_or(line);
    let start = bare.len().saturating_sub("et al".len());
    match bare.get(start..) {
        Some(end) if end.eq_ignore_ascii_case("et al") && bare[..start].ends_with([' ', ',']) => {
            (bare[..start].trim_end_matches([' ', ',']), true)
        }
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
