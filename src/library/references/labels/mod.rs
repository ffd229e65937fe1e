//! Labels the words of a reference: to which part each belongs, and how certain that is.
//!
//! A conditional random field (Lafferty, McCallum and Pereira, “Conditional random fields: probabilistic models for
//! segmenting and labeling sequence data”, ICML 2001) chooses the most probable labels. Its weights were trained with
//! references that the CSL processor of this crate printed, of which the parts are known; see `tests/`. What the
//! rules of this reader found are some of the signs that it sees.

mod features;
mod field;
mod model;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use features::features;
use field::{LABELS, Probabilities};

pub(super) use tokens::{Token, tokens};

/// To which part of a reference a token belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Label {
    /// What belongs to no part: punctuation between parts, words such as "In", and what has no label.
    None,
    /// The names at the beginning.
    Names,
    /// Names elsewhere: of editors and translators.
    OtherNames,
    Year,
    Title,
    /// The journal, or the book of a chapter.
    Container,
    Volume,
    Issue,
    Pages,
    /// The publisher and its place.
    Publisher,
    /// The series of a book.
    Series,
    Edition,
}

impl Label {
    /// All labels, in the order of their numbers.
    pub(super) const ALL: [Self; LABELS] = [
        Self::None,
        Self::Names,
        Self::OtherNames,
        Self::Year,
        Self::Title,
        Self::Container,
        Self::Volume,
        Self::Issue,
        Self::Pages,
        Self::Publisher,
        Self::Series,
        Self::Edition,
    ];

    /// What messages call the part.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::None => "the rest",
            Self::Names => "the names",
            Self::OtherNames => "the names of editors",
            Self::Year => "the year",
            Self::Title => "the title",
            Self::Container => "the journal or book",
            Self::Volume => "the volume",
            Self::Issue => "the issue",
            Self::Pages => "the pages",
            Self::Publisher => "the publisher",
            Self::Series => "the series",
            Self::Edition => "the edition",
        }
    }
}

/// A reference whose tokens have labels.
pub(super) struct Labelled {
    tokens: Vec<Token>,
    labels: Vec<Label>,
    probabilities: Probabilities,
}

/// A part of a reference, and how probable it is that it begins and ends there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Where it is in the text.
    pub(super) range: Range<usize>,
    /// Between 0 and 1.
    pub(super) probability: f32,
}

/// Labels the tokens of a text. `hints` has a label for each token, from another reading.
pub(super) fn labelled(text: &str, tokens: Vec<Token>, hints: &[Label]) -> Labelled {
    let features = features(text, &tokens, hints, model::is_known);
    let field = model::field();
    let scores = field.scores(&features);
    let labels = field.best(&scores, &features.joints);
    let probabilities = field.probabilities(&scores, &features.joints);
    Labelled { tokens, labels, probabilities }
}

impl Labelled {
    /// Returns the first part with a label.
    pub(super) fn first(&self, label: Label) -> Option<Found> {
        let start = self.labels.iter().position(|other| *other == label)?;
        let length = self.labels[start..].iter().take_while(|other| **other == label).count();
        let tokens = start..start + length;
        let probability = self.probability(tokens.clone(), label);
        Some(Found { range: self.tokens[start].range.start..self.tokens[tokens.end - 1].range.end, probability })
    }

    /// Returns how probable it is that exactly this range of the text has a label, judged by its most doubtful token and
    /// the tokens next to it.
    pub(super) fn probability_of(&self, range: &Range<usize>, label: Label) -> f32 {
        let inside = |token: &Token| token.range.start >= range.start && token.range.end <= range.end;
        let Some(start) = self.tokens.iter().position(inside) else { return 0.0 };
        let length = self.tokens[start..].iter().take_while(|token| inside(token)).count();
        self.probability(start..start + length, label)
    }

    fn probability(&self, tokens: Range<usize>, label: Label) -> f32 {
        let of = |index: usize| self.probabilities[index][label as usize];
        let inside = tokens.clone().map(of).fold(1.0, f32::min);
        let before = tokens.start.checked_sub(1).map_or(1.0, |before| 1.0 - of(before));
        let after = if tokens.end < self.tokens.len() { 1.0 - of(tokens.end) } else { 1.0 };
        inside.min(before).min(after)
    }

    /// Returns the runs of tokens that are in one of some ranges, and in none of others.
    pub(super) fn words_in(&self, ranges: &[Range<usize>], others: &[Range<usize>]) -> Vec<Range<usize>> {
        let is_in = |token: &Token, ranges: &[Range<usize>]| {
            ranges.iter().any(|range| range.start <= token.range.start && token.range.end <= range.end)
        };
        let mut runs: Vec<Range<usize>> = Vec::new();
        let mut is_open = false;
        for token in &self.tokens {
            let is_left = is_in(token, ranges) && !is_in(token, others);
            match runs.last_mut() {
                Some(last) if is_left && is_open => last.end = token.range.end,
                _ if is_left => runs.push(token.range.clone()),
                _ => {}
            }
            is_open = is_left;
        }
        runs
    }
}
