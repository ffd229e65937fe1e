//! A list of references in prose, as papers and CVs print it; read only.

mod commas;
mod container;
mod details;
mod entries;
mod labels;
mod links;
mod part;
mod parts;
mod patterns;
mod people;
mod quotations;
mod read;
mod record;
mod reference;
mod second_reading;
mod sentence;
mod tail;
#[cfg(test)]
mod tests;
mod title;
mod title_end;

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Format, Row};

pub(crate) use details::details;

/// The id of the format.
const FORMAT_ID: &str = "references";

/// A list of references as text, copied from a paper, a CV or a web page: numbered or not, with lines that are wrapped or
/// not, in any of the usual styles (APA, Chicago, MLA, IEEE, ACM, Vancouver, Harvard, Nature, ACS, Springer, GB/T 7714 and
/// their relatives).
///
/// ```text
/// [1] C. Lu and Y. Zong, “A title,” IEEE Trans. Affect. Comput., vol. 13, no. 2, pp. 1–9, 2022.
/// Lu, C., & Zong, Y. (2022). A title. IEEE Transactions on Affective Computing, 13(2), 1–9.
/// ```
///
/// Prose does not say what its parts are. Whatever is read is marked as inferred, with the characters of the reference
/// from which it was read. What nothing separates is left out and reported: styles without titles, or with nothing
/// between a title and a journal, give records without them. Other lines are reported, too.
///
/// Such a list is only read if somebody asks for it (`--from references`): prose may be anything.
pub static FORMAT: Format = Format {
    id: FORMAT_ID,
    name: "List of references",
    summary: "references in prose, as papers and CVs print them",
    reader: Some(&read::ReferencesReader),
    fields: &FIELDS,
    ..Format::DEFAULT
};

/// The variables for the parts of a reference. There is no writer: `publist cite` prints references.
static FIELDS: FieldMap = FieldMap {
    rows: &[
        Row::read("title", Variable::Text(TextVariable::Title)),
        Row::read("authors", Variable::Names(NameVariable::Author)),
        Row::read("editors", Variable::Names(NameVariable::Editor)),
        Row::read("year", Variable::Date(DateVariable::Issued)),
        Row::read("venue", Variable::Text(TextVariable::ContainerTitle)),
        Row::read("volume", Variable::Number(NumberVariable::Volume)),
        Row::read("issue", Variable::Number(NumberVariable::Issue)),
        Row::read("pages", Variable::Number(NumberVariable::Page)),
        Row::read("article number", Variable::Number(NumberVariable::Number)),
        Row::read("edition", Variable::Number(NumberVariable::Edition)),
        Row::read("publisher", Variable::Text(TextVariable::Publisher)),
        Row::read("place", Variable::Text(TextVariable::PublisherPlace)),
        Row::read("thesis", Variable::Text(TextVariable::Genre)),
        Row::read("DOI", Variable::Identifier(IdentifierVariable::Doi)),
        Row::read("arXiv", Variable::Identifier(IdentifierVariable::Eprint)),
        Row::read("archive", Variable::Text(TextVariable::EprintType)),
        Row::read("class", Variable::Text(TextVariable::EprintClass)),
        Row::read("PMID", Variable::Identifier(IdentifierVariable::Pmid)),
        Row::read("PMCID", Variable::Identifier(IdentifierVariable::Pmcid)),
        Row::read("ISBN", Variable::Identifier(IdentifierVariable::Isbn)),
        Row::read("ISSN", Variable::Identifier(IdentifierVariable::Issn)),
        Row::read("address", Variable::Identifier(IdentifierVariable::Url)),
        Row::read("accessed", Variable::Date(DateVariable::Accessed)),
    ],
    rest: Fidelity::Lost,
};
