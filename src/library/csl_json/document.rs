//! The citations of a document: those of a file in their order, and works that are listed without being cited.
//!
//! A file is JSON (`citations.rs`) or a text with citations as people write them (`written.rs`), outside code and comments
//! (`prose.rs`). The list of JSON may be
//! the member `citations` of an object, whose member `nocite` has the ids of works that are listed without being cited, or
//! "*"; its elements may also be strings such as `[see @lu2022, pp. 3-5]`.

use std::collections::HashMap;

use serde_json::Value;

use super::citations::{Places, Read, note, report_unknown};
use super::prose::{Prose, prose};
use crate::diag::{Code, Diagnostic, Sink};
use crate::error::{Error, Result};
use crate::library::json;
use crate::model::{Citation, Record};

/// The citations of a document.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DocumentCitations {
    /// The citations in the order of the document.
    pub citations: Vec<Citation>,
    /// The records that are listed without being cited.
    pub uncited: UncitedRecords,
    /// By citation: whether the file does not say in which note it is.
    lacks_note: Vec<bool>,
}

/// Records that are listed without being cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UncitedRecords {
    /// Those with these indices.
    These(Vec<usize>),
    /// All of them.
    All,
}

impl Default for UncitedRecords {
    fn default() -> Self {
        Self::These(Vec::new())
    }
}

impl DocumentCitations {
    /// Counts the notes of citations for which the file does not give one: each is in a note of its own, after the
    /// previous one.
    pub fn count_notes(&mut self) {
        let mut last = 0;
        for (citation, lacks_note) in self.citations.iter_mut().zip(&self.lacks_note) {
            if *lacks_note {
                citation.note = Some(last + 1);
            }
            last = citation.note.unwrap_or(last);
        }
    }

    /// Adds a citation as people write it: `[see @lu2022, pp. 3-5; -@wang2024]` or `@lu2022 [p. 3]`.
    pub fn add_written(&mut self, text: &str, records: &[Record], diag: &mut dyn Sink) {
        Places::of(records).written(text, diag).into_iter().for_each(|read| self.push(read));
    }

    /// Adds a record that is listed without being cited; "*" adds all.
    pub fn add_uncited(&mut self, id: &str, records: &[Record], diag: &mut dyn Sink) {
        if id == "*" {
            self.uncited = UncitedRecords::All;
        } else if let Some(record) = Places::of(records).find(id, diag)
            && let UncitedRecords::These(list) = &mut self.uncited
        {
            list.push(record);
        }
    }

    fn push(&mut self, read: Read) {
        self.citations.push(read.citation);
        self.lacks_note.push(read.lacks_note);
    }
}

/// Reads the citations of a document: JSON in the form of citeproc-js, or a text with citations as people write them.
/// What is not understood is reported.
///
/// # Errors
/// Returns an error if the text is neither.
///
/// ```
/// let library = publist::read("fixtures/csl_json/items.json")?;
/// let text = "As said before [see @shannon1948, pp. 379-381].";
/// let document = publist::formats::citations_of_document(text, &library.records, &mut ())?;
/// assert_eq!(document.citations[0].cites[0].locator, Some(("page".to_owned(), "379-381".to_owned())));
/// # Ok::<(), publist::Error>(())
/// ```
pub fn citations_of_document(text: &str, records: &[Record], diag: &mut dyn Sink) -> Result<DocumentCitations> {
    let places = Places::of(records);
    let mut document = DocumentCitations::default();
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let Prose { text, uncited } = prose(text);
            let written = places.written(&text, diag);
            if written.is_empty() && uncited.is_empty() {
                return Err(Error::usage(error.to_string()));
            }
            written.into_iter().for_each(|read| document.push(read));
            uncited.iter().for_each(|id| document.add_uncited(id, records, diag));
            return Ok(document);
        }
    };
    let list = match &value {
        Value::Object(object) if object.contains_key("citations") || object.contains_key("nocite") => {
            report_unknown(object, &["citations", "nocite"], "the document", diag);
            match object.get("nocite") {
                Some(Value::Array(ids)) => {
                    ids.iter().filter_map(json::from_string).for_each(|id| document.add_uncited(&id, records, diag))
                }
                Some(id) => {
                    json::from_string(id).into_iter().for_each(|id| document.add_uncited(&id, records, diag));
                }
                None => {}
            }
            object.get("citations").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
        }
        Value::Array(list) => list.as_slice(),
        single => std::slice::from_ref(single),
    };
    if list.iter().any(|value| step(value).is_some()) {
        let steps = list.iter().filter_map(|value| Some((value, places.citation(value, diag)?))).collect();
        in_document_order(steps, diag).into_iter().for_each(|read| document.push(read));
        return Ok(document);
    }
    for value in list {
        match value {
            Value::String(text) => places.written(text, diag).into_iter().for_each(|read| document.push(read)),
            value => places.citation(value, diag).into_iter().for_each(|read| document.push(read)),
        }
    }
    Ok(document)
}

/// The id of a citation before or after another one, and the number of its note.
type Neighbour = (String, Option<u32>);

/// The citations before and after one that is added to a document: their ids, and the notes that contain them.
fn step(value: &Value) -> Option<[Vec<Neighbour>; 2]> {
    let list = value.as_array()?;
    if !list.first()?.get("citationItems").is_some_and(Value::is_array) {
        return None;
    }
    let pairs = |side: usize| -> Vec<Neighbour> {
        let pairs = list.get(side).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let pair = |pair: &Value| Some((json::from_string(pair.get(0)?)?, pair.get(1).and_then(note)));
        pairs.iter().filter_map(pair).collect()
    };
    Some([pairs(1), pairs(2)])
}

/// Puts citations that were added one after the other in the order of the finished document
/// (<https://citeproc-js.readthedocs.io/en/latest/running.html>, "processCitationCluster()"). A citation without others
/// around it is the last one.
fn in_document_order(steps: Vec<(&Value, Read)>, diag: &mut dyn Sink) -> Vec<Read> {
    let mut known: HashMap<String, Read> = HashMap::new();
    let mut order: Vec<Neighbour> = Vec::new();
    for (number, (value, read)) in steps.into_iter().enumerate() {
        let id = value.get(0).and_then(|citation| citation.get("citationID")).and_then(json::from_string);
        let id = id.unwrap_or_else(|| format!("\u{0}{number}"));
        let note = read.citation.note;
        known.insert(id.clone(), read);
        match step(value) {
            Some([before, after]) if !(before.is_empty() && after.is_empty()) => {
                order = before.into_iter().chain([(id, note)]).chain(after).collect();
            }
            _ if order.iter().any(|(placed, _)| *placed == id) => {}
            _ => order.push((id, note)),
        }
    }
    let mut result = Vec::new();
    for (id, note) in order {
        let Some(mut read) = known.remove(&id) else {
            let message =
                format!("a citation “{id}” stands before or after another one, but the file has none with this id");
            diag.report(Diagnostic::new(Code::CitationMember, message));
            continue;
        };
        if let Some(note) = note {
            read.citation.note = Some(note).filter(|note| *note > 0);
            read.lacks_note = false;
        }
        result.push(read);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::{DocumentCitations, UncitedRecords, citations_of_document};
    use crate::diag::Diagnostic;
    use crate::model::{CitationMode, Kind, Record};

    fn records() -> Vec<Record> {
        ["a", "b", "c"].map(|id| Record { id: id.to_owned(), ..Record::new(Kind::Book) }).to_vec()
    }

    fn read(text: &str) -> (DocumentCitations, Vec<String>) {
        let mut reports: Vec<Diagnostic> = Vec::new();
        let document = citations_of_document(text, &records(), &mut reports).expect("it is read");
        (document, reports.into_iter().map(|report| report.message).collect())
    }

    /// The cited records of each citation, with the notes.
    fn cited(document: &DocumentCitations) -> Vec<(Vec<usize>, Option<u32>)> {
        let of = |citation: &crate::model::Citation| {
            (citation.cites.iter().map(|cite| cite.record).collect(), citation.note)
        };
        document.citations.iter().map(of).collect()
    }

    #[test]
    fn modes_and_uncited_works_are_read() {
        let (document, reports) = read(
            r#"{ "nocite": ["c", "x"], "citations": [
                { "citationItems": [{ "id": "a" }], "properties": { "mode": "composite", "infix": "’s" } },
                { "citationItems": [{ "id": "a" }], "properties": { "mode": "author-only" } },
                { "citationItems": [{ "id": "a" }], "properties": { "mode": "suppress-author" } },
                "[see @b; -@a]" ] }"#,
        );
        assert_eq!(document.uncited, UncitedRecords::These(vec![2]));
        assert_eq!(reports, ["“x” is cited, but no record has this id"]);
        let infix = crate::model::Text::plain("’s");
        assert_eq!(document.citations[0].mode, CitationMode::Composite { infix });
        assert_eq!(document.citations[1].mode, CitationMode::AuthorOnly);
        assert_eq!(document.citations[2].mode, CitationMode::WithoutAuthor);
        assert_eq!(document.citations[3].cites.len(), 2);
        assert_eq!(read(r#"{ "nocite": "*", "citations": [] }"#).0.uncited, UncitedRecords::All);
    }

    #[test]
    fn citations_that_were_added_one_by_one_are_in_their_order() {
        let (document, reports) = read(
            r#"[ [{ "citationID": "1", "citationItems": [{ "id": "a" }], "properties": { "noteIndex": 1 } }, [], []],
                 [{ "citationID": "2", "citationItems": [{ "id": "b" }], "properties": { "noteIndex": 1 } }, [], [["1", 2]]],
                 [{ "citationID": "3", "citationItems": [{ "id": "c" }], "properties": { "noteIndex": 3 } },
                  [["2", 1], ["1", 2], ["9", 2]], []] ]"#,
        );
        assert_eq!(cited(&document), [(vec![1], Some(1)), (vec![0], Some(2)), (vec![2], Some(3))]);
        assert_eq!(reports.len(), 1, "{reports:?}");
        assert!(reports[0].contains("“9”"));
        // Without others around them, they follow each other.
        let (document, _) = read(r#"[[{ "citationItems": [{ "id": "a" }] }], [{ "citationItems": [{ "id": "b" }] }]]"#);
        assert_eq!(cited(&document), [(vec![0], None), (vec![1], None)]);
    }

    #[test]
    fn missing_notes_are_counted() {
        let (mut document, _) = read(
            r#"[{ "citationItems": [{ "id": "a" }] }, { "citationItems": [{ "id": "b" }], "properties": { "noteIndex": 5 } },
                { "citationItems": [{ "id": "a" }], "properties": { "noteIndex": 0 } }, { "id": "c" }]"#,
        );
        document.count_notes();
        let notes: Vec<_> = document.citations.iter().map(|citation| citation.note).collect();
        assert_eq!(notes, [Some(1), Some(5), None, Some(6)], "0 is a citation in the text");
    }

    #[test]
    fn what_is_not_understood_is_reported() {
        for (text, says) in [
            (r#"[{ "citationItems": [{ "id": "a", "locater": "5" }] }]"#, "“locater” of a cite"),
            (r#"[{ "citationItems": [{ "id": "a", "locator": "5", "label": "pge" }] }]"#, "“pge” is no label"),
            (
                r#"[{ "citationItems": [{ "id": "a" }], "properties": { "mode": "composit" } }]"#,
                "“composit” is no mode",
            ),
            (r#"[{ "citationItems": [{ "id": "a" }], "properties": { "noteindex": 1 } }]"#, "“noteindex”"),
            (r#"[{ "citationItems": [{ "id": "a" }], "citationId": 1 }]"#, "“citationId” of a citation"),
            (r#"{ "citations": [], "nocites": "*" }"#, "“nocites”"),
        ] {
            let (_, reports) = read(text);
            assert!(reports.len() == 1 && reports[0].contains(says), "{text}: {reports:?}");
        }
        let good = r#"[{ "citationItems": [{ "id": "a", "locator": "5", "label": "sub verbo", "suffix": "x" }] }]"#;
        assert_eq!(read(good).1, [""; 0]);
        assert!(citations_of_document("no citation", &records(), &mut ()).is_err());
    }
}
