//! What formats are written in: streams of JSON and XML, trees of YAML, lines with tags, and texts whose bytes were decoded.
//!
//! Nothing here knows a record or a format.

pub(crate) mod element;
pub(crate) mod entities;
mod input;
pub(crate) mod json;
pub(crate) mod source_text;
pub(crate) mod tagged;
pub(crate) mod xml;
pub(crate) mod yaml;

pub use input::Input;
