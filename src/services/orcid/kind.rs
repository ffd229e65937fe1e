//! The types of works: <https://info.orcid.org/ufaqs/what-work-types-does-orcid-support/>. Version 2 writes them in
//! capitals.

use crate::model::Kind;

const TYPES: &[(&str, Kind)] = &[
    ("annotation", Kind::Document),
    ("artistic-performance", Kind::Performance),
    ("blog-post", Kind::PostWeblog),
    ("book", Kind::Book),
    ("book-chapter", Kind::Chapter),
    ("book-review", Kind::ReviewBook),
    ("conference-abstract", Kind::PaperConference),
    ("conference-output", Kind::PaperConference),
    ("conference-paper", Kind::PaperConference),
    ("conference-poster", Kind::Speech),
    ("conference-presentation", Kind::Speech),
    ("conference-proceedings", Kind::Collection),
    ("data-management-plan", Kind::Report),
    ("data-set", Kind::Dataset),
    ("dictionary-entry", Kind::EntryDictionary),
    ("disclosure", Kind::Document),
    ("dissertation", Kind::Thesis),
    ("dissertation-thesis", Kind::Thesis),
    ("edited-book", Kind::Book),
    ("encyclopedia-entry", Kind::EntryEncyclopedia),
    ("image", Kind::Graphic),
    ("journal-article", Kind::ArticleJournal),
    ("journal-issue", Kind::Periodical),
    ("learning-object", Kind::Document),
    ("lecture-speech", Kind::Speech),
    ("magazine-article", Kind::ArticleMagazine),
    ("manual", Kind::Report),
    ("moving-image", Kind::MotionPicture),
    ("musical-composition", Kind::MusicalScore),
    ("newsletter-article", Kind::ArticleMagazine),
    ("newspaper-article", Kind::ArticleNewspaper),
    ("online-resource", Kind::Webpage),
    ("patent", Kind::Patent),
    ("physical-object", Kind::Document),
    ("preprint", Kind::Article),
    ("public-speech", Kind::Speech),
    ("report", Kind::Report),
    ("research-technique", Kind::Document),
    ("research-tool", Kind::Software),
    ("review", Kind::Review),
    ("software", Kind::Software),
    ("sound", Kind::Song),
    ("standards-and-policy", Kind::Standard),
    ("standards-policy", Kind::Standard),
    ("supervised-student-publication", Kind::Thesis),
    ("technical-standard", Kind::Standard),
    ("test", Kind::Document),
    ("transcription", Kind::Document),
    ("translation", Kind::Book),
    ("website", Kind::Webpage),
    ("working-paper", Kind::Article),
];

/// Returns the type of work for one of ORCID's types; `None` for "other", "undefined" and unknown types.
pub(super) fn kind(name: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}
