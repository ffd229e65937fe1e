//! How fast formats are read and written, in bytes and in records per second: `cargo bench --bench formats`.
//!
//! The inputs are made from the profile page and the .bib file in fixtures/ by repetition, each record with an id of its own.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use publist::{Format, Input, Layout, Record, WriteOptions, by_id};

/// How often the page's 20 papers are repeated.
const REPETITIONS: usize = 200;

fn main() {
    divan::main();
}

fn page() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/profile/yuan-zong.txt");
    std::fs::read_to_string(path).expect("the fixture is there")
}

/// The page with its papers repeated.
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
    let input = Input { name: "bench", bytes: &mut text.as_bytes() };
    let reader = format(id).reader.expect("the format can be read");
    reader.read(input, &mut |record| records.push(record), &mut ()).expect("memory can be read");
    records
}

fn write(id: &str, records: &[Record], layout: Layout) -> Vec<u8> {
    let options = WriteOptions { layout, ..WriteOptions::default() };
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

/// The records of a .bib file with a little of everything, repeated.
fn library() -> Vec<Record> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bibtex/library.bib");
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    let records = read("bibtex", &text);
    let repeated = (0..REPETITIONS * 20 / records.len()).flat_map(|_| records.iter().cloned());
    repeated.enumerate().map(|(number, record)| Record { id: format!("record{number}"), ..record }).collect()
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
