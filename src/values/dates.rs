//! Dates in words with the year first, as MEDLINE and Web of Science have them: `2018 May-Jun`, `1998 Dec-1999 Jan`.

use super::date_words::{month, season, understood};
use crate::model::{Date, Point, Qualification, Season, WithinYear};

/// Returns the date that words express, with the year first or in another order, if they can mean only one.
pub(crate) fn in_words(words: &str) -> Option<Date> {
    let words = words.trim().replace(['–', '—'], "-");
    if let Some(date) = Date::from_edtf(&words) {
        return Some(date);
    }
    let mut sides = words.splitn(2, '-').map(|side| side.split_whitespace().map(Word::of).collect::<Option<Vec<_>>>());
    let date = match (sides.next().flatten(), sides.next()) {
        (Some(first), None) => point(&first, None).map(Date::Point),
        (Some(first), Some(Some(last))) => point(&first, None).and_then(|first| {
            let last = point(&last, Some(first))?;
            (first.sort_key() <= last.sort_key()).then_some(Date::Range(Some(first), Some(last)))
        }),
        _ => None,
    };
    date.or_else(|| understood(&words))
}

/// Returns the point of a year, its month (in digits or by name) and the day, as far as they are present and valid.
pub(crate) fn of_parts(year: &str, month_of_year: Option<&str>, day: Option<&str>) -> Option<Point> {
    let year: i32 = year.trim().parse().ok()?;
    let month_of_year = month_of_year.map(str::trim).and_then(|text| text.parse().ok().or_else(|| month(text)));
    let day = day.and_then(|day| day.trim().parse().ok());
    let point = match (month_of_year, day) {
        (Some(month), Some(day)) => Point::day(year, month, day).or_else(|| Point::month(year, month)),
        // Crossref writes seasons as months from 21 on.
        (Some(number @ 21..=24), None) => Season::from_number(number - 20)
            .map(|season| Point { within: WithinYear::Season(season), ..Point::year(year) }),
        (Some(month), None) => Point::month(year, month),
        (None, _) => None,
    };
    Some(point.unwrap_or(Point::year(year)))
}

#[derive(Clone, Copy)]
enum Word {
    Year(i32),
    Month(u8),
    Season(u8),
    Day(u8),
}

impl Word {
    fn of(word: &str) -> Option<Self> {
        let word = word.trim_matches([',', '.']);
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return match word.len() {
                4 => word.parse().ok().map(Self::Year),
                1 | 2 => word.parse().ok().map(Self::Day),
                _ => None,
            };
        }
        season(word).map(Self::Season).or_else(|| month(word).map(Self::Month))
    }
}

/// Returns the point that the words express; the point before supplies the year and month that they lack.
fn point(words: &[Word], before: Option<Point>) -> Option<Point> {
    match (words, before) {
        (&[Word::Year(year), ref rest @ ..], _) => within(year, rest, None),
        (rest, Some(before)) if !rest.is_empty() => within(before.year, rest, before.month_number()),
        _ => None,
    }
}

fn within(year: i32, words: &[Word], month: Option<u8>) -> Option<Point> {
    match (words, month) {
        ([], _) => Some(Point::year(year)),
        (&[Word::Month(month)], _) => Point::month(year, month),
        (&[Word::Month(month), Word::Day(day)], _) => Point::day(year, month, day),
        (&[Word::Day(day)], Some(month)) => Point::day(year, month, day),
        (&[Word::Season(season)], _) => {
            let season = WithinYear::Season(Season::from_number(season)?);
            Some(Point { year, within: season, qualification: Qualification::Certain })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{in_words, of_parts};

    #[test]
    fn words_with_the_year_first() {
        for (words, edtf) in [
            ("2018", "2018"),
            ("2018 Nov", "2018-11"),
            ("2018 Nov 9", "2018-11-09"),
            ("2018 May-Jun", "2018-05/2018-06"),
            ("1998 Dec-1999 Jan", "1998-12/1999-01"),
            ("2015 Nov 5-12", "2015-11-05/2015-11-12"),
            ("2015 Nov 28-Dec 4", "2015-11-28/2015-12-04"),
            ("2019 Winter", "2019-24"),
            ("2000 Spring-Summer", "2000-21/2000-22"),
            ("1999-2000", "1999/2000"),
            ("2015-07-02", "2015-07-02"),
            ("9 November 2018", "2018-11-09"),
        ] {
            assert_eq!(in_words(words).map(|date| date.to_string()).as_deref(), Some(edtf), "{words}");
        }
        for words in ["", "2001 1st Quart", "soon", "-"] {
            assert_eq!(in_words(words), None, "{words}");
        }
    }

    #[test]
    fn parts_are_taken_as_far_as_they_are_right() {
        let text = |year: &str, month, day| of_parts(year, month, day).map(|point| point.to_string());
        assert_eq!(text("2018", Some("Nov"), Some("09")).as_deref(), Some("2018-11-09"));
        assert_eq!(text("2018", Some("02"), Some("30")).as_deref(), Some("2018-02"));
        assert_eq!(text("2018", Some("21"), None).as_deref(), Some("2018-21"));
        assert_eq!(text("2018", Some("13"), Some("1")).as_deref(), Some("2018"));
        assert_eq!(text("x", None, None), None);
    }
}
