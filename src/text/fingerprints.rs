//! A set of texts that only stores their fingerprints.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher, Hasher};

/// The number of tables in the set: when one of them grows, the others need not be in memory twice.
const TABLES: usize = 64;

/// Remembers which texts were seen by 64 bits of each, so that millions of them fit into memory: 10 to 20 bytes for
/// each text, whatever its length.
///
/// Two texts have the same fingerprint with a probability of 1 in 2^64: among ten million texts, this happens for one
/// pair in 400,000 such sets. Which texts these are is the same in every run.
#[derive(Debug, Default)]
pub struct Fingerprints {
    tables: Vec<HashSet<u64, BuildHasherDefault<AsItIs>>>,
}

/// Returns the 64-bit fingerprint of a text.
pub fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new(); // with a key that is always the same
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Fingerprints {
    /// Adds a text; returns whether it is new.
    pub fn insert(&mut self, text: &str) -> bool {
        self.insert_fingerprint(fingerprint(text))
    }

    /// Adds the text of a fingerprint; returns whether it is new.
    pub fn insert_fingerprint(&mut self, fingerprint: u64) -> bool {
        if self.tables.is_empty() {
            self.tables.resize_with(TABLES, HashSet::default);
        }
        self.tables[Self::table(fingerprint)].insert(fingerprint)
    }

    /// Returns whether a text was added.
    pub fn contains(&self, text: &str) -> bool {
        let fingerprint = fingerprint(text);
        self.tables.get(Self::table(fingerprint)).is_some_and(|table| table.contains(&fingerprint))
    }

    /// The number of the table, from bits that the table itself does not use first.
    const fn table(fingerprint: u64) -> usize {
        (fingerprint >> 32) as usize % TABLES
    }
}

/// A hasher that returns its input: fingerprints are practically random already.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprints, fingerprint};

    #[test]
    fn every_text_is_new_once() {
        let mut set = Fingerprints::default();
        assert!(!set.contains("key0"));
        for number in 0..10_000 {
            assert!(set.insert(&format!("key{number}")), "{number}");
        }
        for number in 0..10_000 {
            assert!(set.contains(&format!("key{number}")) && !set.insert(&format!("key{number}")));
        }
        assert!(!set.contains("key10000") && !set.insert_fingerprint(fingerprint("key7")));
    }
}
