//! CSL styles, which are read and checked once, and can then render any number of references.
//!
//! A style is a tree of elements with places (`syntax::xml::read_tree`). `check.rs` reports what `schema.rs` does not
//! allow and removes it, and `lower/` compiles the rest. The archive has styles without places, as values of the crate
//! `citationberg`; `csl/encoded/` makes the same tree of them.

mod advice;
mod attributes;
mod check;
mod faults;
pub(super) mod ir;
mod kind;
mod limits;
mod look;
pub(super) mod lower;
mod macros;
mod name_options;
mod read;
mod schema;
mod strict;
#[cfg(feature = "archive")]
mod valid;
mod vocabulary;
mod words;

use std::sync::Arc;

use ir::Program;
pub use kind::StyleKind;
pub use read::lint_style;
pub(crate) use read::{Refused, StyleFile};

use super::locale::{Locale, find_code, locale_data};

use crate::diag::{Diagnostic, Sink};
use crate::error::Error;

/// The maximum nesting depth of the elements of a style, in the file and with its macros expanded.
const DEEPEST: usize = 200;

/// A style that can format references (CSL 1.0.2). It is created once and can be used by any number of threads.
#[derive(Debug, Clone)]
pub struct Style {
    name: String,
    title: String,
    id: String,
    summary: Option<String>,
    kind: StyleKind,
    program: Arc<Program>,
    /// The language of the guide that it follows, if it names none itself.
    language_of_guide: Option<&'static str>,
    /// Its faults, which have no effect beyond what they say.
    faults: Vec<Diagnostic>,
}

impl Style {
    /// Reads a style from its XML; `name` is its name in messages. [`Style::reports`] returns the faults of a style that
    /// can be used nevertheless, and [`lint_style`] those of any text.
    ///
    /// # Errors
    /// Returns an error if the style cannot be used. A dependent style is refused too: it only contains the name of the
    /// style to use, which [`Style::named`] looks up.
    ///
    /// ```
    /// let error = publist::Style::from_xml("mine.csl", "<style/>").unwrap_err();
    /// assert!(error.to_string().starts_with("mine.csl:1:1: the style cannot be used"));
    /// ```
    pub fn from_xml(name: &str, xml: &str) -> Result<Self, Error> {
        match StyleFile::from_xml(name, name, xml) {
            Ok(StyleFile::Independent(style)) => Ok(*style),
            Ok(StyleFile::Dependent { parent }) => {
                Err(Error::usage(format!("{name}: this style only refers to another style: use {parent}")))
            }
            Err(refused) => Err(Error::usage(refused.message)),
        }
    }

    /// Returns the name by which it was requested.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Returns its identifier, mostly a URL.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns its own description of its purpose.
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// Returns whether it can format a list of references; some styles have citations only.
    pub fn has_bibliography(&self) -> bool {
        self.program.bibliography.is_some()
    }

    /// Returns the kind of its citations.
    pub const fn kind(&self) -> StyleKind {
        self.kind
    }

    /// Returns whether it numbers the references.
    pub fn is_numeric(&self) -> bool {
        self.kind() == StyleKind::Numeric
    }

    /// Returns whether its citations are footnotes.
    pub fn is_note(&self) -> bool {
        self.program.is_note
    }

    /// Sets the language that is used if the style names none itself.
    pub(crate) fn with_language_of_guide(self, language: Option<&'static str>) -> Self {
        Self { language_of_guide: language, ..self }
    }

    /// Reports the faults of the style.
    pub(super) fn report_faults(&self, diag: &mut dyn Sink) {
        self.faults.iter().for_each(|fault| diag.report(fault.clone()));
    }

    /// Returns the language to format in: the requested one, otherwise the style's own, otherwise that of the guide that it
    /// follows. An unknown code is reported.
    pub(super) fn locale(&self, requested: Option<&str>, diag: &mut dyn Sink) -> Locale {
        let own = self.program.default_locale.as_deref().or(self.language_of_guide);
        let code = find_code(requested, own, diag);
        // The style's own terms for a language that the archive lacks are used nevertheless.
        let of_style = own.filter(|_| requested.is_none());
        let mut locale = Locale::new(&self.program, of_style.unwrap_or(code), code, &locale_data(code));
        locale.of_languages = self
            .program
            .of_languages
            .iter()
            .map(|of| {
                let code = find_code(Some(&of.terms), None, &mut ());
                Locale::new(&of.program, &of.terms, code, &locale_data(code))
            })
            .collect();
        locale
    }

    pub(super) fn program(&self) -> &Program {
        &self.program
    }
}

#[cfg(test)]
mod tests;
