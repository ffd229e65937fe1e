//! W0901: two words of a title are glued together.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Record, TextVariable, Variable};
use crate::text::glued_words::glued_words;

/// Finds "forMicro-Expression" in titles. Readers report it in the same words.
pub(super) static LINT: Lint = Lint::record(Code::GluedWords, "glued-words", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let title = record.plain_title();
    for glued in glued_words(&title) {
        let (first, second) = (&title[glued.range.start..glued.second], &title[glued.second..glued.range.end]);
        let message = format!("“{first}” and “{second}” are glued together");
        let finding = Finding::new(LINT.code, Variable::Text(TextVariable::Title), message);
        findings.add(finding.shown_at(format!("{first}{second}")));
    }
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{Inline, Kind, Record, TextVariable};

    fn check(title: Vec<Inline>) -> Vec<String> {
        let mut record = Record::new(Kind::Article);
        record.set_text(TextVariable::Title, title);
        messages(&LINT, &record)
    }

    #[test]
    fn a_glued_title_is_reported_and_left() {
        let title =
            vec![Inline::Str("A Network forMicro-Expression ".into()), Inline::Em(vec![Inline::Str("inMice".into())])];
        let expected = ["“for” and “Micro” are glued together", "“in” and “Mice” are glued together"];
        assert_eq!(check(title), expected);
    }

    #[test]
    fn a_sound_title_is_silent() {
        assert_eq!(check(vec![Inline::Str("PyTorch for SciPy on an iPhone".into())]), [""; 0]);
        assert_eq!(check(Vec::new()), [""; 0]);
    }
}
