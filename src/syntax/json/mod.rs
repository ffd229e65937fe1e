//! JSON: a stream of values, the members of one object, and objects as Rust structures.

pub(crate) mod cut;
pub(crate) mod members;
pub(crate) mod service_error;
pub(crate) mod stream;
pub(crate) mod typed;

/// The extensions of files of JSON and of JSON lines.
pub(crate) const EXTENSIONS: &[&str] = &["json", "jsonl", "ndjson"];
