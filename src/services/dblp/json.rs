//! The answers of DBLP's search: <https://dblp.org/faq/How+to+use+the+dblp+search+API.html>. They are converted from
//! XML: repeatable elements are lists only if there are several of them, and texts have escaped characters.

use std::io;

use serde::Deserialize;

use super::FORMAT;
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, Text, TextVariable,
};
use crate::seam::{Evidence, Member, Members, Reader, Sign};
use crate::services::answer::{read_answer, take_identifiers};
use crate::syntax::Input;
use crate::syntax::json::stream::{Lists, RawValue};
use crate::syntax::json::typed::{List, Scalar, Shape, text};
use crate::values::identifiers::{Identifier, Label};
use crate::values::kinds::{KindEvidence, kind_of_dblp_key};
use crate::values::markup;
use crate::values::names;
use crate::values::names::GivenNames;

pub(super) struct SearchReader;

/// The path to the publications in an answer.
const LISTS: Lists = &[&["result", "hits", "hit"]];

/// The types of the search.
const TYPES: &[(&str, Kind)] = &[
    ("Journal Articles", Kind::ArticleJournal),
    ("Conference and Workshop Papers", Kind::PaperConference),
    ("Parts in Books or Collections", Kind::Chapter),
    ("Books and Theses", Kind::Book),
    ("Editorship", Kind::Collection),
    ("Reference Works", Kind::Entry),
    ("Data and Artifacts", Kind::Dataset),
    ("Informal and Other Publications", Kind::Article),
    ("Informal Publications", Kind::Article),
];

/// The members around the hits of a search.
pub(super) const ANSWER: Evidence = Evidence::decisive(Sign::Members(Members {
    all: &[Member::Any("result.hits")],
    some: &[(1, &[Member::Any("result.query"), Member::Any("result.status")])],
    ..Members::NONE
}));

/// The members of a hit.
pub(super) const HIT: Evidence =
    Evidence::decisive(Members::all(&[""], &[Member::Any("info.key"), Member::Any("info.venue")]));

/// An answer with a single hit, which is not a list, or a hit.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer<'a> {
    #[serde(borrow)]
    result: Option<Found<'a>>,
    #[serde(borrow)]
    info: Option<Info<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Found<'a> {
    #[serde(borrow)]
    hits: Option<Hits<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Hits<'a> {
    #[serde(borrow)]
    hit: List<Hit<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Hit<'a> {
    #[serde(borrow)]
    info: Option<Info<'a>>,
}

/// A publication.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Info<'a> {
    #[serde(borrow)]
    pub(super) authors: Option<Authors<'a>>,
    #[serde(borrow)]
    pub(super) title: Option<TextOrObject<'a>>,
    #[serde(borrow)]
    pub(super) venue: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) publisher: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) volume: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) number: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) pages: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) year: Option<Scalar<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) type_name: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) key: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) doi: Option<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) ee: List<Scalar<'a>>,
    #[serde(borrow)]
    pub(super) isbn: List<Scalar<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Authors<'a> {
    #[serde(borrow)]
    pub(super) author: List<TextOrObject<'a>>,
}

/// A text, or an object that contains the text and the attributes of its element.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum TextOrObject<'a> {
    Text(#[serde(borrow)] Scalar<'a>),
    Object {
        #[serde(borrow, default)]
        text: Option<Scalar<'a>>,
    },
}

impl TextOrObject<'_> {
    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(scalar) => scalar.trimmed(),
            Self::Object { text: scalar } => text(scalar),
        }
    }
}

struct AnswerShape;

impl Shape for AnswerShape {
    type Of<'de> = Answer<'de>;
}

impl Reader for SearchReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        read_answer::<AnswerShape>(input, FORMAT.id, LISTS, out, diag, |answer, source, diag| {
            // The only hit of an answer is not a list.
            let hit = || answer.result?.hits?.hit.0.into_iter().next()?.info;
            let info = answer.info.or_else(hit)?;
            Some(record_of_info(&info, source, diag))
        })
    }
}

/// Makes the record of a publication.
pub(super) fn record_of_info(info: &Info<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    kind(info).put(&mut record);
    if let Some(title) = info.title.as_ref().and_then(TextOrObject::text) {
        record.set_text(TextVariable::Title, title_without_stop(title));
    }
    let authors = info.authors.iter().flat_map(|authors| &authors.author.0).filter_map(TextOrObject::text);
    let names = authors.map(markup::plain_text).map(|name| {
        let (name, _) = names::without_dblp_number(&name);
        names::read(name, GivenNames::Plain)
    });
    names::set(&mut record, NameVariable::Author, names.collect::<Vec<_>>(), false);
    set_venue(&mut record, info);
    for (variable, number) in [
        (NumberVariable::Volume, text(&info.volume).filter(|volume| !volume.starts_with("abs/"))),
        (NumberVariable::Issue, text(&info.number)),
        (NumberVariable::Page, text(&info.pages)),
    ] {
        record.set_number(variable, number.unwrap_or_default());
    }
    record.set_text(TextVariable::Publisher, text(&info.publisher).map(markup::text).unwrap_or_default());
    if let Some(year) = text(&info.year) {
        record.set_date(DateVariable::Issued, Date::parse(year));
    }
    let number = text(&info.volume).and_then(|volume| volume.strip_prefix("abs/"));
    let isbn: Vec<&str> = info.isbn.0.iter().filter_map(Scalar::trimmed).collect();
    let isbn = isbn.join(" ");
    let labelled = [(Label::Doi, text(&info.doi)), (Label::Arxiv, number), (Label::Isbn, Some(isbn.as_str()))];
    take_identifiers(&mut record, labelled, source, diag);
    let address = info.ee.0.iter().filter_map(Scalar::trimmed).find_map(|ee| match Identifier::recognise(ee)? {
        Identifier::Url(url) => Some(url),
        _ => None,
    });
    record.set_identifier(IdentifierVariable::Url, address.unwrap_or_default());
    // The citation keys of DBLP's own BibTeX.
    record.id = text(&info.key).map(|key| format!("DBLP:{key}")).unwrap_or_default();
    record
}

/// Returns the type given by the search. The key refines it: a book may be a thesis, and an informal publication a
/// report.
fn kind(info: &Info<'_>) -> KindEvidence {
    let name = text(&info.type_name).unwrap_or_default();
    let stated = TYPES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
    let key = text(&info.key).unwrap_or_default();
    match (stated, kind_of_dblp_key(key)) {
        (Some(Kind::Book), Some(kind @ Kind::Thesis))
        | (Some(Kind::Article), Some(kind @ Kind::Report))
        | (None, Some(kind)) => KindEvidence::inferred(kind, format!("its key is {key}")),
        (stated, _) => KindEvidence::stated(stated.unwrap_or_default()),
    }
}

/// Sets the venue. The venue of a book is its series; a paper in a series has two venues.
fn set_venue(record: &mut Record, info: &Info<'_>) {
    let mut venues = info.venue.0.iter().filter_map(Scalar::trimmed).map(markup::text);
    match record.kind {
        Kind::Book | Kind::Thesis | Kind::Collection => {
            record.set_text(TextVariable::CollectionTitle, venues.next().unwrap_or_default());
        }
        // CoRR is arXiv.
        Kind::Article => {}
        _ => {
            record.set_text(TextVariable::ContainerTitle, venues.next().unwrap_or_default());
            record.set_text(TextVariable::CollectionTitle, venues.next().unwrap_or_default());
        }
    }
    let others: Vec<String> = venues.map(|venue| venue.to_plain()).collect();
    if !others.is_empty() {
        record.keep_extra(FORMAT.id, "venue", others);
    }
}

/// Returns a title without the full stop that DBLP puts after every title.
fn title_without_stop(title: &str) -> Text {
    let title = title.trim_end();
    let is_own = title.ends_with("...");
    markup::text(title.strip_suffix('.').filter(|_| !is_own).unwrap_or(title))
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::diag::Code;
    use crate::model::{IdentifierVariable, Kind, Name, NameVariable, Record, Text, TextVariable};
    use crate::seam::testing;

    fn read(json: &str) -> (Vec<Record>, Vec<Code>) {
        testing::read_with_codes(&FORMAT, json)
    }

    #[test]
    fn one_of_something_is_no_list() {
        let hit = r#"{"info":{"authors":{"author":{"@pid":"1","text":"Ada Example 0002"}},"title":"On A &amp; B.",
            "venue":"CoRR","volume":"abs/2210.12430","year":"2022","type":"Informal and Other Publications",
            "key":"journals/corr/abs-2210-12430","ee":"https://doi.org/10.48550/arXiv.2210.12430"}}"#;
        for text in [
            hit.to_owned(),
            format!(r#"{{"result":{{"query":"x","hits":{{"@total":"1","hit":[{hit}]}}}}}}"#),
            format!(r#"{{"result":{{"query":"x","hits":{{"@total":"1","hit":{hit}}}}}}}"#),
        ] {
            let (records, codes) = read(&text);
            assert_eq!((records.len(), codes), (1, vec![]), "{text}");
            let record = &records[0];
            assert_eq!((record.kind, record.plain_title().as_str()), (Kind::Article, "On A & B"));
            assert_eq!(record.names[&NameVariable::Author].list, [Name::person("Example", "Ada")]);
            assert_eq!(record.identifiers[&IdentifierVariable::Eprint], "2210.12430");
        }
    }

    #[test]
    fn keys_tell_theses_and_the_second_venue_is_a_series() {
        let (records, _) =
            read(r#"{"info":{"title":"T.","type":"Books and Theses","key":"phd/no/X","venue":["A","B"]}}"#);
        assert_eq!((records[0].kind, records[0].inferred.len()), (Kind::Thesis, 1));
        let json = r#"{"info":{"title":"T...","type":"Journal Articles","key":"journals/x/Y","venue":["A","B"]}}"#;
        let (records, _) = read(json);
        assert_eq!(records[0].plain_title(), "T...");
        assert_eq!(records[0].text(TextVariable::CollectionTitle), Some(&Text::plain("B")));
    }

    #[test]
    fn a_search_without_hits_is_empty() {
        let text = r#"{"result":{"query":"x","status":{"@code":"200"},"hits":{"@total":"0","@sent":"0"}}}"#;
        assert_eq!(read(text), (vec![], vec![Code::NoRecords]));
    }
}
