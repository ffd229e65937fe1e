//! Finds which of several known words was probably meant by an unknown one.

use strsim::damerau_levenshtein;

/// Returns the known word that differs in at most two letters, and in fewer than half of its own; `None` if there is
/// none.
pub(crate) fn most_like<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|known| (distance(&known.to_lowercase(), word), known))
        .filter(|(distance, known)| *distance <= 2 && *distance * 2 < known.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Returns the most similar known word, if at most half of its letters differ: for short lists of similar words.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|known| (distance(known, word), known))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, known)| *distance * 2 <= known.len())
        .map(|(_, known)| known)
}

/// How many letters differ. The same words in another order, such as "journal-article", are the same.
fn distance(known: &str, word: &str) -> usize {
    let is_boundary = |character: char| !character.is_alphanumeric();
    let is_of_words = known.len() == word.len() && known.contains(is_boundary);
    let sorted = |text: &str| {
        let mut words: Vec<String> = text.split(is_boundary).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    if is_of_words && sorted(known) == sorted(word) { 0 } else { damerau_levenshtein(known, word) }
}

#[cfg(test)]
mod tests {
    use super::{most_like, nearest};

    #[test]
    fn a_slip_is_told_from_another_word() {
        let known = || ["article", "book", "DOI"].into_iter();
        assert_eq!(most_like("artcle", known()), Some("article"));
        assert_eq!(most_like("bo", known()), None);
        assert_eq!(most_like("dio", known()), Some("DOI"));
        let types = || ["article", "article-journal", "personal_communication"].into_iter();
        assert_eq!(most_like("journal-article", types()), Some("article-journal"));
        assert_eq!(most_like("communication personal", types()), Some("personal_communication"));
        assert_eq!(nearest("bo", known()), Some("book"));
        assert_eq!(nearest("thesis", known()), None);
    }
}
