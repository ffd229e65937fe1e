//! Dates in RIS, "YYYY/MM/DD/other info" with optional parts, and the forms that exporters write instead.

use crate::model::{Date, Point, WithinYear};
use crate::values::date_words::understood;

/// Reads a date; returns `None` for an empty one ("0000", "//"). What is not a date is a literal.
pub(super) fn read(value: &str) -> Option<Date> {
    let value = value.trim();
    if value.trim_matches(['/', '0', ' ']).is_empty() {
        return None;
    }
    let in_slashes = value.contains('/').then(|| in_slashes(value)).flatten();
    let compact = || {
        let is_compact = value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit());
        is_compact.then(|| Date::from_edtf(&format!("{}-{}-{}", &value[..4], &value[4..6], &value[6..])))?
    };
    let date = in_slashes.or_else(|| Date::from_edtf(value)).or_else(compact).or_else(|| understood(value));
    Some(date.unwrap_or_else(|| Date::Literal(value.to_owned())))
}

/// Reads a date without its year, which another field gives: "July", "May-Jun".
pub(super) fn read_in_year(value: &str, year: i32) -> Option<Date> {
    understood(&format!("{value} {year:04}"))
}

/// Reads "2016/12//", "2015/05/01", "1998///", "2009///Summer", "2016/05/01/2016-05-01/2016-06-02".
fn in_slashes(value: &str) -> Option<Date> {
    let mut parts = value.splitn(4, '/').map(str::trim);
    let year = parts.next().unwrap_or_default();
    let mut number = || parts.next().filter(|part| !part.is_empty()).map(str::parse::<u8>);
    let (month, day) = (number(), number());
    let other = parts.next().unwrap_or_default().trim_end_matches('/');
    if let Some(date) =
        Date::from_edtf(other).filter(|date| !matches!(date, Date::Point(point) if year.is_empty() && point.year == 0))
    {
        return Some(date);
    }
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i32 = year.parse().ok()?;
    let known = |part: Option<Result<u8, _>>| match part {
        None | Some(Ok(0)) => Some(None),
        Some(Ok(number)) => Some(Some(number)),
        Some(Err(_)) => None,
    };
    let point = match (known(month)?, known(day)?) {
        (None, _) => return read_in_year(other, year).or(Some(Date::Point(Point::year(year)))),
        (Some(month), None) => Point::month(year, month),
        (Some(month), Some(day)) => Point::day(year, month, day).or_else(|| Point::month(year, month)),
    };
    point.map(Date::Point)
}

/// Returns the year of a date, if a tag for years can hold it: four digits, and not "0000", which means nothing.
pub(super) fn year(date: &Date) -> Option<String> {
    let year = date.first_point()?.year;
    (1..=9999).contains(&year).then(|| format!("{year:04}"))
}

/// Writes a date; returns `None` if [`read`] would not restore it.
pub(super) fn write(date: &Date) -> Option<String> {
    let written = match date {
        Date::Literal(words) => words.clone(),
        Date::Point(point) if *point == Point::year(point.year) && year(date).is_some() => {
            format!("{}///", year(date)?)
        }
        date => {
            let point = date.first_point()?;
            let (month, day) = match point.within {
                WithinYear::Whole | WithinYear::Season(_) => (String::new(), String::new()),
                WithinYear::Month(month) => (format!("{month:02}"), String::new()),
                WithinYear::Day(month, day) => (format!("{month:02}"), format!("{day:02}")),
            };
            let year = year(date).unwrap_or_default();
            let start = format!("{year}/{month}/{day}");
            match point.within {
                _ if read(&start).as_ref() == Some(date) => start,
                WithinYear::Season(season) if read(&format!("{start}/{}", season.name())).as_ref() == Some(date) => {
                    format!("{start}/{}", season.name())
                }
                _ => format!("{start}/{date}"),
            }
        }
    };
    (read(&written).as_ref() == Some(date)).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::{read, read_in_year, write};
    use crate::model::Date;

    #[test]
    fn dates_of_every_dialect_are_read() {
        for (text, edtf) in [
            ("2016/12//", "2016-12"),
            ("2015/05/01", "2015-05-01"),
            ("2015/05/01/", "2015-05-01"),
            ("2015/5/1/12:30", "2015-05-01"),
            ("1998///", "1998"),
            ("1998/00/00", "1998"),
            ("2009///Summer", "2009-22"),
            ("2001///Mar-Apr", "2001-03/2001-04"),
            ("2001///somewhen", "2001"),
            ("27-30 June 2016", "2016-06-27/2016-06-30"),
            ("May 2020", "2020-05"),
            ("2020-05-03", "2020-05-03"),
            ("20200503", "2020-05-03"),
            ("2016/02/31", "2016-02"),
            ("in press", "in press"),
            ("12/13/2014", "2014-12-13"),
        ] {
            assert_eq!(read(text).map(|date| date.to_string()).as_deref(), Some(edtf), "{text}");
        }
        for text in ["", "0000", "///", "0000/00/00"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read_in_year("July", 1948), Some(Date::parse("1948-07")));
    }

    #[test]
    fn dates_are_written_as_ris_has_them() {
        for (edtf, text) in [
            ("2016", "2016///"),
            ("2016-12", "2016/12/"),
            ("2016-12-05", "2016/12/05"),
            ("2016-21", "2016///Spring"),
            ("2016-05-01/2016-06-02", "2016/05/01/2016-05-01/2016-06-02"),
            ("1990~", "1990///1990~"),
            ("-0043", "///-0043"),
            ("../2016", "2016///../2016"),
            ("forthcoming", "forthcoming"),
        ] {
            assert_eq!(write(&Date::parse(edtf)).as_deref(), Some(text), "{edtf}");
        }
        assert_eq!(write(&Date::Literal("May 2020".into())), None);
    }
}
