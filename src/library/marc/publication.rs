//! Where and when a work was published: fields 260, 264, 502 and 008.

use super::FORMAT;
use super::element::{Marc, bare, without_brackets, without_stop};
use crate::model::{Date, DateVariable, Kind, Point, Record, TextVariable, Variable};

/// How catalogues say that a place or publisher is not known.
const UNKNOWN: &[&str] = &["s.l", "s. l", "s.n", "s. n", "not identified", "nicht ermittelbar", "lieu de publication"];

/// Sets the publisher, the place and the date, and what a thesis is.
pub(super) fn set(record: &mut Record, marc: Marc<'_>) {
    // The second indicator of 264 is 1 for publication; others are for production, distribution and copyright.
    let imprint = marc.fields(&["264"]).find(|field| field.indicator(2) == '1').or_else(|| marc.field("260"));
    let copyright = marc.fields(&["264"]).find(|field| field.indicator(2) == '4').and_then(|field| field.subfield('c'));
    let part = |code: char| {
        let text = imprint.and_then(|field| field.subfield(code))?;
        let text = without_brackets(without_stop(&text)).to_owned();
        let lower = text.to_lowercase();
        (!UNKNOWN.iter().any(|unknown| lower.contains(unknown))).then_some(text)
    };
    record.set_text(TextVariable::PublisherPlace, part('a').unwrap_or_default());
    record.set_text(TextVariable::Publisher, part('b').unwrap_or_default());
    let words = imprint.and_then(|field| field.subfield('c')).or(copyright);
    let date = marc.control("008").and_then(|fixed| date_of_fixed_field(&fixed, record.kind));
    match (date, words) {
        (Some(date), _) => record.set_date(DateVariable::Issued, date),
        (None, Some(words)) => record.set_date(DateVariable::Issued, date_of_words(&words)),
        (None, None) => {}
    }
    set_thesis(record, marc);
}

/// Returns the date of field 008: the type of the date at position 6, and two dates of four characters.
/// <https://www.loc.gov/marc/bibliographic/bd008a.html>
fn date_of_fixed_field(fixed: &str, kind: Kind) -> Option<Date> {
    let year = |start: usize| fixed.get(start..start + 4)?.parse::<i32>().ok().filter(|year| (1..9999).contains(year));
    let first = year(7)?;
    match fixed.chars().nth(6)? {
        's' | 't' | 'r' | 'p' => Some(Date::Point(Point::year(first))),
        'e' => {
            let number = |start: usize| fixed.get(start..start + 2).and_then(|digits| digits.parse::<u8>().ok());
            let point = match (number(11), number(13)) {
                (Some(month), Some(day)) => Point::day(first, month, day).or_else(|| Point::month(first, month)),
                (Some(month), None) => Point::month(first, month),
                _ => None,
            };
            Some(Date::Point(point.unwrap_or(Point::year(first))))
        }
        // Works of several years; periodicals that go on have 9999 as their end.
        'm' | 'c' | 'd' | 'u' if kind == Kind::Periodical || year(11).is_some_and(|last| last > first) => {
            Some(Date::Range(Some(Point::year(first)), year(11).map(Point::year)))
        }
        'm' => Some(Date::Point(Point::year(first))),
        // Questionable dates are in the words of the imprint.
        _ => None,
    }
}

/// Returns the date of `c1999.`, `[2010]`, `©2010` or `2010-`.
fn date_of_words(words: &str) -> Date {
    let bare = without_brackets(bare(words).trim_end_matches(['.', '-'])).trim_start_matches(['c', '©', 'p', ' ']);
    match Date::from_edtf(bare) {
        Some(date) => date,
        None => {
            let mut years = words
                .split(|character: char| !character.is_ascii_digit())
                .filter(|digits| digits.len() == 4)
                .filter_map(|digits| digits.parse::<i32>().ok());
            match (years.next(), years.next()) {
                (Some(year), None) => Date::Point(Point::year(year)),
                _ => Date::Literal(words.to_owned()),
            }
        }
    }
}

/// Sets the degree and the university of a thesis: subfields, or one text such as “Thesis (Ph.D.)--University of Oslo, 1999.”
fn set_thesis(record: &mut Record, marc: Marc<'_>) {
    let Some(field) = marc.field("502") else { return };
    let (degree, institution) = (field.subfield('b'), field.subfield('c'));
    if degree.is_some() || institution.is_some() {
        record.set_text(TextVariable::Genre, degree.map(|degree| without_stop(&degree).to_owned()).unwrap_or_default());
        if let Some(institution) = institution {
            record.set_text(TextVariable::Publisher, bare(&institution).to_owned());
        }
    } else if let Some(text) = field.subfield('a') {
        match text.split_once("--").or_else(|| text.split_once(" – ")) {
            Some((thesis, rest)) => {
                record.set_text(TextVariable::Genre, thesis.trim());
                let institution = rest.rsplit_once(", ").map_or(rest, |(institution, _)| institution);
                record.set_text(TextVariable::Publisher, without_stop(institution).to_owned());
                for variable in [TextVariable::Genre, TextVariable::Publisher] {
                    record.mark_inferred(
                        Variable::Text(variable),
                        "it was read from the words of the note on the thesis",
                    );
                }
            }
            None => record.keep_extra(FORMAT.id, "502", text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{date_of_fixed_field, date_of_words};
    use crate::model::Kind;

    #[test]
    fn dates_come_from_positions_or_words() {
        for (fixed, kind, expected) in [
            ("050101s2004    no", Kind::Book, Some("2004")),
            ("050101e20040312no", Kind::Book, Some("2004-03-12")),
            ("050101c19999999no", Kind::Periodical, Some("1999/..")),
            ("050101m19992001no", Kind::Book, Some("1999/2001")),
            ("050101q19901999no", Kind::Book, None),
            ("050101s19uu    no", Kind::Book, None),
            ("", Kind::Book, None),
        ] {
            assert_eq!(date_of_fixed_field(fixed, kind).map(|date| date.to_string()).as_deref(), expected, "{fixed}");
        }
        for (words, expected) in [
            ("c1999.", "1999"),
            ("[2010]", "2010"),
            ("©2010", "2010"),
            ("2010-", "2010"),
            ("[between 1990 and 1999]", "[between 1990 and 1999]"),
        ] {
            assert_eq!(date_of_words(words).to_string(), expected, "{words}");
        }
    }
}
