//! INSPIRE HEP; read only.

use std::io;

use serde::Deserialize;

use super::answer::{read_answer, take_identifiers};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Person, Record, TextVariable,
    Variable,
};
use crate::seam::{Authority, Evidence, Fidelity, FieldMap, Format, Member, Members, Reader, Recognition, Row, Sign};
use crate::syntax::Input;
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{Inside, List, Scalar, Shape, text};
use crate::text::identifiers::normalise_orcid;
use crate::values::identifiers::Label;
use crate::values::kinds::KindEvidence;
use crate::values::names::{self, GivenNames, ReadName};
use crate::values::{composed, markup, pages};

/// INSPIRE HEP: the literature of high energy physics, as `/api/literature` returns it, one record or a search
/// (`hits.hits`). Read only.
///
/// The id of a record is its TeX key. The publication is the first entry of `publication_info` with a journal or a
/// conference, and a list of authors is truncated if `author_count` says so. References, links and counts are skipped.
/// <https://github.com/inspirehep/rest-api-doc>,
/// <https://inspire-schemas.readthedocs.io/en/latest/schemas/records/hep.html>
pub static FORMAT: Format = Format {
    id: "inspire",
    name: "INSPIRE HEP",
    summary: "literature of high energy physics from INSPIRE's API",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&InspireReader),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    authority: Authority::Registry,
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("document_type", Variable::Kind),
    Row::read("titles", Variable::Text(TextVariable::Title)),
    Row::read("authors", Variable::Names(NameVariable::Author)),
    Row::read("authors", Variable::Names(NameVariable::Editor)),
    Row::read("collaborations", Variable::Names(NameVariable::Author)),
    Row::read("abstracts", Variable::Text(TextVariable::Abstract)),
    Row::read("publication_info.journal_title", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("publication_info.journal_volume", Variable::Number(NumberVariable::Volume)),
    Row::read("publication_info.journal_issue", Variable::Number(NumberVariable::Issue)),
    Row::read("publication_info.page_start", Variable::Number(NumberVariable::Page)),
    Row::read("publication_info.artid", Variable::Number(NumberVariable::Number)),
    Row::read("publication_info.year", Variable::Date(DateVariable::Issued)),
    Row::read("imprints.date", Variable::Date(DateVariable::Issued)),
    Row::read("preprint_date", Variable::Date(DateVariable::Submitted)),
    Row::read("imprints.publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("thesis_info.institutions", Variable::Text(TextVariable::Publisher)),
    Row::read("imprints.place", Variable::Text(TextVariable::PublisherPlace)),
    Row::read("thesis_info.degree_type", Variable::Text(TextVariable::Genre)),
    Row::read("book_series.title", Variable::Text(TextVariable::CollectionTitle)),
    Row::read("book_series.volume", Variable::Number(NumberVariable::CollectionNumber)),
    Row::read("number_of_pages", Variable::Number(NumberVariable::NumberOfPages)),
    Row::read("dois", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("arxiv_eprints.value", Variable::Identifier(IdentifierVariable::Eprint)),
    Row::read("arxiv_eprints.value", Variable::Text(TextVariable::EprintType)),
    Row::read("arxiv_eprints.categories", Variable::Text(TextVariable::EprintClass)),
    Row::read("isbns", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("keywords", Variable::Tags),
    Row::read("languages", Variable::Language),
];

/// A record, or its metadata.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Literature<'a> {
    #[serde(borrow)]
    metadata: Inside<Literature<'a>>,
    #[serde(borrow)]
    titles: List<Title<'a>>,
    #[serde(borrow)]
    authors: List<Author<'a>>,
    author_count: Option<serde_json::Value>,
    #[serde(borrow)]
    corporate_author: List<Scalar<'a>>,
    #[serde(borrow)]
    collaborations: List<Valued<'a>>,
    #[serde(borrow)]
    abstracts: List<Valued<'a>>,
    #[serde(borrow)]
    publication_info: List<PublicationInfo<'a>>,
    #[serde(borrow)]
    dois: List<Valued<'a>>,
    #[serde(borrow)]
    arxiv_eprints: List<Eprint<'a>>,
    #[serde(borrow)]
    isbns: List<Valued<'a>>,
    #[serde(borrow)]
    report_numbers: List<Valued<'a>>,
    #[serde(borrow)]
    document_type: List<Scalar<'a>>,
    #[serde(borrow)]
    texkeys: List<Scalar<'a>>,
    #[serde(borrow)]
    imprints: List<Imprint<'a>>,
    #[serde(borrow)]
    preprint_date: Option<Scalar<'a>>,
    #[serde(borrow)]
    earliest_date: Option<Scalar<'a>>,
    #[serde(borrow)]
    number_of_pages: Option<Scalar<'a>>,
    #[serde(borrow)]
    thesis_info: Inside<ThesisInfo<'a>>,
    #[serde(borrow)]
    book_series: List<Series<'a>>,
    #[serde(borrow)]
    keywords: List<Valued<'a>>,
    #[serde(borrow)]
    languages: List<Scalar<'a>>,
    #[serde(borrow)]
    control_number: Option<Scalar<'a>>,
    #[serde(borrow)]
    citation_count: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Title<'a> {
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow)]
    subtitle: Option<Scalar<'a>>,
}

/// An object whose value is the only member that is read.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Valued<'a> {
    #[serde(borrow)]
    value: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Author<'a> {
    #[serde(borrow)]
    full_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    inspire_roles: List<Scalar<'a>>,
    #[serde(borrow)]
    ids: List<Identity<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Identity<'a> {
    #[serde(borrow)]
    schema: Option<Scalar<'a>>,
    #[serde(borrow)]
    value: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PublicationInfo<'a> {
    #[serde(borrow)]
    journal_title: Option<Scalar<'a>>,
    #[serde(borrow)]
    journal_volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    journal_issue: Option<Scalar<'a>>,
    #[serde(borrow)]
    page_start: Option<Scalar<'a>>,
    #[serde(borrow)]
    page_end: Option<Scalar<'a>>,
    #[serde(borrow)]
    artid: Option<Scalar<'a>>,
    #[serde(borrow)]
    year: Option<Scalar<'a>>,
    #[serde(borrow)]
    pubinfo_freetext: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Eprint<'a> {
    #[serde(borrow)]
    value: Option<Scalar<'a>>,
    #[serde(borrow)]
    categories: List<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Imprint<'a> {
    #[serde(borrow)]
    date: Option<Scalar<'a>>,
    #[serde(borrow)]
    place: Option<Scalar<'a>>,
    #[serde(borrow)]
    publisher: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ThesisInfo<'a> {
    #[serde(borrow)]
    degree_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    date: Option<Scalar<'a>>,
    #[serde(borrow)]
    institutions: List<Institution<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Institution<'a> {
    #[serde(borrow)]
    name: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Series<'a> {
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow)]
    volume: Option<Scalar<'a>>,
}

struct LiteratureShape;

impl Shape for LiteratureShape {
    type Of<'de> = Literature<'de>;
}

/// Titles as objects, and a member that only INSPIRE has.
const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Members(Members {
    of: &["", "metadata", "hits.hits.metadata"],
    all: &[Member::Any("titles.title")],
    some: &[(
        1,
        &[
            Member::Any("texkeys"),
            Member::Any("arxiv_eprints"),
            Member::Any("publication_info"),
            Member::Any("authors.full_name"),
            Member::Any("control_number"),
        ],
    )],
}))];

struct InspireReader;

impl Reader for InspireReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        read_answer::<LiteratureShape>(input, FORMAT.id, &[&["hits", "hits"]], out, diag, |mut work, source, diag| {
            if let Some(inside) = work.metadata.0.take() {
                work = *inside;
            }
            let is_work = !work.titles.0.is_empty() || !work.authors.0.is_empty() || !work.texkeys.0.is_empty();
            is_work.then(|| record(&work, source, diag))
        })
    }
}

fn record(work: &Literature<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    let is_published = |info: &&PublicationInfo<'_>| text(&info.journal_title).is_some();
    let info = work.publication_info.0.iter().find(is_published).or(work.publication_info.0.first());
    let thesis = work.thesis_info.0.as_deref();
    let imprint = work.imprints.0.first();
    if let Some(key) = work.texkeys.0.iter().find_map(Scalar::trimmed) {
        key.clone_into(&mut record.id);
    }
    kind(work, info).put(&mut record);
    set_title(&mut record, work);
    let university = thesis.and_then(|thesis| thesis.institutions.0.iter().find_map(|of| text(&of.name)));
    let series = work.book_series.0.first();
    for (variable, value) in [
        (TextVariable::Abstract, work.abstracts.0.iter().find_map(|of| text(&of.value))),
        (TextVariable::ContainerTitle, info.and_then(|info| text(&info.journal_title))),
        (TextVariable::Publisher, university.or(imprint.and_then(|imprint| text(&imprint.publisher)))),
        (TextVariable::PublisherPlace, imprint.and_then(|imprint| text(&imprint.place))),
        (TextVariable::Genre, thesis.and_then(|thesis| text(&thesis.degree_type))),
        (TextVariable::CollectionTitle, series.and_then(|series| text(&series.title))),
    ] {
        record.set_text(variable, markup::text(value.unwrap_or_default()));
    }
    set_people(&mut record, work);
    let pages = info.and_then(|info| pages::from_ends(text(&info.page_start), text(&info.page_end)));
    record.set_number(NumberVariable::Page, pages.unwrap_or_default());
    for (variable, value) in [
        (NumberVariable::Volume, info.and_then(|info| text(&info.journal_volume))),
        (NumberVariable::Issue, info.and_then(|info| text(&info.journal_issue))),
        (NumberVariable::Number, info.and_then(|info| text(&info.artid))),
        (NumberVariable::CollectionNumber, series.and_then(|series| text(&series.volume))),
        (NumberVariable::NumberOfPages, text(&work.number_of_pages)),
    ] {
        record.set_number(variable, value.unwrap_or_default());
    }
    let dates = [
        info.and_then(|info| text(&info.year)),
        thesis.and_then(|thesis| text(&thesis.date)),
        imprint.and_then(|imprint| text(&imprint.date)),
        text(&work.preprint_date),
        text(&work.earliest_date),
    ];
    if let Some(date) = dates.into_iter().flatten().next() {
        record.set_date(DateVariable::Issued, Date::parse(date));
    }
    if let Some(date) = text(&work.preprint_date) {
        record.set_date(DateVariable::Submitted, Date::parse(date));
    }
    set_identifiers(&mut record, work, source, diag);
    if let Some(language) = work.languages.0.iter().find_map(Scalar::trimmed) {
        record.set_language(language);
    }
    record
        .set_tags(work.keywords.0.iter().filter_map(|keyword| text(&keyword.value)).map(markup::plain_text).collect());
    for (name, value) in [
        ("control_number", text(&work.control_number)),
        ("citation_count", text(&work.citation_count)),
        ("pubinfo_freetext", info.and_then(|info| text(&info.pubinfo_freetext))),
    ] {
        if let Some(value) = value {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    let reports: Vec<&str> = work.report_numbers.0.iter().filter_map(|number| text(&number.value)).collect();
    if !reports.is_empty() {
        record.keep_extra(FORMAT.id, "report_numbers", reports);
    }
    record
}

fn kind(work: &Literature<'_>, info: Option<&PublicationInfo<'_>>) -> KindEvidence {
    let is_in_journal = info.is_some_and(|info| text(&info.journal_title).is_some());
    let of = work.document_type.0.iter().find_map(Scalar::trimmed).unwrap_or_default();
    match of {
        "article" | "note" if is_in_journal => KindEvidence::stated(Kind::ArticleJournal),
        "article" if !work.arxiv_eprints.0.is_empty() => {
            KindEvidence::inferred(Kind::Article, "it has an arXiv number and no journal")
        }
        "article" | "note" => KindEvidence::stated(Kind::Article),
        "conference paper" => KindEvidence::stated(Kind::PaperConference),
        "book" => KindEvidence::stated(Kind::Book),
        "book chapter" => KindEvidence::stated(Kind::Chapter),
        "proceedings" => KindEvidence::stated(Kind::Collection),
        "thesis" => KindEvidence::stated(Kind::Thesis),
        "report" | "activity report" => KindEvidence::stated(Kind::Report),
        _ if is_in_journal => KindEvidence::inferred(Kind::ArticleJournal, "it is in a journal"),
        _ => KindEvidence::stated(Kind::Document),
    }
}

fn set_title(record: &mut Record, work: &Literature<'_>) {
    let Some(title) = work.titles.0.iter().find(|title| text(&title.title).is_some()) else { return };
    let main = text(&title.title).unwrap_or_default();
    let whole = text(&title.subtitle).map_or_else(|| main.to_owned(), |subtitle| format!("{main}: {subtitle}"));
    record.set_text(TextVariable::Title, markup::text(&whole));
}

/// Sets authors and editors. A collaboration is named besides its authors, and is the author of a work without any.
fn set_people(record: &mut Record, work: &Literature<'_>) {
    let is_of =
        |author: &&Author<'_>, wanted: &str| author.inspire_roles.0.iter().any(|role| role.trimmed() == Some(wanted));
    let groups = |names: Vec<&str>| -> Vec<ReadName> {
        let literal = |name: &str| ReadName { name: Name::Literal(composed(name).into_owned()), rule: None };
        names.into_iter().map(literal).collect()
    };
    let collaborations: Vec<&str> = work.collaborations.0.iter().filter_map(|group| text(&group.value)).collect();
    let authors = work.authors.0.iter().filter(|author| !is_of(author, "editor") && !is_of(author, "supervisor"));
    let mut authors: Vec<ReadName> = authors.filter_map(name).collect();
    if authors.is_empty() {
        authors = groups(work.corporate_author.0.iter().filter_map(Scalar::trimmed).collect());
    }
    let is_by_group = authors.is_empty();
    if is_by_group {
        authors = groups(collaborations.clone());
    }
    let count = work.author_count.as_ref().and_then(serde_json::Value::as_u64);
    let is_cut = count.is_some_and(|count| count > u64::try_from(work.authors.0.len()).unwrap_or(u64::MAX));
    names::set(record, NameVariable::Author, authors, is_cut && !is_by_group);
    let editors = work.authors.0.iter().filter(|author| is_of(author, "editor")).filter_map(name);
    names::set(record, NameVariable::Editor, editors, false);
    if !is_by_group && !collaborations.is_empty() {
        record.keep_extra(FORMAT.id, "collaborations", collaborations);
    }
}

fn name(author: &Author<'_>) -> Option<ReadName> {
    let mut read = names::read(text(&author.full_name)?, GivenNames::Plain);
    if let Name::Person(Person { orcid, .. }) = &mut read.name {
        let known = author.ids.0.iter().find(|id| text(&id.schema) == Some("ORCID"));
        *orcid = known.and_then(|id| text(&id.value)).and_then(normalise_orcid);
    }
    Some(read)
}

fn set_identifiers(record: &mut Record, work: &Literature<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    let eprint = work.arxiv_eprints.0.iter().find(|eprint| text(&eprint.value).is_some());
    let isbns: Vec<&str> = work.isbns.0.iter().filter_map(|isbn| text(&isbn.value)).collect();
    let isbns = isbns.join(", ");
    let identifiers = [
        (Label::Doi, work.dois.0.iter().find_map(|doi| text(&doi.value))),
        (Label::Arxiv, eprint.and_then(|eprint| text(&eprint.value))),
        (Label::Isbn, Some(isbns.as_str())),
    ];
    take_identifiers(record, identifiers, source, diag);
    if let Some(class) = eprint.and_then(|eprint| eprint.categories.0.iter().find_map(Scalar::trimmed)) {
        record.set_text(TextVariable::EprintClass, class);
    }
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::model::{IdentifierVariable, Kind, Name, NameVariable, NumberVariable, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn literature_is_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/inspire/answer.json"));
        assert_eq!((records.len(), codes), (4, vec![]));
        let article = &records[0];
        assert_eq!((article.id.as_str(), article.kind), ("Lund:2023abc", Kind::ArticleJournal));
        let authors: Vec<String> =
            article.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
        assert_eq!(authors, ["Ada Lund", "Bo van der Berg"]);
        assert!(article.names[&NameVariable::Author].truncated, "author_count is greater");
        assert_eq!(plain(article, TextVariable::ContainerTitle), "J.Tides");
        assert_eq!(article.number(NumberVariable::Number), Some("094021"));
        assert_eq!(article.identifier(IdentifierVariable::Eprint), Some("2304.01234"));
        assert_eq!(plain(article, TextVariable::EprintClass), "hep-ph");
        let thesis = &records[1];
        assert_eq!((thesis.kind, plain(thesis, TextVariable::Publisher).as_str()), (Kind::Thesis, "Lund U."));
        let by_group = &records[2].names[&NameVariable::Author].list;
        assert_eq!(by_group, &[Name::Literal("TIDE".into())]);
        assert_eq!(records[3].kind, Kind::Collection);
        assert_eq!(records[3].names[&NameVariable::Editor].list.len(), 1);
    }

    #[test]
    fn literature_is_recognised_in_any_order() {
        for text in [
            r#"{"hits": {"hits": [{"metadata": {"titles": [{"title": "T"}], "texkeys": []}}]}}"#,
            r#"{"metadata": {"authors": [{"full_name": "Lund, A."}], "titles": [{"title": "T"}]}}"#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        assert_eq!(likelihood(&FORMAT, r#"{"data": {"titles": [{"title": "T"}]}}"#), Likelihood::No);
    }
}
