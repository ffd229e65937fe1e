//! The types of works for the headings of a CV.

use crate::model::Kind;

/// A type of works in a CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say what they are")]
#[non_exhaustive]
pub enum WorkType {
    JournalArticle,
    ConferencePaper,
    Preprint,
    Book,
    Chapter,
    Thesis,
    Report,
    Dataset,
    Software,
    Patent,
    Talk,
    Other,
}

impl WorkType {
    /// All types, in the usual order of a CV.
    pub const ALL: &'static [Self] = &[
        Self::JournalArticle,
        Self::ConferencePaper,
        Self::Preprint,
        Self::Book,
        Self::Chapter,
        Self::Thesis,
        Self::Report,
        Self::Dataset,
        Self::Software,
        Self::Patent,
        Self::Talk,
        Self::Other,
    ];

    /// Returns the CSL types of works that belong to this one.
    pub fn kinds(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |kind| Self::of(*kind) == self)
    }

    /// Returns the type of a work with a CSL type.
    pub const fn of(kind: Kind) -> Self {
        match kind {
            Kind::ArticleJournal | Kind::Review | Kind::ReviewBook => Self::JournalArticle,
            Kind::PaperConference => Self::ConferencePaper,
            Kind::Article => Self::Preprint,
            Kind::Book | Kind::Classic | Kind::Collection => Self::Book,
            Kind::Chapter | Kind::Entry | Kind::EntryDictionary | Kind::EntryEncyclopedia => Self::Chapter,
            Kind::Thesis => Self::Thesis,
            Kind::Report | Kind::Standard => Self::Report,
            Kind::Dataset => Self::Dataset,
            Kind::Software => Self::Software,
            Kind::Patent => Self::Patent,
            Kind::Speech | Kind::Event | Kind::Performance => Self::Talk,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WorkType;

    #[test]
    fn types_stand_at_their_place() {
        assert!(WorkType::ALL.iter().enumerate().all(|(place, work_type)| *work_type as usize == place));
    }
}
