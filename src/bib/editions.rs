//! Editions, in both directions: records have the number of an edition, if it has one.
//!
//! BibTeX's styles print the word "edition" after the value, which "should be an ordinal, and should have the first
//! letter capitalized" (`btxdoc`, section 3.2). BibLaTeX's `edition` is an integer, to which the style gives the form of an
//! ordinal, or a text (manual, section 2.2.2), as in CSL.

/// The ordinals that BibTeX's documentation shows as words, and a few more.
const ORDINALS: [&str; 12] = [
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh",
    "Twelfth",
];

/// From this number on, an edition is more likely the year of a guideline or a version than a count.
const TOO_MANY: u32 = 100;

/// Languages in which a number with a full stop is an ordinal.
const WITH_FULL_STOP: &[&str] =
    &["de", "da", "nb", "nn", "no", "fi", "cs", "sk", "pl", "hu", "hr", "sl", "sr", "is", "et", "tr"];

/// Precedes a text that must not be read as a number: braces that print nothing.
const NO_NUMBER: &str = "{}";

/// Reads an edition, given its value in the file and that value without markup.
pub(super) fn read(value: &str, plain: String) -> String {
    let is_text = value.trim_start().starts_with(['{', '"']);
    match number(&plain).filter(|_| !is_text) {
        Some(number) => number.to_string(),
        None => plain,
    }
}

/// Returns BibTeX's value for an edition: an ordinal of the language, a BCP 47 tag, for a number. `None` if the text is
/// written as it is.
pub(super) fn to_bibtex(edition: &str, language: Option<&str>) -> Option<String> {
    match count(edition) {
        Some(count) => Some(ordinal(count, language)),
        None => to_biblatex(edition),
    }
}

/// Returns BibLaTeX's value for an edition that would not be read as it is; `None` if it is written as it is.
pub(super) fn to_biblatex(edition: &str) -> Option<String> {
    let is_read_as_another = number(edition).is_some_and(|number| number.to_string() != edition);
    is_read_as_another.then(|| format!("{NO_NUMBER}{edition}"))
}

/// Returns the number that a text states: "2", "2nd", "Second", "2nd ed.", "2."
fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let without_word = ["edition", "edn.", "edn", "ed.", "ed"].iter().find_map(|word| lower.strip_suffix(word));
    let ordinal = without_word.map_or(lower.as_str(), str::trim_end);
    if ordinal.is_empty() {
        return None;
    }
    if let Some(place) = ORDINALS.iter().position(|known| known.eq_ignore_ascii_case(ordinal)) {
        return u32::try_from(place + 1).ok();
    }
    let digits = ordinal.find(|character: char| !character.is_ascii_digit()).unwrap_or(ordinal.len());
    let is_suffix = matches!(&ordinal[digits..], "" | "st" | "nd" | "rd" | "th" | "." | "e");
    count(&ordinal[..digits]).filter(|_| is_suffix)
}

/// Returns the number of an edition that is counted.
fn count(digits: &str) -> Option<u32> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|count| is_number && (1..TOO_MANY).contains(count))
}

fn ordinal(count: u32, language: Option<&str>) -> String {
    let primary = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase());
    let of_language = primary.as_deref().unwrap_or("en");
    if WITH_FULL_STOP.contains(&of_language) {
        return format!("{count}.");
    }
    if matches!(of_language, "fr" | "nl") {
        return format!("{count}e");
    }
    let word = count.checked_sub(1).and_then(|place| ORDINALS.get(usize::try_from(place).ok()?));
    word.map_or_else(|| with_suffix(count), |word| (*word).to_owned())
}

/// Returns an English ordinal in digits: "21st".
fn with_suffix(count: u32) -> String {
    let suffix = match (count % 10, count % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{count}{suffix}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::format::BIBLATEX;
    use super::{number, ordinal, read, to_bibtex};
    use crate::formats::BIBTEX;
    use crate::model::{Kind, NumberVariable, Record, TextVariable};
    use crate::seam::testing;

    #[test]
    fn numbers_are_read_in_every_form() {
        for text in ["2", "2nd", "Second", "second", "2nd ed.", "2nd edition", "2. ed", "Second Edition", "2.", "2e"] {
            assert_eq!(number(text), Some(2), "{text}");
        }
        for text in ["", "ed.", "0", "02", "2018", "2nd, revised", "revised", "2b", "third revised"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(read("2\\textsuperscript{nd}", "2nd".into()), "2");
        assert_eq!(read("{}2nd", "2nd".into()), "2nd");
    }

    #[test]
    fn ordinals_are_those_of_the_language() {
        for (count, language, expected) in [
            (1, None, "First"),
            (12, Some("en-GB"), "Twelfth"),
            (13, Some("en"), "13th"),
            (22, None, "22nd"),
            (3, Some("de-AT"), "3."),
            (3, Some("fr"), "3e"),
        ] {
            assert_eq!(ordinal(count, language), expected);
        }
        assert_eq!(to_bibtex("2018", None), None);
    }

    #[test]
    fn bibtex_has_ordinals_and_biblatex_has_numbers() {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.set_text(TextVariable::Title, "T");
        record.set_number(NumberVariable::Edition, "2");
        let bibtex = testing::write(&BIBTEX, &[record.clone()]);
        assert!(bibtex.contains("edition = {Second}"), "{bibtex}");
        assert!(testing::write(&BIBLATEX, &[record]).contains("edition = {2}"));
    }

    proptest! {
        #[test]
        fn every_edition_comes_back(edition in "[1-9][0-9]{0,3}(st|nd|th|\\.|e)?( ed\\.?)?|Second|[A-Za-z]{1,8}") {
            for format in [&BIBTEX, &BIBLATEX] {
                for language in [None, Some("de"), Some("fr")] {
                    let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
                    record.set_text(TextVariable::Title, "T");
                    record.set_number(NumberVariable::Edition, edition.as_str());
                    record.language = language.map(str::to_owned);
                    let text = testing::write(format, &[record.clone()]);
                    let back = testing::read(format, &text).0.remove(0);
                    prop_assert_eq!(&back.numbers, &record.numbers, "{}", text);
                }
            }
        }
    }
}
