//! Makes records from RIS.

use std::io;

use crate::diag::{Code, Diagnostic, Sink};
use crate::library::tagged::builder::Builder;
use crate::library::tagged::dates;
use crate::library::tagged::serial::{once_each, serial, without_remarks};
use crate::library::tagged::types::kind_of;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, TextVariable, Variable,
    WithinYear,
};
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::tagged::records::{BlankLine, Field, Layout, Tagged, for_each_record};
use crate::text::identifiers::{normalise_doi, normalise_pmcid};
use crate::values::identifiers::malformed;
use crate::values::names::GivenNames;

use super::fields::{EDITED_BOOK, FIELDS, GENERIC, TYPES, type_code};
use super::service_notes::of_service;
use super::{FORMAT, LABELLED};

pub(super) struct RisReader;

const LAYOUT: Layout = Layout {
    field,
    starts: |tag| tag == "TY",
    end: Some("ER"),
    blank_line: BlankLine::Nothing,
    about_the_file: &[],
    beginning: "“TY  - ” and a type",
};

impl Reader for RisReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        for_each_record(input, &LAYOUT, diag, &mut |tagged, diag| out(record(&tagged, diag)))
    }
}

/// Reads "TY  - JOUR", also with one or three spaces, without a space after the hyphen at the end of the line, and "ER"
/// alone.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let tag = line.get(..2)?;
    let is_tag = tag.as_bytes()[0].is_ascii_uppercase()
        && (tag.as_bytes()[1].is_ascii_uppercase() || tag.as_bytes()[1].is_ascii_digit());
    if !is_tag {
        return None;
    }
    if line.trim_end() == "ER" {
        return Some((tag, ""));
    }
    let spaced = &line[2..];
    let value = spaced.trim_start_matches(' ').strip_prefix('-')?;
    let is_spaced = value.is_empty() || value.starts_with(' ') || spaced.starts_with("  ");
    (is_spaced && spaced.len() - value.len() <= 4).then_some((tag, value))
}

fn record(tagged: &Tagged, diag: &mut dyn Sink) -> Record {
    let (kind, reason) = kind(tagged, diag);
    let mut builder = Builder::new(kind, FORMAT.id, &FIELDS, tagged.line());
    if let Some(reason) = reason {
        builder.record.mark_inferred(Variable::Kind, reason);
    }
    let unknown_type = tagged.fields.first().filter(|field| kind_of(TYPES, type_code(&field.value)).is_none());
    if let Some(field) = unknown_type {
        builder.extra("TY", &field.value);
    }
    issued(&mut builder, tagged);
    pages(&mut builder, tagged);
    container(&mut builder, tagged);
    for field in tagged.fields.iter().skip(1).filter(|field| !field.value.is_empty()) {
        set(&mut builder, tagged, field, diag);
    }
    builder.finish(GivenNames::Plain, tagged, diag)
}

/// Returns the type of work, and the reason if RIS's type does not determine it.
fn kind(tagged: &Tagged, diag: &mut dyn Sink) -> (Kind, Option<&'static str>) {
    let labelled = |line: &str| line.strip_prefix("type: ").and_then(Kind::from_name);
    if let Some(kind) = tagged.values(LABELLED).find_map(labelled) {
        return (kind, None);
    }
    let Some(first) = tagged.fields.first() else { return (Kind::Document, None) };
    let is_article = ["JF", "JO", "JA"].iter().any(|tag| tagged.has(tag)) || tagged.has("T2") && tagged.has("VL");
    let code = type_code(&first.value);
    match kind_of(TYPES, code) {
        Some(Kind::Document) if code.eq_ignore_ascii_case(GENERIC) && is_article => {
            (Kind::ArticleJournal, Some("the type is generic, and a journal is given"))
        }
        Some(kind) => (kind, None),
        None => {
            let message = format!("“{}” is not one of RIS's types", first.value);
            diag.report(Diagnostic::new(Code::UnknownType, message).at(tagged.place(first)));
            match is_article {
                true => (Kind::ArticleJournal, Some("the type is unknown, and a journal is given")),
                false => (Kind::Document, None),
            }
        }
    }
}

fn set(builder: &mut Builder, tagged: &Tagged, field: &Field, diag: &mut dyn Sink) {
    let Field { tag, value, .. } = field;
    let kind = builder.record.kind;
    let is_paper = kind == Kind::PaperConference;
    let text = |variable| Variable::Text(variable);
    match tag.as_str() {
        "PY" | "DA" | "Y1" | "SP" | "EP" | "JF" | "JO" => {}
        "ID" if builder.record.id.is_empty() => builder.record.id = value.clone(),
        LABELLED if builder.labelled(value) => {}
        "Y2" => accessed(builder, tagged, field, diag),
        "N1" => note(builder, value),
        "AU" | "A1" if is_edited_book(tagged) => _ = builder.set(Variable::Names(NameVariable::Editor), value),
        "T2" if is_paper && tagged.has("C3") => _ = builder.set(text(TextVariable::EventTitle), value),
        "CY" if is_paper && tagged.has("C1") => _ = builder.set(text(TextVariable::EventPlace), value),
        "C1" if is_paper => _ = builder.set(text(TextVariable::PublisherPlace), value),
        "SN" => {
            let variable = serial(kind, value);
            if !builder.set(variable, &once_each(&without_remarks(value))) {
                builder.extra(tag, value);
            }
        }
        "BT" if !["TI", "T1", "CT"].iter().any(|tag| tagged.has(tag)) => {
            _ = builder.set(text(TextVariable::Title), value)
        }
        // The tag has no meaning of its own: Embase writes addresses into it, EndNote the issue.
        "M1" if is_in_periodical(kind) && normalise_doi(value).is_none() && !is_issue(value) => {
            builder.extra(tag, value)
        }
        "M1" | "M3" | "L3" if normalise_doi(value).is_some() => {
            let doi = Variable::Identifier(IdentifierVariable::Doi);
            if !builder.set(doi, value) {
                builder.extra(tag, value);
            }
        }
        "C2" | "C3" | "C7" if value.starts_with("PMC") && normalise_pmcid(value).is_some() => {
            if !builder.set(Variable::Identifier(IdentifierVariable::Pmcid), value) {
                builder.extra(tag, value);
            }
        }
        "C2" => builder.extra(tag, value),
        "DO" | "DI" if normalise_doi(value).is_none() => {
            diag.report(malformed("DOI", value).at(tagged.place(field)));
            builder.field(tag, value);
        }
        // ScienceDirect omits the scheme.
        "UR" if value.starts_with("//") => builder.field(tag, &format!("https:{value}")),
        "UR" => value.lines().for_each(|url| builder.field(tag, url)),
        tag => builder.field(tag, value),
    }
}

/// Whether `M1` may be the issue of a work.
fn is_in_periodical(kind: Kind) -> bool {
    kind == Kind::PaperConference || Kind::IN_PERIODICAL.contains(&kind)
}

/// Whether a text may be the number of an issue: "3", "Suppl. 1", "7-8".
fn is_issue(value: &str) -> bool {
    const LONGEST: usize = 24;
    let is_number = value.contains(|character: char| character.is_numeric()) && !value.contains(['@', ';', ',', ':']);
    value.len() <= LONGEST && (is_number || value.to_ascii_lowercase().starts_with("suppl"))
}

fn is_edited_book(tagged: &Tagged) -> bool {
    tagged.fields.first().is_some_and(|field| type_code(&field.value).eq_ignore_ascii_case(EDITED_BOOK))
}

/// Sets a note, or keeps information about a service in one: "Cited By :44".
fn note(builder: &mut Builder, value: &str) {
    match of_service(value) {
        Some((label, value)) => builder.extra(&format!("N1 {label}"), value),
        None => builder.field("N1", value),
    }
}

/// Sets the pages: `SP` and `EP`, or a range in either.
fn pages(builder: &mut Builder, tagged: &Tagged) {
    let (start, end) = (tagged.values("SP").next(), tagged.values("EP").next());
    let page = Variable::Number(NumberVariable::Page);
    let is_range = |pages: &str| pages.contains(['-', '–']);
    match (start, end) {
        (Some(start), Some(end)) if is_range(start) => {
            builder.set(page, start);
            builder.extra("EP", end);
        }
        (Some(start), Some(end)) => _ = builder.set(page, &format!("{start}-{end}")),
        (None, Some(end)) => _ = builder.set(page, end),
        (Some(start), None) => builder.field("SP", start),
        (None, None) => {}
    }
    for tag in ["SP", "EP"] {
        tagged.values(tag).skip(1).for_each(|more| builder.extra(tag, more));
    }
}

/// Sets the title of the periodical: `T2`, `JF` or `JO`, or else the abbreviation. If they contain several titles, the
/// second is the abbreviation.
fn container(builder: &mut Builder, tagged: &Tagged) {
    let kind = builder.record.kind;
    let holds = |tag: &str| FIELDS.row_of(kind, tag).map(|row| row.variable);
    let container = Variable::Text(TextVariable::ContainerTitle);
    let full = ["T2", "JF", "JO"].iter().filter(|tag| **tag != "T2" || holds("T2") == Some(container));
    let titles: Vec<&str> = full.flat_map(|tag| tagged.values(tag)).collect();
    let short = ["JA", "J2"].iter().flat_map(|tag| tagged.values(tag)).next();
    let is_periodical = matches!(kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper);
    let labelled = |line: &str| line.starts_with("container-title");
    if tagged.values(LABELLED).any(labelled) || kind == Kind::PaperConference && tagged.has("C3") {
        ["JF", "JO"].iter().flat_map(|tag| tagged.values(tag)).for_each(|title| builder.extra("JO", title));
        return;
    }
    match (titles.as_slice(), short) {
        ([], Some(short)) if is_periodical => _ = builder.set(container, short),
        ([], _) => {}
        ([title, more @ ..], _) => {
            builder.set(container, title);
            for other in more.iter().filter(|other| *other != title) {
                if short.is_some() || !builder.set(Variable::Text(TextVariable::ContainerTitleShort), other) {
                    builder.extra("JO", other);
                }
            }
        }
    }
}

/// Sets the date: the most precise one of those that agree with the year. `DA` may be the date of access, so it does
/// not count if it is in another year.
fn issued(builder: &mut Builder, tagged: &Tagged) {
    let of_tag = |tag: &str| tagged.values(tag).find_map(dates::read);
    let [day, published, older] = ["DA", "PY", "Y1"].map(of_tag);
    let year_of = |date: &Date| date.first_point().map(|point| point.year);
    let year = [&published, &day, &older].into_iter().flatten().find_map(year_of);
    // "July"
    let in_year = |date: Option<Date>| match (date, year) {
        (Some(Date::Literal(words)), Some(year)) => dates::read_in_year(&words, year).or(Some(Date::Literal(words))),
        (date, _) => date,
    };
    let known = [in_year(day), published, in_year(older)];
    let exactness = |date: &Date| match date.first_point().map(|point| point.within) {
        None => 0,
        Some(WithinYear::Whole) => 1 + u8::from(matches!(date, Date::Range(..))),
        Some(WithinYear::Season(_)) => 2,
        Some(WithinYear::Month(_)) => 3,
        Some(WithinYear::Day(..)) => 4,
    };
    let agreeing = known.into_iter().flatten().filter(|date| year.is_none() || year_of(date) == year);
    // The first of those that are equally precise.
    let best = agreeing.reduce(|best, date| if exactness(&date) > exactness(&best) { date } else { best });
    if let Some(date) = &best {
        builder.record.set_date(DateVariable::Issued, date.clone());
    }
    for field in tagged.fields.iter().filter(|field| matches!(field.tag.as_str(), "DA" | "PY" | "Y1")) {
        let is_said = dates::read(&field.value).is_none_or(|date| {
            Some(&date) == best.as_ref()
                || in_year(Some(date.clone())) == best
                || year_of(&date) == year && exactness(&date) == 1
        });
        if !is_said {
            builder.extra(&field.tag, &field.value);
        }
    }
}

fn accessed(builder: &mut Builder, tagged: &Tagged, field: &Field, diag: &mut dyn Sink) {
    match dates::read(&field.value) {
        Some(Date::Literal(words)) => {
            let message = format!("“{words}” is not a date; it was kept as text");
            diag.report(Diagnostic::new(Code::InvalidDate, message).at(tagged.place(field)));
            builder.record.set_date(DateVariable::Accessed, Date::Literal(words));
        }
        Some(date) if !builder.record.has(Variable::Date(DateVariable::Accessed)) => {
            builder.record.set_date(DateVariable::Accessed, date);
        }
        Some(_) => builder.extra(&field.tag, &field.value),
        None => {}
    }
}
