//! Types of works in the formats of tagged lines, by their tables.

use crate::model::Kind;

/// The type that a table of types writes for a type of work: the first row counts.
pub(super) fn type_of(types: &[(&'static str, Kind)], kind: Kind) -> Option<&'static str> {
    types.iter().find(|(_, known)| *known == kind).map(|(name, _)| *name)
}

/// The type of work of a format's type, in any letter case.
pub(super) fn kind_of(types: &[(&'static str, Kind)], name: &str) -> Option<Kind> {
    types.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, kind)| *kind)
}
