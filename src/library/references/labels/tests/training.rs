//! Training: writes `weights.bin` and `words.txt`.
//!
//! The weights are learned with AdaGrad (Duchi, Hazan and Singer, JMLR 12, 2011). A part of the signs is left out at
//! random, so that no single one decides. The result is the same in every run with the same works and styles.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use super::super::features::{Features, Joint, features};
use super::super::field::{LABELS, OfPairs, STEP, probabilities};
use super::super::model::ROWS;
use super::super::{Label, tokens};
use super::alignment::labels;
use super::material::{Chance, STYLES, further_styles, printed, style, with_mixed, works};
use crate::csl::Style;
use crate::library::references::reference::{Draft, Habit};
use crate::library::references::second_reading::hints;
use crate::model::Record;

/// How many references are printed in each style of this crate, and in each of the further ones.
const PRINTED: [usize; 2] = [450, 90];

/// The maximum number of further styles.
const FURTHER: usize = 320;

/// In how many works a word must be so that it counts as itself.
const FREQUENT: usize = 10;

const EPOCHS: usize = 5;
const RATE: f32 = 0.1;
const DECAY: f32 = 1e-5;

/// How many of 100 signs are left out in each step.
const LEFT_OUT: usize = 30;

/// A printed reference with its labels.
struct Example {
    text: String,
    /// The work, or that from which its mixed one began.
    work: usize,
    hints: Vec<Label>,
    labels: Vec<Label>,
}

#[test]
#[ignore = "it changes the weights; CONTRIBUTING.md says how it is run"]
fn train() {
    let (works, _) = works().expect("the corpora are there");
    let examples = examples(&works);
    let words = frequent_words(&examples);
    let seen: Vec<(Features, &[Label])> = examples
        .iter()
        .map(|example| {
            let tokens = tokens(&example.text);
            (features(&example.text, &tokens, &example.hints, |word| words.contains(word)), &example.labels[..])
        })
        .collect();
    let mut weights = Weights::new();
    let mut chance = Chance(7);
    let mut order: Vec<usize> = (0..seen.len()).collect();
    for _ in 0..EPOCHS {
        chance.shuffle(&mut order);
        for &index in &order {
            let (features, labels) = &seen[index];
            weights.learn(features, labels, &mut chance);
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/library/references/labels");
    fs::write(folder.join("weights.bin"), weights.bytes()).unwrap();
    let mut words: Vec<String> = words.into_iter().collect();
    words.sort();
    fs::write(folder.join("words.txt"), words.join("\n") + "\n").unwrap();
}

fn examples(works: &[Record]) -> Vec<Example> {
    let mut chance = Chance(11);
    let all = with_mixed(works, &mut chance);
    let mut further = further_styles();
    chance.shuffle(&mut further);
    let further = further
        .iter()
        .take(FURTHER)
        .filter_map(|path| Style::from_xml(&path.to_string_lossy(), &fs::read_to_string(path).ok()?).ok());
    let styles = STYLES.iter().map(|name| (style(name), PRINTED[0])).chain(further.map(|style| (style, PRINTED[1])));
    let mut examples = Vec::new();
    for (style, count) in styles {
        let chosen: Vec<usize> = (0..count).map(|_| chance.below(all.len())).collect();
        let chosen_works: Vec<Record> = chosen.iter().map(|&index| all[index].1.clone()).collect();
        for (index, text) in printed(&chosen_works, &style) {
            let (reference, text) = Draft::of(&text).by_rules(Habit::Unknown);
            let tokens = tokens(&text);
            let hints = hints(&reference, &tokens);
            let labels = labels(&text, &tokens, &chosen_works[index]);
            let work = all[chosen[index]].0;
            examples.extend(labels.map(|labels| Example { text, work, hints, labels }));
        }
    }
    examples.retain(|example| !example.labels.is_empty());
    examples
}

/// The words that occur with many works.
fn frequent_words(examples: &[Example]) -> HashSet<String> {
    let mut works: HashMap<String, HashSet<usize>> = HashMap::new();
    for example in examples {
        for token in tokens(&example.text) {
            let word = &example.text[token.range];
            if token.is_word && !word.contains(|character: char| character.is_ascii_digit()) {
                works.entry(word.to_lowercase()).or_default().insert(example.work);
            }
        }
    }
    works.into_iter().filter(|(_, works)| works.len() >= FREQUENT).map(|(word, _)| word).collect()
}

/// The weights while they are learned, each with the sum of its squared gradients.
struct Weights {
    signs: Vec<[f32; LABELS]>,
    sign_squares: Vec<[f32; LABELS]>,
    pairs: OfPairs,
    pair_squares: OfPairs,
}

impl Weights {
    fn new() -> Self {
        Self {
            signs: vec![[0.0; LABELS]; ROWS],
            sign_squares: vec![[0.1; LABELS]; ROWS],
            pairs: [[[0.0; LABELS]; LABELS]; Joint::COUNT],
            pair_squares: [[[0.1; LABELS]; LABELS]; Joint::COUNT],
        }
    }

    /// One step against the gradient: the probabilities of labels, minus one for those that are right.
    fn learn(&mut self, features: &Features, labels: &[Label], chance: &mut Chance) {
        let kept: Vec<Vec<usize>> = features
            .of
            .iter()
            .map(|signs| {
                signs.iter().filter(|_| chance.below(100) >= LEFT_OUT).map(|sign| *sign as usize % ROWS).collect()
            })
            .collect();
        let mut scores = vec![[0.0; LABELS]; labels.len()];
        for (scores, signs) in scores.iter_mut().zip(&kept) {
            for &sign in signs {
                for (score, weight) in scores.iter_mut().zip(&self.signs[sign]) {
                    *score += weight;
                }
            }
        }
        let factors = self.pairs.map(|rows| rows.map(|row| row.map(f32::exp)));
        let (pairs, squares) = (&mut self.pairs, &mut self.pair_squares);
        let of_tokens = probabilities(&scores, &features.joints, &factors, |index, probabilities| {
            let joint = features.joints[index] as usize;
            for before in 0..LABELS {
                for label in 0..LABELS {
                    let is_right = labels[index - 1] as usize == before && labels[index] as usize == label;
                    let gradient = probabilities[before][label] - f32::from(u8::from(is_right));
                    step(&mut pairs[joint][before][label], &mut squares[joint][before][label], gradient);
                }
            }
        });
        for ((probabilities, signs), right) in of_tokens.iter().zip(&kept).zip(labels) {
            for (label, probability) in probabilities.iter().enumerate() {
                let gradient = probability - f32::from(u8::from(*right as usize == label));
                if gradient.abs() < 1e-3 {
                    continue;
                }
                for &sign in signs {
                    step(&mut self.signs[sign][label], &mut self.sign_squares[sign][label], gradient);
                }
            }
        }
    }

    /// The weights as bytes, in the order in which `model.rs` reads them.
    fn bytes(&self) -> Vec<u8> {
        let all = self.pairs.as_flattened().as_flattened().iter().chain(self.signs.as_flattened());
        all.map(|weight| ((weight / STEP).round().clamp(-127.0, 127.0) as i8).cast_unsigned()).collect()
    }
}

fn step(weight: &mut f32, squares: &mut f32, gradient: f32) {
    if gradient.abs() < 1e-4 {
        return;
    }
    let gradient = gradient + DECAY * *weight;
    *squares += gradient * gradient;
    *weight -= RATE * gradient / squares.sqrt();
}
