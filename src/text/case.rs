//! The letter case of titles: which words need protection, and which lose their capitals in sentence case.
//!
//! BibTeX styles lower-case a title except for its first character and the first one after a colon and a space
//! (`change.case$` with "t", btxhak), and biblatex's `\MakeSentenceCase` does much the same. Words that must not change
//! are written in braces. Braces around everything would leave the style no choice, so only what is surely intentional
//! gets them.

use std::ops::Range;

use super::proper_names::is_proper_name;
use super::words::{is_stop_word, words};

/// From this number of words on, a title in all capitals is shouting rather than acronyms.
const SHOUTING: usize = 4;

/// Returns the parts of a title whose letter case must be kept, as byte ranges.
///
/// - words with an upper-case letter after their first character: `SDFE-LV`, `LTR3O`, `McCarthy`, `iPhone`, `3D`;
/// - single capitals other than "A" that are not at the start: `Type I`, `vitamin C`, `T-Encoder`;
/// - in a title in sentence case, every capitalised word that is not at the start or after a colon, because it is a
///   name: `Gaussian processes in China`. That is the case if a word that title case would capitalise is in lower case;
///   as people forget some capitals, one in five must be. Otherwise, capitalised words are ordinary and are not protected,
///   except for
/// - words that are always names: `Bayesian`, `Paris`, `October` (see `proper_names.rs`);
/// - in German, the `language` being a BCP 47 tag, every capitalised word that is not at the start, because it is a noun.
///
/// Parts of one compound that both need protection, and neighbours joined by a hyphen or a slash, are one range. A
/// title of four or more words in all capitals has no such parts: there, the capitals mean nothing.
pub fn protected_ranges(title: &str, language: Option<&str>) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = words(title).collect();
    let has_lower = title.chars().any(char::is_lowercase);
    if !has_lower && words.len() >= SHOUTING {
        return Vec::new();
    }
    let has_capitals = words.iter().skip(1).any(|range| starts_with_capital(&title[range.clone()]));
    let keeps_capitals = has_capitals && (has_capital_nouns(language) || is_sentence_case(title, &words));
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (index, range) in words.iter().enumerate() {
        let word = &title[range.clone()];
        let is_start = index == 0 || starts_after_colon(title, range.start);
        let needs = has_inner_capital(word)
            || !is_start && is_single_capital(word)
            || !is_start && (keeps_capitals && starts_with_capital(word) || is_proper_name(word));
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

/// Returns which words of a title lose their capitals in sentence case, as byte ranges; in a title in all capitals, all
/// words except the first. Nothing changes in other languages than English, nor in a title that is in sentence case
/// already.
///
/// Capitals are kept at the start, after a colon and after the end of a sentence; also those of words with a capital
/// inside, of single letters, of words that are always names, and of words with a neighbour that no space separates
/// (`COVID-19`, but not `T-Encoder`). Which other words are names cannot be known.
///
/// `language` is a BCP 47 tag. Without a language, a title is assumed to be English only if four of five of its words
/// are capitalised; languages that only capitalise nouns, such as German, do not reach that. The rules are those of
/// Better BibTeX and pandoc if they agree, and of `\MakeSentenceCase` (biblatex manual, section 4.6.4).
pub fn lowered_ranges(title: &str, language: Option<&str>) -> Vec<Range<usize>> {
    let is_english = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).eq_ignore_ascii_case("en"));
    let words: Vec<Range<usize>> = words(title).collect();
    let is_shouting = words.len() >= SHOUTING && !title.chars().any(char::is_lowercase);
    let (capitalised, plain) = capitalised_and_plain(title, &words);
    let is_in_title_case = match is_english {
        Some(false) => false,
        Some(true) => is_shouting || capitalised > plain,
        None => is_shouting || capitalised > 0 && capitalised >= 4 * plain,
    };
    if !is_in_title_case {
        return Vec::new();
    }
    let is_kept = |index: usize, range: &Range<usize>| {
        let word = &title[range.clone()];
        let is_start = index == 0 || starts_sentence(title, range.start);
        let is_special = !is_shouting && (has_inner_capital(word) || is_single_capital(word) || is_proper_name(word));
        is_start && !is_shouting || is_special || !word.chars().any(char::is_uppercase)
    };
    words.iter().enumerate().filter(|(index, range)| !is_kept(*index, range)).map(|(_, range)| range.clone()).collect()
}

/// Returns whether the word at an offset of a title keeps its first capital in sentence case.
pub fn is_at_start(title: &str, offset: usize) -> bool {
    words(title).next().is_none_or(|first| offset <= first.start) || starts_sentence(title, offset)
}

/// Whether a language writes nouns with a capital.
fn has_capital_nouns(language: Option<&str>) -> bool {
    let primary = language.and_then(|tag| tag.split(['-', '_']).next());
    primary.is_some_and(|tag| ["de", "lb"].iter().any(|known| known.eq_ignore_ascii_case(tag)))
}

/// Words that many leave in lower case in title case, beyond those that styles name.
static OFTEN_LOWER: &[&str] = &[
    "about", "across", "after", "against", "aided", "along", "among", "based", "before", "between", "beyond", "by",
    "during", "from", "into", "its", "onto", "over", "than", "that", "their", "through", "toward", "towards", "under",
    "upon", "using", "versus", "via", "when", "where", "while", "with", "within", "without",
];

/// Whether at least one in five of the words that title case would capitalise, not counting the first, is in lower case.
fn is_sentence_case(title: &str, words: &[Range<usize>]) -> bool {
    let is_often_lower = |word: &str| OFTEN_LOWER.binary_search(&word).is_ok();
    let is_joined = |start: usize| title[..start].ends_with(['-', '‐', '‑', '/', '’', '\'']);
    let counted: Vec<Range<usize>> = words
        .iter()
        .enumerate()
        .filter(|(index, range)| *index == 0 || !is_often_lower(&title[(*range).clone()]) && !is_joined(range.start))
        .map(|(_, range)| range.clone())
        .collect();
    let (capitalised, plain) = capitalised_and_plain(title, &counted);
    plain > 0 && capitalised <= 4 * plain
}

/// How many of the words that Title Case would capitalise, not counting the first, are capitalised and how many are
/// not.
fn capitalised_and_plain(title: &str, words: &[Range<usize>]) -> (usize, usize) {
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
    (capitalised, plain)
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

/// Whether the word at an offset follows a colon or the end of a sentence, with or without quotation marks between
/// them.
fn starts_sentence(title: &str, offset: usize) -> bool {
    let opening = |character: char| "“‘«„\"'([¿¡".contains(character);
    let before = title[..offset].trim_end_matches(opening);
    let trimmed = before.trim_end();
    let ends = trimmed.ends_with([':', '?', '!', '.', '…']) && !ends_in_abbreviation(trimmed);
    trimmed.len() < before.len() && (ends || trimmed.ends_with(['–', '—']))
}

/// Whether a text ends with a single letter and a dot, as initials do, or with "vs.".
fn ends_in_abbreviation(text: &str) -> bool {
    let Some(word) = text.strip_suffix('.').and_then(|text| text.split(|c: char| !c.is_alphanumeric()).next_back())
    else {
        return false;
    };
    word.chars().count() == 1 || word.eq_ignore_ascii_case("vs")
}

/// Whether the word at an offset follows a colon and white space, where BibTeX keeps a capital.
fn starts_after_colon(title: &str, offset: usize) -> bool {
    let before = &title[..offset];
    let trimmed = before.trim_end();
    trimmed.len() < before.len() && trimmed.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::{lowered_ranges, protected_ranges};

    fn lowered<'a>(title: &'a str, language: Option<&str>) -> Vec<&'a str> {
        lowered_ranges(title, language).into_iter().map(|range| &title[range]).collect()
    }

    #[test]
    fn title_case_becomes_sentence_case() {
        let title = "PainSeeker: An Automated Method for Type I Pain in Rats? A T-Encoder on COVID-19 Data";
        assert_eq!(lowered(title, Some("en-US")), ["Automated", "Method", "Type", "Pain", "Rats", "Encoder", "Data"]);
        assert_eq!(lowered("On “Being Known” – The End of J. Doe", None), ["Being", "Known", "End", "Doe"]);
        assert_eq!(lowered("What Is It? “Nothing New”", None), ["Is", "It", "New"]);
    }

    #[test]
    fn sentence_case_and_other_languages_stay() {
        assert_eq!(lowered("Recognition of emotions in the wild of Southern China", Some("en")), [""; 0]);
        assert_eq!(lowered("Die Welt als Wille und Vorstellung", None), [""; 0]);
        assert_eq!(lowered("Grundzüge der Allgemeinen Relativitätstheorie", Some("de")), [""; 0]);
        assert_eq!(lowered("", None), [""; 0]);
    }

    #[test]
    fn capitals_alone_are_no_acronyms() {
        assert_eq!(lowered("A STUDY OF SPEECH", None), ["A", "STUDY", "OF", "SPEECH"]);
        assert_eq!(lowered("CASME II", None), [""; 0]);
    }

    fn protected(title: &str) -> Vec<&str> {
        protected_ranges(title, None).into_iter().map(|range| &title[range]).collect()
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
    fn one_word_in_lower_case_tells_sentence_case() {
        assert_eq!(protected("On Gaussian processes in New York"), ["Gaussian", "New", "York"]);
        assert_eq!(protected("Deep Learning via Neural Networks Using data with Large-scale Sets of Things"), [""; 0]);
    }

    #[test]
    fn words_that_are_always_names_are_kept_in_title_case() {
        assert_eq!(protected("A Bayesian Model of the Chinese Market in October"), ["Bayesian", "Chinese", "October"]);
        assert_eq!(lowered("A Bayesian Model of the Chinese Market", Some("en")), ["Model", "Market"]);
    }

    #[test]
    fn german_nouns_are_kept() {
        let protected = |title: &'static str, language| {
            protected_ranges(title, Some(language)).into_iter().map(|range| &title[range]).collect::<Vec<_>>()
        };
        assert_eq!(protected("Zur Theorie der Gezeiten in Husum", "de-AT"), ["Theorie", "Gezeiten", "Husum"]);
        assert_eq!(protected("Physik und Chemie", "de"), ["Chemie"]);
        assert_eq!(protected("Physik and Chemie", "en"), [""; 0]);
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
