//! THE table of the fields of MARC 21 and the variable of each.

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Row};

/// The field map. As the parts of fields depend on each other, all are read by separate code.
pub(crate) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const ROWS: &[Row] = &[
    Row::read("leader", Variable::Kind),
    Row::read("245 $a $b $n $p", Variable::Text(TextVariable::Title)),
    Row::read("240 $a", Variable::Text(TextVariable::OriginalTitle)),
    Row::read("520 $a", Variable::Text(TextVariable::Abstract)),
    Row::read("500 $a", Variable::Text(TextVariable::Note)),
    Row::read("490 $a", Variable::Text(TextVariable::CollectionTitle)),
    Row::read("490 $v", Variable::Number(NumberVariable::CollectionNumber)),
    Row::read("773 $t", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("773 $g", Variable::Number(NumberVariable::Volume)),
    Row::read("773 $g", Variable::Number(NumberVariable::Issue)),
    Row::read("773 $g", Variable::Number(NumberVariable::Page)),
    Row::read("250 $a", Variable::Number(NumberVariable::Edition)),
    Row::read("300 $a", Variable::Number(NumberVariable::NumberOfPages)),
    Row::read("260, 264 $b", Variable::Text(TextVariable::Publisher)),
    Row::read("260, 264 $a", Variable::Text(TextVariable::PublisherPlace)),
    Row::read("260, 264 $c", Variable::Date(DateVariable::Issued)),
    Row::read("502 $b", Variable::Text(TextVariable::Genre)),
    Row::read("111, 711 $a", Variable::Text(TextVariable::EventTitle)),
    Row::read("111, 711 $c", Variable::Text(TextVariable::EventPlace)),
    Row::read("050 $a", Variable::Text(TextVariable::CallNumber)),
    Row::read("540 $a", Variable::Text(TextVariable::License)),
    Row::read("100, 110, 700, 710", Variable::Names(NameVariable::Author)),
    Row::read("700, 710", Variable::Names(NameVariable::Editor)),
    Row::read("700, 710", Variable::Names(NameVariable::Translator)),
    Row::read("700, 710", Variable::Names(NameVariable::Illustrator)),
    Row::read("700, 710", Variable::Names(NameVariable::Contributor)),
    Row::read("024 $a", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("856 $u", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("020 $a", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("022 $a", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("041 $a", Variable::Language),
    Row::read("650 $a", Variable::Tags),
];
