//! The description of a format.

use std::fmt;

use serde_json::Value;

use super::evidence::{Likelihood, Recognition};
use super::{Fidelity, FieldMap, Reader, Writer};
use crate::error::{Error, Result};
use crate::model::{Kind, Record, Related, Variable};

/// A format of bibliographic data.
#[non_exhaustive]
pub struct Format {
    /// The name used on the command line.
    pub id: &'static str,
    /// The name shown to people.
    pub name: &'static str,
    /// A description in one sentence.
    pub summary: &'static str,
    /// The file extensions, without the dot, the most common one first.
    pub extensions: &'static [&'static str],
    /// How its files are recognised.
    pub recognition: Recognition,
    /// The reader; `None` when the format can only be written.
    pub reader: Option<&'static dyn Reader>,
    /// The writer; `None` when the format can only be read.
    pub writer: Option<&'static dyn Writer>,
    /// The field map: which field holds which variable, for reading, writing and the loss table.
    pub fields: &'static FieldMap,
    /// The fields that hold no variable.
    pub further_fields: FurtherFields,
    /// The syntax of its texts.
    pub text_syntax: TextSyntax,
    /// What the ids in its files are used for.
    pub key_use: KeyUse,
    /// The authority of its data.
    pub authority: Authority,
    /// The groups of [`WriteOptions`](super::WriteOptions) that apply to it.
    pub option_groups: &'static [OptionGroup],
    /// What its files are for.
    pub purpose: Purpose,
}

impl Format {
    /// The values that a format has unless it sets its own.
    pub(crate) const DEFAULT: Self = Self {
        id: "",
        name: "",
        summary: "",
        extensions: &[],
        recognition: Recognition::Evidence(&[]),
        reader: None,
        writer: None,
        fields: &FieldMap { rows: &[], rest: Fidelity::Lost },
        further_fields: FurtherFields::DEFAULT,
        text_syntax: TextSyntax::Plain,
        key_use: KeyUse::Identity,
        authority: Authority::Ordinary,
        option_groups: &[],
        purpose: Purpose::Library,
    };

    /// Creates a format with an id and a name, which can neither be read nor written yet. A program can define a format
    /// of its own: see [`Reader`] and [`Writer`].
    pub const fn new(id: &'static str, name: &'static str) -> Self {
        Self { id, name, ..Self::DEFAULT }
    }

    /// Returns the format with the description in one sentence.
    #[must_use]
    pub const fn with_summary(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    /// Returns the format with the file extensions, without the dot, the most common one first.
    #[must_use]
    pub const fn with_extensions(mut self, extensions: &'static [&'static str]) -> Self {
        self.extensions = extensions;
        self
    }

    /// Returns the format with a function that recognises it by the beginning of a file, which is passed as UTF-8.
    #[must_use]
    pub const fn with_sniff(mut self, sniff: fn(&[u8]) -> Likelihood) -> Self {
        self.recognition = Recognition::Function(sniff);
        self
    }

    /// Returns the format with the reader.
    #[must_use]
    pub const fn with_reader(mut self, reader: &'static dyn Reader) -> Self {
        self.reader = Some(reader);
        self
    }

    /// Returns the format with the writer.
    #[must_use]
    pub const fn with_writer(mut self, writer: &'static dyn Writer) -> Self {
        self.writer = Some(writer);
        self
    }

    /// Returns the format with the field map.
    #[must_use]
    pub const fn with_fields(mut self, fields: &'static FieldMap) -> Self {
        self.fields = fields;
        self
    }

    /// Returns the format with the syntax of its texts.
    #[must_use]
    pub const fn with_text_syntax(mut self, text_syntax: TextSyntax) -> Self {
        self.text_syntax = text_syntax;
        self
    }

    /// Returns the format with the authority of its data.
    #[must_use]
    pub const fn with_authority(mut self, authority: Authority) -> Self {
        self.authority = authority;
        self
    }

    /// Returns the format with the groups of options that apply to it.
    #[must_use]
    pub const fn with_option_groups(mut self, option_groups: &'static [OptionGroup]) -> Self {
        self.option_groups = option_groups;
        self
    }

    /// Returns the format's reader.
    ///
    /// # Errors
    /// Returns an error if the format can only be written.
    pub fn reader(&self) -> Result<&'static dyn Reader> {
        self.reader.ok_or_else(|| Error::usage(format!("the format {} can be written but not read", self.id)))
    }

    /// Returns the format's writer.
    ///
    /// # Errors
    /// Returns an error if the format can only be read.
    pub fn writer(&self) -> Result<&'static dyn Writer> {
        self.writer.ok_or_else(|| Error::usage(format!("the format {} can be read but not written", self.id)))
    }

    /// Returns whether fields that records keep under the id of a format ([`Record::extra`](crate::Record::extra)) come back
    /// from files of this one.
    pub fn keeps_extra_of(&self, id: &str) -> bool {
        self.extra_id() == id
            || matches!(
                self.fields.fidelity(Kind::default(), Variable::Extra),
                Fidelity::Kept | Fidelity::Normalised(_)
            )
    }

    /// Returns true if a record was read in place from a file to which this format can write it back.
    pub fn writes_back(&self, record: &Record) -> bool {
        let read = record.passage.as_ref().map(|passage| passage.file.format);
        read.zip(self.writer).is_some_and(|(read, writer)| writer.writes_back(read))
    }

    /// Returns the id under which records keep the format's fields without a variable
    /// ([`Record::extra`](crate::Record::extra)).
    pub fn extra_id(&self) -> &'static str {
        self.further_fields.format.unwrap_or(self.id)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Format").field(&self.id).finish()
    }
}

/// Formats are equal when their ids are equal.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Format {}

/// The fields of a format that hold no variable: how records keep them and what is known about them.
#[non_exhaustive]
pub struct FurtherFields {
    /// The id of the format they belong to, if it is another one: CSL-YAML keeps those of CSL-JSON.
    pub format: Option<&'static str>,
    /// Whether such a field may have the name of a field that holds a variable.
    pub repetition: FieldRepetition,
    /// Returns the related works that they name, such as the `crossref` of a .bib file.
    pub related: fn(&[(String, Value)]) -> Vec<Related>,
    /// The fields that are written under the same name, whatever format they are of.
    pub of_any_format: &'static [&'static str],
}

impl FurtherFields {
    pub(crate) const DEFAULT: Self =
        Self { format: None, repetition: FieldRepetition::Once, related: |_| Vec::new(), of_any_format: &[] };
}

/// How often a field may occur in one record of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRepetition {
    /// Once.
    Once,
    /// Any number of times.
    AnyNumber,
}

/// The syntax of a format's texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextSyntax {
    /// Plain text, or markup that does not use braces.
    Plain,
    /// TeX: its reader reports unbalanced braces and dollar signs.
    Tex,
}

/// What the ids in files of a format are used for, which decides which characters they may contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUse {
    /// They are citation keys in TeX documents.
    Tex,
    /// They only identify records.
    Identity,
}

/// The authority of a format's data. If several records of one work are merged, the values of a registry are preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Authority {
    /// Anybody may have written or collected them.
    Ordinary,
    /// An organisation registers works or indexes them by hand. Others copy from it, and change what they copy.
    Registry,
}

/// What the files of a format are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Purpose {
    /// They hold records for other programs, or for documents that cite them.
    Library,
    /// They are a person's publication list for a site, which shows each work once: `publist.toml` is for them, too.
    List,
    /// They are a person's publication list in sections, in which works may be repeated.
    SectionedList,
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
