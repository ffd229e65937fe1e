//! The language that a style speaks for a request.

use hayagriva::citationberg::taxonomy::{OtherTerm, Term};

use super::Style;
use super::et_al::term;
use super::locale::Locales;
use crate::diag::Sink;

/// The language of a style's terms, for what stands around the references.
pub(crate) struct StyleLanguage {
    code: String,
    no_date: String,
}

impl StyleLanguage {
    /// The language asked for, else the style's own. A code that is not known is reported.
    pub(crate) fn of(style: &Style, requested: Option<&str>, diag: &mut dyn Sink) -> Self {
        let style = style.independent();
        let locales = Locales::find(requested, style.default_locale.as_ref().map(|code| code.0.as_str()), diag);
        let no_date = term(Term::Other(OtherTerm::NoDate), style, &locales.code, &locales.files);
        Self { no_date: no_date.unwrap_or("no date").to_owned(), code: locales.code.0 }
    }

    /// Its BCP 47 tag.
    pub(crate) fn code(&self) -> &str {
        &self.code
    }

    /// The term for what has no date, as a heading.
    pub(crate) fn no_date(&self) -> String {
        let mut characters = self.no_date.chars();
        characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
    }
}
