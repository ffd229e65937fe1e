//! The label of a work in styles such as `[Lu22]`, if the record has none.

use crate::model::{Date, Name, NameVariable, Record};

/// The beginnings of the first four family names, together four letters, and two digits of the year, like the default
/// of citeproc-js (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>, "citation-label").
pub(super) fn citation_label(record: &Record) -> String {
    let no_names = Vec::new();
    // The authors of the work, otherwise its editors, otherwise others.
    let first = [NameVariable::Author, NameVariable::Editor, NameVariable::Director];
    let names = first.iter().filter_map(|variable| record.names(*variable)).chain(record.names.values());
    let authors = names.map(|names| &names.list).find(|list| !list.is_empty()).unwrap_or(&no_names);
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
        // Particles do not count: "von Neumann" becomes "Neum".
        let start = family.find(char::is_uppercase).unwrap_or(0);
        capitalized(&family[start..], *length)
    };
    let mut label: String = authors.iter().zip(lengths).map(beginning).collect();
    if label.is_empty() {
        label = capitalized(&record.plain_title(), 4);
    }
    if let Some(point) = record.issued().and_then(Date::first_point) {
        label.push_str(&format!("{:02}", point.year.rem_euclid(100)));
    }
    label
}

/// The first letters and digits of a text, up to a length, the first in upper case and the others in lower case.
fn capitalized(text: &str, length: usize) -> String {
    let mut letters = text.chars().filter(|character| character.is_alphanumeric()).take(length);
    let first = letters.next();
    first.into_iter().flat_map(char::to_uppercase).chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::citation_label;
    use crate::model::{Date, DateVariable, Kind, Name, NameVariable, Names, Record, TextVariable};

    #[test]
    fn labels_are_made_of_names_and_years() {
        let label = |variable, families: &[&str]| {
            let mut record = Record::new(Kind::Book);
            record.set_text(TextVariable::Title, "NASA at 50");
            let list = families.iter().map(|family| Name::person(*family, "A.")).collect::<Vec<_>>();
            if !list.is_empty() {
                record.set_names(variable, Names { list, truncated: false });
            }
            record.dates.insert(DateVariable::Issued, Date::parse("2010"));
            citation_label(&record)
        };
        assert_eq!(label(NameVariable::Author, &["von Neumann"]), "Neum10");
        assert_eq!(label(NameVariable::Author, &["O'Brien", "Dell'Amore"]), "ObDe10");
        assert_eq!(label(NameVariable::Editor, &["Lu", "Ma", "Wu"]), "LuMW10");
        assert_eq!(label(NameVariable::Director, &["Welles"]), "Well10");
        assert_eq!(label(NameVariable::Author, &[]), "Nasa10");
    }
}
