//! Finds words that lost the space between them when a text was copied: "Network forMicro-Expression".

use std::ops::Range;

use super::words::words;

/// English function words of two letters or more. A single letter proves nothing: "eLife", "iPhone" and "aLIGO" are
/// names.
const FUNCTION_WORDS: &[&str] = &[
    "an", "and", "are", "as", "at", "based", "between", "by", "can", "for", "from", "in", "into", "is", "of", "on",
    "or", "over", "that", "the", "through", "to", "toward", "towards", "under", "using", "via", "with", "within",
    "without",
];

/// A function word and a capitalised word that are a name when written together.
const NAMES: &[&str] = &["byName", "forEach", "inDesign", "inVia", "onClick", "ofType", "toString"];

/// Two words written as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GluedWords {
    /// The range of both words in the text.
    pub range: Range<usize>,
    /// The start of the second word.
    pub second: usize,
}

/// Finds an English function word in lower case followed, without a space, by a capitalised word of at least three
/// letters.
///
/// Only a whole function word at the start counts, so that names with a capital inside ("SciPy", "arXiv", "PyTorch",
/// "LaTeX", "mRNA", "McCarthy") are never found.
pub fn glued_words(text: &str) -> Vec<GluedWords> {
    words(text).filter_map(|range| glued(text, range)).collect()
}

fn glued(text: &str, range: Range<usize>) -> Option<GluedWords> {
    let word = &text[range.clone()];
    let boundary = word.find(|character: char| !character.is_lowercase())?;
    let (first, second) = word.split_at(boundary);
    let is_known_name = NAMES.contains(&word);
    if is_known_name || !FUNCTION_WORDS.contains(&first) {
        return None;
    }
    let mut letters = second.chars();
    let is_capitalised = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && letters.next().is_some_and(char::is_lowercase);
    is_capitalised.then(|| GluedWords { second: range.start + boundary, range })
}

#[cfg(test)]
mod tests {
    use super::glued_words;

    fn found(text: &str) -> Vec<&str> {
        glued_words(text).into_iter().map(|glued| &text[glued.range]).collect()
    }

    #[test]
    fn a_function_word_before_a_capitalised_word() {
        let title = "SMA-STN: Segmented Movement-Attending Spatiotemporal Network forMicro-Expression Recognition";
        assert_eq!(found(title), ["forMicro"]);
        assert_eq!(&title[glued_words(title)[0].second..][..5], "Micro");
        assert_eq!(found("A Study ofEmotions andTheir Causes"), ["ofEmotions", "andTheir"]);
    }

    #[test]
    fn names_are_left_alone() {
        let names = "SciPy arXiv PyTorch GitHub LaTeX BibTeX iPhone eLife mRNA McCarthy aLIGO forEach toBE onX asII";
        assert_eq!(found(names), [""; 0]);
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        assert_eq!(found("for Micro-Expression, format Informer — the Theory"), [""; 0]);
        assert_eq!(found(""), [""; 0]);
    }
}
