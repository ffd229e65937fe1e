//! The syntaxes of formats: streams of JSON and XML, trees of YAML, tags of HTML, tagged lines, tables, and texts decoded
//! from bytes.
//!
//! This module knows neither records nor formats.

mod column_name;
pub(crate) mod decoding;
pub(crate) mod element;
pub(crate) mod entities;
pub(crate) mod html;
mod input;
pub(crate) mod json;
pub(crate) mod lines;
pub(crate) mod outline;
pub(crate) mod source_text;
pub(crate) mod table;
pub(crate) mod tagged;
pub(crate) mod xml;
pub(crate) mod yaml;

pub use column_name::ColumnName;
pub use input::Input;
