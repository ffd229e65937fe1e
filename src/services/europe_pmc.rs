//! Europe PMC; read only.

use serde::Deserialize;

use super::answer::{AnswerReader, take_identifiers};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Person, Record, TextVariable,
    Variable,
};
use crate::seam::{Authority, Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row};
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{Inside, List, Scalar, Shape, text};
use crate::text::identifiers::normalise_orcid;
use crate::values::identifiers::Label;
use crate::values::kinds::KindEvidence;
use crate::values::languages::tag_of;
use crate::values::names::{self, GivenNames, ReadName};
use crate::values::titles::without_full_stop;
use crate::values::{composed, dates, markup, pages};

/// Europe PMC: articles, preprints, books and patents, as its search returns them (`resultList.result`), with the result
/// types `core` and `lite`. Read only.
///
/// `authorList` has the parts of names; in `lite` results only `authorString` lists the authors (“Lund A, Berg B.”).
/// Titles lose their full stop. References, MeSH headings, grants, links to full texts and counts are skipped.
/// <https://europepmc.org/docs/EBI_Europe_PMC_Web_Service_Reference.pdf>
pub static FORMAT: Format = Format {
    id: "europe-pmc",
    name: "Europe PMC",
    summary: "articles and preprints from Europe PMC's API",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    authority: Authority::Registry,
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("pubTypeList.pubType", Variable::Kind),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("authorList.author", Variable::Names(NameVariable::Author)),
    Row::read("authorString", Variable::Names(NameVariable::Author)),
    Row::read("abstractText", Variable::Text(TextVariable::Abstract)),
    Row::read("journalInfo.journal.title", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("journalTitle", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("bookOrReportDetails.comprisingTitle", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("journalInfo.journal.medlineAbbreviation", Variable::Text(TextVariable::ContainerTitleShort)),
    Row::read("journalInfo.volume", Variable::Number(NumberVariable::Volume)),
    Row::read("journalInfo.issue", Variable::Number(NumberVariable::Issue)),
    Row::read("pageInfo", Variable::Number(NumberVariable::Page)),
    Row::read("journalInfo.dateOfPublication", Variable::Date(DateVariable::Issued)),
    Row::read("pubYear", Variable::Date(DateVariable::Issued)),
    Row::read("firstPublicationDate", Variable::Date(DateVariable::AvailableDate)),
    Row::read("bookOrReportDetails.publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("bookOrReportDetails.edition", Variable::Number(NumberVariable::Edition)),
    Row::read("bookOrReportDetails.isbn13", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("journalInfo.journal.issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("doi", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("pmid", Variable::Identifier(IdentifierVariable::Pmid)),
    Row::read("pmcid", Variable::Identifier(IdentifierVariable::Pmcid)),
    Row::read("license", Variable::Text(TextVariable::License)),
    Row::read("versionNumber", Variable::Number(NumberVariable::Version)),
    Row::read("keywordList.keyword", Variable::Tags),
    Row::read("language", Variable::Language),
];

/// A result of the search.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Article<'a> {
    #[serde(borrow)]
    id: Option<Scalar<'a>>,
    #[serde(borrow)]
    source: Option<Scalar<'a>>,
    #[serde(borrow)]
    pmid: Option<Scalar<'a>>,
    #[serde(borrow)]
    pmcid: Option<Scalar<'a>>,
    #[serde(borrow)]
    doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow)]
    author_string: Option<Scalar<'a>>,
    #[serde(borrow)]
    author_list: Inside<Authors<'a>>,
    #[serde(borrow)]
    abstract_text: Option<Scalar<'a>>,
    #[serde(borrow)]
    journal_info: Inside<JournalInfo<'a>>,
    #[serde(borrow)]
    journal_title: Option<Scalar<'a>>,
    #[serde(borrow)]
    journal_volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    journal_issn: Option<Scalar<'a>>,
    #[serde(borrow)]
    page_info: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub_year: Option<Scalar<'a>>,
    #[serde(borrow)]
    first_publication_date: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub_type_list: Inside<Types<'a>>,
    #[serde(borrow)]
    book_or_report_details: Inside<Book<'a>>,
    #[serde(borrow)]
    keyword_list: Inside<Keywords<'a>>,
    #[serde(borrow)]
    language: Option<Scalar<'a>>,
    #[serde(borrow)]
    license: Option<Scalar<'a>>,
    #[serde(borrow)]
    version_number: Option<Scalar<'a>>,
    #[serde(borrow)]
    affiliation: Option<Scalar<'a>>,
    #[serde(borrow)]
    cited_by_count: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Authors<'a> {
    #[serde(borrow)]
    author: List<Author<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Author<'a> {
    #[serde(borrow)]
    full_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    first_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    last_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    collective_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    author_id: Inside<AuthorId<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct AuthorId<'a> {
    #[serde(borrow)]
    value: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct JournalInfo<'a> {
    #[serde(borrow)]
    volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    date_of_publication: Option<Scalar<'a>>,
    #[serde(borrow)]
    year_of_publication: Option<Scalar<'a>>,
    #[serde(borrow)]
    journal: Inside<Journal<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Journal<'a> {
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow, rename = "medlineAbbreviation")]
    medline_abbreviation: Option<Scalar<'a>>,
    #[serde(borrow)]
    issn: Option<Scalar<'a>>,
    #[serde(borrow)]
    essn: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Types<'a> {
    #[serde(borrow)]
    pub_type: List<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Book<'a> {
    #[serde(borrow)]
    publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    comprising_title: Option<Scalar<'a>>,
    #[serde(borrow)]
    edition: Option<Scalar<'a>>,
    #[serde(borrow)]
    isbn10: Option<Scalar<'a>>,
    #[serde(borrow)]
    isbn13: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Keywords<'a> {
    #[serde(borrow)]
    keyword: List<Scalar<'a>>,
}

struct ArticleShape;

impl Shape for ArticleShape {
    type Of<'de> = Article<'de>;
}

/// The members around results, and those that every result has.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Members::all(&[""], &[Member::Any("resultList.result"), Member::Any("hitCount")])),
    Evidence::decisive(Members::all(
        &["", "resultList.result"],
        &[Member::Any("authorString"), Member::Any("pubYear")],
    )),
    Evidence::decisive(Members::all(
        &["", "resultList.result"],
        &[Member::Any("source"), Member::Any("journalInfo"), Member::Any("title")],
    )),
];

static READER: AnswerReader<ArticleShape> = AnswerReader {
    format: &FORMAT,
    lists: &[&["resultList", "result"]],
    to_record: |article, source, diag| {
        let is_article =
            text(&article.title).is_some() || text(&article.pmid).is_some() || text(&article.doi).is_some();
        is_article.then(|| record(&article, source, diag))
    },
};

fn record(article: &Article<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    let info = article.journal_info.0.as_deref();
    let journal = info.and_then(|info| info.journal.0.as_deref());
    let book = article.book_or_report_details.0.as_deref();
    kind(article, journal.is_some(), book).put(&mut record);
    if let Some(title) = text(&article.title) {
        record.set_text(TextVariable::Title, without_full_stop(markup::text(title)));
    }
    let venue = journal.and_then(|journal| text(&journal.title)).or(text(&article.journal_title));
    let venue = venue.or(book.and_then(|book| text(&book.comprising_title)));
    for (variable, value) in [
        (TextVariable::Abstract, text(&article.abstract_text)),
        (TextVariable::ContainerTitle, venue),
        (TextVariable::ContainerTitleShort, journal.and_then(|journal| text(&journal.medline_abbreviation))),
        (TextVariable::Publisher, book.and_then(|book| text(&book.publisher))),
        (TextVariable::License, text(&article.license)),
    ] {
        record.set_text(variable, markup::text(value.unwrap_or_default()));
    }
    set_authors(&mut record, article);
    for (variable, value) in [
        (NumberVariable::Volume, info.and_then(|info| text(&info.volume)).or(text(&article.journal_volume))),
        (NumberVariable::Issue, info.and_then(|info| text(&info.issue)).or(text(&article.issue))),
        (NumberVariable::Edition, book.and_then(|book| text(&book.edition))),
        (NumberVariable::Version, text(&article.version_number)),
    ] {
        record.set_number(variable, value.unwrap_or_default());
    }
    record.set_number(NumberVariable::Page, pages::in_full(text(&article.page_info).unwrap_or_default()));
    set_dates(&mut record, article, info);
    let issns = journal.map(|journal| [text(&journal.issn), text(&journal.essn)].into_iter().flatten());
    let issns = issns.map(|issns| issns.collect::<Vec<_>>().join(", ")).filter(|issns| !issns.is_empty());
    let identifiers = [
        (Label::Doi, text(&article.doi)),
        (Label::Pmid, text(&article.pmid)),
        (Label::Pmcid, text(&article.pmcid)),
        (Label::Issn, issns.as_deref().or(text(&article.journal_issn))),
        (Label::Isbn, book.and_then(|book| text(&book.isbn13).or(text(&book.isbn10)))),
    ];
    take_identifiers(&mut record, identifiers, source, diag);
    if let Some(language) = text(&article.language) {
        record.set_language(tag_of(language));
    }
    if let Some(keywords) = article.keyword_list.0.as_deref() {
        record.set_tags(keywords.keyword.0.iter().filter_map(Scalar::trimmed).map(markup::plain_text).collect());
    }
    let kept = [
        ("id", &article.id),
        ("source", &article.source),
        ("affiliation", &article.affiliation),
        ("citedByCount", &article.cited_by_count),
    ];
    for (name, value) in kept {
        if let Some(value) = text(value) {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    record
}

/// Returns the type of a work: `source` says which data base it is from.
fn kind(article: &Article<'_>, has_journal: bool, book: Option<&Book<'_>>) -> KindEvidence {
    let listed = article.pub_type_list.0.as_deref().map(|types| types.pub_type.0.iter().filter_map(Scalar::trimmed));
    let types: Vec<String> = listed
        .into_iter()
        .flatten()
        .chain(text(&article.pub_type).unwrap_or_default().split(';'))
        .map(|of| of.trim().to_lowercase())
        .collect();
    let is = |of: &str| types.iter().any(|known| known == of);
    match text(&article.source) {
        Some("PPR") => KindEvidence::stated(Kind::Article),
        Some("PAT") => KindEvidence::stated(Kind::Patent),
        Some("ETH") => KindEvidence::stated(Kind::Thesis),
        _ if is("preprint") => KindEvidence::stated(Kind::Article),
        _ if is("book chapter") || book.is_some_and(|book| text(&book.comprising_title).is_some()) => {
            KindEvidence::stated(Kind::Chapter)
        }
        _ if is("book") || is("monograph") => KindEvidence::stated(Kind::Book),
        _ if is("thesis") || is("doctoral thesis") => KindEvidence::stated(Kind::Thesis),
        _ if has_journal || text(&article.journal_title).is_some() || is("journal article") => {
            KindEvidence::stated(Kind::ArticleJournal)
        }
        _ if book.is_some() => KindEvidence::inferred(Kind::Book, "it has the details of a book and no journal"),
        _ => KindEvidence::stated(Kind::Document),
    }
}

fn set_authors(record: &mut Record, article: &Article<'_>) {
    let listed = article.author_list.0.as_deref().map(|list| list.author.0.iter().filter_map(name).collect::<Vec<_>>());
    if let Some(names) = listed.filter(|names| !names.is_empty()) {
        return names::set(record, NameVariable::Author, names, false);
    }
    // “Lund A, van der Berg BC, Tide Group.”
    let string = text(&article.author_string).unwrap_or_default().trim_end_matches('.');
    let parts = string.split(", ").map(str::trim).filter(|part| !part.is_empty());
    let (others, listed): (Vec<&str>, Vec<&str>) = parts.partition(|part| names::means_others(part));
    let read = listed.into_iter().map(|part| names::read(part, GivenNames::BareInitials));
    names::set(record, NameVariable::Author, read, !others.is_empty());
}

fn name(author: &Author<'_>) -> Option<ReadName> {
    if let Some(group) = text(&author.collective_name) {
        return Some(ReadName { name: Name::Literal(composed(group).into_owned()), rule: None });
    }
    let mut read = match (text(&author.last_name), text(&author.first_name)) {
        (Some(family), Some(given)) => names::read(&format!("{family}, {given}"), GivenNames::Plain),
        _ => names::read(text(&author.full_name).or(text(&author.last_name))?, GivenNames::BareInitials),
    };
    if let Name::Person(Person { orcid, .. }) = &mut read.name {
        *orcid = author.author_id.0.as_deref().and_then(|id| text(&id.value)).and_then(normalise_orcid);
    }
    Some(read)
}

/// Sets the date of the issue, or the day of first publication where it is in the year of publication.
fn set_dates(record: &mut Record, article: &Article<'_>, info: Option<&JournalInfo<'_>>) {
    let first = text(&article.first_publication_date).map(Date::parse);
    let year = text(&article.pub_year).or(info.and_then(|info| text(&info.year_of_publication)));
    let of_issue = info.and_then(|info| text(&info.date_of_publication)).and_then(dates::in_words);
    let is_in_year = |date: &Date| date.year().map(|of| of.to_string()).as_deref() == year;
    let in_year = first.clone().filter(|date| year.is_none() || is_in_year(date));
    if let Some(date) = of_issue.or(in_year).or_else(|| year.map(Date::parse)) {
        record.set_date(DateVariable::Issued, date);
    }
    if let Some(first) = first {
        record.set_date(DateVariable::AvailableDate, first);
    }
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::model::{DateVariable, Kind, Name, NameVariable, NumberVariable, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn core_and_lite_results_are_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/europe_pmc/answer.json"));
        assert_eq!((records.len(), codes), (4, vec![]));
        let names = |index: usize| -> Vec<String> {
            records[index].names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect()
        };
        assert_eq!(records[0].plain_title(), "Fog horns and the sleep of sailors");
        assert_eq!(names(0), ["Nadia Ferreira", "Ole Brandvik", "Harbour Sleep Group"]);
        assert_eq!(records[0].number(NumberVariable::Page), Some("113-126"));
        assert_eq!(records[0].dates[&DateVariable::Issued].to_string(), "2023-04");
        assert_eq!(plain(&records[0], TextVariable::ContainerTitle), "Journal of Harbour Medicine");
        assert_eq!((records[1].kind, plain(&records[1], TextVariable::Publisher).as_str()), (Kind::Article, "bioRxiv"));
        assert_eq!(names(2), ["A. Lund", "B. C. van der Berg"]);
        assert!(records[2].names[&NameVariable::Author].truncated);
        assert_eq!((records[2].kind, records[2].number(NumberVariable::Volume)), (Kind::ArticleJournal, Some("7")));
        assert_eq!(
            (records[3].kind, records[3].dates[&DateVariable::Issued].to_string().as_str()),
            (Kind::Chapter, "2019")
        );
    }

    #[test]
    fn answers_are_recognised_in_any_order() {
        for text in [
            r#"{"hitCount": 0, "resultList": {"result": []}}"#,
            r#"{"resultList": {"result": [{"title": "T", "pubYear": "2020", "authorString": "Lund A."}]}}"#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        assert_eq!(likelihood(&FORMAT, r#"{"title": "T", "source": "x"}"#), Likelihood::No);
    }
}
