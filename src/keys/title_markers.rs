//! The markers of the title in patterns of citation keys. They return words separated by spaces, which modifiers such
//! as `:abbr` rely on; the finished key contains no spaces.

use crate::markup::text_as_read;
use crate::model::{Record, TextVariable};
use crate::text::words::{capitalised, is_stop_word, significant_words, words};

use super::characters::letters_and_digits;
use super::settings::Settings;

/// `title`: every word capitalised, except function words after the first.
pub(super) fn title(record: &Record, _: &Settings) -> String {
    let title = as_read(record);
    in_title_case(&title, record.language.as_deref())
}

/// `fulltitle`: the words as they are.
pub(super) fn full_title(record: &Record, _: &Settings) -> String {
    let title = as_read(record);
    all_words(&title).join(" ")
}

/// `camel`: every word capitalised.
pub(super) fn camel(record: &Record, _: &Settings) -> String {
    let title = as_read(record);
    joined(all_words(&title).iter().map(|word| capitalised(word)))
}

/// `shorttitleN_M`: the first words that are not function words.
pub(super) fn short_title(record: &Record, settings: &Settings) -> String {
    first_words(record, settings, 3)
}

/// `shorttitleINI`: the first letters of those words.
pub(super) fn short_title_initials(record: &Record, settings: &Settings) -> String {
    abbreviated(&first_words(record, settings, 3))
}

/// `veryshorttitle`: the first word that is not a function word.
pub(super) fn very_short_title(record: &Record, settings: &Settings) -> String {
    first_words(record, settings, 1)
}

/// Capitalises every word of a text, except function words after the first, which are written in lower case.
pub(super) fn in_title_case(text: &str, language: Option<&str>) -> String {
    let in_case = |(index, word): (usize, String)| match index > 0 && is_stop_word(&word, language) {
        true => word.to_lowercase(),
        false => capitalised(&word),
    };
    joined(all_words(text).into_iter().enumerate().map(in_case))
}

/// The first letters of the words of a text.
pub(super) fn abbreviated(text: &str) -> String {
    all_words(text).iter().filter_map(|word| word.chars().next()).collect()
}

/// The words of a text, without apostrophes.
pub(super) fn all_words(text: &str) -> Vec<String> {
    words(text).map(|range| letters_and_digits(&text[range])).filter(|word| !word.is_empty()).collect()
}

/// The title as plain text, with mathematics as Unicode characters.
fn as_read(record: &Record) -> String {
    record.text(TextVariable::Title).map(text_as_read).unwrap_or_default()
}

fn first_words(record: &Record, settings: &Settings, default: usize) -> String {
    let title = as_read(record);
    let words = significant_words(&title, record.language.as_deref());
    let words = words.into_iter().map(letters_and_digits).filter(|word| !word.is_empty());
    let capitals = settings.m.unwrap_or(0);
    let in_case = |(index, word): (usize, String)| if index < capitals { capitalised(&word) } else { word };
    joined(words.take(settings.n.unwrap_or(default)).enumerate().map(in_case))
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" ")
}
