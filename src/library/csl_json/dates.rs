//! Dates of CSL-JSON, in both directions.
//!
//! A point or a range is written as `date-parts`, with `season` and `circa` where they apply; an open end is `[0]`, as
//! in Pandoc and citeproc-js. Dates that these cannot express (uncertain, partly approximate, without a start) are also
//! written as EDTF in `raw`, which takes precedence when read. Years before 1 are BC years: -44 is 44 BC, which is the
//! astronomical year -43.

use serde_json::{Map, Value, json};

use crate::library::json;
use crate::model::{Date, Point, Qualification, Season, WithinYear};
use crate::values::date_words::understood;

/// Writes a date as CSL-JSON.
pub(super) fn to_csl(date: &Date) -> Value {
    let mut object = Map::new();
    match date {
        Date::Literal(literal) => {
            // Processors show the words and sort by the year. Words with more numbers may give a day.
            let has_more = literal.bytes().filter(u8::is_ascii_digit).count() != 4 || understood(literal).is_some();
            if let Some(year) = date.time().filter(|_| !has_more) {
                insert_points(&mut object, &[year]);
            }
            object.insert("literal".to_owned(), literal.as_str().into());
        }
        Date::Point(point) => insert_points(&mut object, &[*point]),
        Date::Range(Some(start), Some(end)) => insert_points(&mut object, &[*start, *end]),
        Date::Range(Some(start), None) => {
            insert_points(&mut object, &[*start]);
            if let Some(Value::Array(parts)) = object.get_mut("date-parts") {
                parts.push(json!([0]));
            }
        }
        Date::Range(None, end) => insert_points(&mut object, end.as_slice()),
    }
    if from_parts(&object).as_ref() != Some(date) {
        object.insert("raw".to_owned(), date.to_string().into());
    }
    Value::Object(object)
}

/// Reads a date from CSL-JSON; returns `None` if the value is not a date at all.
pub(super) fn from_csl(value: &Value) -> Option<Date> {
    let object = match value {
        Value::Object(object) if object.contains_key("year") => return from_maps(std::slice::from_ref(value)),
        Value::Object(object) => object,
        Value::Array(points) => match points.first() {
            // The maps of pandoc-citeproc, one or two of them.
            Some(Value::Object(_)) => return from_maps(points),
            // The parts of a single date, without a list around them.
            Some(Value::Number(_)) => &Map::from_iter([("date-parts".to_owned(), json!([value]))]),
            _ => &Map::from_iter([("date-parts".to_owned(), value.clone())]),
        },
        scalar => return json::from_string(scalar).map(|text| Date::parse(text.trim())),
    };
    let raw = object.get("raw").and_then(Value::as_str).map(str::trim).filter(|raw| !raw.is_empty());
    raw.and_then(Date::from_edtf).or_else(|| from_parts(object)).or_else(|| raw.map(Date::parse))
}

/// Whether a value means that there is no date: `{}`, or `{"date-parts": [[null]]}`, which Crossref writes.
pub(super) fn is_empty(value: &Value) -> bool {
    let is_blank = |part: &Value| match part {
        Value::Null => true,
        Value::Array(list) => list.iter().all(Value::is_null),
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    };
    match value {
        Value::Array(parts) => parts.iter().all(is_blank),
        Value::Object(object) => object.iter().all(|(name, value)| match value {
            Value::Array(parts) if name == "date-parts" => parts.iter().all(is_blank),
            value => is_blank(value),
        }),
        value => is_blank(value),
    }
}

/// Reads `year`, `month`, `day`, `season` and `circa` of one or two points, the form of pandoc-citeproc.
fn from_maps(points: &[Value]) -> Option<Date> {
    let parts = |point: &Value| -> Value {
        ["year", "month", "day"].iter().map_while(|part| point.get(part).cloned()).collect()
    };
    let mut object = Map::from_iter([("date-parts".to_owned(), points.iter().map(parts).collect())]);
    for name in ["season", "circa"] {
        object.extend(points.iter().find_map(|point| Some((name.to_owned(), point.get(name)?.clone()))));
    }
    from_parts(&object)
}

fn insert_points(object: &mut Map<String, Value>, points: &[Point]) {
    let parts: Vec<Value> = points
        .iter()
        .map(|point| {
            let year = if point.year > 0 { point.year } else { point.year.saturating_sub(1) };
            match point.within {
                WithinYear::Whole | WithinYear::Season(_) => json!([year]),
                WithinYear::Month(month) => json!([year, month]),
                WithinYear::Day(month, day) => json!([year, month, day]),
            }
        })
        .collect();
    object.insert("date-parts".to_owned(), parts.into());
    if let Some(WithinYear::Season(season)) = points.first().map(|point| point.within) {
        object.insert("season".to_owned(), season.number().into());
    }
    if points.iter().any(|point| point.qualification.is_approximate()) {
        object.insert("circa".to_owned(), true.into());
    }
}

/// Reads `date-parts` with `season` and `circa`, or `literal`.
fn from_parts(object: &Map<String, Value>) -> Option<Date> {
    let season = object.get("season").and_then(season_number);
    // 21 to 24 are EDTF's seasons, 13 to 16 those of citeproc-js.
    let season = season.map(|number| match number {
        13..=16 => number - 12,
        21..=24 => number - 20,
        number => number,
    });
    let is_circa = object.get("circa").is_some_and(is_true);
    let point = |parts: &Value| -> Option<Point> {
        let numbers: Vec<i64> = parts.as_array()?.iter().map_while(integer).collect();
        let year = i32::try_from(*numbers.first()?).ok()?;
        let year = if year < 0 { year + 1 } else { year };
        let small = |index: usize| numbers.get(index).and_then(|&number| u8::try_from(number).ok());
        let month = small(1).filter(|&month| month > 0);
        let mut point = match (month, small(2).filter(|&day| day > 0)) {
            (Some(month @ (13..=16 | 21..=24)), _) => {
                let number = if month > 20 { month - 20 } else { month - 12 };
                Point { within: WithinYear::Season(Season::from_number(number)?), ..Point::year(year) }
            }
            (Some(month), Some(day)) => Point::day(year, month, day)?,
            (Some(month), None) => Point::month(year, month)?,
            (None, _) => Point::year(year),
        };
        if let (Some(season), WithinYear::Whole) = (season.and_then(Season::from_number), point.within) {
            point.within = WithinYear::Season(season);
        }
        if is_circa {
            point.qualification = Qualification::Approximate;
        }
        Some(point)
    };
    let literal = || object.get("literal").and_then(json::from_string);
    let parts = object.get("date-parts").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
    match parts {
        [start, end, ..] if is_open(end) => Some(Date::Range(Some(point(start)?), None)),
        [start, end, ..] => Some(Date::Range(Some(point(start)?), Some(point(end)?))),
        // The year of words: "2018a".
        [single]
            if literal()
                .is_some_and(|words| Date::Literal(words).time().is_some_and(|year| point(single) == Some(year))) =>
        {
            literal().map(|words| Date::parse(&words))
        }
        [single] => point(single).map(Date::Point),
        [] => literal().map(Date::Literal),
    }
}

/// Returns the number of a season, given as a number or as its English name.
fn season_number(value: &Value) -> Option<u8> {
    const NAMES: [&str; 4] = ["spring", "summer", "autumn", "winter"];
    let by_name = || {
        let name = value.as_str()?.trim().to_lowercase();
        let name = if name == "fall" { "autumn" } else { name.as_str() };
        NAMES.iter().position(|known| *known == name).and_then(|index| u8::try_from(index + 1).ok())
    };
    integer(value).and_then(|number| u8::try_from(number).ok()).or_else(by_name)
}

/// citeproc-js writes an open end as `[0]` or `[0, 0, 0]`.
fn is_open(parts: &Value) -> bool {
    parts.as_array().is_some_and(|parts| parts.iter().all(|part| integer(part) == Some(0)))
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_i64() != Some(0),
        Value::String(text) => !matches!(text.as_str(), "" | "0" | "false"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{from_csl, is_empty, to_csl};
    use crate::model::Date;

    #[track_caller]
    fn round_trip(edtf: &str, csl: Value) {
        let date = Date::parse(edtf);
        assert_eq!(to_csl(&date), csl);
        assert_eq!(from_csl(&csl), Some(date));
    }

    #[test]
    fn points_and_closed_ranges_are_date_parts() {
        round_trip("2022-10-22", json!({ "date-parts": [[2022, 10, 22]] }));
        round_trip("2020-05/2020-06", json!({ "date-parts": [[2020, 5], [2020, 6]] }));
        round_trip("-0043", json!({ "date-parts": [[-44]] }));
        round_trip("0000", json!({ "date-parts": [[-1]] }));
        round_trip("2020/..", json!({ "date-parts": [[2020], [0]] }));
    }

    #[test]
    fn seasons_and_circa_have_members_of_their_own() {
        round_trip("2019-24", json!({ "date-parts": [[2019]], "season": 4 }));
        round_trip("1990~", json!({ "date-parts": [[1990]], "circa": true }));
    }

    #[test]
    fn what_date_parts_cannot_say_is_edtf_beside_them() {
        round_trip("1990?", json!({ "date-parts": [[1990]], "raw": "1990?" }));
        round_trip("../2020", json!({ "date-parts": [[2020]], "raw": "../2020" }));
        round_trip("1990~/1995", json!({ "date-parts": [[1990], [1995]], "circa": true, "raw": "1990~/1995" }));
    }

    #[test]
    fn words_are_literal() {
        round_trip("forthcoming", json!({ "literal": "forthcoming" }));
        round_trip("21 ta' Settembru 2011", json!({ "literal": "21 ta' Settembru 2011" }));
        round_trip("May 5, 2018", json!({ "literal": "May 5, 2018" }));
        round_trip("2018a", json!({ "date-parts": [[2018]], "literal": "2018a" }));
    }

    #[test]
    fn every_dialect_is_read() {
        for (csl, edtf) in [
            (json!("2020-01-02"), "2020-01-02"),
            (json!(2020), "2020"),
            (json!({ "raw": "2020-01" }), "2020-01"),
            (json!({ "date-parts": [["2020", "1", "2"]] }), "2020-01-02"),
            (json!({ "date-parts": [[2020, null]] }), "2020"),
            (json!({ "date-parts": [[2020, 0, 0]] }), "2020"),
            (json!({ "date-parts": [[2020, 22]] }), "2020-22"),
            (json!({ "date-parts": [[2020], [0]] }), "2020/.."),
            (json!({ "raw": "Spring, sometime" }), "Spring, sometime"),
            (json!({ "date-parts": [[2019, 5, 1]], "literal": "May 2019" }), "2019-05-01"),
            (json!({ "date-parts": [[2019]], "literal": "2019" }), "2019"),
            (json!({ "date-parts": [[1990]], "circa": 1 }), "1990~"),
            (json!({ "date-parts": [[1990]], "season": "Fall" }), "1990-23"),
            (json!({ "year": 2006, "month": 5 }), "2006-05"),
            (json!([{ "year": "2005" }, { "year": 2006 }]), "2005/2006"),
            (json!({ "year": 2006, "season": 2 }), "2006-22"),
            (json!([2006, 5]), "2006-05"),
        ] {
            assert_eq!(from_csl(&csl), Some(Date::parse(edtf)), "{csl}");
        }
        for csl in [
            json!({}),
            json!({ "date-parts": [[null]] }),
            json!({ "date-parts": [[]] }),
            json!({ "date-parts": [] }),
            json!({ "raw": "" }),
            json!(""),
        ] {
            assert!(is_empty(&csl), "{csl}");
        }
        assert!(!is_empty(&json!({ "date-parts": [[2020, null]] })));
        assert_eq!(from_csl(&json!(null)), None);
    }
}
