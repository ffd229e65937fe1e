//! The status of works that have not appeared yet, in the terms of biblatex's `pubstate` (biblatex manual, section
//! 4.9.2.11) and in those of people.

/// A step on the way to publication, the most distant from it first: numbers that count from the oldest work do not
/// change when a work takes the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PublicationStatus {
    InPreparation,
    Submitted,
    UnderReview,
    Accepted,
    Forthcoming,
    InPress,
    Prepublished,
}

/// The words for each status, in the order of the statuses: only letters, so that "in-press" and "inpress" are found.
const NAMES: &[(PublicationStatus, &[&str])] = &[
    (PublicationStatus::InPreparation, &["inpreparation", "inprep", "manuscriptinpreparation", "workinprogress"]),
    (
        PublicationStatus::Submitted,
        &[
            "submitted",
            "manuscriptsubmittedforpublication",
            "submittedforpublication",
            "insubmission",
            "undersubmission",
        ],
    ),
    (
        PublicationStatus::UnderReview,
        &["underreview", "inreview", "underrevision", "inrevision", "manuscriptunderreview"],
    ),
    (PublicationStatus::Accepted, &["accepted", "acceptedforpublication", "conditionallyaccepted"]),
    (PublicationStatus::Forthcoming, &["forthcoming", "toappear"]),
    (PublicationStatus::InPress, &["inpress", "inprint", "articleinpress"]),
    (
        PublicationStatus::Prepublished,
        &["prepublished", "aheadofprint", "epubaheadofprint", "advanceonlinepublication"],
    ),
];

impl PublicationStatus {
    /// The number of statuses.
    pub(crate) const COUNT: usize = NAMES.len();

    /// All statuses, in their order.
    pub(crate) const ALL: [Self; Self::COUNT] = {
        let mut all = [Self::InPreparation; Self::COUNT];
        let mut index = 0;
        while index < all.len() {
            all[index] = NAMES[index].0;
            index += 1;
        }
        all
    };

    /// Returns the status that words describe.
    pub(crate) fn named(words: &str) -> Option<Self> {
        let letters: String = words.chars().filter(|character| character.is_alphabetic()).collect();
        let letters = letters.to_lowercase();
        NAMES.iter().find(|(_, names)| names.contains(&letters.as_str())).map(|(status, _)| *status)
    }

    /// Returns the status that somebody wrote in place of a number: "to appear" in `pages`.
    pub(crate) fn in_place_of_number(value: &str) -> Option<Self> {
        if value.contains(char::is_numeric) { None } else { Self::named(value) }
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, PublicationStatus};

    #[test]
    fn every_status_has_names_at_its_place() {
        assert!(
            NAMES.iter().enumerate().all(|(place, (status, names))| *status as usize == place && !names.is_empty())
        );
    }

    #[test]
    fn biblatex_and_people_name_the_same_statuses() {
        for (words, status) in [
            ("inpress", Some(PublicationStatus::InPress)),
            ("In press.", Some(PublicationStatus::InPress)),
            ("To appear", Some(PublicationStatus::Forthcoming)),
            ("under-review", Some(PublicationStatus::UnderReview)),
            ("published", None),
            ("", None),
        ] {
            assert_eq!(PublicationStatus::named(words), status, "{words}");
        }
    }

    #[test]
    fn a_number_is_no_status() {
        assert_eq!(PublicationStatus::in_place_of_number("(to appear)"), Some(PublicationStatus::Forthcoming));
        assert_eq!(PublicationStatus::in_place_of_number("in press, 12"), None);
        assert_eq!(PublicationStatus::in_place_of_number("A"), None);
    }
}
