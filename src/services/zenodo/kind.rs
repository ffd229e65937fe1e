//! The type of a work: Zenodo's upload types with their subtypes, which InvenioRDM joins with a hyphen
//! (<https://inveniordm.docs.cern.ch/reference/metadata/#resource-type-1>).

use super::work::Metadata;
use crate::model::Kind;
use crate::syntax::json::typed::text;
use crate::values::kinds::KindEvidence;

const TYPES: &[(&str, Kind)] = &[
    ("dataset", Kind::Dataset),
    ("event", Kind::Event),
    ("image", Kind::Graphic),
    ("image-figure", Kind::Figure),
    ("lesson", Kind::Speech),
    ("model", Kind::Dataset),
    ("poster", Kind::Speech),
    ("presentation", Kind::Speech),
    ("publication-annotationcollection", Kind::Collection),
    ("publication-article", Kind::ArticleJournal),
    ("publication-book", Kind::Book),
    ("publication-conferencepaper", Kind::PaperConference),
    ("publication-conferenceproceeding", Kind::Collection),
    ("publication-datamanagementplan", Kind::Report),
    ("publication-datapaper", Kind::ArticleJournal),
    ("publication-deliverable", Kind::Report),
    ("publication-dissertation", Kind::Thesis),
    ("publication-journal", Kind::Periodical),
    ("publication-milestone", Kind::Report),
    ("publication-outputmanagementplan", Kind::Report),
    ("publication-patent", Kind::Patent),
    ("publication-peerreview", Kind::Review),
    ("publication-preprint", Kind::Article),
    ("publication-project", Kind::Report),
    ("publication-proposal", Kind::Report),
    ("publication-report", Kind::Report),
    ("publication-section", Kind::Chapter),
    ("publication-softwaredocumentation", Kind::Report),
    ("publication-standard", Kind::Standard),
    ("publication-taxonomictreatment", Kind::ArticleJournal),
    ("publication-technicalnote", Kind::Report),
    ("publication-thesis", Kind::Thesis),
    ("publication-workingpaper", Kind::Article),
    ("software", Kind::Software),
    ("software-computationalnotebook", Kind::Software),
    ("video", Kind::MotionPicture),
    ("workflow", Kind::Software),
];

/// Returns the type of a work; a publication of no particular type may be in a journal.
pub(super) fn kind(metadata: &Metadata<'_>, is_in_journal: bool) -> KindEvidence {
    let resource_type = metadata.resource_type.0.as_deref();
    let id = resource_type.and_then(|of| text(&of.id));
    let general = resource_type.and_then(|of| text(&of.general)).or(text(&metadata.upload_type));
    let subtype =
        [resource_type.and_then(|of| text(&of.subtype)), text(&metadata.publication_type), text(&metadata.image_type)];
    let subtype = subtype.into_iter().flatten().next();
    let name = match (id, general, subtype) {
        (Some(id), _, _) => id.to_owned(),
        (None, Some(general), Some(subtype)) => format!("{general}-{subtype}"),
        (None, general, _) => general.unwrap_or_default().to_owned(),
    };
    let known = |name: &str| TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
    let general = || name.split_once('-').and_then(|(general, _)| known(general));
    match known(&name).or_else(general) {
        Some(kind) => KindEvidence::stated(kind),
        None if is_in_journal => KindEvidence::inferred(Kind::ArticleJournal, "it is in a journal"),
        None => KindEvidence::stated(Kind::Document),
    }
}
