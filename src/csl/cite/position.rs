//! Whether a work was cited before, and where (CSL 1.0.2, "Choose", `position`).

use std::collections::HashMap;

use crate::model::{Citation, CitationMode, CiteForm, CitePosition as Position};

/// The position of a cite among those of its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) struct Places {
    pub position: Position,
    pub near_note: bool,
    /// The number of the note that cites the work first, if it is another one.
    pub first_note: Option<u32>,
}

/// The last cite of a note.
struct Before<'a> {
    record: usize,
    locator: Option<&'a (String, String)>,
}

/// Returns the positions of all cites, in the order of the document. `near` is the maximum distance in notes between
/// two cites of a work that are near.
pub(in crate::csl) fn places(citations: &[Citation], near: u32) -> Vec<Vec<Places>> {
    let mut first_notes: HashMap<usize, Option<u32>> = HashMap::new();
    let mut last_notes: HashMap<usize, Option<u32>> = HashMap::new();
    let mut result = Vec::with_capacity(citations.len());
    // The cites of the previous citation, in another note or in this one.
    let mut before_in_text: Vec<Before<'_>> = Vec::new();
    let mut before_in_notes: Vec<Before<'_>> = Vec::new();
    for citation in citations {
        let mut of_citation = Vec::with_capacity(citation.cites.len());
        let mut here: Vec<Before<'_>> = Vec::new();
        // Citations in the text do not come between two notes.
        let before = if citation.note.is_some() { &mut before_in_notes } else { &mut before_in_text };
        for cite in &citation.cites {
            let locator = cite.locator.as_ref();
            let places = match first_notes.get(&cite.record) {
                None => Places::default(),
                Some(first_note) => {
                    let previous = match here.last() {
                        Some(last) => Some(last),
                        None => match before.as_slice() {
                            [only] => Some(only),
                            all => all.last().filter(|_| all.iter().all(|one| one.record == cite.record)),
                        },
                    };
                    let is_same = previous.filter(|previous| previous.record == cite.record);
                    let position = match is_same {
                        Some(previous) => ibid(previous.locator, locator),
                        None => Position::Subsequent,
                    };
                    let last_note = last_notes.get(&cite.record).copied().flatten();
                    let distance = citation.note.zip(last_note).map(|(here, there)| here.saturating_sub(there));
                    Places {
                        position,
                        near_note: distance.is_none_or(|distance| distance <= near),
                        first_note: *first_note,
                    }
                }
            };
            // Authors alone are a part of the sentence
            // (<https://citeproc-js.readthedocs.io/en/latest/running.html>, "Special citation forms").
            if citation.mode != CitationMode::AuthorOnly && cite.form != CiteForm::AuthorOnly {
                first_notes.entry(cite.record).or_insert(citation.note);
                last_notes.insert(cite.record, citation.note);
                here.push(Before { record: cite.record, locator });
            }
            of_citation.push(cite.position.map_or(places, |position| Places {
                position,
                near_note: cite.near_note.unwrap_or(places.near_note),
                first_note: cite.first_note.or(places.first_note),
            }));
        }
        if !here.is_empty() || citation.cites.is_empty() {
            *before = here;
        }
        result.push(of_citation);
    }
    result
}

/// The position of a cite directly after one of the same work.
fn ibid(before: Option<&(String, String)>, here: Option<&(String, String)>) -> Position {
    match (before, here) {
        (None, None) => Position::Ibid,
        (None, Some(_)) => Position::IbidWithLocator,
        (Some(before), Some(here)) if before == here => Position::Ibid,
        (Some(_), Some(_)) => Position::IbidWithLocator,
        (Some(_), None) => Position::Subsequent,
    }
}
