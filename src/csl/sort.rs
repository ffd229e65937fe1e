//! Puts works in the order of a style (CSL 1.0.2, "Sorting").

use std::cmp::Ordering;

use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale as Language;

use super::disambiguate::Everywhere;
use super::eval::{Cite, Engine, Evaluation, SortForm, date_sort_key};
use super::output::{Finish, Node, finish, plain};
use super::style::ir::{NameOptions, SortBy, SortKey};
use super::variable::{NumberName, VariableName};
use crate::model::{NumberVariable, TextVariable};

/// The value of one key: `None` goes behind all others, whatever the direction.
type Value = Option<Vec<u8>>;

/// The values of all keys of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SortValues(Vec<Value>);

/// Compares works by the keys of a style.
pub(super) struct Sorter<'e, 's> {
    engine: &'e Engine<'s>,
    keys: &'e [SortKey],
    names: &'e NameOptions,
    /// Given names that all cites show are seen by keys, too.
    given_names: &'e Everywhere,
    collator: Option<CollatorBorrowed<'static>>,
}

impl<'s: 'e, 'e> Sorter<'e, 's> {
    /// A sorter for the keys of an area, with the area's options for names.
    pub(super) fn new(
        engine: &'e Engine<'s>,
        keys: &'e [SortKey],
        names: &'e NameOptions,
        given_names: &'e Everywhere,
    ) -> Self {
        Self { engine, keys, names, given_names, collator: collator(&engine.locale.code) }
    }

    /// The values of a work.
    pub(super) fn values(&self, cite: Cite<'e>) -> SortValues {
        SortValues(self.keys.iter().map(|key| self.value(key, cite)).collect())
    }

    /// How two works compare.
    pub(super) fn compare(&self, one: &SortValues, other: &SortValues) -> Ordering {
        for ((key, one), other) in self.keys.iter().zip(&one.0).zip(&other.0) {
            let order = match (one, other) {
                (Some(one), Some(other)) if key.descending => other.cmp(one),
                (Some(one), Some(other)) => one.cmp(other),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            };
            if order != Ordering::Equal {
                return order;
            }
        }
        Ordering::Equal
    }

    fn value(&self, key: &'e SortKey, cite: Cite<'e>) -> Value {
        let text = match &key.by {
            SortBy::Macro(index) => {
                let mut evaluation = Evaluation::new(self.engine, cite, self.names);
                evaluation.sort = Some(SortForm { names: &key.names });
                evaluation.given_names = Some(self.given_names);
                let elements = self.engine.program.macros.get(*index)?;
                let node = Node::group(evaluation.elements(elements));
                plain(&node, Finish { locale: self.engine.locale })
            }
            SortBy::Variable(variable) => self.variable(*variable, cite, key)?,
        };
        // Punctuation does not count.
        let text: String =
            text.chars().filter(|character| character.is_alphanumeric() || character.is_whitespace()).collect();
        let text = text.trim();
        (!text.is_empty()).then(|| self.collated(text))
    }

    fn variable(&self, variable: VariableName, cite: Cite<'e>, key: &'e SortKey) -> Option<String> {
        let mut evaluation = Evaluation::new(self.engine, cite, self.names);
        match variable {
            VariableName::Names(variable) => {
                evaluation.sort = Some(SortForm { names: &key.names });
                let node = evaluation.names_for_sorting(variable)?;
                Some(finish(&node, Finish { locale: self.engine.locale }).to_plain())
            }
            VariableName::Date(variable) => cite.item.date(variable).map(date_sort_key),
            VariableName::Number(NumberName::Of(NumberVariable::CitationNumber)) => {
                cite.citation_number.map(|number| format!("{number:012}"))
            }
            VariableName::Text(TextVariable::CitationLabel) => Some(evaluation.citation_label()),
            other => evaluation.plain_value(other).map(|value| value.into_owned()),
        }
    }

    /// A text as bytes that compare as the language wants it.
    fn collated(&self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        if let Some(collator) = &self.collator
            && collator.write_sort_key_to(text, &mut bytes).is_ok()
        {
            return bytes;
        }
        text.to_lowercase().into_bytes()
    }
}

/// Base letters and spaces count, accents and case do not, and digits count as numbers.
fn collator(code: &str) -> Option<CollatorBorrowed<'static>> {
    let language: Language = code.parse().unwrap_or(Language::UNKNOWN);
    let mut preferences = CollatorPreferences::from(&language);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    options.alternate_handling = Some(AlternateHandling::NonIgnorable);
    Collator::try_new(preferences, options).ok()
}
