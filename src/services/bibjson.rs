//! BibJSON, and the answers of DOAJ, whose articles are in it; read only.

use serde::Deserialize;

use super::answer::{AnswerReader, take_identifiers};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Person, Record, TextVariable,
    Variable,
};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row};
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{Inside, List, Scalar, Shape, text};
use crate::text::identifiers::normalise_orcid;
use crate::values::identifiers::Label;
use crate::values::kinds::KindEvidence;
use crate::values::languages::tag_of;
use crate::values::names::{self, GivenNames, ReadName};
use crate::values::{dates, markup, pages};

/// BibJSON, as BibServer and BibSoup write it, and the answers of the Directory of Open Access Journals (DOAJ), which have
/// it under `bibjson`. Read only.
///
/// A file holds one record, a list, or an object with `records`; DOAJ's searches have `results`. Types are those of BibTeX.
/// Subjects, countries and licences of journals are skipped. <http://okfnlabs.org/bibjson/>, <https://doaj.org/api/v4/docs>
pub static FORMAT: Format = Format {
    id: "bibjson",
    name: "BibJSON and DOAJ",
    summary: "BibJSON, and articles from the API of DOAJ",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("type", Variable::Kind),
    Row::read("title", Variable::Text(TextVariable::Title)),
    Row::read("author", Variable::Names(NameVariable::Author)),
    Row::read("editor", Variable::Names(NameVariable::Editor)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("journal.title", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("journal.name", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("booktitle", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("journal.volume", Variable::Number(NumberVariable::Volume)),
    Row::read("journal.number", Variable::Number(NumberVariable::Issue)),
    Row::read("start_page", Variable::Number(NumberVariable::Page)),
    Row::read("pages", Variable::Number(NumberVariable::Page)),
    Row::read("year", Variable::Date(DateVariable::Issued)),
    Row::read("journal.publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("journal.issns", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("link", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("keywords", Variable::Tags),
    Row::read("journal.language", Variable::Language),
];

/// A record, or the object that contains it.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Work<'a> {
    #[serde(borrow)]
    bibjson: Inside<Work<'a>>,
    #[serde(borrow)]
    id: Option<Scalar<'a>>,
    #[serde(borrow, rename = "type")]
    of_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow)]
    author: List<Author<'a>>,
    #[serde(borrow)]
    editor: List<Author<'a>>,
    #[serde(borrow, rename = "abstract")]
    summary: Option<Scalar<'a>>,
    #[serde(borrow)]
    journal: Inside<Journal<'a>>,
    #[serde(borrow)]
    booktitle: Option<Scalar<'a>>,
    #[serde(borrow)]
    publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    year: Option<Scalar<'a>>,
    #[serde(borrow)]
    month: Option<Scalar<'a>>,
    #[serde(borrow)]
    volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    number: Option<Scalar<'a>>,
    #[serde(borrow)]
    pages: Option<Scalar<'a>>,
    #[serde(borrow)]
    start_page: Option<Scalar<'a>>,
    #[serde(borrow)]
    end_page: Option<Scalar<'a>>,
    #[serde(borrow)]
    identifier: List<Identified<'a>>,
    #[serde(borrow)]
    link: List<Link<'a>>,
    #[serde(borrow)]
    keywords: List<Scalar<'a>>,
}

/// A person; BibJSON allows the name alone.
#[derive(Default)]
struct Author<'a> {
    name: Option<Scalar<'a>>,
    first_name: Option<Scalar<'a>>,
    last_name: Option<Scalar<'a>>,
    orcid: Option<Scalar<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Author<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Parts<'b> {
            #[serde(borrow)]
            name: Option<Scalar<'b>>,
            #[serde(borrow, alias = "firstname")]
            first_name: Option<Scalar<'b>>,
            #[serde(borrow, alias = "lastname")]
            last_name: Option<Scalar<'b>>,
            #[serde(borrow)]
            orcid_id: Option<Scalar<'b>>,
        }

        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either<'b> {
            Name(#[serde(borrow)] Scalar<'b>),
            Parts(#[serde(borrow)] Parts<'b>),
        }

        Ok(match Either::deserialize(deserializer)? {
            Either::Name(name) => Self { name: Some(name), ..Self::default() },
            Either::Parts(Parts { name, first_name, last_name, orcid_id }) => {
                Self { name, first_name, last_name, orcid: orcid_id }
            }
        })
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Journal<'a> {
    #[serde(borrow)]
    title: Option<Scalar<'a>>,
    #[serde(borrow)]
    name: Option<Scalar<'a>>,
    #[serde(borrow)]
    volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    number: Option<Scalar<'a>>,
    #[serde(borrow)]
    publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    issns: List<Scalar<'a>>,
    #[serde(borrow)]
    language: List<Scalar<'a>>,
    #[serde(borrow)]
    identifier: List<Identified<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Identified<'a> {
    #[serde(borrow, rename = "type")]
    of_type: Option<Scalar<'a>>,
    #[serde(borrow)]
    id: Option<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Link<'a> {
    #[serde(borrow)]
    url: Option<Scalar<'a>>,
}

struct WorkShape;

impl Shape for WorkShape {
    type Of<'de> = Work<'de>;
}

/// `bibjson`, or a title with authors and identifiers in BibJSON's form.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Members::all(&["", "results"], &[Member::Any("bibjson.title")])),
    Evidence::decisive(Members::all(
        &["", "records"],
        &[
            Member::Any("title"),
            Member::Any("author.name"),
            Member::Any("identifier.type"),
            Member::Any("identifier.id"),
        ],
    )),
];

static READER: AnswerReader<WorkShape> = AnswerReader {
    format: &FORMAT,
    lists: &[&["results"], &["records"]],
    to_record: |mut work, source, diag| {
        if let Some(inside) = work.bibjson.0.take() {
            let id = work.id.take();
            work = *inside;
            work.id = work.id.or(id);
        }
        let is_work = text(&work.title).is_some() || !work.author.0.is_empty();
        is_work.then(|| record(&work, source, diag))
    },
};

fn record(work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    let journal = work.journal.0.as_deref();
    let of_journal = |value: fn(&Journal<'_>) -> Option<String>| journal.and_then(value);
    let venue = of_journal(|journal| text(&journal.title).or(text(&journal.name)).map(str::to_owned));
    kind(work, venue.is_some()).put(&mut record);
    let publisher = of_journal(|journal| text(&journal.publisher).map(str::to_owned));
    for (variable, value) in [
        (TextVariable::Title, text(&work.title)),
        (TextVariable::Abstract, text(&work.summary)),
        (TextVariable::ContainerTitle, venue.as_deref().or(text(&work.booktitle))),
        (TextVariable::Publisher, publisher.as_deref().or(text(&work.publisher))),
    ] {
        record.set_text(variable, markup::text(value.unwrap_or_default()));
    }
    names::set(&mut record, NameVariable::Author, work.author.0.iter().filter_map(name), false);
    names::set(&mut record, NameVariable::Editor, work.editor.0.iter().filter_map(name), false);
    let volume = of_journal(|journal| text(&journal.volume).map(str::to_owned));
    let number = of_journal(|journal| text(&journal.number).map(str::to_owned));
    record.set_number(NumberVariable::Volume, volume.as_deref().or(text(&work.volume)).unwrap_or_default());
    record.set_number(NumberVariable::Issue, number.as_deref().or(text(&work.number)).unwrap_or_default());
    let ends = pages::from_ends(text(&work.start_page), text(&work.end_page));
    let pages = ends.or_else(|| text(&work.pages).map(|pages| pages::in_full(&pages.replace("--", "-"))));
    record.set_number(NumberVariable::Page, pages.unwrap_or_default());
    if let Some(year) = text(&work.year) {
        let point = dates::of_parts(year, text(&work.month), None);
        record.set_date(DateVariable::Issued, point.map_or_else(|| Date::parse(year), Date::Point));
    }
    set_identifiers(&mut record, work, journal, source, diag);
    if let Some(language) = journal.and_then(|journal| journal.language.0.iter().find_map(Scalar::trimmed)) {
        record.set_language(&tag_of(language).to_lowercase());
    }
    record.set_tags(work.keywords.0.iter().filter_map(Scalar::trimmed).map(markup::plain_text).collect());
    if let Some(id) = text(&work.id) {
        record.keep_extra(FORMAT.id, "id", id);
    }
    record
}

/// Returns the type: BibTeX's, or that of an article if there is a journal.
fn kind(work: &Work<'_>, is_in_journal: bool) -> KindEvidence {
    let of = text(&work.of_type).unwrap_or_default().to_lowercase();
    let known = match of.as_str() {
        "article" if is_in_journal => Some(Kind::ArticleJournal),
        "book" | "booklet" => Some(Kind::Book),
        "inbook" | "incollection" => Some(Kind::Chapter),
        "inproceedings" | "conference" => Some(Kind::PaperConference),
        "proceedings" => Some(Kind::Collection),
        "phdthesis" | "mastersthesis" | "thesis" => Some(Kind::Thesis),
        "techreport" | "report" | "manual" => Some(Kind::Report),
        "unpublished" => Some(Kind::Manuscript),
        _ => None,
    };
    match known {
        Some(kind) => KindEvidence::stated(kind),
        None if is_in_journal => KindEvidence::inferred(Kind::ArticleJournal, "it is in a journal"),
        None => KindEvidence::stated(Kind::Document),
    }
}

fn name(author: &Author<'_>) -> Option<ReadName> {
    let mut read = match (text(&author.last_name), text(&author.first_name)) {
        (Some(family), Some(given)) => names::read(&format!("{family}, {given}"), GivenNames::Plain),
        (family, given) => names::read(text(&author.name).or(family).or(given)?, GivenNames::Plain),
    };
    if let Name::Person(Person { orcid, .. }) = &mut read.name {
        *orcid = text(&author.orcid).and_then(normalise_orcid);
    }
    Some(read)
}

fn set_identifiers(
    record: &mut Record,
    work: &Work<'_>,
    journal: Option<&Journal<'_>>,
    source: &RawValue<'_>,
    diag: &mut dyn Sink,
) {
    let of_journal = journal.map(|journal| journal.identifier.0.iter()).into_iter().flatten();
    let mut issns: Vec<&str> =
        journal.map(|journal| journal.issns.0.iter().filter_map(Scalar::trimmed).collect()).unwrap_or_default();
    let mut others = Vec::new();
    for identifier in work.identifier.0.iter().chain(of_journal) {
        let (Some(of), Some(id)) = (text(&identifier.of_type), text(&identifier.id)) else { continue };
        match Label::from_name(of) {
            Some(Label::Issn) if issns.contains(&id) => {}
            Some(Label::Issn) => issns.push(id),
            Some(label) => take_identifiers(record, [(label, Some(id))], source, diag),
            None => others.push(serde_json::json!({ "type": of, "id": id })),
        }
    }
    let issns = issns.join(", ");
    let link = work.link.0.iter().find_map(|link| text(&link.url));
    take_identifiers(record, [(Label::Issn, Some(issns.as_str())), (Label::Url, link)], source, diag);
    if !others.is_empty() {
        record.keep_extra(FORMAT.id, "identifier", others);
    }
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn articles_of_doaj_are_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/bibjson/doaj.json"));
        assert_eq!((records.len(), codes), (1, vec![]));
        let article = &records[0];
        assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Slow tides"));
        let authors: Vec<String> =
            article.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
        assert_eq!(authors, ["Ada Lund", "Bo van der Berg"]);
        assert_eq!(article.dates[&DateVariable::Issued].to_string(), "2023-04");
        assert_eq!(
            (article.number(NumberVariable::Page), article.number(NumberVariable::Issue)),
            (Some("113-126"), Some("2"))
        );
        assert_eq!(article.identifier(IdentifierVariable::Issn), Some("1234-5679, 2345-6787"));
        assert_eq!(article.language.as_deref(), Some("en"));
    }

    #[test]
    fn plain_bibjson_is_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/bibjson/records.json"));
        assert_eq!((records.len(), codes), (2, vec![]));
        assert_eq!((records[0].kind, records[0].doi()), (Kind::ArticleJournal, Some("10.5555/jit.7.1.5")));
        assert_eq!(
            (records[1].kind, plain(&records[1], TextVariable::ContainerTitle).as_str()),
            (Kind::Chapter, "The Shallow Sea")
        );
        assert_eq!(records[1].names[&NameVariable::Editor].list.len(), 1);
    }

    #[test]
    fn records_are_recognised_in_any_order() {
        for text in [
            r#"{"results": [{"bibjson": {"author": [], "title": "T"}}], "total": 1}"#,
            r#"[{"identifier": [{"id": "x", "type": "doi"}], "author": [{"name": "A"}], "title": "T"}]"#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        assert_eq!(likelihood(&FORMAT, r#"{"title": "T", "author": [{"name": "A"}]}"#), Likelihood::No);
    }
}
