//! How fast large files of lines are converted to BibTeX, in records and in bytes of input per second, with one thread
//! and with two: `cargo bench --bench convert`.
//!
//! `GENERATE_MEGABYTES=2048 cargo bench --bench convert > works.ndjson` writes a file of works like those of OpenAlex,
//! to measure memory: `/usr/bin/time -v publist export works.ndjson --to bibtex -o works.bib`. With
//! `GENERATE=csl-json`, the file is CSL-JSON.

#[path = "works.rs"]
mod works;

use std::io::Write as _;
use std::num::NonZero;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use publist::{Conversion, ConvertOptions, Input, by_id};

/// The number of works that are converted together.
const WORKS: u64 = 8000;

fn main() {
    match std::env::var("GENERATE_MEGABYTES").ok().and_then(|size| size.parse::<u64>().ok()) {
        Some(megabytes) => generate(megabytes << 20).expect("the output can be written"),
        None => divan::main(),
    }
}

/// Returns the function that writes works as lines of a format.
fn lines_of(format: &str) -> fn(u64, &mut String) {
    if format == "csl-json" { works::csl_json } else { works::openalex }
}

fn generate(size: u64) -> std::io::Result<()> {
    let work = lines_of(&std::env::var("GENERATE").unwrap_or_default());
    let mut out = std::io::BufWriter::with_capacity(1 << 20, std::io::stdout());
    let (mut written, mut line) = (0, String::new());
    for number in 0.. {
        if written >= size {
            break;
        }
        line.clear();
        work(number, &mut line);
        written += line.len() as u64;
        out.write_all(line.as_bytes())?;
    }
    out.flush()
}

/// Pairs of an input format and a number of threads; only the formats of services that exist.
fn cases() -> impl Iterator<Item = (&'static str, usize)> {
    let formats = ["csl-json", "openalex"].into_iter().filter(|id| by_id(id).is_some());
    formats.flat_map(|id| [(id, 1), (id, 2)])
}

#[divan::bench(args = cases(), sample_count = 10)]
fn to_bibtex(bencher: Bencher<'_, '_>, (format, threads): (&str, usize)) {
    let mut text = String::new();
    (0..WORKS).for_each(|work| lines_of(format)(work, &mut text));
    let options = ConvertOptions::default().with_threads(NonZero::new(threads));
    bencher.counter(BytesCount::of_str(&text)).counter(ItemsCount::new(WORKS)).bench(|| {
        let mut out = Vec::new();
        let mut conversion =
            Conversion::start(by_id("bibtex").expect("it exists"), &options, &mut out).expect("memory");
        let mut unread = black_box(text.as_bytes());
        let input = Input::new("works.ndjson", &mut unread);
        conversion.read(by_id(format).expect("it exists"), input, &mut ()).expect("memory can be read");
        assert_eq!(conversion.finish(&mut ()).expect("memory can be written"), WORKS as usize);
        out.len()
    });
}
