//! Dates as people write them: `15 May 2020`, `May--June 2020`, `23/01/2026`, `1765-1768`, `ca. 1990`.
//!
//! Only unambiguous dates are understood: `07/01/2013` gives only the year.

use crate::model::{Date, Point, Qualification};

/// How the names of months begin in English, German, French, Spanish, Italian, Portuguese, Dutch and the Nordic
/// languages, in lower case, by number.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz", "maart", "mrt"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "mayo", "mag", "maj"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// The names of the seasons that have a number in EDTF.
const SEASONS: [&[&str]; 4] = [&["spring"], &["summer"], &["autumn", "fall"], &["winter"]];

/// Returns the number of a month, given its name or the beginning of its name in one of several languages.
pub(crate) fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let is_name = word.chars().count() >= 3 && word.chars().all(char::is_alphabetic);
    let position = MONTHS.iter().position(|names| is_name && names.iter().any(|name| word.starts_with(name)));
    position.and_then(|index| u8::try_from(index + 1).ok())
}

/// Returns the number of a season, from 1, given its English name.
pub(crate) fn season(word: &str) -> Option<u8> {
    let position = SEASONS.iter().position(|names| names.iter().any(|name| name.eq_ignore_ascii_case(word)));
    position.and_then(|index| u8::try_from(index + 1).ok())
}

/// A part of a date in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year(i32),
    /// One or two digits.
    Number(u8),
    Month(u8),
    Season(u8),
    /// A hyphen or dash between two parts.
    Dash,
    /// A slash or full stop between two numbers.
    Separator,
}

/// Returns the date that the words express, if they can mean only one.
pub(crate) fn understood(words: &str) -> Option<Date> {
    let words = words.trim().trim_end_matches(['.', '/', ',']).trim();
    let (words, is_bracketed) = match words.strip_prefix('[').and_then(|words| words.strip_suffix(']')) {
        Some(inside) => (inside, true),
        None => (words, false),
    };
    // Chinese and Japanese name each part after it.
    let lower = words.to_lowercase().replace(['年', '月'], "-").replace('日', "");
    let lower = lower.trim_end_matches('-').to_owned();
    let without = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| lower.strip_prefix(prefix)).map(str::trim);
    if let Some(rest) = without(&["circa ", "ca. ", "ca ", "c. ", "c "]) {
        return year_alone(rest, Qualification::Approximate);
    }
    if let Some(rest) = without(&["cop. ", "©", "copyright "]) {
        return year_alone(rest, Qualification::Certain);
    }
    if let Some(year) = lower.strip_suffix('?') {
        return year_alone(year, Qualification::Uncertain);
    }
    if is_bracketed {
        return year_alone(&lower, Qualification::Uncertain);
    }
    from_parts(&parts(&lower)?)
}

fn year_alone(text: &str, qualification: Qualification) -> Option<Date> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| Some(Date::Point(Point { qualification, ..Point::year(text.parse().ok()?) })))?
}

/// Splits a text into the parts of a date. Times of day, days of the week and text in parentheses are skipped. Returns
/// `None` if there is any other word.
fn parts(text: &str) -> Option<Vec<Part>> {
    let text = text.split('(').next().unwrap_or_default();
    let is_glued = |between: &str, parts: &[Part]| between.is_empty() && !parts.is_empty();
    let mut parts = Vec::new();
    let is_between = |character: char| character.is_alphanumeric();
    let mut rest = text;
    while let Some(start) = rest.find(is_between) {
        let between = rest[..start].trim();
        match between {
            "-" | "–" | "—" | "--" => parts.push(Part::Dash),
            "/" => parts.push(Part::Separator),
            "." if rest[..start].len() == 1 => parts.push(Part::Separator),
            "" | "," | "." | ".," | ":" => {}
            _ => return None,
        }
        let is_glued = is_glued(&rest[..start], &parts);
        let rest_of = &rest[start..];
        let is_digit = rest_of.starts_with(|first: char| first.is_ascii_digit());
        let is_same = |character: char| {
            if is_digit { character.is_ascii_digit() } else { character.is_alphabetic() }
        };
        let end = rest_of.find(|character| !is_same(character)).unwrap_or(rest_of.len());
        let word = &rest_of[..end];
        rest = &rest_of[end..];
        // "2020a" and "e12" are not dates; the digits of the time "4:33pm" are not a part.
        if is_glued && !matches!(word, "am" | "pm") {
            return None;
        }
        if is_digit && rest.starts_with(':') {
            // The time of day, with everything that follows except a year.
            rest = rest.trim_start_matches(|character: char| character.is_ascii_digit() || character == ':');
            continue;
        }
        if is_digit {
            parts.push(match word.len() {
                4 => Part::Year(word.parse().ok()?),
                1 | 2 => Part::Number(word.parse().ok()?),
                _ => return None,
            });
            for suffix in ["st", "nd", "rd", "th"] {
                rest = rest.strip_prefix(suffix).unwrap_or(rest);
            }
        } else if let Some(number) = month(word) {
            // Weekdays and other words also begin with "Mar" and "Mai", but they are longer than any month.
            (word.chars().count() <= 10).then_some(())?;
            parts.push(Part::Month(number));
        } else if let Some(number) = season(word) {
            parts.push(Part::Season(number));
        } else if !is_passed_over(word) {
            return None;
        }
    }
    (rest.trim().is_empty() || rest.trim() == ".").then_some(parts)
}

/// Whether a word may be skipped: days of the week, times of day, time zones, and words between the parts of a date.
fn is_passed_over(word: &str) -> bool {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let is_day = days.iter().any(|day| word.starts_with(day)) && (word.len() == 3 || word.ends_with("day"));
    is_day
        || ["am", "pm", "a", "p", "m", "gmt", "utc", "cet", "est", "pst", "nzdt", "de", "del", "of", "den"]
            .contains(&word)
}

fn from_parts(parts: &[Part]) -> Option<Date> {
    use Part::{Dash, Month, Number, Season, Separator, Year};
    let point = |point: Option<Point>| point.map(Date::Point);
    let range = |start: Option<Point>, end: Option<Point>| Some(Date::Range(Some(start?), Some(end?)));
    let months = |year: i32, first: u8, last: u8| {
        (first < last).then(|| range(Point::month(year, first), Point::month(year, last)))?
    };
    match *parts {
        [Year(year)] => point(Some(Point::year(year))),
        // The order of day and month is unknown where both numbers could be a month.
        [Number(one), Separator, Number(other), Separator, Year(year)] => match (one > 12, other > 12) {
            (true, false) => point(Point::day(year, other, one)),
            (false, true) => point(Point::day(year, one, other)),
            (false, false) if one == other => point(Point::day(year, one, other)),
            (false, false) => point(Some(Point::year(year))),
            (true, true) => None,
        },
        [Number(month), Separator | Dash, Year(year)] => point(Point::month(year, month)),
        [Year(year), Separator | Dash, Number(month), Separator | Dash, Number(day)]
        | [Year(year), Separator | Dash, Number(month), Separator | Dash, Number(day), Number(_)] => {
            point(Point::day(year, month, day))
        }
        [Year(year), Separator, Number(month)] | [Year(year), Dash, Number(month)] if month <= 12 => {
            point(Point::month(year, month))
        }
        [Year(start), Dash, Year(end)] if start < end => range(Some(Point::year(start)), Some(Point::year(end))),
        [Year(start), Dash, Year(end)] if start == end => point(Some(Point::year(start))),
        // "1914-16"; a number up to 12 could be a month.
        [Year(start), Dash, Number(end)] if end > 12 => {
            let end = start - start % 100 + i32::from(end);
            (start < end).then(|| range(Some(Point::year(start)), Some(Point::year(end))))?
        }
        [Month(month), Year(year)] | [Year(year), Month(month)] => point(Point::month(year, month)),
        [Season(season), Year(year)] | [Year(year), Season(season)] => {
            Date::from_edtf(&format!("{year:04}-{}", season + 20))
        }
        [Month(first), Dash | Separator, Month(last), Year(year)]
        | [Year(year), Month(first), Dash | Separator, Month(last)] => months(year, first, last),
        [Number(day), Month(month), Year(year)]
        | [Month(month), Number(day), Year(year)]
        | [Year(year), Month(month), Number(day)]
        | [Number(day), Separator, Month(month), Year(year)]
        | [Month(month), Number(day), Year(year), Number(_)]
        | [Number(day), Month(month), Year(year), Number(_)] => point(Point::day(year, month, day)),
        [Month(month), Number(first), Dash, Number(last), Year(year)]
        | [Number(first), Dash, Number(last), Month(month), Year(year)]
            if first < last =>
        {
            range(Point::day(year, month, first), Point::day(year, month, last))
        }
        [Number(day), Month(month), Year(year), Dash, Number(last), Month(last_month), Year(last_year)] => {
            range(Point::day(year, month, day), Point::day(last_year, last_month, last))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::understood;

    #[test]
    fn what_can_mean_one_thing_is_understood() {
        for (words, edtf) in [
            ("15 May 2020", "2020-05-15"),
            ("May. 18th, 2011", "2011-05-18"),
            ("Thursday, Nov. 17, 2011", "2011-11-17"),
            ("October 19, 2011, 8:00 PM GMT", "2011-10-19"),
            ("Tue Jan 1 22:30:51 NZDT 2013", "2013-01-01"),
            ("2010 February 26, 11:30 (Friday)", "2010-02-26"),
            ("7. September 2011", "2011-09-07"),
            ("6 oktober 2020", "2020-10-06"),
            ("31 décembre 2012", "2012-12-31"),
            ("21. März 2011", "2011-03-21"),
            ("4 de mayo de 1999", "1999-05-04"),
            ("May 2020", "2020-05"),
            ("Spring 2019", "2019-21"),
            ("2010 Sep-Oct", "2010-09/2010-10"),
            ("September-October 2021", "2021-09/2021-10"),
            ("3--5 June 2020", "2020-06-03/2020-06-05"),
            ("01 Jan 1895 - 31 Dec 1926", "1895-01-01/1926-12-31"),
            ("12.12.2011", "2011-12-12"),
            ("14.08.2012", "2012-08-14"),
            ("23/01/2026", "2026-01-23"),
            ("07/15/2002", "2002-07-15"),
            ("07/01/2013", "2013"),
            ("5/2009", "2009-05"),
            ("2022/06/25/", "2022-06-25"),
            ("2020-1-5", "2020-01-05"),
            ("2017-03-10, 4:33 pm", "2017-03-10"),
            ("2019.04", "2019-04"),
            ("1765-1768", "1765/1768"),
            ("1949 - 1949", "1949"),
            ("1914-16.", "1914/1916"),
            ("ca. 1990", "1990~"),
            ("[2022]", "2022?"),
            ("1990?", "1990?"),
            ("cop. 2006", "2006"),
            ("2020年5月3日", "2020-05-03"),
            ("2020年5月", "2020-05"),
        ] {
            assert_eq!(understood(words).map(|date| date.to_string()).as_deref(), Some(edtf), "{words}");
        }
    }

    #[test]
    fn what_can_mean_several_or_nothing_is_not() {
        for words in [
            "",
            "n.d.",
            "in press",
            "A1",
            "189-?",
            "1380 AH",
            "NY: Partners' Press",
            "Built 1893-1894",
            "13/14/2000",
            "31 June 2020",
            "ca. 1749--1712 BCE",
            "20",
            "2020a",
            "10 Downing Street 1990",
            "June-May 2020",
            "Designed 1946, made 1947",
        ] {
            assert_eq!(understood(words), None, "{words}");
        }
    }
}
