//! What the characters of a field's value are, for both directions.

use crate::model::Variable;

use super::super::{Dialect, data_model, references, roles, verbatim};

/// What the characters of a value are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Text with TeX.
    Text,
    /// A list of names, with TeX.
    Names,
    /// A date as EDTF, or text.
    Date,
    /// An address or a number, which publist reads without TeX.
    Identifier,
    /// Anything else without TeX: citation keys, files, types of works, fields packed into one.
    Literal,
}

impl Form {
    /// Returns the form of a field.
    pub(super) fn of(field: &str) -> Self {
        let is_it = |name: &&str| name.eq_ignore_ascii_case(field);
        let row = Dialect::Biblatex.fields().rows.iter().find(|row| is_it(&row.field));
        match row.map(|row| row.variable) {
            Some(Variable::Names(_)) => Self::Names,
            Some(Variable::Date(_)) => Self::Date,
            Some(Variable::Identifier(_)) => Self::Identifier,
            Some(Variable::Kind) => Self::Literal,
            Some(_) => Self::Text,
            None if roles::FIELDS.iter().any(|(names, _)| is_it(names)) => Self::Names,
            None if data_model::PACKED.iter().any(is_it) => Self::Literal,
            None if references::is_reference_field(field) || verbatim::is_verbatim_field(field) => Self::Literal,
            None => Self::Text,
        }
    }
}
