//! A document that is being written: citations are added, changed and removed, and only the affected ones are formatted
//! again.

use std::collections::HashMap;

use super::citations::render_citation;
use super::cite::{Places, places};
use super::eval::{Disambiguation, Engine};
use super::item::Item;
use super::locale::Locale;
use super::works::{Decided, Works, decide, of_works};
use super::{ReferenceOptions, Style, bibliography};
use crate::diag::Sink;
use crate::markup::References;
use crate::model::{Citation, CitedRecord, Record, Text};

/// The citations of a document and their list of references, which are kept up to date.
///
/// Citations refer to records by their index in the list with which the document was created. The list of references
/// contains the works that are cited, and those that are [included](Self::include) without a citation.
#[derive(Debug, Clone)]
pub struct Document {
    style: Style,
    locale: Locale,
    records: Vec<Record>,
    citations: Vec<Placed>,
    /// Works that are in the list of references whether or not they are cited.
    included: Vec<usize>,
    /// The works of the document: cited ones in the order of the document, then the included ones.
    works: Vec<usize>,
    decided: Decided,
}

/// The differences in the output after a change to the document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The ids of the citations whose text is different now, including new ones, in the order of the document.
    pub citations: Vec<String>,
    /// Whether works were added to the list of references, removed or moved, or are disambiguated differently.
    pub references: bool,
}

/// A citation in the document.
#[derive(Debug, Clone)]
struct Placed {
    id: String,
    citation: Citation,
    /// The inputs from which its text was made.
    made_from: Option<Inputs>,
    text: Text,
}

/// Everything that the text of a citation depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Inputs {
    places: Vec<Places>,
    of_works: Vec<(Option<usize>, Option<String>, Disambiguation)>,
}

impl Document {
    /// Creates a document without citations. An unknown language is reported.
    pub fn new(style: &Style, locale: Option<&str>, records: Vec<Record>, diag: &mut dyn Sink) -> Self {
        style.report_faults(diag);
        Self {
            locale: style.locale(locale, diag),
            style: style.clone(),
            records,
            citations: Vec::new(),
            included: Vec::new(),
            works: Vec::new(),
            decided: Decided::default(),
        }
    }

    /// Replaces all citations, as when a document is opened. If several have the same id, the last one is used.
    pub fn set_citations(&mut self, citations: impl IntoIterator<Item = (String, Citation)>) -> Changes {
        let mut known = HashMap::new();
        self.citations.clear();
        for (id, citation) in citations {
            let placed = Placed { id, citation, made_from: None, text: Text::default() };
            match known.get(&placed.id) {
                Some(&place) => self.citations[place] = placed,
                None => {
                    known.insert(placed.id.clone(), self.citations.len());
                    self.citations.push(placed);
                }
            }
        }
        self.update()
    }

    /// Inserts a citation before the one at this index, or at the end if the index is too large. A citation with the
    /// same id is replaced.
    pub fn insert(&mut self, place: usize, id: impl Into<String>, citation: Citation) -> Changes {
        let id = id.into();
        self.citations.retain(|known| known.id != id);
        let placed = Placed { id, citation, made_from: None, text: Text::default() };
        self.citations.insert(place.min(self.citations.len()), placed);
        self.update()
    }

    /// Replaces a citation; does nothing if there is none with that id.
    pub fn replace(&mut self, id: &str, citation: Citation) -> Changes {
        let Some(known) = self.citations.iter_mut().find(|known| known.id == id) else { return Changes::default() };
        known.citation = citation;
        known.made_from = None;
        self.update()
    }

    /// Removes a citation; does nothing if there is none with that id.
    pub fn remove(&mut self, id: &str) -> Changes {
        let count = self.citations.len();
        self.citations.retain(|known| known.id != id);
        if self.citations.len() == count { Changes::default() } else { self.update() }
    }

    /// Sets which works are in the list of references without being cited.
    pub fn include(&mut self, records: Vec<usize>) -> Changes {
        self.included = records;
        self.update()
    }

    /// Returns the language of citations and references, a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.locale.code
    }

    /// Returns the citations with their ids, in the order of the document.
    pub fn citations(&self) -> impl Iterator<Item = (&str, &Text)> {
        self.citations.iter().map(|placed| (placed.id.as_str(), &placed.text))
    }

    /// Returns the text of a citation.
    pub fn citation(&self, id: &str) -> Option<&Text> {
        self.citations.iter().find(|placed| placed.id == id).map(|placed| &placed.text)
    }

    /// Returns the list of references, or `None` if the style has none.
    pub fn references(&self, options: &ReferenceOptions<'_>) -> Option<References> {
        let engine = Engine::new(self.style.program(), &self.locale);
        let area = engine.program.bibliography.as_ref()?;
        let works = Works { items: self.items(), decided: self.decided.clone(), unprinted: Default::default() };
        Some(bibliography::render(&engine, area, &works, options))
    }

    fn items(&self) -> Vec<Item<'_>> {
        self.works.iter().filter_map(|work| Some((*work, self.records.get(*work)?))).map(Item::new).collect()
    }

    /// Formats again everything that a change affects.
    fn update(&mut self) -> Changes {
        let works = self.works_in_order();
        let mut places_of_works = vec![None; self.records.len()];
        for (place, &work) in works.iter().enumerate() {
            places_of_works[work] = Some(place);
        }
        let citations: Vec<Citation> =
            self.citations.iter().map(|placed| of_works(&placed.citation, &places_of_works)).collect();
        let are_other_works = works != self.works;
        self.works = works;
        let engine = Engine::new(self.style.program(), &self.locale);
        let options = ReferenceOptions::default();
        let items: Vec<Item<'_>> =
            self.works.iter().filter_map(|work| Some((*work, self.records.get(*work)?))).map(Item::new).collect();
        let decided =
            if are_other_works { decide(&engine, &items, &citations, &options) } else { self.decided.clone() };
        let names_changed = decided.everywhere != self.decided.everywhere;
        let references = decided != self.decided || are_other_works;
        let works = Works { items, decided, unprinted: Default::default() };
        let places = places(&citations, engine.program.citation.near_note_distance);
        let mut changed = Vec::new();
        for ((placed, citation), places) in self.citations.iter_mut().zip(&citations).zip(places) {
            let of_work = |cite: &CitedRecord| {
                let decided = &works.decided;
                let disambiguation = decided.decisions.of_works.get(cite.record).cloned().unwrap_or_default();
                let suffix = decided.year_suffixes.get(cite.record).cloned().flatten();
                (decided.numbers.get(cite.record).copied().flatten(), suffix, disambiguation)
            };
            let inputs = Inputs { of_works: citation.cites.iter().map(of_work).collect(), places };
            if placed.made_from.as_ref() == Some(&inputs) && !names_changed {
                continue;
            }
            let text = render_citation(&engine, &works, citation, &inputs.places, &options);
            if placed.made_from.is_none() || text != placed.text {
                changed.push(placed.id.clone());
            }
            placed.text = text;
            placed.made_from = Some(inputs);
        }
        self.decided = works.decided;
        Changes { citations: changed, references }
    }

    /// The works of the document, each once.
    fn works_in_order(&self) -> Vec<usize> {
        let mut is_known = vec![false; self.records.len()];
        let cited = self.citations.iter().flat_map(|placed| &placed.citation.cites).map(|cite| cite.record);
        cited
            .chain(self.included.iter().copied())
            .filter(|work| is_known.get_mut(*work).is_some_and(|known| !std::mem::replace(known, true)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Changes, Document};
    use crate::csl::{ArchivedStyle, ReferenceOptions, cite_document};
    use crate::model::{
        Citation, CitedRecord, Date, DateVariable, Kind, Name, NameVariable, Names, Record, TextVariable,
    };

    fn records() -> Vec<Record> {
        let works = [("Lu", "Cheng", "One"), ("Lu", "Cheng", "Two"), ("Zong", "Yuan", "Three"), ("Lu", "Xin", "Four")];
        works
            .iter()
            .map(|(family, given, title)| {
                let mut record = Record::new(Kind::Book);
                record.id = (*title).to_owned();
                record.set_names(NameVariable::Author, Names::complete(vec![Name::person(*family, *given)]));
                record.set_text(TextVariable::Title, *title);
                record.dates.insert(DateVariable::Issued, Date::parse("2020"));
                record
            })
            .collect()
    }

    fn document(style: &str) -> Document {
        let style = ArchivedStyle::all().find(|archived| archived.names().contains(&style)).unwrap().style().unwrap();
        Document::new(&style, None, records(), &mut ())
    }

    fn cite(record: usize) -> Citation {
        Citation { cites: vec![CitedRecord { record, ..CitedRecord::default() }], ..Citation::default() }
    }

    fn texts(document: &Document) -> Vec<String> {
        document.citations().map(|(_, text)| text.to_plain()).collect()
    }

    fn changes(citations: &[&str], references: bool) -> Changes {
        Changes { citations: citations.iter().map(|id| (*id).to_owned()).collect(), references }
    }

    #[test]
    fn only_what_reads_differently_is_told() {
        let mut document = document("apa");
        assert_eq!(document.insert(0, "a", cite(0)), changes(&["a"], true));
        assert_eq!(document.insert(1, "b", cite(2)), changes(&["b"], true));
        assert_eq!(texts(&document), ["(Lu, 2020)", "(Zong, 2020)"]);
        // A second work of the same author and year adds a suffix to the first one.
        assert_eq!(document.insert(9, "c", cite(1)), changes(&["a", "c"], true));
        assert_eq!(texts(&document), ["(Lu, 2020a)", "(Zong, 2020)", "(Lu, 2020b)"]);
        assert_eq!(document.insert(9, "d", cite(2)), changes(&["d"], false));
        assert_eq!(document.remove("c"), changes(&["a"], true));
        assert_eq!(texts(&document), ["(Lu, 2020)", "(Zong, 2020)", "(Zong, 2020)"]);
        assert_eq!(document.remove("c"), Changes::default());
        assert_eq!(document.replace("d", cite(0)), changes(&["d"], false));
    }

    #[test]
    fn numbers_follow_the_order_of_the_document() {
        let mut document = document("ieee");
        document.insert(0, "a", cite(0));
        assert_eq!(document.insert(0, "b", cite(2)), changes(&["b", "a"], true));
        assert_eq!(texts(&document), ["[1]", "[2]"]);
        let ids = |document: &Document| {
            let references = document.references(&ReferenceOptions::default()).unwrap();
            references.entries.into_iter().map(|entry| entry.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&document), ["Three", "One"]);
        document.include(vec![3, 3, 99]);
        assert_eq!(ids(&document), ["Three", "One", "Four"]);
    }

    #[test]
    fn a_document_in_steps_is_a_document_at_once() {
        for name in ["apa", "ieee", "chicago-notes", "mla"] {
            let mut document = document(name);
            let order = [0, 2, 1, 0, 3, 3];
            for (place, work) in order.into_iter().enumerate().rev() {
                let note = u32::try_from(place + 1).unwrap();
                document.insert(0, format!("c{place}"), Citation { note: Some(note), ..cite(work) });
            }
            let citations: Vec<Citation> =
                (1..).zip(order).map(|(note, work)| Citation { note: Some(note), ..cite(work) }).collect();
            let style = document.style.clone();
            let whole = cite_document(&records(), &citations, &style, &ReferenceOptions::default(), &mut ());
            let in_steps: Vec<_> = document.citations().map(|(_, text)| text.clone()).collect();
            assert_eq!(in_steps, whole.citations, "{name}");
            let ids = (0..citations.len()).map(|place| format!("c{place}"));
            let doubled = [("c0".to_owned(), cite(3))].into_iter().chain(ids.zip(citations));
            let mut opened = Document::new(&style, None, records(), &mut ());
            assert_eq!(opened.set_citations(doubled).citations.len(), order.len());
            assert!(opened.citations().eq(document.citations()), "{name}");
        }
    }
}
