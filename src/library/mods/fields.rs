//! THE table of the elements of MODS and the variable of each.

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Row};

/// The field map. As attributes decide what an element means, all are read by separate code.
pub(super) static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

const ROWS: &[Row] = &[
    Row::read("genre", Variable::Kind),
    Row::read("titleInfo", Variable::Text(TextVariable::Title)),
    Row::read("titleInfo[@type=abbreviated]", Variable::Text(TextVariable::TitleShort)),
    Row::read("relatedItem[@type=host]/titleInfo", Variable::Text(TextVariable::ContainerTitle)),
    Row::read(
        "relatedItem[@type=host]/titleInfo[@type=abbreviated]",
        Variable::Text(TextVariable::ContainerTitleShort),
    ),
    Row::read("relatedItem[@type=series]/titleInfo", Variable::Text(TextVariable::CollectionTitle)),
    Row::read("name", Variable::Names(NameVariable::Author)),
    Row::read("name", Variable::Names(NameVariable::Editor)),
    Row::read("name", Variable::Names(NameVariable::Translator)),
    Row::read("name", Variable::Names(NameVariable::Illustrator)),
    Row::read("name", Variable::Names(NameVariable::Compiler)),
    Row::read("name", Variable::Names(NameVariable::Composer)),
    Row::read("name", Variable::Names(NameVariable::Director)),
    Row::read("name", Variable::Names(NameVariable::Producer)),
    Row::read("name", Variable::Names(NameVariable::Narrator)),
    Row::read("name", Variable::Names(NameVariable::Performer)),
    Row::read("name", Variable::Names(NameVariable::Interviewer)),
    Row::read("name", Variable::Names(NameVariable::Contributor)),
    Row::read("relatedItem[@type=series]/name", Variable::Names(NameVariable::CollectionEditor)),
    Row::read("name[@type=conference]", Variable::Text(TextVariable::EventTitle)),
    Row::read("originInfo/publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("originInfo/place/placeTerm", Variable::Text(TextVariable::PublisherPlace)),
    Row::read("originInfo/dateIssued", Variable::Date(DateVariable::Issued)),
    Row::read("originInfo/edition", Variable::Number(NumberVariable::Edition)),
    Row::read("part/detail[@type=volume]/number", Variable::Number(NumberVariable::Volume)),
    Row::read("part/detail[@type=issue]/number", Variable::Number(NumberVariable::Issue)),
    Row::read("part/extent", Variable::Number(NumberVariable::Page)),
    Row::read("physicalDescription/extent", Variable::Number(NumberVariable::NumberOfPages)),
    Row::read("relatedItem[@type=series]/part/detail/number", Variable::Number(NumberVariable::CollectionNumber)),
    Row::read("genre", Variable::Text(TextVariable::Genre)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("note", Variable::Text(TextVariable::Note)),
    Row::read("accessCondition", Variable::Text(TextVariable::License)),
    Row::read("location/shelfLocator", Variable::Text(TextVariable::CallNumber)),
    Row::read("location/url", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("location/url/@dateLastAccessed", Variable::Date(DateVariable::Accessed)),
    Row::read("identifier[@type=doi]", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("identifier[@type=isbn]", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("identifier[@type=issn]", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("identifier[@type=pmid]", Variable::Identifier(IdentifierVariable::Pmid)),
    Row::read("identifier[@type=pmc]", Variable::Identifier(IdentifierVariable::Pmcid)),
    Row::read("identifier[@type=arxiv]", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("language/languageTerm", Variable::Language),
    Row::read("subject", Variable::Tags),
];
