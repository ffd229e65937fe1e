//! How a file is to be written.

use std::borrow::Cow;

use super::{BibOptions, Format, OptionGroup};
use crate::diag::{Code, Diagnostic, Sink};
use crate::latex::Charset;
use crate::model::{Record, Variable};

/// How a file is to be written. Each format heeds what concerns it.
///
/// ```
/// use publist::WriteOptions;
/// use publist::formats::{BibOptions, MacroPolicy, UrlPolicy};
///
/// let bib = BibOptions::default().with_url(UrlPolicy::WithoutDoi);
/// let options = WriteOptions::default().with_macros(MacroPolicy::Resolve).with_bib(bib);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WriteOptions {
    /// Which characters the output may hold.
    pub charset: Charset,
    /// Whether JSON is written with line breaks and indents, one array; or one record a line.
    pub layout: Layout,
    /// What becomes of the macros of a .bib file.
    pub macros: MacroPolicy,
    /// What becomes of records that were read in place and have not changed.
    pub unchanged: Unchanged,
    /// How .bib files are written.
    pub bib: BibOptions,
}

/// What becomes of a record that was read in place ([`Reader::read_in_place`]) and has not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unchanged {
    /// It stays as it stands in its file, unless another option asks for a form.
    #[default]
    Kept,
    /// It is written anew.
    Rewritten,
}

impl WriteOptions {
    /// These options, with the characters that the output may hold.
    #[must_use]
    pub fn with_charset(mut self, charset: Charset) -> Self {
        self.charset = charset;
        self
    }

    /// These options, with the layout of JSON.
    #[must_use]
    pub fn with_layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// These options, with what becomes of the macros of a .bib file.
    #[must_use]
    pub fn with_macros(mut self, macros: MacroPolicy) -> Self {
        self.macros = macros;
        self
    }

    /// These options, with what becomes of records that were read in place and have not changed.
    #[must_use]
    pub fn with_unchanged(mut self, unchanged: Unchanged) -> Self {
        self.unchanged = unchanged;
        self
    }

    /// These options, with how .bib files are written.
    #[must_use]
    pub fn with_bib(mut self, bib: BibOptions) -> Self {
        self.bib = bib;
        self
    }

    /// Whether records are to be written anew even where they stand in the format already, in place and unchanged: when
    /// any option but the layout of JSON is not as it is by default.
    pub fn ask_for_a_form(&self) -> bool {
        *self != Self { layout: self.layout, ..Self::default() }
    }

    /// The record without what these options leave out in a format: what it lacks then is no loss.
    pub fn apply<'a>(&self, format: &Format, record: &'a Record) -> Cow<'a, Record> {
        format.writer.map_or(Cow::Borrowed(record), |writer| writer.leave_out(self, record))
    }

    /// Whether these options leave out a field of the format that says what a variable is, so that it may be read back as
    /// another one.
    pub fn leaves_out(&self, format: &Format, variable: Variable) -> bool {
        format.writer.is_some_and(|writer| writer.leaves_ambiguous(self, variable))
    }

    /// Reports the options that mean nothing for a format.
    pub fn report_meaningless(&self, format: &Format, diag: &mut dyn Sink) {
        let heeds = |group: OptionGroup| format.option_groups.contains(&group);
        let has_bib_options = !self.bib.is_default() || self.macros != MacroPolicy::default();
        let bib =
            (has_bib_options && !heeds(OptionGroup::Bib)).then_some("the options for .bib files mean nothing for it");
        let layout = self.layout != Layout::default() && !heeds(OptionGroup::Layout);
        let layout = layout.then_some("it has no form with one record a line");
        let own = format.writer.and_then(|writer| writer.meaningless_option(self));
        for reason in [bib, layout, own].into_iter().flatten() {
            let message = format!("the output is {}: {reason}", format.name);
            diag.report(Diagnostic::new(Code::MeaninglessOption, message));
        }
    }
}

/// What becomes of the macros of a .bib file (`@string`) in entries of it that are written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MacroPolicy {
    /// Values that were written with macros, and still say the same, are written with them.
    #[default]
    Keep,
    /// All values are written out. Those of the months, which every style defines, are macros.
    Resolve,
    /// Like [`MacroPolicy::Keep`], and values that a macro of the file stands for are written as that macro.
    Match,
}

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// One array, indented.
    #[default]
    Pretty,
    /// One record a line (JSON Lines).
    Lines,
}
