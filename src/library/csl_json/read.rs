//! Makes records from CSL-JSON.

use std::io;

use serde_json::{Map, Value};

use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::library::json;
use crate::markup::from_micro_html;
use crate::model::{IdentifierVariable, Kind, Name, NameVariable, Names, Record, Variable};
use crate::seam::{Cut, Reader};
use crate::syntax::Input;
use crate::syntax::json::cut::last_start;
use crate::syntax::json::members::{Members, member_place};
use crate::syntax::json::service_error::{answer_without_record, no_record};
use crate::syntax::json::stream::{Lists, RawValue, Role, for_each_element};
use crate::values::crossref_types;

use super::{FIELDS, FORMAT, TRUNCATED, crossref, dates, eprints, keywords, names, note};

pub(super) struct CslJsonReader;

impl Reader for CslJsonReader {
    fn cut(&self) -> Option<Cut> {
        Some(last_start)
    }

    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        for_each_element(input, LISTS, diag, &mut |role, value, diag| match role {
            Role::AroundList(0) => diag.report(no_record(&value)),
            Role::AroundList(_) => {}
            Role::Value => {
                let Some(members) = Members::read(&value, diag) else { return };
                match without_item(&members) {
                    Some(report) => diag.report(report.at(value.place(0, 1))),
                    None => out(from_members(members, &|name| place(&value, name), diag)),
                }
            }
        })
    }
}

/// Some programs wrap the list in an object: `{"items": [...]}`.
const LISTS: Lists = &[&["items"]];

/// Returns the report about an object that is not an item but says why there is none: a service's error, or an empty
/// list.
fn without_item(members: &Members) -> Option<Diagnostic> {
    let is_item = |(name, value): &(String, Value)| {
        // Error reports also have a title and a status: {"title": "Not Found", "status": 404}.
        let is_status = name == "status" && value.as_u64().is_some_and(|status| status >= 400);
        !is_status && name != "title" && name != "type" && variable(name).is_some()
    };
    let has_title = members.contains("title") && !members.contains("status");
    if has_title || members.contains("id") || members.0.iter().any(is_item) {
        return None;
    }
    answer_without_record(&Value::Object(members.0.iter().cloned().collect()))
}

/// Returns the place of a member, or of the item if the name is empty.
fn place(source: &RawValue<'_>, name: &str) -> Place {
    if name.is_empty() { source.place(0, 1) } else { member_place(source, name) }
}

/// Makes the record of an item. `place_of` returns the place of a member, and the place of the item for an empty name.
pub(crate) fn from_members(mut members: Members, place_of: &dyn Fn(&str) -> Place, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    let is_prose = |(name, value): &(String, Value)| name == "custom" && value.get(note::IS_PROSE).is_some();
    if !members.0.iter().any(is_prose) {
        note::take_variables(&mut members.0);
    }
    crossref::bring_to_csl(&mut members);
    let id = members.0.iter().find(|(name, _)| name == "id").and_then(|(_, id)| json::from_string(id));
    record.id = id.unwrap_or_default();
    for (name, value) in members.0 {
        if value.is_null() || name == "id" {
            continue;
        }
        let is_read = match name.as_str() {
            "type" => read_kind(&mut record, &value, place_of, diag),
            "keyword" => read_keywords(&mut record, &value).is_some(),
            "custom" => {
                read_custom(&mut record, value);
                continue;
            }
            name => match variable(name) {
                Some(variable) => {
                    let is_read = read_variable(&mut record, variable, &value).is_some();
                    for report in json::malformed_orcids(&record, variable) {
                        diag.report(report.at(place_of(name)).about(record.id.as_str()));
                    }
                    is_read
                }
                None => {
                    record.keep_extra(FORMAT.id, name, value);
                    continue;
                }
            },
        };
        if !is_read {
            let report = Diagnostic::new(Code::JsonWrongType, format!("“{name}” cannot be read from this value"));
            let report = report.at(place_of(&name)).about(record.id.as_str());
            diag.report(report.hint("the value was kept as an extra field"));
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    eprints::remove_repeated(&mut record);
    if record.plain_title().is_empty() {
        let report = Diagnostic::new(Code::MissingTitle, "the item has no title").at(place_of(""));
        diag.report(if record.id.is_empty() { report } else { report.about(record.id.as_str()) });
    }
    record
}

/// Returns the variable of a member, by its CSL name or a name from an older schema.
pub(super) fn variable(name: &str) -> Option<Variable> {
    let alias = || FIELDS.row_of(Kind::Document, name).map(|row| row.variable);
    Variable::from_name(name).filter(|variable| variable.is_csl()).or_else(alias)
}

fn read_kind(record: &mut Record, value: &Value, place_of: &dyn Fn(&str) -> Place, diag: &mut dyn Sink) -> bool {
    let Some(name) = value.as_str() else { return false };
    match Kind::from_name(name).or_else(|| crossref_types::kind(name)) {
        Some(kind) => record.kind = kind,
        None => {
            let report = Diagnostic::new(Code::UnknownType, format!("“{name}” is not one of CSL's types"));
            diag.report(report.at(place_of("type")).about(record.id.as_str()));
            record.keep_extra(FORMAT.id, "type", name);
        }
    }
    true
}

/// Sets the keywords, unless `custom` has already set them one by one.
fn read_keywords(record: &mut Record, value: &Value) -> Option<()> {
    let tags = keywords::split(&json::from_string(value)?);
    if record.tags.is_empty() {
        record.set_tags(tags);
    }
    Some(())
}

/// Sets one variable; returns `None` if the value has a form that no dialect uses.
pub(super) fn read_variable(record: &mut Record, variable: Variable, value: &Value) -> Option<()> {
    match variable {
        Variable::Text(variable) => record.set_text(variable, from_micro_html(&text(value)?)),
        Variable::Number(variable) => record.set_number(variable, text(value)?),
        Variable::Identifier(variable) => record.set_identifier(variable, identifier(variable, value)?),
        Variable::Language => record.set_language(&text(value)?),
        Variable::Names(variable) => {
            let list: Vec<Name> = match value {
                Value::Array(list) => list.iter().filter_map(names::from_csl).collect(),
                single => vec![names::from_csl(single)?],
            };
            // `custom` may come before the names and have marked them as truncated.
            let truncated = record.names(variable).is_some_and(|names| names.truncated);
            record.set_names(variable, Names { list, truncated });
        }
        Variable::Date(variable) => {
            if !dates::is_empty(value) {
                record.set_date(variable, dates::from_csl(value)?);
            }
        }
        Variable::Kind
        | Variable::Tags
        | Variable::Related
        | Variable::Extra
        | Variable::Origin
        | Variable::Inferred => return None,
    }
    Some(())
}

/// Returns a text; for an array, as in Crossref's titles, its first element.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Array(list) => list.first().map_or(Some(String::new()), json::from_string),
        scalar => json::from_string(scalar),
    }
}

/// Returns an identifier; for an array, as in Crossref's ISSNs, all elements.
fn identifier(variable: IdentifierVariable, value: &Value) -> Option<String> {
    match (variable, value) {
        (IdentifierVariable::Issn | IdentifierVariable::Isbn, Value::Array(list)) => {
            list.iter().map(json::from_string).collect::<Option<Vec<_>>>().map(|list| list.join(", "))
        }
        _ => text(value),
    }
}

/// Reads publist's members of `custom` and keeps the others.
fn read_custom(record: &mut Record, value: Value) {
    let Value::Object(custom) = value else {
        record.keep_extra(FORMAT.id, "custom", value);
        return;
    };
    let mut others = Map::new();
    for (name, value) in custom {
        if !read_custom_member(record, &name, &value) {
            others.insert(name, value);
        }
    }
    if !others.is_empty() {
        record.keep_extra(FORMAT.id, "custom", Value::Object(others));
    }
}

fn read_custom_member(record: &mut Record, name: &str, value: &Value) -> bool {
    if let Some(role) = name.strip_suffix(TRUNCATED).and_then(NameVariable::from_name) {
        record.names.entry(role).or_default().truncated = value.as_bool().unwrap_or_default();
        return value.is_boolean();
    }
    match (name, value) {
        (note::IS_PROSE, value) => value.is_boolean(),
        ("publist", Value::Object(parts)) => parts.iter().all(|(name, value)| json::from_parts(record, name, value)),
        (name, value) => {
            let ours = Variable::from_name(name).filter(|variable| !variable.is_csl());
            ours.and_then(|variable| read_variable(record, variable, value)).is_some()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::FORMAT;
    use crate::diag::{Code, Diagnostic};
    use crate::model::{
        Date, DateVariable, IdentifierVariable, Inference, Kind, Name, NameVariable, NumberVariable, Record,
        TextVariable, Variable,
    };
    use crate::seam::{Layout, WriteOptions};
    use crate::syntax::Input;

    fn read(value: &Value) -> (Vec<Record>, Vec<Diagnostic>) {
        let (mut records, mut reports) = (Vec::new(), Vec::new());
        let text = value.to_string();
        let mut bytes = text.as_bytes();
        let input = Input::new("in.json", &mut bytes);
        FORMAT.reader.unwrap().read(input, &mut |record| records.push(record), &mut reports).unwrap();
        (records, reports)
    }

    fn write(record: &Record) -> Value {
        let options = WriteOptions { layout: Layout::Lines, ..WriteOptions::default() };
        let mut bytes = Vec::new();
        let mut file = FORMAT.writer.unwrap().start(&options, &mut bytes).unwrap();
        file.record(record, &mut ()).unwrap();
        file.finish().unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    #[test]
    fn an_eprint_is_a_number_that_other_programs_know() {
        for (kind, archive, eprint, member, value) in [
            (Kind::Article, "arXiv", "2210.12430v1", "number", "arXiv:2210.12430v1"),
            (Kind::ArticleJournal, "pubmed", "77", "PMID", "77"),
        ] {
            let mut record = Record { id: "x".into(), ..Record::new(kind) };
            record.set_text(TextVariable::Title, "T");
            record.set_text(TextVariable::EprintType, archive);
            record.set_identifier(IdentifierVariable::Eprint, eprint);
            let item = write(&record);
            assert_eq!(item[member], value);
            assert_eq!(read(&item).0, [record]);
        }
    }

    #[test]
    fn an_item_comes_back_as_it_was() {
        let item = json!({
            "id": "x", "type": "article-journal", "title": "On <i>x</i>", "container-title": "Journal",
            "author": [{ "family": "Lu", "given": "Cheng" }], "issued": { "date-parts": [[2022, 10]] },
            "volume": "3", "page": "1-2", "DOI": "10.1/x", "language": "en", "keyword": "a, b",
            "categories": ["c"], "custom": { "author-truncated": true, "shelf": 7 },
        });
        let (records, reports) = read(&item);
        assert_eq!(reports, []);
        assert!(records[0].names[&NameVariable::Author].truncated);
        assert_eq!(write(&records[0]), item);
    }

    #[test]
    fn crossrefs_arrays_are_read() {
        let (records, _) =
            read(&json!({ "id": 7, "type": "book", "title": ["T"], "subtitle": [], "ISSN": ["1-2", "3-4"] }));
        assert_eq!(records[0].id, "7");
        assert_eq!(records[0].plain_title(), "T");
        assert_eq!(records[0].identifiers[&IdentifierVariable::Issn], "1-2, 3-4");
    }

    #[test]
    fn values_of_any_scalar_type_are_read() {
        let item =
            json!({ "title": 1984, "volume": 3, "issue": null, "author": { "literal": "NASA" }, "issued": "2020-01" });
        let (records, reports) = read(&item);
        assert_eq!(reports, []);
        assert_eq!(records[0].plain_title(), "1984");
        assert_eq!(records[0].numbers[&NumberVariable::Volume], "3");
        assert_eq!(records[0].names[&NameVariable::Author].list, [Name::Literal("NASA".into())]);
        assert_eq!(records[0].dates[&DateVariable::Issued], Date::parse("2020-01"));
    }

    #[test]
    fn a_wrong_value_costs_only_itself() {
        let (records, reports) = read(&json!([{ "id": "a", "title": { "x": 1 }, "volume": 1 }, 7, { "title": "B" }]));
        assert_eq!(records.len(), 2);
        let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
        assert_eq!(codes, [Code::JsonWrongType, Code::MissingTitle, Code::JsonNotRecord]);
        assert_eq!(write(&records[0])["title"], json!({ "x": 1 }));
    }

    #[test]
    fn content_negotiation_has_crossrefs_types() {
        for (name, kind) in [
            ("journal-article", Kind::ArticleJournal),
            ("proceedings-article", Kind::PaperConference),
            ("posted-content", Kind::Article),
            ("monograph", Kind::Book),
        ] {
            let (records, reports) = read(&json!({ "type": name, "title": "T", "issue": "2" }));
            assert_eq!((records[0].kind, reports.len()), (kind, 0), "{name}");
            assert!(records[0].extra.is_empty());
        }
    }

    #[test]
    fn an_unknown_type_is_kept() {
        let (records, reports) = read(&json!({ "type": "tweet", "title": "T" }));
        assert_eq!((records[0].kind, reports[0].code), (Kind::Document, Code::UnknownType));
        assert_eq!(write(&records[0])["type"], "tweet");
    }

    #[test]
    fn what_csl_does_not_know_stands_under_custom() {
        let mut record = Record {
            inferred: vec![Inference { variable: Variable::Kind, reason: "r".into(), from: None }],
            ..Record::default()
        };
        record.set_text(TextVariable::Title, "T");
        record.set_text(TextVariable::EprintClass, "cs.SD");
        let item = write(&record);
        assert_eq!(item["custom"]["eprint-class"], "cs.SD");
        assert_eq!(read(&item).0, [record]);
    }

    #[test]
    fn the_members_of_older_schemas_are_read() {
        let (records, _) = read(&json!({ "title": "T", "shortTitle": "S", "journalAbbreviation": "J", "event": "E" }));
        let text = |variable| records[0].text(variable).unwrap().to_plain();
        assert_eq!(text(TextVariable::TitleShort), "S");
        assert_eq!(text(TextVariable::ContainerTitleShort), "J");
        assert_eq!(text(TextVariable::EventTitle), "E");
    }

    #[test]
    fn the_order_of_members_does_not_matter() {
        let custom = json!({ "editor-truncated": true, "publist": { "tags": ["a;b"] } });
        let (records, _) =
            read(&json!([{ "custom": custom, "editor": [{ "literal": "X" }], "keyword": "a;b", "title": "T" }]));
        assert!(records[0].names.values().all(|names| names.truncated));
        assert_eq!(records[0].tags, ["a;b"]);
    }
}
