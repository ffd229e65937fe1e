//! Styles that are known to be valid: those of the archive.

use super::{Style, limits, lower};
use crate::syntax::xml::PlacedElement;

impl Style {
    /// Creates a style from a tree that is known to be valid; `None` if it cannot be used.
    pub(in crate::csl) fn of_valid_tree(name: &str, root: &PlacedElement<'_>) -> Option<Self> {
        let program = lower::lower(root);
        limits::check(&program, |_| "").ok()?;
        Some(Self::of_tree(name, root, program))
    }
}
