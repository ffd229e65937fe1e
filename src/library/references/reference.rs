//! Reads one reference: who, when, what, where.

use std::sync::LazyLock;

use regex::Regex;

use super::details::MONTH;
use super::links::{self, Links};
use super::part::{Part, part};
use super::parts::Reference;
use super::patterns::{REPEATED, TYPE_MARK, YEAR, regex};
use super::people::{Certainty, Form as NameForm, People, people};
use super::quotations::is_quoted;
use super::title;
use crate::values::names::is_organisation;

/// The year, or words instead of it, after the names of the authors.
static YEAR_AFTER_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let abbreviation = r"n\.\s?d\.|o\.\s?J\.|s\.\s?d\.|s\.\s?f\.|in prep\.";
    let words =
        r"in press|forthcoming|im Druck|im Erscheinen|no date|submitted|accepted|to appear|under review|in preparation";
    regex(&format!(
        r"^[\s.,]*(?:\((?:original work published )?(?P<a>{YEAR})(?:[-–/](?:{YEAR}|[0-9]{{2}}))?[a-z]?(?:[,;/]?\s[^()]*)?\)|\((?P<st>(?i:{abbreviation}|{words}))[a-z]?(?:[-,][^()]*)?\)|（(?P<e>{YEAR})）|\[(?P<d>{YEAR})\]|(?P<st2>(?i:{abbreviation}))[,:]?\s|(?P<st3>(?i:{words}))[.,:]\s|(?P<b>{YEAR})[a-z]?(?:[,\s]+{MONTH}(?:\s[0-9]{{1,2}})?)?[.:,]?\s)[\s.:,，。]*"
    ))
});

/// What the other references of a list show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// Nothing.
    Unknown,
    /// Names are in display order and in full: "Cheng Lu".
    NamesInWords,
}

/// A reference of which the links and the names were read, as a list shows its habits by all of them.
pub(super) struct Draft {
    /// The text without its links, with spaces in their places.
    text: String,
    links: Links,
    /// What may be the names at its beginning.
    pub(super) people: Option<People>,
    /// Where the dashes end that repeat the names of the reference before.
    repeated: Option<usize>,
}

impl Draft {
    /// Reads the links and the names of a reference.
    pub(super) fn of(original: &str) -> Self {
        let mut text = original.to_owned();
        let links = links::take(&mut text);
        let repeated = REPEATED.find(&text).map(|found| found.end());
        let people = people(&text);
        Self { text, links, people, repeated }
    }

    /// Reads the other parts by rules; also returns the text without links.
    pub(super) fn by_rules(self, habit: Habit) -> (Reference, String) {
        let Self { text, links, people, repeated } = self;
        let mut reference = Reference { links, repeated, ..Reference::default() };
        let start = repeated.unwrap_or_else(|| authors(&mut reference, &text, people, habit));
        let start = year_after_names(&mut reference, &text, start);
        title::title(&mut reference, &text, start);
        (reference, text)
    }
}

/// Takes the authors; returns where they end.
fn authors(reference: &mut Reference, text: &str, people: Option<People>, habit: Habit) -> usize {
    if let Some(found) = people.filter(|found| !is_group(text, found) && is_certain(text, found, habit)) {
        let end = found.end;
        reference.people = Some(found);
        return end;
    }
    reference.group = group(text);
    reference.group.as_ref().map_or(0, |group| group.range.end)
}

/// Whether what may be names are names, by what follows them.
fn is_certain(text: &str, found: &People, habit: Habit) -> bool {
    let rest = &text[found.end..];
    match found.certainty {
        Certainty::Names => true,
        Certainty::SeveralNames => {
            rest.trim_start().starts_with(['.', ',', ':', '(', '“', '"', '‘', '„', '«', '1', '2', '['])
                || found.are_editors
                || text[..found.end].ends_with('.')
        }
        Certainty::Words => {
            habit == Habit::NamesInWords && rest.starts_with('.')
                || YEAR_AFTER_NAMES.is_match(rest)
                || is_quoted(rest.trim_start_matches([',', '.', ':', ' ']))
                || found.are_editors
                || TYPE_MARK.is_match(rest) && rest.starts_with(['.', '．', ','])
        }
    }
}

/// A group: what is before the year or the title in quotation marks, if it is a word alone or has the words of a group.
fn group(text: &str) -> Option<Part> {
    static GROUP: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^(?P<group>[\p{{Lu}}][^“”\x22„().]{{2,90}}?(?:\s\([A-Z-]{{2,8}}\))?)(?:\.?\s\({YEAR}[a-z]?[^()]*\)|\.\s{YEAR}[a-z]?\.\s|,\s[“\x22]|\.\s[“\x22]|,\s{YEAR}[a-z]?\.\s|:\s|\.\s\p{{Lu}})"
        ))
    });
    let found = GROUP.captures(text)?.name("group")?;
    let words = found.as_str().split_whitespace().count();
    // "MarineTable (2020)": one word before the year is not a title.
    let is_word = words == 1 && YEAR_AFTER_NAMES.is_match(&text[found.end()..]);
    let is_group = words <= 10 && (is_word || is_organisation(found.as_str()));
    is_group.then(|| Part { text: found.as_str().to_owned(), range: found.range() })
}

/// Whether what looks like one name in display order is that of an organisation.
fn is_group(text: &str, people: &People) -> bool {
    people.form == NameForm::GivenFamily && people.names.len() == 1 && is_organisation(text[..people.names_end].trim())
}

fn year_after_names(reference: &mut Reference, text: &str, start: usize) -> usize {
    if start == 0 {
        return start;
    }
    static WITH: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^[\s.,]*(?:\(with (?:[^()]|\([^()]*\))*\)|\([^()]*(?:Collaboration|Consortium|Group|Team)\))")
    });
    let start = start + WITH.find(&text[start..]).map_or(0, |found| found.end());
    let Some(found) = YEAR_AFTER_NAMES.captures(&text[start..]) else { return start };
    if let Some(year) = ["a", "b", "d", "e"].iter().find_map(|name| found.name(name)) {
        reference.year = Some(Part { text: year.as_str().to_owned(), range: start + year.start()..start + year.end() });
    }
    if let Some(status) = found.name("st").or(found.name("st2")).or(found.name("st3")) {
        reference.status = part(text, start + status.start()..start + status.end());
    }
    start + found.get(0).map_or(0, |whole| whole.end())
}
