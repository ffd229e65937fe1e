//! Reads publist's .bib files with another reader: the `biblatex` crate, which Typst uses.
//!
//! It reads the fixtures, written in both dialects; keys, authors, plain titles and dates must be those of the records.

use biblatex::{Bibliography, ChunksExt, DateValue, PermissiveType, Person as OtherPerson};
use publist::formats::Charset;
use publist::keys::KeyPolicy;
use publist::model::{DateVariable, NameVariable, TextVariable};
use publist::{Date, Input, Name, Record, Text, WriteOptions, by_id};

const FIXTURES: &[(&str, &str)] = &[
    ("bibtex", include_str!("../fixtures/bibtex/library.bib")),
    ("biblatex", include_str!("../fixtures/biblatex/library.bib")),
    ("csl-json", include_str!("../fixtures/csl_json/items.json")),
    ("json", include_str!("../fixtures/json/records.jsonl")),
    ("profile", include_str!("../fixtures/profile/yuan-zong.txt")),
];

fn read(format: &str, text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let mut unread = text.as_bytes();
    let input = Input::new("fixture", &mut unread);
    let reader = by_id(format).and_then(|format| format.reader).expect("the format can be read");
    reader.read(input, &mut |record| records.push(record), &mut ()).expect("memory can be read");
    publist::assign_keys(&mut records, KeyPolicy::KeepIds);
    records
}

fn written(records: &[Record], format: &str, charset: Charset) -> String {
    let options = WriteOptions::default().with_charset(charset);
    let mut bytes = Vec::new();
    let writer = by_id(format).and_then(|format| format.writer).expect("the format can be written");
    let mut file = writer.start(&options, &mut bytes).expect("memory can be written");
    for record in records {
        file.record(record, &mut ()).expect("memory can be written");
    }
    file.finish().expect("memory can be written");
    String::from_utf8(bytes).expect("it is UTF-8")
}

/// A name as one text, with the parts that both know.
fn name(name: &Name) -> String {
    match name {
        Name::Literal(literal) => literal.clone(),
        Name::Person(person) => {
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            [name.family_with_particles(), part(&person.suffix), part(&person.given)].join("|")
        }
    }
}

fn other_name(person: &OtherPerson) -> String {
    let OtherPerson { name, given_name, prefix, suffix, .. } = person;
    let family = if prefix.is_empty() { name.clone() } else { format!("{prefix} {name}") };
    if given_name.is_empty() && suffix.is_empty() {
        family
    } else {
        [&family, suffix, given_name].map(String::as_str).join("|")
    }
}

/// The first year, if it is a number.
fn year(date: &Date) -> Option<i32> {
    date.first_point().map(|point| point.year)
}

fn other_year(date: &biblatex::Date) -> i32 {
    match &date.value {
        DateValue::At(point) | DateValue::After(point) | DateValue::Before(point) | DateValue::Between(point, _) => {
            point.year
        }
    }
}

#[test]
fn the_biblatex_crate_reads_what_we_write() {
    let (mut names, mut titles, mut dates) = (0, 0, 0);
    for (source, text) in FIXTURES {
        let records = read(source, text);
        for format in ["bibtex", "biblatex"] {
            for charset in [Charset::Unicode, Charset::Ascii] {
                let bib = written(&records, format, charset);
                let others =
                    Bibliography::parse(&bib).unwrap_or_else(|error| panic!("{source} as {format}: {error}\n{bib}"));
                for record in &records {
                    let place = format!("{source} as {format}: {}", record.id);
                    let other = others.get(&record.id).unwrap_or_else(|| panic!("{place} is not there"));
                    if let Some(authors) = record.names.get(&NameVariable::Author) {
                        let mut others = other.author().unwrap_or_else(|error| panic!("{place}: {error}"));
                        // It reads the word for omitted names as a name.
                        if authors.truncated {
                            assert_eq!(others.pop().map(|person| person.name).as_deref(), Some("others"), "{place}");
                        }
                        let expected: Vec<String> = authors.list.iter().map(name).collect();
                        assert_eq!(others.iter().map(other_name).collect::<Vec<_>>(), expected, "{place}");
                        names += expected.len();
                    }
                    let plain = record.text(TextVariable::Title).and_then(Text::as_plain);
                    if let (Some(title), true) = (plain, record.text(TextVariable::VolumeTitle).is_none()) {
                        let chunks = other.title().unwrap_or_else(|error| panic!("{place}: {error}"));
                        assert_eq!(chunks.format_verbatim(), title, "{place}");
                        titles += 1;
                    }
                    if let Some(expected) = record.dates.get(&DateVariable::Issued).and_then(year) {
                        let date = other.date().unwrap_or_else(|error| panic!("{place}: {error}"));
                        // It does not know seasons, and reads unknown dates as words.
                        let PermissiveType::Typed(date) = date else { continue };
                        assert_eq!(other_year(&date), expected, "{place}");
                        dates += 1;
                    }
                }
            }
        }
    }
    assert!(names > 200 && titles > 100 && dates > 100, "only {names} names, {titles} titles, {dates} dates");
}
