//! How fast formats are read and written, in bytes and in records per second: `cargo bench --bench formats`.
//!
//! The inputs are made by repeating the profile page and the .bib file in fixtures/, each record with its own id.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use publist::formats::Layout;
use publist::model::TextVariable;
use publist::{Format, Input, Record, WriteOptions, by_id};
use serde_json::json;

/// How many times the page's 20 papers are repeated.
const REPETITIONS: usize = 200;

fn main() {
    divan::main();
}

fn page() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/profile/yuan-zong.txt");
    std::fs::read_to_string(path).expect("the fixture is there")
}

/// The page with repeated papers.
fn long_page() -> String {
    let page = page();
    let (header, papers) = page.split_once("20 Papers").expect("the header of the list");
    format!("{header}{} Papers{}", REPETITIONS * 20, papers.repeat(REPETITIONS))
}

fn format(id: &str) -> &'static Format {
    by_id(id).expect("the format exists")
}

fn read(id: &str, text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let mut unread = text.as_bytes();
    let input = Input::new("bench", &mut unread);
    let reader = format(id).reader.expect("the format can be read");
    reader.read(input, &mut |record| records.push(record), &mut ()).expect("memory can be read");
    records
}

fn write(id: &str, records: &[Record], layout: Layout) -> Vec<u8> {
    let options = WriteOptions::default().with_layout(layout);
    let mut out = Vec::new();
    let mut writer = format(id).writer.expect("the format can be written").start(&options, &mut out).expect("memory");
    for record in records {
        writer.record(record, &mut ()).expect("memory can be written");
    }
    writer.finish().expect("memory can be written");
    out
}

fn records() -> Vec<Record> {
    let mut records = read("profile", &long_page());
    for (number, record) in records.iter_mut().enumerate() {
        record.id = format!("record{number}");
    }
    records
}

/// The records of a .bib file with an example of everything, repeated.
fn library() -> Vec<Record> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bibtex/library.bib");
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    let records = read("bibtex", &text);
    let repeated = (0..REPETITIONS * 20 / records.len()).flat_map(|_| records.iter().cloned());
    repeated.enumerate().map(|(number, record)| Record { id: format!("record{number}"), ..record }).collect()
}

/// Works in the form of OpenAlex's snapshot, one per line, each with all values that works have there: an inverted
/// abstract, authors with institutions, locations, concepts, references. The words of an abstract are those of the
/// page's papers.
fn openalex_lines() -> String {
    let papers = read("profile", &page());
    let mut lines = String::new();
    for number in 0..2_000_usize {
        let paper = &papers[number % papers.len()];
        let text = |variable| paper.text(variable).map(publist::Text::to_plain).unwrap_or_default();
        lines.push_str(&openalex_work(number, &text(TextVariable::Title), &text(TextVariable::Abstract)));
        lines.push('\n');
    }
    lines
}

fn openalex_work(number: usize, title: &str, summary: &str) -> String {
    let mut index = serde_json::Map::new();
    for (position, word) in summary.split_whitespace().enumerate() {
        let positions = index.entry(word).or_insert_with(|| json!([]));
        positions.as_array_mut().expect("it was made as one").push(position.into());
    }
    let source = json!({
        "id": "https://openalex.org/S203860005", "display_name": "Journal of Tides", "issn_l": "0264-3561",
        "issn": ["0264-3561", "1531-4650"], "is_oa": false, "host_organization_name": "Example University Press",
        "host_organization_lineage": ["https://openalex.org/P1", "https://openalex.org/P2"], "type": "journal"
    });
    let location = |url: String| {
        json!({
            "is_oa": false, "landing_page_url": url, "pdf_url": null, "source": source, "license": null,
            "version": "publishedVersion", "is_accepted": true, "is_published": true
        })
    };
    let author = |index: usize| {
        json!({
            "author_position": "middle", "is_corresponding": false, "countries": ["DE"],
            "author": {
                "id": format!("https://openalex.org/A50{index}"), "display_name": format!("Maria {index} Hernández"),
                "orcid": "https://orcid.org/0000-0002-1825-0097"
            },
            "institutions": [{
                "id": "https://openalex.org/I95457486", "display_name": "University of Examples",
                "ror": "https://ror.org/01an7q238", "country_code": "DE", "type": "education"
            }],
            "raw_author_name": format!("Maria {index} Hernández"),
            "raw_affiliation_strings": ["Department of Tides, University of Examples, Example Street 1, Example"]
        })
    };
    let concept = |index: usize| {
        json!({
            "id": format!("https://openalex.org/C{index}"), "wikidata": "https://www.wikidata.org/wiki/Q1",
            "display_name": "Oceanography", "level": 1, "score": 0.5
        })
    };
    let references: Vec<String> = (0..25).map(|other| format!("https://openalex.org/W20{other:08}")).collect();
    let doi = format!("https://doi.org/10.5555/tides.{number}");
    json!({
        "id": format!("https://openalex.org/W{number}"), "doi": doi, "title": title, "display_name": title,
        "publication_year": 2021, "publication_date": "2021-05-04", "language": "en", "type": "article",
        "type_crossref": "journal-article", "ids": { "openalex": format!("https://openalex.org/W{number}"), "doi": doi },
        "primary_location": location(doi.clone()), "locations": [location(doi.clone()), location(doi.clone())],
        "authorships": (0..4).map(author).collect::<Vec<_>>(), "concepts": (0..8).map(concept).collect::<Vec<_>>(),
        "biblio": { "volume": "6", "issue": "2", "first_page": "101", "last_page": "119" }, "cited_by_count": 12,
        "is_retracted": false, "referenced_works": references, "abstract_inverted_index": index
    })
    .to_string()
}

/// Does what `publist export` does with the works of a snapshot on one core.
#[divan::bench]
fn openalex_to_bibtex(bencher: Bencher<'_, '_>) {
    let lines = openalex_lines();
    bencher
        .counter(BytesCount::of_str(&lines))
        .counter(ItemsCount::new(read("openalex", &lines).len()))
        .bench(|| write("bibtex", &read("openalex", black_box(&lines)), Layout::Pretty));
}

#[divan::bench]
fn read_openalex(bencher: Bencher<'_, '_>) {
    bench_reading(bencher, "openalex", &openalex_lines());
}

fn bench_reading(bencher: Bencher<'_, '_>, id: &str, text: &str) {
    bencher
        .counter(BytesCount::of_str(text))
        .counter(ItemsCount::new(read(id, text).len()))
        .bench(|| read(id, black_box(text)));
}

#[divan::bench]
fn read_profile(bencher: Bencher<'_, '_>) {
    bench_reading(bencher, "profile", &long_page());
}

#[divan::bench]
fn read_json_lines(bencher: Bencher<'_, '_>) {
    let text = String::from_utf8(write("json", &records(), Layout::Lines)).expect("UTF-8");
    bench_reading(bencher, "json", &text);
}

#[divan::bench(args = ["bibtex", "csl-json"])]
fn read_written(bencher: Bencher<'_, '_>, id: &str) {
    let text = String::from_utf8(write(id, &records(), Layout::Pretty)).expect("UTF-8");
    bench_reading(bencher, id, &text);
}

#[divan::bench(args = ["bibtex", "biblatex", "csl-json", "json"])]
fn write_records(bencher: Bencher<'_, '_>, id: &str) {
    bench_writing(bencher, id, &records());
}

#[divan::bench(args = ["bibtex", "biblatex", "csl-json", "json"])]
fn write_library(bencher: Bencher<'_, '_>, id: &str) {
    bench_writing(bencher, id, &library());
}

fn bench_writing(bencher: Bencher<'_, '_>, id: &str, records: &[Record]) {
    bencher
        .counter(BytesCount::new(write(id, records, Layout::Pretty).len()))
        .counter(ItemsCount::new(records.len()))
        .bench(|| write(id, black_box(records), Layout::Pretty));
}
