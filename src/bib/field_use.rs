//! What the fields of an entry hold.

use crate::model::Variable;

use super::parents::Inherited;

/// What a field of an entry holds in its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// The value of a variable, or a part of it.
    Variable(Variable),
    /// Other fields, packed into this one.
    Packed,
    /// An address or a day of access in a text (see `online.rs`).
    Online,
    /// A value that is kept without a variable.
    Extra,
    /// Nothing: its value is blank.
    Nothing,
}

/// A field that continues another one.
pub(super) struct Part<'b> {
    pub name: String,
    pub value: String,
    pub inherited: Option<&'b Inherited>,
    /// Its position in the entry, if it is the entry's own.
    pub index: Option<usize>,
}
