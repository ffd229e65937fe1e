//! BibTeX `.bib` files, read and written. The code serves BibLaTeX too: what differs stands in the tables, by
//! [`Dialect`].
//!
//! Reading takes everything that BibTeX and biber take and goes on after mistakes: one bad entry never costs another. The
//! fields and entry types of both dialects are read in either. Macros are replaced by their values, TeX becomes rich text,
//! fields without a variable are kept as they stand.
//!
//! Writing gives what real BibTeX reads without a word: braces pair, what TeX would take for a command is escaped, names
//! and titles are protected where BibTeX would change them, months are macros. What BibLaTeX has no field for stands in one
//! comment at the end (`carried.rs`).
//!
//! What was read in place goes back as it stood: a lossless tree (`tree`) has every byte of a file, and `in_place` puts the
//! file together again, with new text only where something changed. When that is stands in one place, `write::Treatment`.

mod carried;
mod children;
mod citation_key;
mod data_model;
mod dates;
mod document;
mod entry;
mod entry_types;
mod extra_fields;
mod field_index;
mod field_names;
mod fields;
pub(crate) mod format;
mod in_place;
mod inheritance;
mod languages;
mod layout;
mod leave_out;
mod legal_values;
mod links;
mod literal_lists;
mod macro_references;
mod macros;
mod name_groups;
mod names;
mod parents;
mod parts;
mod passages;
mod plan;
mod protection;
mod read;
mod references;
mod roles;
mod syntax;
#[cfg(test)]
mod testing;
mod titles;
mod verbatim;
mod write;

pub(crate) use format::{BIBTEX_WRITER, FORMAT};
pub(crate) use names::names_of_list;

use std::borrow::Cow;

use crate::model::Record;

use crate::seam::FieldMap;

pub use document::{Block, Comment, Document, Entry, Field, Macro, Preamble, Value};
pub use syntax::tree::{self, PieceKind, Problem};

/// Which of the two languages of .bib files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// That of BibTeX and its styles.
    Bibtex,
    /// That of biblatex and biber.
    Biblatex,
}

impl Dialect {
    /// The id of the dialect's format.
    const fn id(self) -> &'static str {
        match self {
            Self::Bibtex => "bibtex",
            Self::Biblatex => "biblatex",
        }
    }

    /// The field for the journal that an article stands in.
    const fn journal(self) -> &'static str {
        match self {
            Self::Bibtex => "journal",
            Self::Biblatex => "journaltitle",
        }
    }

    const fn fields(self) -> &'static FieldMap {
        match self {
            Self::Bibtex => &fields::BIBTEX,
            Self::Biblatex => &fields::BIBLATEX,
        }
    }
}

/// BibTeX's entry type for a record, in lower case.
pub(crate) fn entry_type(record: &Record) -> Cow<'_, str> {
    entry_types::to_entry_type(record, Dialect::Bibtex, crate::seam::PreprintType::default()).0
}
