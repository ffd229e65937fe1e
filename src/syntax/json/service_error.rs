//! What a file contains when a service had no answer: an error report or an empty list.

use serde_json::Value;

use super::stream::RawValue;
use crate::diag::{Code, Diagnostic};
use crate::text::words::{shortened, single_spaced};

/// The maximum number of characters of a message that are shown.
const LONGEST: usize = 200;

/// Returns the report about an object that holds no record: the message of the service, that its list is empty, or that
/// it is something else.
pub(crate) fn no_record(value: &RawValue<'_>) -> Diagnostic {
    let answer: Value = serde_json::from_slice(value.bytes).unwrap_or_default();
    answer_without_record(&answer)
        .unwrap_or_else(|| Diagnostic::new(Code::JsonNotRecord, "this object is not a record of the format"))
        .at(value.place(0, 1))
}

/// Returns the report about an answer that says why there is no record; `None` for other answers.
pub(crate) fn answer_without_record(answer: &Value) -> Option<Diagnostic> {
    if let Some(error) = error_of(answer) {
        let message = format!("this is an error message of a service: {error}");
        return Some(Diagnostic::new(Code::ServiceError, message).hint("send the request again"));
    }
    is_empty(answer, 0).then(|| Diagnostic::new(Code::NoRecords, "the list has no records"))
}

/// The members that say what went wrong, the most informative first. Services use them as follows:
///
/// - OpenAlex, Hugging Face: `{"error": "...", "message": "..."}`
/// - Semantic Scholar: `{"message": "..."}`, `{"error": "..."}`, `{"code": "429", "message": "..."}`
/// - Crossref: `{"status": "failed", "message": [{"type", "value", "message"}]}`
/// - DataCite: `{"errors": [{"status", "title"}]}` (JSON:API)
/// - ORCID: `{"response-code": 404, "developer-message": "...", "user-message": "..."}`, `{"error", "error_description"}`
/// - others: `{"type", "title", "status", "detail"}` (RFC 9457)
const ERROR_MEMBERS: &[&str] =
    &["developer-message", "user-message", "error_description", "message", "error", "errors", "detail", "details"];

/// Returns the message of an error answer; `None` when the value is something else.
fn error_of(answer: &Value) -> Option<String> {
    let object = answer.as_object()?;
    if let Some(said) = ERROR_MEMBERS.iter().find_map(|name| said(object.get(*name)?)) {
        return Some(said);
    }
    let status = object.get("status").and_then(Value::as_u64).filter(|status| *status >= 400);
    let title = object.get("title").and_then(Value::as_str);
    status.map(|status| title.map_or_else(|| format!("status {status}"), str::to_owned))
}

/// Returns the message in a member: its text, or that of the first element of a list or of an object inside.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = single_spaced(text);
            (!text.is_empty()).then(|| shortened(&text, LONGEST))
        }
        Value::Array(list) => said(list.first()?),
        Value::Object(object) => {
            let parts = ["message", "detail", "title", "description", "error"];
            // Deeper values are not messages.
            let is_plain = |value: &&Value| value.is_string();
            parts.iter().find_map(|part| said(object.get(*part).filter(is_plain)?))
        }
        Value::Bool(true) => Some("an error".to_owned()),
        _ => None,
    }
}

/// Whether an object says that nothing was found: an empty list, or a total of 0.
fn is_empty(value: &Value, depth: usize) -> bool {
    const TOTALS: [&str; 8] =
        ["total", "@total", "count", "total-results", "total_results", "totalResults", "numFound", "hitCount"];
    const LISTS: [&str; 11] =
        ["results", "items", "data", "group", "hit", "works", "docs", "notes", "records", "result", "collection"];
    if depth == 0 && value.as_array().is_some_and(Vec::is_empty) {
        return true;
    }
    let Some(object) = value.as_object().filter(|_| depth < 4) else { return false };
    object.iter().any(|(name, value)| {
        let is_zero = || value.as_u64() == Some(0) || value.as_str() == Some("0");
        let is_empty_list = || value.as_array().is_some_and(Vec::is_empty);
        TOTALS.contains(&name.as_str()) && is_zero()
            || LISTS.contains(&name.as_str()) && is_empty_list()
            || is_empty(value, depth + 1)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::error_of;

    #[test]
    fn what_services_say_is_found() {
        for (answer, said) in [
            (
                json!({ "status": "failed", "message": [{ "type": "x", "message": "No such filter" }] }),
                Some("No such filter"),
            ),
            (json!({ "response-code": 404, "developer-message": "404 Not\n Found" }), Some("404 Not Found")),
            (json!({ "error": { "code": 5, "message": "Slow down" } }), Some("Slow down")),
            (json!({ "title": "Gone", "status": 410 }), Some("Gone")),
            (json!({ "error": { "a": { "message": "deep" } } }), None),
            (json!({ "title": "A work" }), None),
            (Value::Null, None),
        ] {
            assert_eq!(error_of(&answer).as_deref(), said, "{answer}");
        }
    }
}
