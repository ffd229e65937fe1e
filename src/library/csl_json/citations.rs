//! The citations of a document, in the form used by citeproc-js
//! (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>, "Citations").
//!
//! A file holds a list. Each element is a citation, an object with `citationItems` and `properties` (`noteIndex`,
//! `unsorted`), alone or first in a list with the citations before and after it; or a plain list of cites; or a single
//! cite.

use std::collections::HashMap;

use serde_json::Value;

use crate::diag::{Code, Diagnostic, Sink};
use crate::error::{Error, Result};
use crate::library::json;
use crate::markup::from_micro_html;
use crate::model::{Citation, CiteForm, CitePosition, CitedRecord, Record, Text};

/// Reads citations from JSON. Cites of works that are not among the records are reported and left out.
///
/// # Errors
/// Returns an error if the text is not JSON.
pub fn citations_from_json(text: &str, records: &[Record], diag: &mut dyn Sink) -> Result<Vec<Citation>> {
    let value: Value = serde_json::from_str(text).map_err(|error| Error::usage(error.to_string()))?;
    let places: HashMap<&str, usize> =
        records.iter().enumerate().rev().map(|(place, record)| (record.id.as_str(), place)).collect();
    let Value::Array(list) = value else { return Ok(citation(&value, &places, diag).into_iter().collect()) };
    Ok(list.iter().filter_map(|value| citation(value, &places, diag)).collect())
}

fn citation(value: &Value, places: &HashMap<&str, usize>, diag: &mut dyn Sink) -> Option<Citation> {
    let cites = |list: &[Value], diag: &mut dyn Sink| -> Vec<CitedRecord> {
        list.iter().filter_map(|value| cite(value, places, diag)).collect()
    };
    match value {
        Value::Object(object) => {
            let Some(Value::Array(list)) = object.get("citationItems") else {
                return Some(Citation { cites: cites(std::slice::from_ref(value), diag), ..Citation::default() });
            };
            let properties = object.get("properties");
            let property = |name: &str| properties.and_then(|properties| properties.get(name));
            let note = property("noteIndex").and_then(Value::as_u64).and_then(|note| u32::try_from(note).ok());
            Some(Citation {
                cites: cites(list, diag),
                note: note.filter(|note| *note > 0),
                is_in_order: property("unsorted").is_some_and(is_true),
            })
        }
        Value::Array(list) => match list.as_slice() {
            [first @ Value::Object(object), ..] if object.contains_key("citationItems") => {
                citation(first, places, diag)
            }
            list => Some(Citation { cites: cites(list, diag), ..Citation::default() }),
        },
        _ => None,
    }
}

fn cite(value: &Value, places: &HashMap<&str, usize>, diag: &mut dyn Sink) -> Option<CitedRecord> {
    let text = |name: &str| value.get(name).and_then(json::from_string).filter(|text| !text.is_empty());
    let id = value.get("id").and_then(json::from_string)?;
    let Some(&record) = places.get(id.as_str()) else {
        diag.report(Diagnostic::new(Code::UnknownCite, format!("“{id}” is cited, but no record has this id")));
        return None;
    };
    let rich = |name: &str| text(name).map_or_else(Text::default, |html| from_micro_html(&html));
    let flag = |name: &str| value.get(name).is_some_and(is_true);
    let position = value.get("position").and_then(Value::as_u64).and_then(|number| {
        Some(match number {
            0 => CitePosition::First,
            1 => CitePosition::Subsequent,
            2 => CitePosition::Ibid,
            3 => CitePosition::IbidWithLocator,
            _ => return None,
        })
    });
    Some(CitedRecord {
        record,
        locator: text("locator").map(|locator| (text("label").unwrap_or_else(|| "page".to_owned()), locator)),
        prefix: rich("prefix"),
        suffix: rich("suffix"),
        form: match (flag("author-only"), flag("suppress-author")) {
            (true, _) => CiteForm::AuthorOnly,
            (false, true) => CiteForm::WithoutAuthor,
            (false, false) => CiteForm::Full,
        },
        position,
        near_note: value.get("near-note").map(is_true),
        first_note: value
            .get("first-reference-note-number")
            .and_then(json::from_string)
            .and_then(|note| note.parse().ok()),
    })
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => !text.is_empty() && text != "false" && text != "0",
        _ => false,
    }
}
