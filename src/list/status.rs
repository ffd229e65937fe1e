//! Where a record says the status of a work that has not appeared yet.

use crate::model::{Date, NumberVariable, PublicationStatus, Record, TextVariable};

/// The numbers in whose place people write the status of a work.
pub(super) const NUMBERS: [NumberVariable; 4] =
    [NumberVariable::Page, NumberVariable::Volume, NumberVariable::Issue, NumberVariable::Number];

/// The most words of the name of a status.
const LONGEST: usize = 4;

/// The status of a work: its own, words in place of its date or of a number, or the beginning of its note.
fn of(record: &Record) -> Option<PublicationStatus> {
    let own = record.text(TextVariable::Status).and_then(|text| PublicationStatus::named(&text.to_plain()));
    let of_note = || beginning(&record.text(TextVariable::Note)?.to_plain());
    let of_number = || NUMBERS.iter().find_map(|number| PublicationStatus::in_place_of_number(record.number(*number)?));
    own.or_else(|| PublicationStatus::named(literal_date(record)?)).or_else(of_number).or_else(of_note)
}

/// Returns the status with which a text begins: "Submitted to Annals of Counting", "Under review (2nd round)".
fn beginning(text: &str) -> Option<PublicationStatus> {
    let ends = text.char_indices().filter(|(_, character)| !character.is_alphabetic() && *character != '-');
    let ends = ends.map(|(end, _)| end).chain([text.len()]);
    ends.take(LONGEST).filter_map(|end| PublicationStatus::named(&text[..end])).last()
}

/// Returns the status of a work without a known year.
pub(super) fn of_undated(record: &Record) -> Option<PublicationStatus> {
    let is_dated = record.year().is_some();
    if is_dated { None } else { of(record) }
}

/// Returns the literal in place of a date.
pub(super) fn literal_date(record: &Record) -> Option<&str> {
    match record.issued() {
        Some(Date::Literal(words)) => Some(words),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::of_undated;
    use crate::model::{Date, DateVariable, Kind, PublicationStatus, Record, TextVariable};

    fn work(status: &str, date: Option<Date>) -> Record {
        let mut record = Record::new(Kind::ArticleJournal);
        if !status.is_empty() {
            record.set_text(TextVariable::Status, status);
        }
        record.dates.extend(date.map(|date| (DateVariable::Issued, date)));
        record
    }

    #[test]
    fn a_note_may_begin_with_a_status() {
        for (note, status) in [
            ("Submitted to Annals of Counting", Some(PublicationStatus::Submitted)),
            ("Under review (2nd round)", Some(PublicationStatus::UnderReview)),
            ("to appear in: Rooms", Some(PublicationStatus::Forthcoming)),
            ("Accepted manuscript", Some(PublicationStatus::Accepted)),
            ("Best Paper Award", None),
            ("", None),
        ] {
            let mut record = work("", None);
            record.set_text(TextVariable::Note, note);
            assert_eq!(of_undated(&record), status, "{note}");
        }
    }

    #[test]
    fn a_status_counts_for_the_place_when_no_year_is_known() {
        let literal = |words: &str| Some(Date::Literal(words.into()));
        assert_eq!(of_undated(&work("", literal("forthcoming"))), Some(PublicationStatus::Forthcoming));
        assert_eq!(of_undated(&work("accepted", None)), Some(PublicationStatus::Accepted));
        assert_eq!(of_undated(&work("accepted", literal("Accepted 2024"))), None);
        assert_eq!(of_undated(&work("accepted", Some(Date::parse("2024")))), None);
    }
}
