//! The types of works, under CSL's names (CSL 1.0.2, appendix III "Types").

use crate::text::similar::most_like;
use std::fmt;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The type of work that a record describes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[non_exhaustive]
        pub enum Kind { $($(#[$doc])* #[doc = concat!("`", $name, "`")] $variant,)* }

        impl Kind {
            /// Every type, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Returns the type's CSL name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Returns the type with that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

kinds! {
    /// A work made available outside a journal: a preprint, a working paper.
    Article = "article",
    ArticleJournal = "article-journal",
    ArticleMagazine = "article-magazine",
    ArticleNewspaper = "article-newspaper",
    Bill = "bill",
    Book = "book",
    Broadcast = "broadcast",
    Chapter = "chapter",
    Classic = "classic",
    Collection = "collection",
    Dataset = "dataset",
    /// Anything that no other type fits.
    #[default]
    Document = "document",
    Entry = "entry",
    EntryDictionary = "entry-dictionary",
    EntryEncyclopedia = "entry-encyclopedia",
    Event = "event",
    Figure = "figure",
    Graphic = "graphic",
    Hearing = "hearing",
    Interview = "interview",
    LegalCase = "legal_case",
    Legislation = "legislation",
    Manuscript = "manuscript",
    Map = "map",
    MotionPicture = "motion_picture",
    MusicalScore = "musical_score",
    Pamphlet = "pamphlet",
    PaperConference = "paper-conference",
    Patent = "patent",
    Performance = "performance",
    Periodical = "periodical",
    PersonalCommunication = "personal_communication",
    Post = "post",
    PostWeblog = "post-weblog",
    Regulation = "regulation",
    Report = "report",
    Review = "review",
    ReviewBook = "review-book",
    Software = "software",
    Song = "song",
    Speech = "speech",
    Standard = "standard",
    Thesis = "thesis",
    Treaty = "treaty",
    Webpage = "webpage",
}

/// Refuses to compile if a type of work is in none of these tables, each given with the field that contains the type,
/// nor in a list of others: `demand_every_kind!(TYPES.1; WITHOUT_A_TYPE)`. So a new type cannot be forgotten in a
/// format.
macro_rules! demand_every_kind {
    ($($table:ident . $field:tt),+ $(; $others:ident)?) => {
        const _: () = {
            let kinds = $crate::model::Kind::ALL;
            let mut kind = 0;
            while kind < kinds.len() {
                let mut is_there = false;
                $(
                    let mut row = 0;
                    while row < $table.len() {
                        is_there |= $table[row].$field as u8 == kinds[kind] as u8;
                        row += 1;
                    }
                )+
                $(
                    let mut other = 0;
                    while other < $others.len() {
                        is_there |= $others[other] as u8 == kinds[kind] as u8;
                        other += 1;
                    }
                )?
                assert!(is_there, "a type of work has no row in this table");
                kind += 1;
            }
        };
    };
}
pub(crate) use demand_every_kind;

/// Joins lists of types of works: `joined_kinds!(IN_PERIODICAL, &[Kind::Book])`.
macro_rules! joined_kinds {
    ($($list:expr),+ $(,)?) => {{
        const COUNT: usize = 0 $(+ ($list).len())+;
        const JOINED: [$crate::model::Kind; COUNT] = $crate::model::joined(&[$($list),+]);
        &JOINED
    }};
}

pub(crate) use joined_kinds;

/// Returns the types of several lists, in their order. [`joined_kinds!`] counts them.
pub(crate) const fn joined<const COUNT: usize>(lists: &[&[Kind]]) -> [Kind; COUNT] {
    let mut joined = [Kind::Document; COUNT];
    let (mut list, mut filled) = (0, 0);
    while list < lists.len() {
        let mut index = 0;
        while index < lists[list].len() {
            joined[filled] = lists[list][index];
            filled += 1;
            index += 1;
        }
        list += 1;
    }
    joined
}

impl Kind {
    /// The types of works that appear in a periodical.
    pub(crate) const IN_PERIODICAL: &'static [Self] =
        &[Self::ArticleJournal, Self::ArticleMagazine, Self::ArticleNewspaper, Self::Review, Self::ReviewBook];

    /// Returns the type whose name is most similar to an unknown word: `article` for `artcle`. `None` if no name is
    /// similar.
    pub fn most_like(word: &str) -> Option<Self> {
        let names = Self::ALL.iter().map(|kind| kind.name());
        most_like(&word.to_lowercase(), names).and_then(Self::from_name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn lists_are_joined_in_their_order() {
        let joined: &[Kind] = joined_kinds!(&[Kind::Book, Kind::Map], &[Kind::Song]);
        assert_eq!(joined, [Kind::Book, Kind::Map, Kind::Song]);
    }

    #[test]
    fn every_name_leads_back_to_its_type() {
        for &kind in Kind::ALL {
            assert_eq!(Kind::from_name(kind.name()), Some(kind));
        }
        assert_eq!(Kind::from_name("no-such-type"), None);
    }

    #[test]
    fn a_misspelt_name_is_like_one_type() {
        assert_eq!(Kind::most_like("artcle"), Some(Kind::Article));
        assert_eq!(Kind::most_like("Bok"), Some(Kind::Book));
        assert_eq!(Kind::most_like("no-such-type"), None);
    }
}
