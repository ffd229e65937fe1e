//! Makes records from nbib.

use std::collections::BTreeSet;
use std::io;

use crate::diag::Sink;
use crate::library::tagged::builder::Builder;
use crate::library::tagged::dates;
use crate::library::tagged::types::kind_of;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::tagged::records::{BlankLine, Layout, Tagged, for_each_record};
use crate::text::identifiers::normalise_orcid;
use crate::text::words::single_spaced;
use crate::values::date_words::understood;
use crate::values::languages::tag_of;
use crate::values::names;
use crate::values::names::{GivenNames, ReadName};

use super::fields::{FIELDS, TYPES};
use super::{FORMAT, field};

pub(super) struct NbibReader;

const LAYOUT: Layout = Layout {
    field,
    starts: |tag| tag == "PMID",
    end: None,
    blank_line: BlankLine::EndsRecord,
    about_the_file: &[],
    beginning: "“PMID- ” and a number",
};

/// Tags about MEDLINE's own processing rather than the publication, and tags that repeat other fields.
const OF_MEDLINE: &[&str] = &[
    "OWN", "STAT", "DA", "DCOM", "DRDT", "CTDT", "IRDT", "LR", "EDAT", "MHDA", "CRDT", "CDAT", "SB", "JID", "OID",
    "OTO", "SO", "PST", "PMCR", "AU", "ED",
];

/// The maximum length of serial numbers in bytes; longer ones are kept as extra fields.
const LONGEST_NUMBERS: usize = 1000;

impl Reader for NbibReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        for_each_record(input, &LAYOUT, diag, &mut |tagged, diag| out(record(&tagged, diag)))
    }
}

fn record(tagged: &Tagged, diag: &mut dyn Sink) -> Record {
    let kind = kind(tagged);
    let mut builder = Builder::new(kind, FORMAT.id, &FIELDS, tagged.line());
    let places = Places { all: tagged.values("LID").map(single_spaced).collect(), pages: tagged.values("PG").next() };
    let is_of_book = matches!(kind, Kind::Book | Kind::Chapter);
    for field in tagged.fields.iter().filter(|field| !field.value.is_empty()) {
        let value = single_spaced(&field.value);
        match field.tag.as_str() {
            tag if OF_MEDLINE.contains(&tag) => {}
            "FAU" | "FED" | "CN" | "AUID" | "PG" | "DP" => {}
            "PT" if value == "Journal Article" || kind_of(TYPES, &value) == Some(kind) => {}
            "TI" => _ = builder.set(Variable::Text(TextVariable::Title), title(&value)),
            "TT" => _ = builder.set(Variable::Text(TextVariable::OriginalTitle), title(&value)),
            "JT" => journal(&mut builder, &value),
            "PL" if !is_of_book => builder.extra("PL", &value),
            "IS" | "ISBN" => serial(&mut builder, &field.tag, &value),
            "LID" | "AID" => location(&mut builder, &places, &field.tag, &value),
            "LA" => match &builder.record.language {
                None => builder.record.set_language(tag_of(&value)),
                Some(_) => builder.extra("LA", &value),
            },
            "DEP" => match dates::read(&value) {
                Some(date @ Date::Point(_)) => builder.record.set_date(DateVariable::AvailableDate, date),
                _ => builder.extra("DEP", &value),
            },
            // A star marks a major topic.
            "OT" | "MH" => builder.field(&field.tag, &value.replace('*', "")),
            tag => builder.field(tag, &value),
        }
    }
    issued(&mut builder, tagged);
    pages(&mut builder, tagged);
    for (full, short, variable) in [("FAU", "AU", NameVariable::Author), ("FED", "ED", NameVariable::Editor)] {
        let (list, truncated) = people(tagged, full, short);
        names::set(&mut builder.record, variable, list, truncated);
    }
    builder.finish(GivenNames::BareInitials, tagged, diag)
}

fn kind(tagged: &Tagged) -> Kind {
    let told = tagged.values("PT").find_map(|name| kind_of(TYPES, name));
    told.unwrap_or_else(|| match () {
        () if tagged.has("JT") || tagged.has("TA") => Kind::ArticleJournal,
        () if tagged.has("BTI") && tagged.has("TI") => Kind::Chapter,
        () if tagged.has("BTI") => Kind::Book,
        () => Kind::ArticleJournal,
    })
}

/// Returns a title without the full stop that PubMed adds, and without the brackets of a translation.
pub(super) fn title(value: &str) -> &str {
    let title = value.strip_suffix('.').filter(|title| !title.ends_with('.')).unwrap_or(value);
    let inside =
        title.strip_prefix('[').and_then(|title| title.strip_suffix(']')).map(|title| title.trim_end_matches('.'));
    inside.filter(|inside| !inside.contains(['[', ']'])).unwrap_or(title)
}

/// Sets the title of a journal, without the place and the year that distinguish journals of the same title: "(Nowhere :
/// 1990)".
fn journal(builder: &mut Builder, value: &str) {
    let told_apart = value.strip_suffix(')').and_then(|value| value.rsplit_once(" (")).filter(|(_, apart)| {
        apart.rsplit_once(" : ").is_some_and(|(_, year)| year.len() >= 4 && year.as_bytes()[0].is_ascii_digit())
    });
    let title = told_apart.map_or(value, |(title, _)| title);
    if !builder.set(Variable::Text(TextVariable::ContainerTitle), title) || title != value {
        builder.extra("JT", value);
    }
}

/// Sets serial numbers such as "0027-8424 (Print)", each number once.
fn serial(builder: &mut Builder, tag: &str, value: &str) {
    let variable = if tag == "IS" { IdentifierVariable::Issn } else { IdentifierVariable::Isbn };
    let number = value.split(" (").next().unwrap_or(value).trim();
    match builder.record.identifiers.get_mut(&variable) {
        Some(numbers) if numbers.split(", ").any(|known| known == number) => {}
        Some(numbers) if numbers.len() > LONGEST_NUMBERS => builder.extra(tag, value),
        Some(numbers) => *numbers = format!("{numbers}, {number}"),
        None => builder.record.set_identifier(variable, number),
    }
}

/// The places of a work: its locations (`LID`) and its pages.
struct Places<'a> {
    all: BTreeSet<String>,
    pages: Option<&'a str>,
}

/// Sets a DOI (`10.7717/peerj.4375 [doi]`) or, if there are no pages, the number of the article (`4375 [pii]`).
fn location(builder: &mut Builder, places: &Places<'_>, tag: &str, value: &str) {
    let (location, sort) = match value.strip_suffix(']').and_then(|value| value.rsplit_once(" [")) {
        Some((location, sort)) => (location, sort),
        None => (value, ""),
    };
    let is_number_of_article = location.len() <= 12 && !location.contains(['(', '/', '.', '-']);
    let page = Variable::Number(NumberVariable::Page);
    // Locations are given twice, and the number of an article may also be given as its pages.
    let is_told = tag == "AID" && places.all.contains(value) || places.pages == Some(location);
    let is_kept = match sort {
        "doi" => builder.set(Variable::Identifier(IdentifierVariable::Doi), location),
        "pii" | "" if is_number_of_article && places.pages.is_none() => builder.set(page, location),
        _ => is_told,
    };
    if !is_kept {
        builder.extra(tag, value);
    }
}

/// Sets a date such as "2018 May-Jun", "2019 Winter", "2019 Dec-2020 Jan".
fn issued(builder: &mut Builder, tagged: &Tagged) {
    let Some(value) = tagged.values("DP").next() else { return };
    let over_years = || {
        let (start, end) = value.split_once('-')?;
        match (understood(start)?.first_point()?, understood(end)?.first_point()?) {
            (start, end) if start.sort_key() < end.sort_key() => Some(Date::Range(Some(start), Some(end))),
            _ => None,
        }
    };
    let date = understood(value).or_else(over_years).or_else(|| {
        // The rest of the date cannot be expressed; the year can.
        builder.extra("DP", value);
        value.get(..4).and_then(understood)
    });
    builder.record.set_date(DateVariable::Issued, date.unwrap_or_else(|| Date::Literal(value.to_owned())));
}

fn pages(builder: &mut Builder, tagged: &Tagged) {
    let Some(value) = tagged.values("PG").next() else { return };
    let ranges: Vec<String> = value.split(',').map(|range| in_full(range.trim())).collect();
    builder.record.set_number(NumberVariable::Page, ranges.join(", "));
}

/// Returns a range with its last page in full: "1003-1009" for "1003-9", "S12-S15" for "S12-5".
pub(super) fn in_full(range: &str) -> String {
    let Some((first, last)) = range.split_once('-') else { return range.to_owned() };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let start_of_digits = first.len() - first.bytes().rev().take_while(u8::is_ascii_digit).count();
    let digits = &first[start_of_digits..];
    match are_digits(digits) && are_digits(last) && last.len() < digits.len() {
        true => format!("{first}-{}{last}", &first[..first.len() - last.len()]),
        false => range.to_owned(),
    }
}

/// Returns the people of a role in order, with groups at their positions, and whether the list was truncated. A short
/// form is used only if no full form precedes it.
fn people(tagged: &Tagged, full: &str, short: &str) -> (Vec<ReadName>, bool) {
    let (mut people, mut truncated, mut is_told) = (Vec::<ReadName>::new(), false, false);
    for field in tagged.fields.iter().filter(|field| !field.value.is_empty()) {
        let (tag, value) = (field.tag.as_str(), single_spaced(&field.value));
        if tag == full || tag == short && !is_told {
            match value.trim_end_matches('.') {
                "et al" => truncated = true,
                _ => people.push(names::read(&value, GivenNames::BareInitials)),
            }
            is_told = tag == full;
        } else if tag == short {
            is_told = false;
        } else if tag == "CN" && full == "FAU" {
            people.push(ReadName { name: Name::Literal(value), rule: None });
        } else if let ("AUID", Some(ReadName { name: Name::Person(person), .. })) = (tag, people.last_mut()) {
            let orcid = normalise_orcid(value.trim_start_matches("ORCID:").trim());
            person.orcid = orcid.or_else(|| person.orcid.take());
        }
    }
    (people, truncated)
}
