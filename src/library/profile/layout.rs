//! Splits the lines of a paper into its title, its authors and its abstract.
//!
//! The order is always title, authors, abstract. Titles may be wrapped over several lines, there may or may not be
//! blank lines between the parts, and any part may be missing.

use super::authors::{Likeness, likeness};
use crate::syntax::lines::Line;

/// The maximum number of lines of a title.
const MOST_TITLE_LINES: usize = 8;

/// A line with more words than this that is not a list of names belongs to an abstract.
const MOST_TITLE_WORDS: usize = 25;

/// The parts of a paper; blank lines are in none of them.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// The lines of the title.
    pub(super) title: Vec<Line<'a>>,
    /// The lines of the authors.
    pub(super) authors: Vec<Line<'a>>,
    /// The lines of the abstract.
    pub(super) abstract_lines: Vec<Line<'a>>,
}

/// Splits the lines after the first line of a paper into its parts.
pub(super) fn parts<'a>(lines: &[Line<'a>]) -> Parts<'a> {
    let paragraphs = lines.split(|line| line.text.is_empty()).filter(|paragraph| !paragraph.is_empty());
    let mut all: Vec<Line<'a>> = Vec::new();
    let mut starts = Vec::new();
    for paragraph in paragraphs {
        starts.push(all.len());
        all.extend_from_slice(paragraph);
    }
    let start_of_second = starts.get(1).copied().unwrap_or(all.len());
    let Some(first) = find_authors(&all, &starts) else {
        // Without authors, the title ends before the first blank line or the first line of prose.
        let end = (1..start_of_second.min(MOST_TITLE_LINES)).find(|&index| is_prose(all[index].text));
        let rest = all.split_off(end.unwrap_or(start_of_second).min(all.len()));
        return Parts { title: all, authors: Vec::new(), abstract_lines: rest };
    };
    let is_continued = |index: usize| all.get(index).is_some_and(|line| line.text.ends_with(','));
    let mut end = first + 1;
    while is_continued(end - 1) && all.get(end).is_some_and(|line| likeness(line.text) > Likeness::No) {
        end += 1;
    }
    let abstract_lines = all.split_off(end);
    let authors = all.split_off(first);
    Parts { title: all, authors, abstract_lines }
}

/// Finds the line of authors.
///
/// Names with "et al." are the surest sign, then several names, then one name; a single word counts only if it is a
/// paragraph of its own and another one follows. The second line of a wrapped title may look like one name. So if there
/// are several such lines, the one that is a paragraph of its own is chosen, or else the last.
fn find_authors(all: &[Line<'_>], paragraph_starts: &[usize]) -> Option<usize> {
    let is_start = |index: usize| index == all.len() || paragraph_starts.binary_search(&index).is_ok();
    let is_alone = |index: usize| is_start(index) && is_start(index + 1);
    let likenesses = all.iter().take(MOST_TITLE_LINES + 1).map(|line| (line.text, likeness(line.text)));
    let candidates: Vec<(usize, Likeness)> = likenesses
        .enumerate()
        .take_while(|&(index, (text, likeness))| index == 0 || likeness > Likeness::No || !is_prose(text))
        .map(|(index, (_, likeness))| (index, likeness))
        .collect();
    let (title, following) = candidates.split_first()?;
    let of =
        |wanted: Likeness| following.iter().filter(move |(_, likeness)| *likeness == wanted).map(|&(index, _)| index);
    if let Some(index) = of(Likeness::Truncated).next() {
        return Some(index);
    }
    // The title itself may be missing: then the first line is that of the authors.
    if title.1 == Likeness::Truncated {
        return Some(0);
    }
    of(Likeness::List)
        .next()
        .or_else(|| of(Likeness::OneName).find(|&index| is_alone(index)))
        .or_else(|| of(Likeness::OneName).next_back())
        .or_else(|| of(Likeness::OneWord).find(|&index| is_alone(index) && index + 1 < all.len()))
}

/// Whether a line is prose: long, or a sentence.
fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().take(MOST_TITLE_WORDS + 1).count();
    words > MOST_TITLE_WORDS || words > 3 && text.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::syntax::lines::{Joined, lines};

    /// Returns the parts of a paper, each joined.
    fn read(text: &str) -> [String; 3] {
        let parts = parts(&lines(text).collect::<Vec<_>>());
        [parts.title, parts.authors, parts.abstract_lines].map(|lines| Joined::of(&lines).text)
    }

    #[test]
    fn with_and_without_blank_lines() {
        let expected = ["A Title", "Cheng Lu, Yuan Zong et al.", "We study X. It works."];
        assert_eq!(read("A Title\nCheng Lu, Yuan Zong et al.\nWe study X. It works."), expected);
        assert_eq!(read("\nA Title\n\nCheng Lu, Yuan Zong et al.\n\nWe study X.\nIt works.\n"), expected);
        assert_eq!(read("\nA Title\n\nCheng Lu, Yuan Zong et al.\n\nWe study X.\n\nIt works.\n"), expected);
    }

    #[test]
    fn wrapped_titles() {
        let expected = ["Two Lines of Title That Was Wrapped by the Scraper", "A. v. d. Example", "Short abstract."];
        let text = "Two Lines of Title That Was Wrapped\nby the Scraper\nA. v. d. Example\nShort abstract.";
        assert_eq!(read(text), expected);
        let text = "Spatial Point\nConvolution Networks\nAda Example\nWe propose a thing, which works.";
        assert_eq!(
            read(text),
            ["Spatial Point Convolution Networks", "Ada Example", "We propose a thing, which works."]
        );
    }

    #[test]
    fn wrapped_authors() {
        let text = "A Title\nCheng Lu, Yuan Zong,\nHailun Lian\nWe study X.";
        assert_eq!(read(text), ["A Title", "Cheng Lu, Yuan Zong, Hailun Lian", "We study X."]);
    }

    #[test]
    fn a_title_that_reads_like_names_is_the_title_all_the_same() {
        assert_eq!(read("Rock, Paper, Scissors\nAda Example"), ["Rock, Paper, Scissors", "Ada Example", ""]);
        assert_eq!(read("GPT\n\nOpenAI\n\nA model."), ["GPT", "OpenAI", "A model."]);
    }

    #[test]
    fn missing_parts() {
        assert_eq!(read("A Title\n\nCheng Lu, Yuan Zong"), ["A Title", "Cheng Lu, Yuan Zong", ""]);
        assert_eq!(read("A Title"), ["A Title", "", ""]);
        assert_eq!(read(""), ["", "", ""]);
        assert_eq!(read("Cheng Lu, Yuan Zong et al.\nWe study."), ["", "Cheng Lu, Yuan Zong et al.", "We study."]);
        let prose = "We study the recognition of emotions, and we find it difficult.";
        assert_eq!(read(&format!("A Title\n\n{prose}")), ["A Title", "", prose]);
        assert_eq!(read(&format!("A Title\nof Two Lines\n{prose}")), ["A Title of Two Lines", "", prose]);
    }
}
