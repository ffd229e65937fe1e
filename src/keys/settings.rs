//! The settings that follow the name of a marker in a pattern: `auth3_2`, `authors(n=2, etal="EtAl")`.

/// The settings that follow the name of a marker.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Settings {
    /// The first number: the N of `authN_M`.
    pub(super) n: Option<usize>,
    /// The second number.
    pub(super) m: Option<usize>,
    /// Whose names are used.
    pub(super) creators: Creators,
    /// The text between names.
    pub(super) joiner: Option<String>,
    /// The text written for the names that are left out.
    pub(super) etal: Option<String>,
}

/// Whose names a marker uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Creators {
    /// The authors, or the editors if there are no authors.
    #[default]
    AuthorsOrEditors,
    /// Only the authors.
    Authors,
    /// Only the editors.
    Editors,
}
