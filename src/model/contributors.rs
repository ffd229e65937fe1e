//! Who contributed what to a work, as [`CONTRIBUTIONS_FORMAT`] keeps it: authors by name, or by position from 1.

use serde_json::Value;

use super::{CONTRIBUTIONS_FORMAT, Name, NameVariable, Record};

/// Returns the position, from 0, of an author whom a value names; `None` if the record has no such author.
pub(crate) fn author_place(value: &Value, authors: &[Name]) -> Option<usize> {
    match value {
        Value::Number(place) => {
            usize::try_from(place.as_u64()?).ok()?.checked_sub(1).filter(|place| *place < authors.len())
        }
        Value::String(name) => place_of_name(&Name::from_either_order(name), authors),
        _ => None,
    }
}

fn place_of_name(name: &Name, authors: &[Name]) -> Option<usize> {
    let ranked = authors.iter().enumerate().filter_map(|(place, author)| Some((name.agreement(author)?, place)));
    ranked.min().map(|(_, place)| place)
}

impl Record {
    /// Returns the positions, from 0, of the authors that a field of [`CONTRIBUTIONS_FORMAT`] lists.
    pub(crate) fn contributors(&self, field: &str) -> Vec<usize> {
        let Some(authors) = self.names(NameVariable::Author) else { return Vec::new() };
        let place_of = |value: &Value| author_place(value, &authors.list);
        match self.extra_field(CONTRIBUTIONS_FORMAT, field) {
            Some(Value::Array(list)) => list.iter().filter_map(place_of).collect(),
            Some(value) => place_of(value).into_iter().collect(),
            None => Vec::new(),
        }
    }
}
