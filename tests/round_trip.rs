//! Round trips through every format, of the fixtures and of records nobody thought of.

use proptest::prelude::*;
use publist::{Comparison, Diagnostic, FORMATS, Format, Input, Record, Severity, WriteOptions, by_id, verify};

use crate::strategies::record;

fn formats_both_ways() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().copied().filter(|format| format.reader.is_some() && format.writer.is_some())
}

fn read(format: &Format, name: &str, text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut reports) = (Vec::new(), Vec::new());
    let mut bytes = text.as_bytes();
    let input = Input { name, bytes: &mut bytes };
    let reader = format.reader.expect("the format can be read");
    reader.read(input, &mut |record| records.push(record), &mut reports).expect("memory can be read");
    (records, reports)
}

#[track_caller]
fn check(records: &[Record], format: &'static Format) -> Comparison {
    let comparison = verify(records, format, &WriteOptions::default()).expect("memory can be written");
    let undeclared: Vec<_> = comparison.undeclared().collect();
    assert!(comparison.is_faithful(), "{}: {undeclared:#?} {:#?}", format.id, comparison.errors);
    comparison
}

#[test]
fn the_fixtures_lose_nothing_that_is_not_declared() {
    let mut count = 0;
    for (id, path, text) in [
        ("bibtex", "fixtures/bibtex/library.bib", include_str!("../fixtures/bibtex/library.bib")),
        ("biblatex", "fixtures/biblatex/library.bib", include_str!("../fixtures/biblatex/library.bib")),
        ("csl-json", "fixtures/csl_json/items.json", include_str!("../fixtures/csl_json/items.json")),
        ("json", "fixtures/json/values.json", include_str!("../fixtures/json/values.json")),
        ("json", "fixtures/json/records.jsonl", include_str!("../fixtures/json/records.jsonl")),
        ("profile", "fixtures/profile/yuan-zong.txt", include_str!("../fixtures/profile/yuan-zong.txt")),
    ] {
        let (mut records, reports) = read(by_id(id).expect("the format is known"), path, text);
        assert!(reports.iter().all(|report| report.severity() < Severity::Error), "{path}: {reports:#?}");
        publist::assign_keys(&mut records, publist::KeyPolicy::KeepIds);
        for format in formats_both_ways() {
            count += check(&records, format).records;
        }
    }
    assert!(count > 100, "only {count} records were compared");
}

#[test]
fn a_bib_file_in_its_own_dialect_comes_back_exactly() {
    for (id, text) in [
        ("bibtex", include_str!("../fixtures/bibtex/library.bib")),
        ("biblatex", include_str!("../fixtures/biblatex/library.bib")),
    ] {
        let format = by_id(id).expect("the format is known");
        let (records, _) = read(format, "library.bib", text);
        let comparison = check(&records, format);
        let changed: Vec<_> = comparison
            .differences
            .iter()
            .filter(|difference| difference.variable != Some(publist::Variable::Origin))
            .collect();
        assert!(changed.is_empty(), "{id}: {changed:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_record_loses_what_is_not_declared(record in record()) {
        for format in formats_both_ways() {
            let comparison = verify(std::slice::from_ref(&record), format, &WriteOptions::default()).expect("memory");
            let undeclared: Vec<_> = comparison.undeclared().collect();
            prop_assert!(comparison.is_faithful(), "{}: {undeclared:#?} {:#?}", format.id, comparison.errors);
        }
    }

    #[test]
    fn in_ascii_neither(record in record()) {
        let options = WriteOptions { charset: publist::Charset::Ascii, ..WriteOptions::default() };
        for format in [by_id("bibtex"), by_id("biblatex")].into_iter().flatten() {
            let comparison = verify(std::slice::from_ref(&record), format, &options).expect("memory");
            let undeclared: Vec<_> = comparison.undeclared().collect();
            prop_assert!(comparison.is_faithful(), "{}: {undeclared:#?} {:#?}", format.id, comparison.errors);
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in "\\PC{0,200}|[@{}\"#=,a-z\n\\[\\]:0-9\\\\$%]{0,200}") {
        for format in FORMATS.iter().filter(|format| format.reader.is_some()) {
            let (records, _) = read(format, "x", &text);
            prop_assert!(records.len() <= text.len());
        }
    }
}
