//! Values that biblatex's data model accepts for fields with a required form: `isbn` and `issn`, which must be single,
//! and `volume` and `volumes`, which must be integers (`biber --tool --validate-datamodel`). If a record holds more,
//! the field has the part that fits, and the whole value is in a packed field (see `data_model.rs`).

use crate::text::identifiers::{normalise_isbn, normalise_issn};

/// Words before the number of a volume, in lower case.
const LABELS: &[&str] = &["vol", "volume", "bd", "band", "tome", "tomo", "t", "v"];

/// Returns the value that is written instead of one without the required form; `None` if the value has the form, or if
/// no part of it has.
pub(super) fn instead(field: &str, value: &str) -> Option<String> {
    match field {
        "isbn" => one_of(value, |text| normalise_isbn(text).is_some()),
        "issn" => one_of(value, |text| normalise_issn(text).is_some()),
        "volume" | "volumes" => integer(value),
        _ => None,
    }
}

/// Returns the first of several values that is valid.
fn one_of(value: &str, is_right: impl Fn(&str) -> bool) -> Option<String> {
    if is_right(value) {
        return None;
    }
    let mut items = value.split(|character: char| character.is_whitespace() || ",;/".contains(character));
    items.find(|item| !item.is_empty() && is_right(item)).map(str::to_owned)
}

/// Returns the number at the start of a value, after a label or as a Roman numeral.
fn integer(value: &str) -> Option<String> {
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let label_end = value.find(|character: char| !character.is_alphabetic()).unwrap_or(value.len());
    let is_label = LABELS.contains(&value[..label_end].to_lowercase().as_str());
    let number = if is_label { value[label_end..].trim_start_matches(['.', ' ', '\u{A0}']) } else { value };
    let end = number.find(|character: char| !character.is_ascii_digit()).unwrap_or(number.len());
    match &number[..end] {
        "" => from_roman(number).map(|number| number.to_string()),
        digits => Some(digits.to_owned()),
    }
}

/// Returns the number of a Roman numeral in its usual form, up to 3999.
fn from_roman(text: &str) -> Option<u32> {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut rest, mut number) = (text, 0);
    for (value, digit) in DIGITS {
        while let Some(after) = rest.strip_prefix(digit).filter(|_| number < 4000) {
            (rest, number) = (after, number + value);
        }
    }
    // The text must be the usual form of the number.
    let (mut usual, mut left) = (String::new(), number);
    for (value, digit) in DIGITS {
        while left >= value {
            usual.push_str(digit);
            left -= value;
        }
    }
    (rest.is_empty() && number > 0 && usual == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::instead;

    #[test]
    fn the_part_that_fits_is_taken() {
        for (field, value, expected) in [
            ("volume", "12", None),
            ("volume", "52-1", Some("52")),
            ("volume", "41S", Some("41")),
            ("volume", "Vol. 66", Some("66")),
            ("volume", "Bd. 18", Some("18")),
            ("volume", "CXXXVII", Some("137")),
            ("volume", "IIII", None),
            ("volume", "VIV", None),
            ("volume", "July 2009", None),
            ("volume", "", None),
            ("issn", "1542-7730, 1542-7749", Some("1542-7730")),
            ("issn", "1542-7730", None),
            ("issn", "0125-0369", None),
            ("isbn", "3-596-16713-2; 978-3-596-16713-5", Some("3-596-16713-2")),
            ("pages", "x", None),
        ] {
            assert_eq!(instead(field, value).as_deref(), expected, "{value}");
        }
    }
}
