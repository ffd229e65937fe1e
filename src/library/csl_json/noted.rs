//! Notes of reference managers that have JSON of their own, whose lines are read as in CSL-JSON.

use serde_json::Value;

use super::{note, read};
use crate::model::{Kind, Record};

/// Puts the note of a reference manager into a record: its variables, unless the record has them, and the other text as
/// the note.
pub(crate) fn put_note(record: &mut Record, note: &str) {
    if note.trim().is_empty() {
        return;
    }
    let known: Vec<(String, Value)> =
        record.variables().into_iter().map(|variable| (variable.name().to_owned(), Value::Bool(true))).collect();
    let mut members = vec![("note".to_owned(), Value::from(note))];
    members.extend(known.iter().filter(|(name, _)| name != "note").cloned());
    note::take_variables(&mut members);
    for (name, value) in members {
        match name.as_str() {
            "type" => record.kind = value.as_str().and_then(Kind::from_name).unwrap_or(record.kind),
            name if known.iter().any(|(known, _)| known == name) => {}
            name => {
                if let Some(variable) = read::variable(name) {
                    // The values have the types that CSL-JSON demands.
                    read::read_variable(record, variable, &value);
                }
            }
        }
    }
}
