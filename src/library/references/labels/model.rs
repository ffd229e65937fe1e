//! The weights of the field and the words that it knows, as `tests/training.rs` wrote them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::features::Joint;
use super::field::{Field, LABELS, OfPairs, STEP};

/// How many rows of weights there are.
pub(super) const ROWS: usize = 1 << 15;

/// The bytes of the weights for two labels in a row; those of the signs follow.
const PAIRS: usize = Joint::COUNT * LABELS * LABELS;

/// Each weight is a signed byte.
static WEIGHTS: &[u8; PAIRS + ROWS * LABELS] = include_bytes!("weights.bin");

/// One word a line, in lower case.
static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("words.txt").lines().collect());

static FIELD: LazyLock<Field<'static>> = LazyLock::new(|| {
    let (pairs, signs) = WEIGHTS.split_at(PAIRS);
    let score = |joint: usize, before: usize, label: usize| {
        f32::from(pairs[(joint * LABELS + before) * LABELS + label].cast_signed()) * STEP
    };
    let pairs: OfPairs = std::array::from_fn(|joint| {
        std::array::from_fn(|before| std::array::from_fn(|label| score(joint, before, label)))
    });
    let factors = pairs.map(|rows| rows.map(|row| row.map(f32::exp)));
    Field { signs: signs.as_chunks().0, pairs, factors }
});

/// Returns the field with its weights.
pub(super) fn field() -> &'static Field<'static> {
    &FIELD
}

/// Whether a word in lower case is one of those that count as themselves.
pub(super) fn is_known(word: &str) -> bool {
    WORDS.contains(word)
}
