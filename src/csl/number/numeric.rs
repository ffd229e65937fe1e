//! The numbers in the value of a number variable (CSL 1.0.2, "Choose", `is-numeric`).

use std::borrow::Cow;

use crate::csl::variable::NumberName;
use crate::model::NumberVariable;

/// A part of the value of a number variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::csl) enum Part {
    /// A number with attached letters: "12", "e1004", "2b".
    Number(String),
    /// A hyphen or a dash between numbers.
    Hyphen,
    Comma,
    Ampersand,
    /// Between two names of one thing, such as issue 12/2020.
    Slash,
    /// The word "and", or its translation.
    And,
}

/// What a number counts, which decides what a comma and a hyphen in it mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Pages, and places in a work: hyphens are between the ends of ranges, commas between the numbers of a list.
    Place,
    /// Parts of a series, such as volumes. The hyphen of "2019-05" is not between the ends of a range.
    Serial,
    /// A number of things: a comma is between thousands.
    Count,
    /// The number of a report, patent or standard: its hyphens and commas are its own ("No. 2019-05", "9,367,592").
    Identifier,
}

/// How the numbers in the value of a variable are read: what they count, and the language's word for "and".
#[derive(Debug, Clone, Copy)]
pub(in crate::csl) struct Numbers<'l> {
    kind: Kind,
    and: &'l str,
}

impl<'l> Numbers<'l> {
    /// Returns how the numbers of a variable are read in a language with this word for "and".
    pub(in crate::csl) const fn of(variable: NumberName, and: &'l str) -> Self {
        let kind = match variable {
            NumberName::Of(NumberVariable::Page | NumberVariable::PageFirst | NumberVariable::Locator) => Kind::Place,
            NumberName::Of(NumberVariable::NumberOfPages | NumberVariable::NumberOfVolumes) => Kind::Count,
            NumberName::Of(NumberVariable::Number) => Kind::Identifier,
            _ => Kind::Serial,
        };
        Self { kind, and }
    }

    /// Splits a value into numbers and the separators between them; `None` if it is not numeric.
    ///
    /// A value is numeric if it consists of numbers, each with letters before or after, with hyphens, commas and
    /// ampersands between them, with or without spaces.
    pub(in crate::csl) fn parts(self, value: &str) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut rest = value.trim();
        loop {
            if let Some(after) = self.behind_and(rest) {
                parts.pop_if(|part| *part == Part::Comma);
                parts.push(Part::And);
                rest = after;
                continue;
            }
            let (number, after) = rest.split_at(self.number_length(rest)?);
            parts.push(Part::Number(if number.contains('\\') {
                number.replace("\\-", "-")
            } else {
                number.to_owned()
            }));
            let after = after.trim_start();
            let Some(separator) = after.chars().next() else { return Some(parts) };
            if let Some(behind) = self.behind_and(after) {
                parts.push(Part::And);
                rest = behind;
                continue;
            }
            parts.push(match separator {
                ',' => Part::Comma,
                '&' => Part::Ampersand,
                '/' => Part::Slash,
                '-' | '–' => Part::Hyphen,
                _ => return None,
            });
            // "1--3" is TeX's way of writing a dash.
            rest = after[separator.len_utf8()..].trim_start_matches(['-', '–', ' ']);
        }
    }

    /// Returns whether a value is numeric.
    pub(in crate::csl) fn are_all(self, value: &str) -> bool {
        is_digits(value) || self.parts(value).is_some()
    }

    /// Returns whether a value contains more than one number, which makes its label plural.
    pub(in crate::csl) fn are_several(self, value: &str) -> bool {
        if is_digits(value) {
            return false;
        }
        if let Some(parts) = self.parts(value) {
            return parts.iter().any(|part| !matches!(part, Part::Number(_) | Part::Slash));
        }
        let separators: &[char] =
            if self.kind == Kind::Identifier { &['–', ',', '&', ';'] } else { &['-', '–', ',', '&', ';'] };
        let has_number = |word: &str| word.contains(|character: char| character.is_ascii_digit());
        let mut words = value.split(separators).map(str::trim).filter(|word| !word.is_empty());
        match (words.next(), words.next()) {
            (Some(first), Some(second)) => has_number(first) && has_number(second) || are_roman(first, second),
            (Some(only), None) => {
                let and = |word: &str| only.split_once(word).is_some_and(|(one, other)| are_roman(one, other));
                and(" and ") || and(&format!(" {} ", self.and))
            }
            _ => false,
        }
    }

    /// Returns whether a value is a range of Roman numerals.
    pub(in crate::csl) fn are_roman_range(self, value: &str) -> bool {
        self.kind != Kind::Identifier
            && value.split_once(['-', '–']).is_some_and(|(first, second)| are_roman(first.trim(), second.trim()))
    }

    /// The text after a word for "and" at the start.
    fn behind_and(self, text: &str) -> Option<&str> {
        let behind = |word: &str| text.strip_prefix(word).filter(|rest| rest.starts_with(' ')).map(str::trim_start);
        behind("and").or_else(|| behind(self.and).filter(|_| !self.and.is_empty()))
    }

    /// The length of the number at the start, with letters before and after it.
    fn number_length(self, text: &str) -> Option<usize> {
        if let Some(length) = self.with_thousands(text).or_else(|| self.with_hyphens(text)) {
            return Some(length);
        }
        let is_end = |(at, character): &(usize, char)| match character {
            // A hyphen is marked as part of a number by a backslash.
            '-' => !text[..*at].ends_with('\\'),
            other => matches!(other, ',' | '&' | '–' | '/' | ' '),
        };
        let length = text.char_indices().find(is_end).map_or(text.len(), |(at, _)| at);
        let number = &text[..length];
        let is_one = if number.contains('\\') { number.split("\\-").all(is_number) } else { is_number(number) };
        is_one.then_some(length)
    }

    /// The length of a number whose thousands have commas between them: "9,367,592". In a series and among pages, two
    /// numbers with a comma between them are a list.
    fn with_thousands(self, text: &str) -> Option<usize> {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let first = digits(text);
        let mut length = first;
        let mut groups = 0;
        while text[length..].starts_with(',') && digits(&text[length + 1..]) == 3 {
            length += 4;
            groups += 1;
        }
        let ends = !text[length..].starts_with(|character: char| character == ',' || character.is_alphanumeric())
            || text[length..].starts_with(", ");
        let is_number = match self.kind {
            Kind::Identifier | Kind::Count => groups > 0,
            Kind::Serial | Kind::Place => groups > 1 && first < 3,
        };
        (is_number && ends && (1..=3).contains(&first) && !text.starts_with('0')).then_some(length)
    }

    /// The length of a number with hyphens of its own: "2019-05". In a series these are years with the number of a part.
    fn with_hyphens(self, text: &str) -> Option<usize> {
        let length = text.find([',', '&', '–', '/', ' ']).unwrap_or(text.len());
        let number = &text[..length];
        let is_one = match self.kind {
            Kind::Place | Kind::Count => false,
            Kind::Identifier => number.contains('-') && number.split('-').all(is_number),
            Kind::Serial => number.split_once('-').is_some_and(|(year, part)| is_part_of_year(year, part)),
        };
        is_one.then_some(length)
    }
}

/// Whether two numbers are a year and the number of a part of it, such as "2019-05": "1998-99" are two years.
fn is_part_of_year(year: &str, part: &str) -> bool {
    let is_year = year.len() == 4 && is_digits(year) && year.starts_with(['1', '2']);
    is_year && part.len() == 2 && is_digits(part) && *part <= year[2..] && part != "00"
}

/// The value without CSL's HTML-like markup, which does not make it another number.
pub(in crate::csl) fn without_markup(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('<') {
        return value;
    }
    let mut result = String::with_capacity(value.len());
    outside_of_markup(&value, |text| result.push_str(text), |_| {});
    result.into()
}

/// Calls one function for each piece of text and another one for each tag, in order. A sign "<" that starts no tag is
/// text.
pub(in crate::csl) fn outside_of_markup(value: &str, mut text: impl FnMut(&str), mut tag: impl FnMut(&str)) {
    let mut rest = value;
    while let Some(start) = rest.find('<') {
        let Some(end) = rest[start..].find('>').map(|end| start + end + 1) else { break };
        text(&rest[..start]);
        tag(&rest[start..end]);
        rest = &rest[end..];
    }
    text(rest);
}

fn are_roman(first: &str, second: &str) -> bool {
    let is_roman = |word: &str| !word.is_empty() && word.chars().all(|character| "ivxlcdmIVXLCDM".contains(character));
    is_roman(first) && is_roman(second)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Letters, then digits, then letters.
fn is_number(text: &str) -> bool {
    let after_prefix = text.trim_start_matches(|character: char| character.is_alphabetic());
    let suffix = after_prefix.trim_start_matches(|character: char| character.is_ascii_digit());
    suffix.len() < after_prefix.len() && suffix.chars().all(char::is_alphabetic)
}
