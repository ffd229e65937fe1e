//! W0929: a value that stands for a missing one, or that holds more than its field.

use super::finding::Fix;
use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::model::{NumberVariable, PublicationStatus, Record, TextVariable, Variable};

/// Finds placeholders in numbers, the pages of IEEE's early access, and Frontiers' volumes.
pub(super) static LINT: Lint = Lint::record(Code::Placeholder, "placeholders", check);

/// Values that are not numbers of anything.
const PLACEHOLDERS: &[&str] =
    &["n/a", "n.a.", "n.a", "?", "??", "???", "-", "--", "none", "null", "undefined", "tba", "tbd"];

/// The numbers that are looked at; the lint of pages has the same placeholders.
const NUMBERS: &[NumberVariable] =
    &[NumberVariable::Volume, NumberVariable::Issue, NumberVariable::Number, NumberVariable::Edition];

/// The registrant of IEEE's DOIs.
const IEEE: &str = "10.1109/";

fn check(record: &Record, findings: &mut Findings<'_>) {
    let add = |variable: NumberVariable, value: &str, message: String, fix: Option<String>| {
        let finding = Finding::new(LINT.code, Variable::Number(variable), message).shown_at(value);
        finding.fixed_by(fix.map(|number| Fix::Number(variable, number)))
    };
    for &variable in NUMBERS {
        let Some(value) = record.number(variable) else { continue };
        if PLACEHOLDERS.contains(&value.to_lowercase().as_str()) {
            findings.add(add(variable, value, format!("“{variable}” is a placeholder: {value}"), None));
        }
    }
    for variable in NUMBERS.iter().copied().chain([NumberVariable::Page]) {
        let Some(value) = record.number(variable) else { continue };
        if PublicationStatus::in_place_of_number(value).is_some() {
            let message = format!("“{variable}” is a status: {value}; references print it as a number");
            findings.add(add(variable, value, message, None));
        }
    }
    if let Some(value) = record.number(NumberVariable::Volume)
        && let Some((volume, year)) = volume_and_year(value)
    {
        let fix = (record.year() == year.parse().ok()).then(|| volume.to_owned());
        let message = format!("“volume” contains the year, too: {value}");
        findings.add(add(NumberVariable::Volume, value, message, fix));
    }
    if let Some(pages @ ("1-1" | "1–1" | "1--1")) = record.number(NumberVariable::Page)
        && is_of_ieee(record)
    {
        let message = format!("the pages {pages} are those of every article of IEEE before it has pages");
        findings.add(add(NumberVariable::Page, pages, message, None));
    }
}

fn is_of_ieee(record: &Record) -> bool {
    let journal = record.text(TextVariable::ContainerTitle).map(|journal| journal.to_plain());
    record.doi().is_some_and(|doi| doi.starts_with(IEEE)) || journal.is_some_and(|journal| journal.starts_with("IEEE "))
}

/// The volume and the year in "Volume 12 - 2021".
fn volume_and_year(value: &str) -> Option<(&str, &str)> {
    let start = value.get(..6).filter(|start| start.eq_ignore_ascii_case("volume"))?;
    let (volume, year) = value[start.len()..].trim_start_matches([' ', '.']).split_once(['-', '–'])?;
    let (volume, year) = (volume.trim(), year.trim_start_matches(['-', ' ']).trim());
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(volume) && is_number(year) && year.len() == 4).then_some((volume, year))
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::{fixed, messages};
    use crate::model::{Date, DateVariable, IdentifierVariable, Kind, NumberVariable, Record};

    fn with(variable: NumberVariable, value: &str) -> Record {
        let mut record = Record::new(Kind::ArticleJournal);
        record.set_number(variable, value);
        record
    }

    #[test]
    fn placeholders_are_found() {
        assert_eq!(messages(&LINT, &with(NumberVariable::Volume, "n/a")), ["“volume” is a placeholder: n/a"]);
        assert_eq!(messages(&LINT, &with(NumberVariable::Issue, "N/A")), ["“issue” is a placeholder: N/A"]);
        for good in ["12", "A", "12A", "NA12", "n", "Suppl. 1", "e-1"] {
            assert_eq!(messages(&LINT, &with(NumberVariable::Volume, good)), [""; 0], "{good}");
        }
    }

    #[test]
    fn a_status_in_place_of_a_number_is_found() {
        for (variable, status) in [(NumberVariable::Page, "To appear"), (NumberVariable::Volume, "(in press)")] {
            let expected = format!("“{variable}” is a status: {status}; references print it as a number");
            assert_eq!(messages(&LINT, &with(variable, status)), [expected]);
        }
        assert_eq!(messages(&LINT, &with(NumberVariable::Page, "1-12")), [""; 0]);
    }

    #[test]
    fn pages_before_publication_are_found_at_ieee_alone() {
        let mut record = with(NumberVariable::Page, "1-1");
        assert_eq!(messages(&LINT, &record), [""; 0]);
        record.set_identifier(IdentifierVariable::Doi, "10.1109/TW.2020.1");
        assert_eq!(messages(&LINT, &record).len(), 1);
        record.set_number(NumberVariable::Page, "1-12");
        assert_eq!(messages(&LINT, &record), [""; 0]);
    }

    #[test]
    fn a_volume_with_its_year_is_mended_if_the_year_is_that_of_the_work() {
        let mut record = with(NumberVariable::Volume, "Volume 12 - 2021");
        assert_eq!(messages(&LINT, &record).len(), 1);
        record.set_date(DateVariable::Issued, Date::parse("2021-03"));
        assert_eq!(fixed(&LINT, &record).number(NumberVariable::Volume), Some("12"));
    }
}
