//! W0920: text that was decoded in the wrong encoding.

use super::finding::{Fix, shortened};
use super::strings::{find, replaced, texts};
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{Name, Record, Variable};
use crate::text::double_encoding::undone;

/// Finds "Ã©" for "é", and U+FFFD for unreadable text.
pub(super) static LINT: Lint = Lint::record(Code::GarbledText, "garbled-text", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    for (variable, text) in texts(record) {
        let of_text = Variable::Text(variable);
        if let Some(words) = find(text.inlines(), &|string| undone(string).map(|_| garbled_word(string))) {
            let message = format!("“{variable}” was decoded in the wrong encoding: {}", shortened(&words));
            let fix = replaced(text, &undone).map(|text| Fix::Text(variable, text));
            findings.add(Finding::new(LINT.code, of_text, message).shown_at(words).fixed_by(fix));
        } else if let Some(words) = find(text.inlines(), &|string| lost_word(string)) {
            let message = format!("characters in “{variable}” were lost when it was decoded: {}", shortened(&words));
            findings.add(Finding::new(LINT.code, of_text, message).shown_at(words));
        }
    }
    for (&variable, names) in &record.names {
        for name in &names.list {
            let shown = name.to_display_order();
            if undone(&shown).is_none() && !shown.contains(char::REPLACEMENT_CHARACTER) {
                continue;
            }
            let message = format!("a name in “{variable}” was decoded in the wrong encoding: {shown}");
            let words = if let Name::Person(person) = name { person.family.clone() } else { shown };
            findings.add(Finding::new(LINT.code, Variable::Names(variable), message).shown_at(words));
        }
    }
}

/// The first garbled word.
fn garbled_word(text: &str) -> String {
    let word = text.split_whitespace().find(|word| undone(word).is_some());
    word.unwrap_or(text).to_owned()
}

fn lost_word(text: &str) -> Option<String> {
    text.split_whitespace().find(|word| word.contains(char::REPLACEMENT_CHARACTER)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::{fixed, messages};
    use crate::model::{Inline, Record, TextVariable};

    #[test]
    fn garbled_text_is_mended_and_lost_text_is_reported() {
        let mut record = Record::default();
        let em = Inline::Em(vec![Inline::Str("lâ€™amour".into())]);
        record.set_text(TextVariable::Title, vec![Inline::Str("DÃ©jÃ\u{a0} vu et ".into()), em]);
        record.set_text(TextVariable::Note, "a\u{FFFD}b");
        assert_eq!(
            messages(&LINT, &record),
            [
                "“title” was decoded in the wrong encoding: DÃ©jÃ",
                "characters in “note” were lost when it was decoded: a\u{FFFD}b",
            ]
        );
        let fixed = fixed(&LINT, &record);
        assert_eq!(fixed.plain_title(), "Déjà vu et l’amour");
        assert_eq!(messages(&LINT, &fixed).len(), 1);
    }

    #[test]
    fn text_that_was_garbled_twice_is_mended_twice() {
        let mut record = Record::default();
        record.set_text(TextVariable::Title, "cafÃƒÂ©");
        assert_eq!(fixed(&LINT, &record).plain_title(), "café");
    }
}
