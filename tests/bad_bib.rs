//! Broken and hostile .bib files: good entries are read, problems are reported with their position, no byte is lost,
//! and the time grows no faster than the input.

use publist::formats::{BibOptions, OtherDialect};
use publist::{Code, Diagnostic, FORMATS, Format, Input, Record, WriteOptions, by_id};

use crate::running::run_with_stdin;

fn read(format: &Format, mut bytes: &[u8]) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut reports) = (Vec::new(), Vec::new());
    let reader = format.reader.expect("the format can be read");
    let input = Input::new("bad.bib", &mut bytes);
    reader.read(input, &mut |record| records.push(record), &mut reports).expect("memory can be read");
    (records, reports)
}

/// Reads a .bib file in place and writes it back.
fn written_back(mut bytes: &[u8]) -> Vec<u8> {
    let format = by_id("bibtex").expect("BibTeX is known");
    let bib = BibOptions::default().with_other_dialect(OtherDialect::Kept);
    let options = WriteOptions::default().with_bib(bib);
    let (mut records, mut out) = (Vec::new(), Vec::new());
    let input = Input::new("bad.bib", &mut bytes);
    let reader = format.reader.expect("it can be read");
    let file = reader.read_in_place(input, &mut |record| records.push(record), &mut ()).expect("memory can be read");
    let mut writer = format.writer.expect("it can be written").start(&options, &mut out).expect("memory");
    for record in &records {
        writer.record(record, &mut ()).expect("memory can be written");
    }
    writer.end_of_file(&file.expect("it was read in place")).expect("memory can be written");
    writer.finish().expect("memory can be written");
    out
}

/// Checks a file with a good entry before the bad part and another one on a line after it; both must be read.
#[track_caller]
fn check(bad: &str, codes: &[Code]) {
    let text = format!("@book{{good, title = {{The good one}}}}\n{bad}\n@book{{last, title = {{The last one}}}}\n");
    let (records, reports) = read(by_id("bibtex").expect("BibTeX is known"), text.as_bytes());
    let keys: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    assert!(keys.first() == Some(&"good") && keys.last() == Some(&"last"), "{keys:?}");
    for code in codes {
        let report = reports.iter().find(|report| report.code == *code);
        let report = report.unwrap_or_else(|| panic!("{code:?} was not reported, but {reports:?}"));
        assert!(report.place.is_some(), "{report:?}");
    }
    assert!(written_back(text.as_bytes()) == text.as_bytes(), "bytes were lost");
}

#[test]
fn every_beginning_of_every_fixture_is_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut count = 0;
    for format in FORMATS.iter().filter(|format| format.reader.is_some()) {
        for file in std::fs::read_dir(folder.join(format.id.replace('-', "_"))).expect("every format has fixtures") {
            let bytes = std::fs::read(file.expect("the folder can be read").path()).expect("the file can be read");
            let is_bib = format.extensions.contains(&"bib");
            let (all, _) = read(format, &bytes);
            // Not every prefix of the only long file, which would take minutes.
            for end in (0..bytes.len()).step_by(1 + bytes.len() / 12_000 * 16) {
                let (records, _) = read(format, &bytes[..end]);
                assert!(records.len() <= all.len(), "{}: {end} bytes", format.id);
                if is_bib {
                    assert!(written_back(&bytes[..end]) == bytes[..end], "{}: {end} bytes", format.id);
                }
                count += 1;
            }
        }
    }
    assert!(count > 10_000, "only {count} beginnings were read");
}

#[test]
fn a_megabyte_of_opening_braces() {
    let braces = "{".repeat(1 << 20);
    check(&format!("@book{{bad, title = {braces}"), &[Code::BibtexSyntax]);
    check(&braces, &[]);
    check(&format!("@book{{bad, title = \"{braces}"), &[Code::BibtexSyntax]);
    check(&"@a{b,c={\n".repeat(100_000), &[Code::BibtexSyntax]);
}

#[test]
fn quotation_marks_that_hide_each_other() {
    check(&"{\n@a(c=\"\n}\n".repeat(50_000), &[Code::BibtexSyntax]);
    check(&format!("{}{}", "@a(c=\"{\n".repeat(50_000), "}".repeat(50_000)), &[Code::BibtexSyntax]);
}

#[test]
fn twenty_thousand_nested_commands() {
    let nested = format!("{}x{}", "\\a{".repeat(20_000), "}".repeat(20_000));
    check(&format!("@book{{bad, title = {{{nested}}}}}"), &[]);
    check(&format!("@book{{bad, author = {{{nested}}}, year = {{{nested}}}, doi = {{{nested}}}}}"), &[]);
}

#[test]
fn entries_that_are_each_others_parents() {
    let cycle =
        "@book{a, crossref = {b}}\n@book{b, crossref = {c}}\n@book{c, crossref = {a}}\n@book{d, crossref = {d}}";
    check(cycle, &[]);
    check(&cycle.replace("crossref", "xdata"), &[]);
    check(&cycle.replace("crossref", "related"), &[]);
}

#[test]
fn macros_that_are_each_others_values() {
    check("@string{a = b}\n@string{b = c}\n@string{c = a}\n@book{d, title = a # b # c}", &[Code::UndefinedMacro]);
    check("@string{a = a # a}\n@book{d, title = a}", &[Code::UndefinedMacro]);
}

#[test]
fn a_lone_dollar_sign() {
    check("@book{bad, title = {The $ of all}, author = {$}, year = {$}, doi = {$}}", &[]);
    check("$", &[]);
}

#[test]
fn nul_bytes() {
    let text = b"@book{one, title = {A\0B}}\n\0@book{two, title = {T}}";
    let (records, reports) = read(by_id("bibtex").expect("BibTeX is known"), text);
    assert_eq!(records.iter().map(|record| record.id.as_str()).collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(reports[0].code, Code::BinaryInput);
    assert_eq!(written_back(text), text);
    let run = run_with_stdin(&["export", "-", "--from", "bibtex", "--to", "csl-json"], text);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("E0102") && run.stdout.contains("\"two\""), "{} {}", run.stderr, run.stdout);
}

#[test]
fn a_file_that_is_really_json() {
    let json = r#"[{"id": "a@b.org", "title": "@book{x, title = {T}", "author": [{"family": "Oak"}]}]"#;
    let (_, reports) = read(by_id("bibtex").expect("BibTeX is known"), json.as_bytes());
    assert!(reports.iter().any(|report| report.code == Code::BibtexSyntax && report.place.is_some()), "{reports:?}");
    assert_eq!(written_back(json.as_bytes()), json.as_bytes());
    check(json, &[Code::BibtexSyntax]);
    let run = run_with_stdin(&["export", "-", "--to", "bibtex"], json.as_bytes());
    assert_eq!(run.code, 0, "its content tells what it is: {}", run.stderr);
}
