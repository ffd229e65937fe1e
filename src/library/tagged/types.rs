//! Types of works in the formats of tagged lines, from their tables.

use crate::model::Kind;

/// Works with a number of pages instead of a range of pages.
pub(super) const WITH_PAGE_COUNT: &[Kind] = &[Kind::Book, Kind::Classic, Kind::Collection, Kind::Thesis];

/// Returns the type that is written for a type of work: that of the first row.
pub(super) fn type_of(types: &[(&'static str, Kind)], kind: Kind) -> Option<&'static str> {
    types.iter().find(|(_, known)| *known == kind).map(|(name, _)| *name)
}

/// Returns the type of work for a format's type, in any letter case.
pub(super) fn kind_of(types: &[(&'static str, Kind)], name: &str) -> Option<Kind> {
    types.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
}
