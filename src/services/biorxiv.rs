//! bioRxiv and medRxiv; read only.

use serde::Deserialize;

use super::answer::{AnswerReader, take_identifiers};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, Related, TextVariable, Variable,
};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{Scalar, Shape, text};
use crate::values::identifiers::Label;
use crate::values::markup;
use crate::values::names::{self, GivenNames};

/// bioRxiv and medRxiv: preprints, as the API of both servers returns them (`collection`), one for each version. Read
/// only.
///
/// Answers of `/details` have the members `doi`, `title`, `authors`; those of `/pubs` have `preprint_doi`,
/// `preprint_title`, and the DOI of the publication, which becomes a related work. <https://api.biorxiv.org>
pub static FORMAT: Format = Format {
    id: "biorxiv",
    name: "bioRxiv and medRxiv",
    summary: "preprints from the API of bioRxiv and medRxiv",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("authors", Variable::Names(NameVariable::Author)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("date", Variable::Date(DateVariable::Issued)),
    Row::read("version", Variable::Number(NumberVariable::Version)),
    Row::read("server", Variable::Text(TextVariable::Publisher)),
    Row::read("license", Variable::Text(TextVariable::License)),
    Row::read("category", Variable::Tags),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("published", Variable::Related),
];

/// A version of a preprint.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Preprint<'a> {
    #[serde(borrow, alias = "biorxiv_doi")]
    doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    preprint_doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow)]
    preprint_title: Option<Scalar<'a>>,
    #[serde(borrow)]
    authors: Option<Scalar<'a>>,
    #[serde(borrow)]
    preprint_authors: Option<Scalar<'a>>,
    #[serde(borrow)]
    author_corresponding: Option<Scalar<'a>>,
    #[serde(borrow)]
    author_corresponding_institution: Option<Scalar<'a>>,
    #[serde(borrow, rename = "abstract")]
    summary: Option<Scalar<'a>>,
    #[serde(borrow)]
    preprint_abstract: Option<Scalar<'a>>,
    #[serde(borrow)]
    date: Option<Scalar<'a>>,
    #[serde(borrow)]
    preprint_date: Option<Scalar<'a>>,
    #[serde(borrow)]
    version: Option<Scalar<'a>>,
    #[serde(borrow)]
    license: Option<Scalar<'a>>,
    #[serde(borrow)]
    category: Option<Scalar<'a>>,
    #[serde(borrow)]
    preprint_category: Option<Scalar<'a>>,
    #[serde(borrow)]
    published: Option<Scalar<'a>>,
    #[serde(borrow)]
    published_doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    published_journal: Option<Scalar<'a>>,
    #[serde(borrow)]
    server: Option<Scalar<'a>>,
    #[serde(borrow)]
    preprint_platform: Option<Scalar<'a>>,
}

struct PreprintShape;

impl Shape for PreprintShape {
    type Of<'de> = Preprint<'de>;
}

/// Members that only these servers have together.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Members(Members {
        of: &["", "collection"],
        all: &[Member::Any("author_corresponding"), Member::Any("doi")],
        some: &[(1, &[Member::Any("server"), Member::Any("version")])],
    })),
    Evidence::decisive(Members::all(
        &["", "collection"],
        &[Member::Any("preprint_doi"), Member::Any("preprint_title")],
    )),
];

static READER: AnswerReader<PreprintShape> = AnswerReader {
    format: &FORMAT,
    lists: &[&["collection"]],
    to_record: |preprint, source, diag| {
        let is_preprint = text(&preprint.title).or(text(&preprint.preprint_title)).is_some();
        is_preprint.then(|| record(&preprint, source, diag))
    },
};

fn record(preprint: &Preprint<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::new(Kind::Article);
    for (variable, value) in [
        (TextVariable::Title, text(&preprint.title).or(text(&preprint.preprint_title))),
        (TextVariable::Abstract, text(&preprint.summary).or(text(&preprint.preprint_abstract))),
        (TextVariable::Publisher, text(&preprint.server).or(text(&preprint.preprint_platform))),
        (TextVariable::License, text(&preprint.license)),
    ] {
        record.set_text(variable, markup::text(value.unwrap_or_default()));
    }
    // “Lund, A.; van der Berg, B. C.; Tide Group”
    let authors = text(&preprint.authors).or(text(&preprint.preprint_authors)).unwrap_or_default();
    let authors = authors.split(';').map(str::trim).filter(|name| !name.is_empty());
    names::set(&mut record, NameVariable::Author, authors.map(|name| names::read(name, GivenNames::Plain)), false);
    if let Some(date) = text(&preprint.date).or(text(&preprint.preprint_date)) {
        record.set_date(DateVariable::Issued, Date::parse(date));
    }
    record.set_number(NumberVariable::Version, text(&preprint.version).unwrap_or_default());
    let doi = text(&preprint.preprint_doi).or(text(&preprint.doi));
    take_identifiers(&mut record, [(Label::Doi, doi)], source, diag);
    let category = text(&preprint.category).or(text(&preprint.preprint_category));
    record.set_tags(category.map(str::to_owned).into_iter().collect());
    // “NA” means that it is not published elsewhere.
    if let Some(published) = text(&preprint.published).or(text(&preprint.published_doi)).filter(|doi| *doi != "NA") {
        record.related.push(Related { relation: "IsPreprintOf".to_owned(), target: published.to_owned() });
    }
    let kept = [
        ("author_corresponding", &preprint.author_corresponding),
        ("author_corresponding_institution", &preprint.author_corresponding_institution),
        ("published_journal", &preprint.published_journal),
    ];
    for (name, value) in kept {
        if let Some(value) = text(value) {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::diag::Code;
    use crate::model::{Kind, Name, NameVariable, NumberVariable, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn preprints_are_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/biorxiv/details.json"));
        assert_eq!((records.len(), codes), (2, vec![]));
        let first = &records[0];
        assert_eq!((first.kind, plain(first, TextVariable::Publisher).as_str()), (Kind::Article, "bioRxiv"));
        let authors: Vec<String> = first.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
        assert_eq!(authors, ["A. Lund", "B. C. van der Berg"]);
        assert_eq!(first.number(NumberVariable::Version), Some("2"));
        assert!(first.related.is_empty(), "“NA” is no DOI");
        assert_eq!(records[1].related[0].target, "10.5555/jit.14.2.113");
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/biorxiv/pubs.json"));
        assert_eq!((records.len(), codes), (1, vec![]));
        assert_eq!(records[0].doi(), Some("10.1101/2021.01.02.000003"));
    }

    #[test]
    fn an_answer_without_preprints_is_reported() {
        let empty = r#"{"messages": [{"status": "no posts found"}], "collection": []}"#;
        assert_eq!(read_with_codes(&FORMAT, empty), (vec![], vec![Code::NoRecords]));
        let answer =
            r#"{"collection": [{"author_corresponding": "A", "server": "x", "doi": "10.1101/x"}], "messages": []}"#;
        assert_eq!(likelihood(&FORMAT, answer), Likelihood::Certain);
        assert_eq!(likelihood(&FORMAT, r#"{"collection": [{"doi": "x", "title": "y"}]}"#), Likelihood::No);
    }
}
