//! THE table of types: the type of a work follows from the types of its entry and of the parent that contains it.

use hayagriva::types::EntryType;

use crate::model::Kind;
use crate::model::demand_every_kind;

/// A type of work: the types of the entry and of its container.
#[derive(Debug)]
pub(super) struct TypeRow {
    pub(super) kind: Kind,
    /// The entry's type.
    pub(super) entry: EntryType,
    /// The type of the parent that is the container in CSL's sense.
    pub(super) container: EntryType,
    /// Whether the type of work requires that parent.
    pub(super) needs_container: bool,
}

const TYPES: &[TypeRow] = &[
    in_container(Kind::ArticleJournal, EntryType::Article, EntryType::Periodical),
    in_container(Kind::ArticleNewspaper, EntryType::Article, EntryType::Newspaper),
    in_container(Kind::PaperConference, EntryType::Article, EntryType::Proceedings),
    in_container(Kind::PostWeblog, EntryType::Article, EntryType::Blog),
    in_container(Kind::EntryEncyclopedia, EntryType::Chapter, EntryType::Reference),
    in_container(Kind::Broadcast, EntryType::Video, EntryType::Video),
    in_container(Kind::MusicalScore, EntryType::Audio, EntryType::Book),
    in_container(Kind::Figure, EntryType::Artwork, EntryType::Article),
    row(Kind::Article, EntryType::Article, EntryType::Book),
    row(Kind::Chapter, EntryType::Chapter, EntryType::Book),
    row(Kind::Book, EntryType::Book, EntryType::Proceedings),
    row(Kind::Collection, EntryType::Anthology, EntryType::Proceedings),
    row(Kind::Periodical, EntryType::Periodical, EntryType::Proceedings),
    row(Kind::Event, EntryType::Exhibition, EntryType::Proceedings),
    row(Kind::Performance, EntryType::Performance, EntryType::Proceedings),
    row(Kind::Entry, EntryType::Entry, EntryType::Book),
    row(Kind::Report, EntryType::Report, EntryType::Book),
    row(Kind::Manuscript, EntryType::Manuscript, EntryType::Book),
    row(Kind::Thesis, EntryType::Thesis, EntryType::Book),
    row(Kind::MotionPicture, EntryType::Video, EntryType::Web),
    row(Kind::Song, EntryType::Audio, EntryType::Audio),
    row(Kind::LegalCase, EntryType::Case, EntryType::Book),
    row(Kind::Legislation, EntryType::Legislation, EntryType::Book),
    row(Kind::Patent, EntryType::Patent, EntryType::Book),
    row(Kind::Webpage, EntryType::Web, EntryType::Web),
    row(Kind::Post, EntryType::Post, EntryType::Thread),
    row(Kind::Graphic, EntryType::Artwork, EntryType::Book),
    row(Kind::Software, EntryType::Repository, EntryType::Book),
    row(Kind::Document, EntryType::Misc, EntryType::Book),
];

/// Types of works that Hayagriva does not have, and what they become.
pub(super) const BECOMES: &[(Kind, Kind)] = &[
    (Kind::ArticleMagazine, Kind::ArticleJournal),
    (Kind::Review, Kind::ArticleJournal),
    (Kind::ReviewBook, Kind::ArticleJournal),
    (Kind::Classic, Kind::Book),
    (Kind::Pamphlet, Kind::Book),
    (Kind::Bill, Kind::Legislation),
    (Kind::Regulation, Kind::Legislation),
    (Kind::Treaty, Kind::Legislation),
    (Kind::Standard, Kind::Report),
    (Kind::EntryDictionary, Kind::EntryEncyclopedia),
    (Kind::Map, Kind::Graphic),
    (Kind::Dataset, Kind::Document),
    (Kind::Hearing, Kind::Document),
    (Kind::Interview, Kind::Document),
    (Kind::PersonalCommunication, Kind::Document),
    (Kind::Speech, Kind::Document),
];

demand_every_kind!(TYPES.kind, BECOMES.0);

/// The types of works for entry types without a row of their own.
const OTHERS: &[(EntryType, Kind)] = &[
    (EntryType::Anthos, Kind::Chapter),
    (EntryType::Scene, Kind::Broadcast),
    (EntryType::Newspaper, Kind::Periodical),
    (EntryType::Proceedings, Kind::Book),
    (EntryType::Blog, Kind::Webpage),
    (EntryType::Reference, Kind::Book),
    (EntryType::Conference, Kind::Event),
    (EntryType::Thread, Kind::Webpage),
    (EntryType::Original, Kind::Document),
];

const fn row(kind: Kind, entry: EntryType, container: EntryType) -> TypeRow {
    TypeRow { kind, entry, container, needs_container: false }
}

const fn in_container(kind: Kind, entry: EntryType, container: EntryType) -> TypeRow {
    TypeRow { needs_container: true, ..row(kind, entry, container) }
}

/// Returns how a work of this type is written.
pub(super) fn row_of(kind: Kind) -> &'static TypeRow {
    let written = BECOMES.iter().find(|(from, _)| *from == kind).map_or(kind, |(_, to)| *to);
    let last = &TYPES[TYPES.len() - 1];
    TYPES.iter().find(|row| row.kind == written).unwrap_or(last)
}

/// Returns the type of a work, given the types of its entry and of the parents (as `matches_entry_type` in the crate's
/// `csl/taxonomy.rs`).
pub(super) fn kind(entry: EntryType, parents: &[EntryType]) -> Kind {
    let has = |parent: EntryType| parents.contains(&parent);
    let told_by_parent = TYPES.iter().find(|row| row.needs_container && row.entry == entry && has(row.container));
    let by_any = || match () {
        () if has(EntryType::Reference) => Some(Kind::EntryEncyclopedia),
        () if has(EntryType::Blog) => Some(Kind::PostWeblog),
        () => None,
    };
    let by_itself = || TYPES.iter().find(|row| !row.needs_container && row.entry == entry).map(|row| row.kind);
    let other = || OTHERS.iter().find(|(name, _)| *name == entry).map(|(_, kind)| *kind);
    told_by_parent.map(|row| row.kind).or_else(by_any).or_else(by_itself).or_else(other).unwrap_or_default()
}

/// Returns the types of parents that the crate treats as the container of an entry of this type, in order of
/// preference.
pub(super) fn containers(entry: EntryType) -> &'static [EntryType] {
    use EntryType as E;
    match entry {
        E::Article => {
            &[E::Book, E::Proceedings, E::Conference, E::Periodical, E::Newspaper, E::Blog, E::Reference, E::Web]
        }
        E::Anthos | E::Chapter | E::Case => &[E::Book, E::Anthology, E::Reference, E::Report],
        E::Report => &[E::Book, E::Anthology],
        E::Web => &[E::Web],
        E::Scene => &[E::Audio, E::Video, E::Performance, E::Artwork],
        E::Post => &[E::Thread, E::Blog, E::Web],
        E::Thread => &[E::Thread, E::Web, E::Blog],
        _ => &[],
    }
}

/// Whether the series of such an entry is its own parent rather than that of a parent.
pub(super) fn has_series(entry: EntryType) -> bool {
    use EntryType as E;
    matches!(
        entry,
        E::Anthology
            | E::Newspaper
            | E::Performance
            | E::Periodical
            | E::Proceedings
            | E::Book
            | E::Reference
            | E::Exhibition
    )
}

/// Returns the name of an entry type in YAML.
pub(super) fn name(entry: EntryType) -> String {
    serde_json::to_value(entry).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Whether the crate has an entry type with this name.
pub(super) fn is_entry_type(name: &str) -> bool {
    name.parse::<EntryType>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::{BECOMES, kind, row_of};
    use crate::model::Kind;

    #[test]
    fn a_type_comes_back_or_its_successor() {
        for &one in Kind::ALL {
            let row = row_of(one);
            let expected = BECOMES.iter().find(|(from, _)| *from == one).map_or(one, |(_, to)| *to);
            assert_eq!(row.kind, expected, "{one}");
            assert_eq!(kind(row.entry, &[row.container]), expected, "{one}");
            if !row.needs_container {
                assert_eq!(kind(row.entry, &[]), expected, "{one}");
            }
        }
    }
}
