//! Papers with Code; read only.

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
use crate::values::kinds::KindEvidence;
use crate::values::markup;
use crate::values::names;
use crate::values::names::GivenNames;

/// Papers with Code: the files of its papers and of the links between papers and code, as they were published until
/// 2025. Read only. A link becomes a record of its paper, and its repository is kept, so that the code can be joined to
/// other records. <https://github.com/paperswithcode/paperswithcode-data>
pub static FORMAT: Format = Format {
    id: "papers-with-code",
    name: "Papers with Code",
    summary: "papers and links to code from Papers with Code",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("proceeding", Variable::Kind),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("authors", Variable::Names(NameVariable::Author)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("proceeding", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("date", Variable::Date(DateVariable::Issued)),
    Row::read("arxiv_id", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("arxiv_id", Variable::Text(TextVariable::EprintType)),
    Row::read("url_abs", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("tasks", Variable::Tags),
];

/// A paper, or a link to its code.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Paper<'a> {
    #[serde(borrow)]
    paper_url: Option<Scalar<'a>>,
    #[serde(borrow, alias = "paper_title")]
    title: Option<Scalar<'a>>,
    #[serde(borrow, alias = "paper_arxiv_id")]
    arxiv_id: Option<Scalar<'a>>,
    #[serde(borrow, alias = "paper_url_abs")]
    url_abs: Option<Scalar<'a>>,
    #[serde(borrow, rename = "abstract")]
    summary: Option<Scalar<'a>>,
    #[serde(borrow)]
    authors: List<Scalar<'a>>,
    #[serde(borrow)]
    proceeding: Option<Scalar<'a>>,
    #[serde(borrow)]
    date: Option<Scalar<'a>>,
    #[serde(borrow)]
    tasks: List<Scalar<'a>>,
    repo_url: Option<Value>,
    is_official: Option<Value>,
    framework: Option<Value>,
}

struct PaperShape;

impl Shape for PaperShape {
    type Of<'de> = Paper<'de>;
}

const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Members(Members {
    all: &[Member::Any("paper_url")],
    some: &[(1, &[Member::Any("paper_title"), Member::Any("url_abs")])],
    ..Members::NONE
}))];

static READER: AnswerReader<PaperShape> = AnswerReader {
    format: &FORMAT,
    lists: &[],
    to_record: |paper, source, diag| {
        let is_paper = paper.paper_url.is_some() || paper.title.is_some() || paper.arxiv_id.is_some();
        is_paper.then(|| record(&paper, source, diag))
    },
};

fn record(paper: &Paper<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    // The names of proceedings include their year and month: "NeurIPS 2019 12".
    let proceeding = text(&paper.proceeding);
    let kind = match proceeding {
        Some(_) => KindEvidence::stated(Kind::PaperConference),
        None => KindEvidence::inferred(Kind::Article, "no proceedings are named"),
    };
    kind.put(&mut record);
    for (variable, value) in [
        (TextVariable::Title, &paper.title),
        (TextVariable::Abstract, &paper.summary),
        (TextVariable::ContainerTitle, &paper.proceeding),
    ] {
        if let Some(value) = text(value) {
            record.set_text(variable, markup::text(value));
        }
    }
    let authors = paper.authors.0.iter().filter_map(Scalar::trimmed);
    names::set(&mut record, NameVariable::Author, authors.map(|name| names::read(name, GivenNames::Plain)), false);
    if let Some(date) = text(&paper.date) {
        record.set_date(DateVariable::Issued, Date::parse(day_of(date)));
    }
    let labelled = [(Label::Arxiv, text(&paper.arxiv_id)), (Label::Url, text(&paper.url_abs))];
    take_identifiers(&mut record, labelled, source, diag);
    record.set_tags(paper.tasks.0.iter().filter_map(Scalar::trimmed).map(str::to_owned).collect());
    if let Some(url) = text(&paper.paper_url) {
        record.keep_extra(FORMAT.id, "paper_url", url);
    }
    let kept = [("repo_url", &paper.repo_url), ("is_official", &paper.is_official), ("framework", &paper.framework)];
    for (name, value) in kept {
        if let Some(value) = value {
            record.keep_extra(FORMAT.id, name, value.clone());
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::FORMAT;

    use crate::model::{IdentifierVariable, Kind, Record};
    use crate::seam::testing;

    fn read(json: &str) -> Vec<Record> {
        testing::read(&FORMAT, json).0
    }

    #[test]
    fn a_link_is_a_record_of_its_paper() {
        let records = read(r#"[{"paper_title":"T","paper_arxiv_id":"2210.12430","repo_url":"https://example.org/r"}]"#);
        assert_eq!((records[0].kind, records[0].plain_title().as_str()), (Kind::Article, "T"));
        assert_eq!(records[0].identifiers[&IdentifierVariable::Eprint], "2210.12430");
        assert_eq!(records[0].extra_field(FORMAT.id, "repo_url").unwrap(), "https://example.org/r");
    }
}
