//! The test material of other projects, compared with a list of known failures (tests/corpora/known_failures.txt).
//!
//! The corpora are outside this repository, in the folder that `PUBLIST_CORPORA` names or in `../shared/corpora`, with
//! the checker that compares fields (`check.py`, Python 3.11). Each corpus is a trial, which is ignored if the corpus
//! is missing, and fails if `CI` is set (see `outside.rs`).
//!
//! The list is strict: a failure that is not in it is an error, and so is a line of it that no longer fails, or one
//! without a reason. Anything that was fixed must be removed from the list.

#![allow(clippy::print_stdout, reason = "it is a program that reports")]

mod outside;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Completion, Failed, Trial};
use serde_json::Value;

use outside::{Missing, material};

/// The corpora that are checked, and the options of the checker for each.
const CHECKED: &[(&str, &[&str])] = &[
    ("bad-bib", &[]),
    ("bbt-export", &[]),
    ("bibtex-fields", &[]),
    ("cff", &[]),
    ("micro", &[]),
    ("names", &[]),
    ("pandoc", &[]),
    ("zotero-items", &["--through", "bibtex", "--through", "biblatex", "--through", "csl-json", "--through", "ris"]),
];

/// The corpora that are not checked, and why.
const NOT_YET: &[(&str, &str)] = &[("zotero-import", "most of its formats cannot be read yet")];

/// The .bib files that do not come back byte for byte from an export to their own dialect, and why.
const CHANGED_FILES: &[(&str, &str)] = &[];

const KNOWN_FAILURES: &str = include_str!("corpora/known_failures.txt");

/// A value that is wrong: the corpus, the direction, the case, the record and the field. The record and the field are
/// empty if the case failed as a whole.
type Failure = [String; 5];

/// The known failures with their reasons: a line that starts with `#` is the reason for the lines below it.
fn known_failures() -> BTreeMap<Failure, String> {
    let (mut known, mut reason) = (BTreeMap::new(), "");
    for line in KNOWN_FAILURES.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(text) = line.strip_prefix('#') {
            reason = text.trim();
            continue;
        }
        assert!(!reason.is_empty(), "this line has no reason: {line}");
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let failure = Failure::try_from(cells).unwrap_or_else(|cells| panic!("five cells were expected: {cells:?}"));
        assert!(known.insert(failure, reason.to_owned()).is_none(), "this line stands there twice: {line}");
    }
    known
}

/// A test of one corpus in its folder.
type Check = fn(&Path);

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let corpora = CHECKED.iter().map(|(corpus, options)| {
        trial(corpus, move |folder| {
            needs_python()?;
            if !folder.join(corpus).join("corpus.json").is_file() {
                return Err(Missing::because("the corpora have no such corpus"));
            }
            check(folder, corpus, options);
            Ok(())
        })
    });
    let whole: [(&str, Check); 3] = [
        ("bib_files_come_back_byte_for_byte", bib_files_come_back_byte_for_byte),
        ("every_corpus_is_checked_or_there_is_a_reason", every_corpus_is_checked_or_there_is_a_reason),
        ("every_known_failure_is_of_a_corpus_that_is_checked", every_known_failure_is_of_a_corpus_that_is_checked),
    ];
    let whole = whole.map(|(name, test)| {
        trial(name, move |folder| {
            test(folder);
            Ok(())
        })
    });
    let conclusion = libtest_mimic::run(&arguments, corpora.chain(whole).collect());
    if conclusion.num_ignored > 0 {
        println!("!!! SKIPPED: {} trials of corpora, for the reasons above.\n", conclusion.num_ignored);
    }
    conclusion.exit_code()
}

/// A trial that needs the folder of the corpora.
fn trial(name: &str, test: impl FnOnce(&Path) -> Result<(), Missing> + Send + 'static) -> Trial {
    Trial::ignorable_test(name, move || {
        let corpora = material("PUBLIST_CORPORA", "corpora");
        match corpora.and_then(|folder| test(&folder)) {
            Ok(()) => Ok(Completion::Completed),
            Err(missing) => missing.allowed().map(Completion::ignored_with).map_err(Failed::from),
        }
    })
}

fn needs_python() -> Result<(), Missing> {
    let is_there = Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success());
    is_there.then_some(()).ok_or_else(|| Missing::because("the corpora cannot be checked without python3"))
}

/// Returns the failures in a corpus.
fn failures(folder: &Path, corpus: &str, options: &[&str]) -> BTreeSet<Failure> {
    let output = Command::new("python3")
        .arg("-B")
        .arg(folder.join("check.py"))
        .args(["--json", "--tool", env!("CARGO_BIN_EXE_publist"), "--root"])
        .arg(folder)
        .args(options)
        .arg(corpus)
        .output()
        .expect("python3 starts");
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{corpus}: {error}\n{}", String::from_utf8_lossy(&output.stderr)));
    let checked = report["fields"][1].as_u64().expect("the number of fields");
    assert!(checked > 0, "{corpus}: nothing was compared");
    let list = report["failures"].as_array().expect("a list of failures");
    list.iter()
        .map(|failure| {
            let cell = |name: &str| failure[name].as_str().unwrap_or_default().replace(['\t', '\n'], " ");
            [corpus.to_owned(), cell("group"), cell("case"), cell("record"), cell("field")]
        })
        .collect()
}

/// Compares the failures in a corpus with the known ones.
fn check(folder: &Path, corpus: &str, options: &[&str]) {
    let (known, found) = (known_failures(), failures(folder, corpus, options));
    let line = |failure: &Failure| failure.join("\t");
    let new: Vec<String> = found.iter().filter(|failure| !known.contains_key(*failure)).map(line).collect();
    let of_corpus = known.keys().filter(|failure| failure[0] == corpus);
    let stale: Vec<String> = of_corpus.filter(|failure| !found.contains(*failure)).map(line).collect();
    assert!(
        new.is_empty() && stale.is_empty(),
        "these fail and are not known to:\n{}\n\nthese are on the list and no longer fail:\n{}",
        new.join("\n"),
        stale.join("\n")
    );
}

fn every_known_failure_is_of_a_corpus_that_is_checked(_: &Path) {
    let is_checked = |failure: &Failure| CHECKED.iter().any(|(corpus, _)| *corpus == failure[0]);
    let others: Vec<Failure> = known_failures().into_keys().filter(|failure| !is_checked(failure)).collect();
    assert!(others.is_empty(), "these are of no corpus that is checked: {others:?}");
}

/// All .bib files below a folder, in order.
fn bib_files(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "bib") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn bib_files_come_back_byte_for_byte(folder: &Path) {
    let files = bib_files(folder);
    assert!(files.len() > 1000, "only {} files were found", files.len());
    // Without --to, no dialect is asked for, and nothing is converted.
    let is_changed = |path: &Path, dialect: &str| {
        let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("unchanged-{dialect}.bib"));
        let run = Command::new(env!("CARGO_BIN_EXE_publist"))
            .args(["export", "--quiet", "--from", dialect, "--output"])
            .args([&output, path])
            .output()
            .expect("the command starts");
        let is_done = matches!(run.status.code(), Some(0 | 1));
        let read = |path: &Path| std::fs::read(path).expect("the file can be read");
        !is_done || read(&output) != read(path)
    };
    let changed_in = &|dialect: &str| {
        let name = |path: &PathBuf| path.strip_prefix(folder).unwrap_or(path).display().to_string();
        files.iter().filter(|path| is_changed(path, dialect)).map(name).collect::<Vec<_>>()
    };
    let changed: BTreeSet<String> = std::thread::scope(|scope| {
        let checks = ["bibtex", "biblatex"].map(|dialect| scope.spawn(move || changed_in(dialect)));
        checks.into_iter().flat_map(|check| check.join().expect("the check ends")).collect()
    });
    let known: BTreeSet<String> = CHANGED_FILES.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(changed, known, "the files that change are not those of the list");
    assert!(CHANGED_FILES.iter().all(|(_, reason)| !reason.is_empty()));
}

fn every_corpus_is_checked_or_there_is_a_reason(folder: &Path) {
    let listed: BTreeSet<&str> =
        CHECKED.iter().map(|(corpus, _)| *corpus).chain(NOT_YET.iter().map(|(name, _)| *name)).collect();
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .filter_map(|entry| entry.ok().filter(|entry| entry.path().join("corpus.json").is_file()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    let unlisted: Vec<&String> = there.iter().filter(|corpus| !listed.contains(corpus.as_str())).collect();
    assert!(unlisted.is_empty(), "these corpora are neither checked nor put off: {unlisted:?}");
    assert!(
        NOT_YET.iter().all(|(corpus, reason)| !reason.is_empty() && CHECKED.iter().all(|(name, _)| name != corpus))
    );
}
