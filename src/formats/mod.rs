//! The formats: one folder each, one line each in [`FORMATS`].
//!
//! A format is a value of type [`Format`]. Readers turn bytes into records and report what is wrong to a sink; writers
//! turn records into bytes. Neither knows the other, and both work from the format's one field map.

mod al_folio;
mod arxiv;
mod arxiv_snapshot;
mod bibtex;
mod cff;
mod crossref;
mod csl_json;
mod csl_yaml;
mod datacite;
mod dblp;
mod element;
mod endnote_xml;
mod hayagriva;
mod hf_papers;
mod hugo_blox;
mod json;
mod json_answer;
mod json_cut;
mod json_members;
mod json_outline;
mod json_resume;
mod json_stream;
mod json_typed;
mod losses;
mod mapping;
mod normalise;
mod openalex;
mod orcid;
mod order;
mod papers_with_code;
mod profile;
mod publications;
mod pubmed_xml;
mod reading;
mod rendercv;
mod semantic_scholar;
mod source_text;
mod tagged;
#[cfg(test)]
mod testing;
mod tex_problems;
mod web_page;
mod xml;
mod xml_or_json;
mod yaml;

use std::any::Any;
use std::borrow::Cow;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Record, SourceFile, Variable};
use crate::text::encodings;

pub use crate::latex::Charset;
pub use crate::text::encodings::is_text;
pub(crate) use bibtex::entry_type as bibtex_entry_type;
pub(crate) use bibtex::names_of_list as bibtex_names_of_list;
pub use bibtex::{Alignment, BibOptions, Delimiters, Indent, PreprintType, TitleProtection, UrlPolicy};
pub use bibtex::{BibField, BibItem, BibItemKind, BibPiece, BibPieceKind, BibProblem, BibSpan, BibTree};
pub use csl_json::citations_from_json;
pub use json::json_schema;
pub use losses::Losses;
pub use mapping::{Direction, Fidelity, FieldMap, Kinds, Row};
pub(crate) use normalise::identifiers::{ARXIV, normal_form as identifier_normal_form};
pub(crate) use order::sorted_order;
pub use order::{SortBy, SortKey, sort_records};
pub use profile::{Page, read_page};
pub use reading::{Reading, read_records};

/// Every format, in the order in which they are listed and sniffed.
pub static FORMATS: &[&Format] = &[
    &json::FORMAT,
    &csl_json::FORMAT,
    &csl_yaml::FORMAT,
    &bibtex::FORMAT,
    &bibtex::BIBLATEX,
    &hayagriva::FORMAT,
    &cff::FORMAT,
    &al_folio::FORMAT,
    &hugo_blox::FORMAT,
    &json_resume::FORMAT,
    &rendercv::FORMAT,
    &openalex::FORMAT,
    &crossref::FORMAT,
    &datacite::FORMAT,
    &semantic_scholar::FORMAT,
    &orcid::FORMAT,
    &pubmed_xml::FORMAT,
    &arxiv::FORMAT,
    &arxiv_snapshot::FORMAT,
    &hf_papers::FORMAT,
    &papers_with_code::FORMAT,
    &dblp::FORMAT,
    &endnote_xml::FORMAT,
    &tagged::ris::FORMAT,
    &tagged::refer::FORMAT,
    &tagged::nbib::FORMAT,
    &tagged::wos::FORMAT,
    &profile::FORMAT,
];

/// A format of bibliographic data.
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

/// What a reader reads.
pub struct Input<'a> {
    /// The name for diagnostics: a path, or `<stdin>`.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a mut dyn BufRead,
}

/// Reads a format.
pub trait Reader: Sync {
    /// Gives every record to `out` as soon as it is read, and reports what is wrong to `diag`.
    ///
    /// # Errors
    /// Only what reading the bytes fails with. Bad content is reported, never an error.
    fn read(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()>;

    /// Whether records may have ids of their own, as files have that people cite from.
    fn gives_ids(&self) -> bool {
        true
    }

    /// Where files can be cut, so that their parts can be read at the same time; `None` for formats that are read from
    /// their beginning alone.
    fn cut(&self) -> Option<Cut> {
        None
    }

    /// Whether files can be read in place, so that a writer leaves what does not change as it stands.
    fn reads_in_place(&self) -> bool {
        false
    }

    /// Reads like [`Reader::read`], for a writer of the same format that is to leave what does not change as it stands:
    /// the records have their [`Passage`](crate::model::Passage), and the file is returned, to be given to
    /// [`RecordWriter::end_of_file`] when its records were written. `None` when the format cannot be read in place.
    ///
    /// # Errors
    /// As for [`Reader::read`].
    fn read_in_place(
        &self,
        input: Input<'_>,
        out: &mut dyn FnMut(Record),
        diag: &mut dyn Sink,
    ) -> io::Result<Option<Arc<SourceFile>>> {
        self.read(input, out, diag).map(|()| None)
    }
}

/// Where a text can be cut: the offset, beyond 0, of the last line that starts a record whatever stands before it. What
/// stands before that line and what starts with it then read like the whole, but for the numbers of lines. `None` when
/// there is no such line in the text.
pub type Cut = fn(&[u8]) -> Option<usize>;

/// Writes a format.
pub trait Writer: Sync {
    /// Starts a file. The records' ids are its citation keys: who calls this makes them unique first.
    ///
    /// # Errors
    /// What writing to `out` fails with.
    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>>;

    /// Writes parts of files, for [`RecordWriter::part`]; `None` when the format needs all records in one place.
    fn parts<'a>(&self, options: &'a WriteOptions) -> Option<Box<dyn PartWriter + 'a>> {
        let _ = options;
        None
    }
}

/// Records of a file, written apart from it, so that several threads can write one file.
pub type Part = Box<dyn Any + Send>;

/// Writes the parts of a file, one after the other.
pub trait PartWriter {
    /// Writes one record, which was not read in place, and reports what it could not hold.
    ///
    /// # Errors
    /// What writing fails with.
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()>;

    /// Ends the part and starts the next one.
    fn finish(&mut self) -> Part;
}

/// A file being written.
pub trait RecordWriter {
    /// Writes one record and reports what it could not hold.
    ///
    /// # Errors
    /// What writing fails with.
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()>;

    /// Writes a part of the file, which a [`PartWriter`] of the same format and options made. The file is the same as if its
    /// records were written here.
    ///
    /// # Errors
    /// What writing fails with, and when the format has no parts or the part is of another one.
    fn part(&mut self, part: Part, diag: &mut dyn Sink) -> io::Result<()> {
        let _ = (part, diag);
        Err(io::Error::other("the format is not written in parts"))
    }

    /// Writes what a file that was read in place holds besides records: comments, macros, white space.
    ///
    /// # Errors
    /// What writing fails with.
    fn end_of_file(&mut self, file: &Arc<SourceFile>) -> io::Result<()> {
        let _ = file;
        Ok(())
    }

    /// Ends the output.
    ///
    /// # Errors
    /// What writing fails with.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

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
                self.bib.preprint == PreprintType::Online && format.id == bibtex::FORMAT.id,
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
fn extra_of(format: &Format) -> &'static str {
    match format.id {
        id if id == csl_yaml::FORMAT.id => csl_json::FORMAT.id,
        id if id == al_folio::FORMAT.id => bibtex::FORMAT.id,
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

/// The format of that id.
pub fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.id == id)
}

/// The readable format a file's beginning tells; the one its name's extension tells breaks a tie, and decides when the
/// beginning tells nothing. An HTML page, which is no data, is told whatever its name: its reader reports it.
pub fn sniff(name: &str, beginning: &[u8]) -> Option<&'static Format> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let has_extension =
        |format: &Format| extension.as_deref().is_some_and(|extension| format.extensions.contains(&extension));
    let decoded = encodings::utf_16(beginning).map(|order| encodings::from_utf_16(beginning, order));
    let beginning = decoded.as_deref().map_or(beginning, str::as_bytes);
    let beginning = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning);
    if web_page::is_web_page(beginning) {
        return Some(&web_page::FORMAT);
    }
    let readable = FORMATS.iter().copied().filter(|format| format.reader.is_some());
    let mut best: Option<((Likelihood, bool), &'static Format)> = None;
    for format in readable {
        let rank = ((format.sniff)(beginning), has_extension(format));
        let tells = rank.0 > Likelihood::No || rank.1;
        if tells && best.is_none_or(|(best_rank, _)| rank > best_rank) {
            best = Some((rank, format));
        }
    }
    best.map(|(_, format)| format)
}
