//! What a format is.

use std::fmt;

use serde_json::Value;

use super::{Fidelity, FieldMap, Reader, Writer};
use crate::error::{Error, Result};
use crate::model::Related;

/// A format of bibliographic data.
#[non_exhaustive]
pub struct Format {
    /// The name used on the command line.
    pub id: &'static str,
    /// The name people use.
    pub name: &'static str,
    /// What it is, in one sentence.
    pub summary: &'static str,
    /// The file extensions, without the dot, the usual one first.
    pub extensions: &'static [&'static str],
    /// How likely a file that starts with these bytes is of this format.
    pub sniff: fn(&[u8]) -> Likelihood,
    /// Reads it.
    pub reader: Option<&'static dyn Reader>,
    /// Writes it.
    pub writer: Option<&'static dyn Writer>,
    /// Which of its fields holds which variable, for both directions and for the loss table.
    pub fields: &'static FieldMap,
    /// What its fields without a variable are.
    pub further_fields: FurtherFields,
    /// What its texts are written in.
    pub text_syntax: TextSyntax,
    /// The groups of [`WriteOptions`](super::WriteOptions) that mean something for it.
    pub option_groups: &'static [OptionGroup],
}

impl Format {
    /// What the fields of a format are unless it says otherwise.
    pub(crate) const DEFAULT: Self = Self {
        id: "",
        name: "",
        summary: "",
        extensions: &[],
        sniff: |_| Likelihood::No,
        reader: None,
        writer: None,
        fields: &FieldMap { rows: &[], rest: Fidelity::Lost },
        further_fields: FurtherFields::DEFAULT,
        text_syntax: TextSyntax::Plain,
        option_groups: &[],
    };

    /// Its reader.
    ///
    /// # Errors
    /// When it can only be written.
    pub fn reader(&self) -> Result<&'static dyn Reader> {
        self.reader.ok_or_else(|| Error::usage(format!("the format {} can be written but not read", self.id)))
    }

    /// Its writer.
    ///
    /// # Errors
    /// When it can only be read.
    pub fn writer(&self) -> Result<&'static dyn Writer> {
        self.writer.ok_or_else(|| Error::usage(format!("the format {} can be read but not written", self.id)))
    }

    /// The id under which records keep the format's fields without a variable ([`Record::extra`](crate::Record::extra)).
    pub fn extra_id(&self) -> &'static str {
        self.further_fields.format.unwrap_or(self.id)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Format").field(&self.id).finish()
    }
}

/// Formats are equal when they have one id.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Format {}

/// The fields of a format that hold no variable: how records keep them, and what is known of them.
#[non_exhaustive]
pub struct FurtherFields {
    /// The id of the format that they belong to, where this one is a form of it: CSL-YAML has those of CSL-JSON.
    pub format: Option<&'static str>,
    /// Whether one of them may have the name of a field that holds a variable.
    pub repetition: FieldRepetition,
    /// The related works that they name, such as the `crossref` of a .bib file.
    pub related: fn(&[(String, Value)]) -> Vec<Related>,
}

impl FurtherFields {
    pub(crate) const DEFAULT: Self = Self { format: None, repetition: FieldRepetition::Once, related: |_| Vec::new() };
}

/// How often a field may occur in one record of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRepetition {
    /// Once.
    Once,
    /// Any number of times.
    AnyNumber,
}

/// What the texts of a format are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextSyntax {
    /// Plain text, or markup that does not use braces.
    Plain,
    /// TeX: its reader reports braces and dollar signs without a partner.
    Tex,
}

/// A group of the options for writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OptionGroup {
    /// The options for .bib files: [`BibOptions`](super::BibOptions) and [`MacroPolicy`](super::MacroPolicy).
    Bib,
    /// [`Layout`](super::Layout): one record a line.
    Layout,
}

/// How likely it is that a file is of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likelihood {
    /// It is not.
    No,
    /// It may be, and a more telling format goes first.
    Possible,
    /// It is as good as sure.
    Certain,
}
