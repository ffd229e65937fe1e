//! Dates that are the value of one field, in both directions: EDTF (biblatex manual, section 2.3.8), or words.

use crate::latex;
use crate::latex::Charset;
use crate::model::Date;
use crate::values::date_words;

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

#[cfg(test)]
mod tests {
    use super::from_value;
    use crate::model::Date;

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
            assert_eq!(from_value(value), Date::parse(edtf), "{value}");
        }
    }

    #[test]
    fn words_that_say_a_date_are_read() {
        assert_eq!(from_value("15 May 2020"), Date::parse("2020-05-15"));
        assert_eq!(from_value("1999--2000"), Date::parse("1999/2000"));
        assert_eq!(from_value("{}15 May 2020"), Date::Literal("15 May 2020".to_owned()));
    }

    #[test]
    fn times_are_left_out() {
        assert_eq!(from_value("2020-01-02T10:00:00Z"), Date::parse("2020-01-02"));
        assert_eq!(from_value("2020-01-02/"), Date::parse("2020-01-02/.."));
    }
}
