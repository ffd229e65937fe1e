//! Citation keys: `lu2022speech` for Cheng Lu's "Speech Emotion Recognition via …" of 2022.
//!
//! The default pattern is the one of Google Scholar: family name of the first author, year, first significant word of
//! the title, in lower-case ASCII letters and digits. Particles belong to the name and are written together
//! ("vandenberg"), as most reference managers sort them. Without authors, the editors are used. Without both, the key
//! starts with the first word of the title and the second follows the year ("speech2022emotion"). A missing year is
//! left out. If all of these are missing, the key is the type of the work. For other patterns, see [`KeyPattern`].
//!
//! Keys are unique regardless of the case of their letters, because BibTeX does not distinguish `Lu2022` from `lu2022`.
//! The first record for a key keeps the plain key, the next ones get the suffix `a`, `b`, … `z`, `aa`. Which record is
//! the first?
//!
//! - If ids are kept and only missing keys are generated, the first in the input: records added later, and records of
//!   other patterns, do not change existing keys.
//! - If all keys are generated, the one with the earliest date, and among those of one date the one whose title sorts
//!   first: the order of the input makes no difference, and newer works do not change the keys of older ones.

mod arguments;
mod brackets;
mod characters;
mod conditions;
mod formula;
mod markers;
mod modifiers;
mod name_markers;
mod part;
mod pattern;
mod settings;
mod stream;
mod title_markers;

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::choice::choices;
use crate::markup::text_as_read;
use crate::model::{NameVariable, Record, TextVariable};
use crate::text::fingerprints::{Fingerprints, fingerprint};
use crate::text::words::significant_words;

use characters::{clean_key, key_letters};

pub use crate::seam::KeyUse;
pub use characters::{KeyFolding, is_valid_key};
pub use pattern::KeyPattern;
pub use stream::{KeyStream, Turn};

choices! {
    /// What happens to the ids that records already have.
    pub enum KeyPolicy {
        /// They are kept, if they can be citation keys and are unique.
        #[default]
        KeepIds = "keep" ("Keep them, and generate missing ones"),
        /// Every record gets a new key.
        Regenerate = "generate" ("Generate all"),
    }
}

/// Assigns keys to records, each key only once.
///
/// It remembers fingerprints of the keys, which take 10 to 20 bytes each. If the fingerprints of two keys collide,
/// which happens once in 2^64 pairs, the later one gets a suffix that it does not need.
#[derive(Debug, Default)]
pub struct KeyMaker {
    policy: KeyPolicy,
    pattern: Option<KeyPattern>,
    /// The keys assigned and reserved, in lower case.
    taken: Fingerprints,
    /// For each plain key generated before, in lower case, how many suffixes were tried, so that a thousand equal keys
    /// take only a thousand steps.
    tried: HashMap<u64, u64>,
}

/// Assigns a unique key of the default pattern to every record, in place, and returns what changed: see
/// [`KeyMaker::assign`].
pub fn assign_keys(records: &mut [Record], policy: KeyPolicy) -> Vec<(String, String)> {
    KeyMaker::new(policy).assign(records)
}

impl KeyMaker {
    /// Creates a maker that has not assigned any key yet.
    pub fn new(policy: KeyPolicy) -> Self {
        Self { policy, ..Self::default() }
    }

    /// Sets the pattern for the keys that are generated; `None` means the default pattern.
    #[must_use]
    pub fn with_pattern(self, pattern: Option<KeyPattern>) -> Self {
        Self { pattern, ..self }
    }

    /// Assigns a unique key to every record, in place, and returns the changes: old and new id, in the order of the
    /// records.
    ///
    /// With [`KeyPolicy::KeepIds`], the ids that stay are reserved first, so that no new key takes one of them.
    pub fn assign(&mut self, records: &mut [Record]) -> Vec<(String, String)> {
        let mut keyless: Vec<usize> = (0..records.len()).collect();
        if self.policy == KeyPolicy::KeepIds {
            keyless.retain(|&index| {
                let id = &records[index].id;
                !is_valid_key(id) || !self.taken.insert(&id.to_lowercase())
            });
        }
        let keys = self.keys_for(&keyless.iter().map(|&index| &records[index]).collect::<Vec<_>>());
        let mut changes = Vec::new();
        for (index, key) in keyless.into_iter().zip(keys) {
            let id = &mut records[index].id;
            if key != *id {
                changes.push((std::mem::replace(id, key.clone()), key));
            }
        }
        changes
    }

    /// Returns the key of the next record: its id, if the policy keeps ids and the record has one, or otherwise a key
    /// of the pattern. An id that cannot be a key is cleaned. Either gets a suffix if it was assigned before.
    pub fn key_for(&mut self, record: &Record) -> String {
        let plain = self.plain_key(record);
        self.unique(plain)
    }

    /// Returns the keys of all the next records, in their order. If all keys are generated, the order of the records
    /// does not matter: of those that would have the same key, the first by date and title gets it.
    pub fn keys_for(&mut self, records: &[&Record]) -> Vec<String> {
        let mut keys: Vec<String> = records.iter().map(|record| self.plain_key(record)).collect();
        let mut order: Vec<usize> = (0..records.len()).collect();
        if self.policy == KeyPolicy::Regenerate {
            order.sort_by_cached_key(|&index| markers::rank(records[index]));
        }
        for index in order {
            let plain = std::mem::take(&mut keys[index]);
            keys[index] = self.unique(plain);
        }
        keys
    }

    /// Returns the key that a record would get if it were the only one: see [`KeyMaker::unique`].
    pub fn plain_key(&self, record: &Record) -> String {
        let kept = match self.policy {
            KeyPolicy::KeepIds => clean_key(&record.id),
            KeyPolicy::Regenerate => String::new(),
        };
        let made = || self.pattern.as_ref().and_then(|pattern| pattern.key(record));
        if kept.is_empty() { made().unwrap_or_else(|| default_key(record)) } else { kept }
    }

    /// Returns a unique key based on a plain key. [`KeyMaker::key_for`] does both steps; if several threads make plain
    /// keys, one of them makes the keys unique.
    pub fn unique(&mut self, plain: String) -> String {
        let lower = plain.to_lowercase();
        if self.taken.insert(&lower) {
            return plain;
        }
        let tried = self.tried.entry(fingerprint(&lower)).or_default();
        loop {
            let suffix = letters(*tried);
            *tried += 1;
            if self.taken.insert(&format!("{lower}{suffix}")) {
                return format!("{plain}{suffix}");
            }
        }
    }
}

/// Returns help on every marker and every modifier of key patterns, as two lists.
pub fn key_pattern_help() -> String {
    let conditions = [
        ("[>N] or len(\">\", N)".to_owned(), "the key so far is longer than N"),
        ("[=article/book], type(...)".to_owned(), "the work is of one of these types of BibTeX or CSL"),
        ("language(\"de\")".to_owned(), "the work is in that language (in formulas)"),
    ];
    let mut help = String::new();
    for (title, rows) in [
        ("Markers, in brackets (or as functions of a formula):", markers::help()),
        ("Modifiers, after a colon (or after a dot in a formula):", modifiers::help()),
        ("Conditions; if one is false, the alternative after the next | is used:", conditions.to_vec()),
    ] {
        let _ = writeln!(help, "{title}"); // writing to a string cannot fail
        for (name, meaning) in rows {
            let gap = if name.chars().count() > 26 { format!("\n{:29}", "") } else { " ".to_owned() };
            let _ = writeln!(help, "  {name:<26}{gap}{meaning}");
        }
        help.push('\n');
    }
    help.truncate(help.trim_end().len());
    help
}

/// Returns the key of the default pattern, which may not be unique: `lu2022speech`.
pub fn default_key(record: &Record) -> String {
    let name = [NameVariable::Author, NameVariable::Editor]
        .into_iter()
        .filter_map(|variable| record.names(variable)?.list.first())
        .map(|name| key_letters(&name.family_with_particles()))
        .find(|name| !name.is_empty());
    // Read as plain text, "$\\mathcal{A}$-Distance" starts with an A and not with "mathcal".
    let title = record.text(TextVariable::Title).map(text_as_read).unwrap_or_default();
    let mut words = significant_words(&title, record.language.as_deref())
        .into_iter()
        .map(key_letters)
        .filter(|word| !word.is_empty());
    let year = Some(markers::year(record)).filter(|year| !year.is_empty());
    let first = name.or_else(|| words.next());
    let key: String = [first, year, words.next()].into_iter().flatten().collect();
    if key.is_empty() { key_letters(record.kind.name()) } else { key }
}

/// The suffix of a number: a to z, aa to zz, and so on.
fn letters(number: u64) -> String {
    let mut reversed = Vec::new();
    let mut rest = number + 1;
    while rest > 0 {
        rest -= 1;
        // A number below 26.
        reversed.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    reversed.into_iter().rev().collect()
}

#[cfg(test)]
mod tests;
