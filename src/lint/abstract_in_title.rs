//! W0924: an abstract in place of the title.

use super::finding::shortened;
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Record, TextVariable, Variable};

/// The minimum numbers of words and sentences that no title has.
const LEAST: (usize, usize) = (60, 3);

/// Finds titles that are the abstract, or as long as an abstract.
pub(super) static LINT: Lint = Lint::record(Code::AbstractInTitle, "abstract-in-title", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let title = record.plain_title();
    let words = title.split_whitespace().count();
    let sentences = title.matches(". ").count() + usize::from(title.ends_with('.'));
    let summary = record.plain_text(TextVariable::Abstract);
    let is_abstract = summary.is_some_and(|summary| words > 20 && summary.trim() == title.trim());
    if !is_abstract && (words < LEAST.0 || sentences < LEAST.1) {
        return;
    }
    let message = format!("the title is an abstract: {}", shortened(&title));
    let start = title.split_whitespace().next().unwrap_or_default();
    findings.add(Finding::new(LINT.code, Variable::Text(TextVariable::Title), message).shown_at(start));
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{Record, TextVariable};

    #[test]
    fn abstracts_are_told_by_their_length_and_sentences() {
        let found = |title: &str| {
            let mut record = Record::default();
            record.set_text(TextVariable::Title, title);
            !messages(&LINT, &record).is_empty()
        };
        assert!(found(&"We show that this is so in all cases but one, which is told apart by its look. ".repeat(4)));
        assert!(!found(&"a very long title of the eighteenth century ".repeat(12)));
        assert!(!found("A title. With a subtitle. And more."));
    }

    #[test]
    fn the_abstract_itself_is_no_title() {
        let mut record = Record::default();
        let text = "we show that this is so ".repeat(5);
        record.set_text(TextVariable::Title, text.as_str());
        record.set_text(TextVariable::Abstract, text.as_str());
        assert_eq!(messages(&LINT, &record).len(), 1);
    }
}
