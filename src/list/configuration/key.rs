//! The keys of a table of `publist.toml`: the description of each, and the function that reads its value.

use toml::de::DeTable;

use super::value::{Reading, Value};
use crate::choice::Choice;
use crate::diag::{Code, Diagnostic};
use crate::text::similar::nearest;

/// The description of a key of `publist.toml`.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ConfigurationKey {
    /// Its name.
    pub key: &'static str,
    /// An example of its value, as TOML.
    pub example: &'static str,
    summary: &'static str,
    values: Option<fn() -> String>,
}

impl ConfigurationKey {
    /// Returns a description, with the words that the value can be if there are only a few.
    pub fn summary(&self) -> String {
        match self.values {
            Some(values) => format!("{}: {}", self.summary, values()),
            None => self.summary.to_owned(),
        }
    }
}

/// A function that reads a value into what its table describes.
pub(super) type Read<T> = fn(&mut T, Value<'_, '_>, &mut Reading<'_, '_>);

/// A key of the table that describes a `T`.
pub(super) struct Key<T> {
    pub(super) description: ConfigurationKey,
    read: Read<T>,
}

/// Returns a key with its name, an example, a summary, and the function that reads it.
pub(super) const fn key<T>(key: &'static str, example: &'static str, summary: &'static str, read: Read<T>) -> Key<T> {
    Key { description: ConfigurationKey { key, example, summary, values: None }, read }
}

/// Returns a key whose value is one of a list of choices.
pub(super) const fn one_of<C: Choice, T>(key: Key<T>) -> Key<T> {
    with_values(choices::<C>, key)
}

/// Returns a key with a function that says which values it can have.
pub(super) const fn with_values<T>(values: fn() -> String, mut key: Key<T>) -> Key<T> {
    key.description.values = Some(values);
    key
}

/// The words of a list of choices, each with its meaning.
fn choices<C: Choice>() -> String {
    let meaning = |choice: &C| {
        let mut help = choice.help().chars();
        let first = help.next().map(char::to_lowercase);
        let help = first.into_iter().flatten().chain(help).collect::<String>();
        if help == choice.word() { help } else { format!("{choice} ({help})") }
    };
    C::ALL.iter().map(meaning).collect::<Vec<_>>().join(", ")
}

/// Returns the descriptions of keys.
pub(super) fn described<T>(keys: &[Key<T>]) -> Vec<ConfigurationKey> {
    keys.iter().map(|key| key.description).collect()
}

/// Reads the values of a table with that name, in the order of the keys, and reports unknown keys.
pub(super) fn read<T>(table: &DeTable<'_>, name: &str, keys: &[Key<T>], into: &mut T, reading: &mut Reading<'_, '_>) {
    report_unknown(table, name, keys.iter().map(|key| key.description.key), reading);
    read_known(table, keys, into, reading);
}

/// Reads the values of a table, in the order of the keys.
pub(super) fn read_known<T>(table: &DeTable<'_>, keys: &[Key<T>], into: &mut T, reading: &mut Reading<'_, '_>) {
    for key in keys {
        if let Some(value) = Value::of(table, key.description.key) {
            (key.read)(into, value, reading);
        }
    }
}

/// Reports the keys of a table that are not known.
pub(super) fn report_unknown(
    table: &DeTable<'_>,
    name: &str,
    known: impl Iterator<Item = &'static str>,
    reading: &mut Reading<'_, '_>,
) {
    let known: Vec<&str> = known.collect();
    for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
        let given = key.get_ref().as_ref();
        let hint = match nearest(given, known.iter().copied()) {
            Some(similar) => format!("did you mean “{similar}”?"),
            None => format!("known here: {}", known.join(", ")),
        };
        let place = if name.is_empty() { String::new() } else { format!(" in “{name}”") };
        let report = Diagnostic::new(Code::ConfigurationKeyUnknown, format!("there is no key “{given}”{place}"));
        reading.diag.report(report.at(reading.source.place(key.span())).hint(hint));
    }
}
