//! Which records are compared at all: those that share a key, so that the cost grows with the number of records and not
//! with its square.

use std::hash::{DefaultHasher, Hash, Hasher as _};

use super::features::Features;
use super::title::Telling;

/// The maximum size of a block in which every record is compared with every other.
const WHOLE: usize = 32;

/// In a larger block, such as one of ten thousand editorials, the block is sorted by what distinguishes its records,
/// and a record is compared with this number of neighbours.
const NEIGHBOURS: usize = 6;

/// Returns the pairs to compare, each once, the lower index first.
pub(super) fn pairs(features: &[Features]) -> Vec<(usize, usize)> {
    let mut entries: Vec<(u64, u32)> = Vec::with_capacity(features.len() * 8);
    for (place, features) in (0_u32..).zip(features) {
        entries.extend(keys(features).into_iter().map(|key| (key, place)));
    }
    entries.sort_unstable();
    entries.dedup();
    let mut pairs = Vec::new();
    for block in entries.chunk_by(|one, other| one.0 == other.0).filter(|block| block.len() > 1) {
        let mut places: Vec<usize> = block.iter().map(|(_, place)| *place as usize).collect();
        let mut reach = places.len();
        if places.len() > WHOLE {
            reach = NEIGHBOURS;
            places.sort_by_cached_key(|&place| order(&features[place]));
        }
        for (at, &one) in places.iter().enumerate() {
            let end = places.len().min(at + 1 + reach);
            pairs.extend(places[at + 1..end].iter().map(|&other| (one.min(other), one.max(other))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The values that distinguish the records of a large block, the most distinguishing first; independent of the order of
/// the input.
fn order(features: &Features) -> impl Ord + use<> {
    (
        features.people.first_family().to_owned(),
        features.title.key.clone(),
        features.year,
        features.volume.clone(),
        features.page.clone(),
        features.content,
    )
}

/// The keys of a record.
fn keys(features: &Features) -> Vec<u64> {
    let mut keys = vec![hash(&("everything", features.content))];
    keys.extend(features.identity.block_keys().map(|key| hash(&("identifier", key))));
    let title = &features.title;
    if title.is_empty() {
        return keys;
    }
    let family = features.people.first_family();
    if title.telling() == Telling::Heading {
        keys.push(hash(&("heading", &title.key, family, features.year)));
        return keys;
    }
    keys.extend(title.block_keys().map(|key| hash(&("title", key))));
    let words = &title.significant;
    if words.len() >= 2 && !family.is_empty() {
        // A misprint is in one half of a title and leaves the other half unchanged.
        let some = (words.len() / 2).min(3);
        keys.push(hash(&("first", &words[..some], family)));
        keys.push(hash(&("last", &words[words.len() - some..], family)));
        let mut sorted = words.clone();
        sorted.sort_unstable();
        keys.push(hash(&("sorted", sorted)));
    }
    keys
}

fn hash(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
