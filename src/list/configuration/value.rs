//! The values of `publist.toml`, as the types that are expected; everything else is reported with its position.

use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::choice::Choice;
use crate::diag::{Code, Diagnostic, Place, Sink, Source};
use crate::markup::Shown;
use crate::text::{link_target, relative_target};

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

/// The value of a key.
#[derive(Clone, Copy)]
pub(super) struct Value<'t, 'i> {
    key: &'t str,
    value: &'t Spanned<DeValue<'i>>,
}

impl<'t, 'i> Value<'t, 'i> {
    /// Returns the value of a key of a table, if the table has it.
    pub(super) fn of(table: &'t DeTable<'i>, key: &str) -> Option<Self> {
        let (key, value) = table.iter().find(|(known, _)| known.get_ref() == key)?;
        Some(Self { key: key.get_ref(), value })
    }

    /// Returns the value with its position.
    pub(super) const fn spanned(self) -> &'t Spanned<DeValue<'i>> {
        self.value
    }

    /// Reports that the value has the wrong type or meaning.
    pub(super) fn wrong(self, expected: &str, reading: &mut Reading<'_, '_>) {
        reading.wrong(self.value, self.key, expected);
    }

    /// Returns the value if it is there, and reports the expected type otherwise.
    fn expected<T>(self, found: Option<T>, expected: &str, reading: &mut Reading<'_, '_>) -> Option<T> {
        if found.is_none() {
            self.wrong(expected, reading);
        }
        found
    }

    /// Returns a text.
    pub(super) fn string(self, reading: &mut Reading<'_, '_>) -> Option<String> {
        self.text(reading).map(str::to_owned)
    }

    /// Returns the address of a place in the web, or of a folder of the same site.
    pub(super) fn site_address(self, reading: &mut Reading<'_, '_>) -> Option<String> {
        let address = self.text(reading)?;
        let is_folder = || relative_target(&format!("{}/", address.trim_end_matches('/'))).is_some();
        let found = (is_web_address(address) || is_folder()).then(|| address.to_owned());
        self.expected(found, "an address that begins with https://, or a folder such as papers/", reading)
    }

    /// Returns the beginning of the ids of elements.
    pub(super) fn id_prefix(self, reading: &mut Reading<'_, '_>) -> Option<String> {
        let text = self.text(reading)?;
        let is_id = text.starts_with(|first: char| first.is_ascii_alphabetic())
            && text.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character));
        self.expected(is_id.then(|| text.to_owned()), "a letter, followed by letters, digits, - and _", reading)
    }

    /// Returns a date or words.
    pub(super) fn date_or_words(self, reading: &mut Reading<'_, '_>) -> Option<String> {
        let found = match self.value.get_ref() {
            DeValue::Datetime(date) => Some(date.to_string()),
            DeValue::String(words) if !words.trim().is_empty() => Some(words.to_string()),
            _ => None,
        };
        self.expected(found, "a date such as 2026-12-01, or words in quotation marks", reading)
    }

    /// Returns whether something is shown.
    pub(super) fn shown(self, reading: &mut Reading<'_, '_>) -> Option<Shown> {
        self.boolean(reading).map(|is_shown| if is_shown { Shown::Yes } else { Shown::No })
    }

    /// Returns the address of a place in the web.
    pub(super) fn web_address(self, reading: &mut Reading<'_, '_>) -> Option<String> {
        let address = self.text(reading)?;
        self.expected(
            is_web_address(address).then(|| address.to_owned()),
            "an address that begins with https://",
            reading,
        )
    }

    fn text(self, reading: &mut Reading<'_, '_>) -> Option<&'t str> {
        self.expected(self.value.get_ref().as_str(), "a text in quotation marks", reading)
    }

    /// Returns the texts of a list; a single text is a list of one.
    pub(super) fn strings(self, reading: &mut Reading<'_, '_>) -> Vec<String> {
        self.texts(reading).into_iter().flatten().map(|(text, _)| text.to_owned()).collect()
    }

    /// Returns the texts of a list with their places in the file.
    pub(super) fn placed_strings(self, reading: &mut Reading<'_, '_>) -> Vec<(String, Place)> {
        let texts = self.texts(reading).unwrap_or_default();
        texts.into_iter().map(|(text, value)| (text.to_owned(), reading.source.place(value.span()))).collect()
    }

    fn texts(self, reading: &mut Reading<'_, '_>) -> Option<Vec<(&'t str, &'t Spanned<DeValue<'i>>)>> {
        const EXPECTED: &str = "a list of texts";
        if let Some(single) = self.value.get_ref().as_str() {
            return Some(vec![(single, self.value)]);
        }
        let list = self.expected(self.value.get_ref().as_array(), EXPECTED, reading)?;
        let mut strings = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_str() {
                Some(string) => strings.push((string, item)),
                None => reading.wrong(item, self.key, EXPECTED),
            }
        }
        Some(strings)
    }

    /// Returns true or false.
    pub(super) fn boolean(self, reading: &mut Reading<'_, '_>) -> Option<bool> {
        self.expected(self.value.get_ref().as_bool(), "true or false", reading)
    }

    /// Returns the second of two choices if the value is true, and the first one otherwise.
    pub(super) fn choice_of_boolean<T>(self, [no, yes]: [T; 2], reading: &mut Reading<'_, '_>) -> T {
        if self.boolean(reading).unwrap_or_default() { yes } else { no }
    }

    /// Returns a whole number.
    pub(super) fn number(self, reading: &mut Reading<'_, '_>) -> Option<usize> {
        self.expected(number(self.value.get_ref()), "a whole number that is not negative", reading)
    }

    /// Returns one of a list of choices.
    pub(super) fn choice<T: Choice>(self, reading: &mut Reading<'_, '_>) -> Option<T> {
        let found = self.value.get_ref().as_str().and_then(T::from_word);
        self.expected(found, &format!("one of {}", T::words()), reading)
    }

    /// Parses a text.
    pub(super) fn parsed<T: FromStr<Err: Display>>(self, reading: &mut Reading<'_, '_>) -> Option<T> {
        let text = self.text(reading)?;
        self.parse(text, self.value, reading)
    }

    /// Parses the texts of a list.
    pub(super) fn all_parsed<T: FromStr<Err: Display>>(self, reading: &mut Reading<'_, '_>) -> Option<Vec<T>> {
        let texts = self.texts(reading)?;
        Some(texts.into_iter().filter_map(|(text, value)| self.parse(text, value, reading)).collect())
    }

    fn parse<T: FromStr<Err: Display>>(
        self,
        text: &str,
        value: &Spanned<DeValue<'_>>,
        reading: &mut Reading<'_, '_>,
    ) -> Option<T> {
        match text.parse() {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                reading.report(Code::ConfigurationValue, value.span(), format!("“{}”: {error}", self.key));
                None
            }
        }
    }

    /// Returns the values of a table, by their names.
    pub(super) fn named_values(self, reading: &mut Reading<'_, '_>) -> Vec<(&'t str, Self)> {
        let values = self.table(reading).into_iter().flatten();
        values.map(|(key, value)| (key.get_ref().as_ref(), Self { key: key.get_ref(), value })).collect()
    }

    /// Returns the tables of a list of tables.
    pub(super) fn tables(self, reading: &mut Reading<'_, '_>) -> Vec<&'t DeTable<'i>> {
        let expected = format!("tables under [[{}]]", self.key);
        let list = self.expected(self.value.get_ref().as_array(), &expected, reading);
        let mut tables = Vec::new();
        for item in list.into_iter().flat_map(|list| list.iter()) {
            match item.get_ref().as_table() {
                Some(table) => tables.push(table),
                None => reading.wrong(item, self.key, &expected),
            }
        }
        tables
    }

    /// Returns a single table.
    pub(super) fn table(self, reading: &mut Reading<'_, '_>) -> Option<&'t DeTable<'i>> {
        self.expected(self.value.get_ref().as_table(), &format!("a table [{}]", self.key), reading)
    }
}

/// Returns a whole number that is not negative.
pub(super) fn number(value: &DeValue<'_>) -> Option<usize> {
    let integer = value.as_integer()?;
    usize::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn is_web_address(address: &str) -> bool {
    link_target(address).is_some_and(|target| target.starts_with("http"))
}
