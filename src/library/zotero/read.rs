//! Makes records from Zotero's items.

use std::io;

use serde_json::Value;

use super::extra::Extra;
use super::fields::{self, ItemType};
use super::{FORMAT, people};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::library::csl_json;
use crate::library::json::from_string;
use crate::markup::from_micro_html;
use crate::model::{Date, DateVariable, Kind, NumberVariable, Origin, Record, TextVariable, Variable};
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::json::members::{Members, member_place};
use crate::syntax::json::service_error::no_record;
use crate::syntax::json::stream::{Lists, Role, for_each_element};
use crate::values::dates;
use crate::values::identifiers::{Label, take};

/// The path to the items in a file of Better BibTeX.
const LISTS: Lists = &[&["items"]];

pub(super) struct ZoteroReader;

impl Reader for ZoteroReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let start = Place { file: input.name.to_owned(), line: 1, column: 1, length: 1, snippet: None };
        let (mut works, mut others) = (0_usize, 0_usize);
        for_each_element(input, LISTS, diag, &mut |role, value, diag| match role {
            Role::AroundList(0) => diag.report(no_record(&value)),
            Role::AroundList(_) => {}
            Role::Value => {
                let Some(members) = Members::read(&value, diag) else {
                    works += 1;
                    return;
                };
                let place = |name: &str| {
                    if name.is_empty() { value.place(0, 1) } else { member_place(&value, name) }
                };
                match read_item(members, &place, diag) {
                    Some(Item::Work(mut record)) => {
                        works += 1;
                        record.origin = Some(Origin::new(FORMAT.id, value.line));
                        out(*record);
                    }
                    Some(Item::NotWork) => others += 1,
                    Some(Item::Untyped) => {
                        works += 1;
                        diag.report(no_record(&value));
                    }
                    None => works += 1,
                }
            }
        })?;
        if works == 0 && others > 0 {
            let message = "none of the items is a work: they are attachments, notes and annotations";
            diag.report(Diagnostic::new(Code::NoRecords, message).at(start));
        }
        Ok(())
    }
}

/// An item that was read.
pub(crate) enum Item {
    Work(Box<Record>),
    /// An attachment, a note or an annotation.
    NotWork,
    /// There is no type of item.
    Untyped,
}

/// Returns the place of a member, and the place of the item for an empty name.
type PlaceOf<'p> = dyn Fn(&str) -> Place + 'p;

/// Reads an item; returns `None` if it says nothing, which is reported.
pub(crate) fn read_item(mut members: Members, place_of: &PlaceOf<'_>, diag: &mut dyn Sink) -> Option<Item> {
    // The API gives the fields under `data`, next to data about the library.
    if let Some(position) = members.0.iter().position(|(name, value)| name == "data" && value.is_object())
        && let Value::Object(data) = members.0.swap_remove(position).1
    {
        members = Members(data.into_iter().collect());
    }
    let member = |name: &str| members.0.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let Some(item_type) = member("itemType").and_then(Value::as_str) else {
        return Some(Item::Untyped);
    };
    let kind = match fields::item_type(item_type) {
        ItemType::NotWork => return Some(Item::NotWork),
        ItemType::Work(kind) => kind,
        ItemType::Unknown => {
            let report = Diagnostic::new(Code::UnknownType, format!("“{item_type}” is not one of Zotero's item types"));
            diag.report(report.at(place_of("itemType")));
            Kind::Document
        }
    };
    let mut record = Record::new(kind);
    if fields::item_type(item_type) == ItemType::Unknown {
        record.keep_extra(FORMAT.id, "itemType", item_type);
    }
    let extra = Extra::read(&member("extra").and_then(lines).unwrap_or_default());
    let key = ["citationKey", "citekey"].into_iter().find_map(|name| member(name).and_then(from_string));
    record.id = key.filter(|key| !key.trim().is_empty()).or(extra.citation_key).unwrap_or_default();
    let unread = set_fields(&mut record, &members, place_of, diag);
    set_creators(&mut record, member("creators"), place_of, diag);
    if let Some(Value::Array(tags)) = member("tags") {
        let tags = tags.iter().filter_map(|tag| from_string(tag.get("tag").unwrap_or(tag)));
        record.set_tags(tags.collect());
    }
    set_eprint(&mut record, extra.arxiv.as_deref(), place_of, diag);
    csl_json::put_note(&mut record, &extra.note);
    for (name, value) in extra.tex {
        record.keep_extra(FORMAT.id, format!("tex.{name}"), value);
    }
    for (name, value) in unread {
        record.keep_extra(FORMAT.id, name, value);
    }
    if record.variables().iter().all(|variable| matches!(variable, Variable::Kind | Variable::Extra)) {
        let report = Diagnostic::new(Code::JsonNotRecord, "the item says nothing about a work");
        diag.report(report.at(place_of("")));
        return None;
    }
    if record.plain_title().is_empty() {
        let report = Diagnostic::new(Code::MissingTitle, "the item has no title").at(place_of(""));
        diag.report(if record.id.is_empty() { report } else { report.about(record.id.as_str()) });
    }
    Some(Item::Work(Box::new(record)))
}

/// Sets the variables of an item's fields; returns the members that no variable holds.
fn set_fields<'a>(
    record: &mut Record,
    members: &'a Members,
    place_of: &PlaceOf<'_>,
    diag: &mut dyn Sink,
) -> Vec<(&'a str, Value)> {
    let mut read: Vec<&str> = Vec::new();
    for row in FORMAT.fields.rows {
        if !row.kinds.contains(record.kind) || read.contains(&row.field) || !is_field(row.field) {
            continue;
        }
        let Some((name, value)) = members.0.iter().find(|(name, _)| name == row.field) else { continue };
        if is_blank(value) || record.has(row.variable) {
            continue;
        }
        match from_string(value) {
            Some(text) => {
                read.push(name);
                set_variable(record, row.variable, &text, place_of, diag);
            }
            None => {
                let report = Diagnostic::new(Code::JsonWrongType, format!("“{name}” cannot be read from this value"));
                let report = report.at(place_of(name));
                diag.report(report.hint("the value was kept as an extra field"));
                read.push(name);
                record.keep_extra(FORMAT.id, name.as_str(), value.clone());
            }
        }
    }
    let is_unread = |(name, value): &&(String, Value)| {
        !read.contains(&name.as_str())
            && fields::is_kept(name)
            && !is_blank(value)
            && value.as_array().is_none_or(|list| !list.is_empty())
    };
    members.0.iter().filter(is_unread).map(|(name, value)| (name.as_str(), value.clone())).collect()
}

/// Whether a member with a row is a field with a text; the others are read by functions of their own.
fn is_field(name: &str) -> bool {
    !matches!(name, "itemType" | "creators" | "tags" | "extra")
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

fn set_variable(record: &mut Record, variable: Variable, text: &str, place_of: &PlaceOf<'_>, diag: &mut dyn Sink) {
    match variable {
        Variable::Text(variable) => record.set_text(variable, from_micro_html(text)),
        Variable::Number(variable) => record.set_number(variable, text),
        Variable::Date(variable) => {
            if let Some(date) = date(variable, text) {
                record.set_date(variable, date);
            }
        }
        Variable::Language => record.set_language(text),
        Variable::Identifier(variable) => {
            if let Some(report) = take(record, variable.into(), text) {
                diag.report(report.at(place_of(variable.name())));
            }
        }
        _ => {}
    }
}

/// Returns a date, which is in words unless it is the day on which a page was seen.
fn date(variable: DateVariable, text: &str) -> Option<Date> {
    if variable == DateVariable::Accessed {
        // The translators write this word for the current time.
        let day = text.trim().split(['T', ' ']).next().filter(|day| *day != "CURRENT_TIMESTAMP")?;
        return Some(Date::parse(day));
    }
    Some(dates::in_words(text).unwrap_or_else(|| Date::parse(text.trim())))
}

fn set_creators(record: &mut Record, creators: Option<&Value>, place_of: &PlaceOf<'_>, diag: &mut dyn Sink) {
    let Some(creators) = creators.filter(|creators| !creators.is_null()) else { return };
    let unread = creators.as_array().map(|list| people::set(record, list));
    if unread.as_ref().is_none_or(|unread| unread.is_malformed) {
        let report = Diagnostic::new(Code::JsonWrongType, "a creator cannot be read from this value");
        diag.report(report.at(place_of("creators")).hint("it was left out"));
    }
    if let Some(people::Unread { other_roles, .. }) = unread
        && !other_roles.is_empty()
    {
        record.keep_extra(FORMAT.id, "creators", other_roles);
    }
}

/// Sets the arXiv number, which is in the number of a preprint or on a line of `extra`.
fn set_eprint(record: &mut Record, line: Option<&str>, place_of: &PlaceOf<'_>, diag: &mut dyn Sink) {
    let number = record.number(NumberVariable::Number).map(str::to_owned);
    let is_arxiv = |number: &String| {
        let at_arxiv =
            record.plain_text(TextVariable::Publisher).is_some_and(|name| name.eq_ignore_ascii_case("arxiv"));
        record.kind == Kind::Article && (at_arxiv || number.to_ascii_lowercase().starts_with("arxiv:"))
    };
    if let Some(number) = number.filter(is_arxiv)
        && crate::text::identifiers::ArxivId::parse(&number).is_some()
    {
        record.remove(Variable::Number(NumberVariable::Number));
        let malformed = take(record, Label::Arxiv, &number);
        debug_assert!(malformed.is_none(), "it was parsed");
    }
    if let Some(report) = line.and_then(|line| take(record, Label::Arxiv, line)) {
        diag.report(report.at(place_of("extra")));
    }
}

/// Returns a text; Better BibTeX writes `extra` as a list of lines.
fn lines(value: &Value) -> Option<String> {
    match value {
        Value::Array(lines) => Some(lines.iter().filter_map(from_string).collect::<Vec<_>>().join("\n")),
        value => from_string(value),
    }
}
