//! THE table of the elements of arXiv's entries and the variable of each.

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Row};

/// The field map. Text is TeX; text, names and dates are read by separate code.
pub(crate) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const ROWS: &[Row] = &[
    Row::kept("title", Variable::Text(TextVariable::Title)),
    Row::kept("summary", Variable::Text(TextVariable::Abstract)),
    Row::kept("comment", Variable::Text(TextVariable::Note)),
    Row::kept("author/name", Variable::Names(NameVariable::Author)),
    Row::kept("published", Variable::Date(DateVariable::Issued)),
    Row::kept("id", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::kept("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::kept("link[alternate]", Variable::Identifier(IdentifierVariable::Url)),
    Row::kept("primary_category[term]", Variable::Text(TextVariable::EprintClass)),
    Row::kept("category[term]", Variable::Tags),
    Row::read("authors/author", Variable::Names(NameVariable::Author)),
    Row::read("creator", Variable::Names(NameVariable::Author)),
    Row::read("report-no", Variable::Number(NumberVariable::Number)),
    Row::read("license", Variable::Text(TextVariable::License)),
    Row::read("rights", Variable::Text(TextVariable::License)),
];
