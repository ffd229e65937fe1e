//! Dates: a year, a month and a day, each in words.

use crate::model::{Date, Point, Qualification, WithinYear, month_name};
use crate::values::dates;

/// The year, the month and the day of a date, in words; the last two may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words {
    pub(super) year: String,
    pub(super) month: String,
    pub(super) day: String,
}

impl Words {
    /// Returns the words for a date. Everything but a year, a month and a day is in the year.
    pub(super) fn of(date: &Date) -> Self {
        match date {
            Date::Point(point) if (1..=9999).contains(&point.year) && point.qualification == Qualification::Certain => {
                // Word's styles print the month as it is.
                let name = |month: u8| month_name(month).unwrap_or_default().to_owned();
                let (month, day) = match point.within {
                    WithinYear::Whole => (String::new(), String::new()),
                    WithinYear::Season(season) => (season.name().to_owned(), String::new()),
                    WithinYear::Month(month) => (name(month), String::new()),
                    WithinYear::Day(month, day) => (name(month), day.to_string()),
                };
                Self { year: format!("{:04}", point.year), month, day }
            }
            other => Self { year: other.to_string(), ..Self::default() },
        }
    }

    /// Returns the date that the words express; a literal if they cannot be understood.
    pub(super) fn read(&self) -> Date {
        let [year, month, day] = [&self.year, &self.month, &self.day].map(|part| part.trim());
        if month.is_empty() && day.is_empty() {
            return Date::from_edtf(year)
                .or_else(|| dates::in_words(year))
                .unwrap_or_else(|| Date::Literal(year.to_owned()));
        }
        let point = dates::of_parts(year, Some(month), Some(day).filter(|day| !day.is_empty()));
        match point.filter(|point| is_complete(point, day)) {
            Some(point) => Date::Point(point),
            None => {
                let words =
                    [day, month, year].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                let in_order = [year, month, day].join(" ");
                dates::in_words(in_order.trim()).or_else(|| dates::in_words(&words)).unwrap_or(Date::Literal(words))
            }
        }
    }
}

/// Whether a point has the month, and the day if one is given.
fn is_complete(point: &Point, day: &str) -> bool {
    match point.within {
        WithinYear::Day(..) => true,
        WithinYear::Month(_) => day.is_empty(),
        WithinYear::Season(_) | WithinYear::Whole => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::model::Date;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (year, month, day, expected) in [
            ("2018", "", "", "2018"),
            ("2018", "5", "", "2018-05"),
            ("2018", "May", "28", "2018-05-28"),
            ("2018", "Mai", "28", "2018-05-28"),
            ("2018", "Winter", "", "2018-24"),
            ("2018", "May-June", "", "2018-05/2018-06"),
            ("May 2018", "", "", "2018-05"),
            ("n.d.", "", "", "n.d."),
            ("2018", "Michaelmas", "3", "3 Michaelmas 2018"),
            ("2018", "13", "40", "40 13 2018"),
        ] {
            let words = Words { year: year.into(), month: month.into(), day: day.into() };
            assert_eq!(words.read().to_string(), expected, "{words:?}");
        }
    }

    #[test]
    fn dates_are_read_back() {
        for date in ["2018", "2018-05", "2018-05-28", "2018-22", "0043", "-0043", "2018-05/2018-06", "2018~", "soon"] {
            let date = Date::parse(date);
            assert_eq!(Words::of(&date).read(), date);
        }
    }
}
