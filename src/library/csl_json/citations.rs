//! The citations of a document, in the form used by citeproc-js
//! (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>, "Citations").
//!
//! A file holds a list. Each element is a citation, an object with `citationItems` and `properties` (`noteIndex`,
//! `unsorted`, `mode`, `infix`), alone or first in a list with the citations before and after it; or a plain list of
//! cites; or a single cite.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::written::{self, Written};
use crate::diag::{Code, Diagnostic, Sink};
use crate::error::{Error, Result};
use crate::library::json;
use crate::markup::from_micro_html;
use crate::model::{
    Citation, CitationMode, CiteForm, CitePosition, CitedRecord, LOCATOR_ABBREVIATIONS, LOCATOR_LABELS, Record, Text,
};
use crate::text::similar::nearest;

/// Members of a citation, of its properties and of a cite, as citeproc-js and Zotero write them.
const OF_CITATION: &[&str] = &["citationID", "citationItems", "properties", "schema", "sortedItems"];
const OF_PROPERTIES: &[&str] = &[
    "noteIndex",
    "unsorted",
    "mode",
    "infix",
    "index",
    "custom",
    "dontUpdate",
    "formattedCitation",
    "plainCitation",
    "uncited",
    "unlinked",
];
const OF_CITE: &[&str] = &[
    "id",
    "locator",
    "label",
    "prefix",
    "suffix",
    "author-only",
    "suppress-author",
    "position",
    "near-note",
    "first-reference-note-number",
    "itemData",
    "uris",
    "uri",
    "key",
];

/// Reads citations from JSON, one for each element of its list. Cites of works that are not among the records are
/// reported and left out.
///
/// # Errors
/// Returns an error if the text is not JSON.
pub fn citations_from_json(text: &str, records: &[Record], diag: &mut dyn Sink) -> Result<Vec<Citation>> {
    let value: Value = serde_json::from_str(text).map_err(|error| Error::usage(error.to_string()))?;
    let places = Places::of(records);
    let list = if let Value::Array(list) = &value { list.as_slice() } else { std::slice::from_ref(&value) };
    Ok(list.iter().filter_map(|value| Some(places.citation(value, diag)?.citation)).collect())
}

/// A citation that was read.
pub(super) struct Read {
    pub citation: Citation,
    /// Whether its source does not say in which note it is.
    pub lacks_note: bool,
}

/// Reads the number of a note.
pub(super) fn note(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|note| u32::try_from(note).ok())
}

/// The records by their ids.
pub(super) struct Places<'r> {
    by_id: HashMap<&'r str, usize>,
}

impl<'r> Places<'r> {
    pub(super) fn of(records: &'r [Record]) -> Self {
        Self { by_id: records.iter().enumerate().rev().map(|(place, record)| (record.id.as_str(), place)).collect() }
    }

    /// Returns the record with an id; one that does not exist is reported.
    pub(super) fn find(&self, id: &str, diag: &mut dyn Sink) -> Option<usize> {
        let found = self.by_id.get(id).copied();
        if found.is_none() {
            diag.report(Diagnostic::new(Code::UnknownCite, format!("“{id}” is cited, but no record has this id")));
        }
        found
    }

    /// The citations of a text.
    pub(super) fn written(&self, text: &str, diag: &mut dyn Sink) -> Vec<Read> {
        let read = |Written { cites, mode }| {
            let cites = cites.into_iter().filter_map(|cite: written::Cite| {
                let record = self.find(&cite.id, diag)?;
                Some(CitedRecord { record, ..cite.cited })
            });
            Read { citation: Citation { cites: cites.collect(), mode, ..Citation::default() }, lacks_note: true }
        };
        written::citations(text).into_iter().map(read).collect()
    }

    /// Reads a citation; the first one of a list that has others around it.
    pub(super) fn citation(&self, value: &Value, diag: &mut dyn Sink) -> Option<Read> {
        let cites = |list: &[Value], diag: &mut dyn Sink| -> Vec<CitedRecord> {
            list.iter().filter_map(|value| self.cite(value, diag)).collect()
        };
        let of_cites = |cites: Vec<CitedRecord>| {
            Some(Read { citation: Citation { cites, ..Citation::default() }, lacks_note: true })
        };
        match value {
            Value::Object(object) => {
                let Some(Value::Array(list)) = object.get("citationItems") else {
                    return of_cites(cites(std::slice::from_ref(value), diag));
                };
                report_unknown(object, OF_CITATION, "a citation", diag);
                let properties = object.get("properties").and_then(Value::as_object);
                if let Some(properties) = properties {
                    report_unknown(properties, OF_PROPERTIES, "the properties of a citation", diag);
                }
                let property = |name: &str| properties.and_then(|properties| properties.get(name));
                let note = property("noteIndex").and_then(note);
                let citation = Citation {
                    cites: cites(list, diag),
                    note: note.filter(|note| *note > 0),
                    is_in_order: property("unsorted").is_some_and(is_true),
                    mode: mode(property("mode"), property("infix"), diag),
                };
                Some(Read { citation, lacks_note: note.is_none() })
            }
            Value::Array(list) => match list.as_slice() {
                [first @ Value::Object(object), ..] if object.contains_key("citationItems") => {
                    self.citation(first, diag)
                }
                list => of_cites(cites(list, diag)),
            },
            _ => None,
        }
    }

    fn cite(&self, value: &Value, diag: &mut dyn Sink) -> Option<CitedRecord> {
        let text = |name: &str| value.get(name).and_then(json::from_string).filter(|text| !text.is_empty());
        if let Value::Object(object) = value {
            report_unknown(object, OF_CITE, "a cite", diag);
        }
        let record = self.find(&value.get("id").and_then(json::from_string)?, diag)?;
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
        let label = text("label");
        if let Some(label) = &label {
            report_label(label, diag);
        }
        Some(CitedRecord {
            record,
            locator: text("locator").map(|locator| (label.unwrap_or_else(|| "page".to_owned()), locator)),
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
}

/// Reads which part of a citation is shown.
fn mode(mode: Option<&Value>, infix: Option<&Value>, diag: &mut dyn Sink) -> CitationMode {
    const MODES: [&str; 3] = ["composite", "author-only", "suppress-author"];
    let Some(name) = mode.and_then(json::from_string).filter(|name| !name.is_empty()) else {
        return CitationMode::Whole;
    };
    match name.as_str() {
        "composite" => {
            let infix = infix.and_then(json::from_string).map_or_else(Text::default, |html| from_micro_html(&html));
            CitationMode::Composite { infix }
        }
        "author-only" => CitationMode::AuthorOnly,
        "suppress-author" => CitationMode::WithoutAuthor,
        unknown => {
            let message = format!("“{unknown}” is no mode of a citation; the whole citation is shown");
            let report = Diagnostic::new(Code::CitationMember, message);
            diag.report(report.hint(format!("there are {}", MODES.join(", "))));
            CitationMode::Whole
        }
    }
}

/// Reports members that nothing reads.
pub(super) fn report_unknown(
    object: &Map<String, Value>,
    known: &'static [&'static str],
    of: &str,
    diag: &mut dyn Sink,
) {
    for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
        let report =
            Diagnostic::new(Code::CitationMember, format!("the member “{name}” of {of} is unknown and ignored"));
        let meant = nearest(name, known.iter().copied());
        diag.report(match meant {
            Some(meant) => report.hint(format!("did you mean “{meant}”?")),
            None => report,
        });
    }
}

/// Reports a label that CSL does not have.
fn report_label(label: &str, diag: &mut dyn Sink) {
    let hyphenated = label.trim().replace(' ', "-");
    // Older versions of CSL, and what processors also take.
    let is_known = LOCATOR_LABELS.contains(&hyphenated.as_str())
        || matches!(hyphenated.as_str(), "article" | "title")
        || LOCATOR_ABBREVIATIONS.iter().any(|(_, known)| *known == label);
    if is_known {
        return;
    }
    let report = Diagnostic::new(Code::CitationMember, format!("“{label}” is no label of a locator in CSL"));
    diag.report(match nearest(label, LOCATOR_LABELS.iter().copied()) {
        Some(meant) => report.hint(format!("did you mean “{meant}”?")),
        None => report.hint(format!("there are {}", LOCATOR_LABELS.join(", "))),
    });
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64().is_some_and(|number| number != 0.0),
        Value::String(text) => !text.is_empty() && text != "false" && text != "0",
        _ => false,
    }
}
