//! How far works that have not appeared yet have come, in the words of biblatex's `pubstate` (biblatex manual, section
//! 4.9.2.11) and in those of people.

use super::words::Words;
use crate::model::{Date, DateVariable, Record, Text, TextVariable};

/// A step on the way to publication, the farthest from it first: numbers that count from the oldest work on stay when a
/// work takes the next step.
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

/// The words of each status, in the order of the statuses: letters alone, so that "in-press" and "inpress" are found.
const NAMES: &[(Status, &[&str])] = &[
    (Status::InPreparation, &["inpreparation", "inprep", "manuscriptinpreparation"]),
    (Status::Submitted, &["submitted", "manuscriptsubmittedforpublication", "submittedforpublication"]),
    (Status::UnderReview, &["underreview", "inreview", "underrevision", "inrevision", "manuscriptunderreview"]),
    (Status::Accepted, &["accepted", "acceptedforpublication"]),
    (Status::Forthcoming, &["forthcoming", "toappear"]),
    (Status::InPress, &["inpress", "inprint", "articleinpress"]),
    (Status::Prepublished, &["prepublished", "aheadofprint", "epubaheadofprint", "advanceonlinepublication"]),
];

impl Status {
    /// How many there are.
    pub(super) const COUNT: usize = NAMES.len();

    /// The status that words tell.
    fn named(words: &str) -> Option<Self> {
        let letters: String = words.chars().filter(|character| character.is_alphabetic()).collect();
        let letters = letters.to_lowercase();
        NAMES.iter().find(|(_, names)| names.contains(&letters.as_str())).map(|(status, _)| *status)
    }

    /// The status of a work: its own, or what stands in the place of its date.
    fn of(record: &Record) -> Option<Self> {
        let own = record.text(TextVariable::Status).and_then(|text| Self::named(&text.to_plain()));
        own.or_else(|| Self::named(literal_date(record)?))
    }

    /// The status of a work of which no year is known.
    pub(super) fn of_undated(record: &Record) -> Option<Self> {
        let is_dated = record.dates.get(&DateVariable::Issued).is_some_and(|date| date.year().is_some());
        if is_dated { None } else { Self::of(record) }
    }
}

fn literal_date(record: &Record) -> Option<&str> {
    match record.dates.get(&DateVariable::Issued) {
        Some(Date::Literal(words)) => Some(words),
        _ => None,
    }
}

/// Says the status of a work in the words of the list. One that stands in the place of the date is not told again.
pub(super) fn translate(record: &mut Record, words: &Words) {
    let of_date = literal_date(record).and_then(Status::named);
    if let Some(status) = of_date {
        record.dates.insert(DateVariable::Issued, Date::Literal(words.status(status).to_owned()));
    }
    let own = record.text(TextVariable::Status).map(Text::to_plain);
    let Some(status) = own.and_then(|own| Status::named(&own)) else { return };
    if of_date == Some(status) {
        record.remove(crate::model::Variable::Text(TextVariable::Status));
    } else {
        record.set_text(TextVariable::Status, words.status(status));
    }
}

/// The status of a work if its reference does not tell it: if its words do not stand there but in titles.
pub(super) fn untold(record: &Record, reference: &str) -> Option<String> {
    let status = record.text(TextVariable::Status).map(Text::to_plain)?;
    let titles =
        [TextVariable::Title, TextVariable::ContainerTitle, TextVariable::CollectionTitle, TextVariable::VolumeTitle];
    let mut reference = word_by_word(reference);
    for title in titles.iter().filter_map(|variable| record.text(*variable)) {
        reference = reference.replacen(&word_by_word(&title.to_plain()), " | ", 1);
    }
    let is_told = match word_by_word(&status).trim() {
        "" => true,
        words if words.is_ascii() => reference.contains(&format!(" {words} ")),
        // Not every script has spaces between words.
        words => reference.contains(words),
    };
    (!is_told).then_some(status)
}

/// Letters and digits in lower case, with one space before, between and behind the words.
fn word_by_word(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |joined, word| joined + &word.to_lowercase() + " ")
}

#[cfg(test)]
mod tests {
    use super::{NAMES, Status, translate, untold};
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
    fn a_status_counts_for_the_place_when_no_year_is_known() {
        let literal = |words: &str| Some(Date::Literal(words.into()));
        assert_eq!(Status::of_undated(&work("A", "", literal("forthcoming"))), Some(Status::Forthcoming));
        assert_eq!(Status::of_undated(&work("A", "accepted", None)), Some(Status::Accepted));
        assert_eq!(Status::of_undated(&work("A", "accepted", literal("Accepted 2024"))), None);
        assert_eq!(Status::of_undated(&work("A", "accepted", Some(Date::parse("2024")))), None);
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
