//! publist turns normalized paper records into BibTeX, BibLaTeX and CSL-styled references, and proves by round trips
//! that nothing was lost.
//!
//! ```
//! let library = publist::read("fixtures/bibtex/library.bib")?;
//! let style = publist::Style::named("apa")?;
//! println!("{}", style.references(&library.records)?.to_text());
//! let json = publist::to_string(&publist::formats::CSL_JSON, &library.records)?;
//! # assert!(json.text.starts_with('['));
//! # Ok::<(), publist::Error>(())
//! ```
//!
//! # Modules
//!
//! - [`read`], [`write()`], [`to_string`]: files in one call, with the format detected. [`files`] says what is refused.
//! - [`formats`]: every format as a constant, such as [`formats::BIBTEX`], which values it keeps, and readers and
//!   writers that handle records one by one.
//! - [`bib`]: `.bib` files as text, edited without changing any other byte.
//! - [`Record`] and [`model`]: one work, under CSL's names, with typed values.
//! - [`Style`] and [`csl`]: references and citations in any style of CSL. [`styles`] finds styles by name.
//! - [`Doc`] and [`markup`]: finished documents as text, HTML, Markdown, LaTeX, Typst, RTF and Word files.
//! - [`list`](mod@list): publication lists with sections and numbers, as `publist.toml` describes them.
//! - [`keys`]: citation keys, and the patterns of JabRef and Better BibTeX.
//! - [`merge`](mod@merge): which records are of one work, and one record from them.
//! - [`verify`](mod@verify): writes records, reads them back and compares.
//! - [`lint`]: likely mistakes in records.
//! - [`query`]: the language that chooses and sorts records.
//! - [`convert`]: any number of records from one format to another, on all cores.
//! - [`interop`]: records from and to the entries of the `hayagriva` and `biblatex` crates.
//! - [`diag`]: reports about the data, each with a code whose meaning never changes.
//!
//! # Errors and reports
//!
//! A function returns an [`Error`] if the system refuses something or if the caller asks for something impossible: a
//! file that does not exist, an unknown format, a style that cannot be used. Problems of the *data* are never errors.
//! They are reported as a [`Diagnostic`], to a [`Sink`] or with the result, and everything that can be read is read.
//!
//! # Options and future additions
//!
//! Options start from their default: `ReferenceOptions::default().with_locale("de")`. New options have a default, and
//! new variables, types, codes and markup may be added in any version, so that a `match` on them needs an arm for the
//! rest.
//!
//! The library uses no network, and prints nothing.
//!
//! # Features
//!
//! All except `pdf` are on by default. With `default-features = false`, the library has no C code, needs no temporary files
//! and no threads, and builds for any target.
//!
//! | feature    | what it adds                                                                    | without it                        |
//! |------------|---------------------------------------------------------------------------------|-----------------------------------|
//! | `cli`      | the command `publist`                                                           | the library                       |
//! | `annotate` | reports with their source line (`diag::render_human`); `cli` includes it        | reports as one line, and as JSON  |
//! | `archive`  | 80 styles and 63 locales of the CSL project, 3.4 MB                             | three styles and those in files; the missing locales are reported |
//! | `docx`     | publication lists as Word documents (`markup::render_docx`)                     | the text formats                  |
//! | `spill`    | [conversions](convert) store waiting records in a temporary file                | they stay in memory               |
//! | `zstd`     | inputs packed with Zstandard ([`unpack`](mod@unpack)), with the C library       | such inputs are reported          |
//! | `pdf`      | publication lists as PDF (`markup::render_pdf`), with Typst; needs Rust 1.92    | `typst compile` of a `.typ` file  |
#![warn(missing_docs)]

pub mod abbreviations;
pub mod bib;
pub mod choice;
pub mod convert;
pub mod csl;
pub mod diag;
mod error;
pub mod files;
pub mod formats;
pub mod interop;
pub mod keys;
pub mod latex;
mod library;
pub mod lint;
pub mod list;
pub mod markup;
pub mod merge;
pub mod model;
pub mod query;
mod seam;
mod services;
mod sites;
pub mod styles;
mod syntax;
pub mod text;
pub mod unpack;
mod values;
pub mod verify;

// What nearly every use needs; the rest is in the modules.
pub use convert::{Conversion, ConvertOptions};
pub use csl::{ReferenceOptions, Style, cite, references};
pub use diag::{Code, Diagnostic, Severity, Sink};
pub use error::{Error, ErrorKind, Result};
pub use files::{Library, Written, read, read_bytes, read_str, to_string, to_string_with, write};
pub use formats::{FORMATS, Format, Input, WriteOptions, by_id, sniff};
pub use keys::assign_keys;
pub use list::{ListOptions, publication_list};
pub use markup::{Doc, render as render_doc};
pub use merge::{MergeOptions, merge};
pub use model::{Date, Kind, Name, Names, Record, Text};
pub use query::Query;
pub use styles::StyleFinder;
pub use verify::verify;

/// Runs the example of README.md as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
