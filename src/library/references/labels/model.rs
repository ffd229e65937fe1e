//! The weights of the field and the words that it knows, as `tests/training.rs` wrote them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::features::Joint;
use super::field::{Field, LABELS};

/// How many rows of weights there are.
pub(super) const ROWS: usize = 1 << 15;

/// The bytes of the weights for two labels in a row; those of the signs follow.
const PAIRS: usize = Joint::COUNT * LABELS * LABELS;

/// Each weight is a signed byte.
static WEIGHTS: &[u8; PAIRS + ROWS * LABELS] = include_bytes!("weights.bin");

/// One word a line, in lower case.
static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("words.txt").lines().collect());

static SIGNS: LazyLock<Vec<[i8; LABELS]>> = LazyLock::new(|| {
    let (rows, _) = WEIGHTS[PAIRS..].as_chunks::<LABELS>();
    rows.iter().map(|row| row.map(u8::cast_signed)).collect()
});

static PAIR_WEIGHTS: LazyLock<[[[i8; LABELS]; LABELS]; Joint::COUNT]> = LazyLock::new(|| {
    let weight =
        |joint: usize, before: usize, label: usize| WEIGHTS[(joint * LABELS + before) * LABELS + label].cast_signed();
    std::array::from_fn(|joint| std::array::from_fn(|before| std::array::from_fn(|label| weight(joint, before, label))))
});

/// Returns the field with its weights.
pub(super) fn field() -> Field<'static> {
    Field { signs: &SIGNS, pairs: &PAIR_WEIGHTS }
}

/// Whether a word in lower case is one of those that count as themselves.
pub(super) fn is_known(word: &str) -> bool {
    WORDS.contains(word)
}
