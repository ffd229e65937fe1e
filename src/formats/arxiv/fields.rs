//! THE table of the elements of arXiv's entries: which variable each stands for.

use crate::formats::{Direction, Fidelity, FieldMap, Kinds, Row};
use crate::model::{DateVariable, IdentifierVariable, NameVariable, TextVariable, Variable};

/// The field map. Text is TeX; it, names and dates are read by hand.
pub(super) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const ROWS: &[Row] = &[
    row("title", Variable::Text(TextVariable::Title)),
    row("summary", Variable::Text(TextVariable::Abstract)),
    row("comment", Variable::Text(TextVariable::Note)),
    row("author/name", Variable::Names(NameVariable::Author)),
    row("published", Variable::Date(DateVariable::Issued)),
    row("id", Variable::Identifier(IdentifierVariable::Eprint)),
    row("doi", Variable::Identifier(IdentifierVariable::Doi)),
    row("link[alternate]", Variable::Identifier(IdentifierVariable::Url)),
    row("primary_category[term]", Variable::Text(TextVariable::EprintClass)),
    row("category[term]", Variable::Tags),
];

const fn row(field: &'static str, variable: Variable) -> Row {
    Row { field, variable, kinds: Kinds::All, direction: Direction::Both, fidelity: Fidelity::Kept }
}
