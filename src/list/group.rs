//! The groups of a publication list.

use std::cmp::Reverse;

use crate::csl::StyleLanguage;
use crate::model::{Date, DateVariable, Kind, Record};

/// What the headings of a publication list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum GroupBy {
    /// There are none.
    None,
    /// The years, the latest first; what has none comes last.
    #[default]
    Year,
    /// The types of works, in English, in the order usual in a CV.
    Type,
}

/// A group of works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Group {
    All,
    Year(i32),
    /// What has no year, under the language's term for that.
    NoYear(String),
    /// A row of [`TYPES`].
    Type(usize),
}

/// The headings for types, in order, and the types below each. The last one is for all others.
const TYPES: &[(&str, &[Kind])] = &[
    ("Journal articles", &[Kind::ArticleJournal, Kind::Review, Kind::ReviewBook]),
    ("Conference papers", &[Kind::PaperConference]),
    ("Preprints", &[Kind::Article]),
    ("Books", &[Kind::Book, Kind::Classic, Kind::Collection]),
    ("Chapters", &[Kind::Chapter, Kind::Entry, Kind::EntryDictionary, Kind::EntryEncyclopedia]),
    ("Theses", &[Kind::Thesis]),
    ("Reports", &[Kind::Report, Kind::Standard]),
    ("Data sets", &[Kind::Dataset]),
    ("Software", &[Kind::Software]),
    ("Patents", &[Kind::Patent]),
    ("Talks", &[Kind::Speech, Kind::Event, Kind::Performance]),
    ("Other works", &[]),
];

impl GroupBy {
    pub(super) fn group_of(self, record: &Record, language: &StyleLanguage) -> Group {
        match self {
            Self::None => Group::All,
            Self::Year => match record.dates.get(&DateVariable::Issued).and_then(Date::first_point) {
                Some(point) => Group::Year(point.year),
                None => Group::NoYear(language.no_date()),
            },
            Self::Type => {
                let row = TYPES.iter().position(|(_, kinds)| kinds.contains(&record.kind));
                Group::Type(row.unwrap_or(TYPES.len() - 1))
            }
        }
    }
}

impl Group {
    /// The place of the group in the list.
    pub(super) fn rank(&self) -> impl Ord + use<> {
        match self {
            Self::All => (0, Reverse(0)),
            Self::Year(year) => (0, Reverse(*year)),
            Self::NoYear(_) => (1, Reverse(0)),
            Self::Type(row) => (*row, Reverse(0)),
        }
    }

    pub(super) fn heading(&self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Year(year) => Some(year.to_string()),
            Self::NoYear(term) => Some(term.clone()),
            Self::Type(row) => TYPES.get(*row).map(|(heading, _)| (*heading).to_owned()),
        }
    }
}
