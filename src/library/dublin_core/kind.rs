//! The types of works: words of OpenAIRE, COAR, DCMI, DSpace, EPrints, OJS, HAL and Zenodo.
//!
//! <https://guidelines.openaire.eu/en/latest/literature/field_publicationtype.html>,
//! <https://vocabularies.coar-repositories.org/resource_types/>,
//! <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/#section-7>

use crate::model::Kind;

/// What a word says about a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The type, and the genre if it says more than the type.
    Type(Kind, Option<&'static str>),
    /// Something else than the type, or nothing that would decide it: `text`, `PeerReviewed`.
    Nothing,
}

const PHD: Option<&str> = Some("PhD thesis");
const MASTER: Option<&str> = Some("Master's thesis");
const BACHELOR: Option<&str> = Some("Bachelor's thesis");

/// The last part of a type, in lower case and only its letters, digits and underscores.
const WORDS: &[(&str, Meaning)] = &[
    ("article", Meaning::Type(Kind::ArticleJournal, None)),
    ("articles", Meaning::Type(Kind::ArticleJournal, None)),
    ("journalarticle", Meaning::Type(Kind::ArticleJournal, None)),
    ("journalarticles", Meaning::Type(Kind::ArticleJournal, None)),
    ("publicationarticle", Meaning::Type(Kind::ArticleJournal, None)),
    ("peerreviewedarticle", Meaning::Type(Kind::ArticleJournal, None)),
    ("researcharticle", Meaning::Type(Kind::ArticleJournal, None)),
    ("reviewarticle", Meaning::Type(Kind::ArticleJournal, None)),
    ("datapaper", Meaning::Type(Kind::ArticleJournal, None)),
    ("contributiontoperiodical", Meaning::Type(Kind::ArticleJournal, None)),
    ("c_6501", Meaning::Type(Kind::ArticleJournal, None)),
    ("c_2df8fbb1", Meaning::Type(Kind::ArticleJournal, None)),
    ("c_dcae04bc", Meaning::Type(Kind::ArticleJournal, None)),
    ("c_beb9", Meaning::Type(Kind::ArticleJournal, None)),
    ("conferenceobject", Meaning::Type(Kind::PaperConference, None)),
    ("conferencepaper", Meaning::Type(Kind::PaperConference, None)),
    ("conferencepapers", Meaning::Type(Kind::PaperConference, None)),
    ("conferenceorworkshopitem", Meaning::Type(Kind::PaperConference, None)),
    ("conferenceitem", Meaning::Type(Kind::PaperConference, None)),
    ("publicationconferencepaper", Meaning::Type(Kind::PaperConference, None)),
    ("c_5794", Meaning::Type(Kind::PaperConference, None)),
    ("c_c94f", Meaning::Type(Kind::PaperConference, None)),
    ("conferenceproceedings", Meaning::Type(Kind::Collection, None)),
    ("proceedings", Meaning::Type(Kind::Collection, None)),
    ("c_f744", Meaning::Type(Kind::Collection, None)),
    ("conferenceposter", Meaning::Type(Kind::Speech, Some("Poster"))),
    ("poster", Meaning::Type(Kind::Speech, Some("Poster"))),
    ("posters", Meaning::Type(Kind::Speech, Some("Poster"))),
    ("c_6670", Meaning::Type(Kind::Speech, Some("Poster"))),
    ("lecture", Meaning::Type(Kind::Speech, None)),
    ("lectures", Meaning::Type(Kind::Speech, None)),
    ("presentation", Meaning::Type(Kind::Speech, None)),
    ("c_8544", Meaning::Type(Kind::Speech, None)),
    ("book", Meaning::Type(Kind::Book, None)),
    ("books", Meaning::Type(Kind::Book, None)),
    ("monograph", Meaning::Type(Kind::Book, None)),
    ("publicationbook", Meaning::Type(Kind::Book, None)),
    ("c_2f33", Meaning::Type(Kind::Book, None)),
    ("bookpart", Meaning::Type(Kind::Chapter, None)),
    ("bookchapter", Meaning::Type(Kind::Chapter, None)),
    ("booksection", Meaning::Type(Kind::Chapter, None)),
    ("booksections", Meaning::Type(Kind::Chapter, None)),
    ("publicationsection", Meaning::Type(Kind::Chapter, None)),
    ("c_3248", Meaning::Type(Kind::Chapter, None)),
    ("doctoralthesis", Meaning::Type(Kind::Thesis, PHD)),
    ("phdthesis", Meaning::Type(Kind::Thesis, PHD)),
    ("c_db06", Meaning::Type(Kind::Thesis, PHD)),
    ("masterthesis", Meaning::Type(Kind::Thesis, MASTER)),
    ("mastersthesis", Meaning::Type(Kind::Thesis, MASTER)),
    ("c_bdcc", Meaning::Type(Kind::Thesis, MASTER)),
    ("bachelorthesis", Meaning::Type(Kind::Thesis, BACHELOR)),
    ("c_7a1f", Meaning::Type(Kind::Thesis, BACHELOR)),
    ("thesis", Meaning::Type(Kind::Thesis, None)),
    ("theses", Meaning::Type(Kind::Thesis, None)),
    ("dissertation", Meaning::Type(Kind::Thesis, None)),
    ("electronicthesisordissertation", Meaning::Type(Kind::Thesis, None)),
    ("publicationthesis", Meaning::Type(Kind::Thesis, None)),
    ("c_46ec", Meaning::Type(Kind::Thesis, None)),
    ("report", Meaning::Type(Kind::Report, None)),
    ("reports", Meaning::Type(Kind::Report, None)),
    ("technicalreport", Meaning::Type(Kind::Report, None)),
    ("publicationreport", Meaning::Type(Kind::Report, None)),
    ("c_93fc", Meaning::Type(Kind::Report, None)),
    ("c_18gh", Meaning::Type(Kind::Report, None)),
    ("preprint", Meaning::Type(Kind::Article, None)),
    ("preprintsworkingpapers", Meaning::Type(Kind::Article, None)),
    ("workingpaper", Meaning::Type(Kind::Article, None)),
    ("publicationpreprint", Meaning::Type(Kind::Article, None)),
    ("c_816b", Meaning::Type(Kind::Article, None)),
    ("c_8042", Meaning::Type(Kind::Article, None)),
    ("dataset", Meaning::Type(Kind::Dataset, None)),
    ("c_ddb1", Meaning::Type(Kind::Dataset, None)),
    ("software", Meaning::Type(Kind::Software, None)),
    ("c_5ce6", Meaning::Type(Kind::Software, None)),
    ("bookreview", Meaning::Type(Kind::ReviewBook, None)),
    ("c_ba08", Meaning::Type(Kind::ReviewBook, None)),
    ("review", Meaning::Type(Kind::Review, None)),
    ("c_efa0", Meaning::Type(Kind::Review, None)),
    ("patent", Meaning::Type(Kind::Patent, None)),
    ("c_15cd", Meaning::Type(Kind::Patent, None)),
    ("image", Meaning::Type(Kind::Graphic, None)),
    ("stillimage", Meaning::Type(Kind::Graphic, None)),
    ("c_c513", Meaning::Type(Kind::Graphic, None)),
    ("movingimage", Meaning::Type(Kind::MotionPicture, None)),
    ("video", Meaning::Type(Kind::MotionPicture, None)),
    ("c_8a7e", Meaning::Type(Kind::MotionPicture, None)),
    ("sound", Meaning::Type(Kind::Song, None)),
    ("c_18cc", Meaning::Type(Kind::Song, None)),
    ("map", Meaning::Type(Kind::Map, None)),
    ("manuscript", Meaning::Type(Kind::Manuscript, None)),
    ("event", Meaning::Type(Kind::Event, None)),
    ("text", Meaning::Nothing),
    ("other", Meaning::Nothing),
    ("resource", Meaning::Nothing),
    ("c_18cf", Meaning::Nothing),
    ("c_1843", Meaning::Nothing),
    ("peerreviewed", Meaning::Nothing),
    ("nonpeerreviewed", Meaning::Nothing),
    ("draft", Meaning::Nothing),
    ("submittedversion", Meaning::Nothing),
    ("acceptedversion", Meaning::Nothing),
    ("publishedversion", Meaning::Nothing),
    ("updatedversion", Meaning::Nothing),
];

/// Returns what a type says; `None` if it is not known.
pub(super) fn meaning(text: &str) -> Option<Meaning> {
    let is_path = text.starts_with("info:") || text.starts_with("http://") || text.starts_with("https://");
    let last = if is_path { text.rsplit(['/', '#']).next()? } else { text };
    let word: String = last.chars().filter(|character| character.is_alphanumeric() || *character == '_').collect();
    let word = word.to_lowercase();
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}
