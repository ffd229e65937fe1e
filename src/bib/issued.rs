//! The date of publication, in both directions: BibTeX's `year`, `month` and `day`, and BibLaTeX's `date`.
//!
//! btxdoc, section 3.2: "year: … Generally it should consist of four numerals, such as `1984`, although the standard
//! styles can handle any year whose last four nonpunctuation characters are numerals, such as `(about 1984)`"; and
//! "month: … You should use the standard three-letter abbreviation". LaTeX's manual, appendix B, puts a day into the
//! month: `month = jul # "~4,"`. The styles print what the month holds, so it may be a range, a season or any other text.
//!
//! BibTeX entries get the field `date`, in EDTF, only for what these fields cannot express ("circa", ranges of years,
//! open ranges); classic styles ignore it, and it takes precedence when it is read. The text of a month or day that is
//! not part of the date stays a field of its own.

use crate::latex::Charset;
use crate::model::{Date, Point, Qualification, WithinYear};
use crate::values::date_words;

use super::Dialect;
use super::dates::{from_value, to_value};
use super::plain_values::plain;

/// The macros of the months, which every BibTeX style defines.
pub(super) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A field of a date, as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DateField {
    /// A value in braces.
    Value(&'static str, String),
    /// `month`: text in which the macros of months stand for the months.
    Month(String),
}

/// The date of an entry, as it was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Issued {
    pub(super) date: Date,
    /// Whether the date lacks something of what `month` holds.
    pub(super) lacks_month: bool,
    /// Whether the date lacks something of what `day` holds.
    pub(super) lacks_day: bool,
}

/// Returns the fields of an entry's date.
pub(super) fn to_fields(date: &Date, dialect: Dialect, charset: Charset) -> Vec<DateField> {
    let point = match (dialect, date) {
        // A number that is not a year but would be read as one.
        (_, Date::Literal(literal)) if literal.parse::<i32>().is_ok() => {
            return vec![DateField::Value("year", format!("{{{literal}}}"))];
        }
        // BibLaTeX's `date` cannot hold words. Its `year` can (manual, section 2.3.8), but biber warns about them.
        (_, Date::Literal(_)) => {
            return vec![DateField::Value("year", to_value(date, charset))];
        }
        (Dialect::Biblatex, date) => return vec![DateField::Value("date", to_value(date, charset))],
        (Dialect::Bibtex, date) => date.first_point(),
    };
    let Some(point) = point else { return Vec::new() };
    let year = point.year.to_string();
    let (month, day) = (month_of(date, point), point.day_number().map(|day| day.to_string()));
    let day =
        day.filter(|_| matches!(date, Date::Point(_)) || month.as_deref().is_some_and(|month| MONTHS.contains(&month)));
    let is_plain =
        |point: &Point| point.qualification == Qualification::Certain && !matches!(point.within, WithinYear::Season(_));
    let is_read =
        || from_fields(None, Some(&year), month.as_deref(), day.as_deref()).is_some_and(|read| read.date == *date);
    let is_whole = matches!(date, Date::Point(point) if is_plain(point)) || is_read();
    let mut fields = vec![DateField::Value("year", year)];
    fields.extend(month.map(DateField::Month));
    fields.extend(day.map(|day| DateField::Value("day", day)));
    if !is_whole {
        fields.push(DateField::Value("date", to_value(date, charset)));
    }
    fields
}

/// Returns the text of `month`: of a range within a year both ends, of other ranges the month in which they start.
fn month_of(date: &Date, start: Point) -> Option<String> {
    let macro_of = |month: u8| MONTHS.get(usize::from(month).checked_sub(1)?).copied();
    let end = match date {
        Date::Range(Some(_), Some(end)) if end.year == start.year => Some(end.within),
        _ => None,
    };
    Some(match (start.within, end) {
        (WithinYear::Whole, _) => return None,
        (WithinYear::Season(first), Some(WithinYear::Season(last))) => format!("{}/{}", first.name(), last.name()),
        (WithinYear::Season(season), _) => season.name().to_owned(),
        (WithinYear::Month(first), Some(WithinYear::Month(last))) if first < last => {
            format!("{}--{}", macro_of(first)?, macro_of(last)?)
        }
        (WithinYear::Day(month, first), Some(WithinYear::Day(same, last))) if month == same && first < last => {
            format!("{}~{first}--{last}", macro_of(month)?)
        }
        (WithinYear::Day(first, start), Some(WithinYear::Day(last, end))) if first < last => {
            format!("{}~{start}--{}~{end}", macro_of(first)?, macro_of(last)?)
        }
        (WithinYear::Month(month) | WithinYear::Day(month, _), _) => macro_of(month)?.to_owned(),
    })
}

/// Returns the value of `month` as BibTeX reads it without delimiters: `mar # "--" # apr` for `mar--apr`. `None` if it
/// names no month by its macro.
pub(super) fn with_macros(month: &str) -> Option<String> {
    if month.contains('"') {
        return None;
    }
    let mut pieces: Vec<String> = Vec::new();
    let (mut text, mut rest, mut depth) = (String::new(), month, 0_usize);
    while let Some(first) = rest.chars().next() {
        let is_letter = |character: char| character.is_alphanumeric() || character == '\\';
        let end = rest.find(|character| is_letter(character) != is_letter(first)).unwrap_or(rest.len());
        let word = &rest[..end];
        rest = &rest[end..];
        depth = (depth + word.matches('{').count()).saturating_sub(word.matches('}').count());
        if depth == 0 && MONTHS.contains(&word) {
            if !text.is_empty() {
                pieces.push(format!("\"{}\"", std::mem::take(&mut text)));
            }
            pieces.push(word.to_owned());
        } else {
            text.push_str(word);
        }
    }
    if pieces.is_empty() {
        return None;
    }
    if !text.is_empty() {
        pieces.push(format!("\"{text}\""));
    }
    Some(pieces.join(" # "))
}

/// Reads the date from `date`, or from `year`, `month` and `day`. Macros in `month` have already been replaced by texts
/// such as `oct` or `10`.
///
/// Returns `None` if there is no date.
pub(super) fn from_fields(
    date: Option<&str>,
    year: Option<&str>,
    month: Option<&str>,
    day: Option<&str>,
) -> Option<Issued> {
    let filled = |field: Option<&str>| field.map(plain).filter(|words| !words.is_empty());
    let whole = |date| Issued { date, lacks_month: false, lacks_day: false };
    if let Some(date) = date.map(str::trim).filter(|date| !date.is_empty()) {
        return Some(whole(from_value(date)));
    }
    let (month, day) = (filled(month), filled(day));
    let Some(year) = year.map(str::trim).filter(|year| !year.is_empty()) else {
        // The year may be in the month: "June 2015".
        return date_words::understood(&month?).filter(|_| day.is_none()).map(whole);
    };
    let date = year.parse().map_or_else(|_| from_value(year), |year| Date::Point(Point::year(year)));
    let (month_words, day_words) = (month.as_deref().unwrap_or_default(), day.as_deref().unwrap_or_default());
    let within = match date {
        _ if month.is_none() => None,
        Date::Point(point) if point == Point::year(point.year) => {
            // Most months are macros.
            let month = MONTHS.iter().zip(1..).find(|(name, _)| **name == month_words && day.is_none());
            let at_once = month.and_then(|(_, number)| Point::month(point.year, number)).map(Date::Point);
            at_once.or_else(|| date_words::in_year(month_words, day_words, point.year))
        }
        Date::Range(Some(start), Some(end)) if [start, end] == [Point::year(start.year), Point::year(end.year)] => {
            date_words::in_two_years(month_words, [start.year, end.year]).filter(|_| day.is_none())
        }
        _ => None,
    };
    if let Some(date) = within {
        return Some(whole(date));
    }
    // As much as can be said: the month, without a day that the calendar lacks.
    let (month_alone, has_all) = match date {
        Date::Point(point) if point == Point::year(point.year) => {
            let alone = date_words::in_year(month_words, "", point.year).filter(|_| month.is_some());
            let has_all = alone.is_some();
            (alone.or_else(|| Point::month(point.year, named_month(month_words)?).map(Date::Point)), has_all)
        }
        _ => (None, false),
    };
    let lacks_month = month.is_some() && !has_all;
    Some(Issued { date: month_alone.unwrap_or(date), lacks_month, lacks_day: day.is_some() })
}

/// Returns the month that other words have among them by its full name or its macro: "early March".
fn named_month(words: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    words.split(|character: char| !character.is_alphabetic()).find_map(|word| {
        let word = word.to_lowercase();
        let position = MONTHS.iter().zip(NAMES).position(|(short, name)| word == *short || word == name)?;
        u8::try_from(position + 1).ok()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Dialect;
    use super::{DateField, Issued, from_fields, to_fields, with_macros};
    use crate::latex::Charset;
    use crate::model::Date;

    fn issued(year: &str, month: &str, day: &str) -> Issued {
        let filled = |text| Some(text).filter(|text: &&str| !text.is_empty());
        from_fields(None, filled(year), filled(month), filled(day)).unwrap()
    }

    #[track_caller]
    fn reads(year: &str, month: &str, day: &str, edtf: &str) {
        let whole = Issued { date: Date::parse(edtf), lacks_month: false, lacks_day: false };
        assert_eq!(issued(year, month, day), whole, "{year} {month} {day}");
    }

    fn back(fields: &[DateField]) -> Option<Date> {
        let value = |wanted: &str| {
            fields.iter().find_map(|field| match field {
                DateField::Value(name, value) => (*name == wanted).then_some(value.as_str()),
                DateField::Month(month) => (wanted == "month").then_some(month.as_str()),
            })
        };
        from_fields(value("date"), value("year"), value("month"), value("day")).map(|issued| issued.date)
    }

    fn bibtex(edtf: &str) -> Vec<String> {
        let fields = to_fields(&Date::parse(edtf), Dialect::Bibtex, Charset::Unicode);
        fields
            .into_iter()
            .map(|field| match field {
                DateField::Value(name, value) => format!("{name} = {{{value}}}"),
                DateField::Month(month) => {
                    format!("month = {}", with_macros(&month).unwrap_or_else(|| format!("{{{month}}}")))
                }
            })
            .collect()
    }

    #[test]
    fn every_date_comes_back() {
        for text in [
            "2022-10-22",
            "2022-10",
            "2022",
            "2020-05/2020-06",
            "2019-24",
            "1990~",
            "2020/..",
            "-0043",
            "forthcoming",
            "Y17000",
            "12",
            "-1",
            "May 5, 2020, or so",
            "2018a",
            "2025, forthcoming",
            "2000-24/2001",
        ] {
            let date = Date::parse(text);
            for dialect in [Dialect::Bibtex, Dialect::Biblatex] {
                assert_eq!(back(&to_fields(&date, dialect, Charset::Unicode)), Some(date.clone()), "{text}");
            }
        }
    }

    #[test]
    fn words_that_look_like_a_year_stay_words() {
        let date = Date::Literal("20".to_owned());
        for dialect in [Dialect::Bibtex, Dialect::Biblatex] {
            assert_eq!(back(&to_fields(&date, dialect, Charset::Unicode)), Some(date.clone()));
        }
    }

    #[test]
    fn bibtex_prints_what_the_month_holds() {
        for (edtf, fields) in [
            ("2022-10-22", &["year = {2022}", "month = oct", "day = {22}"] as &[&str]),
            ("2020-03/2020-04", &["year = {2020}", "month = mar # \"--\" # apr"]),
            ("2015-06-07/2015-06-12", &["year = {2015}", "month = jun # \"~7--12\""]),
            ("2015-06-28/2015-07-02", &["year = {2015}", "month = jun # \"~28--\" # jul # \"~2\""]),
            ("2020-23", &["year = {2020}", "month = {Autumn}"]),
            ("2020-21/2020-22", &["year = {2020}", "month = {Spring/Summer}"]),
            (
                "2019-12-30/2020-01-02",
                &["year = {2019}", "month = dec", "day = {30}", "date = {2019-12-30/2020-01-02}"],
            ),
            ("1999/2000", &["year = {1999}", "date = {1999/2000}"]),
            ("1990-05~", &["year = {1990}", "month = may", "date = {1990-05~}"]),
        ] {
            assert_eq!(bibtex(edtf), fields, "{edtf}");
        }
    }

    #[test]
    fn macros_of_months_are_outside_the_quotation_marks() {
        for (month, value) in [
            ("oct", Some("oct")),
            ("10~jan", Some("\"10~\" # jan")),
            ("mar/apr", Some("mar # \"/\" # apr")),
            ("{mar}", None),
            ("march", None),
            ("\\mar", None),
            ("mar \"x\"", None),
            ("1st Quart.", None),
        ] {
            assert_eq!(with_macros(month).as_deref(), value, "{month}");
        }
    }

    #[test]
    fn months_are_read_in_every_spelling() {
        for month in ["oct", "October", "10", " OCT. ", "Oct", "{Oct}"] {
            reads("2022", month, "", "2022-10");
        }
        for (month, day, edtf) in [
            ("oct~22", "", "2020-10-22"),
            ("10~jan", "", "2020-01-10"),
            ("May--June", "", "2020-05/2020-06"),
            ("5/6", "", "2020-05/2020-06"),
            ("mar/apr", "", "2020-03/2020-04"),
            ("may", "3--5", "2020-05-03/2020-05-05"),
            ("June 7--12", "", "2020-06-07/2020-06-12"),
            ("7--12 June", "", "2020-06-07/2020-06-12"),
            ("July 13--15", "", "2020-07-13/2020-07-15"),
            ("June 28--July 2", "", "2020-06-28/2020-07-02"),
            ("30 May - 2 June", "", "2020-05-30/2020-06-02"),
            ("Summer", "", "2020-22"),
            ("Fall", "", "2020-23"),
            ("M{\\\"a}rz", "", "2020-03"),
            ("diciembre", "", "2020-12"),
            ("Jan./2020", "", "2020-01"),
        ] {
            reads("2020", month, day, edtf);
        }
    }

    #[test]
    fn the_year_may_have_company() {
        for (year, month, edtf) in [
            ("(2019)", "", "2019"),
            ("(2019)", "may", "2019-05"),
            ("{2019}", "may", "2019-05"),
            ("c. 1850", "", "1850~"),
            ("[1850?]", "", "1850?"),
            ("2000--2001", "", "2000/2001"),
            ("1999/2000", "", "1999/2000"),
            ("1999/2000", "Winter", "1999-24/2000"),
            ("1999/2000", "dec/jan", "1999-12/2000-01"),
            ("Winter 2000/2001", "", "2000-24/2001"),
            ("Jan./1992", "", "1992-01"),
            ("", "June 2015", "2015-06"),
            ("2018a", "", "2018a"),
            ("n.d.", "", "n.d."),
        ] {
            reads(year, month, "", edtf);
        }
        assert_eq!(issued("2018a", "", "").date.year(), Some(2018));
        assert_eq!(issued("2025, forthcoming", "", "").date.year(), Some(2025));
    }

    #[test]
    fn what_the_date_lacks_is_known() {
        for (year, month, day, edtf, lacks) in [
            ("2020", "1st Quart.", "", "2020", (true, false)),
            ("2020", "early March", "", "2020-03", (true, false)),
            ("2020", "Michaelmas", "2", "2020", (true, true)),
            ("2021", "2", "31", "2021-02", (false, true)),
            ("2021", "", "5", "2021", (false, true)),
            ("2021", "dec/jan", "", "2021-12", (true, false)),
            ("2021", "June 2020", "", "2021-06", (true, false)),
            ("in press", "mar", "", "in press", (true, false)),
            ("c. 1850", "mar", "", "1850~", (true, false)),
        ] {
            let Issued { date, lacks_month, lacks_day } = issued(year, month, day);
            assert_eq!((date, (lacks_month, lacks_day)), (Date::parse(edtf), lacks), "{year} {month} {day}");
        }
    }

    #[test]
    fn a_date_in_edtf_takes_precedence() {
        let date = from_fields(Some("2020-05"), Some("2021"), Some("x"), None).map(|issued| issued.date);
        assert_eq!(date, Some(Date::parse("2020-05")));
        assert_eq!(from_fields(None, Some(" "), Some("may"), None), None);
    }

    #[test]
    fn words_that_must_stay_stay() {
        let words = Date::Literal("15 May 2020".to_owned());
        assert_eq!(back(&to_fields(&words, Dialect::Bibtex, Charset::Unicode)), Some(words.clone()));
        let fields = to_fields(&words, Dialect::Biblatex, Charset::Unicode);
        assert_eq!(fields, [DateField::Value("year", "{}15 May 2020".to_owned())]);
    }

    proptest! {
        #[test]
        fn ranges_within_a_year_come_back(first in 1_u8..=12, last in 1_u8..=12, start in 1_u8..=28, end in 1_u8..=28) {
            for edtf in [
                format!("2021-{first:02}-{start:02}/2021-{last:02}-{end:02}"),
                format!("2021-{first:02}/2021-{last:02}"),
                format!("2021-{first:02}-{start:02}"),
            ] {
                let date = Date::parse(&edtf);
                prop_assert_eq!(back(&to_fields(&date, Dialect::Bibtex, Charset::Ascii)), Some(date), "{}", edtf);
            }
        }

        #[test]
        fn no_text_makes_it_panic(month in "\\PC*", day in "\\PC{0,5}") {
            with_macros(&month);
            from_fields(None, Some("2020"), Some(&month), Some(&day));
        }
    }
}
