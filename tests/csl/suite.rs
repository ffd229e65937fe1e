//! The CSL test suite (<https://github.com/citation-style-language/test-suite>), one trial for each fixture.
//!
//! The fixtures are those of `$CSL_TEST_SUITE`, or of `../shared/csl-test-suite`; if neither exists, this program
//! prints a warning and succeeds, unless `CI` is set (see `outside.rs`). `known_failures.txt` lists the fixtures that
//! fail, each with its reason: one that passes, or no longer exists, makes the run fail. The last line is the number of
//! fixtures that pass.

#![allow(clippy::print_stdout, reason = "it is a program that reports")]

mod fixture;
mod html;
#[path = "../outside.rs"]
mod outside;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use libtest_mimic::{Arguments, Failed, Trial};

use fixture::Fixture;
use outside::{Missing, material};

const SUITE: &str = "CSL_TEST_SUITE";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = match material(SUITE, "csl-test-suite").map_err(Missing::allowed) {
        Ok(folder) => folder,
        Err(Ok(reason)) => {
            println!("!!! SKIPPED: the CSL test suite. {reason}");
            return ExitCode::SUCCESS;
        }
        Err(Err(reason)) => {
            println!("!!! MISSING: the CSL test suite. {reason}");
            return ExitCode::FAILURE;
        }
    };
    let names = names(&folder);
    if arguments.list {
        let _ = libtest_mimic::run(&arguments, names.iter().map(|name| Trial::test(name, || Ok(()))).collect());
        return ExitCode::SUCCESS;
    }
    let is_whole = arguments.filter.is_none() && arguments.skip.is_empty();
    let known = known_failures();
    let mut families: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut trials = Vec::new();
    let mut passed = 0;
    for name in &names {
        let outcome = outcome(&folder.join(format!("{name}.txt")));
        let family = families.entry(name.split('_').next().unwrap_or_default().to_owned()).or_default();
        family.1 += 1;
        if outcome.is_ok() {
            family.0 += 1;
            passed += 1;
        }
        let reason = known.get(name.as_str()).cloned();
        trials.push(Trial::test(name.clone(), move || match (outcome, reason) {
            (Ok(()), Some(_)) => Err(Failed::from("it passes: take it off known_failures.txt")),
            (Ok(()), None) | (Err(_), Some(_)) => Ok(()),
            (Err(difference), None) => Err(Failed::from(difference)),
        }));
    }
    // A list of failures belongs to the fixtures with which it was made; other folders may contain any part of them.
    let stale: Vec<&String> = known.keys().filter(|name| !names.contains(name)).collect();
    let is_own_folder = env::var_os(SUITE).is_none();
    let conclusion = libtest_mimic::run(&arguments, trials);
    if is_whole {
        for (family, (passed, total)) in &families {
            println!("{family:<16} {passed:>4} of {total}");
        }
        if is_own_folder && !stale.is_empty() {
            println!("known_failures.txt lists what is not there: {stale:?}");
            return ExitCode::FAILURE;
        }
    }
    println!("csl-suite: {passed}/{}", names.len());
    conclusion.exit_code()
}

/// The names of the fixtures, sorted.
fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> =
        files.filter_map(|file| Some(file.ok()?.file_name().to_str()?.strip_suffix(".txt")?.to_owned())).collect();
    names.sort();
    assert!(!names.is_empty(), "{} holds no fixture", folder.display());
    names
}

/// `name: reason` on each line; lines that start with `#` are comments.
fn known_failures() -> BTreeMap<String, String> {
    include_str!("known_failures.txt")
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (name, reason) = line.split_once(": ").unwrap_or_else(|| panic!("no reason: {line}"));
            (name.to_owned(), reason.to_owned())
        })
        .collect()
}

fn outcome(path: &Path) -> Result<(), String> {
    let fixture = Fixture::read(path);
    let expected = fixture.expected();
    let result = fixture.result()?;
    if normal(&result) == normal(&expected) {
        return Ok(());
    }
    Err(format!("\nexpected: {expected}\n     got: {result}"))
}

/// Ignores line ends and the indentation of lines, and the marks of citations that the last step changed: which
/// unchanged citations are output again is a processor's own bookkeeping.
fn normal(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim();
        let marked = line.strip_prefix("..[").or_else(|| line.strip_prefix(">>["));
        marked.map_or_else(|| line.to_owned(), |rest| format!("[{rest}"))
    });
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
