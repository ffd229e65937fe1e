//! The seam between formats and everything else: what a format is, its reader and its writer, the options for writing,
//! the field map and the losses computed from it.
//!
//! All formats use it, and it uses none of them.

mod bib_options;
mod evidence;
mod field_map;
mod format;
mod losses;
mod members_writer;
mod options;
mod reader;
mod reading;
#[cfg(test)]
pub(crate) mod testing;
mod titles;
mod writer;
pub(crate) mod xml_fields;
pub(crate) mod xml_records;

pub use bib_options::{
    AddressField, Alignment, BibOptions, DataComment, Delimiters, Indent, OtherDialect, PreprintType, TitleProtection,
    UrlPolicy,
};
pub(crate) use evidence::{Columns, Elements, Member, Members, Sign};
pub use evidence::{Evidence, Likelihood, Recognition};
pub use field_map::{Direction, Fidelity, FieldMap, Kinds, Row};
pub use format::{Authority, FieldRepetition, Format, FurtherFields, KeyUse, OptionGroup, Purpose, TextSyntax};
pub use losses::Losses;
pub(crate) use losses::{report_changed, report_differences};
pub(crate) use members_writer::MembersWriter;
pub use options::{Layout, MacroPolicy, Unchanged, WriteOptions};
pub use reader::{Cut, Reader};
pub use reading::{Reading, read_records};
pub(crate) use titles::TitleCount;
pub use writer::{ListPlace, Part, PartWriter, RecordWriter, Writer};
