//! From a profile page to a finished list in every form of text backends and Word, with one command.

use std::fs;
use std::path::Path;

use super::running::{finish, publist};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/profile/yuan-zong.txt");

/// The file of each form, and how it starts.
const FORMS: &[(&str, &[u8])] = &[
    ("list.txt", b"Publications"),
    ("list.md", b"## Publications"),
    ("list.html", b"<!DOCTYPE html>"),
    ("list.tex", b"\\documentclass"),
    ("list.typ", b"#set"),
    ("list.rtf", b"{\\rtf1"),
    ("list.docx", b"PK"),
];

#[track_caller]
fn run(folder: &Path, args: &[&str]) {
    let run = finish(publist().current_dir(folder).args(args));
    assert_eq!(run.code, 0, "{args:?}: {}", run.stderr);
}

#[test]
fn one_command_writes_every_form_that_is_named() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["init", PAGE]);
    let outputs = FORMS.iter().flat_map(|(file, _)| ["-o", file]);
    run(folder.path(), &["list"].into_iter().chain(outputs).collect::<Vec<_>>());
    for (file, beginning) in FORMS {
        let bytes = fs::read(folder.path().join(file)).unwrap();
        assert!(bytes.starts_with(beginning), "{file}: {:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(80)]));
        if *file != "list.docx" {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.matches("Zong").count() >= 9, "{file}");
        }
    }
    assert!(
        !folder.path().join("publications.html").exists(),
        "outputs that are named take the place of the configured"
    );
}

#[test]
fn the_configuration_names_several_files_too() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("inputs = ['{PAGE}']\noutput = [\"a.html\", \"b.md\"]\n");
    fs::write(folder.path().join("publist.toml"), text).unwrap();
    run(folder.path(), &["list"]);
    for file in ["a.html", "b.md"] {
        assert!(fs::read_to_string(folder.path().join(file)).unwrap().contains("Zong"), "{file}");
    }
}

#[test]
fn usual_headings_are_in_the_language_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!(
        "title = \"Publications\"\ninputs = ['{PAGE}']\n[[sections]]\nheading = \"Preprints\"\nwhere = \"type:preprint\"\n[[sections]]\nheading = \"My own heading\"\n"
    );
    fs::write(folder.path().join("publist.toml"), text).unwrap();
    let run = finish(publist().current_dir(folder.path()).args(["list", "--locale", "fr", "--as", "text"]));
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("Publications\n\nPrépublications\n"), "{}", &run.stdout[..200]);
}
