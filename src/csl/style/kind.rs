//! The kinds of styles.

/// The kind of a style's citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StyleKind {
    /// Numbers: `[1]`.
    Numeric,
    /// Author and year: "(Doe, 1999)".
    AuthorDate,
    /// Only the author: "(Doe)".
    Author,
    /// Labels of author and year: `[Doe99]`.
    Label,
    /// Footnotes.
    Note,
}

impl StyleKind {
    /// Returns the kind's CSL name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Numeric => "numeric",
            Self::AuthorDate => "author-date",
            Self::Author => "author",
            Self::Label => "label",
            Self::Note => "note",
        }
    }
}
