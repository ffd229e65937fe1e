//! Whose page a work was listed on.

use super::Name;

/// The person whose page listed the work.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Owner {
    /// The name as the page gives it, parsed.
    pub name: Name,
    /// Whether the name is among the authors shown.
    pub presence: OwnerPresence,
}

/// Whether the owner of a page is seen among the authors of a work listed there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnerPresence {
    /// The name is in the list.
    Shown,
    /// The list was cut short before the name: it must be in the part left out.
    Hidden,
    /// The list is complete and the name is not in it.
    Absent,
}

impl OwnerPresence {
    /// Every state, for the JSON form and its schema.
    pub const ALL: &'static [Self] = &[Self::Shown, Self::Hidden, Self::Absent];

    /// The state's name in the JSON form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Hidden => "hidden",
            Self::Absent => "absent",
        }
    }
}
