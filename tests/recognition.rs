//! The format of a file follows from what is in it, wherever it is: files in another order, with other white space, and
//! after a long beginning are recognised as the same format and give the same records.

use std::fs;
use std::path::{Path, PathBuf};

use publist::{Library, Record, read_str};
use serde_json::{Map, Value};

use crate::outside::material;

/// How long the beginning is that is put before the content.
const LONG: usize = 20_000;

/// The name of all inputs: nothing follows from it.
const NAME: &str = "input";

/// Returns the files of the repository, and the samples outside of it if they are there.
fn files() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir("fixtures").unwrap().map(|entry| entry.unwrap().path()).collect();
    match material("PUBLIST_SAMPLES", "samples") {
        Ok(samples) => folders.push(samples),
        Err(missing) => missing.skip(),
    }
    let mut files: Vec<PathBuf> = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.file_name().is_some_and(|name| name != "README.md"))
        .collect();
    files.sort();
    files
}

/// What is compared of a record. Padding becomes a further field in some formats.
fn content(record: &Record) -> String {
    let Record { kind, texts, names, dates, numbers, identifiers, .. } = record;
    format!("{kind:?} {texts:?} {names:?} {dates:?} {numbers:?} {identifiers:?}")
}

fn read(text: &str) -> Option<Library> {
    read_str(NAME, text).ok()
}

/// A change after which a file has the same content.
struct Variant {
    what: &'static str,
    text: String,
}

fn variants(text: &str) -> Vec<Variant> {
    let content = text.trim_start_matches('\u{feff}');
    let mut variants =
        vec![Variant { what: "line ends of Windows", text: content.replace("\r\n", "\n").replace('\n', "\r\n") }];
    if let Some(values) = json_values(content) {
        let lines = |change: &dyn Fn(&Value) -> Value| -> String {
            values.iter().map(|value| format!("{}\n", change(value))).collect()
        };
        variants.push(Variant { what: "sorted members", text: lines(&sorted) });
        variants.push(Variant { what: "a long member first", text: lines(&|value| padded(value)) });
        variants
            .push(Variant { what: "sorted, and a long member first", text: lines(&|value| padded(&sorted(value))) });
        if let [value] = values.as_slice() {
            variants.push(Variant { what: "on several lines", text: serde_json::to_string_pretty(value).unwrap() });
        }
        return variants;
    }
    if content.starts_with('<') {
        let (declaration, rest) = match content.strip_prefix("<?xml").and_then(|_| content.split_once("?>")) {
            Some((declaration, rest)) => (format!("{declaration}?>"), rest),
            None => (String::new(), content),
        };
        let comment = "A long comment <a>. ".repeat(LONG / 20);
        variants.push(Variant { what: "a long comment", text: format!("{declaration}\n<!-- {comment} -->\n{rest}") });
    } else if content.contains("\n@") || content.starts_with('@') {
        let comment = "% A long comment\n".repeat(LONG / 17);
        variants.push(Variant { what: "a long comment", text: format!("{comment}{content}") });
    } else if let Some(rest) = content.strip_prefix("---\n") {
        let comment = "# A long comment\n".repeat(LONG / 17);
        variants.push(Variant { what: "a long comment", text: format!("---\n{comment}{rest}") });
    } else {
        variants.push(Variant { what: "blank lines", text: format!("{}{content}", "\n".repeat(LONG)) });
    }
    variants
}

/// Returns the JSON values of a text, one or one per line.
fn json_values(text: &str) -> Option<Vec<Value>> {
    let whole = serde_json::from_str(text).map(|value: Value| vec![value]);
    let lines = || -> Result<Vec<Value>, serde_json::Error> {
        text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect()
    };
    whole.or_else(|_| lines()).ok().filter(|values| values.iter().all(|value| value.is_object() || value.is_array()))
}

/// Returns a value with the members of all objects sorted.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(&String, &Value)> = members.iter().collect();
            members.sort_by_key(|(name, _)| name.as_str());
            Value::Object(members.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect())
        }
        Value::Array(elements) => elements.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

/// Returns a value in which the first object starts with a long member.
fn padded(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let padding = ("!a-long-member".to_owned(), Value::from("words ".repeat(LONG / 6)));
            let members = members.iter().map(|(name, value)| (name.clone(), value.clone()));
            Value::Object(std::iter::once(padding).chain(members).collect::<Map<_, _>>())
        }
        Value::Array(elements) => {
            let first = elements.first().map(padded);
            first.into_iter().chain(elements.iter().skip(1).cloned()).collect()
        }
        other => other.clone(),
    }
}

fn check(path: &Path) -> usize {
    let Ok(text) = fs::read_to_string(path) else { return 0 };
    let Some(library) = read(&text) else { return 0 };
    let expected: Vec<String> = library.records.iter().map(content).collect();
    // The header of a table is its first line.
    let is_table = path.extension().is_some_and(|extension| extension == "csv" || extension == "tsv");
    for Variant { what, text } in
        variants(&text).into_iter().filter(|variant| !is_table || variant.what != "blank lines")
    {
        let file = format!("{} with {what}", path.display());
        let changed = read(&text).unwrap_or_else(|| panic!("{file} is not recognised"));
        assert_eq!(changed.format, library.format, "{file}");
        let records: Vec<String> = changed.records.iter().map(content).collect();
        assert_eq!(records, expected, "{file}");
    }
    1
}

#[test]
fn the_order_and_the_place_of_content_do_not_matter() {
    let results: Vec<_> = files().iter().map(|path| std::panic::catch_unwind(|| check(path))).collect();
    let failed = results.iter().filter(|result| result.is_err()).count();
    assert_eq!(failed, 0, "of {} files", results.len());
    let checked: usize = results.into_iter().flatten().sum();
    assert!(checked >= 40, "only {checked} files were read");
}

#[test]
fn files_without_bibliographic_data_are_refused() {
    for (name, text) in [
        ("package.json", r#"{"name": "x", "version": "1.0.0", "dependencies": {}, "author": {"name": "A"}}"#),
        ("map.geojson", r#"{"type": "FeatureCollection", "features": []}"#),
        ("map.json", r#"{"type": "Feature", "properties": {"title": "T"}, "geometry": {"type": "Point"}}"#),
        ("schema.json", r#"{"$schema": "x", "title": "T", "type": "object"}"#),
        ("notebook.json", r#"{"cells": [], "metadata": {"title": "T"}, "nbformat": 4}"#),
        ("list.json", r#"{"title": "My list", "items": [{"id": "a", "title": "Milk"}]}"#),
        ("post.json", r#"{"type": "article", "title": "A post", "id": 7, "author": {"name": "A"}, "body": "x"}"#),
        ("menu.yaml", "- title: Home\n  url: /\n- title: About\n  url: /about\n"),
        ("list.txt", "[1] A. Doe, \"A title,\" Journal, 2020.\n[2] B. Roe, \"Another,\" 2021.\n"),
        ("novel.txt", "Call me Ishmael. Some years ago, having little money,\nI thought I would sail about.\n"),
        ("code.py", "import sys\n\n@dataclass(frozen=True)\nclass A:\n    title = 'x'\n"),
        ("style.css", "@media (min-width: 1px) {\n  a { color: red, }\n}\n"),
        ("records.xml", "<records><record><title>A</title><author>B</author></record></records>"),
        ("work.xml", "<work:work xmlns:work='http://www.orcid.org/ns/work'>\n@article{a,\n title = {T}}\n</work:work>"),
        ("log.txt", "2024-01-31 10:00:02 INFO started\n2024-01-31 10:00:03 INFO ended\n"),
    ] {
        let refused = read_str(name, text).err().unwrap_or_else(|| panic!("{name} was read"));
        assert!(refused.to_string().contains("was not recognised"), "{name}: {refused}");
    }
}
