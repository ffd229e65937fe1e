//! Semantic Scholar papers; read only.

mod kind;
mod read;
mod work;

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable, Variable};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json;

/// Semantic Scholar: papers as its Academic Graph API and its data sets provide them. Read only.
///
/// A file holds one paper, a list of papers, one paper per line as in the data set `papers`, or the answer to a search,
/// with the papers under `data` (citations and references of a paper are one level deeper) or `recommendedPapers`. If
/// the venue is a conference and `journal` is arXiv, only the pages are taken from `journal`.
///
/// What Semantic Scholar computes about a paper (fields of study, its BibTeX, embeddings) is skipped.
/// <https://api.semanticscholar.org/api-docs/graph>
pub static FORMAT: Format = Format {
    id: "semantic-scholar",
    name: "Semantic Scholar papers",
    summary: "papers from Semantic Scholar's API and data sets",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("publicationTypes", Variable::Kind),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("authors", Variable::Names(NameVariable::Author)),
    Row::read("publicationDate", Variable::Date(DateVariable::Issued)),
    Row::read("venue", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("publicationVenue.issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("journal.volume", Variable::Number(NumberVariable::Volume)),
    Row::read("journal.pages", Variable::Number(NumberVariable::Page)),
    Row::read("externalIds.DOI", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("externalIds.ArXiv", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("externalIds.ArXiv", Variable::Text(TextVariable::EprintType)),
    Row::read("externalIds.PubMed", Variable::Identifier(IdentifierVariable::Pmid)),
    Row::read("externalIds.PubMedCentral", Variable::Identifier(IdentifierVariable::Pmcid)),
    Row::read("url", Variable::Identifier(IdentifierVariable::Url)),
];

/// The paths to papers in an answer.
const INSIDE: &[&str] = &["", "data", "data.citingPaper", "data.citedPaper", "recommendedPapers", "papers"];

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Members::all(INSIDE, &[Member::Any("paperId")])),
    Evidence::decisive(Sign::Members(Members {
        of: INSIDE,
        all: &[Member::Any("corpusid")],
        some: &[(1, &[Member::Any("externalids"), Member::Any("title")])],
    })),
    // A search without results has no paper.
    Evidence::possible(Sign::Members(Members {
        all: &[Member::Any("total"), Member::Any("data")],
        some: &[(1, &[Member::Any("offset"), Member::Any("token")])],
        ..Members::NONE
    })),
];
