//! publist turns normalized paper records into BibTeX, BibLaTeX and CSL-styled references, and proves by round trips
//! that nothing was lost.
//!
//! A reader turns bytes into [`Record`]s and reports what is wrong to a [`Sink`]; a writer turns records into bytes;
//! [`cite`] and [`publication_list`] turn them into documents, which [`render_doc`] writes as text, HTML, LaTeX and more;
//! [`verify()`] writes, reads back and compares.
//!
//! ```
//! use publist::{Diagnostic, Input, WriteOptions, by_id};
//!
//! let json = r#"[{ "id": "lu2022", "type": "book", "title": "On SER", "issued": { "date-parts": [[2022]] } }]"#;
//! let (mut records, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
//! let reader = by_id("csl-json").and_then(|format| format.reader).expect("CSL-JSON can be read");
//! let input = Input { name: "items.json", bytes: &mut json.as_bytes() };
//! reader.read(input, &mut |record| records.push(record), &mut reports)?;
//!
//! let (options, mut bib) = (WriteOptions::default(), Vec::new());
//! let mut entries = by_id("bibtex").and_then(|format| format.writer).expect("it can be written").start(&options, &mut bib)?;
//! for record in &records {
//!     entries.record(record, &mut reports)?;
//! }
//! entries.finish()?;
//! assert_eq!(String::from_utf8_lossy(&bib), "@book{lu2022,\n  title = {On {SER}},\n  year = {2022},\n}\n");
//! assert!(reports.is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```
#![warn(missing_docs)]

mod convert;
mod csl;
mod diag;
mod error;
mod formats;
mod keys;
mod latex;
mod lint;
mod list;
mod markup;
mod merge;
mod model;
mod query;
mod styles;
mod text;
mod unpack;
mod verify;

pub use convert::{Conversion, ConvertOptions, NameCase, TitleCase};
pub use csl::{
    Changes, Document, Formatted, Links, NameLook, NameMark, NameMarks, NamesShown, Order, ReferenceOptions,
    RepeatedAuthors, Style, StyleKind, Threads, citations, cite, cite_document, locale_codes, references,
};
pub use diag::{Code, Diagnostic, Place, Rendering, Severity, Sink, Snippet, Source, render};
pub use error::{Error, ErrorKind, Result};
pub use formats::{
    Alignment, BibField, BibItem, BibItemKind, BibOptions, BibPiece, BibPieceKind, BibProblem, BibSpan, BibTree,
    Charset, Cut, Delimiters, Direction, FORMATS, Fidelity, FieldMap, Format, Indent, Input, Kinds, Layout, Likelihood,
    Losses, MacroPolicy, Page, Part, PartWriter, PreprintType, Reader, Reading, RecordWriter, Row, SortBy, SortKey,
    TitleProtection, Unchanged, UrlPolicy, WriteOptions, Writer, by_id, citations_from_json, is_text, json_schema,
    read_page, read_records, sniff, sort_records,
};
pub use keys::{
    KeyFolding, KeyMaker, KeyPattern, KeyPatternError, KeyPolicy, KeyStream, KeyUse, Turn, assign_keys, default_key,
    is_valid_key, key_pattern_help,
};
pub use latex::{
    Decoded, MAX_DEPTH, MAX_PROBLEMS, Preamble as TexPreamble, PreambleUse, Problem, ProblemKind, decode as decode_tex,
    encode as encode_tex, encode_address as encode_tex_address, encode_plain as encode_plain_tex,
    encode_title as encode_title_tex, is_safe_link, math_to_unicode,
};
pub use lint::{LINTS, Lint};
pub use list::{
    Badge, CONFIGURATION_FILE, CONFIGURATION_KEYS, CONFIGURATION_TABLES, CONTRIBUTIONS_FORMAT, Configuration,
    ConfigurationKey, Contribution, Counts, Direction as NumberingDirection, GroupBy, HiddenOwner, ListOptions,
    ListPerson, Numbering, PaperSettings, Repeats, Role as ListRole, Scope as NumberingScope, Section, WorkType,
    own_name, publication_list,
};
pub use markup::{
    After, BACKENDS, Backend, Block, Doc, Entry, EntryDisplay, EntryPart, FinishedEntry, Formula, References,
    SecondFieldAlign, Span, backend_by_id, render as render_doc, render_docx, render_page, render_text,
};
pub use merge::{
    MergeConflict, MergeDecision, MergeFinding, MergeGroup, MergeInput, MergeJudge, MergeMember, MergeOptions,
    MergeReason, MergeReport, MergeRung, MergeStrategy, Merged, Preprints, merge,
};
pub use model::{
    Citation, CiteForm, CitePosition, CitedRecord, Date, DateVariable, IdentifierVariable, Inference, Inline, Kind,
    Name, NameAgreement, NameVariable, Names, NumberVariable, Origin, Owner, OwnerPresence, Passage, Person, Point,
    Qualification, Record, Related, Season, SourceFile, Text, TextVariable, Variable, WithinYear,
};
pub use query::{FIELD_ALIASES, Query, QueryError};
pub use styles::{STYLES_VARIABLE, StyleFinder, StyleInfo, StyleSource};
pub use text::case::protected_ranges;
pub use text::encodings::{Encoding, Utf16};
pub use text::glued_words::{GluedWords, glued_words};
pub use text::identifiers::{
    ArxivId, normalise_doi, normalise_isbn, normalise_issn, normalise_orcid, normalise_pmcid, normalise_pmid, same_doi,
};
pub use text::unicode::{Unreadable, to_ascii};
pub use text::words::{is_stop_word, significant_words, words};
pub use unpack::{MAX_PACKED, OnText, Unpacked, unpack};
pub use verify::{Comparison, Difference, Outcome, verify};

/// Runs the example of README.md as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
