//! The JSON answers of services: one record, a list of records in an array or inside an object, or one record per line.

use std::io;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Origin, Record, TextVariable};
use crate::seam::{Cut, Format, Reader};
use crate::syntax::Input;
use crate::syntax::element::Element;
use crate::syntax::json::cut::last_start;
use crate::syntax::json::service_error::no_record;
use crate::syntax::json::stream::{Lists, RawValue, Role, for_each_element};
use crate::syntax::json::typed::{Shape, with_object};
use crate::values::identifiers::{Label, take};

/// The reader of the JSON of a service. None of its records has an id of its own, and files of lines are read in parallel.
pub(super) struct AnswerReader<S: Shape> {
    /// The format of the answers.
    pub(super) format: &'static Format,
    /// The paths to lists of records in an answer.
    pub(super) lists: Lists,
    /// Makes a record from an object, if the object is one.
    pub(super) to_record: fn(S::Of<'_>, &RawValue<'_>, &mut dyn Sink) -> Option<Record>,
}

impl<S: Shape> Reader for AnswerReader<S> {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        read_answer::<S>(input, self.format.id, self.lists, out, diag, self.to_record)
    }

    fn gives_ids(&self) -> bool {
        false
    }

    fn cut(&self) -> Option<Cut> {
        Some(last_start)
    }
}

/// Reads every record of an answer. `to_record` makes a record from an object, or returns `None` if the object is not a
/// record; in that case the object may be the error report of the service, which is reported.
///
/// # Errors
/// Returns any I/O error from the input.
pub(super) fn read_answer<S: Shape>(
    input: Input<'_>,
    format: &'static str,
    lists: Lists,
    out: &mut dyn FnMut(Record),
    diag: &mut dyn Sink,
    to_record: fn(S::Of<'_>, &RawValue<'_>, &mut dyn Sink) -> Option<Record>,
) -> io::Result<()> {
    let (mut works, mut others) = (0_usize, Others::default());
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
                    record.origin = Some(Origin::new(format, value.line));
                    if record.text(TextVariable::Title).is_none() {
                        let report = Diagnostic::new(Code::MissingTitle, "the work has no title");
                        diag.report(report.at(value.place(0, 1)));
                    }
                    works += 1;
                    out(record);
                }
                Some(None) => {
                    let report = no_record(&value);
                    match report.code {
                        // Whether such things are next to works is known at the end.
                        Code::JsonNotRecord if value.bytes.starts_with(b"{") => others.take(report),
                        _ => diag.report(report),
                    }
                }
                None => {}
            }
        }
    })?;
    others.report_to(works, diag);
    Ok(())
}

/// How many objects that are not works are reported one by one if there are no works.
const MOST_OTHERS: usize = 10;

/// The objects of an answer that are not works.
#[derive(Default)]
struct Others {
    count: usize,
    /// The first of them.
    reports: Vec<Diagnostic>,
}

impl Others {
    fn take(&mut self, report: Diagnostic) {
        self.count += 1;
        if self.reports.len() < MOST_OTHERS {
            self.reports.push(report);
        }
    }

    /// Reports the objects: next to works, they are things that nobody cites, such as reviews and organisations.
    fn report_to(self, works: usize, diag: &mut dyn Sink) {
        let first = self.reports.first().and_then(|report| report.place.clone());
        match first {
            Some(place) if works > 0 => {
                let message = match self.count {
                    1 => "one object is not a work: it was left out".to_owned(),
                    count => format!("{count} objects are not works, of which this is the first: they were left out"),
                };
                diag.report(Diagnostic::new(Code::NotWorks, message).at(place));
            }
            _ => self.reports.into_iter().for_each(|report| diag.report(report)),
        }
    }
}

/// Puts the identifiers that a source labels into a record, the first of each sort, and reports malformed ones.
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

/// Returns the place of an element for code that reads the JSON of a service, too.
pub(super) fn place_in_json<'a>(element: &Element, file: &'a str) -> RawValue<'a> {
    RawValue { bytes: b"", file, line: element.line, column: element.column }
}

/// Returns the day of a point in time: `2022-10-22` for `2022-10-22T12:18:26Z` and for `2022-10-22 12:18`.
pub(super) fn day_of(time: &str) -> &str {
    time.split(['T', ' ']).next().unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::read_answer;
    use crate::diag::{Code, Diagnostic};
    use crate::model::Record;
    use crate::syntax::Input;
    use crate::syntax::json::typed::{Scalar, Shape};

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
        let mut unread = text.as_bytes();
        let input = Input::new("a.json", &mut unread);
        read_answer::<WorkShape>(
            input,
            "test",
            &[&["results"]],
            &mut |record| records.push(record),
            &mut reports,
            |work, _, _| {
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
    fn objects_that_are_not_works_are_a_note_next_to_works() {
        let other = r#"{"name": "Example Press"}"#;
        let (records, codes) = read(&format!(r#"[{other}, {{"title": "T"}}, {other}]"#));
        assert_eq!((records.len(), codes), (1, vec![Code::NotWorks]));
        assert_eq!(read(&format!("[{other}, {other}]")).1, [Code::JsonNotRecord, Code::JsonNotRecord]);
        assert_eq!(read(r#"[{"message": "Rate limited"}, {"title": "T"}]"#).1, [Code::ServiceError]);
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
}
