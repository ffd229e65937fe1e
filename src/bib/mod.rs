//! BibTeX and BibLaTeX files (`.bib`).
//!
//! To get records from a `.bib` file, read it like any other format ([`read`](crate::read),
//! [`BIBTEX`](crate::formats::BIBTEX), [`BIBLATEX`](crate::formats::BIBLATEX)). To edit a file and keep every other
//! byte of it, use a [`Document`]. To inspect its syntax, use its [`tree`]:
//!
//! ```
//! use publist::bib::{Document, Value};
//!
//! let mut document = Document::parse("% mine\n@misc{lu2022, title = {A title}}\n");
//! let entry = document.entry_mut("lu2022").expect("it is there");
//! entry.set("year", &Value::number(2022))?;
//! assert_eq!(document.to_string(), "% mine\n@misc{lu2022, title = {A title}, year = 2022}\n");
//! # Ok::<(), publist::Error>(())
//! ```
//!
//! # Reading records
//!
//! Reading accepts everything that BibTeX and biber accept, and continues after mistakes: one bad entry never affects
//! another. The fields and entry types of both dialects are read in either. Macros are replaced by their values, TeX
//! becomes rich text, and fields without a variable are kept as they are.
//!
//! # Writing records
//!
//! Writing produces files that BibTeX reads without warnings: braces are balanced, characters that TeX would take for
//! commands are escaped, names and titles are protected where BibTeX would change them, and months are macros. What no
//! field can hold, such as where a value came from, is in one comment at the end of a BibLaTeX file.
//!
//! Records that were read in place ([`Reader::read_in_place`](crate::formats::Reader::read_in_place)) are written back to
//! their file, with the comments and macros around them. Records that have not changed stay byte for byte. In others,
//! only the fields change whose values have changed. If the output is of the other dialect, fields and types which it
//! does not have get its names and keep their values.

mod carried;
mod children;
mod citation_key;
pub(crate) mod crate_entries;
mod data_model;
mod dates;
mod document;
mod editions;
mod entry;
mod entry_types;
mod eprints;
mod et_al;
mod extra_fields;
mod field_index;
mod field_names;
mod field_use;
mod fields;
mod file_reader;
pub(crate) mod format;
mod in_place;
mod inheritance;
mod issued;
mod kind_of_entry;
mod languages;
mod layout;
mod leave_out;
mod legal_values;
mod links;
mod literal_lists;
mod localisation;
mod macro_references;
mod macros;
mod mark_meanings;
mod name_groups;
mod name_marks;
mod name_words;
mod names;
mod online;
mod other_dialect;
mod outside_braces;
mod pages;
mod parents;
mod parts;
mod passages;
mod plain_values;
mod plan;
mod preamble;
mod preprints;
mod protection;
mod read;
mod references;
mod reread;
mod respelt;
mod revision;
mod roles;
mod signs;
mod syntax;
#[cfg(test)]
mod testing;
mod texts;
mod titles;
mod verbatim;
mod write;

pub(crate) use format::{BIBTEX_WRITER, FORMAT};
pub(crate) use names::names_of_list;

use std::borrow::Cow;

use crate::model::{Record, TextVariable};

use crate::seam::FieldMap;

pub use document::{Block, Comment, Document, Entry, Field, Macro, Preamble, Value};
pub use syntax::tree::{self, PieceKind, Problem};

/// The two dialects of .bib files. The code serves both; their differences are in the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// The dialect of BibTeX and its styles.
    Bibtex,
    /// The dialect of biblatex and biber.
    Biblatex,
}

impl Dialect {
    const BOTH: [Self; 2] = [Self::Bibtex, Self::Biblatex];

    /// Returns the dialect of a format.
    fn of_format(id: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|dialect| dialect.id() == id)
    }

    /// Returns the id of the dialect's format.
    const fn id(self) -> &'static str {
        match self {
            Self::Bibtex => "bibtex",
            Self::Biblatex => "biblatex",
        }
    }

    /// Returns the other dialect.
    const fn other(self) -> Self {
        match self {
            Self::Bibtex => Self::Biblatex,
            Self::Biblatex => Self::Bibtex,
        }
    }

    /// Returns the dialect's name.
    const fn name(self) -> &'static str {
        match self {
            Self::Bibtex => "BibTeX",
            Self::Biblatex => "BibLaTeX",
        }
    }

    /// Returns the field for the journal of an article.
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

/// Returns the localisation key of a work's genre, if its words are those of a key in the language of the work or in English:
/// `phdthesis` for "PhD thesis".
pub(crate) fn genre_key(record: &Record) -> Option<&'static str> {
    let genre = record.text(TextVariable::Genre)?.to_plain();
    let key = |language: Option<&str>| localisation::key(TextVariable::Genre, &genre, language);
    key(record.language.as_deref()).or_else(|| key(None))
}

/// Returns the words of a localisation key for a genre in a language.
pub(crate) fn genre_words(key: &str, language: &str) -> Option<&'static str> {
    localisation::words(TextVariable::Genre, key, Some(language))
}

/// Returns BibTeX's entry type for a record, in lower case.
pub(crate) fn entry_type(record: &Record) -> Cow<'_, str> {
    entry_types::to_entry_type(record, Dialect::Bibtex, crate::seam::PreprintType::default()).0
}

/// Returns the unknown entry type with which a record was read, and the known one that it means.
pub(crate) fn misspelt_entry_type(record: &Record) -> Option<(&str, &'static str)> {
    [Dialect::Bibtex, Dialect::Biblatex].into_iter().find_map(|dialect| {
        let name = record.extra_field(dialect.id(), entry_types::ENTRY_TYPE)?.as_str()?;
        Some((name, entry_types::meant_by(name, dialect)?))
    })
}

/// Gives a record the type of work and the genre of an entry type.
pub(crate) fn retype(record: &mut Record, entry_type: &str) {
    entry_types::retype(record, entry_type);
}
