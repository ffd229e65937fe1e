//! Texts as the format has them.

use crate::model::TextVariable;
use crate::text::words;

/// The title of a work that has none, where the schema demands one.
pub(super) const NO_TITLE: &str = "[no title]";

/// Line breaks of YAML's blocks are spaces but in an abstract and a note.
pub(super) fn single_spaced(text: &str, variable: TextVariable) -> String {
    match variable {
        TextVariable::Abstract | TextVariable::Note => text.trim().to_owned(),
        _ => words::single_spaced(text),
    }
}
