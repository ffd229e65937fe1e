//! The library without its features: it works, and reports what is missing.
//!
//! `cargo test --no-default-features --test features` runs it; with all features there is nothing to report.

use publist::{Conversion, ConvertOptions, Diagnostic, Input, by_id};

/// Converts JSON Lines to BibTeX; returns the text and the reports.
fn bibtex(lines: &str) -> (String, Vec<Diagnostic>) {
    let options = ConvertOptions::default();
    let (mut bib, mut reports) = (Vec::new(), Vec::new());
    let target = by_id("bibtex").expect("the format exists");
    let mut conversion = Conversion::start(target, &options, &mut bib).expect("it can be written");
    let mut unread = lines.as_bytes();
    let input = Input::new("in.jsonl", &mut unread);
    conversion.read(by_id("json").expect("the format exists"), input, &mut reports).expect("memory can be read");
    conversion.finish(&mut reports).expect("memory can be written");
    (String::from_utf8(bib).expect("the output is UTF-8"), reports)
}

#[test]
fn records_are_converted() {
    let (bib, reports) = bibtex("{\"id\":\"a\",\"title\":\"One\"}\n");
    assert_eq!((bib.as_str(), reports.as_slice()), ("@misc{a,\n  title = {One},\n}\n", &[][..]));
}

/// More records wait for their keys than are kept in memory: with and without `spill`, all are written, in order.
#[test]
fn records_wait_for_their_keys() {
    let lines: String = (0..10_000).map(|number| format!("{{\"title\":\"Title {number}\"}}\n")).collect();
    let (bib, _) = bibtex(&format!("{lines}{{\"id\":\"title\",\"title\":\"Last\"}}\n"));
    let titles: Vec<&str> = bib.lines().filter_map(|line| line.strip_prefix("  title = {")).collect();
    let expected: Vec<String> = (0..10_000).map(|number| format!("Title {number}}},")).collect();
    assert_eq!(titles.len(), 10_001);
    assert!(titles.iter().zip(&expected).all(|(title, expected)| title == expected));
    assert_eq!(bib.matches("{title,\n").count(), 1, "the record that has this id keeps it");
}

#[cfg(not(feature = "zstd"))]
#[test]
fn zstandard_is_recognised_and_not_read() {
    let mut reports = Vec::new();
    let packed = b"\x28\xB5\x2F\xFD\x04\x58\x09\x00\x00one";
    publist::unpack::unpack("in.zst", &mut packed.as_slice(), &mut reports, &mut |_, _| panic!("it was read"))
        .expect("memory can be read");
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].code, publist::Code::UnreadPacking);
    assert!(reports[0].message.contains("feature `zstd`"), "{}", reports[0].message);
}

#[cfg(not(feature = "archive"))]
#[test]
fn styles_of_the_archive_are_missing_and_so_are_locales() {
    use publist::{Code, ReferenceOptions, StyleFinder, cite};

    let finder = StyleFinder::new();
    let error = finder.find("apa").expect_err("there is no archive").to_string();
    assert!(error.contains("feature `archive`"), "{error}");
    assert_eq!(finder.list().len(), 3, "our own styles are there");

    let style = finder.find("publist-compact").expect("it is our own");
    let mut record = publist::Record::new(publist::Kind::Book);
    record.set_text(publist::model::TextVariable::Title, "Some title");
    let mut reports = Vec::new();
    let formatted = cite(&[record], &style, &ReferenceOptions::default(), &mut reports);
    let text = formatted.references.expect("the style has a bibliography").entries[0].body().to_plain();
    assert!(text.contains("Some title"), "{text}");
    assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::LocaleMissing]);
    assert!(reports[0].hints[0].contains("feature `archive`"), "{reports:?}");
}
