//! Unpaywall; read only.

use serde::Deserialize;

use super::answer::{AnswerReader, take_identifiers};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Person, Record, TextVariable, Variable,
};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{Inside, List, Scalar, Shape, text};
use crate::text::identifiers::normalise_orcid;
use crate::values::crossref_types;
use crate::values::identifiers::Label;
use crate::values::markup;
use crate::values::names::{self, GivenNames, ReadName};

/// Unpaywall: works with a DOI and where they are freely available, one (`/v2/DOI`) or the results of a search. Read only.
///
/// The types are Crossref's. The best free copy is kept as an extra field, not as the address of the work. Unpaywall has
/// neither volumes nor pages. <https://unpaywall.org/data-format>
pub static FORMAT: Format = Format {
    id: "unpaywall",
    name: "Unpaywall",
    summary: "works with their free copies from Unpaywall's API",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("genre", Variable::Kind),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("z_authors", Variable::Names(NameVariable::Author)),
    Row::read("journal_name", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("published_date", Variable::Date(DateVariable::Issued)),
    Row::read("year", Variable::Date(DateVariable::Issued)),
    Row::read("journal_issns", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("best_oa_location.license", Variable::Text(TextVariable::License)),
];

/// A work, or a result of a search that contains it.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Work<'a> {
    #[serde(borrow)]
    response: Inside<Work<'a>>,
    #[serde(borrow)]
    doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow)]
    genre: Option<Scalar<'a>>,
    #[serde(borrow)]
    z_authors: List<Author<'a>>,
    #[serde(borrow)]
    journal_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    journal_issns: Option<Scalar<'a>>,
    #[serde(borrow)]
    publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    published_date: Option<Scalar<'a>>,
    #[serde(borrow)]
    year: Option<Scalar<'a>>,
    #[serde(borrow)]
    oa_status: Option<Scalar<'a>>,
    #[serde(borrow)]
    best_oa_location: Inside<Location<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Author<'a> {
    #[serde(borrow)]
    given: Option<Scalar<'a>>,
    #[serde(borrow)]
    family: Option<Scalar<'a>>,
    #[serde(borrow)]
    name: Option<Scalar<'a>>,
    #[serde(borrow)]
    raw_author_name: Option<Scalar<'a>>,
    #[serde(borrow, rename = "ORCID")]
    orcid: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Location<'a> {
    #[serde(borrow)]
    url: Option<Scalar<'a>>,
    #[serde(borrow)]
    license: Option<Scalar<'a>>,
}

struct WorkShape;

impl Shape for WorkShape {
    type Of<'de> = Work<'de>;
}

/// A DOI, and a member about free copies that only Unpaywall has.
const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Members(Members {
    of: &["", "results.response"],
    all: &[Member::Any("doi")],
    some: &[(
        1,
        &[
            Member::Any("z_authors"),
            Member::Any("journal_is_oa"),
            Member::Any("oa_locations"),
            Member::Any("best_oa_location"),
        ],
    )],
}))];

static READER: AnswerReader<WorkShape> = AnswerReader {
    format: &FORMAT,
    lists: &[&["results"]],
    to_record: |mut work, source, diag| {
        if let Some(inside) = work.response.0.take() {
            work = *inside;
        }
        text(&work.doi).or(text(&work.title)).is_some().then(|| record(&work, source, diag))
    },
};

fn record(work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let kind = text(&work.genre).and_then(crossref_types::kind).unwrap_or(Kind::Document);
    let mut record = Record::new(kind);
    let location = work.best_oa_location.0.as_deref();
    for (variable, value) in [
        (TextVariable::Title, text(&work.title)),
        (TextVariable::ContainerTitle, text(&work.journal_name)),
        (TextVariable::Publisher, text(&work.publisher)),
        (TextVariable::License, location.and_then(|location| text(&location.license))),
    ] {
        record.set_text(variable, markup::text(value.unwrap_or_default()));
    }
    names::set(&mut record, NameVariable::Author, work.z_authors.0.iter().filter_map(name), false);
    if let Some(date) = text(&work.published_date).or(text(&work.year)) {
        record.set_date(DateVariable::Issued, Date::parse(date));
    }
    let identifiers = [(Label::Doi, text(&work.doi)), (Label::Issn, text(&work.journal_issns))];
    take_identifiers(&mut record, identifiers, source, diag);
    let kept =
        [("oa_status", text(&work.oa_status)), ("best_oa_location", location.and_then(|location| text(&location.url)))];
    for (name, value) in kept {
        if let Some(value) = value {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    record
}

fn name(author: &Author<'_>) -> Option<ReadName> {
    let mut read = match (text(&author.family), text(&author.given)) {
        (Some(family), Some(given)) => names::read(&format!("{family}, {given}"), GivenNames::Plain),
        (family, given) => {
            let whole = text(&author.name).or(text(&author.raw_author_name)).or(family).or(given)?;
            names::read(whole, GivenNames::Plain)
        }
    };
    if let Name::Person(Person { orcid, .. }) = &mut read.name {
        *orcid = text(&author.orcid).and_then(normalise_orcid);
    }
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::model::{DateVariable, Kind, Name, NameVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, read_with_codes};

    #[test]
    fn works_are_read_alone_and_in_searches() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/unpaywall/work.json"));
        assert_eq!((records.len(), codes), (1, vec![]));
        let authors: Vec<String> =
            records[0].names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
        assert_eq!(authors, ["Ada Lund", "Tide Survey Group"]);
        assert_eq!((records[0].kind, records[0].doi()), (Kind::ArticleJournal, Some("10.5555/jit.14.2.113")));
        assert_eq!(records[0].dates[&DateVariable::Issued].to_string(), "2023-04-18");
        assert!(records[0].extra_field(FORMAT.id, "best_oa_location").is_some());
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/unpaywall/answer.json"));
        assert_eq!((records.len(), codes), (1, vec![]));
    }

    #[test]
    fn works_are_recognised_in_any_order() {
        for text in [
            r#"{"z_authors": null, "title": "T", "doi": "10.5555/x"}"#,
            r#"{"results": [{"score": 1, "response": {"doi": "10.5555/x", "journal_is_oa": false}}]}"#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        assert_eq!(likelihood(&FORMAT, r#"{"doi": "10.5555/x", "title": "T"}"#), Likelihood::No);
    }
}
