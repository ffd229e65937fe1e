//! Makes records from the documents of ADS's API.

use serde::Deserialize;

use super::{FORMAT, kind_of_type};
use crate::diag::Sink;
use crate::model::{Date, DateVariable, Kind, NameVariable, NumberVariable, Record, TextVariable};
use crate::services::answer::{AnswerReader, take_identifiers};
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{List, Scalar, Shape, text};
use crate::text::identifiers::ArxivId;
use crate::values::identifiers::Label;
use crate::values::kinds::KindEvidence;
use crate::values::markup;
use crate::values::names::{self, GivenNames};

/// A document.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Document<'a> {
    #[serde(borrow)]
    bibcode: Option<Scalar<'a>>,
    #[serde(borrow)]
    title: List<Scalar<'a>>,
    #[serde(borrow)]
    author: List<Scalar<'a>>,
    author_count: Option<serde_json::Value>,
    #[serde(borrow)]
    editor: List<Scalar<'a>>,
    #[serde(borrow, rename = "abstract")]
    summary: Option<Scalar<'a>>,
    #[serde(borrow)]
    r#pub: Option<Scalar<'a>>,
    #[serde(borrow)]
    series: Option<Scalar<'a>>,
    #[serde(borrow)]
    publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    page: List<Scalar<'a>>,
    #[serde(borrow)]
    page_range: Option<Scalar<'a>>,
    #[serde(borrow)]
    eid: Option<Scalar<'a>>,
    #[serde(borrow)]
    pubdate: Option<Scalar<'a>>,
    #[serde(borrow)]
    year: Option<Scalar<'a>>,
    #[serde(borrow)]
    doi: List<Scalar<'a>>,
    #[serde(borrow)]
    issn: List<Scalar<'a>>,
    #[serde(borrow)]
    isbn: List<Scalar<'a>>,
    #[serde(borrow)]
    identifier: List<Scalar<'a>>,
    #[serde(borrow)]
    arxiv_class: List<Scalar<'a>>,
    #[serde(borrow)]
    keyword: List<Scalar<'a>>,
    #[serde(borrow)]
    doctype: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub_raw: Option<Scalar<'a>>,
    #[serde(borrow)]
    citation_count: Option<Scalar<'a>>,
}

pub(super) struct DocumentShape;

impl Shape for DocumentShape {
    type Of<'de> = Document<'de>;
}

pub(super) static READER: AnswerReader<DocumentShape> = AnswerReader {
    format: &FORMAT,
    lists: &[&["response", "docs"], &["docs"]],
    to_record: |document, source, diag| {
        let is_document = text(&document.bibcode).is_some() || document.title.0.iter().any(|of| of.trimmed().is_some());
        is_document.then(|| record(&document, source, diag))
    },
};

fn first<'b>(list: &'b List<Scalar<'_>>) -> Option<&'b str> {
    list.0.iter().find_map(Scalar::trimmed)
}

fn record(document: &Document<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    let of = text(&document.doctype).unwrap_or_default();
    let kind = kind_of_type(of).unwrap_or(Kind::Document);
    KindEvidence::stated(kind).put(&mut record);
    let is_preprint = kind == Kind::Article;
    for (variable, value) in [
        (TextVariable::Title, first(&document.title)),
        (TextVariable::Abstract, text(&document.summary)),
        // The place of a preprint is its archive.
        (TextVariable::ContainerTitle, text(&document.r#pub).filter(|_| !is_preprint)),
        (TextVariable::CollectionTitle, text(&document.series)),
        (TextVariable::Publisher, text(&document.publisher)),
    ] {
        record.set_text(variable, markup::text(value.unwrap_or_default()));
    }
    set_people(&mut record, document);
    let is_eprint = |value: &&str| value.to_ascii_lowercase().starts_with("arxiv:");
    let pages = text(&document.page_range).or(first(&document.page)).filter(|page| !is_eprint(page));
    let eid = text(&document.eid).filter(|eid| !is_eprint(eid));
    // The number of an article is repeated as its page.
    let pages = pages.filter(|pages| eid != Some(*pages));
    for (variable, value) in [
        (NumberVariable::Volume, text(&document.volume).filter(|_| !is_preprint)),
        (NumberVariable::Issue, text(&document.issue)),
        (NumberVariable::Page, pages),
        (NumberVariable::Number, eid),
    ] {
        record.set_number(variable, value.unwrap_or_default());
    }
    if let Some(date) = text(&document.pubdate).or(text(&document.year)) {
        // An unknown month or day is 00.
        let known = date.trim_end_matches("-00");
        record.set_date(DateVariable::Issued, Date::parse(known));
    }
    let joined = |list: &List<Scalar<'_>>| list.0.iter().filter_map(Scalar::trimmed).collect::<Vec<_>>().join(", ");
    let eprint = document
        .identifier
        .0
        .iter()
        .filter_map(Scalar::trimmed)
        .find(|id| is_eprint(id) && ArxivId::parse(id).is_some());
    let (issns, isbns) = (joined(&document.issn), joined(&document.isbn));
    let identifiers = [
        (Label::Doi, first(&document.doi)),
        (Label::Issn, Some(issns.as_str())),
        (Label::Isbn, Some(isbns.as_str())),
        (Label::Arxiv, eprint),
    ];
    take_identifiers(&mut record, identifiers, source, diag);
    if eprint.is_some() {
        record.set_text(TextVariable::EprintClass, first(&document.arxiv_class).unwrap_or_default());
    }
    record.set_tags(document.keyword.0.iter().filter_map(Scalar::trimmed).map(markup::plain_text).collect());
    let kept =
        [("bibcode", &document.bibcode), ("pub_raw", &document.pub_raw), ("citation_count", &document.citation_count)];
    for (name, value) in kept {
        if let Some(value) = text(value) {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    record
}

fn set_people(record: &mut Record, document: &Document<'_>) {
    let count = document.author_count.as_ref().and_then(serde_json::Value::as_u64);
    let is_cut = count.is_some_and(|count| count > u64::try_from(document.author.0.len()).unwrap_or(u64::MAX));
    let read = |list: &List<Scalar<'_>>| {
        let names = list.0.iter().filter_map(Scalar::trimmed);
        names.map(|name| names::read(name, GivenNames::Plain)).collect::<Vec<_>>()
    };
    names::set(record, NameVariable::Author, read(&document.author), is_cut);
    names::set(record, NameVariable::Editor, read(&document.editor), false);
}
