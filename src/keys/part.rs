//! The parts of a pattern of citation keys, the same in both notations.

use super::characters::is_valid_in_key;
use super::conditions::Condition;
use super::markers::Marker;
use super::modifiers::Modifier;

/// A part of a parsed pattern.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// Text of the pattern itself.
    Literal(String),
    /// A value of the record, with its modifiers.
    Value { marker: Marker, modifiers: Vec<Modifier> },
    /// A group of parts, for a formula such as `(auth + year).lower`.
    Group { parts: Vec<Part>, modifiers: Vec<Modifier> },
    /// A condition; if it does not hold, the next alternative is tried.
    Condition(Condition),
}

impl Part {
    /// Checks text of a pattern that becomes part of keys; an error names the first character that keys cannot contain.
    pub(super) fn literal(text: &str) -> Result<Self, String> {
        match text.chars().find(|&character| !is_valid_in_key(character)) {
            Some(' ') => Err("a citation key cannot hold a space".to_owned()),
            Some(character) => Err(format!("a citation key cannot hold {character:?}")),
            None => Ok(Self::Literal(text.to_owned())),
        }
    }
}
