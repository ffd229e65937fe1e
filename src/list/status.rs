//! The status of works that have not appeared yet, in the terms of biblatex's `pubstate` (biblatex manual, section
//! 4.9.2.11) and in those of people.

use crate::model::{Date, Record, TextVariable};

/// A step on the way to publication, the most distant from it first: numbers that count from the oldest work do not
/// change when a work takes the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Status {
    InPreparation,
    Submitted,
    UnderReview,
    Accepted,
    Forthcoming,
    InPress,
    Prepublished,
}

/// The words for each status, in the order of the statuses: only letters, so that "in-press" and "inpress" are found.
const NAMES: &[(Status, &[&str])] = &[
    (Status::InPreparation, &["inpreparation", "inprep", "manuscriptinpreparation", "workinprogress"]),
    (
        Status::Submitted,
        &[
            "submitted",
            "manuscriptsubmittedforpublication",
            "submittedforpublication",
            "insubmission",
            "undersubmission",
        ],
    ),
    (Status::UnderReview, &["underreview", "inreview", "underrevision", "inrevision", "manuscriptunderreview"]),
    (Status::Accepted, &["accepted", "acceptedforpublication", "conditionallyaccepted"]),
    (Status::Forthcoming, &["forthcoming", "toappear"]),
    (Status::InPress, &["inpress", "inprint", "articleinpress"]),
    (Status::Prepublished, &["prepublished", "aheadofprint", "epubaheadofprint", "advanceonlinepublication"]),
];

/// The most words of the name of a status.
const LONGEST: usize = 4;

impl Status {
    /// The number of statuses.
    pub(super) const COUNT: usize = NAMES.len();

    /// All statuses, in their order.
    pub(super) const ALL: [Self; Self::COUNT] = {
        let mut all = [Self::InPreparation; Self::COUNT];
        let mut index = 0;
        while index < all.len() {
            all[index] = NAMES[index].0;
            index += 1;
        }
        all
    };

    /// Returns the status that words describe.
    pub(super) fn named(words: &str) -> Option<Self> {
        let letters: String = words.chars().filter(|character| character.is_alphabetic()).collect();
        let letters = letters.to_lowercase();
        NAMES.iter().find(|(_, names)| names.contains(&letters.as_str())).map(|(status, _)| *status)
    }

    /// The status of a work: its own, the literal in place of its date, or the beginning of its note.
    fn of(record: &Record) -> Option<Self> {
        let own = record.text(TextVariable::Status).and_then(|text| Self::named(&text.to_plain()));
        let of_note = || Self::begins(&record.text(TextVariable::Note)?.to_plain());
        own.or_else(|| Self::named(literal_date(record)?)).or_else(of_note)
    }

    /// Returns the status with which a text begins: "Submitted to Annals of Counting", "Under review (2nd round)".
    fn begins(text: &str) -> Option<Self> {
        let ends = text.char_indices().filter(|(_, character)| !character.is_alphabetic() && *character != '-');
        let ends = ends.map(|(end, _)| end).chain([text.len()]);
        ends.take(LONGEST).filter_map(|end| Self::named(&text[..end])).last()
    }

    /// Returns the status of a work without a known year.
    pub(super) fn of_undated(record: &Record) -> Option<Self> {
        let is_dated = record.year().is_some();
        if is_dated { None } else { Self::of(record) }
    }
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
    use super::{NAMES, Status};
    use crate::model::{Date, DateVariable, Kind, Record, TextVariable};

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
    fn every_status_has_names_at_its_place() {
        assert!(
            NAMES.iter().enumerate().all(|(place, (status, names))| *status as usize == place && !names.is_empty())
        );
    }

    #[test]
    fn biblatex_and_people_name_the_same_statuses() {
        for (words, status) in [
            ("inpress", Some(Status::InPress)),
            ("In press.", Some(Status::InPress)),
            ("To appear", Some(Status::Forthcoming)),
            ("under-review", Some(Status::UnderReview)),
            ("published", None),
            ("", None),
        ] {
            assert_eq!(Status::named(words), status, "{words}");
        }
    }

    #[test]
    fn a_note_may_begin_with_a_status() {
        for (note, status) in [
            ("Submitted to Annals of Counting", Some(Status::Submitted)),
            ("Under review (2nd round)", Some(Status::UnderReview)),
            ("to appear in: Rooms", Some(Status::Forthcoming)),
            ("Accepted manuscript", Some(Status::Accepted)),
            ("Best Paper Award", None),
            ("", None),
        ] {
            let mut record = work("A", "", None);
            record.set_text(TextVariable::Note, note);
            assert_eq!(Status::of_undated(&record), status, "{note}");
        }
    }

    #[test]
    fn a_status_counts_for_the_place_when_no_year_is_known() {
        let literal = |words: &str| Some(Date::Literal(words.into()));
        assert_eq!(Status::of_undated(&work("A", "", literal("forthcoming"))), Some(Status::Forthcoming));
        assert_eq!(Status::of_undated(&work("A", "accepted", None)), Some(Status::Accepted));
        assert_eq!(Status::of_undated(&work("A", "accepted", literal("Accepted 2024"))), None);
        assert_eq!(Status::of_undated(&work("A", "accepted", Some(Date::parse("2024")))), None);
    }
}
