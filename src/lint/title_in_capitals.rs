//! W0906: a title is in capitals.

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Record, TextVariable, Variable};
use crate::text::words::words;

/// The minimum numbers of words and letters of a title that is not an acronym: "CASME II" is one.
const LEAST: (usize, usize) = (4, 16);

/// Finds "A STUDY OF SPEECH EMOTIONS".
pub(super) static LINT: Lint = Lint::record(Code::TitleInCapitals, "title-in-capitals", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let title = record.plain_title();
    let capitals = title.chars().filter(|character| character.is_uppercase()).count();
    let is_cased = |word: &str| word.chars().filter(|character| character.is_uppercase()).count() > 1;
    let count = words(&title).filter(|range| is_cased(&title[range.clone()])).count();
    if title.chars().any(char::is_lowercase) || count < LEAST.0 || capitals < LEAST.1 {
        return;
    }
    let finding = Finding::new(LINT.code, Variable::Text(TextVariable::Title), "the title is in capitals");
    findings.add(
        finding
            .shown_at(title)
            .hint("`publist export --title-case sentence` changes it to sentence case; check the names afterwards"),
    );
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{Record, TextVariable};

    #[test]
    fn shouting_is_told_from_acronyms() {
        let found = |title: &str| {
            let mut record = Record::default();
            record.set_text(TextVariable::Title, title);
            !messages(&LINT, &record).is_empty()
        };
        assert!(found("ON THE RECOGNITION OF EMOTIONS"));
        assert!(found("ÜBER DIE ERKENNUNG VON GEFÜHLEN"));
        for title in
            ["CASME II", "SMIC: A DB", "语音情感识别", "BERT, GPT-2, T5 AND XLM", "On the Recognition of Emotions", ""]
        {
            assert!(!found(title), "{title}");
        }
    }
}
