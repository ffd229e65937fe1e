//! The works and styles with which the model is trained and measured.
//!
//! The works are those of the corpora: in the folder that `PUBLIST_CORPORA` names, or in `../shared/corpora`. A quarter
//! of them is never used for training, and measures. Besides the styles of this crate, the model is trained with those
//! in the folder that `PUBLIST_STYLES` names, such as the styles of <https://github.com/citation-style-language/styles>.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use super::outside::{Missing, material};
use crate::csl::{Links, Order};
use crate::model::{
    DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::text::words::letters_and_digits as letters;
use crate::{ReferenceOptions, Style, StyleFinder, by_id, cite};

/// The styles of this crate that print lists of references of all kinds of fields.
pub(super) const STYLES: [&str; 42] = [
    "abnt",
    "acm",
    "acs",
    "agu",
    "aip",
    "ama",
    "apa",
    "aps",
    "asa",
    "asce",
    "bmj",
    "cell",
    "chicago",
    "cse",
    "deutsche-sprache",
    "elsevier",
    "elsevier-harvard",
    "elsevier-vancouver",
    "frontiers",
    "gb-7714-2015-author-date",
    "gb7714",
    "harvard",
    "ieee",
    "institute-of-physics-numeric",
    "iso690",
    "karger",
    "lancet",
    "lncs",
    "mdpi",
    "mla",
    "nature",
    "nlm",
    "plos",
    "publist-numeric",
    "rsc",
    "sage-vancouver",
    "springer",
    "springer-basic-author-date",
    "springer-mathphys",
    "springer-vancouver",
    "trends",
    "turabian",
];

/// A quarter of the works measures, the others train.
const MEASURING: u64 = 4;

/// The kinds of works of which lists of references consist.
const KINDS: [Kind; 7] =
    [Kind::ArticleJournal, Kind::PaperConference, Kind::Chapter, Kind::Book, Kind::Thesis, Kind::Report, Kind::Article];

/// A sequence of numbers that look random, the same in every run.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    /// Returns a number below another one.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        // Knuth's MMIX generator.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// The works of the corpora, without duplicates: those for training, and those for measuring.
pub(super) fn works() -> Result<(Vec<Record>, Vec<Record>), Missing> {
    let folder = material("PUBLIST_CORPORA", "corpora")?;
    let mut all = Vec::new();
    for item in zotero_items(&folder.join("zotero-items/corpus.json")) {
        all.extend(read("csl-json", &item));
    }
    for (corpus, ending, format) in [
        ("bbt-export", ".in.json", "csl-json"),
        ("bibtex-fields", ".in.bib", "biblatex"),
        ("pandoc", ".in.bib", "biblatex"),
    ] {
        for path in files(&folder.join(corpus), ending) {
            all.extend(read(format, &fs::read_to_string(path).unwrap_or_default()));
        }
    }
    let mut titles = HashSet::new();
    all.retain(|work| is_usual(work) && titles.insert(letters(&title(work))));
    Ok(all.into_iter().partition(|work| !hash(&letters(&title(work))).is_multiple_of(MEASURING)))
}

/// The files in a folder and its folders whose names have an ending, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true => found.extend(files(&path, ending)),
            false if path.to_string_lossy().ends_with(ending) => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}

fn zotero_items(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let corpus: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let cases = corpus["cases"].as_array().cloned().unwrap_or_default();
    cases.iter().map(|case| format!("[{}]", case["item"])).collect()
}

fn read(format: &str, text: &str) -> Vec<Record> {
    by_id(format).unwrap().read_str(text).map(|library| library.records).unwrap_or_default()
}

pub(super) fn title(work: &Record) -> String {
    work.text(TextVariable::Title).map(|title| title.to_plain()).unwrap_or_default()
}

/// Whether a work is one of those of which lists of references consist, without markup that no text shows.
fn is_usual(work: &Record) -> bool {
    let title = title(work);
    let names = work.names.get(&NameVariable::Author).or(work.names.get(&NameVariable::Editor));
    let year = work.dates.get(&DateVariable::Issued).and_then(crate::Date::year);
    KINDS.contains(&work.kind)
        && !letters(&title).is_empty()
        && title.len() < 250
        && !title.contains(['<', '$', '{', '\\', '\n'])
        && !work.has_tex()
        && names.is_some_and(|names| names.list.iter().all(|name| !name.to_display_order().contains(['\\', '{'])))
        && year.is_some_and(|year| (1500..2040).contains(&year))
}

/// The FNV-1a hash of a text, which is the same on every machine.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The values that a mixed work takes from other works, together.
const MIXED: &[&[Variable]] = &[
    &[Variable::Text(TextVariable::Title)],
    &[Variable::Names(NameVariable::Author), Variable::Names(NameVariable::Editor)],
    &[
        Variable::Text(TextVariable::ContainerTitle),
        Variable::Text(TextVariable::ContainerTitleShort),
        Variable::Number(NumberVariable::Volume),
        Variable::Number(NumberVariable::Issue),
        Variable::Identifier(IdentifierVariable::Issn),
    ],
    &[Variable::Number(NumberVariable::Page)],
    &[Variable::Date(DateVariable::Issued)],
    &[Variable::Text(TextVariable::Publisher), Variable::Text(TextVariable::PublisherPlace)],
    &[Variable::Text(TextVariable::CollectionTitle), Variable::Number(NumberVariable::CollectionNumber)],
    &[Variable::Number(NumberVariable::Edition)],
];

/// The works, and further works of the same kinds whose values are from several of them; each with the index of the work
/// that it is or was.
pub(super) fn with_mixed(works: &[Record], chance: &mut Chance) -> Vec<(usize, Record)> {
    let mut all: Vec<(usize, Record)> = works.iter().cloned().enumerate().collect();
    for (index, work) in works.iter().enumerate() {
        let same: Vec<&Record> = works.iter().filter(|other| other.kind == work.kind).collect();
        let times = match work.kind {
            Kind::ArticleJournal => 3,
            Kind::PaperConference | Kind::Chapter => 4,
            Kind::Book => 2,
            _ => 1,
        };
        for _ in 0..times {
            let mut mixed = work.clone();
            for variables in MIXED {
                let other = same[chance.below(same.len())];
                // Mostly, a work that has a value keeps one.
                if !variables.iter().any(|variable| other.has(*variable)) && chance.below(10) < 7 {
                    continue;
                }
                for variable in *variables {
                    copy(*variable, other, &mut mixed);
                }
            }
            all.push((index, mixed));
        }
    }
    all.retain(|(_, work)| is_usual(work));
    all
}

fn copy(variable: Variable, from: &Record, to: &mut Record) {
    to.remove(variable);
    match variable {
        Variable::Text(variable) => _ = from.text(variable).map(|text| to.set_text(variable, text.clone())),
        Variable::Names(variable) => {
            _ = from.names.get(&variable).map(|names| to.set_names(variable, names.clone()));
        }
        Variable::Date(variable) => _ = from.dates.get(&variable).map(|date| to.set_date(variable, date.clone())),
        Variable::Number(variable) => {
            _ = from.numbers.get(&variable).map(|number| to.set_number(variable, number.as_str()));
        }
        _ => {}
    }
}

/// A style of this crate.
pub(super) fn style(name: &str) -> Style {
    StyleFinder::new().find(name).unwrap()
}

/// The styles in the folder that `PUBLIST_STYLES` names, which print references and are no variants of others.
pub(super) fn further_styles() -> Vec<PathBuf> {
    let Some(folder) = env::var_os("PUBLIST_STYLES") else { return Vec::new() };
    let is_own = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap_or_default();
        text.contains("<bibliography") && !text.contains("independent-parent")
    };
    files(Path::new(&folder), ".csl").into_iter().filter(is_own).collect()
}

/// Returns the references of works in a style, without numbers and line ends; each with the index of its work.
pub(super) fn printed(works: &[Record], style: &Style) -> Vec<(usize, String)> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\s*(?:\[\d+\]|\(\d+\)|\d+[.)]?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s").unwrap());
    let mut works = works.to_vec();
    for (index, work) in works.iter_mut().enumerate() {
        work.id = index.to_string();
    }
    let options = ReferenceOptions::default().with_order(Order::Given).with_links(Links::None);
    let formatted = cite(&works, style, &options, &mut ());
    let Some(references) = formatted.references else { return Vec::new() };
    let text = |entry: &crate::markup::Entry| {
        let parts: Vec<String> = entry.parts.iter().map(|part| part.text.to_plain()).collect();
        NUMBER.replace(&parts.join(" ").replace('\n', " "), "").trim().to_owned()
    };
    references.entries.iter().map(|entry| (entry.id.parse().unwrap(), text(entry))).collect()
}
