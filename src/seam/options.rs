//! The options for writing a file.

use std::borrow::Cow;

use super::{BibOptions, Format, OptionGroup, OtherDialect};
use crate::choice::choices;
use crate::diag::{Code, Diagnostic, Sink};
use crate::latex::Charset;
use crate::model::{Record, Variable};

/// The options for writing a file. Each format follows those that apply to it.
///
/// ```
/// use publist::WriteOptions;
/// use publist::formats::{BibOptions, MacroPolicy, UrlPolicy};
///
/// let bib = BibOptions::default().with_url(UrlPolicy::WithoutDoi);
/// let options = WriteOptions::default().with_macros(MacroPolicy::Resolve).with_bib(bib);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Which characters the output may contain.
    pub charset: Charset,
    /// Whether JSON is written as one indented array or one record per line.
    pub layout: Layout,
    /// How the macros of a .bib file are written.
    pub macros: MacroPolicy,
    /// How records are written that were read in place and have not changed.
    pub unchanged: Unchanged,
    /// How .bib files are written.
    pub bib: BibOptions,
}

/// How a record is written that was read in place ([`Reader::read_in_place`](super::Reader::read_in_place)) and has not
/// changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Unchanged {
    /// It stays as it is in its file, unless another option asks for a form.
    #[default]
    Kept,
    /// It is written from scratch.
    Rewritten,
}

impl WriteOptions {
    /// Returns options with which files are written back as they are, apart from changes of their records: entries of the
    /// other dialect stay, too.
    pub fn as_found() -> Self {
        Self { bib: BibOptions::default().with_other_dialect(OtherDialect::Kept), ..Self::default() }
    }

    /// Sets which characters the output may contain.
    #[must_use]
    pub fn with_charset(mut self, charset: Charset) -> Self {
        self.charset = charset;
        self
    }

    /// Sets the layout of JSON.
    #[must_use]
    pub fn with_layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// Sets how the macros of a .bib file are written.
    #[must_use]
    pub fn with_macros(mut self, macros: MacroPolicy) -> Self {
        self.macros = macros;
        self
    }

    /// Sets how records are written that were read in place and have not changed.
    #[must_use]
    pub fn with_unchanged(mut self, unchanged: Unchanged) -> Self {
        self.unchanged = unchanged;
        self
    }

    /// Sets how .bib files are written.
    #[must_use]
    pub fn with_bib(mut self, bib: BibOptions) -> Self {
        self.bib = bib;
        self
    }

    /// Returns true if records that were read in place in this format and have not changed must be written in another form
    /// than in their file. This is so when any option differs from its default, except the layout of JSON and what
    /// happens to entries of the other dialect.
    pub fn ask_for_a_form(&self) -> bool {
        let bib = BibOptions { other_dialect: self.bib.other_dialect, ..BibOptions::default() };
        *self != Self { layout: self.layout, bib, ..Self::default() }
    }

    /// Returns true if such records must be laid out anew, as opposed to being changed in their places.
    pub(crate) fn ask_for_a_layout(&self) -> bool {
        let BibOptions { field_order, indent, alignment, delimiters, .. } = &self.bib;
        let usual = BibOptions::default();
        self.unchanged == Unchanged::Rewritten
            || self.macros == MacroPolicy::Match
            || (field_order, indent, alignment, delimiters)
                != (&usual.field_order, &usual.indent, &usual.alignment, &usual.delimiters)
    }

    /// Returns the record without what these options leave out in a format. What is left out on request is not a loss.
    pub fn apply<'a>(&self, format: &Format, record: &'a Record) -> Cow<'a, Record> {
        format.writer.map_or(Cow::Borrowed(record), |writer| writer.leave_out(self, record))
    }

    /// Returns true if these options leave out a field of the format that identifies a variable, so that the variable
    /// may be read back as another one.
    pub fn leaves_out(&self, format: &Format, variable: Variable) -> bool {
        format.writer.is_some_and(|writer| writer.leaves_ambiguous(self, variable))
    }

    /// Reports the options that have no effect for a format.
    pub fn report_meaningless(&self, format: &Format, diag: &mut dyn Sink) {
        let heeds = |group: OptionGroup| format.option_groups.contains(&group);
        let has_bib_options = !self.bib.is_default() || self.macros != MacroPolicy::default();
        let bib =
            (has_bib_options && !heeds(OptionGroup::Bib)).then_some("the options for .bib files have no effect on it");
        let layout = self.layout != Layout::default() && !heeds(OptionGroup::Layout);
        let layout = layout.then_some("it cannot be written with one record per line");
        let own = format.writer.map(|writer| writer.meaningless_options(self)).unwrap_or_default();
        for reason in [bib, layout].into_iter().flatten().map(Cow::Borrowed).chain(own) {
            let message = format!("the output is {}: {reason}", format.name);
            diag.report(Diagnostic::new(Code::MeaninglessOption, message));
        }
    }
}

choices! {
    /// How the macros of a .bib file (`@string`) are written in entries that are written from scratch.
    pub enum MacroPolicy {
        /// Values that were written with macros and have not changed are written with them again.
        #[default]
        Keep = "keep" ("Keep macros in values"),
        /// All values are written out. The names of months, which every style defines, stay macros.
        Resolve = "resolve" ("Replace macros by their values, except for months"),
        /// Like [`MacroPolicy::Keep`]; also, values that equal a macro of the file are written as that macro.
        Match = "match" ("Keep macros, and also replace values by a macro with that value"),
    }
}

/// The layout of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Layout {
    /// One array, indented.
    #[default]
    Pretty,
    /// One record per line (JSON Lines).
    Lines,
}
