//! publist turns normalized paper records into BibTeX, BibLaTeX and CSL-styled references, and proves by round trips
//! that nothing was lost.
//!
//! A reader turns bytes into [`Record`]s and reports what is wrong to a [`Sink`]; a writer turns records into bytes;
//! [`cite`] and [`publication_list`] turn them into documents, which [`render_doc`] writes as text, HTML, LaTeX and more;
//! [`verify()`] writes, reads back and compares; [`merge()`] makes one record of all that are of one work.
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

pub mod bib;
pub mod choice;
pub mod convert;
pub mod csl;
pub mod diag;
mod error;
pub mod formats;
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
