//! The parts of a record besides its variables, as members.

use serde_json::{Map, Value};

use super::values;
use crate::model::{Record, Variable};

/// Returns the members for the parts of a record besides its variables: related works, extra fields, origin,
/// inferences.
///
/// The extra fields of the format being written are not included; they are written as ordinary members.
pub(crate) fn parts_of(record: &Record, written: &str) -> Vec<(String, Value)> {
    let mut parts = Vec::new();
    if !record.related.is_empty() {
        parts.push((Variable::Related.name().to_owned(), values::to_related(&record.related)));
    }
    let others = record.extra.iter().filter(|(format, _)| *format != written);
    let others: Map<String, Value> =
        others.map(|(format, fields)| (format.clone(), values::to_extra_fields(fields))).collect();
    if !others.is_empty() {
        parts.push((Variable::Extra.name().to_owned(), Value::Object(others)));
    }
    if let Some(origin) = values::to_origin(record.origin.as_ref(), record.owner.as_ref()) {
        parts.push((Variable::Origin.name().to_owned(), origin));
    }
    if !record.inferred.is_empty() {
        parts.push((Variable::Inferred.name().to_owned(), values::to_inferred(&record.inferred)));
    }
    parts
}
