//! Names of people and organisations (CSL 1.0.2, "Names").

mod et_al;
mod initials;
mod particles;
mod people;
mod person;
mod script;

pub(super) use et_al::{ShownNames, shown_names};
pub(super) use people::{Everywhere, People};
pub(super) use person::{NameStyle, name_node};
pub(super) use script::{has_italics, is_east_asian, is_east_asian_letter};

use crate::model::Name;

/// How much of the given names is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) enum GivenNames {
    /// As the style says.
    #[default]
    AsStyle,
    /// As initials, if the style shows none.
    Initials,
    /// In full.
    Full,
}

/// Separates the parts of a name, and names, in sort keys. Collation puts a tab before spaces and letters (Unicode Technical
/// Standard 10, the default table), so that "Singh, Yadav" comes before "Singh Siddhu, Navjot".
pub(super) const NAME_PART_SEPARATOR: &str = "\t";

/// The identity of a person for disambiguation: all parts of the name.
pub(super) type NameKey = Name;
