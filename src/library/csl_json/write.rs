//! Writes records as CSL-JSON.

use serde_json::{Map, Value};

use crate::library::json;
use crate::markup::to_micro_html;
use crate::model::{Record, TextVariable, Variable};
use crate::syntax::json::members::Members;

use super::{FORMAT, TRUNCATED, dates, eprints, keywords, note};

/// Makes the object of a record.
pub(crate) fn to_members(record: &Record) -> Members {
    let mut members = Members::default();
    let mut custom = Map::new();
    members.push("id", record.id.as_str());
    members.push("type", record.kind.name());
    let mut put = |variable: Variable, value: Value| {
        if variable.is_csl() {
            members.push(variable.name(), value);
        } else {
            custom.insert(variable.name().to_owned(), value);
        }
    };
    for (&variable, text) in &record.texts {
        put(Variable::Text(variable), to_micro_html(text).into());
    }
    for (&variable, names) in &record.names {
        put(Variable::Names(variable), names.list.iter().map(json::to_name).collect());
    }
    for (&variable, date) in &record.dates {
        put(Variable::Date(variable), dates::to_csl(date));
    }
    for (&variable, number) in &record.numbers {
        put(Variable::Number(variable), number.as_str().into());
    }
    for (&variable, identifier) in &record.identifiers {
        put(Variable::Identifier(variable), identifier.as_str().into());
    }
    for (variable, value) in eprints::of(record) {
        put(variable, value.into());
    }
    if let Some(language) = &record.language {
        put(Variable::Language, language.as_str().into());
    }
    if !record.tags.is_empty() {
        members.push("keyword", keywords::join(&record.tags));
    }
    for (variable, _) in record.names.iter().filter(|(_, names)| names.truncated) {
        custom.insert(format!("{}{TRUNCATED}", variable.name()), true.into());
    }
    if record.text(TextVariable::Note).is_some_and(|text| note::looks_like_variables(&to_micro_html(text))) {
        custom.insert(note::IS_PROSE.to_owned(), true.into());
    }
    let mut parts = json::parts_of(record, FORMAT.id);
    if keywords::split(&keywords::join(&record.tags)) != record.tags {
        parts.push((Variable::Tags.name().to_owned(), record.tags.as_slice().into()));
    }
    if !parts.is_empty() {
        custom.insert("publist".to_owned(), Value::Object(parts.into_iter().collect()));
    }
    for (name, value) in record.extra.get(FORMAT.id).into_iter().flatten() {
        match value {
            Value::Object(kept) if name == "custom" => {
                for (name, value) in kept {
                    custom.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
            // An unknown type replaces the type that it was read as.
            value if name == "type" => members.0[1].1 = value.clone(),
            value if !members.contains(name) => members.push(name.as_str(), value.clone()),
            _ => {}
        }
    }
    if !custom.is_empty() {
        members.push("custom", Value::Object(custom));
    }
    members
}
