//! The head of a page: the owner, the field, and metrics, with label and number in either order and no space between
//! them.

use super::authors;
use super::subjects::Subject;
use crate::model::Name;
use crate::syntax::lines::Line;

/// The maximum length of a field or a metric.
const LONGEST: usize = 60;

/// The content of a page's head.
#[derive(Debug, Default)]
pub(super) struct Header<'a> {
    /// The owner of the page.
    pub(super) owner: Option<Name>,
    /// The field or fields, separated by commas.
    pub(super) field: Option<String>,
    /// The metrics: label and number as written.
    pub(super) metrics: Vec<(String, String)>,
    /// The line of the first metric.
    pub(super) metrics_line: Option<Line<'a>>,
    /// The number of papers that the page announces, and its line.
    pub(super) papers: Option<(usize, Line<'a>)>,
    /// Lines that were not recognised.
    pub(super) unread: Vec<Line<'a>>,
}

impl<'a> Header<'a> {
    /// Reads the lines before the first paper.
    ///
    /// The name comes first, then the field, then the metrics. "CV" means the field "Computer Vision", not a curriculum
    /// vitae.
    pub(super) fn read(lines: &[Line<'a>]) -> Self {
        let mut header = Self::default();
        for &line in lines.iter().filter(|line| !line.text.is_empty()) {
            let is_before_metrics = header.metrics_line.is_none();
            if let Some((label, value)) = metric(line.text) {
                header.take_metric(line, label, value);
            } else if is_before_metrics && header.owner.is_none() && header.field.is_none() && is_owner(line.text) {
                header.owner = Some(authors::owner(line.text));
            } else if is_before_metrics && is_field(line.text) {
                let field = header.field.get_or_insert_default();
                if !field.is_empty() {
                    field.push_str(", ");
                }
                field.push_str(line.text);
            } else {
                header.unread.push(line);
            }
        }
        header
    }

    fn take_metric(&mut self, line: Line<'a>, label: &str, value: &str) {
        let is_new = !self.metrics.iter().any(|(known, _)| known.eq_ignore_ascii_case(label));
        if label.eq_ignore_ascii_case("papers") && self.papers.is_none() {
            self.papers = value.replace(',', "").parse().ok().map(|count| (count, line));
        }
        if is_new {
            self.metrics_line.get_or_insert(line);
            self.metrics.push((label.to_owned(), value.to_owned()));
        }
    }
}

/// Reads a metric: `h-index33`, `AI Score40`, `Novelty48%`, `20papers`, `1,058citations`. A space between the parts is
/// allowed.
fn metric(text: &str) -> Option<(&str, &str)> {
    if text.len() > LONGEST {
        return None;
    }
    let is_of_number = |character: char| character.is_ascii_digit() || matches!(character, ',' | '.' | '%');
    let (label, value) = if text.starts_with(|first: char| first.is_ascii_digit()) {
        let end = text.find(|character| !is_of_number(character))?;
        (&text[end..], &text[..end])
    } else {
        let start = text.trim_end_matches(is_of_number).len();
        (&text[..start], &text[start..])
    };
    let label = label.trim_matches([' ', ':', '\t']);
    let is_label = label.starts_with(char::is_alphabetic)
        && label.chars().all(|character| character.is_alphanumeric() || matches!(character, ' ' | '-' | '.'));
    let is_number = value.starts_with(|first: char| first.is_ascii_digit());
    (is_label && is_number).then_some((label, value))
}

fn is_owner(text: &str) -> bool {
    Subject::of(text) == Subject::Unknown && authors::is_owner_like(text)
}

fn is_field(text: &str) -> bool {
    text.len() <= LONGEST
        && text.split_whitespace().count() <= 6
        && text
            .chars()
            .all(|character| character.is_alphanumeric() || matches!(character, ' ' | '-' | '.' | ',' | '&' | '/'))
}

#[cfg(test)]
mod tests {
    use super::{Header, metric};
    use crate::model::Name;
    use crate::syntax::lines::{Line, lines};

    fn read(text: &str) -> Header<'_> {
        Header::read(&lines(text).collect::<Vec<Line<'_>>>())
    }

    #[test]
    fn label_and_number_come_in_either_order() {
        for (text, label, value) in [
            ("h-index33", "h-index", "33"),
            ("h-index 33", "h-index", "33"),
            ("i10-index12", "i10-index", "12"),
            ("20papers", "papers", "20"),
            ("20 Papers", "Papers", "20"),
            ("1,058citations", "citations", "1,058"),
            ("Novelty48%", "Novelty", "48%"),
            ("48% Novelty", "Novelty", "48%"),
            ("AI Score40", "AI Score", "40"),
            ("AI Score: 40.5", "AI Score", "40.5"),
        ] {
            assert_eq!(metric(text), Some((label, value)), "{text}");
        }
        for text in ["", "CV", "33", "Yuan Zong", "%", "3.14,", "(c) 2024", &"x1".repeat(100)] {
            assert_eq!(metric(text), None, "{text}");
        }
    }

    #[test]
    fn the_real_head() {
        let header =
            read("Yuan Zong\n\nCV\nh-index33\n20papers\n1,058citations\nNovelty48%\nAI Score40\n\n20 Papers\n");
        assert_eq!(header.owner, Some(Name::person("Zong", "Yuan")));
        assert_eq!(header.field.as_deref(), Some("CV"));
        let labels: Vec<&str> = header.metrics.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels, ["h-index", "papers", "citations", "Novelty", "AI Score"]);
        assert_eq!(header.papers.map(|(count, line)| (count, line.text)), Some((20, "20papers")));
        assert!(header.unread.is_empty());
    }

    #[test]
    fn an_owner_may_be_written_family_name_first() {
        assert_eq!(read("Zong, Yuan\nCV").owner, Some(Name::person("Zong", "Yuan")));
        assert_eq!(read("Y. Zong").owner, Some(Name::person("Zong", "Y.")));
    }

    #[test]
    fn a_page_without_a_name_has_no_owner() {
        let header = read("CV\nh-index33");
        assert_eq!((header.owner, header.field.as_deref()), (None, Some("CV")));
        assert_eq!(read("").owner, None);
    }

    #[test]
    fn other_lines_are_kept_apart() {
        let header = read("Yuan Zong\nComputer Vision\nh-index33\nSort by: date (newest first)");
        assert_eq!(header.field.as_deref(), Some("Computer Vision"));
        assert_eq!(header.unread.len(), 1);
    }
}
