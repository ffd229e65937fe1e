//! Variables in notes, which people enter in reference managers that have no field for them
//! (<https://www.zotero.org/support/kb/item_types_and_fields#citing_fields_from_extra>).
//!
//! A line of a note may be `original-date: 1901`, and `{:original-date: 1901}` may occur anywhere. Members that the
//! item already has are not replaced, except for its type. All other text stays in the note.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::model::Variable;

use super::FIELDS;

/// The member of `custom` that marks a note as plain text although a line of it looks like a variable.
pub(super) const IS_PROSE: &str = "note-is-prose";

/// Whether reading a note would remove something from it.
pub(super) fn looks_like_variables(note: &str) -> bool {
    let mut members = vec![("note".to_owned(), Value::from(note))];
    take_variables(&mut members);
    members.first().and_then(|(_, value)| value.as_str()) != Some(note)
}

/// Moves the variables in an item's note to its members. `members` are the item's; the variables are added at the end.
pub(super) fn take_variables(members: &mut Vec<(String, Value)>) {
    let Some(place) = members.iter().position(|(name, value)| name == "note" && value.is_string()) else { return };
    let Some(note) = members[place].1.as_str().map(str::to_owned) else { return };
    if !note.contains(':') {
        return;
    }
    let known: BTreeSet<String> = members.iter().map(|(name, _)| name.clone()).collect();
    let mut found: Vec<(String, Value)> = Vec::new();
    let mut rest: Vec<String> = Vec::new();
    let mut in_lines = true;
    for (index, line) in note.lines().enumerate() {
        let field = field_of(line).filter(|_| in_lines);
        match field.and_then(|(name, value)| member(name, value)) {
            Some((name, value)) => take(name, value, &known, &mut found),
            None => {
                // The first line may be text; after it, the first line without a variable ends them.
                in_lines &= index == 0 || line.trim().is_empty() || field_of(line).is_some();
                rest.push(without_braced(line, &known, &mut found));
            }
        }
    }
    if found.is_empty() {
        return;
    }
    let rest = rest.join("\n").trim().to_owned();
    if rest.is_empty() {
        members.remove(place);
    } else {
        members[place].1 = Value::String(rest);
    }
    for (name, value) in found {
        members.retain(|(known, _)| *known != name);
        members.push((name, value));
    }
}

fn take(name: String, value: Value, known: &BTreeSet<String>, found: &mut Vec<(String, Value)>) {
    if known.contains(&name) && name != "type" {
        return;
    }
    match (found.iter_mut().find(|(other, _)| *other == name), value) {
        // Each line of a name variable adds one name.
        (Some((_, Value::Array(names))), Value::Array(mut more)) => names.append(&mut more),
        (Some(_), _) => {}
        (None, value) => found.push((name, value)),
    }
}

/// Returns the name and the value on a line of its own.
fn field_of(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_'));
    let value = value.trim();
    (is_name && !value.is_empty()).then_some((name, value))
}

/// Returns a line without the variables in braces.
fn without_braced(line: &str, known: &BTreeSet<String>, found: &mut Vec<(String, Value)>) -> String {
    let mut result = String::new();
    let mut rest = line;
    while let Some(start) = rest.find("{:") {
        let Some(length) = rest[start..].find('}') else { break };
        let inside = &rest[start + 2..start + length];
        match field_of(inside).and_then(|(name, value)| member(name, value)) {
            Some((name, value)) => {
                result.push_str(&rest[..start]);
                take(name, value, known, found);
            }
            None => result.push_str(&rest[..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    result.push_str(rest);
    result
}

/// Returns the member of CSL-JSON for a variable in a note; `None` if there is no such variable.
fn member(name: &str, value: &str) -> Option<(String, Value)> {
    if name == "type" {
        return crate::model::Kind::from_name(value).map(|kind| ("type".to_owned(), kind.name().into()));
    }
    let spelled = [name.to_owned(), name.to_ascii_lowercase(), name.to_ascii_uppercase()];
    let (name, variable) = spelled.into_iter().find_map(|name| {
        let of_dialect = || {
            let row = FIELDS.rows.iter().find(|row| row.field == name)?;
            Some(row.variable)
        };
        let variable = Variable::from_name(&name).filter(|variable| variable.is_csl()).or_else(of_dialect)?;
        Some((name, variable))
    })?;
    let value = match variable {
        Variable::Names(_) => json!([match value.split_once("||") {
            Some((family, given)) => json!({ "family": family.trim(), "given": given.trim() }),
            None => json!({ "literal": value }),
        }]),
        Variable::Date(_) => json!({ "raw": value }),
        Variable::Text(crate::model::TextVariable::Note) | Variable::Kind => return None,
        _ => Value::String(value.to_owned()),
    };
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::take_variables;

    fn taken(item: Value) -> Value {
        let Value::Object(object) = item else { panic!("an object") };
        let mut members: Vec<(String, Value)> = object.into_iter().collect();
        take_variables(&mut members);
        Value::Object(members.into_iter().collect())
    }

    #[test]
    fn lines_with_variables_become_members() {
        let item = json!({ "note": "original-date: 1901-02\ngenre: Review\nreviewed-author: Hall || W. C.\nOCLC: 5" });
        let expected = json!({
            "genre": "Review", "note": "OCLC: 5", "original-date": { "raw": "1901-02" },
            "reviewed-author": [{ "family": "Hall", "given": "W. C." }],
        });
        assert_eq!(taken(item), expected);
    }

    #[test]
    fn so_do_variables_in_braces() {
        let item = json!({ "note": "Read twice. {:number: 12} And {:unknown: 3}." });
        assert_eq!(taken(item), json!({ "note": "Read twice.  And {:unknown: 3}.", "number": "12" }));
    }

    #[test]
    fn what_the_item_has_stays_and_so_does_prose() {
        let item = json!({ "title": "A", "note": "title: B" });
        assert_eq!(taken(item.clone()), item);
        let prose = json!({ "note": "Some words.\nMore words.\ngenre: Review" });
        assert_eq!(taken(prose.clone()), prose);
        let untyped = json!({ "type": "article", "note": "type: dataset" });
        assert_eq!(taken(untyped), json!({ "type": "dataset" }));
    }
}
