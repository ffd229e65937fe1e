//! Reads a table of `publist.toml`: values of the expected types, and reports with positions for everything else.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::CONFIGURATION_KEYS;
use crate::choice::Choice;
use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::text::similar::nearest;

/// The file that is read, and the sink for reports.
pub(super) struct Reading<'a, 'd> {
    pub source: Source<'a>,
    pub diag: &'d mut dyn Sink,
}

impl Reading<'_, '_> {
    /// Reports a problem at a position of the file.
    pub(super) fn report(&mut self, code: Code, span: Range<usize>, message: impl Into<String>) {
        self.diag.report(Diagnostic::new(code, message).at(self.source.place(span)));
    }

    /// Reports a value of the wrong type or meaning.
    pub(super) fn wrong(&mut self, value: &Spanned<DeValue<'_>>, key: &str, expected: &str) {
        self.report(Code::ConfigurationValue, value.span(), format!("“{key}” should be {expected}"));
    }
}

/// A table with its name in [`CONFIGURATION_KEYS`].
#[derive(Clone, Copy)]
pub(super) struct Table<'t, 'i> {
    values: &'t DeTable<'i>,
}

impl<'t, 'i> Table<'t, 'i> {
    /// Wraps a table and reports unknown keys in it.
    pub(super) fn new(values: &'t DeTable<'i>, name: &str, tables: &[&str], reading: &mut Reading<'_, '_>) -> Self {
        let known: Vec<&str> = CONFIGURATION_KEYS
            .iter()
            .filter(|key| key.table == name)
            .map(|key| key.key)
            .chain(tables.iter().copied())
            .collect();
        for key in values.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let given = key.get_ref().as_ref();
            let hint = match nearest(given, known.iter().copied()) {
                Some(similar) => format!("did you mean “{similar}”?"),
                None => format!("known here: {}", known.join(", ")),
            };
            let place = if name.is_empty() { String::new() } else { format!(" in “{name}”") };
            let report = Diagnostic::new(Code::ConfigurationKeyUnknown, format!("there is no key “{given}”{place}"));
            reading.diag.report(report.at(reading.source.place(key.span())).hint(hint));
        }
        Self { values }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.values.iter().find(|(known, _)| known.get_ref() == key).map(|(_, value)| value)
    }

    pub(super) fn string(&self, key: &str, reading: &mut Reading<'_, '_>) -> Option<&'t str> {
        let value = self.get(key)?;
        let string = value.get_ref().as_str();
        if string.is_none() {
            reading.wrong(value, key, "a text in quotation marks");
        }
        string
    }

    /// Returns the texts of a list; a single text is a list of one.
    pub(super) fn strings(
        &self,
        key: &str,
        reading: &mut Reading<'_, '_>,
    ) -> Option<Vec<(&'t str, &'t Spanned<DeValue<'i>>)>> {
        let value = self.get(key)?;
        if let Some(single) = value.get_ref().as_str() {
            return Some(vec![(single, value)]);
        }
        let Some(list) = value.get_ref().as_array() else {
            reading.wrong(value, key, "a list of texts");
            return None;
        };
        let mut strings = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_str() {
                Some(string) => strings.push((string, item)),
                None => reading.wrong(item, key, "a list of texts"),
            }
        }
        Some(strings)
    }

    pub(super) fn boolean(&self, key: &str, reading: &mut Reading<'_, '_>) -> Option<bool> {
        let value = self.get(key)?;
        let boolean = value.get_ref().as_bool();
        if boolean.is_none() {
            reading.wrong(value, key, "true or false");
        }
        boolean
    }

    /// Returns the first of two choices if the key is missing or false, the second if it is true.
    pub(super) fn choice_of_boolean<T>(&self, key: &str, [no, yes]: [T; 2], reading: &mut Reading<'_, '_>) -> T {
        if self.boolean(key, reading).unwrap_or_default() { yes } else { no }
    }

    pub(super) fn number(&self, key: &str, reading: &mut Reading<'_, '_>) -> Option<usize> {
        let value = self.get(key)?;
        let number = number(value.get_ref());
        if number.is_none() {
            reading.wrong(value, key, "a whole number that is not negative");
        }
        number
    }

    /// Returns one of a list of choices.
    pub(super) fn choice<T: Choice>(&self, key: &str, reading: &mut Reading<'_, '_>) -> Option<T> {
        let value = self.get(key)?;
        let found = value.get_ref().as_str().and_then(T::from_word);
        if found.is_none() {
            reading.wrong(value, key, &format!("one of {}", T::words()));
        }
        found
    }

    /// Parses a text.
    pub(super) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        key: &str,
        reading: &mut Reading<'_, '_>,
    ) -> Option<T> {
        let text = self.string(key, reading)?;
        parse(text, self.get(key)?, key, reading)
    }

    /// Parses the texts of a list.
    pub(super) fn all_parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        key: &str,
        reading: &mut Reading<'_, '_>,
    ) -> Option<Vec<T>> {
        let texts = self.strings(key, reading)?;
        Some(texts.into_iter().filter_map(|(text, value)| parse(text, value, key, reading)).collect())
    }

    /// Returns the tables of a list of tables.
    pub(super) fn tables(&self, key: &str, reading: &mut Reading<'_, '_>) -> Vec<&'t DeTable<'i>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            reading.wrong(value, key, &format!("tables under [[{key}]]"));
            return Vec::new();
        };
        list.iter().filter_map(|item| item.get_ref().as_table()).collect()
    }

    /// Returns a single table.
    pub(super) fn table(&self, key: &str, reading: &mut Reading<'_, '_>) -> Option<&'t DeTable<'i>> {
        let value = self.get(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            reading.wrong(value, key, &format!("a table [{key}]"));
        }
        table
    }
}

pub(super) fn number(value: &DeValue<'_>) -> Option<usize> {
    let integer = value.as_integer()?;
    usize::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    key: &str,
    reading: &mut Reading<'_, '_>,
) -> Option<T> {
    match text.parse() {
        Ok(parsed) => Some(parsed),
        Err(error) => {
            reading.report(Code::ConfigurationValue, value.span(), format!("“{key}”: {error}"));
            None
        }
    }
}
