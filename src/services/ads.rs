//! NASA's Astrophysics Data System; read only.

use serde::Deserialize;

use super::answer::{AnswerReader, take_identifiers};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::seam::{Authority, Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{List, Scalar, Shape, text};
use crate::text::identifiers::ArxivId;
use crate::values::identifiers::Label;
use crate::values::kinds::KindEvidence;
use crate::values::markup;
use crate::values::names::{self, GivenNames};

/// NASA's Astrophysics Data System: the documents that its search returns as JSON (`response.docs`). Read only.
///
/// Only the fields that were asked for are in an answer (`fl=`). A list of authors is truncated if `author_count` says so.
/// References, counts of reads and links are skipped; the bibcode is kept.
/// <https://ui.adsabs.harvard.edu/help/api/api-docs.html>, <https://ui.adsabs.harvard.edu/help/search/comprehensive-solr-term-list>
pub static FORMAT: Format = Format {
    id: "ads",
    name: "ADS JSON",
    summary: "documents from the API of NASA's Astrophysics Data System",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    authority: Authority::Registry,
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("doctype", Variable::Kind),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("author", Variable::Names(NameVariable::Author)),
    Row::read("editor", Variable::Names(NameVariable::Editor)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("pub", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("series", Variable::Text(TextVariable::CollectionTitle)),
    Row::read("publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("volume", Variable::Number(NumberVariable::Volume)),
    Row::read("issue", Variable::Number(NumberVariable::Issue)),
    Row::read("page_range", Variable::Number(NumberVariable::Page)),
    Row::read("page", Variable::Number(NumberVariable::Page)),
    Row::read("eid", Variable::Number(NumberVariable::Number)),
    Row::read("pubdate", Variable::Date(DateVariable::Issued)),
    Row::read("year", Variable::Date(DateVariable::Issued)),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("identifier", Variable::Text(TextVariable::EprintType)),
    Row::read("arxiv_class", Variable::Text(TextVariable::EprintClass)),
    Row::read("keyword", Variable::Tags),
];

/// The types of documents.
const TYPES: &[(&str, Kind)] = &[
    ("abstract", Kind::PaperConference),
    ("article", Kind::ArticleJournal),
    ("book", Kind::Book),
    ("bookreview", Kind::ReviewBook),
    ("catalog", Kind::Dataset),
    ("circular", Kind::Report),
    ("dataset", Kind::Dataset),
    ("editorial", Kind::ArticleJournal),
    ("eprint", Kind::Article),
    ("erratum", Kind::ArticleJournal),
    ("inbook", Kind::Chapter),
    ("inproceedings", Kind::PaperConference),
    ("instrument", Kind::Document),
    ("intechreport", Kind::Report),
    ("mastersthesis", Kind::Thesis),
    ("misc", Kind::Document),
    ("newsletter", Kind::ArticleMagazine),
    ("obituary", Kind::ArticleJournal),
    ("phdthesis", Kind::Thesis),
    ("pressrelease", Kind::Report),
    ("proceedings", Kind::Collection),
    ("proposal", Kind::Report),
    ("service", Kind::Webpage),
    ("software", Kind::Software),
    ("talk", Kind::Speech),
    ("techreport", Kind::Report),
];

/// A document.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Document<'a> {
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

struct DocumentShape;

impl Shape for DocumentShape {
    type Of<'de> = Document<'de>;
}

/// A bibcode with another field of documents.
const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Members(Members {
    of: &["", "response.docs", "docs"],
    all: &[Member::Any("bibcode")],
    some: &[(
        1,
        &[
            Member::Any("title"),
            Member::Any("author"),
            Member::Any("identifier"),
            Member::Any("doctype"),
            Member::Any("pub"),
            Member::Any("year"),
        ],
    )],
}))];

static READER: AnswerReader<DocumentShape> = AnswerReader {
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
    let kind = TYPES.iter().find(|(name, _)| *name == of).map_or(Kind::Document, |(_, kind)| *kind);
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

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn documents_are_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/ads/search.json"));
        assert_eq!((records.len(), codes), (3, vec![]));
        let article = &records[0];
        assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Tides on icy moons"));
        let authors: Vec<String> =
            article.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
        assert_eq!(authors, ["Ada Lund", "B. C. van der Berg"]);
        assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2023-04");
        assert_eq!((article.number(NumberVariable::Number), article.number(NumberVariable::Page)), (Some("A12"), None));
        assert_eq!(article.identifier(IdentifierVariable::Eprint), Some("2304.01234"));
        assert_eq!(plain(article, TextVariable::EprintClass), "astro-ph.EP");
        let preprint = &records[1];
        assert_eq!((preprint.kind, plain(preprint, TextVariable::ContainerTitle).as_str()), (Kind::Article, ""));
        assert!(preprint.names[&NameVariable::Author].truncated);
        assert_eq!(records[2].number(NumberVariable::Page), Some("12-40"));
    }

    #[test]
    fn documents_are_recognised_in_any_order() {
        for text in [
            r#"{"response": {"docs": [{"author": [], "bibcode": "2023A&A"}]}}"#,
            r#"{"title": ["T"], "bibcode": "2023A&A...1A..12L"}"#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        assert_eq!(likelihood(&FORMAT, r#"{"response": {"docs": [{"title": "T"}]}}"#), Likelihood::No);
    }
}
