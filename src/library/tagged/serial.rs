//! Serial numbers: formats of reference managers use one tag for ISBN, ISSN and the numbers of reports.

use crate::model::{IdentifierVariable, Kind, NumberVariable, Variable};

/// Works whose serial number may be a number of their own.
pub(super) const NUMBERED: &[Kind] = &[Kind::Patent, Kind::Report, Kind::Standard];

/// Returns the variable of a serial number, judged by its digits: an ISBN, an ISSN or the number of a report.
pub(super) fn serial(kind: Kind, value: &str) -> Variable {
    let first = without_remarks(value);
    let first = first.split([',', ';', ' ']).next().unwrap_or_default();
    let digits = first.bytes().filter(|byte| byte.is_ascii_digit() || matches!(byte, b'X' | b'x')).count();
    let is_serial = first.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'X' | b'x' | b'-'));
    let isbn = Variable::Identifier(IdentifierVariable::Isbn);
    let issn = Variable::Identifier(IdentifierVariable::Issn);
    let is_of_periodical = kind == Kind::Periodical || Kind::IN_PERIODICAL.contains(&kind);
    match digits {
        _ if kind == Kind::Patent => Variable::Number(NumberVariable::Number),
        8 if is_serial => issn,
        10 | 13 if is_serial => isbn,
        _ if NUMBERED.contains(&kind) => Variable::Number(NumberVariable::Number),
        _ if is_of_periodical => issn,
        _ => isbn,
    }
}

/// Returns serial numbers without the remarks in parentheses after them: "15708268 (ISSN)".
pub(super) fn without_remarks(value: &str) -> String {
    if !value.contains('(') {
        return value.to_owned();
    }
    let numbers = value.split([';', ',', '\n', ')']).map(|number| number.split('(').next().unwrap_or_default().trim());
    numbers.filter(|number| !number.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Returns serial numbers without those that are given again: ProQuest writes "1234-5679, 1234-5679".
pub(super) fn once_each(value: &str) -> String {
    let numbers: Vec<&str> = value.split([',', ';', '\n']).map(str::trim).filter(|number| !number.is_empty()).collect();
    let digits = |number: &str| number.replace('-', "").to_ascii_uppercase();
    let is_new =
        |(index, number): &(usize, &&str)| !numbers[..*index].iter().any(|other| digits(other) == digits(number));
    let kept: Vec<&str> = numbers.iter().enumerate().filter(is_new).map(|(_, number)| *number).collect();
    if kept.len() == numbers.len() { value.to_owned() } else { kept.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::{once_each, serial, without_remarks};
    use crate::model::{IdentifierVariable, Kind, NumberVariable, Variable};

    #[test]
    fn digits_tell_what_a_number_is() {
        let isbn = Variable::Identifier(IdentifierVariable::Isbn);
        let issn = Variable::Identifier(IdentifierVariable::Issn);
        let number = Variable::Number(NumberVariable::Number);
        for (kind, value, variable) in [
            (Kind::ArticleJournal, "978-3-16-148410-0", isbn),
            (Kind::Book, "1234-5679", issn),
            (Kind::Book, "15708268 (ISSN)", issn),
            (Kind::Book, "unknown", isbn),
            (Kind::ArticleJournal, "unknown", issn),
            (Kind::Report, "TR-97-03", number),
            (Kind::Report, "1234-5679", issn),
            (Kind::Patent, "10123456", number),
        ] {
            assert_eq!(serial(kind, value), variable, "{value}");
        }
    }

    #[test]
    fn a_number_given_twice_is_one() {
        for (value, kept) in [
            ("1234-5679, 1234-5679", "1234-5679"),
            ("12345679; 1234-5679", "12345679"),
            ("1234-5679, 2345-6789, 1234-5679", "1234-5679, 2345-6789"),
            ("1234-5679 2345-6789", "1234-5679 2345-6789"),
            ("1234-5679,2345-6789", "1234-5679,2345-6789"),
            ("", ""),
        ] {
            assert_eq!(once_each(value), kept, "{value}");
        }
    }

    #[test]
    fn remarks_behind_numbers_go() {
        assert_eq!(without_remarks("15708268 (ISSN); 1234-5679 (Print)"), "15708268, 1234-5679");
        assert_eq!(without_remarks("1234-5679, 2345-6789"), "1234-5679, 2345-6789");
    }
}
