//! THE table of Web of Science's tags: the variable of each for each type of work.

use crate::library::tagged::labels::{SPACING, date, except, identifier, names, number, only, text};
use crate::model::{DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Row};

/// The field map of Web of Science's files.
pub static FIELDS: FieldMap = FieldMap { rows: ROWS, rest: Fidelity::Lost };

/// Works that are not part of another.
const WHOLE: &[Kind] = &[Kind::Book, Kind::Patent];

const ROWS: &[Row] = &[
    Row::new("PT", Variable::Kind, Fidelity::Kept),
    text("TI", TextVariable::Title),
    except(WHOLE, text("SO", TextVariable::ContainerTitle)),
    text("JI", TextVariable::ContainerTitleShort),
    text("SE", TextVariable::CollectionTitle),
    names("AF", NameVariable::Author),
    names("BE", NameVariable::Editor),
    text("CT", TextVariable::EventTitle),
    text("CL", TextVariable::EventPlace),
    date("CY", DateVariable::EventDate),
    date("PY", DateVariable::Issued),
    date("EA", DateVariable::AvailableDate),
    number("VL", NumberVariable::Volume),
    number("IS", NumberVariable::Issue),
    only(&[Kind::Patent], number("PN", NumberVariable::Number)),
    number("PN", NumberVariable::PartNumber),
    number("SU", NumberVariable::SupplementNumber),
    number("BP", NumberVariable::Page),
    number("PS", NumberVariable::Page),
    number("AR", NumberVariable::Number),
    only(&[Kind::Book], number("PG", NumberVariable::NumberOfPages)),
    only(&[Kind::Patent], text("AE", TextVariable::Authority)),
    text("PU", TextVariable::Publisher),
    text("PI", TextVariable::PublisherPlace),
    identifier("DI", IdentifierVariable::Doi),
    identifier("PM", IdentifierVariable::Pmid),
    identifier("SN", IdentifierVariable::Issn),
    identifier("EI", IdentifierVariable::Issn),
    identifier("BN", IdentifierVariable::Isbn),
    Row::new("LA", Variable::Language, SPACING),
    Row::new("DE", Variable::Tags, SPACING),
    text("AB", TextVariable::Abstract),
];
