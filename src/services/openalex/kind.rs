//! The type of a work. OpenAlex calls journal articles, conference papers and many preprints "article"; their type
//! follows from Crossref's type and from where they were published.
//! <https://docs.openalex.org/api-entities/works/work-object#type>

use super::work::{Location, Source, Work};
use crate::model::Kind;
use crate::syntax::json::typed::text;
use crate::text::preprint_server;
use crate::values::kinds::{KindEvidence, is_conference};

/// OpenAlex's types that determine the type of a work.
const TYPES: &[(&str, Kind)] = &[
    ("book", Kind::Book),
    ("monograph", Kind::Book),
    ("edited-book", Kind::Book),
    ("reference-book", Kind::Book),
    ("book-chapter", Kind::Chapter),
    ("book-section", Kind::Chapter),
    ("book-part", Kind::Chapter),
    ("book-review", Kind::ReviewBook),
    ("dataset", Kind::Dataset),
    ("database", Kind::Dataset),
    ("dissertation", Kind::Thesis),
    ("peer-review", Kind::Review),
    ("preprint", Kind::Article),
    ("posted-content", Kind::Article),
    ("proceedings", Kind::Collection),
    ("proceedings-article", Kind::PaperConference),
    ("conference-paper", Kind::PaperConference),
    ("conference-abstract", Kind::PaperConference),
    ("reference-entry", Kind::Entry),
    ("report", Kind::Report),
    ("report-component", Kind::Report),
    ("software", Kind::Software),
    ("standard", Kind::Standard),
];

/// OpenAlex's types of works that are usually in a journal.
const OF_JOURNALS: &[&str] = &[
    "article",
    "review",
    "letter",
    "editorial",
    "erratum",
    "retraction",
    "journal-article",
    "data-paper",
    "case-report",
];

/// The types of sources that publish works rather than keep copies.
const PUBLISHING: &[&str] = &["journal", "conference", "book series", "ebook platform"];

/// Returns the location of the published version: the primary location, unless it is missing or a repository and
/// another location publishes the work.
pub(super) fn published<'b, 'a>(work: &'b Work<'a>) -> Option<&'b Location<'a>> {
    let is_publishing = |location: &&Location<'_>| {
        location.source.as_ref().and_then(|source| text(&source.type_name)).is_some_and(|of| PUBLISHING.contains(&of))
    };
    let primary = work.primary_location.as_ref();
    let first = primary.filter(is_publishing).or_else(|| work.locations.0.iter().find(is_publishing));
    first.or(primary)
}

/// Returns the type of a work; `published` is the location of its published version.
pub(super) fn kind(work: &Work<'_>, published: Option<&Location<'_>>) -> KindEvidence {
    let (own, crossref) = (text(&work.type_name).unwrap_or_default(), text(&work.type_crossref).unwrap_or_default());
    let stated = |name: &str| TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
    if let Some(kind) = stated(own) {
        return KindEvidence::stated(kind);
    }
    let source = published.and_then(|location| location.source.as_ref());
    if let Some(kind) = stated(crossref) {
        // The published version may be newer than the preprint that Crossref's type describes.
        let is_published = || source.and_then(|source| text(&source.type_name)) == Some("journal");
        if !(kind == Kind::Article && is_published()) {
            return KindEvidence::inferred(kind, format!("type_crossref is {crossref}"));
        }
    }
    if !own.is_empty() && !OF_JOURNALS.contains(&own) {
        return KindEvidence::stated(Kind::Document);
    }
    match source {
        Some(source) => from_source(source, crossref),
        None if crossref == "journal-article" => {
            KindEvidence::inferred(Kind::ArticleJournal, "type_crossref is journal-article")
        }
        None => from_nothing(work, published),
    }
}

fn from_source(source: &Source<'_>, crossref: &str) -> KindEvidence {
    let name = text(&source.display_name).unwrap_or_default();
    let because = |kind, what: &str| KindEvidence::inferred(kind, format!("{what}: {name}"));
    match text(&source.type_name).unwrap_or_default() {
        "conference" => because(Kind::PaperConference, "it was published by a conference"),
        "book series" if is_conference(name) => {
            because(Kind::PaperConference, "its source has a name like a conference")
        }
        "book series" | "ebook platform" => because(Kind::Chapter, "it was published in a series of books"),
        "repository" if crossref == "journal-article" && preprint_server(name).is_none() => {
            KindEvidence::inferred(Kind::ArticleJournal, "type_crossref is journal-article")
        }
        "repository" => because(Kind::Article, "only a repository has it"),
        "journal" if crossref == "journal-article" => KindEvidence::stated(Kind::ArticleJournal),
        "journal" if !is_conference(name) => because(Kind::ArticleJournal, "it was published by a journal"),
        _ if preprint_server(name).is_some() => because(Kind::Article, "its source is a server of preprints"),
        _ if is_conference(name) => because(Kind::PaperConference, "its source has a name like a conference"),
        _ => because(Kind::ArticleJournal, "it was published by"),
    }
}

/// Returns the type of an article without a known source.
fn from_nothing(work: &Work<'_>, published: Option<&Location<'_>>) -> KindEvidence {
    let version = published.and_then(|location| text(&location.version));
    let has_place = work.biblio.as_ref().is_some_and(|biblio| text(&biblio.volume).or(text(&biblio.issue)).is_some());
    match version {
        Some("submittedVersion") => KindEvidence::inferred(Kind::Article, "only a submitted version is known"),
        _ if has_place => KindEvidence::inferred(Kind::ArticleJournal, "it is part of a volume"),
        _ => KindEvidence::inferred(Kind::Article, "it is an article without a source"),
    }
}
