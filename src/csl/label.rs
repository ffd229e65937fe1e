//! The label of a work in styles such as `[Lu22]`, where the record has none.

use crate::model::{Date, DateVariable, Name, NameVariable, Record};

/// The beginnings of the first four family names, together four letters, and two digits of the year, after the default of
/// citeproc-js (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>, "citation-label").
pub(super) fn citation_label(record: &Record) -> String {
    let no_names = Vec::new();
    let authors = record.names.get(&NameVariable::Author).map_or(&no_names, |names| &names.list);
    let lengths: &[usize] = match authors.len() {
        0 | 1 => &[4],
        2 => &[2, 2],
        3 => &[2, 1, 1],
        _ => &[1, 1, 1, 1],
    };
    let beginning = |(name, length): (&Name, &usize)| {
        let family = match name {
            Name::Person(person) => &person.family,
            Name::Literal(literal) => literal,
        };
        // Particles do not count: "von Neumann" gives "Neum".
        let start = family.find(char::is_uppercase).unwrap_or(0);
        family[start..].chars().filter(|character| character.is_alphanumeric()).take(*length).collect::<String>()
    };
    let mut label: String = authors.iter().zip(lengths).map(beginning).collect();
    if label.is_empty() {
        label = record.plain_title().chars().filter(|character| character.is_alphanumeric()).take(4).collect();
    }
    if let Some(point) = record.dates.get(&DateVariable::Issued).and_then(Date::first_point) {
        label.push_str(&format!("{:02}", point.year.rem_euclid(100)));
    }
    label
}
