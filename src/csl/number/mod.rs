//! Numbers, pages and ordinals (CSL 1.0.2, "Number").

mod pages;
mod roman;
mod year_suffix;

pub(super) use pages::{first_page, page_ranges};
pub(super) use roman::to_roman;
pub(super) use year_suffix::{year_suffix, year_suffix_index};

/// A part of the value of a number variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A number with attached letters: "12", "e1004", "2b".
    Number(String),
    /// A hyphen or a dash between numbers.
    Hyphen,
    Comma,
    Ampersand,
    /// The word "and", or its translation.
    And,
}

/// Splits a value into numbers and the separators between them; `None` if it is not numeric.
///
/// A value is numeric if it consists of numbers, each with letters before or after, with hyphens, commas and ampersands
/// between them, with or without spaces (CSL 1.0.2, "Choose", `is-numeric`).
pub(super) fn numeric_parts(value: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut rest = value.trim();
    loop {
        if let Some(after) = rest.strip_prefix("and ") {
            parts.pop_if(|part| *part == Part::Comma);
            parts.push(Part::And);
            rest = after.trim_start();
            continue;
        }
        let end = rest.find([',', '&', '-', '–', ' ']).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let number = number.trim();
        if !is_number(number) {
            return None;
        }
        parts.push(Part::Number(number.to_owned()));
        let after = after.trim_start();
        let Some(separator) = after.chars().next() else { return Some(parts) };
        if let Some(behind) = after.strip_prefix("and ") {
            parts.push(Part::And);
            rest = behind.trim_start();
            continue;
        }
        parts.push(match separator {
            ',' => Part::Comma,
            '&' => Part::Ampersand,
            '-' | '–' => Part::Hyphen,
            _ => return None,
        });
        // "1--3" is TeX's way of writing a dash.
        rest = after[separator.len_utf8()..].trim_start_matches(['-', '–', ' ']);
    }
}

/// Returns whether a value is numeric.
pub(super) fn is_numeric(value: &str) -> bool {
    numeric_parts(value).is_some()
}

/// Returns whether a value contains more than one number, which makes its label plural.
pub(super) fn is_plural(value: &str) -> bool {
    let has_number = value.contains(|character: char| character.is_ascii_digit());
    match numeric_parts(value) {
        Some(parts) => parts.len() > 1,
        None => {
            let mut words = value.split(['-', '–', ',', '&', ';']).map(str::trim).filter(|word| !word.is_empty());
            let is_range = |word: &str| word.chars().all(char::is_alphanumeric);
            let first = words.next();
            let second = words.next();
            match (first, second) {
                (Some(first), Some(second)) => {
                    has_number && (starts_as_number(first) && starts_as_number(second))
                        || is_range(first) && is_range(second) && are_roman(first, second)
                }
                _ => false,
            }
        }
    }
}

fn starts_as_number(word: &str) -> bool {
    word.contains(|character: char| character.is_ascii_digit())
}

/// Returns whether a value is a range of Roman numerals.
pub(super) fn is_roman_range(value: &str) -> bool {
    value.split_once(['-', '–']).is_some_and(|(first, second)| are_roman(first.trim(), second.trim()))
}

fn are_roman(first: &str, second: &str) -> bool {
    let is_roman = |word: &str| !word.is_empty() && word.chars().all(|character| "ivxlcdmIVXLCDM".contains(character));
    is_roman(first) && is_roman(second)
}

/// Letters, then digits, then letters.
fn is_number(text: &str) -> bool {
    let after_prefix = text.trim_start_matches(|character: char| character.is_alphabetic());
    let suffix = after_prefix.trim_start_matches(|character: char| character.is_ascii_digit());
    suffix.len() < after_prefix.len() && suffix.chars().all(char::is_alphabetic)
}
