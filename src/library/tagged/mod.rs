//! The formats of tagged lines: RIS, Refer, PubMed's nbib and the tagged files of Web of Science.
//!
//! They share the reader of lines and records, which keeps no more than one record in memory, and how values become
//! variables and back. What each format's tags mean is in its own field map.

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
