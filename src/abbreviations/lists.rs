//! The forms of lists.
//!
//! - JabRef's (<https://docs.jabref.org/advanced/journalabbreviations>): a title and its abbreviation in each line, between
//!   semicolons or commas, perhaps in quotation marks; what follows is a shorter form and is not used. Older ones have
//!   `title = abbreviation`.
//! - That of citeproc-js and Zotero: JSON with abbreviations by jurisdiction and category,
//!   `{"default": {"container-title": {"Annals of Water": "Ann. Water"}}}`.
//! - The List of Title Word Abbreviations of the ISSN International Centre: words, abbreviations and languages between
//!   tabs or semicolons, with a line of headings.

use serde_json::Value;

use super::{Abbreviations, key};
use crate::error::{Error, Result};

/// The categories of titles that works appear in.
const CATEGORIES: [&str; 2] = ["container-title", "title"];

/// A file in which more than one line in this many has no abbreviation is no list.
const MOST_OTHERS: usize = 10;

/// Reads a list.
pub(super) fn read(abbreviations: &mut Abbreviations, name: &str, list: &str) -> Result<()> {
    let list = list.trim_start_matches('\u{FEFF}').trim_start();
    let count = match list.lines().next() {
        Some(first) if first.starts_with('{') => json(abbreviations, name, list)?,
        Some(first) if has_headings(first) => words(abbreviations, list),
        _ => titles(abbreviations, name, list)?,
    };
    match count {
        0 => Err(Error::usage(format!(
            "{name}: no abbreviations were found; lists have `title;abbreviation` in each line, are the JSON of Zotero, or \
             have the headings of the List of Title Word Abbreviations"
        ))),
        _ => Ok(()),
    }
}

fn json(abbreviations: &mut Abbreviations, name: &str, list: &str) -> Result<usize> {
    let value: Value = serde_json::from_str(list).map_err(|error| Error::usage(format!("{name}: {error}")))?;
    let mut count = 0;
    for jurisdiction in value.as_object().into_iter().flat_map(|all| all.values()) {
        let categories = CATEGORIES.iter().filter_map(|category| jurisdiction.get(category)?.as_object());
        for (title, short) in categories.flatten() {
            count += usize::from(short.as_str().is_some_and(|short| add(abbreviations, title, short)));
        }
    }
    Ok(count)
}

/// Whether a line names the columns of words and abbreviations.
fn has_headings(line: &str) -> bool {
    let line = line.to_lowercase();
    line.trim_start_matches('"').starts_with("word") && line.contains("abbreviation")
}

fn words(abbreviations: &mut Abbreviations, list: &str) -> usize {
    let separator = if list.lines().next().is_some_and(|first| first.contains('\t')) { '\t' } else { ';' };
    let mut count = 0;
    for line in list.lines().skip(1) {
        let mut cells = cells(line, separator).into_iter();
        if let (Some(word), Some(short)) = (cells.next(), cells.next()) {
            let languages = cells.next().unwrap_or_default();
            count += usize::from(abbreviations.words.add(&word, &short, &languages));
        }
    }
    count
}

fn titles(abbreviations: &mut Abbreviations, name: &str, list: &str) -> Result<usize> {
    let (mut count, mut others) = (0, Vec::new());
    let lines =
        list.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    for (index, line) in lines {
        // Titles have commas, and hardly ever semicolons.
        let cells = [';', ','].into_iter().map(|separator| cells(line, separator)).find(|cells| cells.len() > 1);
        let pair = match cells.as_deref() {
            Some([title, short, ..]) => Some((title.as_str(), short.as_str())),
            _ => line.split_once(" = "),
        };
        match pair.filter(|(title, short)| add(abbreviations, title, short)) {
            Some(_) => count += 1,
            None => others.push(index + 1),
        }
    }
    // Real lists have a few lines without an abbreviation.
    match others.first() {
        Some(line) if others.len() * MOST_OTHERS > count => Err(Error::usage(format!(
            "{name}:{line}: this is no title with its abbreviation, such as `Nature Physics;Nat. Phys.`"
        ))),
        _ => Ok(count),
    }
}

fn add(abbreviations: &mut Abbreviations, title: &str, short: &str) -> bool {
    let (title, short) = (key(title), short.trim());
    let is_one = !title.is_empty() && !short.is_empty();
    if is_one {
        abbreviations.titles.entry(title).or_insert_with(|| short.to_owned());
    }
    is_one
}

/// The cells of a line. In quotation marks, separators are characters, and two quotation marks are one (RFC 4180).
fn cells(line: &str, separator: char) -> Vec<String> {
    let (mut cells, mut cell, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted || cell.trim().is_empty() => is_quoted = !is_quoted,
            _ if character == separator && !is_quoted => cells.push(std::mem::take(&mut cell).trim().to_owned()),
            _ => cell.push(character),
        }
    }
    cells.push(cell.trim().to_owned());
    cells
}

#[cfg(test)]
mod tests {
    use super::super::Abbreviations;

    #[test]
    fn every_form_is_read() {
        for list in [
            "Annals of Water;Ann. Water\n",
            "\u{FEFF}Annals of Water;Ann. Water;AW;12\r\n",
            "\"Annals of Water\",\"Ann. Water\"\n",
            "\"Annals of Water\";\"Ann. Water\"\n",
            "# titles\nAnnals of Water = Ann. Water\n",
            "{\"default\": {\"container-title\": {\"Annals of Water\": \"Ann. Water\"}}}",
            "WORDS;ABBREVIATIONS;LANGUAGES\nannals;ann.;eng\n",
            "\"WORDS\"\t\"ABBREVIATIONS\"\t\"LANGUAGES\"\n\"annals\"\t\"ann.\"\t\"eng, fre\"\n",
        ] {
            let mut abbreviations = Abbreviations::default();
            abbreviations.add("list", list).unwrap();
            assert_eq!(abbreviations.of("Annals of Water", None).as_deref(), Some("Ann. Water"), "{list}");
        }
    }

    #[test]
    fn the_first_abbreviation_of_a_title_counts_and_commas_in_quotation_marks_are_characters() {
        let mut abbreviations = Abbreviations::default();
        abbreviations.add("one", "\"Water, Ice, \"\"Steam\"\"\",WIS\n").unwrap();
        abbreviations.add("two", "Water, Ice, Steam;W. I. S.\n").unwrap();
        assert_eq!(abbreviations.of("Water, Ice, Steam", None).as_deref(), Some("WIS"));
    }

    #[test]
    fn what_is_no_list_is_an_error() {
        for text in ["", "\n", "Annals of Water\n", "{\"a\": 1}", "{", "[]", "WORDS;ABBREVIATIONS\n"] {
            let error = Abbreviations::default().add("file.csv", text).unwrap_err();
            assert!(error.to_string().starts_with("file.csv:"), "{error}");
        }
        let bib = "@article{a,\n  title = {T},\n  year = 2020,\n}\n@book{b, title = {U}}\n";
        let error = Abbreviations::default().add("a.bib", bib).unwrap_err();
        assert!(error.to_string().starts_with("a.bib:1: "), "{error}");
    }
}
