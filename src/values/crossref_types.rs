//! Crossref's types of works, which its REST API uses, and its content negotiation in place of CSL's.

use crate::model::Kind;

/// <https://api.crossref.org/types>.
const TYPES: &[(&str, Kind)] = &[
    ("journal-article", Kind::ArticleJournal),
    ("proceedings-article", Kind::PaperConference),
    ("book-chapter", Kind::Chapter),
    ("book-section", Kind::Chapter),
    ("book-part", Kind::Chapter),
    ("book-track", Kind::Chapter),
    ("reference-entry", Kind::Entry),
    ("book", Kind::Book),
    ("monograph", Kind::Book),
    ("edited-book", Kind::Book),
    ("reference-book", Kind::Book),
    ("book-set", Kind::Book),
    ("book-series", Kind::Collection),
    ("proceedings", Kind::Collection),
    ("proceedings-series", Kind::Collection),
    ("report-series", Kind::Collection),
    ("dissertation", Kind::Thesis),
    ("report", Kind::Report),
    ("report-component", Kind::Report),
    ("posted-content", Kind::Article),
    ("dataset", Kind::Dataset),
    ("database", Kind::Dataset),
    ("peer-review", Kind::Review),
    ("standard", Kind::Standard),
    ("standard-series", Kind::Standard),
    ("journal", Kind::Periodical),
    ("journal-volume", Kind::Periodical),
    ("journal-issue", Kind::Periodical),
];

/// Returns the type of work for one of Crossref's types.
pub(crate) fn kind(name: &str) -> Option<Kind> {
    TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}
