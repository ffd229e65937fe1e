//! Dates, in the part of EDTF (ISO 8601-2, levels 0 and 1) that citations use: points of any precision, seasons, open
//! and closed ranges, approximate and uncertain dates, years of more than four digits and before 1; and literals for
//! text that is not a date ("forthcoming").
//!
//! Years are astronomical: 0 is 1 BC. <https://www.loc.gov/standards/datetime/>

use std::fmt;

/// The date of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Date {
    /// One point in time.
    Point(Point),
    /// A range from a point to a point; `None` is an open end, of which there is at most one.
    Range(Option<Point>, Option<Point>),
    /// Words instead of a date.
    Literal(String),
}

/// A point in time, as precisely as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// The astronomical year.
    pub year: i32,
    /// The part within the year, if known.
    pub within: WithinYear,
    /// How certain the source is.
    pub qualification: Qualification,
}

/// How precisely a date is known within its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WithinYear {
    /// Only the year.
    #[default]
    Whole,
    /// A season.
    Season(Season),
    /// A month, 1 to 12.
    Month(u8),
    /// A month, 1 to 12, and a day, 1 to 31.
    Day(u8, u8),
}

/// A season, in EDTF's order (21 to 24).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// EDTF 21.
    Spring,
    /// EDTF 22.
    Summer,
    /// EDTF 23.
    Autumn,
    /// EDTF 24.
    Winter,
}

/// EDTF's qualifiers of a complete date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Qualification {
    /// Stated as a fact.
    #[default]
    Certain,
    /// `?`: the source may be wrong.
    Uncertain,
    /// `~`: approximate ("circa").
    Approximate,
    /// `%`: both.
    UncertainAndApproximate,
}

/// Returns the English name of a month by its number, 1 to 12.
pub(crate) fn month_name(month: u8) -> Option<&'static str> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(usize::from(month).checked_sub(1)?).copied()
}

impl Season {
    /// Returns its English name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Spring => "Spring",
            Self::Summer => "Summer",
            Self::Autumn => "Autumn",
            Self::Winter => "Winter",
        }
    }

    /// Returns the season with CSL's number 1 to 4.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Spring, Self::Summer, Self::Autumn, Self::Winter].get(usize::from(number).checked_sub(1)?).copied()
    }

    /// Returns CSL's number, 1 to 4.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
}

impl Qualification {
    const fn mark(self) -> &'static str {
        match self {
            Self::Certain => "",
            Self::Uncertain => "?",
            Self::Approximate => "~",
            Self::UncertainAndApproximate => "%",
        }
    }

    /// Returns whether the date is approximate ("circa").
    pub const fn is_approximate(self) -> bool {
        matches!(self, Self::Approximate | Self::UncertainAndApproximate)
    }
}

impl Point {
    /// Creates a year.
    pub const fn year(year: i32) -> Self {
        Self { year, within: WithinYear::Whole, qualification: Qualification::Certain }
    }

    /// Creates a month of a year, or returns `None` if there is no such month.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let within = (1..=12).contains(&month).then_some(WithinYear::Month(month))?;
        Some(Self { within, ..Self::year(year) })
    }

    /// Creates a day, or returns `None` if the calendar has no such day.
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        let within = (1..=days_in_month(year, month)).contains(&day).then_some(WithinYear::Day(month, day))?;
        Some(Self { within, ..Self::year(year) })
    }

    /// Returns the number of the month, if known.
    pub const fn month_number(&self) -> Option<u8> {
        match self.within {
            WithinYear::Month(month) | WithinYear::Day(month, _) => Some(month),
            WithinYear::Whole | WithinYear::Season(_) => None,
        }
    }

    /// Returns the day of the month, if known.
    pub const fn day_number(&self) -> Option<u8> {
        match self.within {
            WithinYear::Day(_, day) => Some(day),
            WithinYear::Whole | WithinYear::Season(_) | WithinYear::Month(_) => None,
        }
    }

    /// Parses an EDTF date without a slash; returns `None` if the text is not one.
    pub fn from_edtf(text: &str) -> Option<Self> {
        let (body, qualification) = match text.as_bytes().last()? {
            b'?' => (&text[..text.len() - 1], Qualification::Uncertain),
            b'~' => (&text[..text.len() - 1], Qualification::Approximate),
            b'%' => (&text[..text.len() - 1], Qualification::UncertainAndApproximate),
            _ => (text, Qualification::Certain),
        };
        let (long, body) = match body.strip_prefix('Y') {
            Some(rest) => (true, rest),
            None => (false, body),
        };
        let (negative, body) = match body.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, body),
        };
        let mut parts = body.split('-');
        let digits = parts.next()?;
        let fits = if long { digits.len() > 4 } else { digits.len() == 4 };
        if !fits || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let year: i32 = digits.parse().ok()?;
        let year = if negative { -year } else { year };
        let number = |part: &str| (part.len() == 2).then(|| part.parse::<u8>().ok()).flatten();
        let point = match (parts.next(), parts.next(), parts.next()) {
            (None, None, None) => Self::year(year),
            (Some(part), None, None) => match number(part)? {
                season @ 21..=24 => {
                    Self { within: WithinYear::Season(Season::from_number(season - 20)?), ..Self::year(year) }
                }
                month => Self::month(year, month)?,
            },
            (Some(month), Some(day), None) => Self::day(year, number(month)?, number(day)?)?,
            _ => return None,
        };
        Some(Self { qualification, ..point })
    }

    /// Returns a key that sorts points by time; unknown parts sort before known ones.
    pub const fn sort_key(&self) -> (i32, u8, u8) {
        match self.within {
            WithinYear::Whole => (self.year, 0, 0),
            WithinYear::Season(season) => (self.year, season.number() * 3, 0),
            WithinYear::Month(month) => (self.year, month, 0),
            WithinYear::Day(month, day) => (self.year, month, day),
        }
    }
}

impl Date {
    /// Parses an EDTF date or range; any other text becomes a literal.
    pub fn parse(text: &str) -> Self {
        Self::from_edtf(text).unwrap_or_else(|| Self::Literal(text.to_owned()))
    }

    /// Parses an EDTF date or range; returns `None` if the text is neither.
    pub fn from_edtf(text: &str) -> Option<Self> {
        let Some((start, end)) = text.split_once('/') else {
            return Point::from_edtf(text).map(Self::Point);
        };
        let side = |text: &str| match text {
            "" | ".." => Some(None),
            text => Point::from_edtf(text).map(Some),
        };
        match (side(start)?, side(end)?) {
            (None, None) => None,
            (start, end) => Some(Self::Range(start, end)),
        }
    }

    /// Returns the first known point: a point itself, or the start of a range, or its end if the start is open.
    pub fn first_point(&self) -> Option<Point> {
        match self {
            Self::Point(point) => Some(*point),
            Self::Range(start, end) => start.or(*end),
            Self::Literal(_) => None,
        }
    }

    /// Returns the year: that of the first point, or the only one in a literal such as "2022a" and "In press 2024".
    pub fn year(&self) -> Option<i32> {
        let Self::Literal(words) = self else { return self.first_point().map(|point| point.year) };
        let numbers = words.split(|character: char| !character.is_ascii_digit()).filter(|number| number.len() == 4);
        let mut years = numbers.filter_map(|number| number.parse().ok()).filter(|year| (1400..2200).contains(year));
        let year = years.next()?;
        years.all(|other| other == year).then_some(year)
    }

    /// Returns the point by which the date is ordered and searched: its first one, or the year in its words.
    pub(crate) fn time(&self) -> Option<Point> {
        self.first_point().or_else(|| self.year().map(Point::year))
    }
}

impl fmt::Display for Point {
    /// Writes EDTF.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let digits = self.year.unsigned_abs();
        let long = if digits > 9999 { "Y" } else { "" };
        write!(formatter, "{long}{sign}{digits:04}")?;
        match self.within {
            WithinYear::Whole => {}
            WithinYear::Season(season) => write!(formatter, "-{}", season.number() + 20)?,
            WithinYear::Month(month) => write!(formatter, "-{month:02}")?,
            WithinYear::Day(month, day) => write!(formatter, "-{month:02}-{day:02}")?,
        }
        formatter.write_str(self.qualification.mark())
    }
}

impl fmt::Display for Date {
    /// Writes EDTF; a literal is written unchanged.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |point: &Option<Point>| point.map_or_else(|| "..".to_owned(), |point| point.to_string());
        match self {
            Self::Point(point) => point.fmt(formatter),
            Self::Range(start, end) => write!(formatter, "{}/{}", side(start), side(end)),
            Self::Literal(literal) => formatter.write_str(literal),
        }
    }
}

/// The days of a month of the proleptic Gregorian calendar; 0 if there is no such month.
const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, Point, Qualification, Season, WithinYear};

    #[track_caller]
    fn round_trip(text: &str) -> Date {
        let date = Date::from_edtf(text).unwrap_or_else(|| panic!("{text} is a date"));
        assert_eq!(date.to_string(), text);
        date
    }

    #[test]
    fn points_of_every_precision() {
        assert_eq!(round_trip("2022"), Date::Point(Point::year(2022)));
        assert_eq!(round_trip("2022-10"), Date::Point(Point::month(2022, 10).unwrap()));
        assert_eq!(round_trip("2022-10-22"), Date::Point(Point::day(2022, 10, 22).unwrap()));
    }

    #[test]
    fn seasons() {
        let Date::Point(point) = round_trip("2019-24") else { panic!("a point") };
        assert_eq!(point.within, WithinYear::Season(Season::Winter));
    }

    #[test]
    fn qualifiers() {
        for (text, qualification) in [
            ("1990?", Qualification::Uncertain),
            ("1990-05~", Qualification::Approximate),
            ("1990-05-06%", Qualification::UncertainAndApproximate),
        ] {
            assert_eq!(round_trip(text).first_point().unwrap().qualification, qualification);
        }
    }

    #[test]
    fn ranges_closed_and_open() {
        round_trip("2020-05-01/2020-06-02");
        assert_eq!(round_trip("2020/.."), Date::Range(Some(Point::year(2020)), None));
        assert_eq!(round_trip("../2020"), Date::Range(None, Some(Point::year(2020))));
        assert_eq!(Date::from_edtf("2020/"), Some(Date::Range(Some(Point::year(2020)), None)));
        assert_eq!(Date::from_edtf("../.."), None);
    }

    #[test]
    fn years_before_one_and_beyond_four_digits() {
        assert_eq!(round_trip("-0043").first_point().unwrap().year, -43);
        assert_eq!(round_trip("Y17000").first_point().unwrap().year, 17_000);
        assert_eq!(round_trip("Y-17000").first_point().unwrap().year, -17_000);
    }

    #[test]
    fn words_tell_a_year_when_they_have_just_one() {
        let year = |words: &str| Date::Literal(words.into()).year();
        assert_eq!(year("2022a"), Some(2022));
        assert_eq!(year("In Press 2024"), Some(2024));
        assert_eq!(year("2022-02-30"), Some(2022));
        assert_eq!(year("2012 or 2013"), None);
        assert_eq!(year("in press, 12345 words"), None);
        assert_eq!(Date::parse("2021-05").year(), Some(2021));
    }

    #[test]
    fn what_the_calendar_lacks_is_no_date() {
        for text in
            ["2021-02-29", "2021-13", "2021-00", "2021-04-31", "21", "2021-1-1", "", "forthcoming", "2021-", "é"]
        {
            assert_eq!(Date::from_edtf(text), None, "{text}");
        }
        assert_eq!(Date::parse("forthcoming"), Date::Literal("forthcoming".into()));
        round_trip("2020-02-29");
    }
}
