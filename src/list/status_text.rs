//! Shows the status of a work in the language of the list, and only once.

use super::status::literal_date;
use super::words::Words;
use crate::model::{Date, DateVariable, PublicationStatus, Record, Text, TextVariable, Variable};

/// Translates the status of a work into the language of the list. A status in place of the date is not repeated, and a note
/// that says nothing but a status is one.
pub(super) fn translate(record: &mut Record, words: &Words) {
    let of_date = literal_date(record).and_then(status_in);
    if let Some(status) = of_date {
        record.dates.insert(DateVariable::Issued, Date::Literal(words.status(status).to_owned()));
    }
    let named = |variable: TextVariable, record: &Record| status_in(&record.text(variable)?.to_plain());
    let own = named(TextVariable::Status, record);
    if let Some(status) = own {
        record.set_text(TextVariable::Status, words.status(status));
    }
    let of_note = named(TextVariable::Note, record);
    if let Some(status) = of_note {
        let note = record.texts.remove(&TextVariable::Note);
        if own.is_none() && !record.texts.contains_key(&TextVariable::Status) {
            // Several words may say the same ("to appear", "forthcoming"): the author's own are kept.
            let note = note.filter(|note| words.is_english() && PublicationStatus::named(&note.to_plain()).is_some());
            let translated = || words.status(status).into();
            record.set_text(TextVariable::Status, note.unwrap_or_else(translated));
        }
    }
    if of_date.is_some() && (of_date == own || of_date == of_note) {
        record.remove(Variable::Text(TextVariable::Status));
    }
}

/// Returns the status that words describe in any language of publist.
pub(super) fn status_in(text: &str) -> Option<PublicationStatus> {
    PublicationStatus::named(text).or_else(|| Words::status_named(text))
}

/// The status of a work if its reference does not show it, that is, if its words only occur in titles.
pub(super) fn untold(record: &Record, reference: &str) -> Option<String> {
    let status = record.text(TextVariable::Status).map(Text::to_plain)?;
    (!is_told(record, &status, reference)).then_some(status)
}

/// Returns whether a reference says some words elsewhere than in its titles.
pub(super) fn is_told(record: &Record, text: &str, reference: &str) -> bool {
    let titles =
        [TextVariable::Title, TextVariable::ContainerTitle, TextVariable::CollectionTitle, TextVariable::VolumeTitle];
    let mut reference = word_by_word(reference);
    for title in titles.iter().filter_map(|variable| record.text(*variable)) {
        reference = reference.replacen(&word_by_word(&title.to_plain()), " | ", 1);
    }
    match word_by_word(text).trim() {
        "" => true,
        words if words.is_ascii() => reference.contains(&format!(" {words} ")),
        // Not every script has spaces between words.
        words => reference.contains(words),
    }
}

/// Letters and digits in lower case, with one space before, between and after the words.
pub(super) fn word_by_word(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |joined, word| joined + &word.to_lowercase() + " ")
}

#[cfg(test)]
mod tests {
    use super::{translate, untold};
    use crate::list::words::Words;
    use crate::model::{Date, DateVariable, Kind, Record, Text, TextVariable};

    fn work(title: &str, status: &str, date: Option<Date>) -> Record {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_text(TextVariable::Title, title);
        if !status.is_empty() {
            record.set_text(TextVariable::Status, status);
        }
        record.dates.extend(date.map(|date| (DateVariable::Issued, date)));
        record
    }

    #[test]
    fn statuses_speak_the_language_of_the_list_and_are_told_once() {
        let shown = |mut record: Record, language| {
            translate(&mut record, Words::of(language));
            let date = record.dates.get(&DateVariable::Issued).map(ToString::to_string);
            (record.text(TextVariable::Status).map(Text::to_plain), date)
        };
        let literal = Some(Date::Literal("in press".into()));
        assert_eq!(shown(work("A", "inpress", None), "en"), (Some("in press".into()), None));
        assert_eq!(shown(work("A", "in press", literal.clone()), "de"), (None, Some("im Druck".into())));
        assert_eq!(shown(work("A", "", literal), "zh"), (None, Some("印刷中".into())));
        assert_eq!(shown(work("A", "rejected", None), "de"), (Some("rejected".into()), None));
        assert_eq!(shown(work("A", "eingereicht", None), "en"), (Some("submitted".into()), None));
    }

    #[test]
    fn a_note_that_is_a_status_is_one() {
        let shown = |note: &str, status: &str, language| {
            let mut record = work("A", status, Some(Date::parse("2026")));
            record.set_text(TextVariable::Note, note);
            translate(&mut record, Words::of(language));
            [TextVariable::Status, TextVariable::Note].map(|variable| record.text(variable).map(Text::to_plain))
        };
        assert_eq!(shown("to appear", "", "en"), [Some("to appear".into()), None]);
        assert_eq!(shown("to appear", "", "de"), [Some("im Erscheinen".into()), None]);
        assert_eq!(shown("Unter Begutachtung", "", "de"), [None, Some("Unter Begutachtung".into())]);
        assert_eq!(shown("In press.", "inpress", "en"), [Some("in press".into()), None]);
        assert_eq!(shown("Best Paper Award", "", "en"), [None, Some("Best Paper Award".into())]);
    }

    #[test]
    fn words_of_a_title_do_not_tell_a_status() {
        let record = work("Peer review is under review", "under review", None);
        let told = |reference: &str| untold(&record, reference).is_none();
        assert!(!told("A. Author. “Peer Review is Under Review”. n.d."));
        assert!(told("A. Author. “Peer Review is Under Review”. Under review."));
        assert!(!told("A. Author. Thunder reviews."));
    }
}
