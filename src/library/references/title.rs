//! The title of a reference: in quotation marks, a sentence, or between commas.

use std::ops::Range;

use super::commas::commas;
use super::part::part;
use super::parts::{Form, Reference};
use super::patterns::TYPE_MARK;
use super::quotations::quotation;
use super::sentence::sentence;
use super::tail::{is_in, last_year, try_tail};
use super::title_end::finish_title;

/// What may be between the year and the title.
const BEFORE_TITLE: [char; 12] = [' ', ',', '.', ':', ';', '。', '．', '，', '：', '\u{a0}', '—', '–'];

/// Reads the title, which begins at an offset after the names and the year, and what follows it.
pub(super) fn title(reference: &mut Reference, text: &str, start: usize) {
    let start = text.len() - text[start..].trim_start_matches(BEFORE_TITLE).len();
    let separator = text[..start].trim_end().chars().next_back();
    let body = &text[start..];
    if let Some((range, end)) = quoted_title(body) {
        reference.title = part(text, start + range.start..start + range.end);
        return tail_after_mark(reference, text, start + end);
    }
    if let Some(mark) = TYPE_MARK.captures(body) {
        let whole = mark.get(0).map(|whole| whole.range()).unwrap_or_default();
        reference.title = part(text, start..start + whole.start);
        reference.form = form_of_mark(mark.name("mark").map_or("", |mark| mark.as_str()));
        return tail_after_mark(reference, text, start + whole.end);
    }
    // "Puckett J 2011 Title Journal 8 12": nothing shows where the title ends, unless a publisher in parentheses follows.
    let is_open = reference.year.is_some() && separator.is_some_and(char::is_numeric);
    if is_open && !body.contains(". ") {
        reference.title = part(text, start..text.len());
        finish_title(reference, text);
        if reference.publisher.is_none() {
            reference.title = None;
        }
        return;
    }
    let is_comma = separator == Some(',') && reference.year.is_none();
    if is_comma { commas(reference, text, start) } else { sentence(reference, text, start) }
}

/// Returns the range of a title in quotation marks at the beginning of a text, and where its marks end. `None` if the title
/// goes on after them: “Hearing” the pavement; “Apps”—an innovative way.
fn quoted_title(body: &str) -> Option<(Range<usize>, usize)> {
    let (range, end) = quotation(body).filter(|(range, _)| range.len() > 3)?;
    let (inside, after) = (&body[range.clone()], &body[end..]);
    let goes_on =
        after.trim_start().starts_with(char::is_lowercase) && !is_in(after) && !inside.ends_with(['.', ',', '?', '!']);
    let is_joined = after.starts_with(['—', '–', '-', ':', '?', '!']) && !inside.ends_with(['.', ',']);
    (!goes_on && !is_joined).then_some((range, end))
}

/// The form of a work by its mark in GB/T 7714, appendix B.
fn form_of_mark(mark: &str) -> Form {
    match mark {
        "J" => Form::Journal,
        "M" | "G" => Form::Book,
        "C" => Form::Proceedings,
        "D" => Form::Thesis,
        "P" => Form::Patent,
        "R" => Form::Report,
        "EB" => Form::Page,
        _ => Form::Unknown,
    }
}

/// Reads what follows a title whose end is certain.
fn tail_after_mark(reference: &mut Reference, text: &str, start: usize) {
    if try_tail(reference, text, start).is_none() {
        last_year(reference, text, start);
        reference.unread.push(start..text.len());
    }
}
