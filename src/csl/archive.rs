//! The styles that come with the engine.

use hayagriva::archive::ArchivedStyle as Archived;
use hayagriva::citationberg;

use super::Style;

/// A style of the archive. Its names are known without decoding it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ArchivedStyle(Archived);

impl ArchivedStyle {
    /// All of them, by name.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Archived::all().iter().copied().map(Self)
    }

    /// Its names: the main one, then others.
    pub(crate) fn names(self) -> &'static [&'static str] {
        self.0.names()
    }

    /// Its title.
    pub(crate) fn title(self) -> &'static str {
        self.0.display_name()
    }

    /// Its identifier, a URL.
    pub(crate) fn id(self) -> &'static str {
        self.0.csl_id()
    }

    /// Decodes it. `None` is never seen: a test decodes them all.
    pub(crate) fn style(self) -> Option<Style> {
        match self.0.get() {
            citationberg::Style::Independent(style) => {
                Style::compile(self.names().first().copied().unwrap_or_default(), &style, &[]).ok()
            }
            citationberg::Style::Dependent(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ArchivedStyle;

    #[test]
    fn every_style_of_the_archive_can_be_used() {
        let mut count = 0;
        for archived in ArchivedStyle::all() {
            let style = archived.style().unwrap();
            assert!(!archived.names().is_empty());
            assert_eq!(style.id(), archived.id());
            count += 1;
        }
        assert_eq!(count, 80);
    }
}
