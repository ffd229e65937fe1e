//! Lints over whole files: silence for good records, fixes that are complete after one run, and files that stay
//! unchanged.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use publist::formats::{Reading, read_records};
use publist::lint::{LINTS, LintOptions, LintSource, Linter};
use publist::model::{Inline, NumberVariable, Point, TextVariable};
use publist::verify::verify;
use publist::{Code, Diagnostic, Input, Record, Severity, WriteOptions, by_id, sniff};

use crate::running::run;
use crate::strategies;

/// Fixtures with intentional mistakes, or with so few values that entries lack required ones, and the expected codes.
const WITH_MISTAKES: &[(&str, &[&str])] = &[
    ("biblatex/inheritance.bib", &["W0907"]),
    ("cff/CITATION.cff", &["W0902"]),
    ("crossref/work.json", &["W0902"]),
    ("dblp/search.json", &["W0902"]),
    ("dblp/search.xml", &["W0902"]),
    ("hayagriva/works.yml", &["W0902"]),
    ("json/records.jsonl", &["W0902"]),
    ("json/values.json", &["W0902"]),
    ("merge/conflicts.bib", &["W0905", "W0907", "W0917"]),
    ("orcid/record.xml", &["W0902"]),
    ("orcid/works.json", &["W0905"]),
    ("papers_with_code/links.json", &["W0902"]),
    ("profile/odd-pages.txt", &["W0902"]),
    ("profile/wrapped-titles.txt", &["W0901"]),
    ("profile/yuan-zong.txt", &["W0901"]),
    ("ris/dialects.ris", &["W0902"]),
    ("wos/savedrecs.txt", &["W0903"]),
];

fn options() -> LintOptions {
    LintOptions::default().with_today(Point::day(2026, 11, 23).unwrap())
}

/// The reports of lints about a file of the fixtures.
fn lints_of(path: &Path) -> Vec<Diagnostic> {
    let bytes = fs::read(path).unwrap();
    let name = path.to_string_lossy();
    let Some((format, reader)) = sniff(&name, &bytes).and_then(|format| Some((format, format.reader?))) else {
        return Vec::new();
    };
    let (mut linter, mut reports) = (Linter::new(&options()), Vec::new());
    let source = LintSource { name: &name, format: format.id };
    let mut unread = bytes.as_slice();
    let input = Input::new(&name, &mut unread);
    let mut look = |record: Record, _: &mut dyn publist::Sink| {
        linter.record(&record, &source, &mut reports);
        Ok(())
    };
    read_records(reader, Reading::InPlace, input, &mut look, &mut ()).unwrap();
    linter.finish(&mut reports);
    reports
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let mut files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

#[test]
fn good_records_are_met_with_silence() {
    let mut seen = 0;
    for path in fixtures() {
        let name = path.iter().rev().take(2).map(|part| part.to_string_lossy()).collect::<Vec<_>>();
        let name = format!("{}/{}", name[1], name[0]);
        if ["citations", "own_names", "json/hostile"].iter().any(|start| name.starts_with(start)) {
            continue; // documents to be cited, pages of names, and texts that attack
        }
        let expected = WITH_MISTAKES.iter().find(|(file, _)| *file == name).map_or(&[][..], |(_, codes)| codes);
        let warnings = lints_of(&path).into_iter().filter(|report| report.severity() >= Severity::Warning);
        let mut codes: Vec<&str> = Vec::new();
        for report in warnings {
            assert!(expected.contains(&report.code.text()), "{name}: {report}");
            codes.push(report.code.text());
        }
        assert!(expected.iter().all(|code| codes.contains(code)), "{name}: {codes:?}");
        seen += 1;
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn every_lint_is_explained() {
    for lint in LINTS {
        let explained = run(["explain", lint.code.text()]);
        assert_eq!(explained.code, 0);
        assert!(explained.stdout.lines().count() >= 3, "{}: {}", lint.code, explained.stdout);
    }
}

/// A record that often has something that a lint can fix.
fn spoilt() -> impl Strategy<Value = Record> {
    let title = prop_oneof![
        Just("A study of emotions in speeches."),
        Just("cafÃƒÂ© and naÃ¯ve readers."),
        Just("Music &amp;amp; emotion &#233; &nbsp;"),
        Just("<i>E. coli</i> &lt;i&gt; and {"),
        Just("plain"),
    ];
    let pages = prop_oneof![Just("pp. 12--14"), Just("12---14, 17"), Just("3-1"), Just("p. p. 3"), Just("1--2--3")];
    (strategies::record(), title, pages).prop_map(|(mut record, title, pages)| {
        record.set_text(TextVariable::Title, vec![Inline::Str(title.into())]);
        record.set_number(NumberVariable::Page, pages);
        record
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_was_mended_needs_no_mending(record in prop_oneof![strategies::record(), spoilt()]) {
        let source = LintSource { name: "a.json", format: "json" };
        let mut once = record.clone();
        let mut reports: Vec<Diagnostic> = Vec::new();
        let mut linter = Linter::new(&options());
        let count = linter.fix(&mut once, &source, &mut reports);
        let fixed = reports.iter().filter(|report| report.code == Code::MistakeFixed).count();
        prop_assert_eq!(fixed, count);
        // Remaining reports have no fix.
        prop_assert!(reports.iter().all(|report| report.fix.is_none()));
        let mut twice = once.clone();
        prop_assert_eq!(linter.fix(&mut twice, &source, &mut ()), 0);
        prop_assert_eq!(&twice, &once);
        // No value is removed, and only texts, pages and a DOI change.
        for variable in record.variables() {
            prop_assert!(once.has(variable), "{}", variable);
        }
        prop_assert_eq!(&record.names, &once.names);
        prop_assert_eq!(&record.dates, &once.dates);
        prop_assert_eq!(&record.extra, &once.extra);
        prop_assert_eq!(count == 0, record == once);
    }

    #[test]
    fn what_was_mended_is_written_without_loss(record in spoilt()) {
        let mut mended = record;
        Linter::new(&options()).fix(&mut mended, &LintSource { name: "a.json", format: "json" }, &mut ());
        for format in ["json", "bibtex", "biblatex"] {
            let comparison = verify(std::slice::from_ref(&mended), by_id(format).unwrap(), &WriteOptions::default()).unwrap();
            let undeclared = comparison.differences.iter().filter(|difference| !difference.is_declared);
            prop_assert_eq!(undeclared.count(), 0, "{}: {:?}", format, comparison.differences);
        }
    }
}

const LIBRARY: &str = "% my library\n@string{ jex = \"Journal of Examples\" }\n\n@article{ lu2022 ,\n    title  = {A Study of {EEG} Emotions},\n    author = {Lu, Cheng}, journal = jex, year = 2022, doi = {10.1000/a} }\n\n@Article{doe2021,\n  title = {The naÃ¯ve reader},\n  author = {Doe, Jane},\n  journal = jex, year = 2021, doi = {10.1000/b},\n}\n@comment{end}\n";

#[test]
fn a_file_that_is_mended_in_place_stays_as_it_is_but_for_that() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.bib");
    fs::write(&path, LIBRARY).unwrap();
    let file = path.to_str().unwrap();
    let mended = run(["lint", "--fix", "--in-place", "--strict", file]);
    assert_eq!(mended.code, 0, "{}{}", mended.stdout, mended.stderr);
    assert!(mended.stdout.contains("note[N0900]: fixed W0920"), "{}", mended.stdout);
    let text = fs::read_to_string(&path).unwrap();
    let start = LIBRARY.find("@Article{doe2021").unwrap();
    assert_eq!(&text[..start], &LIBRARY[..start]);
    assert!(
        text.ends_with("}\n@comment{end}\n") && text.contains("naïve reader") && text.contains("journal = jex"),
        "{text}"
    );
    let again = run(["lint", "--fix", "--in-place", file]);
    assert_eq!((again.code, again.stdout.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_packed_file_is_not_mended_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.bib.gz");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, LIBRARY.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    fs::write(&path, &packed).unwrap();
    let refused = run(["lint", "--fix", "--in-place", path.to_str().unwrap()]);
    assert!(refused.code == 2 && refused.stderr.contains("is not a plain .bib file"), "{}", refused.stderr);
    assert_eq!(fs::read(&path).unwrap(), packed);
}

#[test]
fn a_file_without_mistakes_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.bib");
    fs::write(&path, LIBRARY.replace("Ã¯", "ï")).unwrap();
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(run(["lint", "--fix", "--in-place", path.to_str().unwrap()]).stdout, "");
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn places_point_at_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.bib");
    fs::write(&path, LIBRARY).unwrap();
    let found = run(["lint", "--as", "json", path.to_str().unwrap()]);
    let report: serde_json::Value = serde_json::from_str(found.stdout.trim()).unwrap();
    assert_eq!((&report["code"], &report["record"]), (&"W0920".into(), &"doe2021".into()));
    assert_eq!((&report["place"]["line"], &report["place"]["column"]), (&9.into(), &16.into()));
    assert_eq!(report["fix"], "“title” is “The naïve reader”");
}
