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

pub(crate) use names::names_of_list;

use std::borrow::Cow;

use crate::model::Record;

use crate::seam::{FieldMap, Format, FurtherFields, Likelihood, OptionGroup, TextSyntax, Writer};

pub use document::{Block, Comment, Document, Entry, Field, Macro, Preamble, Value};
pub use syntax::tree::{self, PieceKind, Problem};

/// Writes BibTeX.
pub(crate) static BIBTEX_WRITER: &dyn Writer = &write::BibWriter(Dialect::Bibtex);

/// BibTeX.
pub(crate) static FORMAT: Format = Format {
    id: "bibtex",
    name: "BibTeX",
    summary: "the .bib files of BibTeX and its styles",
    extensions: &["bib", "bibtex"],
    sniff: |beginning| sniff(beginning, Dialect::Bibtex),
    reader: Some(&read::BibReader(Dialect::Bibtex)),
    writer: Some(BIBTEX_WRITER),
    fields: &fields::BIBTEX,
    further_fields: FurtherFields { related: links::related, ..FurtherFields::DEFAULT },
    text_syntax: TextSyntax::Tex,
    option_groups: &[OptionGroup::Bib],
    ..Format::DEFAULT
};

/// BibLaTeX.
pub(crate) static BIBLATEX: Format = Format {
    id: "biblatex",
    name: "BibLaTeX",
    summary: "the .bib files of biblatex and biber",
    extensions: &["bib", "biblatex"],
    sniff: |beginning| sniff(beginning, Dialect::Biblatex),
    reader: Some(&read::BibReader(Dialect::Biblatex)),
    writer: Some(&write::BibWriter(Dialect::Biblatex)),
    fields: &fields::BIBLATEX,
    further_fields: FurtherFields { related: links::related, ..FurtherFields::DEFAULT },
    text_syntax: TextSyntax::Tex,
    option_groups: &[OptionGroup::Bib],
    ..Format::DEFAULT
};

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

/// A .bib file has a line that starts with an entry. Fields that only one of the dialects has tell which it is.
fn sniff(beginning: &[u8], dialect: Dialect) -> Likelihood {
    let text = String::from_utf8_lossy(beginning).to_ascii_lowercase();
    let has_entry = text.lines().any(|line| {
        let after = line.trim_start().strip_prefix('@').unwrap_or_default();
        let kind = after.trim_start_matches(|character: char| character.is_ascii_alphanumeric());
        kind.len() < after.len() && kind.trim_start().starts_with(['{', '('])
    });
    let has_field = |names: &[&str]| {
        text.lines().any(|line| line.split_once('=').is_some_and(|(name, _)| names.contains(&name.trim())))
    };
    match dialect {
        _ if !has_entry => Likelihood::No,
        Dialect::Biblatex
            if has_field(&["date", "journaltitle", "eprinttype", "location"]) && !has_field(&["year"]) =>
        {
            Likelihood::Certain
        }
        Dialect::Biblatex | Dialect::Bibtex => Likelihood::Possible,
    }
}

#[cfg(test)]
mod tests {
    use super::{BIBLATEX, FORMAT};
    use crate::model::IdentifierVariable;
    use crate::seam::Likelihood;
    use crate::syntax::Input;

    #[test]
    fn a_doi_is_read_without_its_address() {
        for doi in ["10.1000/a<b>", "https://doi.org/10.1000/a%3Cb%3E", "\\url{http://dx.doi.org/10.1000/a<b>}"] {
            let (text, mut records) = (format!("@misc{{a, title = {{T}}, doi = {{{doi}}}}}"), Vec::new());
            let input = Input { name: "in.bib", bytes: &mut text.as_bytes() };
            FORMAT.reader.unwrap().read(input, &mut |record| records.push(record), &mut ()).unwrap();
            assert_eq!(records[0].identifiers[&IdentifierVariable::Doi], "10.1000/a<b>", "{doi}");
        }
    }

    #[test]
    fn the_dialects_are_told_apart_by_their_fields() {
        for (text, bibtex, biblatex) in [
            ("% a\n@misc{a,\n year = 2020\n}", Likelihood::Possible, Likelihood::Possible),
            ("@misc{a,\n date = {2020},\n}", Likelihood::Possible, Likelihood::Certain),
            ("me@example.org", Likelihood::No, Likelihood::No),
        ] {
            assert_eq!((FORMAT.sniff)(text.as_bytes()), bibtex, "{text}");
            assert_eq!((BIBLATEX.sniff)(text.as_bytes()), biblatex, "{text}");
        }
    }
}
