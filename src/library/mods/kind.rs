//! The type of a work: genres, the type of resource, and the work that it is a part of.

use crate::library::zotero::{ItemType, item_type};
use crate::model::Kind;
use crate::syntax::element::Element;
use crate::values::kinds::KindEvidence;

/// What a genre says about a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Genre {
    /// Its type.
    Work(Kind),
    /// The type of a part, for works with a host, and that of the whole.
    PartOr(Kind, Kind),
}

/// Genres, in lower case: those of MARC (<https://www.loc.gov/standards/valuelist/marcgt.html>), and the ones of bibutils
/// and of repositories.
const GENRES: &[(&str, Genre)] = &[
    ("academic journal", Genre::PartOr(Kind::ArticleJournal, Kind::Periodical)),
    ("article", Genre::Work(Kind::ArticleJournal)),
    ("atlas", Genre::Work(Kind::Map)),
    ("autobiography", Genre::PartOr(Kind::Chapter, Kind::Book)),
    ("bachelor thesis", Genre::Work(Kind::Thesis)),
    ("bill", Genre::Work(Kind::Bill)),
    ("biography", Genre::PartOr(Kind::Chapter, Kind::Book)),
    ("blog", Genre::Work(Kind::PostWeblog)),
    ("book", Genre::PartOr(Kind::Chapter, Kind::Book)),
    ("book chapter", Genre::Work(Kind::Chapter)),
    ("chapter", Genre::Work(Kind::Chapter)),
    ("collection", Genre::PartOr(Kind::Chapter, Kind::Collection)),
    ("conference paper", Genre::Work(Kind::PaperConference)),
    ("conference publication", Genre::PartOr(Kind::PaperConference, Kind::Collection)),
    ("database", Genre::Work(Kind::Dataset)),
    ("dataset", Genre::Work(Kind::Dataset)),
    ("dictionary", Genre::PartOr(Kind::EntryDictionary, Kind::Book)),
    ("diploma thesis", Genre::Work(Kind::Thesis)),
    ("dissertation", Genre::Work(Kind::Thesis)),
    ("doctoral thesis", Genre::Work(Kind::Thesis)),
    ("electronic", Genre::Work(Kind::Webpage)),
    ("encyclopedia", Genre::PartOr(Kind::EntryEncyclopedia, Kind::Book)),
    ("hearing", Genre::Work(Kind::Hearing)),
    ("interview", Genre::Work(Kind::Interview)),
    ("journal", Genre::PartOr(Kind::ArticleJournal, Kind::Periodical)),
    ("journal article", Genre::Work(Kind::ArticleJournal)),
    ("legal case and case notes", Genre::Work(Kind::LegalCase)),
    ("legislation", Genre::Work(Kind::Legislation)),
    ("letter", Genre::Work(Kind::PersonalCommunication)),
    ("licentiate thesis", Genre::Work(Kind::Thesis)),
    ("magazine", Genre::PartOr(Kind::ArticleMagazine, Kind::Periodical)),
    ("magazine article", Genre::Work(Kind::ArticleMagazine)),
    ("manuscript", Genre::Work(Kind::Manuscript)),
    ("map", Genre::Work(Kind::Map)),
    ("master thesis", Genre::Work(Kind::Thesis)),
    ("masters thesis", Genre::Work(Kind::Thesis)),
    ("motion picture", Genre::Work(Kind::MotionPicture)),
    ("newspaper", Genre::PartOr(Kind::ArticleNewspaper, Kind::Periodical)),
    ("newspaper article", Genre::Work(Kind::ArticleNewspaper)),
    ("numeric data", Genre::Work(Kind::Dataset)),
    ("pamphlet", Genre::Work(Kind::Pamphlet)),
    ("patent", Genre::Work(Kind::Patent)),
    ("periodical", Genre::PartOr(Kind::ArticleJournal, Kind::Periodical)),
    ("ph.d. thesis", Genre::Work(Kind::Thesis)),
    ("preprint", Genre::Work(Kind::Article)),
    ("report", Genre::Work(Kind::Report)),
    ("review", Genre::PartOr(Kind::Review, Kind::Review)),
    ("series", Genre::PartOr(Kind::Chapter, Kind::Collection)),
    ("speech", Genre::Work(Kind::Speech)),
    ("standard or specification", Genre::Work(Kind::Standard)),
    ("technical report", Genre::Work(Kind::Report)),
    ("theses", Genre::Work(Kind::Thesis)),
    ("thesis", Genre::Work(Kind::Thesis)),
    ("treaty", Genre::Work(Kind::Treaty)),
    ("unpublished", Genre::Work(Kind::Manuscript)),
    ("web page", Genre::Work(Kind::Webpage)),
    ("web site", Genre::Work(Kind::Webpage)),
    ("webpage", Genre::Work(Kind::Webpage)),
    ("yearbook", Genre::PartOr(Kind::Chapter, Kind::Book)),
];

/// The types of resources that are not text (<https://www.loc.gov/standards/mods/userguide/typeofresource.html>).
const RESOURCES: &[(&str, Kind)] = &[
    ("cartographic", Kind::Map),
    ("moving image", Kind::MotionPicture),
    ("notated music", Kind::MusicalScore),
    ("software, multimedia", Kind::Software),
    ("sound recording", Kind::Song),
    ("sound recording-musical", Kind::Song),
    ("sound recording-nonmusical", Kind::Song),
    ("still image", Kind::Graphic),
];

/// Returns the type of a work, and the genres that are not understood or say more than the type.
pub(super) fn kind(work: &Element, host: Option<&Element>) -> (KindEvidence, Vec<String>) {
    let mut further = Vec::new();
    let mut found: Option<Kind> = None;
    let own = work.named("genre").filter_map(Element::text);
    // The genre of the host says what sort of part a work is, unless the work's own genre is that of a part.
    let of_host = host.into_iter().flat_map(|host| host.named("genre")).filter_map(Element::text);
    let genres: Vec<(String, bool)> =
        own.map(|genre| (genre, true)).chain(of_host.map(|genre| (genre, false))).collect();
    for (genre, is_own) in genres {
        let meaning = genre_of(&genre).map(|meaning| match meaning {
            Genre::Work(kind) => Some(kind).filter(|_| is_own),
            Genre::PartOr(part, whole) => Some(if host.is_some() { part } else { whole }),
        });
        match meaning {
            Some(Some(kind)) if found.is_none() => found = Some(kind),
            // An article in a newspaper is more than an article.
            Some(Some(kind)) if found == Some(Kind::ArticleJournal) && !is_own => found = Some(kind),
            _ => {}
        }
        let is_thesis = is_own && meaning == Some(Some(Kind::Thesis));
        if is_own && meaning.is_none() || is_thesis && !matches!(genre.as_str(), "thesis" | "theses") {
            further.push(genre);
        }
    }
    (found.map_or_else(|| without_genre(work, host), KindEvidence::stated), further)
}

fn genre_of(text: &str) -> Option<Genre> {
    let lower = text.to_lowercase();
    if let Some((_, genre)) = GENRES.iter().find(|(known, _)| *known == lower) {
        return Some(*genre);
    }
    match item_type(text) {
        ItemType::Work(kind) => Some(Genre::Work(kind)),
        ItemType::NotWork | ItemType::Unknown => None,
    }
}

fn without_genre(work: &Element, host: Option<&Element>) -> KindEvidence {
    let resource = work.child("typeOfResource");
    let name = resource.and_then(Element::text).unwrap_or_default().to_lowercase();
    if let Some((_, kind)) = RESOURCES.iter().find(|(known, _)| *known == name) {
        return KindEvidence::stated(*kind);
    }
    if resource.is_some_and(|resource| resource.attribute("manuscript") == Some("yes")) {
        return KindEvidence::stated(Kind::Manuscript);
    }
    let has_number = |element: &Element, name: &str| {
        element.named("identifier").any(|number| number.attribute("type").is_some_and(|sort| sort.contains(name)))
    };
    let issuance = |element: &Element| element.text_at("originInfo/issuance").unwrap_or_default();
    match host {
        Some(host) if has_number(host, "isbn") => {
            KindEvidence::inferred(Kind::Chapter, "it is a part of a work with an ISBN")
        }
        Some(host) if has_number(host, "issn") || matches!(issuance(host).as_str(), "continuing" | "serial") => {
            KindEvidence::inferred(Kind::ArticleJournal, "it is a part of a periodical")
        }
        Some(host) if host.child("part").or(work.child("part")).is_some_and(|part| part.child("detail").is_some()) => {
            KindEvidence::inferred(Kind::ArticleJournal, "it is a part of a work with volumes or issues")
        }
        Some(_) => KindEvidence::inferred(Kind::Chapter, "it is a part of another work"),
        None if matches!(issuance(work).as_str(), "continuing" | "serial") => KindEvidence::stated(Kind::Periodical),
        None if issuance(work) == "monographic" || has_number(work, "isbn") => {
            KindEvidence::inferred(Kind::Book, "it is issued as a whole, or has an ISBN")
        }
        None => KindEvidence::inferred(Kind::Document, "no genre says what it is"),
    }
}
