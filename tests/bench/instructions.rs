//! Jobs whose instructions are counted: `tests/bench/count-instructions` runs them one by one.
//!
//! A job is done once, on one core, so that the number of its instructions is the same in every run.

#![allow(clippy::print_stdout, reason = "it is a program that reports")]

use std::process::ExitCode;

use publist::csl::Threads;
use publist::{Input, Record, ReferenceOptions, StyleFinder, WriteOptions, by_id, cite};

mod cited_works;

use cited_works::works;

/// The number of works in a job.
const COUNT: usize = 1_000;

/// The jobs with their functions; each returns the size of its result.
type Job = (&'static str, fn() -> usize);
const JOBS: &[Job] = &[
    ("nothing", || works(COUNT).len()),
    ("cite-apa", || cited("apa", COUNT)),
    ("cite-ieee", || cited("ieee", COUNT)),
    ("cite-chicago", || cited("chicago-author-date", COUNT)),
    ("cite-one-apa", || cited("apa", 1)),
    ("write-bibtex", || written(&works(COUNT)).len()),
    ("read-bibtex", || read(&written(&works(COUNT)))),
];

fn main() -> ExitCode {
    let asked = std::env::args().nth(1).unwrap_or_default();
    for (name, job) in JOBS.iter().filter(|(name, _)| asked == *name || asked == "--bench") {
        let size = job();
        assert!(size > 0, "{name}");
    }
    if asked == "--list" {
        JOBS.iter().for_each(|(name, _)| println!("{name}"));
    }
    ExitCode::SUCCESS
}

fn cited(style: &str, count: usize) -> usize {
    let style = StyleFinder::new().find(style).expect("the style comes with publist");
    let options = ReferenceOptions::default().with_threads(Threads::ONE);
    let formatted = cite(&works(count), &style, &options, &mut ());
    formatted.references.expect("the style has a bibliography").entries.len()
}

fn written(records: &[Record]) -> Vec<u8> {
    let mut out = Vec::new();
    let options = WriteOptions::default();
    let format = by_id("bibtex").expect("the format exists");
    let mut writer = format.writer.expect("it is written").start(&options, &mut out).expect("memory can be written");
    for record in records {
        writer.record(record, &mut ()).expect("memory can be written");
    }
    writer.finish().expect("memory can be written");
    out
}

fn read(bib: &[u8]) -> usize {
    let mut count = 0;
    let mut bytes = bib;
    let input = Input::new("bench", &mut bytes);
    let reader = by_id("bibtex").expect("the format exists").reader.expect("it is read");
    reader.read(input, &mut |_| count += 1, &mut ()).expect("memory can be read");
    count
}
