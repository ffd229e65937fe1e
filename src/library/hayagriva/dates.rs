//! Dates in both directions: a year is a number, a month or a day is text, and `~` before it means circa. Dates that
//! these cannot express, a season or a month of a year without four digits, are maps, in which months and days are
//! counted from 0.

use hayagriva::types::Date as HayagrivaDate;
use serde::Deserialize as _;
use serde_json::Value;

use crate::model::{Date, Point, Qualification, Season, WithinYear};
use crate::syntax::yaml::{Yaml, pair};

/// Writes a date in Hayagriva's form; returns `None` for words and for a period without a start.
pub(super) fn to_yaml(date: &Date) -> Option<Yaml> {
    let (Date::Point(point) | Date::Range(Some(point), _)) = date else { return None };
    let circa = if point.qualification.is_approximate() { "~" } else { "" };
    let year = point.year;
    let is_short = (0..10_000).contains(&year);
    Some(match point.within {
        WithinYear::Whole if circa.is_empty() => Yaml::Scalar(year.into()),
        WithinYear::Whole if is_short => Yaml::text(format!("{circa}{year:04}")),
        WithinYear::Month(month) if is_short => Yaml::text(format!("{circa}{year:04}-{month:02}")),
        WithinYear::Day(month, day) if is_short => Yaml::text(format!("{circa}{year:04}-{month:02}-{day:02}")),
        within => {
            let number = |key: &str, number: u8| pair(key, Yaml::Scalar(number.into()));
            let mut pairs = vec![pair("year", Yaml::Scalar(year.into()))];
            match within {
                WithinYear::Whole => {}
                WithinYear::Season(season) => pairs.push(number("season", season.number())),
                WithinYear::Month(month) => pairs.push(number("month", month - 1)),
                WithinYear::Day(month, day) => pairs.extend([number("month", month - 1), number("day", day - 1)]),
            }
            if !circa.is_empty() {
                pairs.push(pair("approximate", Yaml::Scalar(true.into())));
            }
            Yaml::Map(pairs)
        }
    })
}

/// Reads a date in Hayagriva's form; returns `None` if the crate does not accept it.
pub(super) fn from_json(value: &Value) -> Option<Date> {
    let HayagrivaDate { year, month, day, approximate, season } = HayagrivaDate::deserialize(value).ok()?;
    let within = match (month, day, season) {
        (Some(month), Some(day), _) => Point::day(year, month.checked_add(1)?, day.checked_add(1)?)?.within,
        (Some(month), None, _) => Point::month(year, month.checked_add(1)?)?.within,
        (None, _, Some(season)) => WithinYear::Season(Season::from_number(season.to_csl_number())?),
        (None, _, None) => WithinYear::Whole,
    };
    let qualification = if approximate { Qualification::Approximate } else { Qualification::Certain };
    Some(Date::Point(Point { year, within, qualification }))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{from_json, to_yaml};
    use crate::model::Date;

    #[test]
    fn points_come_back() {
        for (edtf, value) in [
            ("2022", json!(2022)),
            ("0800", json!(800)),
            ("-0043", json!(-43)),
            ("Y17000", json!(17000)),
            ("2022-10", json!("2022-10")),
            ("2022-10-22", json!("2022-10-22")),
            ("0800-05", json!("0800-05")),
            ("1990~", json!("~1990")),
            ("1990-05~", json!("~1990-05")),
            ("2019-24", json!({ "year": 2019, "season": 4 })),
            ("-0043-03-15", json!({ "year": -43, "month": 2, "day": 14 })),
            ("-0043~", json!({ "year": -43, "approximate": true })),
        ] {
            let date = Date::parse(edtf);
            assert_eq!(to_yaml(&date).unwrap().to_json(), value, "{edtf}");
            assert_eq!(from_json(&value), Some(date), "{edtf}");
        }
    }

    #[test]
    fn of_a_period_the_start_is_kept_and_of_words_nothing() {
        assert_eq!(to_yaml(&Date::parse("2020-05/2021")).unwrap().to_json(), json!("2020-05"));
        assert_eq!(to_yaml(&Date::parse("../2021")), None);
        assert_eq!(to_yaml(&Date::parse("forthcoming")), None);
        assert_eq!(from_json(&json!("forthcoming")), None);
        assert_eq!(from_json(&json!({ "year": 2020, "month": 255, "day": 255 })), None);
    }
}
