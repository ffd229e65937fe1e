//! The type of a paper. `publicationTypes` is missing for many papers, and contains both "JournalArticle" and
//! "Conference" for others; then the venue and the paper's other identifiers decide.

use super::work::Paper;
use crate::model::Kind;
use crate::syntax::json::typed::{Scalar, text};
use crate::text::preprint_server;
use crate::values::kinds::{KindEvidence, is_conference, kind_of_dblp_key};

/// Returns the type of a paper.
pub(super) fn kind(paper: &Paper<'_>) -> KindEvidence {
    let types: Vec<&str> = paper.publication_types.0.iter().filter_map(Scalar::trimmed).collect();
    let has = |name: &str| types.iter().any(|of| of.eq_ignore_ascii_case(name));
    for (name, kind) in [("Book", Kind::Book), ("BookSection", Kind::Chapter), ("Dataset", Kind::Dataset)] {
        if has(name) && types.len() == 1 {
            return KindEvidence::stated(kind);
        }
    }
    let venue_type = paper.venue().and_then(|venue| text(&venue.type_name)).unwrap_or_default();
    let name = venue_name(paper);
    match venue_type {
        "conference" => return KindEvidence::inferred(Kind::PaperConference, "its venue is a conference"),
        "journal" if name.is_some() => return KindEvidence::inferred(Kind::ArticleJournal, "its venue is a journal"),
        _ => {}
    }
    let ids = paper.external_ids.as_ref();
    if let Some(key) = ids.and_then(|ids| text(&ids.dblp))
        && let Some(kind) = kind_of_dblp_key(key)
    {
        return KindEvidence::inferred(kind, format!("DBLP has it as {key}"));
    }
    match name {
        _ if has("Conference") => KindEvidence::stated(Kind::PaperConference),
        Some(name) if is_conference(name) => {
            KindEvidence::inferred(Kind::PaperConference, format!("its venue has a name like a conference: {name}"))
        }
        Some(_) if has("JournalArticle") || has("Review") => KindEvidence::stated(Kind::ArticleJournal),
        Some(name) => KindEvidence::inferred(Kind::ArticleJournal, format!("it was published in {name}")),
        None if ids.is_some_and(|ids| text(&ids.acl).is_some()) => {
            KindEvidence::inferred(Kind::PaperConference, "it is in the ACL Anthology")
        }
        None if ids.is_some_and(|ids| text(&ids.arxiv).is_some()) => {
            KindEvidence::inferred(Kind::Article, "it is only known from arXiv")
        }
        None if has("JournalArticle") => KindEvidence::stated(Kind::ArticleJournal),
        None => KindEvidence::inferred(Kind::Article, "no venue is known"),
    }
}

/// Returns the name of the venue, unless it is a preprint server.
pub(super) fn venue_name<'b>(paper: &'b Paper<'_>) -> Option<&'b str> {
    let names = [
        paper.venue().and_then(|venue| text(&venue.name)),
        text(&paper.venue),
        paper.journal.as_ref().and_then(|journal| text(&journal.name)),
    ];
    names.into_iter().flatten().find(|name| preprint_server(name).is_none())
}
