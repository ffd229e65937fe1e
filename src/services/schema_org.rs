//! schema.org's works as JSON-LD; read only.

use serde::Deserialize;

use super::answer::{AnswerReader, day_of, take_identifiers};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Person, Record, TextVariable,
    Variable,
};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{Inside, List, Scalar, Shape, text};
use crate::text::identifiers::normalise_orcid;
use crate::values::identifiers::{Identifier, Label};
use crate::values::kinds::KindEvidence;
use crate::values::names::{self, GivenNames, ReadName};
use crate::values::{composed, markup, pages};

/// schema.org's works as JSON-LD: articles, books, theses, data sets and software, as websites have them in their pages
/// and repositories in their exports. Read only.
///
/// A file holds one work, a list, or a `@graph`. The issue, the volume and the periodical of an article are nested under
/// `isPartOf`. Things that are not works, such as organisations and web sites, are passed over with a note. References, ratings and offers
/// are skipped. <https://schema.org/ScholarlyArticle>
pub static FORMAT: Format = Format {
    id: "schema-org",
    name: "schema.org JSON-LD",
    summary: "works described with schema.org, as JSON-LD",
    extensions: &["jsonld", "json"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("@type", Variable::Kind),
    Row::read("name", Variable::Text(TextVariable::Title)),
    Row::read("headline", Variable::Text(TextVariable::Title)),
    Row::read("author", Variable::Names(NameVariable::Author)),
    Row::read("creator", Variable::Names(NameVariable::Author)),
    Row::read("editor", Variable::Names(NameVariable::Editor)),
    Row::read("translator", Variable::Names(NameVariable::Translator)),
    Row::read("abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("description", Variable::Text(TextVariable::Abstract)),
    Row::read("isPartOf.name", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("isPartOf.volumeNumber", Variable::Number(NumberVariable::Volume)),
    Row::read("isPartOf.issueNumber", Variable::Number(NumberVariable::Issue)),
    Row::read("pagination", Variable::Number(NumberVariable::Page)),
    Row::read("pageStart", Variable::Number(NumberVariable::Page)),
    Row::read("bookEdition", Variable::Number(NumberVariable::Edition)),
    Row::read("numberOfPages", Variable::Number(NumberVariable::NumberOfPages)),
    Row::read("version", Variable::Number(NumberVariable::Version)),
    Row::read("datePublished", Variable::Date(DateVariable::Issued)),
    Row::read("publisher", Variable::Text(TextVariable::Publisher)),
    Row::read("license", Variable::Text(TextVariable::License)),
    Row::read("identifier", Variable::Identifier(IdentifierVariable::Doi)),
    Row::read("isbn", Variable::Identifier(IdentifierVariable::Isbn)),
    Row::read("isPartOf.issn", Variable::Identifier(IdentifierVariable::Issn)),
    Row::read("url", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("keywords", Variable::Tags),
    Row::read("inLanguage", Variable::Language),
];

/// The types of works.
const TYPES: &[(&str, Kind)] = &[
    ("ScholarlyArticle", Kind::ArticleJournal),
    ("MedicalScholarlyArticle", Kind::ArticleJournal),
    ("Article", Kind::ArticleJournal),
    ("TechArticle", Kind::ArticleJournal),
    ("NewsArticle", Kind::ArticleNewspaper),
    ("ReportageNewsArticle", Kind::ArticleNewspaper),
    ("BlogPosting", Kind::PostWeblog),
    ("SocialMediaPosting", Kind::Post),
    ("DiscussionForumPosting", Kind::Post),
    ("Book", Kind::Book),
    ("Chapter", Kind::Chapter),
    ("Thesis", Kind::Thesis),
    ("Report", Kind::Report),
    ("Dataset", Kind::Dataset),
    ("SoftwareSourceCode", Kind::Software),
    ("SoftwareApplication", Kind::Software),
    ("PresentationDigitalDocument", Kind::Speech),
    ("Poster", Kind::Speech),
    ("Review", Kind::Review),
    ("Map", Kind::Map),
    ("Movie", Kind::MotionPicture),
    ("VideoObject", Kind::MotionPicture),
    ("ImageObject", Kind::Graphic),
    ("MusicRecording", Kind::Song),
    ("Legislation", Kind::Legislation),
    ("Manuscript", Kind::Manuscript),
    ("Periodical", Kind::Periodical),
    ("CreativeWork", Kind::Document),
    ("DigitalDocument", Kind::Document),
];

/// A work, or what contains it.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Work<'a> {
    #[serde(borrow, rename = "@type")]
    types: List<Scalar<'a>>,
    #[serde(borrow, rename = "@id")]
    id: Option<Scalar<'a>>,
    #[serde(borrow)]
    name: List<Scalar<'a>>,
    #[serde(borrow)]
    headline: List<Scalar<'a>>,
    #[serde(borrow)]
    author: List<Agent<'a>>,
    #[serde(borrow)]
    creator: List<Agent<'a>>,
    #[serde(borrow)]
    editor: List<Agent<'a>>,
    #[serde(borrow)]
    translator: List<Agent<'a>>,
    #[serde(borrow, rename = "abstract")]
    summary: Option<Scalar<'a>>,
    #[serde(borrow)]
    description: Option<Scalar<'a>>,
    #[serde(borrow)]
    is_part_of: List<Part<'a>>,
    #[serde(borrow)]
    pagination: Option<Scalar<'a>>,
    #[serde(borrow)]
    page_start: Option<Scalar<'a>>,
    #[serde(borrow)]
    page_end: Option<Scalar<'a>>,
    #[serde(borrow)]
    book_edition: Option<Scalar<'a>>,
    #[serde(borrow)]
    number_of_pages: Option<Scalar<'a>>,
    #[serde(borrow)]
    version: Option<Scalar<'a>>,
    #[serde(borrow)]
    date_published: Option<Scalar<'a>>,
    #[serde(borrow)]
    publisher: List<Agent<'a>>,
    #[serde(borrow)]
    license: List<Agent<'a>>,
    #[serde(borrow)]
    identifier: List<Property<'a>>,
    #[serde(borrow)]
    same_as: List<Scalar<'a>>,
    #[serde(borrow)]
    isbn: List<Scalar<'a>>,
    #[serde(borrow)]
    issn: List<Scalar<'a>>,
    #[serde(borrow)]
    url: Option<Scalar<'a>>,
    #[serde(borrow)]
    keywords: List<Agent<'a>>,
    #[serde(borrow)]
    in_language: List<Agent<'a>>,
}

/// The issue, volume or publication that contains a work.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Part<'a> {
    #[serde(borrow)]
    name: List<Scalar<'a>>,
    #[serde(borrow)]
    volume_number: Option<Scalar<'a>>,
    #[serde(borrow)]
    issue_number: Option<Scalar<'a>>,
    #[serde(borrow)]
    issn: List<Scalar<'a>>,
    #[serde(borrow)]
    isbn: List<Scalar<'a>>,
    #[serde(borrow)]
    is_part_of: Inside<Part<'a>>,
}

/// A text, or an object for the thing whose name it is: a person, an organisation, a term, a language.
#[derive(Default)]
struct Agent<'a> {
    id: Option<Scalar<'a>>,
    types: List<Scalar<'a>>,
    name: Option<Scalar<'a>>,
    given: Option<Scalar<'a>>,
    family: Option<Scalar<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Agent<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Parts<'b> {
            #[serde(borrow, rename = "@id")]
            id: Option<Scalar<'b>>,
            #[serde(borrow, rename = "@type")]
            types: List<Scalar<'b>>,
            #[serde(borrow)]
            name: List<Scalar<'b>>,
            #[serde(borrow, rename = "givenName")]
            given: List<Scalar<'b>>,
            #[serde(borrow, rename = "familyName")]
            family: List<Scalar<'b>>,
        }

        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either<'b> {
            Text(#[serde(borrow)] Scalar<'b>),
            Parts(#[serde(borrow)] Parts<'b>),
        }

        let first = |list: List<Scalar<'a>>| list.0.into_iter().next();
        Ok(match Either::deserialize(deserializer)? {
            Either::Text(name) => Self { name: Some(name), ..Self::default() },
            Either::Parts(Parts { id, types, name, given, family }) => {
                Self { id, types, name: first(name), given: first(given), family: first(family) }
            }
        })
    }
}

/// An identifier: a text, or a property with a value.
#[derive(Default)]
struct Property<'a> {
    of: Option<Scalar<'a>>,
    value: Option<Scalar<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Property<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Parts<'b> {
            #[serde(borrow, rename = "propertyID")]
            property: Option<Scalar<'b>>,
            #[serde(borrow)]
            name: Option<Scalar<'b>>,
            #[serde(borrow)]
            value: Option<Scalar<'b>>,
            #[serde(borrow, rename = "@id")]
            id: Option<Scalar<'b>>,
        }

        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either<'b> {
            Text(#[serde(borrow)] Scalar<'b>),
            Parts(#[serde(borrow)] Parts<'b>),
        }

        Ok(match Either::deserialize(deserializer)? {
            Either::Text(value) => Self { of: None, value: Some(value) },
            Either::Parts(Parts { property, name, value, id }) => Self { of: property.or(name), value: value.or(id) },
        })
    }
}

struct WorkShape;

impl Shape for WorkShape {
    type Of<'de> = Work<'de>;
}

/// schema.org's context.
const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Members(Members {
    of: &[""],
    all: &[],
    some: &[
        (1, &[Member::Any("@type"), Member::Any("@graph.@type")]),
        (
            1,
            &[
                Member::Value { path: "@context", what: CONTEXT, is_meant: is_context },
                Member::Value { path: "@context.@vocab", what: CONTEXT, is_meant: is_context },
                Member::Value { path: "@context.schema", what: CONTEXT, is_meant: is_context },
            ],
        ),
    ],
}))];

/// What a context is, for people.
const CONTEXT: &str = "an address of schema.org";

fn is_context(address: &str) -> bool {
    let address = address.trim_start_matches("https://").trim_start_matches("http://");
    address.trim_start_matches("www.").starts_with("schema.org")
}

static READER: AnswerReader<WorkShape> = AnswerReader {
    format: &FORMAT,
    lists: &[&["@graph"]],
    to_record: |work, source, diag| {
        let kind = work.types.0.iter().filter_map(Scalar::trimmed).find_map(kind_of)?;
        let is_work = first(&work.name).or(first(&work.headline)).is_some() || !work.author.0.is_empty();
        is_work.then(|| record(&work, kind, source, diag))
    },
};

/// Returns the type of work for a type; names may have a prefix (“schema:Book”) or be addresses.
fn kind_of(name: &str) -> Option<Kind> {
    let name = name.rsplit(['/', ':', '#']).next().unwrap_or(name);
    TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

fn first<'b>(list: &'b List<Scalar<'_>>) -> Option<&'b str> {
    list.0.iter().find_map(Scalar::trimmed)
}

fn record(work: &Work<'_>, kind: Kind, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    let named = |list: &List<Agent<'_>>| {
        list.0.iter().find_map(|agent| text(&agent.name).or(text(&agent.id)).map(str::to_owned))
    };
    for (variable, value) in [
        (TextVariable::Title, first(&work.headline).or(first(&work.name)).map(str::to_owned)),
        (TextVariable::Abstract, text(&work.summary).or(text(&work.description)).map(str::to_owned)),
        (TextVariable::Publisher, named(&work.publisher)),
        (TextVariable::License, named(&work.license)),
    ] {
        record.set_text(variable, markup::text(&value.unwrap_or_default()));
    }
    set_containers(&mut record, work, source, diag);
    let is_in_periodical = record.has(Variable::Text(TextVariable::ContainerTitle));
    match kind {
        Kind::Document if is_in_periodical => {
            KindEvidence::inferred(Kind::ArticleJournal, "it is part of a publication").put(&mut record);
        }
        kind => record.kind = kind,
    }
    let authors = if work.author.0.is_empty() { &work.creator } else { &work.author };
    names::set(&mut record, NameVariable::Author, authors.0.iter().filter_map(name), false);
    names::set(&mut record, NameVariable::Editor, work.editor.0.iter().filter_map(name), false);
    names::set(&mut record, NameVariable::Translator, work.translator.0.iter().filter_map(name), false);
    if let Some(date) = text(&work.date_published) {
        record.set_date(DateVariable::Issued, Date::parse(day_of(date)));
    }
    let ends = pages::from_ends(text(&work.page_start), text(&work.page_end));
    let pages = text(&work.pagination).map(pages::in_full).or(ends);
    for (variable, value) in [
        (NumberVariable::Page, pages.as_deref()),
        (NumberVariable::Edition, text(&work.book_edition)),
        (NumberVariable::NumberOfPages, text(&work.number_of_pages)),
        (NumberVariable::Version, text(&work.version)),
    ] {
        record.set_number(variable, value.unwrap_or_default());
    }
    set_identifiers(&mut record, work, source, diag);
    let keywords = work.keywords.0.iter().filter_map(|keyword| text(&keyword.name));
    let keywords: Vec<&str> = match work.keywords.0.len() {
        // A single text is a list with commas.
        1 => keywords.flat_map(|text| text.split(',')).map(str::trim).filter(|word| !word.is_empty()).collect(),
        _ => keywords.collect(),
    };
    record.set_tags(keywords.into_iter().map(markup::plain_text).collect());
    if let Some(language) = named(&work.in_language) {
        record.set_language(&language);
    }
    record
}

/// Sets the publications that contain the work, from the innermost to the outermost.
fn set_containers(record: &mut Record, work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    let joined = |list: &List<Scalar<'_>>| list.0.iter().filter_map(Scalar::trimmed).collect::<Vec<_>>().join(", ");
    for part in &work.is_part_of.0 {
        let mut next = Some(part);
        while let Some(part) = next {
            for (variable, value) in
                [(NumberVariable::Volume, &part.volume_number), (NumberVariable::Issue, &part.issue_number)]
            {
                if let Some(value) = text(value).filter(|_| !record.has(Variable::Number(variable))) {
                    record.set_number(variable, value);
                }
            }
            // An issue and a volume may have names of their own; the outermost name is that of the publication.
            if let Some(name) = first(&part.name) {
                record.set_text(TextVariable::ContainerTitle, markup::text(name));
            }
            let (issn, isbn) = (joined(&part.issn), joined(&part.isbn));
            let numbers = [(Label::Issn, Some(issn.as_str())), (Label::Isbn, Some(isbn.as_str()))];
            take_identifiers(record, numbers, source, diag);
            next = part.is_part_of.0.as_deref();
        }
    }
}

fn set_identifiers(record: &mut Record, work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    for identifier in &work.identifier.0 {
        let Some(value) = text(&identifier.value) else { continue };
        match text(&identifier.of).and_then(Label::from_name) {
            Some(label) if label != Label::Url => take_identifiers(record, [(label, Some(value))], source, diag),
            _ => match Identifier::recognise(value) {
                Some(Identifier::Url(_)) | None => record.keep_extra(FORMAT.id, "identifier", value),
                Some(known) => known.put(record),
            },
        }
    }
    // Other addresses of the work, and its own, may be that of its DOI.
    for address in work.same_as.0.iter().filter_map(Scalar::trimmed).chain(text(&work.id)) {
        if let Some(doi @ Identifier::Doi(_)) = Identifier::recognise(address) {
            doi.put(record);
        }
    }
    let joined = |list: &List<Scalar<'_>>| list.0.iter().filter_map(Scalar::trimmed).collect::<Vec<_>>().join(", ");
    let (isbn, issn) = (joined(&work.isbn), joined(&work.issn));
    let identifiers =
        [(Label::Isbn, Some(isbn.as_str())), (Label::Issn, Some(issn.as_str())), (Label::Url, text(&work.url))];
    take_identifiers(record, identifiers, source, diag);
}

fn name(agent: &Agent<'_>) -> Option<ReadName> {
    let is_group = agent.types.0.iter().filter_map(Scalar::trimmed).any(|of| of.ends_with("Organization"));
    let whole = text(&agent.name);
    let mut read = match (text(&agent.family), text(&agent.given)) {
        _ if is_group => ReadName { name: Name::Literal(composed(whole?).into_owned()), rule: None },
        (Some(family), Some(given)) => names::read(&format!("{family}, {given}"), GivenNames::Plain),
        (family, given) => names::read(whole.or(family).or(given)?, GivenNames::Plain),
    };
    if let Name::Person(Person { orcid, .. }) = &mut read.name {
        *orcid = text(&agent.id).and_then(normalise_orcid);
    }
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::diag::Code;
    use crate::model::{IdentifierVariable, Kind, Name, NameVariable, NumberVariable, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn a_graph_of_works_is_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/schema_org/graph.json"));
        assert_eq!((records.len(), codes), (3, vec![]));
        let article = &records[0];
        assert_eq!((article.kind, article.plain_title().as_str()), (Kind::ArticleJournal, "Slow tides"));
        let authors: Vec<String> =
            article.names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
        assert_eq!(authors, ["Ada Lund", "Bo van der Berg", "Tide Survey Group"]);
        assert_eq!(plain(article, TextVariable::ContainerTitle), "Journal of Invented Tides");
        assert_eq!(
            (article.number(NumberVariable::Volume), article.number(NumberVariable::Issue)),
            (Some("14"), Some("2"))
        );
        assert_eq!(article.doi(), Some("10.5555/jit.14.2.113"));
        assert_eq!(article.identifier(IdentifierVariable::Issn), Some("1234-5679"));
        assert_eq!(article.tags, ["tides", "harbours"]);
        assert_eq!((records[1].kind, records[1].doi()), (Kind::Dataset, Some("10.5555/data.7")));
        assert_eq!(records[2].identifier(IdentifierVariable::Isbn), Some("9783161484100"));
    }

    #[test]
    fn what_is_no_work_is_reported() {
        let organisation = r#"{"@context": "https://schema.org", "@type": "Organization", "name": "Example Press"}"#;
        assert_eq!(read_with_codes(&FORMAT, organisation), (vec![], vec![Code::JsonNotRecord]));
    }

    #[test]
    fn works_are_recognised_in_any_order() {
        for text in [
            r#"{"name": "T", "@type": "Book", "@context": "http://schema.org/"}"#,
            r#"{"@graph": [{"@type": ["Book", "Thesis"]}], "@context": {"@vocab": "https://schema.org/"}}"#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        assert_eq!(likelihood(&FORMAT, r#"{"@context": "https://w3id.org/x", "@type": "Book"}"#), Likelihood::No);
    }
}
