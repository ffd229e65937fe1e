//! Options of conversions.

use std::num::NonZero;

use crate::choice::choices;
use crate::keys::{KeyPattern, KeyPolicy};
use crate::query::Query;
use crate::query::SortKey;
use crate::seam::WriteOptions;

/// Options of a conversion.
#[derive(Debug, Clone)]
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
        Sentence = "sentence" ("In sentence case; acronyms, single letters and words after a colon keep their capitals, names do not"),
    }
}

choices! {
    /// The letter case in which names in capitals are written.
    pub enum NameCase {
        /// As in the input.
        #[default]
        Keep = "keep" ("As in the input"),
        /// In the usual case: [`Record::names_to_usual_case`](crate::Record::names_to_usual_case).
        Usual = "usual" ("In the usual one: DE LA CRUZ becomes de la Cruz, and McDonald gets its capital"),
    }
}
