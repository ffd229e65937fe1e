//! The values of tags and of keys, by the variable that the table of fields says.

use crate::diag::{Place, Sink};
use crate::model::{Date, IdentifierVariable, NameVariable, NumberVariable, Record, Variable};
use crate::values::identifiers::{Label, take};
use crate::values::names::{self, GivenNames, ReadName};
use crate::values::{dates, languages, markup, pages};

use super::fields::FIELDS;

/// Names with their values, in the order of a page.
#[derive(Debug, Default)]
pub(super) struct Values(pub(super) Vec<(String, String)>);

impl Values {
    /// Returns the first value of a name.
    pub(super) fn first<'v>(&'v self, name: &str) -> Option<&'v str> {
        self.0.iter().find(|(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// Returns all values of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, value)| known == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// Returns the values of the first field of a variable that has any.
    fn of(&self, variable: Variable) -> Vec<&str> {
        let rows = FIELDS.rows.iter().filter(|row| row.variable == variable);
        rows.map(|row| self.all(row.field).collect::<Vec<_>>()).find(|values| !values.is_empty()).unwrap_or_default()
    }
}

/// Whether the table has a field of this name.
pub(super) fn is_field(name: &str) -> bool {
    FIELDS.rows.iter().any(|row| row.field == name)
}

/// Sets the variables of a record that the values are for, except those that it has, and except people.
pub(super) fn set(record: &mut Record, values: &Values, place: &Place, diag: &mut dyn Sink) {
    let mut done: Vec<Variable> = Vec::new();
    for variable in FIELDS.rows.iter().map(|row| row.variable) {
        if done.contains(&variable) || record.has(variable) {
            continue;
        }
        done.push(variable);
        let all = values.of(variable);
        let Some(first) = all.first().copied() else { continue };
        match variable {
            Variable::Text(variable) => record.set_text(variable, markup::text(first)),
            Variable::Number(NumberVariable::Page) => set_pages(record, values),
            Variable::Number(variable) => record.set_number(variable, markup::plain_text(first)),
            Variable::Date(variable) => {
                record.set_date(variable, dates::in_words(first).unwrap_or_else(|| Date::parse(first)));
            }
            Variable::Language => record.set_language(&languages::tag_of(first).replace('_', "-")),
            Variable::Tags => {
                // A single value is a list.
                let words = match all.as_slice() {
                    [only] => only.split([';', ',']).collect(),
                    _ => all,
                };
                let words = words.into_iter().map(markup::plain_text).filter(|word| !word.is_empty());
                record.set_tags(words.collect());
            }
            Variable::Identifier(variable) => set_identifier(record, variable, &all, place, diag),
            _ => {}
        }
    }
}

fn set_pages(record: &mut Record, values: &Values) {
    for (first, last) in [
        ("citation_firstpage", "citation_lastpage"),
        ("prism.startingpage", "prism.endingpage"),
        ("rft.spage", "rft.epage"),
    ] {
        // Some sites write all pages as the first.
        if let Some(pages) = pages::from_ends(values.first(first), values.first(last).filter(|last| *last != "-"))
            && values.first(first).is_some()
            && values.first("rft.pages").is_none()
        {
            record.set_number(NumberVariable::Page, pages::in_full(&pages));
            return;
        }
    }
    let ends = ["citation_lastpage", "prism.endingpage", "rft.epage"];
    let rows = FIELDS.rows.iter().filter(|row| row.variable == Variable::Number(NumberVariable::Page));
    if let Some(pages) = rows.filter(|row| !ends.contains(&row.field)).find_map(|row| values.first(row.field)) {
        record.set_number(NumberVariable::Page, pages::in_full(pages));
    }
}

fn set_identifier(
    record: &mut Record,
    variable: IdentifierVariable,
    values: &[&str],
    place: &Place,
    diag: &mut dyn Sink,
) {
    let label = Label::from(variable);
    let several = values.join(", ");
    let text = match label {
        Label::Isbn | Label::Issn => several.as_str(),
        _ => values[0],
    };
    // An address on the same server is not written in full; where the page is from is not known.
    if label == Label::Url && !text.contains("://") {
        return;
    }
    if let Some(report) = take(record, label, text) {
        diag.report(report.at(place.clone()));
    }
}

/// Reads names of people; semicolons separate several in one value.
pub(super) fn people(values: &[&str]) -> Vec<ReadName> {
    let names = values.iter().flat_map(|value| value.split(';')).map(markup::plain_text);
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    // PubMed and others write “Lund A”, which is the family name first only if all names of the list are like that.
    let is_like_pubmed = !names.is_empty() && names.iter().all(|name| ends_with_initials(name));
    let given_names = if is_like_pubmed { GivenNames::BareInitials } else { GivenNames::Plain };
    names.iter().map(|name| names::read(name, given_names)).collect()
}

/// Whether a name has no comma and ends with one to three capitals.
fn ends_with_initials(name: &str) -> bool {
    let Some((family, initials)) = name.rsplit_once(' ').filter(|_| !name.contains(',')) else { return false };
    initials.chars().all(char::is_uppercase) && initials.chars().count() <= 3 && family.chars().any(char::is_lowercase)
}

/// Sets the people that the values are for.
pub(super) fn set_people(record: &mut Record, values: &Values) {
    for variable in [NameVariable::Author, NameVariable::Editor] {
        let all = values.of(Variable::Names(variable));
        names::set(record, variable, people(&all), false);
    }
}
