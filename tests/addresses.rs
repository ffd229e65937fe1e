//! Tests of the addresses of links in every output: the address of a DOI is percent-encoded wherever it is built, and
//! the parts of an output agree about a work.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use super::running::{finish, publist, run_with_stdin};

/// DOIs with characters that have a meaning in addresses, and the paths of their addresses (DOI Handbook, on the
/// encoding of DOI names in URLs; RFC 3986, section 3.3).
const DOIS: &[(&str, &str)] = &[
    ("10.5555/hash-#", "10.5555/hash-%23"),
    ("10.5555/what?now", "10.5555/what%3Fnow"),
    ("10.5555/(SICI)1<1::AID>3.0.CO;2", "10.5555/(SICI)1%3C1::AID%3E3.0.CO;2"),
    ("10.5555/100%", "10.5555/100%25"),
    ("10.5555/a%20b", "10.5555/a%2520b"),
    ("10.5555/\"quoted\"", "10.5555/%22quoted%22"),
    ("10.5555/a+b|c`d[e]", "10.5555/a%2Bb%7Cc%60d%5Be%5D"),
    ("10.5555/{a}\\b^c", "10.5555/%7Ba%7D%5Cb%5Ec"),
    ("10.5555/ñ_中", "10.5555/%C3%B1_%E4%B8%AD"),
    ("10.5555/a&b'c$d", "10.5555/a&b'c$d"),
];

/// The records of the DOIs as CSL-JSON.
fn works() -> String {
    let work = |(number, (doi, _)): (usize, &(&str, &str))| {
        serde_json::json!({
            "id": format!("w{number}"), "type": "article-journal", "title": format!("On tides, part {number}"),
            "author": [{ "family": "Ferreira", "given": "Nadia" }], "issued": { "date-parts": [[2000 + number]] },
            "container-title": "Journal of Examples", "DOI": doi,
        })
    };
    serde_json::Value::Array(DOIS.iter().enumerate().map(work).collect()).to_string()
}

/// How a link to an address starts in a language.
fn link(language: &str, address: &str) -> String {
    let with = |escapes: &[(&str, &str)]| {
        escapes.iter().fold(address.to_owned(), |address, (character, escape)| address.replace(character, escape))
    };
    match language {
        "html" => format!("<a href=\"{}\">", with(&[("&", "&amp;"), ("'", "&#39;")])),
        "md" | "markdown" => format!("]({})", with(&[("(", "%28"), (")", "%29"), ("$", "%24"), ("'", "%27")])),
        "tex" | "latex" => {
            format!("\\href{{{}}}{{", with(&[("%", "\\%"), ("#", "\\#"), ("&", "\\&"), ("_", "\\_"), ("$", "\\%24")]))
        }
        "typ" | "typst" => format!("#link(\"{address}\")["),
        "rtf" => format!("HYPERLINK \"{address}\""),
        "docx" => format!("Target=\"{}\"", with(&[("&", "&amp;")])),
        "ansi" => format!("\u{1b}]8;;{address}\u{1b}\\"),
        other => panic!("say how {other} writes a link"),
    }
}

fn content(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    if path.extension().is_some_and(|extension| extension == "docx") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut links = String::new();
        archive.by_name("word/_rels/document.xml.rels").unwrap().read_to_string(&mut links).unwrap();
        return links;
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn badges_and_references_of_lists_lead_to_the_doi_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("works.json"), works()).unwrap();
    let forms = ["html", "md", "tex", "typ", "rtf", "docx"];
    let files = forms.map(|form| format!("list.{form}"));
    let args = ["list", "works.json", "--self", "Nadia Ferreira", "--style", "apa", "--badges", "doi"];
    let outputs = files.iter().flat_map(|file| ["-o", file]);
    let run = finish(publist().current_dir(folder.path()).args(args).args(outputs));
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (form, file) in forms.iter().zip(&files) {
        let written = content(&folder.path().join(file));
        for (doi, path) in DOIS {
            let link = link(form, &format!("https://doi.org/{path}"));
            let count = written.matches(&link).count();
            assert_eq!(count, 1, "the reference of {doi} has the address, so there is no badge: {link}\n{written}");
        }
    }
}

#[test]
fn references_lead_to_the_doi_in_every_language() {
    let works = works();
    for language in ["html", "markdown", "latex", "typst", "rtf", "ansi"] {
        let run = run_with_stdin(&["cite", "-", "--style", "apa", "--as", language], works.as_bytes());
        assert_eq!(run.code, 0, "{}", run.stderr);
        for (doi, path) in DOIS {
            let link = link(language, &format!("https://doi.org/{path}"));
            assert!(run.stdout.contains(&link), "{doi}: {link}\n{}", run.stdout);
        }
    }
}

#[test]
fn publications_of_sites_lead_to_the_doi() {
    let works = works();
    let run = run_with_stdin(&["export", "-", "--to", "json-resume", "--sort", "year"], works.as_bytes());
    let resume: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let urls: Vec<&str> =
        resume["publications"].as_array().unwrap().iter().map(|work| work["url"].as_str().unwrap()).collect();
    let expected: Vec<String> = DOIS.iter().map(|(_, path)| format!("https://doi.org/{path}")).collect();
    assert_eq!(urls, expected);
}

/// The output for a work with these fields in each part of a list.
fn list_of(fields: &str) -> String {
    let entry = format!(
        "@misc{{a,\n  author = {{Ferreira, Nadia}},\n  title = {{On tides}},\n  year = {{2022}},\n  {fields},\n}}\n"
    );
    let args = ["list", "-", "--from", "biblatex", "--self", "Nadia Ferreira", "--style", "apa", "--badges", "arxiv"];
    let run = run_with_stdin(&[&args[..], &["--as", "markdown", "--quiet"]].concat(), entry.as_bytes());
    assert!(run.stdout.contains("On tides"), "{}", run.stderr);
    run.stdout
}

#[test]
fn the_badge_and_the_reference_agree_on_arxiv() {
    for fields in [
        "eprint = {2210.12430}",
        "eprint = {hep-th/9901001v2}",
        "eprint = {arXiv:2210.12430}",
        "eprint = {2210.12430}, eprinttype = {arXiv}",
        "eprint = {2210.12430}, archivePrefix = {arXiv}, primaryClass = {cs.SD}",
        "doi = {10.48550/arXiv.2210.12430}",
        "note = {arXiv:2210.12430}",
    ] {
        let list = list_of(fields);
        // Where the reference has the address, there is no badge.
        let reference = list.split("On tides").nth(1).unwrap();
        let addresses = ["https://arxiv.org/abs/", "https://doi.org/10.48550/arXiv"];
        assert_eq!(addresses.map(|address| list.matches(address).count()).iter().sum::<usize>(), 1, "{fields}: {list}");
        assert!(reference.to_lowercase().contains("arxiv"), "{fields}: {list}");
    }
    for fields in ["eprint = {hal-01234567}", "eprint = {2210.12430}, eprinttype = {HAL}", "eprint = {12345678}"] {
        let list = list_of(fields);
        assert!(!list.to_lowercase().contains("arxiv"), "{fields}: {list}");
    }
}

#[test]
fn the_archive_that_is_not_stated_is_not_written() {
    let entry = "@misc{a,\n  title = {On tides},\n  eprint = {2210.12430},\n}\n";
    for format in ["bibtex", "biblatex"] {
        let args = ["export", "-", "--from", "bibtex", "--to", format, "--quiet"];
        let run = run_with_stdin(&args, entry.as_bytes());
        assert!(run.stdout.contains("eprint = {2210.12430}"), "{}", run.stdout);
        assert!(!run.stdout.to_lowercase().contains("arxiv"), "{}", run.stdout);
    }
}
