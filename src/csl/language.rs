//! The language in which a style is used.

use super::Style;
use super::style::ir::{Plural, TermForm};
use crate::diag::Sink;

/// The language of a style's terms, for the text around the references.
pub(crate) struct StyleLanguage {
    code: String,
    no_date: String,
}

impl StyleLanguage {
    /// Returns the requested language, or otherwise the style's own. An unknown code is reported.
    pub(crate) fn of(style: &Style, requested: Option<&str>, diag: &mut dyn Sink) -> Self {
        let locale = style.locale(requested, diag);
        let no_date = locale.term("no date", TermForm::Long, Plural::Single).unwrap_or("no date").to_owned();
        Self { no_date, code: locale.code }
    }

    /// Returns its BCP 47 tag.
    pub(crate) fn code(&self) -> &str {
        &self.code
    }

    /// Returns the term for works without a date, as a heading.
    pub(crate) fn no_date(&self) -> String {
        let mut characters = self.no_date.chars();
        characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
    }
}
