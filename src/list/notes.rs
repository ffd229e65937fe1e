//! The notes of a work in a list: awards, and what else its authors say of it. Most styles print none.

use super::Badge;
use super::badges::award;
use super::status_text::is_told;
use crate::diag::{Code, Diagnostic, Sink};
use crate::latex;
use crate::model::{Inline, Record, Text, TextVariable};
use crate::text::ArxivId;
use crate::text::words::capitalised;

/// The longest note that is shown: longer ones are about the work rather than of it.
const LONGEST: usize = 300;

/// biblatex's field for what is printed at the end of a reference (manual, section 2.2.2).
const ADDENDUM: &str = "addendum";

/// The notes of a work that its reference does not show.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Notes {
    /// The notes that a list shows, each as a sentence.
    pub shown: Vec<Vec<Inline>>,
    /// The fields whose values are too long for a list, with the reason.
    pub left_out: Vec<(&'static str, &'static str)>,
}

/// Finds the notes of a work that its reference does not show.
pub(super) fn untold(record: &Record, reference: &str, badges: &[Badge]) -> Notes {
    let addendum = record.bib_fields(ADDENDUM).filter_map(|value| value.as_str());
    let addendum = addendum.map(|value| (ADDENDUM, latex::decode(value).text));
    let award = award(record, badges).map(|words| ("award", Text::from(words)));
    let note = record.text(TextVariable::Note).cloned().map(|note| ("note", note));
    let mut notes = Notes::default();
    for (field, note) in note.into_iter().chain(addendum).chain(award) {
        let plain = note.to_plain();
        let plain = plain.trim();
        let is_number = ArxivId::parse(plain).is_some_and(|id| reference.contains(&id.number));
        if is_number || is_told(record, plain, reference) {
            continue;
        }
        if plain.chars().count() > LONGEST {
            notes.left_out.push((field, "it is longer than 300 characters"));
        } else if plain.contains('\n') {
            // Such notes are programs' own data, or somebody's excerpts.
            notes.left_out.push((field, "it has several lines"));
        } else {
            notes.shown.push(sentence(note));
        }
    }
    notes
}

/// Reports notes that are not in the list.
pub(super) fn report(left_out: &[(&'static str, &'static str)], record: &Record, diag: &mut dyn Sink) {
    for (field, reason) in left_out {
        let message = format!("“{field}” is not in the list: {reason}");
        let report = Diagnostic::new(Code::NoteNotShown, message).about(record.id.as_str());
        diag.report(report.hint("write what belongs into the list as a shorter note, and the rest as `annote`"));
    }
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
    use super::{Notes, report, untold};
    use crate::diag::Diagnostic;
    use crate::list::Badge;
    use crate::model::{Inline, Kind, Record, Text, TextVariable};

    #[track_caller]
    fn shows(note: &str, reference: &str, expected: &[&str]) {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, "Award notes");
        record.set_text(TextVariable::Note, note);
        let shown: Vec<String> =
            untold(&record, reference, &[]).shown.into_iter().map(|note| Text::from(note).to_plain()).collect();
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
    fn excerpts_are_no_notes_and_reported() {
        shows("first line\nsecond line", "", &[]);
        shows(&"long ".repeat(100), "", &[]);
        let mut record = Record { id: "a".into(), ..Record::new(Kind::ArticleJournal) };
        record.set_text(TextVariable::Note, "long ".repeat(100));
        let mut reports: Vec<Diagnostic> = Vec::new();
        report(&untold(&record, "", &[]).left_out, &record, &mut reports);
        assert_eq!(reports[0].message, "“note” is not in the list: it is longer than 300 characters");
        assert_eq!(reports[0].record.as_deref(), Some("a"));
    }

    #[test]
    fn an_award_is_a_note_unless_a_badge_shows_it() {
        let mut record = Record::new(Kind::ArticleJournal);
        record.keep_extra("bibtex", "award", "Best Paper Award");
        let shown = untold(&record, "", &[]).shown;
        assert_eq!(shown, [[Inline::Str("Best Paper Award".into()), Inline::Str(".".into())]]);
        assert_eq!(untold(&record, "", &[Badge::named("award")]), Notes::default());
    }
}
