//! Ranges of pages, in both directions.
//!
//! btxdoc, section 3.2, "pages": "One or more page numbers or range of numbers, such as `42--111` or `7,41,73--97` …; to
//! make it easier to maintain Scribe-compatible databases, the standard styles convert a single dash (as in `7-33`) to
//! the double dash used in TeX to denote number ranges (as in `7--33`)". So two hyphens are always a range, and one
//! hyphen is part of a number if the same range has a dash: `12-1--12-20` goes from page 12-1 to page 12-20.
//!
//! Records have a hyphen between two pages, as CSL does, and an en dash where the pages have hyphens of their own.

use crate::latex;
use crate::latex::Charset;

/// Writes pages at the end of a value.
pub(super) fn append(values: &mut String, pages: &str, charset: Charset) {
    if pages.contains(is_any_dash) {
        latex::encode_plain_onto(values, &of_each_range(pages, with_dash), charset);
    } else {
        latex::encode_plain_onto(values, pages, charset);
    }
}

/// Returns pages as records have them, given the text of the field, in which TeX's two hyphens are an en dash.
pub(super) fn from_text(pages: &str) -> String {
    if pages.contains(is_any_dash) { of_each_range(pages, without_dash) } else { pages.to_owned() }
}

/// Changes each of the ranges between commas, semicolons and words.
fn of_each_range(pages: &str, change: fn(&str) -> String) -> String {
    const AND: &str = " and ";
    let mut changed = String::with_capacity(pages.len() + 4);
    for (index, words) in pages.split(AND).enumerate() {
        changed.push_str(if index > 0 { AND } else { "" });
        for piece in words.split_inclusive([',', ';', '&']) {
            let range = piece.trim_end_matches([',', ';', '&']);
            changed.push_str(&change(range));
            changed.push_str(&piece[range.len()..]);
        }
    }
    changed
}

/// A range with an en dash between its pages, if they are known.
fn with_dash(range: &str) -> String {
    if dashes(range).any(|dash| dash.is_between_pages) {
        return replaced(range, '–');
    }
    match range.split_once('-') {
        Some((first, last)) if is_range(first.trim_start(), last) => format!("{first}–{last}"),
        _ => range.to_owned(),
    }
}

/// A range with a hyphen between its pages; with an en dash if the pages have hyphens.
fn without_dash(range: &str) -> String {
    let mut has_hyphens = false;
    for dash in dashes(range) {
        has_hyphens |= !dash.is_between_pages;
    }
    replaced(range, if has_hyphens { '–' } else { '-' })
}

/// Whether a single hyphen is between two pages, and not part of one: "C-123".
fn is_range(first: &str, last: &str) -> bool {
    let is_letters = !first.contains(|character: char| !character.is_ascii_alphabetic());
    let is_roman = first.bytes().all(|byte| b"ivxlcdm".contains(&byte.to_ascii_lowercase()))
        && (first.len() > 1 || first.bytes().all(|byte| byte.is_ascii_lowercase()));
    let is_in_one_page = is_letters && !is_roman && last.contains(|character: char| character.is_ascii_digit());
    let is_page = |page: &str| !page.is_empty() && page.trim() == page;
    is_page(first) && is_page(last) && !last.contains('-') && !is_in_one_page
}

/// Hyphens and dashes in a row.
struct Dash<'a> {
    /// The text between the last one, or the start, and this one.
    before: &'a str,
    /// The characters.
    sign: &'a str,
    /// Whether they are between two pages, and not part of one.
    is_between_pages: bool,
}

/// Finds the dashes of a range. Each is between two pages if it is more than a hyphen, or has white space on both
/// sides.
fn dashes(range: &str) -> impl Iterator<Item = Dash<'_>> {
    let mut rest = range;
    std::iter::from_fn(move || {
        let start = rest.find(is_any_dash)?;
        let length = rest[start..].find(|character| !is_any_dash(character)).unwrap_or(rest.len() - start);
        let (before, sign) = (&rest[..start], &rest[start..start + length]);
        rest = &rest[start + length..];
        let is_spaced = before.ends_with(' ') && rest.starts_with(' ');
        Some(Dash { before, sign, is_between_pages: is_spaced || sign.chars().nth(1).is_some() || is_dash(sign) })
    })
}

/// A range with its dashes between pages replaced, without white space around them.
fn replaced(range: &str, dash: char) -> String {
    let mut result = String::with_capacity(range.len());
    let mut end = 0;
    let mut is_after_dash = false;
    for Dash { before, sign, is_between_pages } in dashes(range) {
        end += before.len() + sign.len();
        let before = if is_after_dash { before.trim_start() } else { before };
        if is_between_pages {
            result.push_str(before.trim_end());
            result.push(dash);
        } else {
            result.push_str(before);
            result.push_str(sign);
        }
        is_after_dash = is_between_pages;
    }
    result.push_str(if is_after_dash { range[end..].trim_start() } else { &range[end..] });
    result
}

/// Whether a sign is a dash and not a hyphen.
fn is_dash(sign: &str) -> bool {
    sign.contains(['‒', '–', '—', '―', '−'])
}

fn is_any_dash(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::plain_values::plain;
    use super::{append, from_text};
    use crate::latex::Charset;

    fn written(pages: &str) -> String {
        let mut values = String::new();
        append(&mut values, pages, Charset::Ascii);
        values
    }

    fn read(value: &str) -> String {
        from_text(&plain(value))
    }

    #[test]
    fn two_hyphens_are_a_range_and_the_others_are_part_of_a_page() {
        for (value, pages) in [
            ("123--130", "123-130"),
            ("123--30", "123-30"),
            ("12-1--12-20", "12-1–12-20"),
            ("C-123--C-130", "C-123–C-130"),
            ("S12--S20", "S12-S20"),
            ("1--5, 7--9", "1-5, 7-9"),
            ("1-1--1-5, 7--9; 11", "1-1–1-5, 7-9; 11"),
            ("1--5 and 7--9", "1-5 and 7-9"),
            ("i--xiv", "i-xiv"),
            ("12:1--12:30", "12:1-12:30"),
            ("e1234", "e1234"),
            ("123+", "123+"),
            ("C-123", "C-123"),
            ("1-A-12", "1-A-12"),
        ] {
            assert_eq!(read(value), pages);
            assert_eq!(written(pages), value);
        }
    }

    #[test]
    fn ranges_have_one_form() {
        for (value, pages) in [
            ("123-130", "123-130"),
            ("123–130", "123-130"),
            ("123 -- 130", "123-130"),
            ("123 - 130", "123-130"),
            ("12-1 - 12-20", "12-1–12-20"),
            ("123---130", "123-130"),
            ("123\\textendash{}130", "123-130"),
            ("{123--130}", "123-130"),
            ("123--", "123-"),
            ("-1", "-1"),
        ] {
            assert_eq!(read(value), pages, "{value}");
        }
    }

    #[test]
    fn hyphens_that_are_no_range_stay() {
        for (pages, value) in [
            ("1-5, 7-9", "1--5, 7--9"),
            ("xi-15", "xi--15"),
            ("A-D", "A--D"),
            ("C-123", "C-123"),
            ("12-1-12-20", "12-1-12-20"),
            ("-1", "-1"),
            ("5-", "5-"),
        ] {
            assert_eq!(written(pages), value);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            text in "([A-C]-)?[1-9ix:]{1,3}(-[1-9]{1,2})?( ?(-|--|–|—) ?([A-C]-)?[1-9x+]{1,3}(-[1-9])?)?((,|;| and) 1--?9)?"
        ) {
            let pages = from_text(&text);
            prop_assert_eq!(read(&written(&pages)), pages);
        }

        #[test]
        fn no_text_makes_it_panic(text in "[1-3A-Cé ,;–—-]*") {
            written(&from_text(&text));
        }
    }
}
