//! The markers of names in patterns of citation keys.
//!
//! A list that its source truncated ("and others") has more names than are known, so every marker with a sign for
//! omitted names shows it.

use crate::model::{Name, NameVariable, Names, Record};

use super::characters::letters_and_digits;
use super::settings::{Creators, Settings};

/// `auth`: the Mth family name, limited to its first N letters.
pub(super) fn nth(record: &Record, settings: &Settings) -> String {
    let index = settings.m.unwrap_or(1).checked_sub(1);
    let families = families(record, settings);
    let family = index.and_then(|index| families.get(index)).map(String::as_str).unwrap_or_default();
    start(family, settings.n.filter(|&length| length > 0).unwrap_or(usize::MAX))
}

/// `authFirstFull`: the first family name with its particles.
pub(super) fn first_full(record: &Record, settings: &Settings) -> String {
    let names = names(record, settings.creators);
    names.and_then(|names| names.list.first()).map(|name| words(&name.family_with_particles())).unwrap_or_default()
}

/// `authForeIni`: the initial of the first given name.
pub(super) fn first_initial(record: &Record, settings: &Settings) -> String {
    names(record, settings.creators).and_then(|names| names.list.first()).map(given_initial).unwrap_or_default()
}

/// `authorLast`: the last family name that is known.
pub(super) fn last(record: &Record, settings: &Settings) -> String {
    families(record, settings).pop().unwrap_or_default()
}

/// `authorLastForeIni`: the initial of the last given name that is known.
pub(super) fn last_initial(record: &Record, settings: &Settings) -> String {
    names(record, settings.creators).and_then(|names| names.list.last()).map(given_initial).unwrap_or_default()
}

/// `authorsN`: the first N family names.
pub(super) fn all(record: &Record, settings: &Settings) -> String {
    let families = families(record, settings);
    let most = settings.n.filter(|&most| most > 0).unwrap_or(usize::MAX);
    let mut shown: Vec<&str> = families.iter().take(most).map(String::as_str).collect();
    if families.len() > most || is_truncated(record, settings) {
        shown.push(settings.etal.as_deref().unwrap_or("EtAl"));
    }
    shown.join(settings.joiner.as_deref().unwrap_or_default())
}

/// `authEtAl`: one name, both of two names, or the first name and "EtAl".
pub(super) fn et_al(record: &Record, settings: &Settings) -> String {
    first_ones(record, settings, 1, "EtAl", "")
}

/// `auth.etal`: like [`et_al`], with dots.
pub(super) fn dotted_et_al(record: &Record, settings: &Settings) -> String {
    first_ones(record, settings, 1, "etal", ".")
}

/// `auth.auth.ea`: the first two names with dots, and "ea" for more.
pub(super) fn dotted_ea(record: &Record, settings: &Settings) -> String {
    first_ones(record, settings, 2, "ea", ".")
}

/// Both of two names; of more, the first ones and a sign for the others.
fn first_ones(record: &Record, settings: &Settings, shown_of_many: usize, etal: &str, joiner: &str) -> String {
    let families = families(record, settings);
    let has_more = families.len() > 2 || is_truncated(record, settings);
    let count = if has_more { shown_of_many } else { 2 };
    let mut shown: Vec<&str> = families.iter().take(count).map(String::as_str).collect();
    if has_more && !shown.is_empty() {
        shown.push(settings.etal.as_deref().unwrap_or(etal));
    }
    shown.join(settings.joiner.as_deref().unwrap_or(joiner))
}

/// `authshort`: one name, or up to three initials.
pub(super) fn short(record: &Record, settings: &Settings) -> String {
    let families = families(record, settings);
    match families.as_slice() {
        [one] if !is_truncated(record, settings) => one.clone(),
        many => first_letters(many, 3) + plus(many.len() > 3 || is_truncated(record, settings)),
    }
}

/// `authorsAlpha`: like the labels of the BibTeX style alpha.
pub(super) fn alpha(record: &Record, settings: &Settings) -> String {
    let families = families(record, settings);
    let is_truncated = is_truncated(record, settings);
    match families.as_slice() {
        [] => String::new(),
        [one] => start(one, 3) + plus(is_truncated),
        few if few.len() <= 4 => first_letters(few, 4) + plus(is_truncated),
        many => first_letters(many, 3) + plus(true),
    }
}

/// `authorIni`: five letters of the first name, and the initials of the others.
pub(super) fn initials(record: &Record, settings: &Settings) -> String {
    let families = families(record, settings);
    let Some((first, others)) = families.split_first() else { return String::new() };
    start(first, 5) + &first_letters(others, usize::MAX)
}

/// `authIniN`: the beginnings of all names, N letters in total; the first names get the letters that are left over.
pub(super) fn shared_initials(record: &Record, settings: &Settings) -> String {
    let families = families(record, settings);
    let letters = settings.n.filter(|&letters| letters > 0).unwrap_or(families.len());
    let (each, more) = match families.len() {
        0 => return String::new(),
        count => (letters / count, letters % count),
    };
    families.iter().enumerate().map(|(index, family)| start(family, each + usize::from(index < more))).collect()
}

fn names(record: &Record, creators: Creators) -> Option<&Names> {
    let of = |variable| record.names(variable).filter(|names: &&Names| !names.list.is_empty());
    match creators {
        Creators::AuthorsOrEditors => of(NameVariable::Author).or_else(|| of(NameVariable::Editor)),
        Creators::Authors => of(NameVariable::Author),
        Creators::Editors => of(NameVariable::Editor),
    }
}

fn is_truncated(record: &Record, settings: &Settings) -> bool {
    names(record, settings.creators).is_some_and(|names| names.truncated)
}

/// The family names without particles, and organisations, each as one word.
fn families(record: &Record, settings: &Settings) -> Vec<String> {
    let list = names(record, settings.creators).map(|names| names.list.as_slice()).unwrap_or_default();
    let family = |name: &Name| match name {
        Name::Person(person) => words(&person.family),
        Name::Literal(literal) => words(literal),
    };
    list.iter().map(family).collect()
}

fn words(name: &str) -> String {
    letters_and_digits(name)
}

fn given_initial(name: &Name) -> String {
    match name {
        Name::Person(person) => start(&words(person.given.as_deref().unwrap_or_default()), 1),
        Name::Literal(_) => String::new(),
    }
}

/// The first letters of a word, each with its combining marks.
fn start(word: &str, length: usize) -> String {
    let mut letters = 0;
    let is_within = |character: &char| {
        letters += usize::from(!unicode_normalization::char::is_combining_mark(*character));
        letters <= length
    };
    word.chars().take_while(is_within).collect()
}

fn first_letters(families: &[String], most: usize) -> String {
    families.iter().take(most).map(|family| start(family, 1)).collect()
}

fn plus(is_there: bool) -> &'static str {
    if is_there { "+" } else { "" }
}
