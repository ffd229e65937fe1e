//! Lines that are not part of an abstract: counts, numbers of arXiv, buttons, and the foot of a page.

use std::sync::LazyLock;

use regex::Regex;

use crate::syntax::lines::Line;

/// A number of citations at the end of a text: `12 citations`, `1,058citations`.
static CITATIONS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?i)(?P<count>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+) ?citations?$").expect("the expression is valid")
});

/// A number of arXiv alone in a line, and perhaps a number of citations, which may follow without a space.
///
/// <https://info.arxiv.org/help/arxiv_identifier.html>: four digits follow the full stop, and five since 2015.
static ARXIV: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?ix)^arXiv:\\x20?
        (?P<number>(?:0[7-9]|1[0-4])[0-9]{2}\\.[0-9]{4}|(?:1[5-9]|[2-9][0-9])[0-9]{2}\\.[0-9]{5}|[a-z-]+(?:\\.[a-z]{2})?/[0-9]{7})
        (?:v(?P<version>[0-9]+))?
        (?P<cited>\\x20?(?P<count>[0-9,]*)\\x20?citations?)?$",
    )
    .expect("the expression is valid")
});

/// The words of buttons and links below a list, in lower case.
const BUTTONS: &[&str] = &[
    "load more",
    "show more",
    "view more",
    "see more",
    "view all",
    "next",
    "previous",
    "back to top",
    "pdf",
    "code",
    "bibtex",
];

/// The foot of a page has no more lines than this.
const FOOT_LINES: usize = 8;

/// What the last lines of a paper say about it, apart from its abstract.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Below {
    /// How often the paper is cited.
    pub(super) citations: Option<u64>,
    /// The number of arXiv, with its version if no other digits follow that.
    pub(super) arxiv: Option<String>,
}

/// Returns the number of citations at the end of a text, and the text before it.
pub(super) fn citations_at_end(text: &str) -> Option<(&str, u64)> {
    let found = CITATIONS.captures(text)?;
    let (whole, count) = (found.get(0)?, found.name("count")?);
    let count = count.as_str().replace(',', "").parse().ok()?;
    Some((text[..whole.start()].trim_end(), count))
}

/// Removes the lines at the end of a paper that do not belong to its abstract, and returns what they say.
pub(super) fn take_below(lines: &mut Vec<Line<'_>>) -> Below {
    let mut below = Below::default();
    if let Some(foot) = foot(lines) {
        lines.truncate(foot);
    }
    while let Some(line) = lines.last() {
        let text = line.text;
        if let Some(("", count)) = citations_at_end(text) {
            below.citations.get_or_insert(count);
        } else if let Some(found) = ARXIV.captures(text) {
            // In `v1266 citations`, nothing shows where the version ends.
            let count = found.name("count").map_or("", |count| count.as_str());
            let has_glued_count = found.name("cited").is_some() && count.is_empty();
            let version = found.name("version").filter(|_| !has_glued_count);
            let version = version.map(|version| format!("v{}", version.as_str())).unwrap_or_default();
            below.citations = below.citations.or_else(|| count.replace(',', "").parse().ok());
            below.arxiv.get_or_insert(format!("{}{version}", &found["number"]));
        } else if !BUTTONS.contains(&text.to_lowercase().as_str()) {
            break;
        }
        lines.pop();
    }
    below
}

/// Where the foot of the page begins, if it is among the last lines.
fn foot(lines: &[Line<'_>]) -> Option<usize> {
    let first = lines.len().saturating_sub(FOOT_LINES);
    let is_foot = |line: &Line<'_>| {
        let text = line.text.to_lowercase();
        ["©", "(c) 20", "copyright ©", "copyright 20", "all rights reserved"]
            .iter()
            .any(|start| text.starts_with(start))
    };
    (first..lines.len()).find(|&index| is_foot(&lines[index]))
}

#[cfg(test)]
mod tests {
    use super::{Below, citations_at_end, take_below};
    use crate::syntax::lines::lines;

    fn below(text: &str) -> (Below, String) {
        let mut lines: Vec<_> = lines(text).collect();
        let below = take_below(&mut lines);
        (below, lines.iter().map(|line| line.text).collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn counts_are_numbers_before_the_word() {
        assert_eq!(citations_at_end("CV 1,058citations"), Some(("CV", 1058)));
        assert_eq!(citations_at_end("1 citation"), Some(("", 1)));
        assert_eq!(citations_at_end("many citations"), None);
    }

    #[test]
    fn numbers_of_arxiv_have_a_known_length() {
        let cited = |line: &str| {
            let (below, rest) = below(line);
            assert_eq!(rest, "", "{line}");
            (below.arxiv.unwrap(), below.citations)
        };
        assert_eq!(cited("arXiv:2008.05924v1266 citations"), ("2008.05924".to_owned(), None));
        assert_eq!(cited("arXiv:2008.05924v1 266 citations"), ("2008.05924v1".to_owned(), Some(266)));
        assert_eq!(cited("arXiv:2008.05924266 citations"), ("2008.05924".to_owned(), Some(266)));
        assert_eq!(cited("arXiv:1403.123412 citations"), ("1403.1234".to_owned(), Some(12)));
        assert_eq!(cited("arXiv:hep-th/9901001"), ("hep-th/9901001".to_owned(), None));
    }

    #[test]
    fn what_a_sentence_says_is_not_taken() {
        for text in ["It has 12 citations", "We compare with arXiv:2008.05924.", "Load more data, we say."] {
            assert_eq!(below(text), (Below::default(), text.to_owned()));
        }
        let foot = "A boat.|12citations|Load more|© 2025 Papers. Privacy Terms|Contact".replace('|', "\n");
        assert_eq!(below(&foot), (Below { citations: Some(12), arxiv: None }, "A boat.".to_owned()));
    }
}
