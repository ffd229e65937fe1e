//! The type of a work: the types of sites and databases, or what the other columns say.

use super::columns::folded;
use crate::model::{IdentifierVariable, Kind, NumberVariable, Record, TextVariable, Variable};
use crate::values::kinds::{KindEvidence, is_conference};

/// The types of sites, in the form of [`folded`].
const TYPES: &[(&str, Kind)] = &[
    ("article", Kind::ArticleJournal),
    ("articleinpress", Kind::ArticleJournal),
    ("articles", Kind::ArticleJournal),
    ("researcharticle", Kind::ArticleJournal),
    ("journalarticle", Kind::ArticleJournal),
    ("review", Kind::ArticleJournal),
    ("reviewarticle", Kind::ArticleJournal),
    ("shortsurvey", Kind::ArticleJournal),
    ("datapaper", Kind::ArticleJournal),
    ("editorial", Kind::ArticleJournal),
    ("editorialmaterial", Kind::ArticleJournal),
    ("letter", Kind::ArticleJournal),
    ("note", Kind::ArticleJournal),
    ("erratum", Kind::ArticleJournal),
    ("correction", Kind::ArticleJournal),
    ("retracted", Kind::ArticleJournal),
    ("ieeejournals", Kind::ArticleJournal),
    ("ieeemagazines", Kind::ArticleMagazine),
    ("ieeeearlyaccessarticles", Kind::ArticleJournal),
    ("ieeeearlyaccess", Kind::ArticleJournal),
    ("j", Kind::ArticleJournal),
    ("bookreview", Kind::ReviewBook),
    ("newsarticle", Kind::ArticleNewspaper),
    ("newspaperarticle", Kind::ArticleNewspaper),
    ("conferencepaper", Kind::PaperConference),
    ("conferenceproceedingsarticle", Kind::PaperConference),
    ("conferenceproceedings", Kind::PaperConference),
    ("proceeding", Kind::PaperConference),
    ("proceedingspaper", Kind::PaperConference),
    ("inproceedings", Kind::PaperConference),
    ("meetingabstract", Kind::PaperConference),
    ("ieeeconferences", Kind::PaperConference),
    ("c", Kind::PaperConference),
    ("conferencereview", Kind::Collection),
    ("proceedings", Kind::Collection),
    ("bookchapter", Kind::Chapter),
    ("chapter", Kind::Chapter),
    ("incollection", Kind::Chapter),
    ("protocol", Kind::Chapter),
    ("referenceworkentry", Kind::EntryEncyclopedia),
    ("chapterreferenceworkentry", Kind::EntryEncyclopedia),
    ("book", Kind::Book),
    ("monograph", Kind::Book),
    ("editedbook", Kind::Book),
    ("ieeebooks", Kind::Book),
    ("preprint", Kind::Article),
    ("workingpaper", Kind::Article),
    ("dissertation", Kind::Thesis),
    ("thesis", Kind::Thesis),
    ("phdthesis", Kind::Thesis),
    ("mastersthesis", Kind::Thesis),
    ("dataset", Kind::Dataset),
    ("report", Kind::Report),
    ("technicalreport", Kind::Report),
    ("techreport", Kind::Report),
    ("patent", Kind::Patent),
    ("p", Kind::Patent),
    ("standard", Kind::Standard),
    ("ieeestandards", Kind::Standard),
    ("software", Kind::Software),
    ("computerprogram", Kind::Software),
    ("webpage", Kind::Webpage),
    ("misc", Kind::Document),
];

/// Returns the type of work that a site's type means; of several types, that of the first one that is known.
pub(super) fn of_type(cell: &str) -> Option<Kind> {
    let known = |name: &str| {
        let name = folded(name);
        TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    };
    known(cell).or_else(|| Kind::from_name(cell.trim())).or_else(|| cell.split([';', '|', ',']).find_map(known))
}

/// Returns the type of a work that no column gives.
pub(super) fn inferred(record: &Record) -> KindEvidence {
    let container = record.plain_text(TextVariable::ContainerTitle);
    let has_isbn = record.has(Variable::Identifier(IdentifierVariable::Isbn));
    let has_number = |variable| record.has(Variable::Number(variable));
    let is_in_issue = has_number(NumberVariable::Volume) || has_number(NumberVariable::Issue);
    match container {
        _ if record.has_arxiv_eprint() && !is_in_issue => {
            KindEvidence::inferred(Kind::Article, "it has an arXiv number and no volume")
        }
        Some(venue) if is_conference(&venue) => {
            KindEvidence::inferred(Kind::PaperConference, "the name of its source is that of a conference")
        }
        Some(_) if is_in_issue || record.has(Variable::Identifier(IdentifierVariable::Issn)) => {
            KindEvidence::inferred(Kind::ArticleJournal, "its source has a volume, an issue or an ISSN")
        }
        Some(_) if has_isbn => KindEvidence::inferred(Kind::Chapter, "it is part of a work with an ISBN"),
        None if has_isbn => KindEvidence::inferred(Kind::Book, "it has an ISBN and is not part of another work"),
        Some(_) => KindEvidence::inferred(Kind::ArticleJournal, "it has a source, of which nothing else is known"),
        None => KindEvidence::stated(Kind::Document),
    }
}
