//! W0901: two words of a title are glued together.

use super::Lint;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Record;
use crate::text::glued_words::glued_words;

/// Finds "forMicro-Expression" in titles.
pub(super) struct GluedWordsInTitle;

impl Lint for GluedWordsInTitle {
    fn code(&self) -> Code {
        Code::GluedWords
    }

    fn check(&self, record: &Record, diag: &mut dyn Sink) {
        let title = record.plain_title();
        for glued in glued_words(&title) {
            let (first, second) = (&title[glued.range.start..glued.second], &title[glued.second..glued.range.end]);
            let message = format!("“{first}” and “{second}” are glued together");
            diag.report(Diagnostic::new(self.code(), message).about(record.id.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GluedWordsInTitle, Lint};
    use crate::diag::Diagnostic;
    use crate::model::{Inline, Kind, Record, TextVariable};

    fn check(title: Vec<Inline>) -> Vec<String> {
        let mut record = Record { id: "liu2020sma".into(), ..Record::new(Kind::Article) };
        record.set_text(TextVariable::Title, title);
        let before = record.clone();
        let mut diagnostics: Vec<Diagnostic> = Vec::new();
        GluedWordsInTitle.check(&record, &mut diagnostics);
        assert_eq!(record, before);
        assert!(diagnostics.iter().all(|diagnostic| diagnostic.record.as_deref() == Some("liu2020sma")));
        diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
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
