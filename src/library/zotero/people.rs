//! The creators of an item.

use serde_json::Value;

use super::fields;
use crate::library::json::from_string;
use crate::model::{Name, NameVariable, Record};
use crate::values::composed;
use crate::values::names::{self, GivenNames, ReadName};

/// What was not read of a list of creators.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// Creators whose role has no variable.
    pub(super) other_roles: Vec<Value>,
    /// Whether a creator is not an object, or has no name.
    pub(super) is_malformed: bool,
}

/// Sets the people of an item.
pub(super) fn set(record: &mut Record, creators: &[Value]) -> Unread {
    let mut unread = Unread::default();
    let mut lists: Vec<(NameVariable, Vec<ReadName>)> = Vec::new();
    for creator in creators.iter().filter(|creator| !creator.is_null()) {
        let role = creator.get("creatorType").and_then(Value::as_str).unwrap_or("author");
        match (name(creator), fields::creator(role)) {
            (None, _) => unread.is_malformed = true,
            (Some(_), None) => unread.other_roles.push(creator.clone()),
            (Some(name), Some(variable)) => match lists.iter_mut().find(|(known, _)| *known == variable) {
                Some((_, list)) => list.push(name),
                None => lists.push((variable, vec![name])),
            },
        }
    }
    for (variable, list) in lists {
        names::set(record, variable, list, false);
    }
    unread
}

/// Reads a name in two fields, or in one (`name`, or `lastName` with `fieldMode` 1), which is that of an organisation or
/// of a person with one name.
fn name(creator: &Value) -> Option<ReadName> {
    let part = |member: &str| {
        let text = from_string(creator.get(member)?)?;
        (!text.trim().is_empty()).then(|| text.trim().to_owned())
    };
    let literal = |text: &str| ReadName { name: Name::Literal(composed(text).into_owned()), rule: None };
    match (part("name"), part("lastName"), part("firstName")) {
        (Some(whole), _, _) | (None, Some(whole), None) | (None, None, Some(whole)) => Some(literal(&whole)),
        (None, Some(family), Some(given)) => {
            // A family name in quotation marks has no particles.
            let quoted = family.strip_prefix('"').and_then(|family| family.strip_suffix('"'));
            Some(match quoted {
                Some(family) => ReadName { name: Name::person(composed(family), composed(&given)), rule: None },
                None => names::read(&format!("{family}, {given}"), GivenNames::Plain),
            })
        }
        (None, None, None) => None,
    }
}
