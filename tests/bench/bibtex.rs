//! How fast large .bib files are read and written, compared with the biblatex crate: `cargo bench --bench bibtex`.
//!
//! The only input is made by repeating those entries of the fixtures that the crate can read, each with its own key.
//! `BENCH_MEGABYTES` sets its size.

use std::sync::LazyLock;

use biblatex::{Bibliography, RawBibliography};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use publist::bib::tree::{ItemKind, Tree};
use publist::{Input, Record, WriteOptions, by_id};

const FIXTURES: [&str; 2] =
    [include_str!("../../fixtures/bibtex/library.bib"), include_str!("../../fixtures/biblatex/library.bib")];

/// The input.
static BIG: LazyLock<String> = LazyLock::new(|| {
    let size = std::env::var("BENCH_MEGABYTES").ok().and_then(|size| size.parse().ok()).unwrap_or(50_usize) << 20;
    let entries: Vec<(&str, usize)> = FIXTURES.iter().flat_map(|text| entries(text)).collect();
    let mut big = String::with_capacity(size + 4096);
    for number in 0_usize.. {
        if big.len() >= size {
            break;
        }
        for (entry, key) in &entries {
            big.extend([&entry[..*key], &format!("-{number}"), &entry[*key..], "\n\n"]);
        }
    }
    big
});

/// The entries of a text that the other crate can read, each with the end of its key.
fn entries(text: &str) -> Vec<(&str, usize)> {
    let tree = Tree::parse(text);
    let items = tree.items().iter().filter(|item| item.kind == ItemKind::Entry);
    let entries = items.map(|item| (item.span.of(text), item.key.range().end - item.span.range().start));
    entries.filter(|(entry, _)| Bibliography::parse(entry).is_ok()).collect()
}

fn main() {
    divan::main();
}

fn records(text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let mut unread = text.as_bytes();
    let input = Input::new("big.bib", &mut unread);
    let reader = by_id("bibtex").and_then(|format| format.reader).expect("BibTeX can be read");
    reader.read(input, &mut |record| records.push(record), &mut ()).expect("memory can be read");
    records
}

fn written(records: &[Record], out: &mut Vec<u8>) {
    let options = WriteOptions::default();
    let writer = by_id("bibtex").and_then(|format| format.writer).expect("BibTeX can be written");
    let mut writer = writer.start(&options, out).expect("memory can be written");
    for record in records {
        writer.record(record, &mut ()).expect("memory can be written");
    }
    writer.finish().expect("memory can be written");
}

fn bench<T>(bencher: Bencher<'_, '_>, run: impl Fn(&str) -> T + Sync) {
    let text = BIG.as_str();
    bencher.counter(BytesCount::of_str(text)).bench(|| run(black_box(text)));
}

#[divan::bench(sample_count = 10)]
fn syntax_tree(bencher: Bencher<'_, '_>) {
    bench(bencher, Tree::parse);
}

#[divan::bench(sample_count = 10)]
fn syntax_of_the_biblatex_crate(bencher: Bencher<'_, '_>) {
    bench(bencher, |text| RawBibliography::parse(text).map(|file| file.entries.len()).expect("it reads the fixtures"));
}

/// Each record is dropped after it was read, as in streaming.
#[divan::bench(sample_count = 5)]
fn records_one_by_one(bencher: Bencher<'_, '_>) {
    bench(bencher, |text| {
        let mut count = 0_usize;
        let mut unread = text.as_bytes();
        let input = Input::new("big.bib", &mut unread);
        let reader = by_id("bibtex").and_then(|format| format.reader).expect("BibTeX can be read");
        reader.read(input, &mut |record| count += black_box(record).texts.len(), &mut ()).expect("memory can be read");
        count
    });
}

#[divan::bench(sample_count = 5)]
fn all_records(bencher: Bencher<'_, '_>) {
    bench(bencher, records);
}

#[divan::bench(sample_count = 5)]
fn all_entries_of_the_biblatex_crate(bencher: Bencher<'_, '_>) {
    bench(bencher, |text| Bibliography::parse(text).map(|file| file.len()).expect("it reads the fixtures"));
}

#[divan::bench(sample_count = 5)]
fn records_to_bibtex(bencher: Bencher<'_, '_>) {
    let records = records(&BIG);
    let mut out = Vec::new();
    written(&records, &mut out);
    bencher.counter(BytesCount::of_slice(&out)).bench_local(|| {
        out.clear();
        written(black_box(&records), &mut out);
        out.len()
    });
}
