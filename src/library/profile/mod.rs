//! A researcher's profile page, copied as text; read only.

mod authors;
mod block;
mod counts;
mod header;
mod layout;
mod read;
mod subjects;
#[cfg(test)]
mod tests;
mod tex;

use crate::model::{DateVariable, Name, NameVariable, Record, TextVariable, Variable};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Recognition, Row, Sign, TextSyntax};
use crate::syntax::lines;

pub use read::read_page;

/// The id of the format, which is also the name of its group of extra fields.
const FORMAT_ID: &str = "profile";

/// How many bytes of a file are examined to recognise a page.
const SNIFFED: usize = 64 * 1024;

/// A researcher's profile page, as text copied from a browser: a head with the person's name, field and metrics, then
/// papers, each with a subject, a date, a title, authors and an abstract.
///
/// ```text
/// Ada Example                        the owner of the page
/// LG                                 the field: here "Machine Learning"
/// h-index7                           metrics, label and number in either order
/// 3papers
///
/// SDOct 22, 2022Code                 subject, date, a badge when there is code
/// The Title of the Paper             possibly wrapped
/// Cheng Lu, Ada Example et al.       "et al." when there are more authors
/// The abstract, with TeX in it.
/// ```
///
/// The page contains no DOI, no arXiv number and no venue, and none is made up. What follows from the layout without
/// being stated (that the papers are preprints, the archive of a subject, which word of a name is the family name) is
/// marked as inferred.
pub static FORMAT: Format = Format {
    id: FORMAT_ID,
    name: "Profile page",
    summary: "a researcher's page copied as text: papers with subject, day, title, authors and abstract",
    extensions: &["txt"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::ProfileReader),
    fields: &FIELDS,
    text_syntax: TextSyntax::Tex,
    ..Format::DEFAULT
};

/// The content of a page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The owner of the page.
    pub owner: Option<Name>,
    /// The person's field, as written: "CV" means Computer Vision here.
    pub field: Option<String>,
    /// The metrics, label and number as written: `("h-index", "33")`. They are totals and not part of any record.
    pub metrics: Vec<(String, String)>,
    /// The papers, in the order of the page.
    pub records: Vec<Record>,
}

/// The variables for the parts of a block. There is no writer: other variables have no place on such a page.
static FIELDS: FieldMap = FieldMap {
    rows: &[
        Row::read("title", Variable::Text(TextVariable::Title)),
        Row::read("authors", Variable::Names(NameVariable::Author)),
        Row::read("date", Variable::Date(DateVariable::Issued)),
        Row::read("subject", Variable::Text(TextVariable::EprintClass)),
        Row::read("abstract", Variable::Text(TextVariable::Abstract)),
        Row::read("badge", Variable::Extra),
    ],
    rest: Fidelity::Lost,
};

const EVIDENCE: &[Evidence] =
    &[Evidence::decisive(Sign::Text { what: "a line with a subject and a day", is_in: has_paper })];

fn has_paper(beginning: &str) -> bool {
    let end = (0..=beginning.len().min(SNIFFED)).rev().find(|&end| beginning.is_char_boundary(end));
    let text = lines::with_line_feeds(&beginning[..end.unwrap_or_default()]);
    lines::lines(&text).any(|line| block::block_line(line.text).is_some_and(|start| !start.subject.is_empty()))
}
