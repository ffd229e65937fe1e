//! A fixture of the CSL test suite: its content, and publist's result.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use publist::csl::{Formatted, Uncited, Unprinted, cite_document};
use publist::formats::citations_from_json;
use publist::markup::Entry;
use publist::model::{Citation, CitePosition, CitedRecord};
use publist::{Input, Record, ReferenceOptions, Style, by_id};

use crate::html;

/// The sections of a fixture, by name.
pub struct Fixture {
    sections: HashMap<String, String>,
}

impl Fixture {
    /// Reads a fixture file: sections between `>>== NAME ==>>` and `<<== NAME ==<<`.
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut sections = HashMap::new();
        let mut open: Option<(String, Vec<&str>)> = None;
        for line in text.trim_start_matches('\u{feff}').lines() {
            let mark = line.trim();
            if open.is_none()
                && let Some(name) = mark.strip_prefix(">>").and_then(|rest| rest.strip_suffix(">>"))
            {
                open = Some((name.trim_matches(['=', ' ']).to_owned(), Vec::new()));
            } else if let Some((name, lines)) = open.take() {
                if mark.starts_with("<<=") && mark.trim_matches(['<', '=', ' ']) == name {
                    sections.insert(name, lines.join("\n"));
                } else {
                    open = Some((name, [lines, vec![line]].concat()));
                }
            }
        }
        Self { sections }
    }

    fn section(&self, name: &str) -> &str {
        self.sections.get(name).map_or("", String::as_str)
    }

    /// Returns the result that the suite expects.
    pub fn expected(&self) -> String {
        self.section("RESULT").trim().to_owned()
    }

    /// Returns publist's result.
    pub fn result(&self) -> Result<String, String> {
        let style = Style::from_xml("fixture", self.section("CSL"))
            .map_err(|error| format!("the style is refused: {error}"))?;
        let records = self.records()?;
        let citations = |name: &str| {
            let text = self.section(name);
            let citations = (!text.trim().is_empty()).then(|| citations_from_json(text, &records, &mut ()));
            citations.transpose().map_err(|error| format!("{name}: {error}"))
        };
        if let Some(steps) = citations("CITATIONS")? {
            return self.integration(&style, &records, steps);
        }
        let (citations, is_whole) = match citations("CITATION-ITEMS")? {
            Some(citations) => (citations, true),
            None => (vec![everything(&records, &style)], self.section("MODE").trim() == "citation"),
        };
        // Cites that are formatted separately do not know the previous ones.
        let citations: Vec<Citation> = citations.into_iter().map(by_itself).collect();
        let of_bibliography = self.section("MODE").trim().starts_with("bibliography");
        let asked = if is_whole && !of_bibliography { citations.as_slice() } else { &[] };
        let formatted = cite_document(&records, asked, &style, &with_all(), &mut ());
        Ok(if of_bibliography { bibliography(&formatted) } else { lines(&formatted) })
    }

    fn records(&self) -> Result<Vec<Record>, String> {
        let format = by_id("csl-json").ok_or("csl-json is gone")?;
        let reader = format.reader.ok_or("csl-json cannot be read")?;
        let mut records = Vec::new();
        let mut input = self.section("INPUT").as_bytes();
        reader
            .read(Input::new("fixture", &mut input), &mut |record| records.push(record), &mut ())
            .map_err(|error| error.to_string())?;
        // If two items have the same id, the later one is used.
        let mut seen = std::collections::HashSet::new();
        records.reverse();
        records.retain(|record: &Record| seen.insert(record.id.clone()));
        records.reverse();
        Ok(records)
    }

    /// Inserts citations one after the other, each at its position among the others. The result marks those that the
    /// last step changed.
    fn integration(&self, style: &Style, records: &[Record], steps: Vec<Citation>) -> Result<String, String> {
        let values: serde_json::Value =
            serde_json::from_str(self.section("CITATIONS")).map_err(|error| error.to_string())?;
        let id = |value: &serde_json::Value| value[0]["citationID"].as_str().unwrap_or_default().to_owned();
        let mut known: HashMap<String, Citation> = HashMap::new();
        let mut before: Vec<(String, String)> = Vec::new();
        let mut last: Vec<(String, String)> = Vec::new();
        let mut formatted = Formatted::default();
        let mut current = String::new();
        for (value, citation) in values.as_array().ok_or("CITATIONS is no list")?.iter().zip(steps) {
            let own = id(value);
            known.insert(own.clone(), citation);
            let placed = |side: usize| {
                let list = value[side].as_array().cloned().unwrap_or_default();
                list.iter()
                    .map(|pair| (pair[0].as_str().unwrap_or_default().to_owned(), pair[1].as_u64().unwrap_or(0)))
                    .collect::<Vec<_>>()
            };
            let note = value[0]["properties"]["noteIndex"].as_u64().unwrap_or(0);
            let mut order = placed(1);
            order.push((own.clone(), note));
            order.extend(placed(2));
            let document: Vec<Citation> = order
                .iter()
                .filter_map(|(id, note)| {
                    let citation = known.get(id)?.clone();
                    let note = u32::try_from(*note).ok().filter(|note| *note > 0);
                    Some(Citation { note, ..citation })
                })
                .collect();
            let cited: Vec<Record> = records
                .iter()
                .enumerate()
                .filter(|(index, _)| {
                    document.iter().flat_map(|citation| &citation.cites).any(|cite| cite.record == *index)
                })
                .map(|(_, record)| record.clone())
                .collect();
            let of_cited = |citation: &Citation| Citation {
                cites: citation
                    .cites
                    .iter()
                    .filter_map(|cite| {
                        let record = cited.iter().position(|record| record.id == records[cite.record].id)?;
                        Some(CitedRecord { record, ..cite.clone() })
                    })
                    .collect(),
                ..citation.clone()
            };
            let document: Vec<Citation> = document.iter().map(of_cited).collect();
            formatted = cite_document(&cited, &document, style, &with_all(), &mut ());
            before = last;
            last =
                order.iter().zip(&formatted.citations).map(|((id, _), text)| (id.clone(), html::text(text))).collect();
            current = own;
        }
        if self.section("MODE").trim().starts_with("bibliography") {
            return Ok(bibliography(&formatted));
        }
        let old: HashMap<&str, &str> = before.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
        let lines: Vec<String> = last
            .iter()
            .enumerate()
            .map(|(index, (id, text))| {
                let is_same = *id != current && old.get(id.as_str()) == Some(&text.as_str());
                format!("{}[{index}] {text}", if is_same { ".." } else { ">>" })
            })
            .collect();
        Ok(lines.join("\n"))
    }
}

/// In a fixture, all works belong to the document.
fn with_all<'a>() -> ReferenceOptions<'a> {
    ReferenceOptions::default().with_uncited(Uncited::All).with_unprinted(Unprinted::Notice)
}

/// One citation of all works, in the order of the list of references.
fn everything(records: &[Record], style: &Style) -> Citation {
    let formatted = cite_document(records, &[], style, &with_all(), &mut ());
    let entries = formatted.references.unwrap_or_default().entries;
    let of_list = entries.iter().filter_map(|entry| records.iter().position(|record| record.id == entry.id));
    let mut order: Vec<usize> = of_list.collect();
    if order.len() != records.len() {
        order = (0..records.len()).collect();
    }
    let cites = order.into_iter().map(|record| CitedRecord { record, ..CitedRecord::default() }).collect();
    Citation { cites, ..Citation::default() }
}

fn by_itself(mut citation: Citation) -> Citation {
    for cite in &mut citation.cites {
        cite.position = cite.position.or(Some(CitePosition::First));
        cite.near_note = cite.near_note.or(Some(false));
    }
    citation
}

fn lines(formatted: &Formatted) -> String {
    formatted.citations.iter().map(html::text).collect::<Vec<_>>().join("\n")
}

/// The list of references as the suite writes it: without references for which an unnumbered style prints nothing.
fn bibliography(formatted: &Formatted) -> String {
    let is_printed = |entry: &&Entry| entry.body().to_plain() != "[CSL STYLE ERROR: reference with no printed form.]";
    let entries = formatted.references.iter().flat_map(|references| &references.entries).filter(is_printed);
    let entries: String =
        entries.map(|entry| format!("  <div class=\"csl-entry\">{}</div>\n", html::entry(entry))).collect();
    format!("<div class=\"csl-bib-body\">\n{entries}</div>")
}
