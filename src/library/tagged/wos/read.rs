//! Makes records from Web of Science's tagged files.

use std::collections::BTreeMap;
use std::io;

use crate::diag::Sink;
use crate::library::tagged::builder::Builder;
use crate::library::tagged::dates;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, Variable,
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
use crate::values::pages;

use super::fields::FIELDS;
use super::{FORMAT, field};

pub(super) struct WosReader;

const LAYOUT: Layout = Layout {
    field,
    starts: |tag| tag == "PT",
    end: Some("ER"),
    blank_line: BlankLine::Nothing,
    about_the_file: &["FN", "VR", "EF"],
    beginning: "“PT ” and a letter",
};

/// The platform's abbreviations of seasons.
const SEASONS: [(&str, &str); 5] =
    [("SPR", "Spring"), ("SUM", "Summer"), ("FAL", "Fall"), ("AUT", "Autumn"), ("WIN", "Winter")];

/// The maximum length of serial numbers in bytes; longer ones are kept as extra fields.
const LONGEST_NUMBERS: usize = 1000;

impl Reader for WosReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        for_each_record(input, &LAYOUT, diag, &mut |tagged, diag| out(record(&tagged, diag)))
    }
}

/// Makes the record of fields.
pub(crate) fn record(tagged: &Tagged, diag: &mut dyn Sink) -> Record {
    let kind = kind(tagged);
    let mut builder = Builder::new(kind, FORMAT.id, &FIELDS, tagged.line());
    for field in tagged.fields.iter().filter(|field| !field.value.is_empty()) {
        let value = single_spaced(&field.value);
        match field.tag.as_str() {
            "PT" | "AU" | "AF" | "BA" | "BF" | "BE" | "CA" | "GP" | "OI" | "PY" | "PD" | "BP" | "EP" => {}
            // A book is its own source.
            "SO" if kind == Kind::Book => {}
            "SN" | "EI" | "BN" => serial(&mut builder, &field.tag, &value),
            "JI" | "J9" => abbreviation(&mut builder, tagged, &field.tag, &value),
            "LA" => builder.record.set_language(tag_of(&value)),
            "CY" | "EA" => match understood(&value) {
                Some(date) => {
                    let variable =
                        if field.tag == "CY" { DateVariable::EventDate } else { DateVariable::AvailableDate };
                    builder.record.set_date(variable, date);
                }
                None => builder.extra(&field.tag, &value),
            },
            // Lists keep their line breaks: addresses, cited references.
            "C1" | "CR" | "C3" | "EM" | "RI" => builder.extra(&field.tag, &field.value),
            tag => builder.field(tag, &value),
        }
    }
    issued(&mut builder, tagged);
    set_pages(&mut builder, tagged);
    people(&mut builder, tagged);
    builder.finish(GivenNames::BareInitials, tagged, diag)
}

/// Returns the type of work, by the types of the publication (`PT`) and of the document (`DT`).
fn kind(tagged: &Tagged) -> Kind {
    let sort = tagged.values("PT").next().unwrap_or_default();
    let documents: Vec<String> =
        tagged.values("DT").flat_map(|value| value.split(';')).map(|part| part.trim().to_lowercase()).collect();
    let is = |document: &str| documents.iter().any(|known| known == document);
    let has_container = tagged.values("SO").next().is_some_and(|source| {
        let title = tagged.values("TI").next().unwrap_or_default();
        let folded = |text: &str| single_spaced(text).trim_end_matches('.').to_lowercase();
        folded(source) != folded(title)
    });
    match sort {
        "P" => Kind::Patent,
        "J" if is("book review") => Kind::ReviewBook,
        "J" => Kind::ArticleJournal,
        _ if is("proceedings paper") || is("meeting abstract") => Kind::PaperConference,
        "C" => Kind::PaperConference,
        "B" | "S" if has_container => Kind::Chapter,
        "B" | "S" => Kind::Book,
        _ if is("dissertation") || is("thesis") => Kind::Thesis,
        _ => Kind::Document,
    }
}

fn serial(builder: &mut Builder, tag: &str, value: &str) {
    let variable = if tag == "BN" { IdentifierVariable::Isbn } else { IdentifierVariable::Issn };
    for number in value.split([';', ',']).map(str::trim).filter(|number| !number.is_empty()) {
        match builder.record.identifiers.get_mut(&variable) {
            Some(numbers) if numbers.split(", ").any(|known| known == number) => {}
            Some(numbers) if numbers.len() > LONGEST_NUMBERS => builder.extra(tag, number),
            Some(numbers) => *numbers = format!("{numbers}, {number}"),
            None => builder.record.set_identifier(variable, number),
        }
    }
}

/// The ISO abbreviation takes precedence over the one in capitals.
fn abbreviation(builder: &mut Builder, tagged: &Tagged, tag: &str, value: &str) {
    match tag {
        "J9" if tagged.has("JI") => builder.extra(tag, value),
        _ => builder.field("JI", value),
    }
}

/// Sets the year with the month, the day or the season in `PD`: "JUN 15", "MAY-JUN", "SPR".
fn issued(builder: &mut Builder, tagged: &Tagged) {
    let year = tagged.values("PY").find_map(dates::read);
    let words = tagged.values("PD").next().map(|words| {
        let season = SEASONS.iter().find(|(short, _)| short.eq_ignore_ascii_case(words));
        season.map_or(words, |(_, name)| name)
    });
    let number = year.as_ref().and_then(Date::first_point).map(|point| point.year);
    let date = match (words, number) {
        (Some(words), Some(year)) => {
            let whole = || understood(words).filter(|date| date.first_point().is_some_and(|point| point.year == year));
            dates::read_in_year(words, year).or_else(whole)
        }
        (Some(words), None) => understood(words),
        (None, _) => None,
    };
    if date.is_none() {
        tagged.values("PD").for_each(|words| builder.extra("PD", words));
    }
    if let Some(date) = date.or(year) {
        builder.record.set_date(DateVariable::Issued, date);
    }
}

fn set_pages(builder: &mut Builder, tagged: &Tagged) {
    let ends = (tagged.values("BP").next(), tagged.values("EP").next());
    let Some(page) = pages::from_ends(ends.0, ends.1) else { return };
    if !builder.set(Variable::Number(NumberVariable::Page), &page) {
        builder.extra("BP", &page);
    }
}

/// Sets the authors, in full if the file has their full names, followed by the groups, and the editors.
fn people(builder: &mut Builder, tagged: &Tagged) {
    let list = |tags: &[&str]| -> Vec<ReadName> {
        let told = tags.iter().find(|tag| tagged.has(tag)).map(|tag| tagged.values(tag));
        told.into_iter()
            .flatten()
            .flat_map(str::lines)
            .map(|name| names::read(name, GivenNames::BareInitials))
            .collect()
    };
    let groups = |tag| {
        tagged
            .values(tag)
            .flat_map(str::lines)
            .map(|name| ReadName { name: Name::Literal(single_spaced(name)), rule: None })
    };
    let mut authors = list(&["AF", "AU", "BF", "BA"]);
    authors.extend(groups("CA"));
    identify(&mut authors, tagged);
    names::set(&mut builder.record, NameVariable::Author, authors, false);
    let mut editors = list(&["BE"]);
    editors.extend(groups("GP"));
    names::set(&mut builder.record, NameVariable::Editor, editors, false);
}

/// The maximum number of people with one family name that are compared for an ORCID iD.
const MOST_NAMESAKES: usize = 50;

/// Sets the ORCID iDs of people: "Smith, John/0000-0002-1825-0097; ...".
fn identify(people: &mut [ReadName], tagged: &Tagged) {
    let mut by_family: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, person) in people.iter().enumerate() {
        by_family.entry(person.name.family_with_particles().to_lowercase()).or_default().push(index);
    }
    for pair in tagged.values("OI").flat_map(|value| value.split(';')) {
        let Some((name, orcid)) = pair.rsplit_once('/') else { continue };
        let known = names::read(name, GivenNames::BareInitials).name;
        let namesakes = by_family.get(&known.family_with_particles().to_lowercase()).into_iter().flatten();
        let mut namesakes = namesakes.copied().take(MOST_NAMESAKES);
        let person = namesakes.find(|&index| people[index].name.may_be_same_person(&known));
        if let Some(Name::Person(person)) = person.map(|index| &mut people[index].name) {
            person.orcid = normalise_orcid(orcid);
        }
    }
}
