//! The form of texts in the format.

use crate::model::TextVariable;
use crate::text::words;

/// The title of a work without one, where the schema requires it.
pub(super) const NO_TITLE: &str = "[no title]";

/// Line breaks in YAML's blocks are spaces, except in abstracts and notes.
pub(super) fn without_line_breaks(text: &str, variable: TextVariable) -> String {
    match variable {
        TextVariable::Abstract | TextVariable::Note => text.trim().to_owned(),
        _ => words::single_spaced(text),
    }
}
