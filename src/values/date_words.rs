//! Dates as people write them: `15 May 2020`, `May--June 2020`, `23/01/2026`, `1765-1768`, `ca. 1990`.
//!
//! Only unambiguous dates are understood: `07/01/2013` gives only the year.

use crate::model::{Date, Point, Qualification, Season, WithinYear};

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

/// The names of the seasons that have a number in EDTF, in English, German, French, Spanish and Italian.
const SEASONS: [&[&str]; 4] = [
    &["spring", "frühling", "frühjahr", "printemps", "primavera"],
    &["summer", "sommer", "été", "verano", "estate"],
    &["autumn", "fall", "herbst", "automne", "otoño", "autunno"],
    &["winter", "hiver", "invierno", "inverno"],
];

/// Words between the two ends of a range, or between two months or days of a list.
const BETWEEN: &[&str] = &["to", "and", "bis", "und", "et"];

/// Returns the number of a month, given its name or the beginning of its name in one of several languages.
pub(crate) fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let is_name = word.chars().count() >= 3 && word.chars().all(char::is_alphabetic);
    let position = MONTHS.iter().position(|names| is_name && names.iter().any(|name| word.starts_with(name)));
    position.and_then(|index| u8::try_from(index + 1).ok())
}

/// Returns the number of a season, from 1, given its name in one of several languages.
pub(crate) fn season(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let position = SEASONS.iter().position(|names| names.contains(&word.as_str()));
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
    /// A slash, full stop or word between two parts.
    Separator,
}

/// Returns the date that the words express, if they can mean only one.
pub(crate) fn understood(words: &str) -> Option<Date> {
    let words = words.trim().trim_end_matches(['.', '/', ',']).trim();
    let words = words.strip_prefix('(').and_then(|words| words.strip_suffix(')')).unwrap_or(words);
    let (words, is_bracketed) = match words.strip_prefix('[').and_then(|words| words.strip_suffix(']')) {
        Some(inside) => (inside, true),
        None => (words, false),
    };
    // Chinese and Japanese name each part after it.
    let lower = words.to_lowercase().replace(['年', '月'], "-").replace('日', "");
    let lower = lower.trim_end_matches('-').to_owned();
    let without = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| lower.strip_prefix(prefix)).map(str::trim);
    if let Some(rest) = without(&["circa ", "ca.", "ca ", "c.", "c ", "about "]) {
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
    // MathSciNet: the year of publication, and that of the copyright.
    if let Some((year, copyright)) = lower.strip_prefix('[').and_then(|rest| rest.split_once(']'))
        && let Some(copyright) = copyright.trim_start_matches([',', ' ']).strip_prefix('©')
    {
        return year_alone(copyright.trim(), Qualification::Certain)
            .and_then(|_| year_alone(year, Qualification::Certain));
    }
    from_parts(&parts(&lower)?)
}

/// Returns the date that the words for a month and a day, of a given year, express: `June 7--12`, `Mar/Apr`, `Fall`,
/// `10`, or `Dec 1999--Jan 2000` with the first year. `None` if any of the words has another meaning.
pub(crate) fn in_year(month: &str, day: &str, year: i32) -> Option<Date> {
    let mut words = month_parts(month)?;
    words.extend(parts(&day.to_lowercase())?);
    if words.iter().any(|part| matches!(part, Part::Year(_))) {
        return from_parts(&words).filter(|date| date.year() == Some(year));
    }
    words.push(Part::Year(year));
    from_parts(&words)
}

/// Returns the date that the words for a month express in two successive years: `Winter` or `Dec/Jan` of 1999/2000.
pub(crate) fn in_two_years(month: &str, [first, last]: [i32; 2]) -> Option<Date> {
    let mut words = month_parts(month)?;
    words.extend([Part::Year(first), Part::Separator, Part::Year(last)]);
    from_parts(&words)
}

/// The parts of a field for months, in which a number alone is that of a month.
fn month_parts(month: &str) -> Option<Vec<Part>> {
    let month = month.trim().trim_end_matches('月').to_lowercase();
    let numbered = |number: u8| (1..=12).contains(&number).then_some(Part::Month(number));
    let words = if month.contains('(') { None } else { parts(&month) }?;
    Some(match words[..] {
        [Part::Number(number)] => vec![numbered(number)?],
        [Part::Number(first), between @ (Part::Dash | Part::Separator), Part::Number(last)] => {
            vec![numbered(first)?, between, numbered(last)?]
        }
        _ => words,
    })
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
            "." if rest[..start].len() == 1 => parts.push(Part::Separator),
            "" | "," | "." | ".," | ":" => {}
            // The full stop of an abbreviation may precede a sign: "Jan./Feb.".
            sign => match sign.strip_prefix('.').unwrap_or(sign).trim() {
                "-" | "–" | "—" | "--" => parts.push(Part::Dash),
                "/" | "&" => parts.push(Part::Separator),
                _ => return None,
            },
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
        } else if BETWEEN.contains(&word) {
            parts.push(Part::Separator);
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

fn season_of(year: i32, season: u8) -> Option<Point> {
    Some(Point { within: WithinYear::Season(Season::from_number(season)?), ..Point::year(year) })
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
        [Month(month), Year(year)] | [Year(year), Month(month)] | [Month(month), Separator, Year(year)] => {
            point(Point::month(year, month))
        }
        [Season(first), Year(year)] | [Year(year), Season(first)] => point(season_of(year, first)),
        [Season(first), Dash | Separator, Season(last), Year(year)] if first < last => {
            range(season_of(year, first), season_of(year, last))
        }
        // The winter, or an academic season, of two years: "Winter 2000/2001", "Winter 2000/01".
        [Season(first), Year(year), Dash | Separator, Year(next)] if next == year + 1 => {
            range(season_of(year, first), Some(Point::year(next)))
        }
        [Season(first), Year(year), Dash | Separator, Number(next)] if i32::from(next) == (year + 1) % 100 => {
            range(season_of(year, first), Some(Point::year(year + 1)))
        }
        [Month(first), Dash | Separator, Month(last), Year(year)]
        | [Year(year), Month(first), Dash | Separator, Month(last)] => months(year, first, last),
        [Month(first), Dash | Separator, Month(last), Year(year), Dash | Separator, Year(next)]
        | [Month(first), Year(year), Dash | Separator, Month(last), Year(next)]
            if year < next =>
        {
            range(Point::month(year, first), Point::month(next, last))
        }
        [Number(day), Month(month), Year(year)]
        | [Month(month), Number(day), Year(year)]
        | [Year(year), Month(month), Number(day)]
        | [Number(day), Separator, Month(month), Year(year)]
        | [Number(day), Dash, Month(month), Dash, Year(year)]
        | [Month(month), Number(day), Year(year), Number(_)]
        | [Number(day), Month(month), Year(year), Number(_)] => point(Point::day(year, month, day)),
        [Month(month), Number(first), Dash, Number(last), Year(year)]
        | [Number(first), Dash, Number(last), Month(month), Year(year)]
            if first < last =>
        {
            range(Point::day(year, month, first), Point::day(year, month, last))
        }
        // Two days in succession: "7/8 June", "June 7 and 8".
        [Month(month), Number(first), Separator, Number(last), Year(year)]
        | [Number(first), Separator, Number(last), Month(month), Year(year)]
            if first.checked_add(1) == Some(last) =>
        {
            range(Point::day(year, month, first), Point::day(year, month, last))
        }
        [Month(first), Number(start), Dash | Separator, Month(last), Number(end), Year(year)]
        | [Number(start), Month(first), Dash | Separator, Number(end), Month(last), Year(year)]
            if first < last =>
        {
            range(Point::day(year, first, start), Point::day(year, last, end))
        }
        [Number(day), Month(month), Year(year), Dash, Number(last), Month(last_month), Year(last_year)] => {
            range(Point::day(year, month, day), Point::day(last_year, last_month, last))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{in_two_years, in_year, understood};

    #[test]
    fn months_and_days_of_a_known_year_are_understood() {
        for (month, day, edtf) in [
            ("June 7–12", "", "2015-06-07/2015-06-12"),
            ("7–12 June", "", "2015-06-07/2015-06-12"),
            ("June", "7–12", "2015-06-07/2015-06-12"),
            ("June 28–July 2", "", "2015-06-28/2015-07-02"),
            ("jun\u{a0}10", "", "2015-06-10"),
            ("10\u{a0}jan", "", "2015-01-10"),
            ("mar/apr", "", "2015-03/2015-04"),
            ("5/6", "", "2015-05/2015-06"),
            ("12", "", "2015-12"),
            ("12", "24", "2015-12-24"),
            ("Fall", "", "2015-23"),
            ("März", "", "2015-03"),
            ("mai", "", "2015-05"),
            ("5月", "", "2015-05"),
            ("Jan./2015", "", "2015-01"),
            ("Dec 2015–Jan 2016", "", "2015-12/2016-01"),
        ] {
            assert_eq!(in_year(month, day, 2015).map(|date| date.to_string()).as_deref(), Some(edtf), "{month}");
        }
        for (month, day) in [
            ("", ""),
            ("13", ""),
            ("0", ""),
            ("1st Quart.", ""),
            ("early March", ""),
            ("June (Summer)", ""),
            ("June 2014", ""),
            ("February", "31"),
            ("dec/jan", ""),
        ] {
            assert_eq!(in_year(month, day, 2015).filter(|date| date.to_string() != "2015"), None, "{month}");
        }
        let in_two_years = |month| in_two_years(month, [1999, 2000]).map(|date| date.to_string());
        assert_eq!(in_two_years("Winter").as_deref(), Some("1999-24/2000"));
        assert_eq!(in_two_years("dec/jan").as_deref(), Some("1999-12/2000-01"));
        assert_eq!(in_two_years("May"), None);
    }

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
            ("[2020] ©2020", "2020"),
            ("[2020], ©2019", "2020"),
            ("30-Mar-2020", "2020-03-30"),
            ("1990?", "1990?"),
            ("cop. 2006", "2006"),
            ("2020年5月3日", "2020-05-03"),
            ("2020年5月", "2020-05"),
            ("(2019)", "2019"),
            ("[1850?]", "1850?"),
            ("c.1850", "1850~"),
            ("Jan./1992", "1992-01"),
            ("Jan.-Feb. 1992", "1992-01/1992-02"),
            ("March and April 1992", "1992-03/1992-04"),
            ("June 28--July 2, 2015", "2015-06-28/2015-07-02"),
            ("28 June to 2 July 2015", "2015-06-28/2015-07-02"),
            ("June 7 and 8, 2015", "2015-06-07/2015-06-08"),
            ("Dec 1999/Jan 2000", "1999-12/2000-01"),
            ("Spring/Summer 2000", "2000-21/2000-22"),
            ("Winter 2000/2001", "2000-24/2001"),
            ("Winter 2000/01", "2000-24/2001"),
            ("Frühjahr 2001", "2001-21"),
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
            "June 7 and 9 2020",
            "June 12--7 2020",
            "1st Quart. 2020",
            "2025, forthcoming",
            "Winter 2000/1998",
            "Designed 1946, made 1947",
        ] {
            assert_eq!(understood(words), None, "{words}");
        }
    }
}
