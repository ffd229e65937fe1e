//! Which words of a title need protection of their letter case.
//!
//! BibTeX's styles lower-case a title except for its first character and the first one after a colon and a space
//! (`change.case$` with "t", btxhak), and biblatex's `\MakeSentenceCase` does much the same. What must not be changed has
//! to stand in braces. Braces around everything would take the decision from the style, so only what is surely written
//! so on purpose gets them.

use std::ops::Range;

use super::words::{is_stop_word, words};

/// From how many words on a title in capitals alone is taken for shouting rather than for acronyms.
const SHOUTING: usize = 4;

/// The parts of a title, as byte ranges, whose letter case must be kept.
///
/// - words with an upper-case letter after their first character: `SDFE-LV`, `LTR3O`, `McCarthy`, `iPhone`, `3D`;
/// - single capitals other than "A" that are not at the start: `Type I`, `vitamin C`, `T-Encoder`;
/// - in a title in sentence case, every capitalised word that is not at the start or after a colon, being a name: `in
///   China`. In a title whose words are mostly capitalised such words are ordinary, and are left.
///
/// Parts of one compound that both need it, and neighbours joined by a hyphen or a slash, are one range. A title in
/// capitals alone, of four words and more, has none: there the capitals say nothing.
pub fn protected_ranges(title: &str) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = words(title).collect();
    let has_lower = title.chars().any(char::is_lowercase);
    if !has_lower && words.len() >= SHOUTING {
        return Vec::new();
    }
    let is_sentence_case = is_sentence_case(title, &words);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (index, range) in words.iter().enumerate() {
        let word = &title[range.clone()];
        let is_start = index == 0 || starts_after_colon(title, range.start);
        let needs = has_inner_capital(word)
            || !is_start && is_single_capital(word)
            || !is_start && is_sentence_case && starts_with_capital(word);
        if !needs {
            continue;
        }
        match ranges.last_mut() {
            Some(before) if matches!(&title[before.end..range.start], "-" | "‐" | "‑" | "/") => {
                before.end = range.end
            }
            _ => ranges.push(range.clone()),
        }
    }
    ranges
}

/// Whether, of the words after the first that could be capitalised in Title Case, fewer than half are.
fn is_sentence_case(title: &str, words: &[Range<usize>]) -> bool {
    let (mut capitalised, mut plain) = (0_usize, 0_usize);
    for range in words.iter().skip(1) {
        let word = &title[range.clone()];
        if is_stop_word(word, None) || has_inner_capital(word) || starts_after_colon(title, range.start) {
            continue;
        }
        match word.chars().next() {
            Some(first) if first.is_uppercase() => capitalised += 1,
            Some(first) if first.is_lowercase() => plain += 1,
            _ => {}
        }
    }
    capitalised < plain
}

fn has_inner_capital(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

fn is_single_capital(word: &str) -> bool {
    let mut letters = word.chars();
    matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_uppercase() && letter != 'A')
}

fn starts_with_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the word at an offset follows a colon and white space, where BibTeX keeps a capital.
fn starts_after_colon(title: &str, offset: usize) -> bool {
    let before = &title[..offset];
    let trimmed = before.trim_end();
    trimmed.len() < before.len() && trimmed.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::protected_ranges;

    fn protected(title: &str) -> Vec<&str> {
        protected_ranges(title).into_iter().map(|range| &title[range]).collect()
    }

    #[test]
    fn acronyms_and_names_with_inner_capitals() {
        let title = "SDFE-LV: A Large-Scale, Multi-Source, and Unconstrained Database by McCarthy on an iPhone in 3D";
        assert_eq!(protected(title), ["SDFE-LV", "McCarthy", "iPhone", "3D"]);
        assert_eq!(
            protected("PainSeeker: An Automated Method by O’Brien for COVID-19"),
            ["PainSeeker", "O’Brien", "COVID"]
        );
    }

    #[test]
    fn ordinary_words_of_title_case_are_left() {
        assert_eq!(protected("Speech Emotion Recognition via an Attentive Time-Frequency Neural Network"), [""; 0]);
        assert_eq!(protected("Cross-Database Micro-Expression Recognition: A Benchmark"), [""; 0]);
    }

    #[test]
    fn names_in_sentence_case_are_kept() {
        let title = "Cross-database recognition of emotions in the wild of Southern China: Towards a benchmark";
        assert_eq!(protected(title), ["Southern", "China"]);
    }

    #[test]
    fn single_capitals_are_kept_except_at_the_start() {
        assert_eq!(protected("Type I Errors with the T-Encoder and A Network"), ["I", "T"]);
        assert_eq!(protected("U-Net: I Think of X"), ["X"]);
    }

    #[test]
    fn shouting_says_nothing() {
        assert_eq!(protected("A STUDY OF SPEECH EMOTIONS"), [""; 0]);
        assert_eq!(protected("CASME II"), ["CASME", "II"]);
        assert_eq!(protected(""), [""; 0]);
    }
}
