//! THE table of the elements of Dublin Core and the variable of each.

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Row};

/// The field map. As any element may be repeated, all are read by separate code.
pub(crate) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const ROWS: &[Row] = &[
    Row::read("type", Variable::Kind),
    Row::read("type", Variable::Text(TextVariable::Genre)),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("description", Variable::Text(TextVariable::Abstract)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("source", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("source", Variable::Number(NumberVariable::Volume)),
    Row::read("source", Variable::Number(NumberVariable::Issue)),
    Row::read("source", Variable::Number(NumberVariable::Page)),
    Row::read("source", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("rights", Variable::Text(TextVariable::License)),
    Row::read("creator", Variable::Names(NameVariable::Author)),
    Row::read("contributor", Variable::Names(NameVariable::Contributor)),
    Row::read("date", Variable::Date(DateVariable::Issued)),
    Row::read("issued", Variable::Date(DateVariable::Issued)),
    Row::read("available", Variable::Date(DateVariable::AvailableDate)),
    Row::read("dateSubmitted", Variable::Date(DateVariable::Submitted)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Pmid)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Pmcid)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("identifier", Variable::Text(TextVariable::EprintType)),
    Row::read("language", Variable::Language),
    Row::read("subject", Variable::Tags),
];
