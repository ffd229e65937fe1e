//! Types of works from evidence: what the venue says about a work when the source's own type does not say enough.

use crate::model::{Kind, Record, Variable};
use crate::text::words::words;

/// A type, and the evidence for it when the source does not state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindEvidence {
    /// The type.
    pub kind: Kind,
    /// The evidence in words; `None` when the source states the type.
    pub reason: Option<String>,
}

impl KindEvidence {
    /// Makes a type that the source states.
    pub fn stated(kind: Kind) -> Self {
        Self { kind, reason: None }
    }

    /// Makes a type that follows from other evidence.
    pub fn inferred(kind: Kind, reason: impl Into<String>) -> Self {
        Self { kind, reason: Some(reason.into()) }
    }

    /// Sets the type on a record, and marks it as inferred if it was.
    pub fn put(self, record: &mut Record) {
        record.kind = self.kind;
        if let Some(reason) = self.reason {
            record.mark_inferred(Variable::Kind, reason);
        }
    }
}

/// Words that occur in the names of collections of conference papers.
const OF_CONFERENCES: &[&str] = &[
    "proceedings",
    "conference",
    "conf",
    "proc",
    "symposium",
    "workshop",
    "workshops",
    "congress",
    "colloquium",
    "tagung",
    "tagungsband",
    "konferenz",
    "conférence",
    "congrès",
    "congreso",
    "conferencia",
];

/// Journals whose titles contain such a word although they are not proceedings, in lower case.
const JOURNALS_ALL_THE_SAME: &[&str] = &[
    "proceedings of the national academy of sciences",
    "proceedings of the ieee",
    "proceedings of the royal society",
    "proceedings of the american mathematical society",
    "proceedings of the london mathematical society",
    "proceedings of the edinburgh mathematical society",
    "proceedings of the acm on ",
    "proceedings of the vldb endowment",
    "proceedings of the institution of",
    "proceedings of the physical society",
    "proceedings of the entomological society",
    "proceedings of the zoological society",
    "proceedings of the biological society",
    "proceedings of the geologists",
    "proceedings of the nutrition society",
    "proceedings of the japan academy",
    "proceedings of the indian academy",
    "proceedings of the steklov",
    "journal of ",
];

/// How DBLP's keys begin (<https://dblp.org/faq/1474783.html>).
const DBLP_KEYS: &[(&str, Kind)] = &[
    ("journals/corr/", Kind::Article),
    ("journals/", Kind::ArticleJournal),
    ("conf/", Kind::PaperConference),
    ("books/", Kind::Book),
    ("series/", Kind::Book),
    ("reference/", Kind::Entry),
    ("phd/", Kind::Thesis),
    ("tr/", Kind::Report),
    ("data/", Kind::Dataset),
];

/// Returns the type of a work with this key at DBLP, such as `conf/cvpr/HeZRS16`.
pub fn kind_of_dblp_key(key: &str) -> Option<Kind> {
    DBLP_KEYS.iter().find(|(start, _)| key.starts_with(start)).map(|(_, kind)| *kind)
}

/// Whether a venue publishes conference papers, judged by its name.
pub fn is_conference(venue: &str) -> bool {
    let lower = venue.to_lowercase();
    if JOURNALS_ALL_THE_SAME.iter().any(|journal| lower.starts_with(journal)) {
        return false;
    }
    words(&lower).any(|word| OF_CONFERENCES.contains(&&lower[word]))
}

#[cfg(test)]
mod tests {
    use super::{is_conference, kind_of_dblp_key};
    use crate::model::Kind;

    #[test]
    fn names_of_venues_tell_conferences() {
        for venue in [
            "Proceedings of the 3rd Conference on Tides",
            "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
            "Lecture Notes in Tides: Workshop Papers",
            "North Sea Symposium",
        ] {
            assert!(is_conference(venue), "{venue}");
        }
        for venue in [
            "Nature",
            "Proceedings of the National Academy of Sciences of the United States of America",
            "Proceedings of the IEEE",
            "Journal of Conference Studies",
            "Conferencing",
        ] {
            assert!(!is_conference(venue), "{venue}");
        }
    }

    #[test]
    fn keys_of_dblp_tell_types() {
        assert_eq!(kind_of_dblp_key("journals/corr/abs-2210-12430"), Some(Kind::Article));
        assert_eq!(kind_of_dblp_key("journals/pvldb/X20"), Some(Kind::ArticleJournal));
        assert_eq!(kind_of_dblp_key("homepages/x"), None);
    }
}
