//! Files written for Hayagriva, read by its crate and formatted by its engine.
//!
//! The records of `zotero-items` (see `corpora.rs` for the location of the corpora) are written and read by the crate,
//! and authors and dates must be those of the records.

use publist::model::{DateVariable, NameVariable};
use publist::{Date, Input, Name, Record, WriteOptions, by_id};

use crate::outside::{Missing, material};

fn items() -> Option<Vec<Record>> {
    let folder = material("PUBLIST_CORPORA", "corpora").map_err(Missing::skip).ok()?;
    let text = std::fs::read_to_string(folder.join("zotero-items/corpus.json")).expect("the corpora have these items");
    let corpus: serde_json::Value = serde_json::from_str(&text).expect("the corpus is JSON");
    let items: Vec<serde_json::Value> =
        corpus["cases"].as_array().expect("a list").iter().map(|case| case["item"].clone()).collect();
    let bytes = serde_json::to_vec(&items).expect("items are JSON");
    let mut records = Vec::new();
    let mut unread = bytes.as_slice();
    let input = Input::new("items.json", &mut unread);
    let reader = by_id("csl-json").and_then(|format| format.reader).expect("it can be read");
    reader.read(input, &mut |record| records.push(record), &mut ()).expect("memory can be read");
    Some(records)
}

fn written(records: &[Record]) -> String {
    let (options, mut bytes) = (WriteOptions::default(), Vec::new());
    let writer = by_id("hayagriva").and_then(|format| format.writer).expect("it can be written");
    let mut file = writer.start(&options, &mut bytes).expect("memory");
    records.iter().for_each(|record| file.record(record, &mut ()).expect("memory"));
    file.finish().expect("memory");
    String::from_utf8(bytes).expect("UTF-8")
}

/// A name's parts: particles and family name, given names, suffix.
fn parts(name: &Name) -> (String, String, String) {
    let tidy = |text: &str| text.trim().to_owned();
    match name {
        Name::Literal(literal) => (tidy(literal), String::new(), String::new()),
        Name::Person(person) => (
            tidy(&name.family_with_particles()),
            tidy(person.given.as_deref().unwrap_or_default()),
            tidy(person.suffix.as_deref().unwrap_or_default()),
        ),
    }
}

#[test]
fn the_crate_reads_all_of_zotero_items_with_their_authors_and_dates() {
    let Some(records) = items() else { return };
    assert!(records.len() > 1600, "only {} records", records.len());
    let library = hayagriva::io::from_yaml_str(&written(&records)).expect("the crate reads what we write");
    assert_eq!(library.len(), records.len());
    let (mut authors, mut dates) = (0, 0);
    for record in &records {
        let entry = library.get(&record.id).expect("the entry is there");
        let expected: Vec<_> = record
            .names
            .get(&NameVariable::Author)
            .map(|names| names.list.iter().map(parts).collect())
            .unwrap_or_default();
        let found: Vec<_> = entry
            .authors()
            .unwrap_or_default()
            .iter()
            .map(|person| {
                let prefix = person.prefix.as_deref().map(|prefix| format!("{prefix} ")).unwrap_or_default();
                let part = |part: &Option<String>| part.as_deref().unwrap_or_default().trim().to_owned();
                (format!("{prefix}{}", person.name.trim()), part(&person.given_name), part(&person.suffix))
            })
            .collect();
        assert_eq!(found, expected, "{}", record.id);
        authors += found.len();
        let Some(Date::Point(point)) = record.dates.get(&DateVariable::Issued) else { continue };
        let date = entry.date().unwrap_or_else(|| panic!("{} has a date", record.id));
        let found = (date.year, date.month.map(|month| month + 1), date.day.map(|day| day + 1));
        assert_eq!(found, (point.year, point.month_number(), point.day_number()), "{}", record.id);
        dates += 1;
    }
    assert!(authors > 2000 && dates > 1000, "{authors} authors and {dates} dates were compared");
}
