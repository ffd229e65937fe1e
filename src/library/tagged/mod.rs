//! Formats of tagged lines: RIS, Refer, PubMed's nbib and the tagged files of Web of Science.
//!
//! They share the reader of lines and records, which keeps only one record in memory, and the conversion of values to
//! variables and back. The meaning of each format's tags is in its own field map.

mod builder;
mod dates;
mod labels;
mod names;
pub(crate) mod nbib;
pub(crate) mod refer;
pub(crate) mod ris;
mod serial;
mod types;
pub(crate) mod wos;
mod write;
