//! Reads one reference: who, when, what, where.

use std::sync::LazyLock;

use regex::Regex;

use super::details::MONTH;
use super::links;
use super::part::{Part, part};
use super::parts::Reference;
use super::patterns::{TYPE_MARK, YEAR, regex};
use super::people::{Certainty, Form as NameForm, People, people};
use super::quotations::is_quoted;
use super::title;
use crate::values::names::is_organisation;

/// The year behind the names of the authors.
static YEAR_AFTER_NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let status = r"(?i)n\.\s?d\.|in press|forthcoming|im Druck|im Erscheinen|o\.\s?J\.|s\.\s?d\.|s\.\s?f\.|no date|submitted|accepted|to appear|under review|in preparation|in prep\.";
    regex(&format!(
        r"^[\s.,]*(?:\((?:original work published )?(?P<a>{YEAR})(?:[-–/](?:{YEAR}|[0-9]{{2}}))?[a-z]?(?:[,;/]?\s[^()]*)?\)|\((?:(?P<st>{status}))[a-z]?(?:[-,][^()]*)?\)|（(?P<e>{YEAR})）|\[(?P<d>{YEAR})\]|(?P<st2>{status})[.,:]?\s|(?P<b>{YEAR})[a-z]?(?:[,\s]+{MONTH}(?:\s[0-9]{{1,2}})?)?(?:[.:,]\s|\s(?P<c>)))[\s.:,，。]*"
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

/// Reads the parts of a reference.
pub(super) fn reference(original: &str, habit: Habit) -> Reference {
    let mut text = original.to_owned();
    let links = links::take(&mut text);
    let mut reference = Reference { links, ..Reference::default() };
    static REPEATED: LazyLock<Regex> = LazyLock::new(|| regex(r"^(?:[—–]{2,}|-{3,}|_{3,})"));
    let repeated = REPEATED.find(&text).map(|found| found.end());
    let start = repeated.unwrap_or_else(|| authors(&mut reference, &text, habit));
    let start = year_after_names(&mut reference, &text, start);
    title::title(&mut reference, &text, start);
    reference
}

/// Reads the authors; returns where they end.
fn authors(reference: &mut Reference, text: &str, habit: Habit) -> usize {
    let found = people(text);
    let after = |end: usize| &text[end..];
    if let Some(found) = found.filter(|found| !is_group(text, found)) {
        let rest = after(found.end);
        let is_certain = match found.certainty {
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
        };
        if is_certain {
            let end = found.end;
            reference.people = Some(found);
            return end;
        }
    }
    // A group: what is before the year or the title in quotation marks.
    static GROUP: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^(?P<group>[\p{{Lu}}][^“”\x22„().]{{2,90}}?(?:\s\([A-Z-]{{2,8}}\))?)(?:\.?\s\({YEAR}[a-z]?[^()]*\)|\.\s{YEAR}[a-z]?\.\s|,\s[“\x22]|\.\s[“\x22]|,\s{YEAR}[a-z]?\.\s|:\s|\.\s\p{{Lu}})"
        ))
    });
    if let Some(group) = GROUP.captures(text).and_then(|found| found.name("group")) {
        let words = group.as_str().split_whitespace().count();
        // "MarineTable (2020)": one word before the year is not a title.
        let is_word = words == 1 && YEAR_AFTER_NAMES.is_match(&text[group.end()..]);
        if words <= 10 && (is_word || is_organisation(group.as_str())) {
            reference.group = Some(Part { text: group.as_str().to_owned(), range: group.range() });
            return group.end();
        }
    }
    0
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
    if let Some(status) = found.name("st").or(found.name("st2")) {
        reference.status = part(text, start + status.start()..start + status.end());
    }
    start + found.get(0).map_or(0, |whole| whole.end())
}
