//! OpenReview; read only.

use serde::Deserialize;

use super::answer::{AnswerReader, take_identifiers};
use crate::diag::Sink;
use crate::model::{Date, DateVariable, IdentifierVariable, Kind, NameVariable, Point, Record, TextVariable, Variable};
use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition, Row, Sign};
use crate::syntax::json;
use crate::syntax::json::stream::RawValue;
use crate::syntax::json::typed::{Inside, List, Scalar, Shape, text};
use crate::values::identifiers::Label;
use crate::values::kinds::KindEvidence;
use crate::values::markup;
use crate::values::names::{self, GivenNames};

/// OpenReview: submissions to conferences and journals, as its API returns them (`notes`). Read only.
///
/// Both versions of the API are read: in version 2, every field of `content` is an object with a `value`. The venue says
/// whether a submission was accepted; what is under review, was rejected or withdrawn is a manuscript without a venue,
/// whose `venue` is kept. The year is that of the day of publication (`pdate`), or else that in the name of the venue. The
/// address is made from the id of the forum. Reviews and comments are not works.
/// <https://docs.openreview.net/reference/api-v2/entities/note/fields>
pub static FORMAT: Format = Format {
    id: "openreview",
    name: "OpenReview",
    summary: "papers from OpenReview's API, versions 1 and 2",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&READER),
    fields: &FieldMap { rows: ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

const ROWS: &[Row] = &[
    Row::read("content.venue", Variable::Kind),
    Row::read("content.title", Variable::Text(TextVariable::Title)),
    Row::read("content.authors", Variable::Names(NameVariable::Author)),
    Row::read("content.abstract", Variable::Text(TextVariable::Abstract)),
    Row::read("content.venue", Variable::Text(TextVariable::ContainerTitle)),
    Row::read("pdate", Variable::Date(DateVariable::Issued)),
    Row::read("cdate", Variable::Date(DateVariable::Submitted)),
    Row::read("forum", Variable::Identifier(IdentifierVariable::Url)),
    Row::read("content.keywords", Variable::Tags),
];

/// A note.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Note<'a> {
    #[serde(borrow)]
    id: Option<Scalar<'a>>,
    #[serde(borrow)]
    forum: Option<Scalar<'a>>,
    cdate: Option<serde_json::Value>,
    tcdate: Option<serde_json::Value>,
    pdate: Option<serde_json::Value>,
    #[serde(borrow)]
    content: Inside<Content<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Content<'a> {
    #[serde(borrow)]
    title: Field<'a>,
    #[serde(borrow)]
    authors: Field<'a>,
    #[serde(borrow)]
    authorids: Field<'a>,
    #[serde(borrow, rename = "abstract")]
    summary: Field<'a>,
    #[serde(borrow)]
    venue: Field<'a>,
    #[serde(borrow)]
    venueid: Field<'a>,
    #[serde(borrow)]
    keywords: Field<'a>,
    #[serde(borrow, rename = "TL;DR")]
    summary_in_brief: Field<'a>,
    #[serde(borrow, rename = "_bibtex")]
    bibtex: Field<'a>,
}

/// A field: texts, or in version 2 an object whose value they are. Authors may be objects with their full names.
#[derive(Default)]
struct Field<'a>(Vec<Scalar<'a>>);

impl Field<'_> {
    fn text(&self) -> Option<&str> {
        self.0.iter().find_map(Scalar::trimmed)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Field<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Valued<'b> {
            #[serde(borrow)]
            value: List<TextOrPerson<'b>>,
        }

        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either<'b> {
            Valued(#[serde(borrow)] Valued<'b>),
            Texts(#[serde(borrow)] List<TextOrPerson<'b>>),
        }

        let (Either::Texts(texts) | Either::Valued(Valued { value: texts })) = Either::deserialize(deserializer)?;
        Ok(Self(texts.0.into_iter().filter_map(TextOrPerson::text).collect()))
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum TextOrPerson<'a> {
    Text(#[serde(borrow)] Scalar<'a>),
    Person {
        #[serde(borrow)]
        fullname: Option<Scalar<'a>>,
    },
}

impl<'a> TextOrPerson<'a> {
    fn text(self) -> Option<Scalar<'a>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Person { fullname } => fullname,
        }
    }
}

struct NoteShape;

impl Shape for NoteShape {
    type Of<'de> = Note<'de>;
}

/// The content of a note, and a member that notes have.
const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Members(Members {
    of: &["", "notes"],
    all: &[Member::Any("content.title")],
    some: &[(
        1,
        &[
            Member::Any("forum"),
            Member::Any("content.authorids"),
            Member::Any("invitation"),
            Member::Any("invitations"),
        ],
    )],
}))];

static READER: AnswerReader<NoteShape> = AnswerReader {
    format: &FORMAT,
    lists: &[&["notes"]],
    to_record: |note, source, diag| {
        let content = note.content.0.as_deref()?;
        let is_paper =
            content.title.text().is_some() && !content.authors.0.is_empty() || content.venue.text().is_some();
        is_paper.then(|| record(&note, content, source, diag))
    },
};

fn record(note: &Note<'_>, content: &Content<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    for (variable, value) in [(TextVariable::Title, &content.title), (TextVariable::Abstract, &content.summary)] {
        record.set_text(variable, markup::text(value.text().unwrap_or_default()));
    }
    let authors = content.authors.0.iter().filter_map(Scalar::trimmed);
    names::set(&mut record, NameVariable::Author, authors.map(|name| names::read(name, GivenNames::Plain)), false);
    let venue = content.venue.text();
    let publication = Publication::of(venue, content.venueid.text());
    publication.kind().put(&mut record);
    match (publication, venue) {
        (Publication::Unpublished, Some(venue)) => record.keep_extra(FORMAT.id, "venue", venue),
        (_, venue) => record.set_text(TextVariable::ContainerTitle, venue.unwrap_or_default()),
    }
    set_dates(&mut record, note, venue.filter(|_| publication != Publication::Unpublished));
    if let Some(forum) = text(&note.forum).or(text(&note.id)) {
        let address = format!("https://openreview.net/forum?id={forum}");
        take_identifiers(&mut record, [(Label::Url, Some(address.as_str()))], source, diag);
    }
    record.set_tags(content.keywords.0.iter().filter_map(Scalar::trimmed).map(str::to_owned).collect());
    for (name, value) in [
        ("id", text(&note.id)),
        ("venueid", content.venueid.text()),
        ("TL;DR", content.summary_in_brief.text()),
        ("_bibtex", content.bibtex.text()),
    ] {
        if let Some(value) = value {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    let ids: Vec<&str> = content.authorids.0.iter().filter_map(Scalar::trimmed).collect();
    if !ids.is_empty() {
        record.keep_extra(FORMAT.id, "authorids", ids);
    }
    record
}

/// Where a submission was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Publication {
    Conference,
    Journal,
    Preprint,
    /// It is under review, or was rejected or withdrawn.
    Unpublished,
}

/// What the venues of submissions say that were not accepted.
const NOT_ACCEPTED: &[&str] =
    &["submitted", "submission", "withdrawn", "rejected", "reject", "under review", "decision pending"];

impl Publication {
    fn of(venue: Option<&str>, venue_id: Option<&str>) -> Self {
        let venue = venue.unwrap_or_default().to_lowercase();
        let id = venue_id.unwrap_or_default().to_lowercase();
        match () {
            () if venue.is_empty() || NOT_ACCEPTED.iter().any(|words| venue.contains(words) || id.ends_with(words)) => {
                Self::Unpublished
            }
            () if venue.starts_with("corr") || venue.contains("arxiv") => Self::Preprint,
            () if id.starts_with("tmlr")
                || venue.contains("tmlr")
                || id.contains("/journals/")
                || venue.contains("journal") =>
            {
                Self::Journal
            }
            () => Self::Conference,
        }
    }

    fn kind(self) -> KindEvidence {
        match self {
            Self::Conference => {
                KindEvidence::inferred(Kind::PaperConference, "its venue is one of OpenReview's conferences")
            }
            Self::Journal => KindEvidence::inferred(Kind::ArticleJournal, "its venue is a journal"),
            Self::Preprint => KindEvidence::inferred(Kind::Article, "its venue is a preprint server"),
            Self::Unpublished => KindEvidence::inferred(Kind::Manuscript, "it has no venue that accepted it"),
        }
    }
}

/// Sets the day of publication, or the year in the name of the venue, and the day of submission.
fn set_dates(record: &mut Record, note: &Note<'_>, venue: Option<&str>) {
    let published = note.pdate.as_ref().and_then(day).map(Date::Point);
    let year_of_venue = venue.and_then(|venue| {
        let words = venue.split(|character: char| !character.is_ascii_digit());
        words.filter_map(|word| word.parse().ok()).find(|year| (1980..2100).contains(year))
    });
    match (published, year_of_venue) {
        (Some(date), _) => record.set_date(DateVariable::Issued, date),
        (None, Some(year)) => {
            record.set_date(DateVariable::Issued, Date::Point(Point::year(year)));
            record.mark_inferred(Variable::Date(DateVariable::Issued), "the year is in the name of the venue");
        }
        (None, None) => {}
    }
    if let Some(day) = note.cdate.as_ref().or(note.tcdate.as_ref()).and_then(day) {
        record.set_date(DateVariable::Submitted, Date::Point(day));
    }
}

/// Returns the day (UTC) of a point in time in milliseconds since the beginning of 1970.
fn day(milliseconds: &serde_json::Value) -> Option<Point> {
    let days = milliseconds.as_i64().filter(|time| *time > 0)? / 86_400_000;
    // Days since the first of March of the year 0, in eras of 400 years, so that leap days are at the end of years.
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Point::day(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{FORMAT, day};
    use crate::diag::Code;
    use crate::model::{DateVariable, IdentifierVariable, Kind, Name, NameVariable, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing::{likelihood, plain, read_with_codes};

    #[test]
    fn both_versions_are_read() {
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/openreview/version_2.json"));
        assert_eq!((records.len(), codes), (2, vec![]));
        let (first, second) = (&records[0], &records[1]);
        assert_eq!(
            (first.kind, plain(first, TextVariable::ContainerTitle).as_str()),
            (Kind::PaperConference, "TIDES 2024 poster")
        );
        assert_eq!(first.dates[&DateVariable::Issued].to_string(), "2024-01-16");
        assert_eq!(first.dates[&DateVariable::Submitted].to_string(), "2023-09-29");
        assert_eq!(first.identifier(IdentifierVariable::Url), Some("https://openreview.net/forum?id=hArB0ur123"));
        assert_eq!((second.kind, plain(second, TextVariable::ContainerTitle).as_str()), (Kind::Manuscript, ""));
        let (records, codes) = read_with_codes(&FORMAT, include_str!("../../fixtures/openreview/version_1.json"));
        assert_eq!((records.len(), codes), (1, vec![]));
        assert_eq!(records[0].dates[&DateVariable::Issued].to_string(), "2021");
        assert_eq!(records[0].tags, ["tides"]);
    }

    #[test]
    fn days_are_counted_from_1970() {
        for (time, expected) in [
            (1_u64, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (1_709_164_800_000, "2024-02-29"),
            (1_735_689_599_999, "2024-12-31"),
        ] {
            assert_eq!(day(&json!(time)).unwrap().to_string(), expected);
        }
        assert_eq!((day(&json!(0)), day(&json!("x")), day(&json!(u64::MAX))), (None, None, None));
    }

    #[test]
    fn reviews_are_not_works() {
        let review = r#"{"notes": [{"id": "r", "forum": "f", "content": {"title": {"value": "Fine"}, "rating": {"value": 8}}}]}"#;
        assert_eq!(read_with_codes(&FORMAT, review), (vec![], vec![Code::JsonNotRecord]));
    }

    #[test]
    fn authors_may_be_objects_and_reviews_are_next_to_papers() {
        for authors in [
            r#"{"value": [{"fullname": "Ada Lund", "username": "~Ada_Lund1"}, {"username": "~X", "fullname": "Bo Berg"}]}"#,
            r#"[{"fullname": "Ada Lund"}, {"fullname": "Bo Berg", "institutions": []}]"#,
            r#"{"value": ["Ada Lund", "Bo Berg"]}"#,
        ] {
            let notes = format!(
                r#"{{"notes": [{{"id": "r", "forum": "p", "content": {{"title": {{"value": "Fine"}}}}}},
                {{"id": "p", "forum": "p", "content": {{"title": {{"value": "T"}}, "authors": {authors}}}}}]}}"#
            );
            let (records, codes) = read_with_codes(&FORMAT, &notes);
            assert_eq!((records.len(), codes), (1, vec![Code::NotWorks]));
            let names: Vec<String> =
                records[0].names[&NameVariable::Author].list.iter().map(Name::to_display_order).collect();
            assert_eq!(names, ["Ada Lund", "Bo Berg"], "{authors}");
        }
    }

    #[test]
    fn notes_are_recognised_in_any_order() {
        for text in [
            r#"{"notes": [{"content": {"title": {"value": "T"}}, "forum": "x"}], "count": 1}"#,
            r#"{"content": {"authorids": [], "title": "T"}, "id": "x"}"#,
        ] {
            assert_eq!(likelihood(&FORMAT, text), Likelihood::Certain, "{text}");
        }
        assert_eq!(likelihood(&FORMAT, r#"{"content": {"title": "T"}}"#), Likelihood::No);
    }
}
