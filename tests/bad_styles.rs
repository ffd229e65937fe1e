//! Broken and hostile styles, and works in which every field has the wrong type: a report with a position, never a
//! crash.

use std::fs;
use std::path::PathBuf;

use publist::Code;
use publist::csl::lint_style;
use publist::styles::read_style_file;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::outside::{Missing, material};
use crate::running::{Run, finish, publist};

const ITEM: &str = r#"[{"id": "one", "type": "book", "title": "A title", "issued": {"date-parts": [[2020]]}}]"#;

/// A style with this layout for citations, preceded by macros and locales.
fn style(before: &str, layout: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Bad</title><id>bad</id><updated>2024-01-01T00:00:00+00:00</updated></info>
{before}
<citation><layout>{layout}</layout></citation>
<bibliography><layout>{layout}</layout></bibliography>
</style>"#
    )
}

/// Formats items with a style in a file.
fn cite(items: &str, style: &str) -> Run {
    let folder = TempDir::new().unwrap();
    let (item_file, style_file) = (folder.path().join("items.json"), folder.path().join("bad.csl"));
    fs::write(&item_file, items).unwrap();
    fs::write(&style_file, style).unwrap();
    let mut command = publist();
    command.arg("cite").arg(&item_file).args(["--from", "csl-json", "--as", "text", "--style"]).arg(&style_file);
    finish(&mut command)
}

/// Checks that a style that cannot be used ends the run with an error that contains its file name and these words.
fn assert_refused(style: &str, words: &str) {
    let run = cite(ITEM, style);
    assert!(run.code != 0, "{}\n{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("bad.csl") && run.stderr.contains(words), "no “{words}” in {}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
}

#[test]
fn what_is_no_style() {
    assert_refused("", "not a CSL style");
    assert_refused("<style", "this tag has no “>”");
    assert_refused(&style("", r#"<text variable="title"/><group>"#), "<group> has no end tag");
    let page = "<!DOCTYPE html>\n<html><head><title>404</title></head><body><p>Not found<br></p></body></html>";
    assert_refused(page, "not a CSL style");
    assert_refused("{\"style\": true}", "not a CSL style");
}

#[test]
fn macros_that_are_missing_or_contain_themselves() {
    assert_refused(&style("", r#"<text macro="gone"/>"#), "“gone”");
    let circle = r#"<macro name="a"><text macro="b"/></macro><macro name="b"><group><text macro="a"/></group></macro>"#;
    assert_refused(&style(circle, r#"<text macro="a"/>"#), "contains itself");
}

#[test]
fn a_thousand_groups_inside_of_each_other() {
    let groups = format!("{}<text variable=\"title\"/>{}", "<group>".repeat(1_000), "</group>".repeat(1_000));
    assert_refused(&style("", &groups), "nested");
    // Unusual styles that can be formatted are formatted.
    let groups = format!("{}<text variable=\"title\"/>{}", "<group>".repeat(150), "</group>".repeat(150));
    let run = cite(ITEM, &style("", &groups));
    assert!(run.code == 0 && run.stdout.contains("A title"), "{}\n{}", run.stdout, run.stderr);
}

#[test]
fn a_dependent_style_without_its_parent() {
    let dependent = |link: &str| {
        format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Bad</title><id>bad</id>{link}
               <updated>2024-01-01T00:00:00+00:00</updated></info></style>"#
        )
    };
    let gone = r#"<link href="http://www.zotero.org/styles/no-such-parent" rel="independent-parent"/>"#;
    assert_refused(&dependent(gone), "no-such-parent");
    assert_refused(&dependent(""), "no link to a style");
    assert_refused(&dependent(r#"<link href="http://example.org/" rel="self"/>"#), "bad.csl");
}

#[test]
fn names_that_csl_does_not_know_stand_for_nothing() {
    let layout =
        "<text variable=\"title\"/>\n<text variable=\"nonsense\" prefix=\"x\"/><text term=\"nonsense\" prefix=\"x\"/>
        <choose><if type=\"nonsense\"><text value=\"x\"/></if></choose><names variable=\"nonsense\" prefix=\"x\"/>";
    let run = cite(ITEM, &style("", layout));
    assert!(
        run.code == 0 && run.stdout.contains("A title") && !run.stdout.contains('x'),
        "{}\n{}",
        run.stdout,
        run.stderr
    );
    assert!(run.stderr.contains("nonsense") && !run.stderr.contains("panicked"), "{}", run.stderr);
}

#[test]
fn works_whose_fields_have_wrong_types() {
    let wrong = [
        json!(null),
        json!(true),
        json!(-1.5e300),
        json!("text"),
        json!([]),
        json!([[["deep"]]]),
        json!({"a": {"b": []}}),
        json!([null, 7, {"family": 5, "given": [], "literal": {}}]),
        json!({"date-parts": [["x", null], {}], "season": [], "circa": {}, "literal": 9, "raw": []}),
    ];
    let fields = [
        "id",
        "type",
        "title",
        "title-short",
        "author",
        "editor",
        "issued",
        "accessed",
        "volume",
        "page",
        "edition",
        "container-title",
        "DOI",
        "URL",
        "language",
        "keyword",
        "note",
        "citation-key",
        "number-of-pages",
        "nonsense",
    ];
    let mut items: Vec<Value> = wrong
        .iter()
        .map(|value| Value::Object(fields.iter().map(|field| ((*field).to_owned(), value.clone())).collect()))
        .collect();
    items.extend(wrong.iter().cloned());
    items.push(json!({"id": "good", "type": "book", "title": "A good one"}));
    for name in ["apa", "ieee", "chicago-notes", "mla"] {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("items.json");
        fs::write(&file, serde_json::to_string(&items).unwrap()).unwrap();
        let mut command = publist();
        command.arg("cite").arg(&file).args(["--from", "csl-json", "--as", "text", "--style", name]);
        let run = finish(&mut command);
        assert!(run.stdout.to_lowercase().contains("a good one"), "{name}: {}\n{}", run.stdout, run.stderr);
        assert!(!run.stderr.contains("panicked"), "{name}: {}", run.stderr);
    }
}

/// The styles of the CSL project are valid: what is reported of them is only advice to their authors.
#[test]
fn official_styles_have_no_faults() {
    let folders = [
        material("CSL_ORACLE", "csl-oracle").map(|folder| folder.join("styles")).map_err(Missing::skip).ok(),
        Some(PathBuf::from("/usr/share/citation-style-language/styles")).filter(|folder| folder.exists()),
    ];
    let advice = [Code::StyleUnused, Code::StyleUnreachable, Code::StyleDeprecated];
    for folder in folders.into_iter().flatten() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "csl") {
                let xml = read_style_file(&path).unwrap();
                let mut reports = lint_style(&path.to_string_lossy(), &xml);
                reports.retain(|report| !advice.contains(&report.code));
                assert!(reports.is_empty(), "{}", reports[0]);
            }
        }
    }
}
