//! The notes of a work in a list: awards, and what else its authors say of it. Most styles print none.

use super::status_text::is_told;
use crate::latex;
use crate::model::{Inline, Record, Text, TextVariable};
use crate::text::ArxivId;
use crate::text::words::capitalised;

/// The longest note that is shown: longer ones are about the work rather than of it.
const LONGEST: usize = 300;

/// biblatex's field for what is printed at the end of a reference (manual, section 2.2.2).
const ADDENDUM: &str = "addendum";

/// Returns the notes of a work that its reference does not show, each as a sentence.
pub(super) fn untold(record: &Record, reference: &str) -> Vec<Vec<Inline>> {
    let addendum =
        record.bib_fields(ADDENDUM).filter_map(|value| value.as_str()).map(|value| latex::decode(value).text);
    let notes = record.text(TextVariable::Note).cloned().into_iter().chain(addendum);
    let is_shown = |note: &Text| {
        let plain = note.to_plain();
        let plain = plain.trim();
        // Notes of several lines are programs' own data, or somebody's excerpts.
        let is_number = ArxivId::parse(plain).is_some_and(|id| reference.contains(&id.number));
        plain.chars().count() <= LONGEST && !plain.contains('\n') && !is_number && !is_told(record, plain, reference)
    };
    notes.filter(is_shown).map(sentence).collect()
}

/// A note with a capital letter and a full stop.
fn sentence(note: Text) -> Vec<Inline> {
    let ends = note.to_plain().trim_end().ends_with(['.', '!', '?', '。', '！', '？']);
    let mut inlines = note.inlines().to_vec();
    if let Some(Inline::Str(first)) = inlines.first_mut() {
        *first = capitalised(first);
    }
    inlines.extend((!ends).then(|| Inline::Str(".".to_owned())));
    inlines
}

#[cfg(test)]
mod tests {
    use super::untold;
    use crate::model::{Kind, Record, Text, TextVariable};

    #[track_caller]
    fn shows(note: &str, reference: &str, expected: &[&str]) {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, "Award notes");
        record.set_text(TextVariable::Note, note);
        let shown: Vec<String> =
            untold(&record, reference).into_iter().map(|note| Text::from(note).to_plain()).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_note_is_a_sentence_behind_the_reference() {
        shows("Best Paper Award", "N. Lind, Award notes, 2020.", &["Best Paper Award."]);
        shows("under review at Rooms!", "N. Lind, Award notes, 2020.", &["Under review at Rooms!"]);
    }

    #[test]
    fn what_the_reference_says_is_not_repeated() {
        shows("arXiv:2203.04417v1 [cs.LG]", "N. Lind, Award notes, arXiv:2203.04417.", &[]);
        shows("Best Paper Award", "N. Lind, Award notes. Best Paper Award. 2020.", &[]);
    }

    #[test]
    fn excerpts_are_no_notes() {
        shows("first line\nsecond line", "", &[]);
        shows(&"long ".repeat(100), "", &[]);
    }
}
