//! References, citations and notes as the style guides print them, in fixtures/style_guides, one file for each guide.
//!
//! An entry has the CSL-JSON of its works, the text that the guide prints, and where it prints it; those marked as seen
//! were compared with a page. `style_guides.txt` beside this file lists the entries that come out otherwise, each with
//! its reason: mostly what the style file does not do. One that is right, or no longer exists, makes the test fail.

use std::collections::BTreeMap;
use std::path::Path;

use publist::csl::{Uncited, cite_document};
use publist::formats::{self, citations_from_json};
use publist::{ReferenceOptions, Style};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::outside::{Missing, material};

#[derive(Deserialize)]
struct Guide {
    guide: String,
    style: String,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    locale: String,
    kind: Kind,
    items: Vec<Value>,
    #[serde(default)]
    cites: Vec<Value>,
    of: Option<String>,
    expect: String,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Reference,
    Citation,
    Note,
}

impl Entry {
    /// Returns what publist prints: a reference, or the last of several citations.
    fn printed(&self, style: &Style) -> String {
        let items = Value::Array(self.items.clone()).to_string();
        let records = formats::CSL_JSON.read_str(&items).expect("the items are CSL-JSON").records;
        let options = ReferenceOptions::default().with_locale(self.locale.as_str()).with_uncited(Uncited::All);
        let note = |index: usize| if self.kind == Kind::Note { index + 1 } else { 0 };
        let citations: Vec<Value> = self
            .cites
            .iter()
            .enumerate()
            .map(|(index, cites)| json!({ "citationItems": cites, "properties": { "noteIndex": note(index) } }))
            .collect();
        let citations = Value::Array(citations).to_string();
        let citations = citations_from_json(&citations, &records, &mut ()).expect("the citations are valid");
        let formatted = cite_document(&records, &citations, style, &options, &mut ());
        let text = match &self.of {
            None => formatted.citations.last().map(|text| text.to_plain()),
            Some(id) => {
                let references = formatted.references.unwrap_or_default().entries;
                references.iter().find(|entry| entry.id == *id).map(|entry| entry.body().to_plain())
            }
        };
        text.unwrap_or_default()
    }

    fn is_right(&self, printed: &str) -> bool {
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        std::iter::once(&self.expect).chain(&self.also).any(|expected| folded(expected) == folded(printed))
    }
}

fn known_failures() -> BTreeMap<&'static str, &'static str> {
    let lines = include_str!("style_guides.txt").lines();
    let lines = lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").unwrap_or_else(|| panic!("no reason: {line}"))).collect()
}

/// The style of the archive, or that of the folder of styles outside this repository.
fn style(name: &str) -> Result<Style, Missing> {
    if let Ok(style) = Style::named(name) {
        return Ok(style);
    }
    let file = material("CSL_ORACLE", "csl-oracle")?.join("styles").join(name).with_extension("csl");
    let xml = std::fs::read_to_string(&file).map_err(|_| Missing::because(&format!("{name} is in no archive")))?;
    Ok(Style::from_xml(name, &xml).expect("the style is valid"))
}

#[test]
fn references_are_as_the_guides_print_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/style_guides");
    let mut known = known_failures();
    let (mut total, mut right, mut faults) = (0, 0, Vec::new());
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let guide: Guide = serde_json::from_str(&text).unwrap();
        let style = match style(&guide.style) {
            Ok(style) => style,
            Err(missing) => {
                guide.entries.iter().for_each(|entry| _ = known.remove(entry.id.as_str()));
                missing.skip();
                continue;
            }
        };
        let mut of_guide = 0;
        for entry in &guide.entries {
            let printed = entry.printed(&style);
            match (entry.is_right(&printed), known.remove(entry.id.as_str())) {
                (true, None) => of_guide += 1,
                (false, Some(_)) => {}
                (true, Some(_)) => faults.push(format!("{}: it is right: take it off style_guides.txt", entry.id)),
                (false, None) => faults.push(format!("{}:\n  want {}\n  got  {printed}", entry.id, entry.expect)),
            }
        }
        eprintln!("{of_guide:>3} of {:>3}  {}", guide.entries.len(), guide.guide);
        (total, right) = (total + guide.entries.len(), right + of_guide);
    }
    eprintln!("{right:>3} of {total:>3}");
    faults.extend(known.keys().map(|id| format!("{id}: style_guides.txt lists what is not there")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
