//! The date of an entry, in both directions: BibTeX's `year`, `month` and `day`, and BibLaTeX's `date`.
//!
//! BibTeX's fields hold a year, a month and a day. For dates that they cannot express (ranges, seasons, "circa"),
//! BibTeX entries also get the field `date`, in EDTF; classic styles ignore it, and it takes precedence when it is
//! read.

use crate::latex;
use crate::latex::Charset;
use crate::model::{Date, Point, WithinYear};

use super::Dialect;
use crate::values::date_words;

/// The macros of the months, which every BibTeX style defines.
pub(super) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A field of a date, as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DateField {
    /// A value in braces.
    Value(&'static str, String),
    /// `month`, as a macro.
    Month(&'static str),
    /// Words of a date for which the data model has no place.
    Words(&'static str, String),
}

/// Precedes words that must not be read as a date: braces that print nothing.
pub(super) const ONLY_WORDS: &str = "{}";

/// Writes a date as a single value: EDTF as it is, since biber takes `~` and `%` literally; words as TeX.
pub(super) fn to_value(date: &Date, charset: Charset) -> String {
    match date {
        Date::Literal(literal) => {
            let words = latex::encode_plain(literal, charset);
            if from_value(&words) == *date { words } else { format!("{ONLY_WORDS}{words}") }
        }
        date => date.to_string(),
    }
}

/// Reads a date from a single value: EDTF, or words that can mean only one date.
pub(super) fn from_value(value: &str) -> Date {
    let value = value.trim();
    let words = |value: &str| latex::decode(value).text.to_plain().trim().to_owned();
    if let Some(literal) = value.strip_prefix(ONLY_WORDS) {
        return Date::parse(&words(literal));
    }
    let understood = || date_words::understood(&words(value));
    Date::from_edtf(&edtf_of(value)).or_else(understood).unwrap_or_else(|| Date::parse(&words(value)))
}

/// Returns the date that words express, if they must not be read as one.
pub(super) fn said_by(date: &Date) -> Option<Date> {
    match date {
        Date::Literal(words) => date_words::understood(words),
        Date::Point(_) | Date::Range(..) => None,
    }
}

/// Returns the fields of an entry's date.
pub(super) fn to_fields(date: &Date, dialect: Dialect, charset: Charset) -> Vec<DateField> {
    let mut fields = Vec::new();
    let point = match (dialect, date) {
        // A number that is not a year but would be read as one.
        (_, Date::Literal(literal)) if literal.parse::<i32>().is_ok() => {
            return vec![DateField::Value("year", format!("{{{literal}}}"))];
        }
        // BibLaTeX's `date` cannot hold words. Its `year` can (manual, section 2.3.8), but biber warns about them.
        (_, Date::Literal(_)) => {
            let value = to_value(date, charset);
            let said = said_by(date).filter(|_| dialect == Dialect::Biblatex);
            return match said {
                Some(said) => vec![DateField::Value("date", said.to_string()), DateField::Words("year", value)],
                None => vec![DateField::Value("year", value)],
            };
        }
        (Dialect::Biblatex, date) => return vec![DateField::Value("date", to_value(date, charset))],
        (Dialect::Bibtex, date) => date.first_point(),
    };
    let Some(point) = point else { return fields };
    fields.push(DateField::Value("year", point.year.to_string()));
    if let Some(month) = point.month_number().and_then(|month| MONTHS.get(usize::from(month) - 1)) {
        fields.push(DateField::Month(month));
    }
    if let Some(day) = point.day_number() {
        fields.push(DateField::Value("day", day.to_string()));
    }
    if *date != Date::Point(plain(point)) {
        fields.push(DateField::Value("date", to_value(date, charset)));
    }
    fields
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
) -> Option<Date> {
    let date = date.map(str::trim).filter(|date| !date.is_empty());
    if let Some(date) = date {
        return Some(from_value(date));
    }
    let year = year?.trim();
    let Ok(number) = year.parse::<i32>() else {
        return (!year.is_empty()).then(|| from_value(year));
    };
    if let Some(range) = within_year(number, month.unwrap_or_default(), day.unwrap_or_default()) {
        return Some(range);
    }
    let month = month.and_then(month_number);
    let day = day.and_then(|day| day.trim().parse().ok()).or(month.and_then(|(_, day)| day));
    let month = month.map(|(month, _)| month);
    let point = match (month, day) {
        (Some(month), Some(day)) => Point::day(number, month, day).or_else(|| Point::month(number, month)),
        (Some(month), None) => Point::month(number, month),
        (None, _) => None,
    };
    Some(Date::Point(point.unwrap_or(Point::year(number))))
}

/// Returns the range of months or days, or the season, that `month` and `day` express: `May--June`, `5/6`, `Summer`,
/// `3--5`.
fn within_year(year: i32, month: &str, day: &str) -> Option<Date> {
    let is_between = |character: char| "-–—/".contains(character);
    let halves = |text: &str| {
        let (first, last) = text.split_once(is_between)?;
        Some((first.trim().to_owned(), last.trim_start_matches(is_between).trim().to_owned()))
    };
    let range = |start: Option<Point>, end: Option<Point>| Some(Date::Range(Some(start?), Some(end?)));
    if let Some((first, last)) = halves(month) {
        let (first, last) = (month_number(&first)?, month_number(&last)?);
        return (first.0 < last.0).then(|| match (first.1, last.1) {
            (Some(start), Some(end)) => range(Point::day(year, first.0, start), Point::day(year, last.0, end)),
            _ => range(Point::month(year, first.0), Point::month(year, last.0)),
        })?;
    }
    if let Some((first, last)) = halves(day) {
        let (month, _) = month_number(month)?;
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        return (first < last).then(|| range(Point::day(year, month, first), Point::day(year, month, last)))?;
    }
    let season = date_words::season(month.trim())?;
    Date::from_edtf(&format!("{year:04}-{}", season + 20))
}

/// Converts EDTF to the form that records hold: without a time after the day, with ranges for unspecified digits
/// (`199X`, `2004-XX`), and with open ends in place of the words that older drafts of EDTF used.
fn edtf_of(date: &str) -> String {
    let side = |side: &str| match side.split_once('T').map_or(side, |(day, _)| day).trim() {
        "open" | "unknown" | "*" => "..".to_owned(),
        side => side.strip_prefix('y').map_or_else(|| side.to_owned(), |year| format!("Y{year}")),
    };
    let sides: Vec<String> = date.split('/').map(side).map(|side| qualified(&side)).collect();
    match sides.as_slice() {
        [point] => unspecified(point).unwrap_or_else(|| point.clone()),
        // If a range starts or ends with a range, the outermost points are used.
        [start, end] => {
            let far = |side: &String, is_start: bool| match unspecified(side) {
                Some(range) => {
                    let (first, last) = range.split_once('/').unwrap_or((&range, &range));
                    if is_start { first.to_owned() } else { last.to_owned() }
                }
                None => side.clone(),
            };
            format!("{}/{}", far(start, true), far(end, false))
        }
        sides => sides.join("/"),
    }
}

/// Combines the qualifiers of a point into one after it: `?~` becomes `%`, and EDTF's second level puts them on parts
/// (`2004-06-~11`).
fn qualified(point: &str) -> String {
    let marks: String = point.chars().filter(|character| "?~%".contains(*character)).collect();
    let bare: String = point.chars().filter(|character| !"?~%".contains(*character)).collect();
    if marks.is_empty() || !bare.starts_with(|first: char| first.is_ascii_digit() || "-Y".contains(first)) {
        return point.to_owned();
    }
    let mark = match (marks.contains('?') || marks.contains('%'), marks.contains('~') || marks.contains('%')) {
        (true, true) => "%",
        (true, false) => "?",
        _ => "~",
    };
    bare + mark
}

/// Returns the meaning of a date with unspecified digits: a range of years, or the known year or month.
fn unspecified(point: &str) -> Option<String> {
    let is_unspecified = |part: &str| !part.is_empty() && part.bytes().all(|byte| matches!(byte, b'X' | b'x' | b'u'));
    let (before, last) = point.rsplit_once('-').unwrap_or(("", point));
    if last.len() == 2 && is_unspecified(last) && !before.is_empty() {
        return Some(unspecified(before).unwrap_or_else(|| before.to_owned()));
    }
    let known = point.trim_end_matches(['X', 'x', 'u']);
    let open = point.len() - known.len();
    let is_year = point.len() == 4 && known.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && (1..=3).contains(&open)).then(|| format!("{known}{}/{known}{}", "0".repeat(open), "9".repeat(open)))
}

/// Returns the number of a month, given as a macro, a name or its beginning, or a number; and the day, if the text has
/// one.
fn month_number(text: &str) -> Option<(u8, Option<u8>)> {
    let text = text.trim().trim_end_matches('月').to_lowercase();
    let word = text.split(|character: char| !character.is_alphabetic()).find(|word| word.len() >= 3);
    let named = word.and_then(date_words::month);
    match named {
        Some(month) => {
            let number = text.split(|character: char| !character.is_ascii_digit()).find(|digits| !digits.is_empty());
            Some((month, number.and_then(|digits| digits.parse().ok())))
        }
        None => text.parse().ok().filter(|month| (1..=12).contains(month)).map(|month| (month, None)),
    }
}

/// Returns the part of a point that `year`, `month` and `day` can hold.
fn plain(point: Point) -> Point {
    let within = match point.within {
        WithinYear::Season(_) => WithinYear::Whole,
        within => within,
    };
    Point { within, ..Point::year(point.year) }
}

#[cfg(test)]
mod tests {
    use super::super::Dialect;
    use super::{DateField, from_fields, to_fields};
    use crate::latex::Charset;
    use crate::model::Date;

    fn back(fields: &[DateField]) -> Option<Date> {
        let value = |wanted: &str| {
            fields.iter().find_map(|field| match field {
                DateField::Value(name, value) => (*name == wanted).then_some(value.as_str()),
                DateField::Month(month) => (wanted == "month").then_some(*month),
                DateField::Words(..) => None,
            })
        };
        from_fields(value("date"), value("year"), value("month"), value("day"))
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
    fn bibtex_has_macros_for_months() {
        let fields = to_fields(&Date::parse("2022-10-22"), Dialect::Bibtex, Charset::Unicode);
        let value = |name, value: &str| DateField::Value(name, value.to_owned());
        assert_eq!(fields, [value("year", "2022"), DateField::Month("oct"), value("day", "22")]);
    }

    #[test]
    fn months_are_read_in_every_spelling() {
        for month in ["oct", "October", "10", " OCT. ", "Oct"] {
            assert_eq!(from_fields(None, Some("2022"), Some(month), None), Some(Date::parse("2022-10")), "{month}");
        }
        assert_eq!(from_fields(None, Some("2022"), Some("oct~22"), None), Some(Date::parse("2022-10-22")));
        assert_eq!(from_fields(None, Some("2022"), Some("Michaelmas"), None), Some(Date::parse("2022")));
        assert_eq!(from_fields(None, Some("2021"), Some("2"), Some("31")), Some(Date::parse("2021-02")));
    }

    #[test]
    fn older_and_vaguer_forms_are_read() {
        for (value, edtf) in [
            ("199X", "1990/1999"),
            ("20uu", "2000/2099"),
            ("2004-XX", "2004"),
            ("1999-01-XX", "1999-01"),
            ("1998/unknown", "1998/.."),
            ("1999/open", "1999/.."),
            ("y-17000", "Y-17000"),
            ("XXXX", "XXXX"),
            ("1723?~", "1723%"),
            ("2004-06-~11", "2004-06-11~"),
            ("199X/2001", "1990/2001"),
            ("1984/199X", "1984/1999"),
        ] {
            assert_eq!(from_fields(Some(value), None, None, None), Some(Date::parse(edtf)), "{value}");
        }
    }

    #[test]
    fn months_may_be_several_or_seasons() {
        for (month, day, edtf) in [
            ("May--June", None, "2020-05/2020-06"),
            ("5/6", None, "2020-05/2020-06"),
            ("mar/apr", None, "2020-03/2020-04"),
            ("may", Some("3--5"), "2020-05-03/2020-05-05"),
            ("Summer", None, "2020-22"),
            ("März", None, "2020-03"),
            ("diciembre", None, "2020-12"),
            ("30 May - 2 June", None, "2020-05-30/2020-06-02"),
        ] {
            assert_eq!(from_fields(None, Some("2020"), Some(month), day), Some(Date::parse(edtf)), "{month}");
        }
    }

    #[test]
    fn words_that_say_a_date_are_read_and_words_that_must_stay_stay() {
        assert_eq!(from_fields(Some("15 May 2020"), None, None, None), Some(Date::parse("2020-05-15")));
        assert_eq!(from_fields(None, Some("1999--2000"), None, None), Some(Date::parse("1999/2000")));
        let words = Date::Literal("15 May 2020".to_owned());
        assert_eq!(back(&to_fields(&words, Dialect::Bibtex, Charset::Unicode)), Some(words.clone()));
        let fields = to_fields(&words, Dialect::Biblatex, Charset::Unicode);
        let expected =
            [DateField::Value("date", "2020-05-15".to_owned()), DateField::Words("year", "{}15 May 2020".to_owned())];
        assert_eq!(fields, expected);
    }

    #[test]
    fn times_are_left_out() {
        assert_eq!(from_fields(Some("2020-01-02T10:00:00Z"), None, None, None), Some(Date::parse("2020-01-02")));
        assert_eq!(from_fields(Some("2020-01-02/"), None, None, None), Some(Date::parse("2020-01-02/..")));
    }
}
