//! A conditional random field of first order: scores of labels for each token and for two labels in a row.

use super::Label;
use super::features::{Features, Joint};

/// How many labels there are.
pub(super) const LABELS: usize = 12;

/// For each token, the probability of each label.
pub(super) type Probabilities = Vec<[f32; LABELS]>;

/// The weights of a field.
pub(super) struct Field<'a> {
    /// For each row of signs, a weight for each label: a signed byte, in steps of [`STEP`]. A sign has the row of its hash
    /// modulo the number of rows.
    pub(super) signs: &'a [[u8; LABELS]],
    /// For each joint and label, the score of each label after it.
    pub(super) pairs: OfPairs,
    /// The exponentials of these scores.
    pub(super) factors: OfPairs,
}

/// For each joint and label, a value of each label after it.
pub(super) type OfPairs = [[[f32; LABELS]; LABELS]; Joint::COUNT];

/// The unit of the weights.
pub(super) const STEP: f32 = 3.0 / 127.0;

impl Field<'_> {
    /// Returns the score of each label for each token.
    pub(super) fn scores(&self, features: &Features) -> Vec<[f32; LABELS]> {
        let score = |signs: &Vec<u32>| {
            let mut sum = [0_i32; LABELS];
            for sign in signs {
                let row = &self.signs[*sign as usize % self.signs.len()];
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += i32::from(weight.cast_signed());
                }
            }
            sum.map(|sum| sum as f32 * STEP)
        };
        features.of.iter().map(score).collect()
    }

    /// Returns the labels with the highest score (Viterbi).
    pub(super) fn best(&self, scores: &[[f32; LABELS]], joints: &[Joint]) -> Vec<Label> {
        let Some(first) = scores.first() else { return Vec::new() };
        let mut best = *first;
        let mut from = vec![[0_usize; LABELS]; scores.len()];
        for index in 1..scores.len() {
            let pairs = &self.pairs[joints[index] as usize];
            let mut next = [0.0; LABELS];
            for label in 0..LABELS {
                let sum = |before: usize| best[before] + pairs[before][label];
                let before = (0..LABELS).max_by(|&one, &other| sum(one).total_cmp(&sum(other))).unwrap_or_default();
                next[label] = sum(before) + scores[index][label];
                from[index][label] = before;
            }
            best = next;
        }
        let mut label = (0..LABELS).max_by(|&one, &other| best[one].total_cmp(&best[other])).unwrap_or_default();
        let mut labels = vec![Label::None; scores.len()];
        for index in (0..scores.len()).rev() {
            labels[index] = Label::ALL[label];
            label = from[index][label];
        }
        labels
    }

    /// Returns the probability of each label for each token (forward and backward).
    pub(super) fn probabilities(&self, scores: &[[f32; LABELS]], joints: &[Joint]) -> Probabilities {
        probabilities(scores, joints, &self.factors, |_, _| {})
    }
}

/// Returns the probability of each label for each token; `pair` gets those of two labels in a row, from the last token
/// to the second.
pub(super) fn probabilities(
    scores: &[[f32; LABELS]],
    joints: &[Joint],
    factors: &OfPairs,
    mut pair: impl FnMut(usize, &[[f32; LABELS]; LABELS]),
) -> Probabilities {
    let Some(last) = scores.len().checked_sub(1) else { return Vec::new() };
    let own: Vec<[f32; LABELS]> = scores
        .iter()
        .map(|row| {
            let highest = row.iter().copied().fold(f32::MIN, f32::max);
            row.map(|score| (score - highest).exp())
        })
        .collect();
    let mut forward = vec![normed(own[0])];
    for index in 1..=last {
        let mut sums = [0.0; LABELS];
        for (before, row) in forward[index - 1].iter().zip(&factors[joints[index] as usize]) {
            for (sum, factor) in sums.iter_mut().zip(row) {
                *sum += before * factor;
            }
        }
        for (sum, own) in sums.iter_mut().zip(&own[index]) {
            *sum *= own;
        }
        forward.push(normed(sums));
    }
    let mut backward = [1.0; LABELS];
    let mut result = vec![[0.0; LABELS]; scores.len()];
    for index in (0..=last).rev() {
        let product =
            |one: &[f32; LABELS], other: &[f32; LABELS]| std::array::from_fn(|label| one[label] * other[label]);
        result[index] = normed(product(&forward[index], &backward));
        if index == 0 {
            break;
        }
        let factors = &factors[joints[index] as usize];
        let behind = product(&own[index], &backward);
        let mut pairs = [[0.0; LABELS]; LABELS];
        let mut sum = 0.0;
        for (row, (before, factors)) in pairs.iter_mut().zip(forward[index - 1].iter().zip(factors)) {
            for ((cell, factor), behind) in row.iter_mut().zip(factors).zip(&behind) {
                *cell = before * factor * behind;
                sum += *cell;
            }
        }
        for cell in pairs.as_flattened_mut() {
            *cell /= sum.max(f32::MIN_POSITIVE);
        }
        pair(index, &pairs);
        backward = normed(std::array::from_fn(|label| {
            factors[label].iter().zip(&behind).map(|(factor, behind)| factor * behind).sum()
        }));
    }
    result
}

/// Scales values so that their sum is 1.
fn normed(values: [f32; LABELS]) -> [f32; LABELS] {
    let sum: f32 = values.iter().sum();
    values.map(|value| value / sum.max(f32::MIN_POSITIVE))
}
