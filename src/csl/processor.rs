//! Runs a style over a document: orders the works, disambiguates their cites, renders citations and references.
//!
//! The phases, in order: the works are sorted as the style requires and numbered; given names are decided for the whole
//! document; ambiguous cites are disambiguated; the positions of cites are determined; citations are rendered, their
//! cites sorted, grouped and collapsed; references are rendered, and repeated authors are replaced.

use super::ReferenceOptions;
use super::bibliography;
use super::citations::render_citation;
use super::cite::places;
use super::eval::Engine;
use super::item::Item;
use super::works::{Works, decide, of_works, used};
use crate::markup::References;
use crate::model::{Citation, Record, Text};

/// The output of a style for a document.
pub(super) struct Processed {
    /// By citation.
    pub citations: Vec<Text>,
    /// `None` if the style has no bibliography.
    pub references: Option<References>,
    /// The order of the references: the index of the record of each.
    pub order: Vec<usize>,
    /// The works for which the style prints nothing: the indices of their records.
    pub unprinted: Vec<usize>,
}

/// Formats the citations and the list of references of a document. Citations refer to records by their index.
pub(super) fn process(
    engine: &Engine<'_>,
    records: &[Record],
    citations: &[Citation],
    options: &ReferenceOptions<'_>,
) -> Processed {
    let Some(used) = used(records.len(), citations, options.uncited) else {
        return process_all(engine, records.iter().enumerate().map(Item::new).collect(), citations, options);
    };
    let mut places = vec![None; records.len()];
    used.iter().enumerate().for_each(|(place, &record)| places[record] = Some(place));
    let items = used.iter().map(|&record| Item::new((record, &records[record]))).collect();
    let citations: Vec<Citation> = citations.iter().map(|citation| of_works(citation, &places)).collect();
    process_all(engine, items, &citations, options)
}

/// Formats a document of these works. Citations refer to works by their index.
fn process_all(
    engine: &Engine<'_>,
    items: Vec<Item<'_>>,
    citations: &[Citation],
    options: &ReferenceOptions<'_>,
) -> Processed {
    let decided = decide(engine, &items, citations, options);
    let works = Works { items, decided, unprinted: Default::default() };
    let places = places(citations, engine.program.citation.near_note_distance);
    let rendered = options
        .threads
        .map(citations.len(), |index| render_citation(engine, &works, &citations[index], &places[index], options));
    let references = engine
        .program
        .bibliography
        .as_ref()
        .map(|bibliography| bibliography::render(engine, bibliography, &works, options));
    let order = works.decided.order.iter().map(|work| works.items[*work].index()).collect();
    Processed { citations: rendered, references, order, unprinted: works.unprinted.into_records() }
}
