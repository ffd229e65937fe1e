//! Sorts works in the order of a style (CSL 1.0.2, "Sorting").

use std::cmp::Ordering;

use icu_collator::options::{AlternateHandling, CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale as Language;

use super::eval::{Cite, Engine, Evaluation, SortForm, date_sort_key};
use super::names::{Everywhere, NAME_PART_SEPARATOR};
use super::output::{Finish, Node, finish, plain};
use super::parallel::Threads;
use super::style::ir::{NameOptions, SortBy, SortKey};
use super::variable::{NumberName, VariableName};
use crate::model::{NumberVariable, TextVariable};

/// The value of one key: `None` comes after all others, whatever the direction.
type Value = Option<String>;

/// Compares works by the keys of a style.
pub(super) struct Sorter<'e, 's> {
    engine: &'e Engine<'s>,
    keys: &'e [SortKey],
    names: &'e NameOptions,
    /// Given names that all cites show also affect keys.
    given_names: &'e Everywhere,
    collator: Option<CollatorBorrowed<'static>>,
    threads: Threads,
}

impl<'s: 'e, 'e> Sorter<'e, 's> {
    /// Creates a sorter for the keys of an area, with the area's options for names.
    pub(super) fn new(
        engine: &'e Engine<'s>,
        keys: &'e [SortKey],
        names: &'e NameOptions,
        given_names: &'e Everywhere,
        threads: Threads,
    ) -> Self {
        Self { engine, keys, names, given_names, collator: collator(&engine.locale.code), threads }
    }

    /// Sorts works; those that are equal in all keys keep their order. `cite` returns the properties of a work's cite.
    pub(super) fn sort(&self, works: &mut [usize], cite: impl Fn(usize) -> Cite<'e> + Sync) {
        self.sort_by_keys(self.keys, works, &cite);
    }

    /// Sorts by the first of these keys, and each run of equal works by the rest: few works need a second key.
    fn sort_by_keys(&self, keys: &'e [SortKey], works: &mut [usize], cite: &(impl Fn(usize) -> Cite<'e> + Sync)) {
        let Some((key, rest)) = keys.split_first().filter(|_| works.len() > 1) else { return };
        let values = self.threads.map(works.len(), |place| self.value(key, cite(works[place])));
        let mut sorted: Vec<(usize, Value)> = works.iter().copied().zip(values).collect();
        let compare = |(_, one): &(usize, Value), (_, other): &(usize, Value)| self.compare(key, one, other);
        sorted.sort_by(compare);
        let runs: Vec<usize> =
            sorted.chunk_by(|one, other| compare(one, other) == Ordering::Equal).map(<[_]>::len).collect();
        for (place, (work, _)) in works.iter_mut().zip(sorted) {
            *place = work;
        }
        let mut left = works;
        for run in runs {
            let (equal, others) = left.split_at_mut(run);
            self.sort_by_keys(rest, equal, cite);
            left = others;
        }
    }

    /// Compares two values of a key by the rules of the language.
    fn compare(&self, key: &SortKey, one: &Value, other: &Value) -> Ordering {
        let collated = |one: &str, other: &str| match &self.collator {
            Some(collator) => collator.compare(one, other),
            None => {
                let [one, other] = [one, other].map(str::to_lowercase);
                one.split(NAME_PART_SEPARATOR).cmp(other.split(NAME_PART_SEPARATOR))
            }
        };
        match (one, other) {
            (Some(one), Some(other)) if key.descending => collated(other, one),
            (Some(one), Some(other)) => collated(one, other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }

    fn value(&self, key: &'e SortKey, cite: Cite<'e>) -> Value {
        let mut text = match &key.by {
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
        // Punctuation is ignored.
        text.retain(|character| character.is_alphanumeric() || character.is_whitespace());
        match text.trim() {
            "" => None,
            trimmed if trimmed.len() == text.len() => Some(text),
            trimmed => Some(trimmed.to_owned()),
        }
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
}

/// Base letters and spaces matter, accents and case do not, and digits are compared as numbers.
fn collator(code: &str) -> Option<CollatorBorrowed<'static>> {
    let language: Language = code.parse().unwrap_or(Language::UNKNOWN);
    let mut preferences = CollatorPreferences::from(&language);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Primary);
    options.alternate_handling = Some(AlternateHandling::NonIgnorable);
    Collator::try_new(preferences, options).ok()
}
