//! Makes records from Refer.

use std::io;

use crate::diag::{Code, Diagnostic, Sink};
use crate::library::tagged::builder::Builder;
use crate::library::tagged::dates;
use crate::library::tagged::serial::serial;
use crate::library::tagged::types::kind_of;
use crate::model::{Date, DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, Variable};
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::tagged::records::{BlankLine, Layout, Tagged, for_each_record};
use crate::text::identifiers::normalise_doi;
use crate::values::names::GivenNames;

use super::fields::{EDITED_BOOK, FIELDS, TYPES};
use super::{FORMAT, LABELLED, field};

pub(super) struct ReferReader;

const LAYOUT: Layout = Layout {
    field,
    starts: |_| false,
    end: None,
    blank_line: BlankLine::EndsRecord,
    about_the_file: &[],
    beginning: "a line such as “%0 Journal Article”",
};

impl Reader for ReferReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        for_each_record(input, &LAYOUT, diag, &mut |tagged, diag| out(record(&tagged, diag)))
    }
}

fn record(tagged: &Tagged, diag: &mut dyn Sink) -> Record {
    let (kind, reason) = kind(tagged, diag);
    let mut builder = Builder::new(kind, FORMAT.id, &FIELDS, tagged.line());
    if let Some(reason) = reason {
        builder.record.mark_inferred(Variable::Kind, reason);
    }
    issued(&mut builder, tagged);
    let is_edited = tagged.values("%0").any(|name| name.eq_ignore_ascii_case(EDITED_BOOK));
    for field in tagged.fields.iter().filter(|field| !field.value.is_empty()) {
        let (tag, value) = (field.tag.as_str(), field.value.as_str());
        match tag {
            "%0" if kind_of(TYPES, value).is_some() => {}
            "%D" | "%8" => {}
            LABELLED if builder.labelled(value) => {}
            // A label without spaces is a citation key.
            "%F" if builder.record.id.is_empty() && !value.contains(char::is_whitespace) => {
                builder.record.id = value.to_owned();
            }
            "%A" if is_edited => _ = builder.set(Variable::Names(NameVariable::Editor), value),
            "%@" => {
                let variable = match serial(kind, value) {
                    Variable::Number(NumberVariable::Number) => Variable::Identifier(IdentifierVariable::Isbn),
                    variable => variable,
                };
                if !builder.set(variable, value) {
                    builder.extra(tag, value);
                }
            }
            "%R" if normalise_doi(value).is_none() && looks_like_address(value) => builder.extra(tag, value),
            "%P" if !Kind::IN_PERIODICAL.contains(&kind) && value.contains(['-', '–']) => {
                if !builder.set(Variable::Number(NumberVariable::Page), value) {
                    builder.extra(tag, value);
                }
            }
            "%[" => match dates::read(value) {
                Some(date) if !builder.record.has(Variable::Date(DateVariable::Accessed)) => {
                    builder.record.set_date(DateVariable::Accessed, date);
                }
                _ => builder.extra(tag, value),
            },
            tag => builder.field(tag, value),
        }
    }
    builder.finish(GivenNames::Plain, tagged, diag)
}

/// Whether a value is an identifier other than a DOI: "oai:...", "URN:NBN:...".
fn looks_like_address(value: &str) -> bool {
    value.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Returns the type of work, and the reason if Refer's type does not determine it: bibliographies of refer(1) have no
/// types.
fn kind(tagged: &Tagged, diag: &mut dyn Sink) -> (Kind, Option<&'static str>) {
    let labelled = |line: &str| line.strip_prefix("type: ").and_then(Kind::from_name);
    if let Some(kind) = tagged.values(LABELLED).find_map(labelled) {
        return (kind, None);
    }
    // If several types are given, the last one is the most specific: "Serial", "Audio".
    if let Some(kind) = tagged.values("%0").filter_map(|name| kind_of(TYPES, name)).last() {
        return (kind, None);
    }
    if let Some(field) = tagged.fields.iter().find(|field| field.tag == "%0" && !field.value.is_empty()) {
        let message = format!("“{}” is not one of Refer's types", field.value);
        diag.report(Diagnostic::new(Code::UnknownType, message).at(tagged.place(field)));
    }
    match () {
        () if tagged.has("%J") => (Kind::ArticleJournal, Some("no type is given, and a journal is")),
        () if tagged.has("%B") => (Kind::Chapter, Some("no type is given, and the title of a book is")),
        () if tagged.has("%R") && tagged.has("%I") => (Kind::Report, Some("no type is given, and a report number is")),
        () if tagged.has("%I") => (Kind::Book, Some("no type is given, and a publisher is")),
        () => (Kind::Document, None),
    }
}

/// Sets the date: `%8`, in the year of `%D`, if it is a precise date, and otherwise `%D`.
fn issued(builder: &mut Builder, tagged: &Tagged) {
    let year = tagged.values("%D").find_map(dates::read);
    let day = tagged.values("%8").find_map(dates::read);
    let year_of = |date: &Date| date.first_point().map(|point| point.year);
    let in_year = match (&day, year.as_ref().and_then(year_of)) {
        (Some(Date::Literal(words)), Some(year)) => dates::read_in_year(words, year),
        (Some(date), Some(year)) => (year_of(date) == Some(year)).then(|| date.clone()),
        (Some(date), None) => Some(date.clone()),
        (None, _) => None,
    };
    if in_year.is_none() {
        tagged.values("%8").for_each(|value| builder.extra("%8", value));
    }
    if let Some(date) = in_year.or(year) {
        builder.record.set_date(DateVariable::Issued, date);
    }
    tagged.values("%D").skip(1).for_each(|more| builder.extra("%D", more));
}
