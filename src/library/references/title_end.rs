//! What does not belong to a title at its end.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::part::{Part, part};
use super::parts::{Form, Reference};
use super::patterns::{EDITION, PUBLISHER_WORDS, REPORT, THESIS, YEAR, regex};
use super::tail::thesis;

/// Takes what does not belong to a title off its end: the edition, the year, the publisher and remarks in brackets.
pub(super) fn finish_title(reference: &mut Reference, text: &str) {
    let Some(title) = reference.title.clone() else { return };
    let mut range = title.range;
    for take in [take_edition, take_year, take_publisher] {
        range.end = take(reference, text, range.clone()).unwrap_or(range.end);
    }
    while let Some(end) = take_bracket(reference, text, range.clone()) {
        range.end = end;
    }
    reference.title = part(text, range);
}

/// "Title, 2nd ed."
fn take_edition(reference: &mut Reference, text: &str, title: Range<usize>) -> Option<usize> {
    let found = EDITION.captures_iter(&text[title.clone()]).last()?;
    let (whole, number) = (found.get(0)?, found.name("number")?);
    let is_last = text[title.start + whole.end()..title.end].trim_matches([' ', '.']).is_empty();
    (is_last && whole.start() > 0).then(|| {
        reference.edition = part(text, title.start + number.start()..title.start + number.end());
        title.start + whole.start()
    })
}

/// "Title (2020)"
fn take_year(reference: &mut Reference, text: &str, title: Range<usize>) -> Option<usize> {
    static DATED: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"[\s,.]+\((?P<year>{YEAR})\)$")));
    let found = DATED.captures(&text[title.clone()]).filter(|_| reference.year.is_none())?;
    let (whole, year) = (found.get(0)?, found.name("year")?);
    reference.year = part(text, title.start + year.start()..title.start + year.end());
    Some(title.start + whole.start())
}

/// "Title (Place: Publisher)"
fn take_publisher(reference: &mut Reference, text: &str, title: Range<usize>) -> Option<usize> {
    static PUBLISHED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\s\((?:(?P<place>\p{Lu}[^():]{1,50}): )?(?P<name>\p{Lu}[^():]{2,70})\)$"));
    let found = PUBLISHED.captures(&text[title.clone()]).filter(|_| reference.publisher.is_none())?;
    let (whole, name) = (found.get(0)?, found.name("name")?);
    let is_publisher = found.name("place").is_some() || PUBLISHER_WORDS.is_match(name.as_str());
    if !is_publisher || THESIS.is_match(name.as_str()) {
        return None;
    }
    let range = |group: regex::Match<'_>| title.start + group.start()..title.start + group.end();
    reference.publisher = part(text, range(name));
    reference.place = found.name("place").and_then(|place| part(text, range(place)));
    if reference.form == Form::Unknown {
        reference.form = Form::Book;
    }
    Some(title.start + whole.start())
}

/// "Title [PhD thesis]", "Title (2nd ed.)", "Title (Report No. 7)"
fn take_bracket(reference: &mut Reference, text: &str, title: Range<usize>) -> Option<usize> {
    static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\s(?:\[(?P<square>[^\[\]]{3,80})\]|\((?P<round>[0-9]{1,2}(?:st|nd|rd|th|\.)?\s(?:ed\.?|edition|Aufl\.?)[^()]*|[Vv]ol\. [0-9]+|Version [^()]*|[^()]*\b(?:[Rr]eport|[Rr]egistration|No\.|[Ee]ds?|[Tt]rans|Aufl|Hrsg|pbk|[Vv]ersion|illus)\b[^()]*|[^()]*\b(?:thesis|[Dd]issertation|doctorat)\b[^()]*)\))$",
        )
    });
    let found = BRACKETS.captures(&text[title.clone()])?;
    let inside = found.name("square").or(found.name("round"))?;
    let range = title.start + inside.start()..title.start + inside.end();
    if THESIS.is_match(inside.as_str()) {
        thesis(reference, &text[..range.end], range.start);
    } else if found.name("square").is_some() && inside.as_str().split_whitespace().count() > 5 {
        return None;
    } else if let Some(number) =
        EDITION.captures(&text[range.start - 1..range.end]).and_then(|found| found.name("number"))
    {
        reference.edition = Some(Part { text: number.as_str().to_owned(), range });
    } else if REPORT.is_match(inside.as_str()) {
        reference.form = Form::Report;
    }
    Some(title.start + found.get(0)?.start())
}
