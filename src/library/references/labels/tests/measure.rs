//! How well references are read that this crate printed: the works that the model has not seen, in all styles.
//!
//! `measured.txt` has a line for each style: for each field, how many of 100 that the reference shows are right, and how
//! many of 100 that the reader gives. `MEASURE=overwrite cargo test --lib measured` writes it anew.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use super::material::{STYLES, printed, style, title, works};
use crate::library::references::FORMAT;
use crate::model::{Date, DateVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable, is_particle};
use crate::text::words::letters_and_digits as letters;

/// The fields that are compared.
const FIELDS: [(&str, Compare); 6] = [
    ("title", title_of),
    ("families", families),
    ("year", year),
    ("venue", venue),
    ("volume", volume),
    ("pages", pages),
];

/// What a work has in a field, as far as the reference shows it, what was read, and whether that is right.
type Compare = fn(&Record, &Record, &str) -> Compared;

#[derive(Debug, Clone, Copy)]
struct Compared {
    is_expected: bool,
    is_given: bool,
    is_right: bool,
}

/// How often a field is expected, given, and right.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    expected: u32,
    given: u32,
    right: u32,
}

#[test]
fn references_in_all_styles_are_read_as_well_as_measured() {
    let works = match works() {
        Ok((_, works)) => works,
        Err(missing) => return missing.skip(),
    };
    let mut total = [Count::default(); FIELDS.len()];
    let mut table = format!("{} works; of expected / of given\n", works.len());
    for name in STYLES {
        let counts = measured(&works, name);
        for (total, count) in total.iter_mut().zip(&counts) {
            total.expected += count.expected;
            total.given += count.given;
            total.right += count.right;
        }
        line(&mut table, name, &counts);
    }
    line(&mut table, "all styles", &total);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/library/references/labels/tests/measured.txt");
    if env::var_os("MEASURE").is_some_and(|value| value == "overwrite") {
        fs::write(&path, &table).unwrap();
    }
    let known = fs::read_to_string(path).unwrap();
    let changed: Vec<&str> = table.lines().filter(|line| !known.lines().any(|known| known == *line)).collect();
    assert!(changed.is_empty(), "other figures than in measured.txt:\n{}", changed.join("\n"));
}

fn line(table: &mut String, name: &str, counts: &[Count]) {
    let percent = |part: u32, whole: u32| f64::from(part) * 100.0 / f64::from(whole.max(1));
    _ = write!(table, "{name:<28}");
    for ((field, _), count) in FIELDS.iter().zip(counts) {
        let (expected, given) = (percent(count.right, count.expected), percent(count.right, count.given));
        _ = write!(table, "  {field} {expected:.1}/{given:.1}");
    }
    table.push('\n');
}

fn measured(works: &[Record], style_name: &str) -> [Count; FIELDS.len()] {
    let references = printed(works, &style(style_name));
    let file: Vec<&str> = references.iter().map(|(_, text)| text.as_str()).collect();
    let library = FORMAT.read_str(&file.join("\n\n")).unwrap();
    let mut counts = [Count::default(); FIELDS.len()];
    for (line, (index, text)) in (1..).step_by(2).zip(&references) {
        let is_at = |record: &&Record| record.origin.as_ref().is_some_and(|origin| origin.line == Some(line));
        let nothing = Record::default();
        let record = library.records.iter().find(is_at).unwrap_or(&nothing);
        for (count, (_, compare)) in counts.iter_mut().zip(FIELDS) {
            let compared = compare(&works[*index], record, text);
            count.expected += u32::from(compared.is_expected);
            count.given += u32::from(compared.is_given);
            count.right += u32::from(compared.is_right);
        }
    }
    counts
}

fn title_of(work: &Record, record: &Record, text: &str) -> Compared {
    let (own, read) = (letters(&title(work)), letters(&title(record)));
    let is_expected = letters(text).contains(&own);
    Compared { is_expected, is_given: !read.is_empty(), is_right: is_expected && read == own }
}

fn year(work: &Record, record: &Record, text: &str) -> Compared {
    let of = |record: &Record| record.dates.get(&DateVariable::Issued).and_then(Date::year);
    let (own, read) = (of(work), of(record));
    let is_expected = own.is_some_and(|year| text.contains(&year.to_string()));
    Compared { is_expected, is_given: read.is_some(), is_right: is_expected && read == own }
}

/// All family names, up to the first one that the reference leaves out.
fn families(work: &Record, record: &Record, text: &str) -> Compared {
    let Some(own) = work.names.get(&NameVariable::Author) else {
        return Compared { is_expected: false, is_given: false, is_right: false };
    };
    let text = letters(text);
    let mut shown: Vec<String> = own.list.iter().map(family).collect();
    let missing = shown.iter().position(|family| family.is_empty() || !text.contains(family.as_str()));
    shown.truncate(missing.unwrap_or(shown.len()));
    let names = record.names.get(&NameVariable::Author);
    let read: Vec<String> = names.map(|names| names.list.iter().map(family).collect()).unwrap_or_default();
    let is_cut = names.is_some_and(|names| names.truncated);
    // A list that is cut shows its first names, and perhaps its last one.
    let is_beginning = is_cut && shown.starts_with(&read);
    let has_last = read
        .split_last()
        .zip(shown.last())
        .is_some_and(|((last, first), own)| last == own && shown.starts_with(first) && first.len() + 1 < shown.len());
    let is_right = !shown.is_empty() && !read.is_empty() && (read == shown || is_beginning || has_last);
    Compared { is_expected: !shown.is_empty(), is_given: !read.is_empty(), is_right }
}

/// A family name without particles, which readers may see elsewhere.
fn family(name: &Name) -> String {
    let family = match name {
        Name::Person(person) => person.family.clone(),
        Name::Literal(literal) => literal.clone(),
    };
    let words: Vec<&str> = family.split_whitespace().skip_while(|word| is_particle(word)).collect();
    letters(&words.join(" "))
}

/// The title of the journal or the book, in full or shortened.
fn venue(work: &Record, record: &Record, text: &str) -> Compared {
    let of = |record: &Record, variable| record.text(variable).map(|title| letters(&title.to_plain()));
    let own: Vec<String> = [TextVariable::ContainerTitle, TextVariable::ContainerTitleShort]
        .into_iter()
        .filter_map(|variable| of(work, variable))
        .collect();
    let text = letters(text);
    let has_venue = matches!(work.kind, Kind::ArticleJournal | Kind::PaperConference | Kind::Chapter);
    let is_expected = has_venue && own.iter().any(|own| text.contains(own));
    let read = of(record, TextVariable::ContainerTitle);
    // A venue that the style shortened is neither right nor wrong.
    let counts = is_expected || !has_venue;
    let is_right = is_expected && read.as_ref().is_some_and(|read| own.contains(read));
    Compared { is_expected, is_given: counts && read.is_some(), is_right }
}

fn number(record: &Record, variable: NumberVariable) -> Option<String> {
    let number = record.numbers.get(&variable)?;
    Some(
        number
            .chars()
            .map(|character| if "–—‐-".contains(character) { '-' } else { character })
            .filter(|character| !character.is_whitespace())
            .collect(),
    )
}

fn volume(work: &Record, record: &Record, text: &str) -> Compared {
    let (own, read) = (number(work, NumberVariable::Volume), number(record, NumberVariable::Volume));
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    let is_article = work.kind == Kind::ArticleJournal;
    let is_expected = is_article && own.as_ref().is_some_and(|own| words.any(|word| word == own));
    // Books have other numbers that may be taken for volumes.
    let counts = own.is_some() || !matches!(work.kind, Kind::Book | Kind::Report);
    Compared {
        is_expected,
        is_given: counts && read.is_some() && (is_article || own != read),
        is_right: is_expected && read == own,
    }
}

fn pages(work: &Record, record: &Record, text: &str) -> Compared {
    let (own, read) = (number(work, NumberVariable::Page), number(record, NumberVariable::Page));
    let first = |pages: &String| pages.split('-').next().unwrap_or_default().to_owned();
    let mut words = text.split(|character: char| !character.is_alphanumeric());
    let is_expected = own.as_ref().is_some_and(|own| words.any(|word| word == first(own)));
    // Styles shorten the last page, or leave it out.
    let is_same = own.as_ref().zip(read.as_ref()).is_some_and(|(own, read)| {
        let last = |pages: &str| pages.rsplit('-').next().unwrap_or_default().to_owned();
        own == read
            || first(own) == first(read) && (last(own).ends_with(&last(read)) || last(read).ends_with(&last(own)))
            || *read == first(own)
    });
    let counts = own.is_some() || !matches!(work.kind, Kind::Book | Kind::Report);
    Compared { is_expected, is_given: counts && read.is_some(), is_right: is_expected && is_same }
}
