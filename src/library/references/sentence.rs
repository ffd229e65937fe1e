//! Titles that end like a sentence: with a full stop, a question mark or an exclamation mark.

use super::part::part;
use super::parts::Reference;
use super::patterns::EDITION;
use super::tail::{Strength, is_in, is_venue, last_year, try_tail};
use super::title_end::finish_title;

/// Reads a title that ends like a sentence, and what follows it.
///
/// Of all places where it may end, the first one counts after which the rest is a journal, a book or a thesis; then the
/// first one after which it is a publisher.
pub(super) fn sentence(reference: &mut Reference, text: &str, start: usize) {
    let ends = sentence_ends(text, start);
    let mut best: Option<(Strength, Reference)> = None;
    for &(end, next) in &ends {
        let mut trial = reference.clone();
        let Some(strength) = try_tail(&mut trial, text, next) else { continue };
        trial.title = part(text, start..end);
        if best.as_ref().is_none_or(|(known, _)| *known < strength) {
            best = Some((strength, trial));
        }
        if strength == Strength::Strong {
            break;
        }
    }
    let is_only = ends.len() == 1;
    let read = match best {
        Some((Strength::Empty, trial)) => {
            publisher_after_separator(reference, text, start, &ends).or(is_only.then_some(trial))
        }
        Some((_, trial)) => Some(trial),
        None => publisher_after_separator(reference, text, start, &ends),
    };
    match read {
        Some(read) => {
            *reference = read;
            finish_title(reference, text);
        }
        None => first_sentence(reference, text, start, &ends),
    }
}

/// Takes the first sentence as the title; the rest was not understood, except for its year.
fn first_sentence(reference: &mut Reference, text: &str, start: usize, ends: &[(usize, usize)]) {
    let end = ends.first().map_or(text.len(), |&(end, _)| end);
    reference.title = part(text, start..end);
    finish_title(reference, text);
    last_year(reference, text, end);
    reference.unread.push(end..text.len());
}

/// Reads "Title; Publisher: Place, 2020" and "Title, Publisher". `None` if nothing after a separator is a publisher.
fn publisher_after_separator(
    reference: &Reference,
    text: &str,
    start: usize,
    ends: &[(usize, usize)],
) -> Option<Reference> {
    let &(end, _) = ends.last()?;
    let splits = |separator: &str| -> Vec<usize> {
        text[start..end].match_indices(separator).map(|(offset, _)| start + offset).collect()
    };
    let read = |split: usize, is_read: fn(&mut Reference, &str, usize) -> bool| {
        let mut trial = reference.clone();
        is_read(&mut trial, text, split + 2).then(|| {
            trial.title = part(text, start..split);
            trial
        })
    };
    let is_publisher: fn(&mut Reference, &str, usize) -> bool =
        |trial, text, at| try_tail(trial, text, at) == Some(Strength::CertainPublisher);
    splits("; ")
        .into_iter()
        .find_map(|split| read(split, is_publisher_or_year))
        .or_else(|| splits(", ").into_iter().rev().take(2).find_map(|split| read(split, is_publisher)))
}

/// After a semicolon, a year at the end is enough.
fn is_publisher_or_year(trial: &mut Reference, text: &str, at: usize) -> bool {
    if try_tail(trial, text, at) == Some(Strength::CertainPublisher) {
        return true;
    }
    let ends_with_number = text[at..].trim_end_matches(['.', ' ', ';']).ends_with(char::is_numeric);
    if ends_with_number {
        last_year(trial, text, at);
    }
    ends_with_number && trial.year.is_some()
}

/// Places where the title may end: the end of its text, and where the next part starts. Full stops in parentheses and
/// after abbreviations are none.
pub(super) fn sentence_ends(text: &str, start: usize) -> Vec<(usize, usize)> {
    let mut ends = Vec::new();
    let mut depth = 0_i32;
    let body = &text[start..];
    let characters: Vec<(usize, char)> = body.char_indices().collect();
    for (index, &(offset, character)) in characters.iter().enumerate() {
        let next = characters.get(index + 1).map(|&(_, next)| next);
        let is_end = match character {
            '.' | '?' | '!' => next.is_none_or(char::is_whitespace),
            '。' | '．' => true,
            _ => false,
        };
        depth += i32::from(character == '(') - i32::from(character == ')');
        if !is_end || offset == 0 || depth > 0 {
            continue;
        }
        if character == '.' && is_abbreviation(&body[..offset], &body[offset + 1..]) {
            continue;
        }
        let end = if matches!(character, '?' | '!') { offset + character.len_utf8() } else { offset };
        ends.push((start + end, start + offset + character.len_utf8()));
    }
    // "Title, in: Book" and "Title, 4th ed. Publisher".
    ends.extend(body.match_indices(", in: ").map(|(offset, _)| (start + offset, start + offset + 1)));
    ends.extend(
        EDITION
            .find_iter(body)
            .filter(|found| found.start() > 0)
            .map(|found| (start + found.start(), start + found.start())),
    );
    ends.sort_unstable();
    ends.dedup();
    ends.truncate(MOST_ENDS);
    if ends.last().is_none_or(|&(_, next)| !text[next..].trim().is_empty()) {
        // Links or brackets may end the title, too.
        let bare = text.trim_end().len();
        if bare > start {
            ends.push((bare, text.len()));
        }
    }
    ends
}

/// Whether the full stop between two texts is that of an abbreviation, or of an initial before a name.
fn is_abbreviation(before: &str, after: &str) -> bool {
    let is_boundary = |character: char| character.is_whitespace() || matches!(character, '(' | '“' | '-');
    let word = before.rsplit(is_boundary).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_before_name = after.trim_start().starts_with(char::is_uppercase) && !is_in(after);
    NOT_ENDS.contains(&word.to_lowercase().as_str()) || is_initial && is_before_name
}

/// The end of the last sentence in a text, if a word in lower case or a question mark is before it.
pub(super) fn sentence_in(head: &str) -> Option<(usize, usize)> {
    let ends: Vec<(usize, usize)> = sentence_ends(head, 0).into_iter().filter(|&(_, next)| next < head.len()).collect();
    let is_sentence = |&&(end, next): &&(usize, usize)| {
        let word = head[..end].trim_end_matches(['?', '!']).rsplit(' ').next().unwrap_or_default();
        let is_asked = head[..end].ends_with(['?', '!']);
        (is_asked || word.chars().count() >= 4 && word.starts_with(char::is_lowercase)) && is_venue(head[next..].trim())
    };
    ends.iter().rev().find(is_sentence).copied()
}

/// The maximum number of places that are tried: a title has few sentences.
const MOST_ENDS: usize = 40;

/// Abbreviations after which a title goes on.
const NOT_ENDS: &[&str] = &[
    "vs", "v", "e.g", "i.e", "cf", "dr", "mr", "mrs", "st", "approx", "ca", "no", "vol", "pt", "ed", "etc.,", "u.s",
    "u.k", "jr", "nr", "bd", "z.b", "d.h", "bzw", "von", "sp", "spp", "var", "subsp",
];
