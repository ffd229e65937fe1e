//! Exports for sites and CVs, which follow the settings of a publication list.

use std::fs;
use std::path::Path;

use super::running::{Run, finish, publist};

const WORKS: &str = r"
@article{kites, author = {Doe, Jane and Self, Mary}, title = {On kites}, journal = {Wind}, year = 2020, doi = {10.5555/kites}}
@article{lamps, author = {Self, Mary}, title = {On lamps}, journal = {arXiv preprint arXiv:2101.00001}, year = 2021}
@inproceedings{maps, author = {Self, Mary and Roe, R.}, title = {On maps}, booktitle = {Maps}, year = 2019, selected = {true}}
@article{drafts, author = {Self, Mary}, title = {On drafts}, journal = {Wind}, year = 2022}
";

const SETTINGS: &str = r#"
inputs = ["works.bib"]
[[people]]
name = "Mary Self"
[[sections]]
heading = "Selected"
where = "tag:selected"
repeats = true
[[sections]]
heading = "Articles"
where = "type:article-journal"
[[sections]]
heading = "Preprints: new"
where = "type:preprint"
[papers.drafts]
hide = true
[papers.kites]
tags = ["selected"]
links = { code = "https://example.org/code" }
set = { title = "On all kites" }
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("works.bib"), WORKS).unwrap();
    fs::write(folder.path().join("publist.toml"), SETTINGS).unwrap();
    folder
}

#[track_caller]
fn export(folder: &Path, args: &[&str]) -> Run {
    finish(publist().current_dir(folder).arg("export").args(args))
}

/// The lines that start with one of these words, which are indented.
fn lines<'t>(text: &'t str, words: &[&str]) -> Vec<&'t str> {
    text.lines().map(str::trim).filter(|line| words.iter().any(|word| line.starts_with(word))).collect()
}

#[test]
fn sections_are_those_of_the_list() {
    let folder = folder();
    let run = export(folder.path(), &["--to", "rendercv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let shown = lines(&run.stdout, &["Selected", "Articles", "\"Preprints", "- title", "- \"**"]);
    assert_eq!(
        shown,
        [
            "Selected:",
            "- title: On all kites",
            "- \"**Mary Self**\"",
            "- title: On maps",
            "- \"**Mary Self**\"",
            "Articles:",
            "- title: On all kites",
            "- \"**Mary Self**\"",
            "\"Preprints: new\":",
            "- title: On lamps",
            "- \"**Mary Self**\"",
        ]
    );
    assert!(run.stdout.contains("url: https://arxiv.org/abs/2101.00001"), "{}", run.stdout);
}

#[test]
fn sites_have_each_work_once_with_its_settings() {
    let folder = folder();
    let run = export(folder.path(), &["--to", "al-folio"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stderr, "publist: using the settings of publist.toml\n", "nothing is lost");
    assert_eq!(lines(&run.stdout, &["@"]), ["@article{kites,", "@article{lamps,", "@inproceedings{maps,"]);
    for field in ["title = {On all kites}", "code = {https://example.org/code}", "arxiv = {2101.00001}"] {
        assert!(run.stdout.contains(field), "{field}: {}", run.stdout);
    }
    assert_eq!(run.stdout.matches("selected = {true}").count(), 2, "{}", run.stdout);

    let run = export(folder.path(), &["--to", "quarto"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let shown = lines(&run.stdout, &["- title", "- \"**", "section", "code", "featured"]);
    assert_eq!(
        shown,
        [
            "- title: On all kites",
            "- \"**Mary Self**\"",
            "section: Articles",
            "featured: true",
            "code: https://example.org/code",
            "- title: On lamps",
            "- \"**Mary Self**\"",
            "section: \"Preprints: new\"",
            "- title: On maps",
            "- \"**Mary Self**\"",
            "section: Selected",
            "featured: true",
        ]
    );

    let run = export(folder.path(), &["--to", "jekyll-scholar"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(lines(&run.stdout, &["@"]), ["@article{kites,", "@article{lamps,", "@inproceedings{maps,"]);
    assert!(run.stdout.contains("code = {https://example.org/code}"), "{}", run.stdout);
    assert!(!run.stdout.contains("bibtex_show"), "{}", run.stdout);

    let run = export(folder.path(), &["--to", "hugo-blox", "-o", "pages"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = |work: &str| fs::read_to_string(folder.path().join("pages").join(work).join("index.md")).unwrap();
    assert!(page("maps").contains("featured: true") && page("lamps").contains("featured: false"));
    assert!(page("lamps").contains("  - article\n"), "a preprint: {}", page("lamps"));
    assert!(!folder.path().join("pages/drafts").exists(), "it is hidden");

    let run = export(folder.path(), &["--to", "json-resume", "--sort", "title", "--where", "-type:preprint"]);
    assert_eq!(lines(&run.stdout, &["\"name\""]), ["\"name\": \"On all kites\",", "\"name\": \"On maps\","]);
}

#[test]
fn settings_are_only_for_lists() {
    let folder = folder();
    let run = export(folder.path(), &["works.bib", "--to", "bibtex"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, WORKS));
    let run = export(folder.path(), &["works.bib", "--to", "bibtex", "--config", "publist.toml"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("--config has no use in BibTeX"), "{}", run.stderr);
    let run = export(folder.path(), &["works.bib", "--to", "rendercv", "--no-config"]);
    assert_eq!(lines(&run.stdout, &["publications:", "- title"]).len(), 5, "{}", run.stdout);
}

#[test]
fn the_newest_come_first_without_settings() {
    let folder = folder();
    for (format, words) in [("json-resume", "\"name\""), ("rendercv", "- title"), ("quarto", "- title")] {
        let run = export(folder.path(), &["works.bib", "--to", format, "--no-config"]);
        let titles: Vec<&str> = lines(&run.stdout, &[words])
            .iter()
            .map(|line| line.rsplit(' ').next().unwrap().trim_matches(['"', ',']))
            .collect();
        assert_eq!(titles, ["drafts", "lamps", "kites", "maps"], "{format}");
    }
    let run = export(folder.path(), &["works.bib", "--to", "al-folio", "--no-config", "--sort", "title"]);
    assert_eq!(lines(&run.stdout, &["@"])[0], "@article{drafts,");
    assert_eq!(lines(&run.stdout, &["@"])[1], "@article{kites,");
}

/// Headings are keys of a map.
#[test]
fn sections_with_one_heading_are_told_apart() {
    let folder = folder();
    let settings = "inputs = [\"works.bib\"]\n[[sections]]\nheading = \"A\"\nwhere = \"year=2019\"\n\
                    [[sections]]\nheading = \"B\"\nwhere = \"year=2020\"\n[[sections]]\nheading = \"A\"\n";
    fs::write(folder.path().join("publist.toml"), settings).unwrap();
    let run = export(folder.path(), &["--to", "rendercv"]);
    assert_eq!(lines(&run.stdout, &["A", "B"]), ["A:", "B:", "A 2:"], "{}", run.stdout);
}
