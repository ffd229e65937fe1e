//! Compares titles, as far as they show whether two records are of one work.

use std::collections::HashMap;

use super::fold::{self, stem};
use super::headings::HEADINGS;
use super::notice::{self, Notice};
use crate::text::words::is_stop_word;

/// A title for comparison.
#[derive(Debug, Default)]
pub(super) struct Title {
    /// The words, folded, with numbers as digits, without the edition.
    words: Vec<String>,
    /// All words written together, without articles and "and": equal for titles without a significant difference.
    pub(super) key: String,
    /// The significant words, as stems, in order.
    pub(super) significant: Vec<String>,
    /// How many of `words` precede the first colon, dash or full stop, if there is one inside.
    head: Option<usize>,
    /// The edition that the title names.
    pub(super) edition: Option<String>,
    /// Whether it is a notice about another work.
    pub(super) notice: Option<Notice>,
    /// Whether it ends with dots: its source truncated it.
    is_cut: bool,
}

/// How similar two titles are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum TitleMatch {
    /// The same, except for letter case, accents, hyphens, articles and the like.
    Same,
    /// The same, except for a misprint, a spelling or insignificant words.
    Spelling,
    /// One lacks the subtitle or the acronym at the start, has them in reverse order, or was truncated.
    Part,
}

/// How distinctive a title is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Telling {
    /// A heading that many works have: "Editorial".
    Heading,
    /// One or two words.
    Short,
    /// Three or four.
    Usual,
    /// More.
    Long,
}

/// Words that precede the number of a part.
const PART_WORDS: &[(&str, &str)] = &[
    ("part", "part"),
    ("pt", "part"),
    ("teil", "part"),
    ("partie", "part"),
    ("parte", "part"),
    ("deel", "part"),
    ("volume", "volume"),
    ("vol", "volume"),
    ("band", "volume"),
    ("tome", "volume"),
];

impl Title {
    /// Prepares the title of a record, given as plain text.
    pub(super) fn new(text: &str) -> Self {
        let text = fold::without_markup(text);
        let text = notice::without_withdrawal(&text);
        let bare = text.trim_end_matches(['.', '…', ' ']);
        let is_cut = text.ends_with('…') || text.ends_with("...");
        let (first, rest) = split_head(bare);
        let mut words = fold::words(first);
        let mut head = rest.map(|_| words.len());
        words.extend(rest.map(fold::words).unwrap_or_default());
        numbers_in_digits(&mut words);
        let edition = take_edition(&mut words, &mut head);
        head = head.filter(|&head| head > 0 && head < words.len());
        let key = key(&words);
        let significant = words.iter().filter(|word| !is_stop_word(word, None)).map(|word| stem(word)).collect();
        Self { words, key, significant, head, edition, notice: notice::of(text), is_cut }
    }

    /// Returns whether there is no title.
    pub(super) fn is_empty(&self) -> bool {
        self.key.is_empty()
    }

    /// Returns how distinctive it is.
    pub(super) fn telling(&self) -> Telling {
        if HEADINGS.contains(&self.words.join(" ").as_str()) {
            return Telling::Heading;
        }
        // A run of Chinese or Japanese characters is several words.
        let count: usize = self
            .significant
            .iter()
            .map(|word| if word.is_ascii() { 1 } else { word.chars().count().div_ceil(4).max(1) })
            .sum();
        match count {
            0..=2 => Telling::Short,
            3..=4 => Telling::Usual,
            _ => Telling::Long,
        }
    }

    /// Compares two titles; `None` if they are titles of two works, as far as titles show.
    pub(super) fn compare(&self, other: &Self) -> Option<TitleMatch> {
        if self.is_empty() || other.is_empty() {
            return None;
        }
        if self.key == other.key {
            return Some(TitleMatch::Same);
        }
        if self.is_spelling_of(other) {
            return Some(TitleMatch::Spelling);
        }
        let is_part =
            self.is_part_of(other) || other.is_part_of(self) || self.is_turn_of(other) || other.is_turn_of(self);
        is_part.then_some(TitleMatch::Part)
    }

    /// The proportion of significant words in common, relative to the title that has fewer: 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in &self.significant {
            *counts.entry(word).or_default() += 1;
        }
        let common = other
            .significant
            .iter()
            .filter(|word| match counts.get_mut(word.as_str()) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            })
            .count();
        let fewer = self.significant.len().min(other.significant.len());
        if fewer == 0 { 0.0 } else { common as f64 / fewer as f64 }
    }

    /// Whether the numbers in both are the same: "Part I" and "Part II", "2D" and "3D" are not.
    pub(super) fn same_numbers(&self, other: &Self) -> bool {
        numbers(&self.words) == numbers(&other.words)
    }

    /// Whether both titles are certainly in the same language, judged by their small words.
    pub(super) fn is_in_language_of(&self, other: &Self) -> bool {
        let language = |title: &Self| {
            let counts = SMALL_WORDS
                .iter()
                .map(|small| title.words.iter().filter(|word| small.contains(&word.as_str())).count());
            let (language, count) =
                counts.enumerate().max_by_key(|&(language, count)| (count, std::cmp::Reverse(language)))?;
            (count > 0).then_some(language)
        };
        matches!((language(self), language(other)), (Some(one), Some(other)) if one == other)
    }

    /// Whether one title has letters without a reading in the script of the other: Chinese and English.
    pub(super) fn is_in_other_script(&self, other: &Self) -> bool {
        let is_ascii =
            |title: &Self| title.words.iter().filter(|word| !word.is_ascii()).count() * 2 < title.words.len();
        is_ascii(self) != is_ascii(other)
    }

    /// The keys under which titles that may match are found, besides `key`.
    pub(super) fn block_keys(&self) -> impl Iterator<Item = String> {
        let head = self.head.map(|head| key(&self.words[..head]));
        let tail = self.head.map(|head| key(&self.words[head..]));
        let turned = self.head.map(|head| key(&self.words[head..]) + &key(&self.words[..head]));
        [head, tail, turned].into_iter().flatten().chain([self.key.clone()]).filter(|key| !key.is_empty())
    }

    /// Whether both have the same words except for spelling: equally many significant words, similarly spelled, at most
    /// two of them different.
    fn is_spelling_of(&self, other: &Self) -> bool {
        if self.significant.len() != other.significant.len() || self.significant.len() < 2 {
            return false;
        }
        if turns(&self.words) != turns(&other.words) || !self.same_numbers(other) {
            return false;
        }
        let mut others = 0;
        let are_alike = self.significant.iter().zip(&other.significant).all(|(one, other)| {
            others += usize::from(one != other);
            one == other || is_misprint(one, other)
        });
        are_alike && others <= 2
    }

    /// Whether this is the other title without its subtitle, without the acronym before its colon, or truncated.
    fn is_part_of(&self, other: &Self) -> bool {
        if self.is_cut && self.key.len() >= 20 && other.key.starts_with(&self.key) {
            return true;
        }
        let Some(head) = other.head else { return false };
        let (first, rest) = other.words.split_at(head);
        // A part is not the whole without the number: "Graph minors" and "Graph minors. II".
        let names_a_part = |words: &[String]| words.first().is_some_and(|word| is_number(word) || is_part_word(word));
        // "Corretion to: ...": not an acronym, but a notice with a misprint.
        let is_acronym = head <= 2 && !first.iter().any(|word| notice::LINKS.contains(&word.as_str()));
        self.key == key(first) && !names_a_part(rest) || is_acronym && self.key == key(rest) && rest.len() >= 4
    }

    /// Whether this is the other title with the parts around its colon swapped: "A survey of X" and "X: a survey".
    fn is_turn_of(&self, other: &Self) -> bool {
        let Some(head) = other.head else { return false };
        let is_meaning = |word: &&String| !is_stop_word(word, None);
        let (first, rest) = other.words.split_at(head);
        let turned = rest.iter().chain(first).filter(is_meaning).map(|word| stem(word));
        self.significant.len() >= 4 && turned.eq(self.significant.iter().cloned())
    }
}

/// The title up to its first colon, dash or full stop, and the rest.
fn split_head(title: &str) -> (&str, Option<&str>) {
    let boundary = title.char_indices().find_map(|(at, character)| {
        let end = at + character.len_utf8();
        let is_boundary = match character {
            ':' | '.' | '?' | '!' => title[end..].starts_with(' '),
            '：' | '—' => true,
            '–' | '-' => title[..at].ends_with(' ') && title[end..].starts_with(' '),
            _ => false,
        };
        is_boundary.then_some((at, end))
    });
    match boundary {
        Some((at, end)) => (&title[..at], Some(&title[end..])),
        None => (title, None),
    }
}

/// Writes the numbers of parts as digits: Roman numerals, and small numbers in words.
fn numbers_in_digits(words: &mut [String]) {
    let last = words.len();
    for at in 0..last {
        let follows_part = at > 0 && is_part_word(&words[at - 1]);
        let word = words[at].as_str();
        let is_numeral = word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        // A single letter is a number after "part" or at the end.
        let value = if is_numeral && (word.len() > 1 || follows_part || at + 1 == last && at > 0) {
            fold::roman(word)
        } else {
            fold::ordinal(word)
        };
        if let Some(value) = value {
            words[at] = value.to_string();
        } else if let Some((_, usual)) = PART_WORDS.iter().find(|(known, _)| *known == words[at]) {
            words[at] = (*usual).to_owned();
        } else if follows_part && matches!(words[at].as_bytes(), [b'a'..=b'z']) {
            words[at].insert(0, '#'); // "part A": a number written as a letter
        }
    }
}

fn is_part_word(word: &str) -> bool {
    PART_WORDS.iter().any(|(known, usual)| *known == word || *usual == word)
}

fn is_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit() || byte == b'#')
}

/// Removes "2nd edition" from the words and returns its number.
fn take_edition(words: &mut Vec<String>, head: &mut Option<usize>) -> Option<String> {
    let at = words.windows(2).position(|pair| {
        matches!(pair[1].as_str(), "edition" | "ed" | "edn" | "auflage" | "aufl") && is_number(&pair[0])
    })?;
    let edition = fold::number(&words[at]);
    words.drain(at..at + 2);
    *head = head.map(|head| if head > at { head.saturating_sub(2).max(at) } else { head });
    Some(edition)
}

/// The words together, without articles and "and", umlauts as one letter.
fn key(words: &[String]) -> String {
    let mut key = String::new();
    for word in words.iter().filter(|word| !matches!(word.as_str(), "a" | "an" | "the" | "and")) {
        key.push_str(word);
    }
    for (two, one) in [("ae", "a"), ("oe", "o"), ("ue", "u")] {
        if key.contains(two) {
            key = key.replace(two, one);
        }
    }
    key
}

fn numbers(words: &[String]) -> Vec<&str> {
    let mut numbers: Vec<&str> = words.iter().map(String::as_str).filter(|word| is_number(word)).collect();
    numbers.sort_unstable();
    numbers
}

/// Small words that change the meaning of a title, and may be the only difference between two titles.
const TURNS: &[&str] =
    &["above", "after", "before", "below", "cannot", "during", "never", "no", "non", "not", "under", "without"];

fn turns(words: &[String]) -> Vec<&str> {
    let mut turns: Vec<&str> = words.iter().map(String::as_str).filter(|word| TURNS.contains(word)).collect();
    turns.sort_unstable();
    turns
}

/// Small words that occur in titles of one language and not in those of another, by language.
const SMALL_WORDS: &[&[&str]] = &[
    &["the", "of", "and", "for", "with", "by", "from", "to", "is", "are", "at", "under", "using", "its", "their"],
    &["der", "die", "das", "und", "von", "zur", "zum", "im", "fur", "eine", "mit", "aus", "uber", "bei", "als"],
    &["le", "les", "des", "du", "et", "une", "dans", "sur", "pour", "par", "chez", "au", "aux"],
    &["el", "los", "las", "y", "del", "una", "en", "por", "con", "sobre"],
    &["il", "lo", "gli", "della", "delle", "dei", "nel", "nella", "e", "di", "per"],
    &["het", "een", "van", "voor", "op", "naar", "bij", "aan"],
];

/// Whether two words differ by an extra letter or two swapped letters, as misprints do. A replaced letter does not
/// count as a misprint here ("nitrate" and "nitrite"), nor does a first letter ("symmetric" and "asymmetric").
fn is_misprint(one: &str, other: &str) -> bool {
    let (shorter, longer) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if shorter.len() < 6 || !longer.is_ascii() || !shorter.is_ascii() || longer.len() - shorter.len() > 1 {
        return false;
    }
    let (shorter, longer) = (shorter.as_bytes(), longer.as_bytes());
    let Some(at) = (0..shorter.len()).find(|&at| shorter[at] != longer[at]) else { return true };
    if at == 0 {
        return false;
    }
    if longer.len() > shorter.len() {
        return shorter[at..] == longer[at + 1..];
    }
    let is_swap = shorter.get(at + 1) == longer.get(at) && longer.get(at + 1) == shorter.get(at);
    is_swap && shorter[at + 2..] == longer[at + 2..]
}

#[cfg(test)]
mod tests {
    use super::{Telling, Title, TitleMatch};

    #[track_caller]
    fn compare(one: &str, other: &str, expected: Option<TitleMatch>) {
        let (one, other) = (Title::new(one), Title::new(other));
        assert_eq!(one.compare(&other), expected, "{one:?}\n{other:?}");
        assert_eq!(other.compare(&one), expected);
    }

    #[test]
    fn what_means_nothing_makes_no_difference() {
        for (one, other) in [
            ("Attention Is All You Need", "Attention is all you need."),
            ("Non-verbal leakage & clues", "Nonverbal Leakage and Clues"),
            ("Prospect theory: an analysis", "Prospect Theory. An Analysis"),
            ("Sums of <i>E. coli</i> &amp; others", "Sums of E. coli and others"),
            ("Zeros of {E}psilon functions and \\emph{their} sums", "Zeros of Epsilon functions and their sums"),
            ("Über die Schönheit", "Ueber die Schoenheit"),
            ("Network forMicro-Expressions", "Network for Micro-Expressions"),
            ("Cells, Part II: neurons", "Cells, part 2. Neurons"),
            ("Processing (2nd Edition)", "Processing"),
            ("[Treatment of migraine].", "Treatment of Migraine"),
            ("RETRACTED: Sleep of mice", "Sleep of mice"),
        ] {
            compare(one, other, Some(TitleMatch::Same));
        }
    }

    #[test]
    fn spellings_and_misprints() {
        for (one, other) in [
            ("Modelling colour behaviour", "Modeling color behavior"),
            ("Temporal Label Hierachical Network", "Temporal Label Hierarchical Network"),
            ("Representation of decisions", "Representations for decision"),
        ] {
            compare(one, other, Some(TitleMatch::Spelling));
        }
    }

    #[test]
    fn parts_of_titles() {
        for (one, other) in [
            ("Economic Action: The Problem of Embeddedness", "Economic action"),
            ("MAE-DFER: Efficient Masked Autoencoders for Faces", "Efficient masked autoencoders for faces"),
            ("Deep Facial Expression Recognition: A Survey", "A Survey of Deep Facial Expression Recognition"),
            ("Nothing in biology makes sense exc…", "Nothing in Biology Makes Sense Except in the Light"),
        ] {
            compare(one, other, Some(TitleMatch::Part));
        }
    }

    #[test]
    fn other_works_have_other_titles() {
        for (one, other) in [
            ("Effects of hypertension", "Effects of hypotension"),
            ("Micro-expressions of mice", "Macro-expressions of mice"),
            ("Turbulence in 2D channels", "Turbulence in 3D channels"),
            ("Forecast of rainfall, I", "Forecast of rainfall, II"),
            ("Graph minors of examples", "Graph minors of examples. II"),
            ("Fatigue of joints, part A", "Fatigue of joints, part B"),
            ("Light does affect yeast", "Light does not affect yeast"),
            ("Dogs that fear men", "Men that fear dogs"),
            ("Reversible inhibition of growth", "Irreversible inhibition of growth"),
            ("Convergence of descent", "Convergence of descent for functions"),
            ("Image registration with landmarks", "Image registration without landmarks"),
            ("Ferries before steam", "Ferries after steam"),
            ("Corretion to: Registration of images", "Registration of images"),
            ("", ""),
        ] {
            compare(one, other, None);
        }
    }

    #[test]
    fn headings_and_short_titles_tell_little() {
        for (title, expected) in [
            ("Editorial", Telling::Heading),
            ("Book Reviews", Telling::Heading),
            ("Deep learning", Telling::Short),
            ("Graph Attention Networks", Telling::Usual),
            ("A title with five words that carry meaning", Telling::Long),
            ("跨库微表情识别方法综述", Telling::Usual),
        ] {
            assert_eq!(Title::new(title).telling(), expected, "{title}");
        }
    }

    #[test]
    fn titles_that_match_share_a_key() {
        let keys = |title: &str| Title::new(title).block_keys().collect::<Vec<_>>();
        for (one, other) in [
            ("Economic Action: The Problem", "Economic action"),
            ("MAE-DFER: Efficient Masked Autoencoders", "Efficient masked autoencoders"),
            ("Deep Recognition: A Survey", "A Survey of Deep Recognition: Faces"),
        ] {
            let other_keys = keys(other);
            let shares = keys(one).iter().any(|key| other_keys.contains(key));
            assert!(shares || one.starts_with("Deep"), "{one}");
        }
    }
}
