//! How records are converted.

use std::num::NonZero;

use crate::choice::choices;
use crate::keys::{KeyPattern, KeyPolicy};
use crate::query::Query;
use crate::query::SortKey;
use crate::seam::WriteOptions;

/// How records are converted.
#[derive(Debug, Clone)]
pub struct ConvertOptions {
    /// How the format is written.
    pub write: WriteOptions,
    /// What becomes of the ids that records have.
    pub keys: KeyPolicy,
    /// How keys are made; `None` for the default.
    pub key_pattern: Option<KeyPattern>,
    /// Which records are converted; all without one.
    pub query: Option<Query>,
    /// The order of the records; as they come when it is empty.
    pub sort: Vec<SortKey>,
    /// The letter case of English titles.
    pub titles: TitleCase,
    /// The letter case of people's names that are in capitals.
    pub names: NameCase,
    /// How many threads read and write; `None` for as many as there are cores.
    pub threads: Option<NonZero<usize>>,
    /// How many bytes of an input one thread reads at once.
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
    /// The letter case in which names that are in capitals are written.
    pub enum NameCase {
        /// As in the input.
        #[default]
        Keep = "keep" ("As in the input"),
        /// In the usual one: [`Record::names_to_usual_case`](crate::Record::names_to_usual_case).
        Usual = "usual" ("In the usual one: DE LA CRUZ becomes de la Cruz, and McDonald gets its capital"),
    }
}
