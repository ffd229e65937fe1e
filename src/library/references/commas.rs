//! References whose parts are separated by commas, with a title without quotation marks, or without a title.

use std::sync::LazyLock;

use regex::Regex;

use super::container;
use super::details::Details;
use super::part::{name_part, part};
use super::parts::{Form, Reference};
use super::patterns::{EDITION, PUBLISHER_WORDS, THESIS, YEAR, regex};
use super::sentence::{sentence, sentence_ends, sentence_in};
use super::tail::{Strength, accept_container, is_in, is_venue, journal, publisher, take_details, thesis};
use super::title_end::finish_title;

/// Reads the rest of a reference, from the place of its title, in one form.
type Reading = fn(&Reference, &str, usize) -> Option<Reference>;

/// Reads what follows the names and a comma.
pub(super) fn commas(reference: &mut Reference, text: &str, start: usize) {
    let readings: [Reading; 6] =
        [thesis_after_title, in_container, book_in_parentheses, edition, publisher_after_sentence, numbers];
    match readings.iter().find_map(|read| read(reference, text, start)) {
        Some(read) => {
            *reference = read;
            finish_title(reference, text);
        }
        None => sentence(reference, text, start),
    }
}

/// "Title, Ph.D. thesis, University, 2020"; the title may be missing.
fn thesis_after_title(reference: &Reference, text: &str, start: usize) -> Option<Reference> {
    let body = &text[start..];
    let found = THESIS.find(body)?;
    let head = body[..found.start()].trim_end_matches([' ', ',', '(', '.']).len();
    let mut read = reference.clone();
    read.title = part(text, start..start + head);
    thesis(&mut read, text, start + found.start());
    Some(read)
}

/// "Title, in Book, Publisher, 2020, pp. 1–9"; the title may be missing.
fn in_container(reference: &Reference, text: &str, start: usize) -> Option<Reference> {
    static IN: LazyLock<Regex> = LazyLock::new(|| regex(r"[,.?!]\s(?:in:?|In:?)\s(?:\p{Lu}|[0-9])"));
    let body = &text[start..];
    let is_first = is_in(body) && body.starts_with(['i', 'I']);
    let (end, at) = match IN.find(body) {
        _ if is_first => (start, start),
        found => found.map(|found| (start + found.start(), start + found.start() + 2))?,
    };
    let mut read = reference.clone();
    read.title = part(text, start..end);
    accept_container(&mut read, container::container(text, at)?);
    Some(read)
}

/// "Title (Publisher, Place, 2020)"
fn book_in_parentheses(reference: &Reference, text: &str, start: usize) -> Option<Reference> {
    static BOOK: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"^(?P<title>[^()]+?(?:\([^()]*\)[^()]*?)?)\s\((?P<publisher>\p{{Lu}}[^()]*?),\s(?P<year>{YEAR})\)[.,\s]*(?:pp?\.\s[0-9–-]+\.?)?\s*$"
        ))
    });
    let found = BOOK.captures(&text[start..])?;
    let range = |name: &str| found.name(name).map(|group| start + group.start()..start + group.end());
    let publisher = range("publisher")?;
    let name = text[publisher.clone()].split(',').next().unwrap_or_default();
    let mut read = reference.clone();
    read.form = Form::Book;
    read.title = part(text, range("title")?);
    read.year = part(text, range("year")?);
    read.publisher = part(text, publisher.start..publisher.start + name.len());
    Some(read)
}

/// "Title, 2nd ed., Publisher, 2020"
fn edition(reference: &Reference, text: &str, start: usize) -> Option<Reference> {
    let body = &text[start..];
    let found = EDITION.find(body).filter(|found| found.start() > 0 && body[found.start()..].starts_with(','))?;
    let mut read = reference.clone();
    publisher(&mut read, text, start + found.start() + 2)?;
    read.title = part(text, start..start + found.start());
    Some(read)
}

fn has_volume(found: &Details) -> bool {
    found.volume.is_some() || found.pages.is_some()
}

/// "Title. Place: Publisher, 2020", as IEEE prints books.
fn publisher_after_sentence(reference: &Reference, text: &str, start: usize) -> Option<Reference> {
    if journal(&text[start..]).is_some_and(|(_, found)| has_volume(&found)) {
        return None;
    }
    sentence_ends(text, start).into_iter().find_map(|(end, next)| {
        let mut read = reference.clone();
        let at = next + text[next..].len() - text[next..].trim_start().len();
        let strength = publisher(&mut read, text, at);
        read.title = part(text, start..end);
        (strength == Some(Strength::CertainPublisher)).then_some(read)
    })
}

/// "Title, Journal 12, 1–9 (2020)", "Journal 12, 1 (2020)" and "Title, Publisher, Place, 2020".
fn numbers(reference: &Reference, text: &str, start: usize) -> Option<Reference> {
    let body = &text[start..];
    let (head, found) = journal(body)?;
    let head = &body[head];
    let mut read = reference.clone();
    if !has_volume(&found) {
        take_details(&mut read, found);
        title_and_publisher(&mut read, text, start, head);
        return Some(read);
    }
    take_details(&mut read, found);
    read.form = Form::Journal;
    let venue_start = match (sentence_in(head), head.rfind(", ")) {
        // "Title of several words. Science 365, 882 (2019)"
        (Some((end, next)), _) => {
            read.title = part(text, start..start + end);
            next
        }
        (None, Some(comma)) => {
            read.title = part(text, start..start + comma);
            comma + 2
        }
        (None, None) if is_venue(head) && head.split_whitespace().count() <= LONGEST_JOURNAL => 0,
        (None, None) => return Some(Reference { form: reference.form, ..read }),
    };
    read.venue = name_part(text, start + venue_start..start + head.len());
    Some(read)
}

/// The maximum number of words of a journal where no title is before it.
const LONGEST_JOURNAL: usize = 7;

/// Splits "Title, Publisher, Place" at the publisher. With several commas and no publisher that is known as one, there is
/// no telling where the title ends.
fn title_and_publisher(read: &mut Reference, text: &str, start: usize, head: &str) {
    let splits: Vec<usize> = head.match_indices(", ").map(|(split, _)| split).collect();
    let segment = |split: usize| head[split + 2..].split(", ").next().unwrap_or_default();
    let known = splits.iter().copied().find(|split| PUBLISHER_WORDS.is_match(segment(*split)));
    let Some(split) = known.or(splits.first().copied().filter(|_| splits.len() <= 2)) else {
        read.title = part(text, start..start + head.len()).filter(|_| splits.is_empty());
        read.unread = (!splits.is_empty()).then(|| start..start + head.len()).into_iter().collect();
        return;
    };
    read.title = part(text, start..start + split);
    read.publisher = part(text, start + split + 2..start + split + 2 + segment(split).len());
    read.form = Form::Book;
}
