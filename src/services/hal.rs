//! HAL; read only.

use serde::Deserialize;

use super::answer::{AnswerReader, take_identifiers};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{List, Scalar, Shape, text};
use crate::values::identifiers::Label;
use crate::values::kinds::KindEvidence;
use crate::values::names::{self, GivenNames, ReadName};
use crate::values::{composed, markup, pages};

/// HAL, the French open archive: the documents that its search returns as JSON (`response.docs`). Read only.
///
/// Only the fields that were asked for are in an answer: without `fl=*` or a list of fields, HAL gives no titles, and
/// nothing can be read. Names are read from the fields for first and last names if both lists are equally long, or else
/// from the full names. <https://api.archives-ouvertes.fr/docs/search>
pub static FORMAT: Format = Format {
    id: "hal",
    name: "HAL",
    summary: "documents from the API of HAL, the French open archive",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("docType_s", Variable::Kind),
    Row::read("title_s", Variable::Text(TextVariable::Title)),
    Row::read("authLastName_s", Variable::Names(NameVariable::Author)),
    Row::read("authFullName_s", Variable::Names(NameVariable::Author)),
    Row::read("scientificEditor_s", Variable::Names(NameVariable::Editor)),
    Row::read("abstract_s", Variable::Text(TextVariable::Abstract)),
    Row::read("journalTitle_s", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("bookTitle_s", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("conferenceTitle_s", Variable::Text(TextVariable::EventTitle)),
    Row::read("city_s", Variable::Text(TextVariable::EventPlace)),
    Row::read("conferenceStartDate_s", Variable::Date(DateVariable::EventDate)),
    Row::read("serie_s", Variable::Text(TextVariable::CollectionTitle)),
    Row::read("publisher_s", Variable::Text(TextVariable::Publisher)),
    Row::read("authorityInstitution_s", Variable::Text(TextVariable::Publisher)),
    Row::read("volume_s", Variable::Number(NumberVariable::Volume)),
    Row::read("issue_s", Variable::Number(NumberVariable::Issue)),
    Row::read("page_s", Variable::Number(NumberVariable::Page)),
    Row::read("number_s", Variable::Number(NumberVariable::Number)),
    Row::read("publicationDate_s", Variable::Date(DateVariable::Issued)),
    Row::read("producedDate_s", Variable::Date(DateVariable::Issued)),
    Row::read("doiId_s", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("halId_s", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("halId_s", Variable::Text(TextVariable::EprintType)),
    Row::read("pubmedId_s", Variable::Identifier(IdentifierVariable::Pmid)),
    Row::read("journalIssn_s", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("isbn_s", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("uri_s", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("licence_s", Variable::Text(TextVariable::License)),
    Row::read("keyword_s", Variable::Tags),
    Row::read("language_s", Variable::Language),
];

/// The types of documents (<https://api.archives-ouvertes.fr/ref/doctype>).
const TYPES: &[(&str, Kind)] = &[
    ("ART", Kind::ArticleJournal),
    ("ARTREV", Kind::ArticleJournal),
    ("DATAPAPER", Kind::ArticleJournal),
    ("BOOKREVIEW", Kind::ReviewBook),
    ("COMM", Kind::PaperConference),
    ("PROCEEDINGS", Kind::Collection),
    ("ISSUE", Kind::Periodical),
    ("POSTER", Kind::Speech),
    ("PRESCONF", Kind::Speech),
    ("LECTURE", Kind::Speech),
    ("OUV", Kind::Book),
    ("DOUV", Kind::Collection),
    ("COUV", Kind::Chapter),
    ("NOTICE", Kind::EntryEncyclopedia),
    ("TRAD", Kind::Book),
    ("UNDEFINED", Kind::Article),
    ("PREPRINT", Kind::Article),
    ("WORKINGPAPER", Kind::Article),
    ("THESE", Kind::Thesis),
    ("HDR", Kind::Thesis),
    ("MEM", Kind::Thesis),
    ("ETABTHESE", Kind::Thesis),
    ("REPORT", Kind::Report),
    ("RESREPORT", Kind::Report),
    ("TECHREPORT", Kind::Report),
    ("FUNDREPORT", Kind::Report),
    ("EXPERTREPORT", Kind::Report),
    ("DMP", Kind::Report),
    ("PATENT", Kind::Patent),
    ("SOFTWARE", Kind::Software),
    ("BLOG", Kind::PostWeblog),
    ("IMG", Kind::Graphic),
    ("PHOTOGRAPHY", Kind::Graphic),
    ("DRAWING", Kind::Graphic),
    ("ILLUSTRATION", Kind::Graphic),
    ("MAP", Kind::Map),
    ("SON", Kind::Song),
    ("VIDEO", Kind::MotionPicture),
];

/// A document.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Document<'a> {
    #[serde(borrow, rename = "docid")]
    id: Option<Scalar<'a>>,
    #[serde(borrow, rename = "uri_s")]
    uri: Option<Scalar<'a>>,
    #[serde(borrow, rename = "halId_s")]
    hal_id: Option<Scalar<'a>>,
    #[serde(borrow, rename = "title_s")]
    title: List<Scalar<'a>>,
    #[serde(borrow, rename = "subTitle_s")]
    subtitle: List<Scalar<'a>>,
    #[serde(borrow, rename = "authFullName_s")]
    full_names: List<Scalar<'a>>,
    #[serde(borrow, rename = "authFirstName_s")]
    first_names: List<Scalar<'a>>,
    #[serde(borrow, rename = "authLastName_s")]
    last_names: List<Scalar<'a>>,
    #[serde(borrow, rename = "scientificEditor_s")]
    editors: List<Scalar<'a>>,
    #[serde(borrow, rename = "abstract_s")]
    summary: List<Scalar<'a>>,
    #[serde(borrow, rename = "docType_s")]
    of_type: Option<Scalar<'a>>,
    #[serde(borrow, rename = "journalTitle_s")]
    journal: Option<Scalar<'a>>,
    #[serde(borrow, rename = "journalIssn_s")]
    issn: Option<Scalar<'a>>,
    #[serde(borrow, rename = "journalEissn_s")]
    eissn: Option<Scalar<'a>>,
    #[serde(borrow, rename = "journalPublisher_s")]
    journal_publisher: Option<Scalar<'a>>,
    #[serde(borrow, rename = "bookTitle_s")]
    book: Option<Scalar<'a>>,
    #[serde(borrow, rename = "conferenceTitle_s")]
    conference: Option<Scalar<'a>>,
    #[serde(borrow, rename = "conferenceStartDate_s")]
    conference_start: Option<Scalar<'a>>,
    #[serde(borrow, rename = "conferenceEndDate_s")]
    conference_end: Option<Scalar<'a>>,
    #[serde(borrow, rename = "city_s")]
    city: Option<Scalar<'a>>,
    #[serde(borrow, rename = "serie_s")]
    series: List<Scalar<'a>>,
    #[serde(borrow, rename = "publisher_s")]
    publisher: List<Scalar<'a>>,
    #[serde(borrow, rename = "authorityInstitution_s")]
    authority: List<Scalar<'a>>,
    #[serde(borrow, rename = "volume_s")]
    volume: Option<Scalar<'a>>,
    #[serde(borrow, rename = "issue_s")]
    issue: List<Scalar<'a>>,
    #[serde(borrow, rename = "page_s")]
    pages: Option<Scalar<'a>>,
    #[serde(borrow, rename = "number_s")]
    number: List<Scalar<'a>>,
    #[serde(borrow, rename = "publicationDate_s")]
    publication_date: Option<Scalar<'a>>,
    #[serde(borrow, rename = "producedDate_s")]
    produced_date: Option<Scalar<'a>>,
    #[serde(borrow, rename = "doiId_s")]
    doi: Option<Scalar<'a>>,
    #[serde(borrow, rename = "arxivId_s")]
    arxiv: Option<Scalar<'a>>,
    #[serde(borrow, rename = "pubmedId_s")]
    pubmed: Option<Scalar<'a>>,
    #[serde(borrow, rename = "isbn_s")]
    isbn: Option<Scalar<'a>>,
    #[serde(borrow, rename = "licence_s")]
    license: Option<Scalar<'a>>,
    #[serde(borrow, rename = "keyword_s")]
    keywords: List<Scalar<'a>>,
    #[serde(borrow, rename = "language_s")]
    language: List<Scalar<'a>>,
}

struct DocumentShape;

impl Shape for DocumentShape {
    type Of<'de> = Document<'de>;
}

/// Fields with HAL's suffixes.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Members::all(&["", "response.docs"], &[Member::Any("halId_s")])),
    Evidence::decisive(Members::all(&["", "response.docs"], &[Member::Any("title_s"), Member::Any("docType_s")])),
    Evidence::decisive(Sign::Members(Members {
        of: &["", "response.docs"],
        all: &[Member::Any("docid")],
        some: &[(1, &[Member::Any("uri_s"), Member::Any("label_s")])],
    })),
];

static READER: AnswerReader<DocumentShape> = AnswerReader {
    format: &FORMAT,
    lists: &[&["response", "docs"]],
    to_record: |document, source, diag| {
        let is_document = !document.title.0.is_empty() || !document.full_names.0.is_empty();
        is_document.then(|| record(&document, source, diag))
    },
};

fn first<'b>(list: &'b List<Scalar<'_>>) -> Option<&'b str> {
    list.0.iter().find_map(Scalar::trimmed)
}

fn record(document: &Document<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    kind(document).put(&mut record);
    let title = first(&document.title).unwrap_or_default();
    let title = first(&document.subtitle).map_or_else(|| title.to_owned(), |subtitle| format!("{title}: {subtitle}"));
    let publisher = match record.kind {
        Kind::Thesis => first(&document.authority).or(first(&document.publisher)),
        _ => first(&document.publisher).or(text(&document.journal_publisher)),
    };
    for (variable, value) in [
        (TextVariable::Title, Some(title.as_str())),
        (TextVariable::Abstract, first(&document.summary)),
        (TextVariable::ContainerTitle, text(&document.journal).or(text(&document.book))),
        (TextVariable::EventTitle, text(&document.conference)),
        // The city of a document without a conference is another one.
        (TextVariable::EventPlace, text(&document.city).filter(|_| text(&document.conference).is_some())),
        (TextVariable::CollectionTitle, first(&document.series)),
        (TextVariable::Publisher, publisher),
        (TextVariable::License, text(&document.license)),
    ] {
        record.set_text(variable, markup::text(value.unwrap_or_default()));
    }
    set_people(&mut record, document);
    for (variable, value) in [
        (NumberVariable::Volume, text(&document.volume)),
        (NumberVariable::Issue, first(&document.issue)),
        (NumberVariable::Number, first(&document.number)),
    ] {
        record.set_number(variable, value.unwrap_or_default());
    }
    let pages = text(&document.pages).unwrap_or_default();
    let pages = pages.trim_start_matches("pp.").trim_start_matches("p.").trim();
    record.set_number(NumberVariable::Page, pages::in_full(pages));
    set_dates(&mut record, document);
    let issns = [text(&document.issn), text(&document.eissn)].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let identifiers = [
        (Label::Doi, text(&document.doi)),
        (Label::Arxiv, text(&document.arxiv)),
        (Label::Pmid, text(&document.pubmed)),
        (Label::Issn, Some(issns.as_str())),
        (Label::Isbn, text(&document.isbn)),
        (Label::Url, text(&document.uri)),
    ];
    take_identifiers(&mut record, identifiers, source, diag);
    match text(&document.hal_id) {
        Some(id) if !record.has(Variable::Identifier(IdentifierVariable::Eprint)) => {
            record.set_identifier(IdentifierVariable::Eprint, id);
            record.set_text(TextVariable::EprintType, "HAL");
        }
        Some(id) => record.keep_extra(FORMAT.id, "halId_s", id),
        None => {}
    }
    record.set_tags(document.keywords.0.iter().filter_map(Scalar::trimmed).map(str::to_owned).collect());
    if let Some(language) = first(&document.language) {
        record.set_language(language);
    }
    if let Some(id) = text(&document.id) {
        record.keep_extra(FORMAT.id, "docid", id);
    }
    record
}

fn kind(document: &Document<'_>) -> KindEvidence {
    let of = text(&document.of_type).unwrap_or_default();
    match TYPES.iter().find(|(name, _)| *name == of) {
        Some((_, kind)) => KindEvidence::stated(*kind),
        None if text(&document.journal).is_some() => KindEvidence::inferred(Kind::ArticleJournal, "it is in a journal"),
        None if text(&document.conference).is_some() => {
            KindEvidence::inferred(Kind::PaperConference, "it is of a conference")
        }
        None => KindEvidence::stated(Kind::Document),
    }
}

fn set_people(record: &mut Record, document: &Document<'_>) {
    let (first, last) = (&document.first_names.0, &document.last_names.0);
    let read = |name: &Scalar<'_>| name.trimmed().map(|name| names::read(name, GivenNames::Plain));
    let authors: Vec<ReadName> = match !last.is_empty() && first.len() == last.len() {
        true => {
            let names = first.iter().zip(last).filter_map(|(given, family)| {
                let family = composed(family.trimmed()?).into_owned();
                Some(Name::person(family, composed(given.trimmed().unwrap_or_default())))
            });
            names.map(|name| ReadName { name, rule: None }).collect()
        }
        false => document.full_names.0.iter().filter_map(read).collect(),
    };
    names::set(record, NameVariable::Author, authors, false);
    names::set(record, NameVariable::Editor, document.editors.0.iter().filter_map(read), false);
}

fn set_dates(record: &mut Record, document: &Document<'_>) {
    if let Some(date) = text(&document.publication_date).or(text(&document.produced_date)) {
        record.set_date(DateVariable::Issued, Date::parse(date));
    }
    if let Some(start) = text(&document.conference_start) {
        let end = text(&document.conference_end).filter(|end| *end != start);
        let date = end.map_or_else(|| start.to_owned(), |end| format!("{start}/{end}"));
        record.set_date(DateVariable::EventDate, Date::parse(&date));
    }
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::diag::Code;
    use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn documents_are_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/hal/answer.json"));
        assert_eq!((records.len(), codes), (3, vec![]));
        let article = &records[0];
        assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Marées lentes: une étude"));
        let authors: Vec<String> =
            article.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
        assert_eq!(authors, ["Ada Lund", "Bo van der Berg"]);
        assert!(article.inferred.is_empty(), "HAL splits names");
        assert_eq!(article.number(NumberVariable::Page), Some("113-126"));
        assert_eq!(article.identifier(IdentifierVariable::Eprint), Some("hal-04000001"));
        let paper = &records[1];
        assert_eq!((paper.kind, plain(paper, TextVariable::EventPlace).as_str()), (Kind::PaperConference, "Oslo"));
        assert_eq!(paper.dates[&DateVariable::EventDate].to_string(), "2019-09-10/2019-09-12");
        assert_eq!(plain(&records[2], TextVariable::Publisher), "Université Exemple");
    }

    #[test]
    fn documents_without_titles_are_reported() {
        let answer =
            r#"{"response": {"docs": [{"docid": 1, "label_s": "Lund. Tides", "uri_s": "https://hal.science/hal-1"}]}}"#;
        assert_eq!(likelihood(&FORMAT, answer), Likelihood::Certain);
        assert_eq!(read_with_codes(&FORMAT, answer), (vec![], vec![Code::JsonNotRecord]));
        assert_eq!(likelihood(&FORMAT, r#"{"response": {"docs": [{"title": "T"}]}}"#), Likelihood::No);
    }
}
