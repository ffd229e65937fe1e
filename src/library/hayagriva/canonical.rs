//! A canonical form of entries, for comparing them.

use serde_json::Value;

use crate::text::words;

/// Returns the fields in the form that the crate writes, with single spaces, for comparing entries.
pub(super) fn canonical(entry: &hayagriva::Entry) -> Value {
    with_single_spaces(serde_json::to_value(entry).unwrap_or_default())
}

fn with_single_spaces(value: Value) -> Value {
    match value {
        Value::String(text) => words::single_spaced(&text).into(),
        Value::Array(items) => items.into_iter().map(with_single_spaces).collect(),
        Value::Object(object) => {
            Value::Object(object.into_iter().map(|(key, value)| (key, with_single_spaces(value))).collect())
        }
        other => other,
    }
}
