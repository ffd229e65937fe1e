//! How fast references are formatted, compared with the hayagriva engine in the same run: `cargo bench --bench
//! references`.
//!
//! After the times, it prints the peak memory for each entry and the time from the start of a process to its first
//! reference, both measured in separate processes.

#![allow(clippy::print_stdout, reason = "it is a program that reports")]

use std::io::Write as _;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{IndependentStyle, Style as XmlStyle};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};
use publist::csl::{Document, Formatted, Threads, cite_document};
use publist::model::{Citation, CitedRecord, Inline};
use publist::{Record, ReferenceOptions, Style, StyleFinder, Text, by_id, cite};

mod cited_works;

use cited_works::works;

const STYLES: &[&str] = &["apa", "ieee"];
const CHICAGO: &str = "chicago-author-date";
/// Clusters in a document.
const CLUSTERS: usize = 1_000;
/// Works in the process whose memory is measured.
const MANY: usize = 100_000;
/// The argument with which this program formats many works and prints how much memory that took.
const MEMORY: &str = "--memory-with-style";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [MEMORY, style] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        print_memory(style);
        return ExitCode::SUCCESS;
    }
    divan::main();
    let is_measured = |name: &str| match arguments.iter().find(|argument| !argument.starts_with('-')) {
        Some(filter) => name.contains(filter.as_str()),
        None => arguments.iter().any(|argument| argument == "--bench"),
    };
    if is_measured("memory") {
        for style in ["apa", "ieee", CHICAGO] {
            let itself = std::env::current_exe().expect("this program is a file");
            let status = Command::new(itself).args([MEMORY, style]).status().expect("it starts");
            assert!(status.success(), "{style}");
        }
    }
    if is_measured("process") {
        print_process_start();
    }
    ExitCode::SUCCESS
}

fn style(name: &str) -> Style {
    StyleFinder::new().find(name).expect("the style comes with publist")
}

fn bench_cite(bencher: Bencher<'_, '_>, name: &str, count: usize, threads: Threads) {
    let (works, style) = (works(count), style(name));
    let options = ReferenceOptions::default().with_threads(threads);
    let format = || -> Formatted { cite(black_box(&works), &style, &options, &mut ()) };
    assert_eq!(format().references.expect("the style has a bibliography").entries.len(), count);
    bencher.counter(ItemsCount::new(count)).bench_local(format);
}

#[divan::bench(args = STYLES, consts = [100, 1_000, 10_000, 100_000], max_time = 5)]
fn on_one_core<const COUNT: usize>(bencher: Bencher<'_, '_>, name: &str) {
    bench_cite(bencher, name, COUNT, Threads::ONE);
}

#[divan::bench(args = STYLES, consts = [100, 1_000, 10_000, 100_000], max_time = 5)]
fn on_all_cores<const COUNT: usize>(bencher: Bencher<'_, '_>, name: &str) {
    bench_cite(bencher, name, COUNT, Threads::All);
}

#[divan::bench(args = STYLES, consts = [100, 1_000], max_time = 10)]
fn on_one_core_by_hayagriva<const COUNT: usize>(bencher: Bencher<'_, '_>, name: &str) {
    let items = items(&works(COUNT));
    let style = archived(name);
    let locales = hayagriva::archive::locales();
    bencher.counter(ItemsCount::new(COUNT)).bench_local(|| {
        let mut driver = BibliographyDriver::new();
        for item in &items {
            driver.citation(CitationRequest::new(vec![CitationItem::with_entry(item)], &style, None, &locales, None));
        }
        let rendered = driver.finish(BibliographyRequest::new(&style, None, &locales));
        assert_eq!(rendered.bibliography.as_ref().map(|list| list.items.len()), Some(COUNT));
        rendered
    });
}

#[divan::bench(args = STYLES)]
fn first_reference(bencher: Bencher<'_, '_>, name: &str) {
    let works = works(1);
    bencher.bench_local(|| cite(black_box(&works), &style(name), &ReferenceOptions::default(), &mut ()));
}

/// Which works the clusters of a document cite: one, two or three.
fn clusters() -> Vec<Vec<usize>> {
    (0..CLUSTERS).map(|cluster| (0..=cluster % 3).map(|cite| (cluster * 7 + cite * 131) % CLUSTERS).collect()).collect()
}

fn citation(works: &[usize]) -> Citation {
    let cites = works.iter().map(|&record| CitedRecord { record, ..CitedRecord::default() });
    Citation { cites: cites.collect(), ..Citation::default() }
}

/// A document with citations, in which every citation was formatted before.
fn document() -> Document {
    let mut document = Document::new(&style(CHICAGO), None, works(CLUSTERS), &mut ());
    let citations = clusters().into_iter().enumerate().map(|(id, works)| (id.to_string(), citation(&works)));
    document.set_citations(citations);
    document
}

#[divan::bench(max_time = 5)]
fn document_on_one_core(bencher: Bencher<'_, '_>) {
    let (works, style) = (works(CLUSTERS), style(CHICAGO));
    let citations: Vec<Citation> = clusters().iter().map(|works| citation(works)).collect();
    let options = ReferenceOptions::default().with_threads(Threads::ONE);
    bencher
        .counter(ItemsCount::new(CLUSTERS))
        .bench_local(|| cite_document(&works, black_box(&citations), &style, &options, &mut ()));
}

#[divan::bench(max_time = 5)]
fn document_opened_in_an_editor(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(CLUSTERS)).bench_local(|| {
        let document = document();
        let references = document.references(&ReferenceOptions::default());
        (document, references)
    });
}

/// Inserts a citation into the middle of a document, of a work that is or is not cited elsewhere.
#[divan::bench(args = [true, false], max_time = 5)]
fn document_with_one_citation_more(bencher: Bencher<'_, '_>, is_cited_elsewhere: bool) {
    let mut document = document();
    let cited = if is_cited_elsewhere { 0 } else { CLUSTERS - 1 };
    if !is_cited_elsewhere {
        // Removes its own citations.
        let own = clusters().into_iter().enumerate().filter(|(_, works)| works.contains(&cited));
        own.for_each(|(id, _)| drop(document.remove(&id.to_string())));
    }
    bencher
        .with_inputs(|| document.clone())
        .bench_local_refs(|document| document.insert(CLUSTERS / 2, "new", citation(&[cited])));
}

#[divan::bench(max_time = 10)]
fn document_by_hayagriva(bencher: Bencher<'_, '_>) {
    let items = items(&works(CLUSTERS));
    let style = archived(CHICAGO);
    let locales = hayagriva::archive::locales();
    bencher.counter(ItemsCount::new(CLUSTERS)).bench_local(|| {
        let mut driver = BibliographyDriver::new();
        for works in clusters() {
            let cites = works.iter().map(|&work| CitationItem::with_entry(&items[work])).collect();
            driver.citation(CitationRequest::new(cites, &style, None, &locales, None));
        }
        driver.finish(BibliographyRequest::new(&style, None, &locales))
    });
}

/// Formats many works and prints how much memory this took besides the works and the result.
fn print_memory(name: &str) {
    let style = style(name);
    let before_works = resident("VmRSS:");
    let works = works(MANY);
    let before = resident("VmRSS:");
    let formatted = cite(&works, &style, &ReferenceOptions::default(), &mut ());
    let peak = resident("VmHWM:");
    let references = formatted.references.as_ref().expect("the style has a bibliography");
    let parts = references.entries.iter().flat_map(|entry| &entry.parts);
    let output: usize = formatted.citations.iter().chain(parts.map(|part| &part.text)).map(size).sum::<usize>()
        + references.entries.iter().map(|entry| entry.id.len() + size_of_val(entry)).sum::<usize>();
    println!(
        "memory for {MANY} works in {name}: {} MB works, {} MB output, {} MB peak; {} bytes an entry beyond works and output",
        (before - before_works) >> 20,
        output >> 20,
        peak >> 20,
        peak.saturating_sub(before + output) / MANY
    );
}

/// A line of Linux's report on the memory of this process, in bytes.
fn resident(line: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells of processes");
    let line = status.lines().find_map(|known| known.strip_prefix(line)).expect("it tells of memory");
    let kilobytes: usize = line.trim().trim_end_matches("kB").trim().parse().expect("a number");
    kilobytes << 10
}

/// The memory of a text, in bytes.
fn size(text: &Text) -> usize {
    fn of_inlines(inlines: &[Inline]) -> usize {
        size_of_val(inlines) + inlines.iter().map(of_inline).sum::<usize>()
    }
    fn of_inline(inline: &Inline) -> usize {
        match inline {
            Inline::Str(text) | Inline::Math(text) | Inline::Code(text) => text.len(),
            Inline::Link { url, content } => url.len() + of_inlines(content),
            other => of_inlines(other.children().unwrap_or_default()),
        }
    }
    size_of_val(text) + of_inlines(text.inlines())
}

/// Prints how long the command takes from its start to its first reference.
fn print_process_start() {
    const BIB: &[u8] = b"@book{a, author = {Doe, Jane}, title = {A Title}, publisher = {Press}, year = 2020}";
    let run = || -> Duration {
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_publist"))
            .args(["cite", "--style", "apa", "--from", "bibtex", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts");
        child.stdin.take().expect("it reads").write_all(BIB).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        let time = start.elapsed();
        assert!(String::from_utf8_lossy(&output.stdout).contains("Doe, J. (2020)"), "{output:?}");
        time
    };
    let mut times: Vec<Duration> = (0..50).map(|_| run()).collect();
    times.sort();
    println!("from the start of a process to its reference in APA: {:?} best, {:?} median", times[0], times[25]);
}

/// The works as hayagriva's items, through CSL-JSON.
fn items(works: &[Record]) -> Vec<Item> {
    let format = by_id("csl-json").expect("it exists");
    let mut json = Vec::new();
    let options = publist::WriteOptions::default();
    let mut writer = format.writer.expect("it is written").start(&options, &mut json).expect("memory");
    for work in works {
        writer.record(work, &mut ()).expect("memory");
    }
    writer.finish().expect("memory");
    serde_json::from_slice(&json).expect("CSL-JSON")
}

fn archived(name: &str) -> IndependentStyle {
    match hayagriva::archive::ArchivedStyle::by_name(name).expect("it is in the archive").get() {
        XmlStyle::Independent(style) => style,
        XmlStyle::Dependent(_) => panic!("{name} depends on another style"),
    }
}
