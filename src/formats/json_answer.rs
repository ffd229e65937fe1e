//! The answers of services that speak JSON: one record, a list of them in an array or inside of an object, one record a
//! line; and what stands in such a file when the service could not answer.

use std::io;

use serde_json::Value;

use super::Input;
use super::json_stream::{Lists, RawValue, Role, for_each_element};
use super::json_typed::{Shape, with_object};
use super::normalise::identifiers::{Label, take};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Origin, Record, TextVariable};
use crate::text::words::single_spaced;

/// Makes a record of an object, if it is one.
type ToRecord<'a, S> = dyn FnMut(<S as Shape>::Of<'_>, &RawValue<'_>, &mut dyn Sink) -> Option<Record> + 'a;

/// Reads every record of an answer. `to_record` makes one of an object, or gives `None` when the object is none; it is
/// looked at for a report of the service then.
///
/// # Errors
/// What reading the bytes fails with.
pub(super) fn read_answer<S: Shape>(
    input: Input<'_>,
    format: &'static str,
    lists: Lists,
    out: &mut dyn FnMut(Record),
    diag: &mut dyn Sink,
    to_record: &mut ToRecord<'_, S>,
) -> io::Result<()> {
    for_each_element(input, lists, diag, &mut |role, value, diag| match role {
        Role::AroundList(0) => diag.report(no_record(&value)),
        Role::AroundList(_) => {}
        Role::Value if value.bytes == b"null" => {
            let report = Diagnostic::new(Code::UnknownToService, "the service did not know this work");
            diag.report(report.at(value.place(0, 4)));
        }
        Role::Value => {
            let record = with_object::<S, _>(&value, diag, |object, diag| to_record(object, &value, diag));
            match record {
                Some(Some(mut record)) => {
                    record.origin =
                        Some(Origin { format: format.to_owned(), line: Some(value.line), ..Origin::default() });
                    if record.text(TextVariable::Title).is_none() {
                        let report = Diagnostic::new(Code::MissingTitle, "the work has no title");
                        diag.report(report.at(value.place(0, 1)));
                    }
                    out(record);
                }
                Some(None) => diag.report(no_record(&value)),
                None => {}
            }
        }
    })
}

/// Puts the identifiers that a source labels into a record, the first of each sort, and reports what is malformed.
pub(super) fn take_identifiers<'a>(
    record: &mut Record,
    identifiers: impl IntoIterator<Item = (Label, Option<&'a str>)>,
    source: &RawValue<'_>,
    diag: &mut dyn Sink,
) {
    for (label, identifier) in identifiers {
        if let Some(report) = identifier.and_then(|identifier| take(record, label, identifier)) {
            diag.report(report.at(source.place(0, 1)));
        }
    }
}

/// The day of a point in time: `2022-10-22` of `2022-10-22T12:18:26Z` and of `2022-10-22 12:18`.
pub(super) fn day_of(time: &str) -> &str {
    time.split(['T', ' ']).next().unwrap_or(time)
}

/// The report of an object that holds no record: what the service says instead, that its list is empty, or that it is
/// something else.
pub(super) fn no_record(value: &RawValue<'_>) -> Diagnostic {
    let answer: Value = serde_json::from_slice(value.bytes).unwrap_or_default();
    answer_without_record(&answer)
        .unwrap_or_else(|| Diagnostic::new(Code::JsonNotRecord, "this object is not a record of the format"))
        .at(value.place(0, 1))
}

/// The report of an answer that says why there is no record; `None` when it says nothing of that sort.
pub(super) fn answer_without_record(answer: &Value) -> Option<Diagnostic> {
    if let Some(error) = error_of(answer) {
        let message = format!("this is a service's report of an error: {error}");
        return Some(Diagnostic::new(Code::ServiceError, message).hint("ask the service again"));
    }
    is_empty(answer, 0).then(|| Diagnostic::new(Code::NoRecords, "the list holds no records"))
}

/// The members that say what went wrong, in the order in which they are telling, as services have them:
///
/// - OpenAlex, Hugging Face: `{"error": "...", "message": "..."}`
/// - Semantic Scholar: `{"message": "..."}`, `{"error": "..."}`, `{"code": "429", "message": "..."}`
/// - Crossref: `{"status": "failed", "message": [{"type", "value", "message"}]}`
/// - DataCite: `{"errors": [{"status", "title"}]}` (JSON:API)
/// - ORCID: `{"response-code": 404, "developer-message": "...", "user-message": "..."}`, `{"error", "error_description"}`
/// - others: `{"type", "title", "status", "detail"}` (RFC 9457)
const ERROR_MEMBERS: &[&str] =
    &["developer-message", "user-message", "error_description", "message", "error", "errors", "detail", "details"];

/// What an error answer says; `None` when the value is something else.
fn error_of(answer: &Value) -> Option<String> {
    let object = answer.as_object()?;
    if let Some(said) = ERROR_MEMBERS.iter().find_map(|name| said(object.get(*name)?)) {
        return Some(said);
    }
    let status = object.get("status").and_then(Value::as_u64).filter(|status| *status >= 400);
    let title = object.get("title").and_then(Value::as_str);
    status.map(|status| title.map_or_else(|| format!("status {status}"), str::to_owned))
}

/// What a member says: a text, or that of the first of a list or of an object inside.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = single_spaced(text);
            (!text.is_empty()).then(|| shortened(text))
        }
        Value::Array(list) => said(list.first()?),
        Value::Object(object) => {
            let parts = ["message", "detail", "title", "description", "error"];
            // No deeper than that: what is nested further is no message.
            let is_plain = |value: &&Value| value.is_string();
            parts.iter().find_map(|part| said(object.get(*part).filter(is_plain)?))
        }
        Value::Bool(true) => Some("an error".to_owned()),
        _ => None,
    }
}

fn shortened(text: String) -> String {
    const LONGEST: usize = 200;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Whether an object says that it found nothing: an empty list, or a total of 0.
fn is_empty(value: &Value, depth: usize) -> bool {
    const TOTALS: [&str; 6] = ["total", "@total", "count", "total-results", "total_results", "totalResults"];
    const LISTS: [&str; 6] = ["results", "items", "data", "group", "hit", "works"];
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
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::{error_of, read_answer};
    use crate::diag::{Code, Diagnostic};
    use crate::formats::Input;
    use crate::formats::json_typed::{Scalar, Shape};
    use crate::model::Record;

    #[derive(Deserialize, Default)]
    #[serde(default)]
    struct Work<'a> {
        #[serde(borrow)]
        title: Option<Scalar<'a>>,
    }

    struct WorkShape;

    impl Shape for WorkShape {
        type Of<'de> = Work<'de>;
    }

    fn read(text: &str) -> (Vec<Record>, Vec<Code>) {
        let (mut records, mut reports) = (Vec::new(), Vec::<Diagnostic>::new());
        let input = Input { name: "a.json", bytes: &mut text.as_bytes() };
        read_answer::<WorkShape>(
            input,
            "test",
            &[&["results"]],
            &mut |record| records.push(record),
            &mut reports,
            &mut |work, _, _| {
                let mut record = Record::default();
                record.set_text(crate::model::TextVariable::Title, work.title?.0.into_owned());
                Some(record)
            },
        )
        .unwrap();
        (records, reports.iter().map(|report| report.code).collect())
    }

    #[test]
    fn records_come_alone_in_lists_and_by_line() {
        for text in [
            r#"{"title": "T"}"#,
            r#"[{"title": "T"}]"#,
            r#"{"meta": {"count": 1}, "results": [{"title": "T"}]}"#,
            "{\"title\": \"T\"}\n",
        ] {
            let (records, codes) = read(text);
            assert_eq!((records.len(), codes), (1, vec![]), "{text}");
        }
        assert_eq!(read("[null, {\"title\": \"T\"}]").1, [Code::UnknownToService]);
    }

    #[test]
    fn error_answers_and_empty_lists_give_no_record() {
        for (text, code) in [
            (r#"{"message": "Rate limited"}"#, Code::ServiceError),
            (r#"{"error": "x", "message": "y"}"#, Code::ServiceError),
            (r#"{"errors": [{"status": "404", "title": "gone"}]}"#, Code::ServiceError),
            (r#"{"results": []}"#, Code::NoRecords),
            (r#"{"meta": {"count": 0}, "results": null}"#, Code::NoRecords),
            (r#"{"hits": {"@total": "0"}}"#, Code::NoRecords),
            (r#"{"something": "else"}"#, Code::JsonNotRecord),
            ("[]", Code::NoRecords),
            ("[7]", Code::JsonNotRecord),
        ] {
            let (records, codes) = read(text);
            assert_eq!((records.len(), codes), (0, vec![code]), "{text}");
        }
    }

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
