//! What follows the title: a journal with its numbers, a book or proceedings, a thesis, a publisher.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::container::{self, Container};
use super::details::{Details, MONTH, details};
use super::part::{Part, name_part, part};
use super::parts::{Form, Reference};
use super::patterns::{EDITION, PUBLISHER_WORDS, REPORT, THESIS, YEAR, regex};
use crate::text::east_asian::is_east_asian_letter;

/// How much a reading of a tail explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Nothing is left to explain.
    Empty,
    /// It may be a publisher.
    Publisher,
    /// It is a publisher: with its place, or by its words.
    CertainPublisher,
    /// It is a journal, a container or a thesis.
    Strong,
}

/// Reads the text after the title as a journal, a container, a thesis or a publisher.
pub(super) fn try_tail(reference: &mut Reference, text: &str, start: usize) -> Option<Strength> {
    let tail = &text[start..];
    let trimmed = tail.trim_matches([' ', '.', ',', ';', '。', '，', ':', '"', '”']);
    if trimmed.is_empty() {
        if reference.form == Form::Unknown {
            reference.form = if reference.links.arxiv.is_some() {
                Form::Preprint
            } else if reference.links.url.is_some() {
                Form::Page
            } else {
                Form::Unknown
            };
        }
        return Some(Strength::Empty);
    }
    let lead = tail.len() - tail.trim_start_matches([' ', '.', ',', ';', '。', '，', '．', '：', ':', '”', '"']).len();
    let at = start + lead;
    let tail = &text[at..];
    static PATENT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(?:[A-Z]\.?\s?[A-Z]\.?\s)?(?i:patent)\s(?:No\.\s)?(?P<number>[A-Z]{0,2}[0-9][0-9 ,.]*[0-9](?:\s?[A-Z][0-9])?)",
        )
    });
    if let Some(found) = PATENT.captures(tail) {
        reference.form = Form::Patent;
        reference.details.number = found.name("number").map(|number| number.as_str().to_owned());
        last_year(reference, text, at);
        return Some(Strength::Strong);
    }
    if THESIS.is_match(tail) {
        return thesis(reference, text, at);
    }
    if is_in(&text[start..])
        || tail.contains(", edited by ")
        || reference.form == Form::Proceedings
        || tail.starts_with("Proceedings")
        || tail.starts_with("Proc. ")
        || tail.starts_with("Pp. ")
        || tail.starts_with("pp. ") && tail.contains(" in ")
    {
        if let Some(strength) = journal_after_in(reference, text, at) {
            return Some(strength);
        }
        if let Some(container) = container::container(text, at) {
            return accept_container(reference, container);
        }
    }
    if let Some(found) = details(tail) {
        // Nothing but numbers: a preprint or a page with its date.
        take_details(reference, found);
        return Some(Strength::Empty);
    }
    if let Some((venue, found)) = journal(tail) {
        let has_volume = found.volume.is_some() || found.pages.is_some() || found.issue.is_some();
        let range = at + venue.start..at + venue.end;
        let name = &text[range.clone()];
        if reference.form == Form::Book {
            return publisher(reference, text, at);
        }
        // A name of abbreviated words is that of a journal, even if nothing but a year follows.
        let is_abbreviated = name.split(' ').count() > 1
            && name.split(' ').all(|word| word.len() < 12)
            && name.matches('.').count() * 2 >= name.split(' ').count();
        if (has_volume || is_abbreviated && found.year.is_some()) && is_venue(name) {
            reference.venue = name_part(text, range);
            reference.form = Form::Journal;
            take_details(reference, found);
            return Some(Strength::Strong);
        }
    }
    publisher(reference, text, at)
}

/// "In: Journal of Examples 12, S. 1–9", as German lists have it.
pub(super) fn journal_after_in(reference: &mut Reference, text: &str, start: usize) -> Option<Strength> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| regex(r"^[\s.,;:]*(?:[Ii]n|IN)\b\s?:?\s*"));
    let at = start + LEAD.find(&text[start..])?.end();
    let (venue, found) = journal(&text[at..])?;
    let name = &text[at + venue.start..at + venue.end];
    let is_journal = found.volume.is_some()
        && found.pages.is_some()
        && is_venue(name)
        && !container::is_proceedings(name)
        && !name.contains(['(', ':']);
    is_journal.then(|| {
        reference.venue = name_part(text, at + venue.start..at + venue.end);
        reference.form = Form::Journal;
        take_details(reference, found);
        Strength::Strong
    })
}

pub(super) fn accept_container(reference: &mut Reference, container: Container) -> Option<Strength> {
    reference.form = if container.is_proceedings { Form::Proceedings } else { Form::Chapter };
    take_details(reference, container.details.clone());
    reference.publisher = container.publisher.clone();
    reference.place = container.place.clone();
    reference.container = Some(container);
    Some(Strength::Strong)
}

pub(super) fn take_details(reference: &mut Reference, found: Details) {
    let year = found.year.clone();
    reference.details = found;
    if reference.year.is_none()
        && let Some(year) = year
    {
        reference.year = Some(Part { text: year, range: 0..0 });
    }
}

/// Splits a text into a venue and the numbers that follow it, which reach to its end.
pub(super) fn journal(tail: &str) -> Option<(Range<usize>, Details)> {
    let mut before = ' ';
    let mut depth = 0;
    for (offset, character) in tail.char_indices() {
        let is_start = offset > 0 && (before.is_whitespace() || matches!(before, ',' | '.' | ':' | ';' | '，'));
        if is_start
            && depth == 0
            && (character.is_ascii_digit()
                || character == '('
                || character.is_alphabetic()
                || character == '['
                || character == '第')
            && let Some(found) = details(&tail[offset..])
        {
            let venue = tail[..offset].trim_end_matches([' ', ',', ';', ':', '(', '，', '.']).len();
            // The full stop of an abbreviation belongs to the venue.
            return Some((0..venue, found));
        }
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        before = character;
    }
    None
}

/// Whether a text can be the name of a journal: not a sentence before it, not too long.
pub(super) fn is_venue(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let starts = name.chars().next().is_some_and(|first| {
        first.is_uppercase() || first.is_ascii_digit() || is_east_asian_letter(first) || first == 'e' || first == 'i'
    });
    let chunks: Vec<&str> = name.split(". ").collect();
    let sentences = chunks[..chunks.len() - 1].iter().any(|chunk| chunk.split_whitespace().count() >= 3);
    starts
        && details(name).is_none()
        && words <= 14
        && !sentences
        && !name.contains(['“', '”', '?', '!', ';'])
        && !name.contains(". In")
        && !name.is_empty()
}

pub(super) fn is_in(text: &str) -> bool {
    static IN: LazyLock<Regex> = LazyLock::new(|| regex(r"^[\s.,;:]*(?:[Ii]n|IN|[Dd]ans|[Ee]n|[Ee]m|//)\b:?"));
    IN.is_match(text) || text.trim_start_matches(['.', ' ']).starts_with("//")
}

/// Reads the kind of a thesis and its institution.
pub(super) fn thesis(reference: &mut Reference, text: &str, start: usize) -> Option<Strength> {
    let tail = &text[start..];
    let found = THESIS.find(tail)?;
    reference.form = Form::Thesis;
    reference.genre = part(text, start + found.start()..start + found.end());
    last_year(reference, text, start);
    static INSTITUTION: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?P<name>\p{Lu}[^.,;:()\[\]0-9]*(?:Universit|University|Institut|College|School|ETH|EPFL|Hochschule|Academy|École|Universidad|Università)[^.,;:()\[\]0-9]*|(?:Universit|University|Institut|College|ETH|EPFL|MIT|École)[^.,;:()\[\]0-9]*)",
        )
    });
    if let Some(name) = INSTITUTION.captures(tail).and_then(|found| found.name("name")) {
        reference.publisher = part(text, start + name.start()..start + name.end());
    }
    Some(Strength::Strong)
}

/// What may follow a publisher: months, a number of pages, a series.
pub(super) const MORE: &str = r"(?:\s\p{L}{3,9}(?:\s[0-9]{1,2})?)?(?:[.,]?\s[0-9]+\s?(?:pp?|S|pages|Seiten)\b\.?)?(?:[.,]?\s\([^()]*\))?(?:\.\s[^.;:]{3,80})?(?::\s?[0-9]+(?:[-–][0-9]+)?)?[\s.]*";

/// Reads "Place: Publisher, Year" and the like; returns whether the text is nothing else.
pub(super) fn publisher(reference: &mut Reference, text: &str, start: usize) -> Option<Strength> {
    static PLACE_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^(?P<place>\p{{Lu}}[^:;()0-9“”]{{1,60}}?|\[?[Ss]\.\s?[Ll]\.\]?)\s?[:：]\s?(?P<name>[\p{{L}}\p{{Han}}][^:;()“”]{{1,80}}?)(?:[,;，.]{{0,2}}\s?(?:{MONTH}\s)?[©c]?(?P<year>{YEAR})(?:年)?)?{MORE}$"
        ))
    });
    static NAME_FIRST: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^(?P<name>\p{{Lu}}[^:;()“”.]{{1,80}}?)(?:,\s(?P<place>\p{{Lu}}[^:;(),.“”0-9]{{2,30}}))?(?:,\s(?:[A-Z]{{2}}|[A-Z]\.?[A-Z]\.?))?(?:[,;.]{{0,2}}\s©?(?P<year>{YEAR})|\s\((?P<year2>{YEAR})\))?{MORE}$"
        ))
    });
    let tail = &text[start..];
    let mut at = start;
    let mut tail_text = tail;
    if let Some(edition) = EDITION.captures(tail).filter(|found| found.get(0).is_some_and(|whole| whole.start() == 0)) {
        reference.edition =
            edition.name("number").and_then(|number| part(text, start + number.start()..start + number.end()));
        at = start + edition.get(0).map_or(0, |whole| whole.end());
        at += text[at..].len() - text[at..].trim_start_matches([' ', '.', ',', ';']).len();
        tail_text = &text[at..];
    }
    let place_first = PLACE_FIRST.captures(tail_text);
    let is_certain = place_first.is_some();
    let found = place_first.or_else(|| NAME_FIRST.captures(tail_text))?;
    let name = found.name("name").map_or("", |name| name.as_str());
    let is_certain = is_certain || PUBLISHER_WORDS.is_match(name) || found.name("place").is_some();
    if !is_certain {
        if reference.year.is_none() {
            last_year(reference, text, start);
        }
        return (name.split_whitespace().count() <= 9).then_some(Strength::Publisher);
    }
    let of = |name: &str| found.name(name).and_then(|group| part(text, at + group.start()..at + group.end()));
    reference.publisher = of("name");
    reference.place = of("place");
    if reference.year.is_none() {
        reference.year = of("year")
            .or_else(|| found.name("year2").and_then(|group| part(text, at + group.start()..at + group.end())));
    }
    if reference.form == Form::Unknown {
        reference.form = if REPORT.is_match(tail) { Form::Report } else { Form::Book };
    }
    Some(Strength::CertainPublisher)
}

/// Takes the only year of a text.
pub(super) fn last_year(reference: &mut Reference, text: &str, start: usize) {
    if reference.year.is_some() {
        return;
    }
    static ANY: LazyLock<Regex> =
        LazyLock::new(|| regex(&format!(r"(?:^|[\s(,.;\[])(?P<year>{YEAR})[a-z]?(?:[\s),.;:\]]|$)")));
    let mut years: Vec<Part> = Vec::new();
    let mut at = start;
    while let Some(found) = ANY.captures(&text[at..]).and_then(|found| found.name("year")) {
        years.extend(part(text, at + found.start()..at + found.end()));
        at += found.end();
    }
    years.dedup_by(|one, other| one.text == other.text);
    if let [year] = years.as_slice() {
        reference.year = Some(year.clone());
    }
}
