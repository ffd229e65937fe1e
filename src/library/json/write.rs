//! Writes records as publist's own JSON.

use serde_json::Value;

use crate::model::{Names, Record};
use crate::syntax::json::members::Members;

use super::parts::parts_of;
use super::{SCHEMA_VERSION, values};

/// Makes the object of a record.
pub(super) fn to_members(record: &Record) -> Members {
    let mut members = Members::default();
    members.push("publist", SCHEMA_VERSION);
    members.push("id", record.id.as_str());
    members.push("type", record.kind.name());
    for (variable, text) in &record.texts {
        members.push(variable.name(), values::to_text(text));
    }
    for (variable, names) in &record.names {
        members.push(variable.name(), names.list.iter().map(values::to_name).collect::<Value>());
    }
    let truncated = |(variable, names): (&crate::model::NameVariable, &Names)| names.truncated.then(|| variable.name());
    let truncated: Vec<&str> = record.names.iter().filter_map(truncated).collect();
    if !truncated.is_empty() {
        members.push("truncated", truncated);
    }
    for (variable, date) in &record.dates {
        members.push(variable.name(), values::to_date(date));
    }
    for (variable, number) in &record.numbers {
        members.push(variable.name(), number.as_str());
    }
    for (variable, identifier) in &record.identifiers {
        members.push(variable.name(), identifier.as_str());
    }
    if let Some(language) = &record.language {
        members.push("language", language.as_str());
    }
    if !record.tags.is_empty() {
        members.push("tags", record.tags.clone());
    }
    members.0.extend(parts_of(record, super::FORMAT.id));
    for (name, value) in record.extra.get(super::FORMAT.id).into_iter().flatten() {
        if !members.contains(name) {
            members.push(name.as_str(), value.clone());
        }
    }
    members
}
