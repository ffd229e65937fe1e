//! Which of several known words was meant by one that is none of them.

use strsim::damerau_levenshtein;

/// The known word that is at most two letters away, and fewer than half of its own. `None` when none is so near.
pub(crate) fn most_like<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|known| (damerau_levenshtein(&known.to_lowercase(), word), known))
        .filter(|(distance, known)| *distance <= 2 && *distance * 2 < known.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// The nearest of the known words, when at most half of its letters differ: for lists that are short and all alike.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|known| (damerau_levenshtein(known, word), known))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, known)| *distance * 2 <= known.len())
        .map(|(_, known)| known)
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
        assert_eq!(nearest("bo", known()), Some("book"));
        assert_eq!(nearest("thesis", known()), None);
    }
}
