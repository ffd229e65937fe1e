//! Citation keys: `lu2022speech` for Cheng Lu's "Speech Emotion Recognition via …" of 2022.
//!
//! The default pattern is the one of Google Scholar: family name of the first author, year, first significant word of the
//! title, in lower-case ASCII letters and digits. Particles belong to the name, written together ("vandenberg"), as most
//! reference managers sort them. Without authors the editors count, without both the first word of the title stands in
//! front and the second behind ("speech2022emotion"); without a year it is left out; without anything the type of
//! the work is the key. Other patterns are a [`KeyPattern`].
//!
//! Keys are unique whatever the case of their letters, as BibTeX does not tell `Lu2022` from `lu2022`. The first record of
//! a pattern keeps the plain key, the next ones get `a`, `b`, … `z`, `aa` behind it. Which record is the first?
//!
//! - Where ids are kept and only missing keys are made, the first in the input: records added later, and records of other
//!   patterns, change no key that was given.
//! - Where all keys are made anew, the one with the earliest date, and of one date the one whose title comes first: the
//!   order of the input makes no difference, and newer works change no key of older ones.

mod arguments;
mod brackets;
mod characters;
mod conditions;
mod formula;
mod markers;
mod modifiers;
mod name_markers;
mod pattern;
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

pub use characters::{KeyFolding, is_valid_key};
pub use pattern::{KeyPattern, KeyPatternError};
pub use stream::{KeyStream, KeyUse, Turn};

choices! {
    /// What becomes of the ids that records have already.
    pub enum KeyPolicy {
        /// They stay, as far as they can be citation keys and are unique.
        #[default]
        KeepIds = "keep" ("Keep them, and generate those that are missing"),
        /// Every record gets a new key.
        Regenerate = "generate" ("Generate all"),
    }
}

/// Gives keys to records, none of them twice.
///
/// It remembers fingerprints of the keys, 10 to 20 bytes of each. Two keys of which one is the other's by chance, which
/// happens once in 2^64 pairs, would cost the later one a suffix that it does not need.
#[derive(Debug, Default)]
pub struct KeyMaker {
    policy: KeyPolicy,
    pattern: Option<KeyPattern>,
    /// The keys given and reserved, in lower case.
    taken: Fingerprints,
    /// For each plain key that was made before, in lower case, how many suffixes were tried: so that a thousand equal keys
    /// cost a thousand steps.
    tried: HashMap<u64, u64>,
}

/// Gives every record a unique key of the default pattern, in place, and returns what changed: see [`KeyMaker::assign`].
pub fn assign_keys(records: &mut [Record], policy: KeyPolicy) -> Vec<(String, String)> {
    KeyMaker::new(policy).assign(records)
}

impl KeyMaker {
    /// A maker that has given no key yet.
    pub fn new(policy: KeyPolicy) -> Self {
        Self { policy, ..Self::default() }
    }

    /// The maker with a pattern for the keys that it makes; with the default one for `None`.
    #[must_use]
    pub fn with_pattern(self, pattern: Option<KeyPattern>) -> Self {
        Self { pattern, ..self }
    }

    /// Gives every record a unique key, in place, and returns what changed: old and new id, in the order of the records.
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

    /// The key of the next record: its id, where the policy keeps ids and the record has one, or one of the pattern. An
    /// id that cannot be a key is cleaned. Either gets a suffix when it was given before.
    pub fn key_for(&mut self, record: &Record) -> String {
        let plain = self.plain_key(record);
        self.unique(plain)
    }

    /// The keys of all the next records, in their order. Where all keys are made anew, it does not matter in what order
    /// the records stand: of those that would have the same key, the first by date and title gets it.
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

    /// The key that a record would get if it were the only one: see [`KeyMaker::unique`].
    pub fn plain_key(&self, record: &Record) -> String {
        let kept = match self.policy {
            KeyPolicy::KeepIds => clean_key(&record.id),
            KeyPolicy::Regenerate => String::new(),
        };
        let made = || self.pattern.as_ref().and_then(|pattern| pattern.key(record));
        if kept.is_empty() { made().unwrap_or_else(|| default_key(record)) } else { kept }
    }

    /// A key that no other record has, for the record of this plain one. [`KeyMaker::key_for`] does both; where many
    /// threads make plain keys, one of them makes them unique.
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

/// Every marker and every modifier of key patterns, with what it gives, as two lists for people.
pub fn key_pattern_help() -> String {
    let conditions = [
        ("[>N] or len(\">\", N)".to_owned(), "the key is longer than N up to here"),
        ("[=article/book], type(...)".to_owned(), "the work is of one of these types of BibTeX or CSL"),
        ("language(\"de\")".to_owned(), "the work is in that language (in formulas)"),
    ];
    let mut help = String::new();
    for (title, rows) in [
        ("Markers, in brackets (or as functions of a formula):", markers::help()),
        ("Modifiers, behind a colon (or behind a dot in a formula):", modifiers::help()),
        ("Conditions; where one does not hold, what stands behind the next | counts:", conditions.to_vec()),
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

/// The key of the default pattern, not yet unique: `lu2022speech`.
pub fn default_key(record: &Record) -> String {
    let name = [NameVariable::Author, NameVariable::Editor]
        .into_iter()
        .filter_map(|variable| record.names.get(&variable)?.list.first())
        .map(|name| key_letters(&name.family_with_particles()))
        .find(|name| !name.is_empty());
    // As read, "$\\mathcal{A}$-Distance" starts with an A and not with "mathcal".
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
