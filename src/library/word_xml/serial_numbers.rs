//! The field that ISBNs, ISSNs and other numbers share.

use crate::model::{IdentifierVariable, Record, Variable};
use crate::text::identifiers::{normalise_doi, normalise_isbn, normalise_issn};

/// The identifiers that are in the field, in the order in which they are written.
const WRITTEN: [IdentifierVariable; 4] =
    [IdentifierVariable::Isbn, IdentifierVariable::Issn, IdentifierVariable::Pmcid, IdentifierVariable::Pmid];

/// Returns the content of the field: each number with its label; `None` if the work has no number.
pub(super) fn written(record: &Record) -> Option<String> {
    let numbers: Vec<String> = WRITTEN
        .into_iter()
        .filter_map(|variable| Some(format!("{}: {}", variable.name(), record.identifier(variable)?)))
        .collect();
    (!numbers.is_empty()).then(|| numbers.join(" "))
}

/// Sets the numbers of a field that the record does not have yet; returns what is not an identifier.
pub(super) fn set(record: &mut Record, field: &str) -> Option<String> {
    let mut rest: Vec<&str> = Vec::new();
    let mut starts: Vec<(usize, usize, IdentifierVariable)> = WRITTEN
        .into_iter()
        .chain([IdentifierVariable::Doi])
        .flat_map(|variable| {
            let label = variable.name();
            let found = field.match_indices(label).filter(move |(start, _)| is_label(field, *start, label.len()));
            found.map(move |(start, _)| (start, start + label.len(), variable))
        })
        .collect();
    starts.sort_unstable();
    let unlabelled = &field[..starts.first().map_or(field.len(), |(start, ..)| *start)];
    let unlabelled = unlabelled.trim().trim_end_matches([':', ';', ',']).trim();
    rest.extend(Some(unlabelled).filter(|text| !text.is_empty() && !set_by_form(record, text)));
    for (index, (start, end, variable)) in starts.iter().enumerate() {
        let until = starts.get(index + 1).map_or(field.len(), |(next, ..)| *next);
        let number = field[*end..until].trim_start_matches(|character: char| ": -".contains(character));
        let number = number.trim_end().trim_end_matches([';', ',']).trim();
        match record.has(Variable::Identifier(*variable)) {
            true => rest.push(field[*start..until].trim()),
            false => record.set_identifier(*variable, normal_form(*variable, number)),
        }
    }
    (!rest.is_empty()).then(|| rest.join(" "))
}

/// Whether a label is a word of its own.
fn is_label(field: &str, start: usize, length: usize) -> bool {
    let is_part = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    !is_part(field[..start].chars().next_back()) && !is_part(field[start + length..].chars().next())
}

/// Sets a number whose form says what it is.
fn set_by_form(record: &mut Record, text: &str) -> bool {
    let known = normalise_isbn(text)
        .map(|number| (IdentifierVariable::Isbn, number))
        .or_else(|| normalise_issn(text).map(|number| (IdentifierVariable::Issn, number)))
        .or_else(|| normalise_doi(text).map(|number| (IdentifierVariable::Doi, number)));
    match known {
        Some((variable, number)) if !record.has(Variable::Identifier(variable)) => {
            record.set_identifier(variable, number);
            true
        }
        _ => false,
    }
}

fn normal_form(variable: IdentifierVariable, number: &str) -> String {
    let normal = match variable {
        IdentifierVariable::Isbn => normalise_isbn(number),
        IdentifierVariable::Issn => normalise_issn(number),
        IdentifierVariable::Doi => normalise_doi(number),
        _ => None,
    };
    normal.unwrap_or_else(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{set, written};
    use crate::model::{IdentifierVariable, Record};

    #[test]
    fn numbers_have_labels_or_forms() {
        use IdentifierVariable::{Doi, Isbn, Issn, Pmid};
        for (field, expected, rest) in [
            ("978-3-16-148410-0", vec![(Isbn, "9783161484100")], None),
            ("2049-3630", vec![(Issn, "2049-3630")], None),
            ("ISBN: 978-3-16-148410-0 ISSN: 2049-3630", vec![(Isbn, "9783161484100"), (Issn, "2049-3630")], None),
            ("ISSN 2049-3630; DOI 10.5555/x", vec![(Issn, "2049-3630"), (Doi, "10.5555/x")], None),
            (":ISSN:2049-3630", vec![(Issn, "2049-3630")], None),
            ("ISBN: x", vec![(Isbn, "x")], None),
            ("PMID: 7", vec![(Pmid, "7")], None),
            ("TR-7", vec![], Some("TR-7")),
            ("ISBN: 1 ISBN: 2", vec![(Isbn, "1")], Some("ISBN: 2")),
        ] {
            let mut record = Record::default();
            assert_eq!(set(&mut record, field).as_deref(), rest, "{field}");
            let found: Vec<_> =
                record.identifiers.iter().map(|(variable, number)| (*variable, number.as_str())).collect();
            assert_eq!(found.len(), expected.len(), "{field}");
            assert!(expected.iter().all(|pair| found.contains(pair)), "{field}: {found:?}");
        }
        let mut record = Record::default();
        record.set_identifier(Isbn, "9783161484100, 316148410X");
        record.set_identifier(Pmid, "7");
        let mut back = Record::default();
        assert_eq!(set(&mut back, &written(&record).unwrap()), None);
        assert_eq!(back, record);
    }
}
