//! The archive without the feature `archive`: it has no styles and no locales.

use super::Style;
use super::style::ir::LocaleData;

/// The codes of the archive's locales.
pub(super) const CODES: &[&str] = &[];

/// Finds a locale; there are none.
pub(super) const fn locale(_: &str) -> Option<LocaleData> {
    None
}

/// Whether this build has the archive.
pub(crate) const IS_EMBEDDED: bool = false;

/// A style of the archive. This type has no values.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ArchivedStyle {}

impl ArchivedStyle {
    /// Returns all styles; there are none.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        std::iter::empty()
    }

    /// Returns its names: the main one, then others.
    pub(crate) const fn names(self) -> &'static [&'static str] {
        match self {}
    }

    /// Returns its title.
    pub(crate) const fn title(self) -> &'static str {
        match self {}
    }

    /// Returns its identifier, a URL.
    pub(crate) const fn id(self) -> &'static str {
        match self {}
    }

    /// Decodes it.
    pub(crate) const fn style(self) -> Option<Style> {
        match self {}
    }
}
