//! How a file is to be written.

use std::borrow::Cow;

use super::Format;
use crate::bib::{self, BibOptions, PreprintType};
use crate::diag::{Code, Diagnostic, Sink};
use crate::latex::Charset;
use crate::library::csl_json;
use crate::library::csl_yaml;
use crate::model::{Record, Variable};
use crate::sites::al_folio;

/// How a file is to be written. Each format heeds what concerns it.
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
    /// Whether records are to be written anew even where they stand in the format already, in place and unchanged: when
    /// any option but the layout of JSON is not as it is by default.
    pub fn ask_for_a_form(&self) -> bool {
        *self != Self { layout: self.layout, ..Self::default() }
    }

    /// The record without what these options leave out in a format: what it lacks then is no loss.
    pub fn apply<'a>(&self, format: &Format, record: &'a Record) -> Cow<'a, Record> {
        if is_bib(format) { self.bib.apply(record) } else { Cow::Borrowed(record) }
    }

    /// Whether these options leave something out that tells a variable, which then may be read as something else.
    pub fn leaves_out(&self, format: &Format, variable: Variable) -> bool {
        // The type of a work says which of its numbers a field holds, and an unusual type of entry is kept.
        let is_told_by_type = matches!(variable, Variable::Kind | Variable::Number(_) | Variable::Extra);
        is_told_by_type && is_bib(format) && self.bib.omits_subtype()
    }

    /// Reports the options that mean nothing for a format.
    pub fn report_meaningless(&self, format: &Format, diag: &mut dyn Sink) {
        let is_json = format.extensions.contains(&"json");
        let ignored = [
            (
                !is_bib(format) && (!self.bib.is_default() || self.macros != MacroPolicy::default()),
                "the options for .bib files mean nothing for it",
            ),
            (self.layout != Layout::default() && !is_json, "it has no form with one record a line"),
            (
                self.bib.preprint == PreprintType::Online && format.id == bib::FORMAT.id,
                "its styles do not know the entry type @online and take it for @misc, with a warning",
            ),
        ];
        for (_, reason) in ignored.into_iter().filter(|(is_meaningless, _)| *is_meaningless) {
            let message = format!("the output is {}: {reason}", format.name);
            diag.report(Diagnostic::new(Code::MeaninglessOption, message));
        }
    }
}

/// The id of the format whose extra fields a format reads and writes: its own, or that of the one it is a form of.
pub(crate) fn extra_of(format: &Format) -> &'static str {
    match format.id {
        id if id == csl_yaml::FORMAT.id => csl_json::FORMAT.id,
        id if id == al_folio::FORMAT.id => bib::FORMAT.id,
        id => id,
    }
}

fn is_bib(format: &Format) -> bool {
    format.extensions.contains(&"bib")
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
