//! The owner of the page on which a work was listed.

use super::Name;

/// The person whose page listed the work.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Owner {
    /// The name on the page, parsed.
    pub name: Name,
    /// Whether the name is among the authors shown.
    pub presence: OwnerPresence,
}

/// Whether the owner of a page is among the authors of a work listed there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnerPresence {
    /// The name is in the list.
    Shown,
    /// The list was truncated before the name, which must be among the omitted ones.
    Hidden,
    /// The list is complete and the name is not in it.
    Absent,
}

impl OwnerPresence {
    /// Every state, for the JSON form and its schema.
    pub const ALL: &'static [Self] = &[Self::Shown, Self::Hidden, Self::Absent];

    /// Returns the state's name in the JSON form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Hidden => "hidden",
            Self::Absent => "absent",
        }
    }
}
