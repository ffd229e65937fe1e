//! Hugging Face papers; read only.

use serde::Deserialize;
use serde_json::Value;

use super::answer::{AnswerReader, day_of, take_identifiers};
use crate::diag::Sink;
use crate::model::{Date, DateVariable, IdentifierVariable, Kind, NameVariable, Record, TextVariable, Variable};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{List, Scalar, Shape, text};
use crate::values::identifiers::Label;
use crate::values::markup;
use crate::values::names;
use crate::values::names::GivenNames;

/// Hugging Face daily papers: `https://huggingface.co/api/daily_papers` and `/api/papers/ID`. Read only.
///
/// The id is the arXiv number, so the work is an arXiv preprint. The outer `publishedAt` is when the paper was listed,
/// and `ai_summary` is not the abstract; neither is put into a variable. <https://huggingface.co/docs/hub/api>
pub static FORMAT: Format = Format {
    id: "hf-papers",
    name: "Hugging Face papers",
    summary: "daily papers from Hugging Face's API",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("paper.id", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("paper.id", Variable::Text(TextVariable::EprintType)),
    Row::read("paper.title", Variable::Text(TextVariable::Title)),
    Row::read("paper.authors", Variable::Names(NameVariable::Author)),
    Row::read("paper.summary", Variable::Text(TextVariable::Abstract)),
    Row::read("paper.publishedAt", Variable::Date(DateVariable::Issued)),
];

/// A paper, or its listing.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Paper<'a> {
    #[serde(borrow)]
    paper: Option<Box<Paper<'a>>>,
    #[serde(borrow)]
    id: Option<Scalar<'a>>,
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow)]
    summary: Option<Scalar<'a>>,
    #[serde(borrow)]
    authors: List<Author<'a>>,
    #[serde(borrow, rename = "publishedAt")]
    published_at: Option<Scalar<'a>>,
    #[serde(rename = "githubRepo")]
    github_repository: Option<Value>,
    #[serde(rename = "githubStars")]
    github_stars: Option<Value>,
    #[serde(rename = "projectPage")]
    project_page: Option<Value>,
    upvotes: Option<Value>,
    ai_summary: Option<Value>,
    ai_keywords: Option<Value>,
}

/// An author; `hidden` only means that the person does not show the paper on their page.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Author<'a> {
    #[serde(borrow)]
    name: Option<Scalar<'a>>,
}

struct PaperShape;

impl Shape for PaperShape {
    type Of<'de> = Paper<'de>;
}

const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Members(Members {
    of: &["", "paper"],
    all: &[Member::Any("id"), Member::Any("publishedAt")],
    some: &[(1, &[Member::Any("summary"), Member::Any("upvotes"), Member::Any("submittedOnDailyAt")])],
}))];

static READER: AnswerReader<PaperShape> = AnswerReader {
    format: &FORMAT,
    lists: &[],
    to_record: |mut paper, source, diag| {
        if let Some(inside) = paper.paper.take() {
            let Paper { title, summary, .. } = paper;
            paper = *inside;
            paper.title = paper.title.or(title);
            paper.summary = paper.summary.or(summary);
        }
        (paper.id.is_some() || paper.title.is_some()).then(|| record(&paper, source, diag))
    },
};

fn record(paper: &Paper<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::new(Kind::Article);
    for (variable, value) in [(TextVariable::Title, &paper.title), (TextVariable::Abstract, &paper.summary)] {
        if let Some(value) = text(value) {
            record.set_text(variable, markup::text(value));
        }
    }
    let authors = paper.authors.0.iter().filter_map(|author| text(&author.name));
    names::set(&mut record, NameVariable::Author, authors.map(|name| names::read(name, GivenNames::Plain)), false);
    take_identifiers(&mut record, [(Label::Arxiv, text(&paper.id))], source, diag);
    if let Some(published) = text(&paper.published_at) {
        record.set_date(DateVariable::Issued, Date::parse(day_of(published)));
    }
    let kept = [
        ("githubRepo", &paper.github_repository),
        ("githubStars", &paper.github_stars),
        ("projectPage", &paper.project_page),
        ("upvotes", &paper.upvotes),
        ("ai_summary", &paper.ai_summary),
        ("ai_keywords", &paper.ai_keywords),
    ];
    for (name, value) in kept {
        if let Some(value) = value.as_ref().filter(|value| value.as_str() != Some("")) {
            record.keep_extra(FORMAT.id, name, value.clone());
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::diag::Code;
    use crate::model::{DateVariable, IdentifierVariable, NameVariable, Record, Text, TextVariable};
    use crate::seam::testing;

    fn read(json: &str) -> (Vec<Record>, Vec<Code>) {
        testing::read_with_codes(&FORMAT, json)
    }

    #[test]
    fn a_listing_is_a_preprint_of_arxivs() {
        let (records, codes) = read(
            r#"[{"paper":{"id":"2210.12430","authors":[{"name":"Ada Example","hidden":true}],"title":"On\nTides",
            "publishedAt":"2022-10-22T12:18:26.000Z","summary":"We\nstudy.","ai_summary":"Tides!","projectPage":""},
            "publishedAt":"2023-05-04T00:00:00.000Z","title":"On Tides"}]"#,
        );
        assert_eq!((records.len(), codes), (1, vec![]));
        let record = &records[0];
        assert_eq!(record.plain_title(), "On Tides");
        assert_eq!(record.identifiers[&IdentifierVariable::Eprint], "2210.12430");
        assert_eq!(record.names[&NameVariable::Author].list.len(), 1);
        assert_eq!(record.dates[&DateVariable::Issued].to_string(), "2022-10-22");
        assert_eq!(record.text(TextVariable::Abstract), Some(&Text::plain("We study.")));
        assert_eq!(record.extra_field(FORMAT.id, "ai_summary").unwrap(), "Tides!");
        assert_eq!(record.extra_field(FORMAT.id, "projectPage"), None);
    }

    #[test]
    fn an_error_is_no_paper() {
        assert_eq!(read(r#"{"error":"Paper not found"}"#), (vec![], vec![Code::ServiceError]));
    }
}
