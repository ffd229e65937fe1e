//! Options of conversions.

use std::num::NonZero;

use crate::choice::choices;
use crate::keys::{KeyPattern, KeyPolicy};
use crate::query::Query;
use crate::query::SortKey;
use crate::seam::WriteOptions;

/// Options of a conversion.
///
/// ```
/// use std::num::NonZero;
///
/// use publist::ConvertOptions;
/// use publist::convert::TitleCase;
///
/// let options = ConvertOptions::default().with_titles(TitleCase::Sentence).with_threads(NonZero::new(1));
/// assert_eq!(options.titles, TitleCase::Sentence);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ConvertOptions {
    /// The options of the written format.
    pub write: WriteOptions,
    /// What happens to the ids that records have.
    pub keys: KeyPolicy,
    /// The pattern of generated keys; `None` for the default pattern.
    pub key_pattern: Option<KeyPattern>,
    /// Which records are converted; `None` for all.
    pub query: Option<Query>,
    /// The order of the records; if empty, the order of the input.
    pub sort: Vec<SortKey>,
    /// The letter case of English titles.
    pub titles: TitleCase,
    /// The letter case of personal names in capitals.
    pub names: NameCase,
    /// The number of threads that read and write; `None` for the number of cores.
    pub threads: Option<NonZero<usize>>,
    /// The number of bytes of an input that a thread reads at once.
    pub block_size: usize,
}

impl ConvertOptions {
    /// Sets the options of the written format.
    #[must_use]
    pub fn with_write(self, write: WriteOptions) -> Self {
        Self { write, ..self }
    }

    /// Sets what happens to the ids that records have.
    #[must_use]
    pub fn with_keys(self, keys: KeyPolicy) -> Self {
        Self { keys, ..self }
    }

    /// Sets the pattern of generated keys; `None` for the default pattern.
    #[must_use]
    pub fn with_key_pattern(self, key_pattern: impl Into<Option<KeyPattern>>) -> Self {
        Self { key_pattern: key_pattern.into(), ..self }
    }

    /// Sets which records are converted; `None` for all.
    #[must_use]
    pub fn with_query(self, query: impl Into<Option<Query>>) -> Self {
        Self { query: query.into(), ..self }
    }

    /// Sets the order of the records.
    #[must_use]
    pub fn with_sort(self, sort: Vec<SortKey>) -> Self {
        Self { sort, ..self }
    }

    /// Sets the letter case of English titles.
    #[must_use]
    pub fn with_titles(self, titles: TitleCase) -> Self {
        Self { titles, ..self }
    }

    /// Sets the letter case of personal names in capitals.
    #[must_use]
    pub fn with_names(self, names: NameCase) -> Self {
        Self { names, ..self }
    }

    /// Sets the number of threads; `None` for the number of cores.
    #[must_use]
    pub fn with_threads(self, threads: impl Into<Option<NonZero<usize>>>) -> Self {
        Self { threads: threads.into(), ..self }
    }

    /// Sets the number of bytes of an input that a thread reads at once.
    #[must_use]
    pub fn with_block_size(self, block_size: usize) -> Self {
        Self { block_size, ..self }
    }
}

impl Default for ConvertOptions {
    fn default() -> Self {
        Self {
            write: WriteOptions::default(),
            keys: KeyPolicy::default(),
            key_pattern: None,
            query: None,
            sort: Vec::new(),
            titles: TitleCase::default(),
            names: NameCase::default(),
            threads: None,
            block_size: 1 << 20,
        }
    }
}

choices! {
    /// The letter case in which titles are written.
    pub enum TitleCase {
        /// As in the input.
        #[default]
        Keep = "keep" ("As in the input"),
        /// In sentence case: [`Record::titles_to_sentence_case`](crate::Record::titles_to_sentence_case).
        Sentence = "sentence" ("Sentence case; acronyms, single letters and words after a colon keep their capitals, names do not"),
    }
}

choices! {
    /// The letter case in which names in capitals are written.
    pub enum NameCase {
        /// As in the input.
        #[default]
        Keep = "keep" ("As in the input"),
        /// In the usual case: [`Record::names_to_usual_case`](crate::Record::names_to_usual_case).
        Usual = "usual" ("The usual letter case: DE LA CRUZ becomes de la Cruz, and MCDONALD becomes McDonald"),
    }
}
