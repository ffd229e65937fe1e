//! The type of a work: <https://datacite-metadata-schema.readthedocs.io/en/4.5/appendices/appendix-1/resourceTypeGeneral/>.

use super::work::Work;
use crate::model::Kind;
use crate::syntax::json::typed::text;
use crate::values::kinds::KindEvidence;

/// DataCite's general types that determine the type of a work.
const GENERAL: &[(&str, Kind)] = &[
    ("Audiovisual", Kind::MotionPicture),
    ("Book", Kind::Book),
    ("BookChapter", Kind::Chapter),
    ("Collection", Kind::Collection),
    ("ComputationalNotebook", Kind::Software),
    ("ConferencePaper", Kind::PaperConference),
    ("ConferenceProceeding", Kind::Collection),
    ("Dataset", Kind::Dataset),
    ("Dissertation", Kind::Thesis),
    ("Event", Kind::Event),
    ("Image", Kind::Graphic),
    ("InteractiveResource", Kind::Webpage),
    ("Journal", Kind::Periodical),
    ("JournalArticle", Kind::ArticleJournal),
    ("OutputManagementPlan", Kind::Report),
    ("PeerReview", Kind::Review),
    ("Poster", Kind::Speech),
    ("Preprint", Kind::Article),
    ("Presentation", Kind::Speech),
    ("Report", Kind::Report),
    ("Software", Kind::Software),
    ("Sound", Kind::Song),
    ("Standard", Kind::Standard),
    ("StudyRegistration", Kind::Report),
];

/// The types that people write for texts, in lower case, without spaces.
const SPECIFIC: &[(&str, Kind)] = &[
    ("journalarticle", Kind::ArticleJournal),
    ("articleinjournal", Kind::ArticleJournal),
    ("reviewarticle", Kind::ArticleJournal),
    ("conferencepaper", Kind::PaperConference),
    ("proceedingspaper", Kind::PaperConference),
    ("conferenceposter", Kind::Speech),
    ("poster", Kind::Speech),
    ("presentation", Kind::Speech),
    ("lecture", Kind::Speech),
    ("slides", Kind::Speech),
    ("thesis", Kind::Thesis),
    ("dissertation", Kind::Thesis),
    ("doctoralthesis", Kind::Thesis),
    ("phdthesis", Kind::Thesis),
    ("mastersthesis", Kind::Thesis),
    ("masterthesis", Kind::Thesis),
    ("bachelorthesis", Kind::Thesis),
    ("preprint", Kind::Article),
    ("workingpaper", Kind::Article),
    ("discussionpaper", Kind::Article),
    ("report", Kind::Report),
    ("technicalreport", Kind::Report),
    ("technicalnote", Kind::Report),
    ("deliverable", Kind::Report),
    ("projectdeliverable", Kind::Report),
    ("book", Kind::Book),
    ("monograph", Kind::Book),
    ("bookchapter", Kind::Chapter),
    ("booksection", Kind::Chapter),
    ("conferenceproceedings", Kind::Collection),
    ("proceedings", Kind::Collection),
    ("blogpost", Kind::PostWeblog),
    ("bookreview", Kind::ReviewBook),
    ("patent", Kind::Patent),
    ("standard", Kind::Standard),
    ("manuscript", Kind::Manuscript),
];

/// Returns the type of a work; `has_container` says whether it is published in something.
pub(super) fn kind(work: &Work<'_>, has_container: bool) -> KindEvidence {
    let Some(types) = &work.types else { return KindEvidence::stated(Kind::Document) };
    let general = text(&types.resource_type_general).unwrap_or_default();
    if let Some((_, kind)) = GENERAL.iter().find(|(name, _)| name.eq_ignore_ascii_case(general)) {
        return KindEvidence::stated(*kind);
    }
    if general.eq_ignore_ascii_case("DataPaper") {
        return match has_container {
            true => KindEvidence::inferred(Kind::ArticleJournal, "it is a data paper in a journal"),
            false => KindEvidence::inferred(Kind::Article, "it is a data paper without a journal"),
        };
    }
    let specific = text(&types.resource_type).unwrap_or_default();
    let folded: String = specific.chars().filter(|character| character.is_alphabetic()).collect();
    let folded = folded.to_lowercase();
    if let Some((_, kind)) = SPECIFIC.iter().find(|(name, _)| *name == folded) {
        return KindEvidence::inferred(*kind, format!("resourceType is {specific}"));
    }
    // DataCite's guess for CSL uses "article" for everything that is not known.
    let guess = text(&types.citeproc).filter(|name| *name != "article");
    match guess.and_then(Kind::from_name) {
        Some(kind) => KindEvidence::inferred(kind, format!("types.citeproc is {}", kind.name())),
        None => KindEvidence::stated(Kind::Document),
    }
}
