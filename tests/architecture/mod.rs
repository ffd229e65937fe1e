//! The rules of the architecture that the compiler does not check.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

mod circles;
mod sources;

use sources::source_files;

/// The top-level modules of the library that each one may use.
const ALLOWED_EDGES: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("choice", &["error"]),
    ("diag", &["choice"]),
    ("text", &[]),
    ("model", &["text"]),
    ("latex", &["text", "model"]),
    ("markup", &["choice", "error", "text", "model", "latex"]),
    ("syntax", &["text", "model", "diag"]),
    ("values", &["text", "model", "latex", "diag", "syntax"]),
    ("seam", &["choice", "text", "model", "latex", "diag", "error", "syntax", "values"]),
    ("library", &["text", "model", "latex", "markup", "diag", "error", "syntax", "values", "seam"]),
    ("bib", &["text", "model", "latex", "diag", "error", "syntax", "values", "seam", "library"]),
    ("services", &["text", "model", "latex", "diag", "syntax", "values", "seam", "library", "bib"]),
    ("sites", &["text", "model", "markup", "diag", "syntax", "seam", "bib"]),
    ("formats", &["text", "latex", "syntax", "seam", "library", "bib", "services", "sites"]),
    ("csl", &["choice", "text", "model", "markup", "diag", "error", "syntax"]),
    ("styles", &["text", "diag", "error", "csl"]),
    ("abbreviations", &["text", "model", "error", "values"]),
    ("query", &["error", "text", "model", "latex", "markup"]),
    ("keys", &["choice", "text", "model", "markup", "diag", "error", "seam", "bib", "formats"]),
    ("convert", &["choice", "text", "model", "diag", "error", "syntax", "seam", "formats", "keys", "query"]),
    ("interop", &["library", "bib"]),
    ("files", &["text", "model", "diag", "error", "syntax", "seam", "formats", "keys", "unpack"]),
    ("lint", &["text", "model", "diag", "error", "values", "seam", "bib", "formats", "keys", "merge"]),
    ("list", &["choice", "text", "model", "latex", "markup", "diag", "error", "values", "seam", "bib", "csl", "query"]),
    ("merge", &["choice", "text", "model", "markup", "diag", "formats", "keys"]),
    ("unpack", &["diag", "error"]),
    ("verify", &["text", "model", "latex", "markup", "diag", "error", "syntax", "seam"]),
];

/// A file of code should be shorter than this: longer ones contain more than one concept.
const LONG: usize = 500;

/// A file of code must be shorter than this.
const TOO_LONG: usize = 800;

/// The files above [`LONG`], with the reason. Files that contain only data may also be above [`TOO_LONG`].
const LONG_FILES: &[(&str, Content, &str)] = &[];

#[derive(Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "there may be no file of a sort at the moment")]
enum Content {
    Code,
    Data,
}

/// Text that must not occur in the library, with the reason.
const FORBIDDEN: &[(&str, &str)] = &[
    ("println!", "a library prints nothing"),
    ("print!(", "a library prints nothing"),
    ("dbg!(", "it is for debugging"),
    ("todo!(", "what is there works"),
    ("unimplemented!(", "what is there works"),
];

/// The top-level modules that a line of code reaches through `crate::`; names at the root count as they are.
fn modules_used(line: &str) -> Vec<String> {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    let mut used = Vec::new();
    for (start, _) in line.match_indices("crate::") {
        if line[..start].ends_with(|character| is_name(character) || character == '$') {
            continue; // $crate in a macro, or a longer name
        }
        let path = &line[start + "crate::".len()..];
        let Some(group) = path.strip_prefix('{') else {
            used.push(path.chars().take_while(|&character| is_name(character)).collect());
            continue;
        };
        let mut depth = 0;
        let mut name = String::new();
        for character in group.chars() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => used.push(std::mem::take(&mut name)),
                _ if depth == 0 => name.push(character),
                _ => {}
            }
        }
        used.push(name);
    }
    used.iter().map(|path| path.trim().split("::").next().unwrap().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// How many levels up the longest `super::super::...` of a line leads.
fn levels_up(line: &str) -> usize {
    let chain = |text: &str| {
        let mut rest = text;
        let mut count = 0;
        while let Some(next) = rest.strip_prefix("super::") {
            rest = next;
            count += 1;
        }
        count
    };
    line.match_indices("super::").map(|(start, _)| chain(&line[start..])).max().unwrap_or(0)
}

#[test]
fn modules_use_only_what_they_may() {
    let mut violations = Vec::new();
    for file in source_files() {
        let modules = file.modules();
        let [top, ..] = modules[..] else { continue };
        if top == "lib" || top == "main" || file.is_test() {
            continue;
        }
        for (number, line) in file.code() {
            let place = format!("{}:{number}", file.path);
            if !file.is_library() {
                if modules_used(line).iter().any(|used| used != "cli") {
                    violations.push(format!("{place}: the command uses the library as `publist::`"));
                }
                continue;
            }
            let Some((_, allowed)) = ALLOWED_EDGES.iter().find(|(module, _)| *module == top) else {
                violations.push(format!("{place}: the module {top} is not in ALLOWED_EDGES"));
                break;
            };
            for used in modules_used(line) {
                if used != top && !allowed.contains(&used.as_str()) {
                    violations.push(format!("{place}: {top} may not use crate::{used}"));
                }
            }
            if levels_up(line) >= modules.len() {
                violations.push(format!("{place}: `super` leads to the root; write `crate::`"));
            }
        }
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

#[test]
fn the_scan_finds_every_way_to_write_an_edge() {
    assert_eq!(modules_used("use crate::model::{Record, Text};"), ["model"]);
    assert_eq!(modules_used("use crate::{diag::{Code, Sink}, model::Record};"), ["diag", "model"]);
    assert_eq!(modules_used("let key = crate::keys::make(crate::text::lower(title));"), ["keys", "text"]);
    assert_eq!(modules_used("pub(in crate::formats) fn f() {}"), ["formats"]);
    assert!(modules_used("$crate::Foo, pub(crate) fn f() {}").is_empty());
    assert_eq!(levels_up("use super::super::a; use super::b;"), 2);
}

#[test]
fn files_are_short() {
    let mut violations = Vec::new();
    let files = source_files();
    for file in &files {
        let lines = file.text.lines().count();
        if file.is_test() {
            continue;
        }
        let exception = LONG_FILES.iter().find(|(path, ..)| *path == file.path);
        match exception {
            None if lines > LONG => violations.push(format!("{}: {lines} lines, more than {LONG}", file.path)),
            Some((_, Content::Code, _)) if lines > TOO_LONG => {
                violations.push(format!("{}: {lines} lines of code, more than {TOO_LONG}", file.path));
            }
            Some(_) if lines <= LONG => violations.push(format!("{}: is no exception any more", file.path)),
            _ => {}
        }
    }
    for (path, _, reason) in LONG_FILES {
        assert!(!reason.is_empty(), "{path}: why?");
        if !files.iter().any(|file| file.path == *path) {
            violations.push(format!("{path}: listed in LONG_FILES, but there is no such file"));
        }
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

/// No room has more than this share of the library's lines, so that one can still be walked through.
const LARGEST_ROOM: f64 = 0.20;

/// Half of the files are no longer than this.
const MEDIAN_FILE: usize = 170;

#[test]
fn rooms_and_files_stay_small() {
    let files: Vec<_> = source_files().into_iter().filter(|file| !file.is_test()).collect();
    let mut rooms = BTreeMap::<String, usize>::new();
    let mut lengths: Vec<usize> = files.iter().map(|file| file.text.lines().count()).collect();
    for (file, length) in files.iter().zip(&lengths) {
        *rooms.entry(file.modules()[0].to_owned()).or_default() += length;
    }
    let all: usize = rooms.values().sum();
    let large: Vec<_> = rooms.iter().filter(|(_, lines)| **lines as f64 > LARGEST_ROOM * all as f64).collect();
    assert!(large.is_empty(), "these rooms have over {:.0} % of {all} lines: {large:?}", LARGEST_ROOM * 100.0);
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= MEDIAN_FILE, "the median file has {median} lines");
}

#[test]
fn readers_and_writers_do_not_know_each_other() {
    let mut violations = Vec::new();
    for file in source_files() {
        let forbidden = match file.path.rsplit('/').next() {
            Some("read.rs") => "write::",
            Some("write.rs") => "read::",
            _ => continue,
        };
        for (number, line) in file.code() {
            let names_it = line
                .match_indices(forbidden)
                .any(|(start, _)| !line[..start].ends_with(|before: char| before.is_alphanumeric() || before == '_'));
            if names_it {
                violations.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    assert!(violations.is_empty(), "what both need has a file of its own:\n{}", violations.join("\n"));
}

#[test]
fn folders_have_a_mod_rs() {
    let files = source_files();
    let both = files.iter().filter(|file| {
        let folder = file.path.trim_end_matches(".rs").to_owned() + "/";
        files.iter().any(|other| other.path.starts_with(&folder))
    });
    let both: Vec<&str> = both.map(|file| file.path.as_str()).collect();
    assert!(both.is_empty(), "these belong into their folders as mod.rs: {both:?}");
}

#[test]
fn the_library_prints_nothing_and_leaves_nothing_undone() {
    let mut violations = Vec::new();
    for file in source_files().iter().filter(|file| file.is_library()) {
        for (number, line) in file.code() {
            for (text, reason) in FORBIDDEN {
                if line.contains(text) {
                    violations.push(format!("{}:{number}: {text}: {reason}", file.path));
                }
            }
        }
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

#[test]
fn every_format_has_fixtures() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let missing: Vec<&str> = publist::FORMATS
        .iter()
        .map(|format| format.id)
        .filter(|id| {
            let folders: [PathBuf; 2] = [fixtures.join(id), fixtures.join(id.replace('-', "_"))];
            !folders.iter().any(|folder| fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some()))
        })
        .collect();
    assert!(missing.is_empty(), "no fixtures/<format> for {missing:?}");
}

#[test]
fn formats_and_their_extensions_are_told_apart() {
    let ids: BTreeSet<&str> = publist::FORMATS.iter().map(|format| format.id).collect();
    assert_eq!(ids.len(), publist::FORMATS.len(), "two formats have one id");
    for format in publist::FORMATS {
        assert!(format.reader.is_some() || format.writer.is_some(), "{}: neither reads nor writes", format.id);
        assert!(format.extensions.iter().all(|extension| !extension.starts_with('.')), "{}", format.id);
    }
}

#[test]
fn the_top_level_holds_what_a_newcomer_expects() {
    let expected = [
        ".ci",
        ".git",
        ".gitattributes",
        ".gitignore",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "deny.toml",
        "fixtures",
        "rustfmt.toml",
        "src",
        "styles",
        "target",
        "tests",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found: BTreeSet<String> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    let stray: Vec<&String> = found.iter().filter(|name| !expected.contains(&name.as_str())).collect();
    assert!(stray.is_empty(), "these do not belong to the top level: {stray:?}");
}
