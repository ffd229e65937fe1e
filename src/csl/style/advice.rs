//! What a style works with and its author may want to know: branches that are never taken, names that newer versions of
//! CSL have replaced.

use std::collections::HashSet;

use super::attributes::Value;
use super::faults::Faults;
use super::macros::called_from;
use super::schema::Rule;
use super::vocabulary::names;
use crate::diag::Code;
use crate::model::Kind;
use crate::syntax::xml::PlacedElement;

/// Reports names that newer versions of CSL have replaced.
pub(super) fn check_deprecated(element: &PlacedElement<'_>, rule: &'static Rule, faults: &mut Faults<'_>) {
    for attribute in &element.attributes {
        let (Some(Value::Name(class)) | Some(Value::Names(class))) = rule.attribute(&attribute.name) else { continue };
        for name in names(&attribute.value) {
            if let Some(new) = class.replacement(name) {
                let message = format!("“{name}” is deprecated: it is “{new}” in CSL 1.0.2");
                faults.add(Code::StyleDeprecated, &attribute.value_at, message);
            }
        }
    }
    for child in &element.children {
        if let Some((rule, _)) = rule.child(&child.name) {
            check_deprecated(child, rule, faults);
        }
    }
}

/// Reports branches that are never taken. `possible` are the types that a work can have here.
pub(super) fn check_branches(element: &PlacedElement<'_>, possible: Option<&HashSet<Kind>>, faults: &mut Faults<'_>) {
    if element.name != "choose" {
        element.children.iter().for_each(|child| check_branches(child, possible, faults));
        return;
    }
    let mut left: Option<HashSet<Kind>> = possible.cloned();
    let mut earlier: HashSet<Vec<(&str, Vec<&str>)>> = HashSet::new();
    for branch in &element.children {
        let tests = tests(branch);
        let of_types = types_alone(branch);
        let why = if branch.name == "else" {
            None
        } else if !earlier.insert(tests) {
            Some("an earlier branch has the same condition".to_owned())
        } else if let (Some(types), Some(left)) = (&of_types, &left)
            && !types.is_empty()
            && types.is_disjoint(left)
        {
            Some("no work of its types gets here".to_owned())
        } else {
            None
        };
        if let Some(why) = why {
            let message = format!("this <{}> is never reached: {why}", branch.name);
            faults.add(Code::StyleUnreachable, &branch.at, message);
        }
        let inside = match (&of_types, &left) {
            (Some(types), Some(left)) => Some(types.intersection(left).copied().collect()),
            (Some(types), None) => Some(types.clone()),
            (None, left) => left.clone(),
        };
        branch.children.iter().for_each(|child| check_branches(child, inside.as_ref(), faults));
        if let Some(types) = of_types {
            let left = left.get_or_insert_with(|| Kind::ALL.iter().copied().collect());
            left.retain(|kind| !types.contains(kind));
        }
    }
}

/// Reports tests of the position of a cite in the bibliography, where works have none (CSL 1.0.2, "Choose", `position`).
pub(super) fn check_positions(style: &PlacedElement<'_>, faults: &mut Faults<'_>) {
    fn check(element: &PlacedElement<'_>, faults: &mut Faults<'_>) {
        let is_needed = element.attributes.len() == 1 || !matches!(element.value("match"), Some("any" | "none"));
        if matches!(&*element.name, "if" | "else-if")
            && is_needed
            && let Some(position) = element.attribute("position")
        {
            let message = format!("this <{}> is never reached: only citations have a “position”", element.name);
            faults.add(Code::StyleUnreachable, &position.name_at, message);
        }
        element.children.iter().for_each(|child| check(child, faults));
    }
    let elsewhere = called_from(style, |area| !matches!(area, "bibliography" | "macro"));
    let here = called_from(style, |area| area == "bibliography");
    for part in &style.children {
        let name = part.value("name").unwrap_or_default();
        let is_macro_of_bibliography = part.name == "macro" && here.contains(name) && !elsewhere.contains(name);
        if part.name == "bibliography" || is_macro_of_bibliography {
            check(part, faults);
        }
    }
}

/// The tests of a branch, in an order that only depends on what they are.
fn tests<'s>(branch: &'s PlacedElement<'_>) -> Vec<(&'s str, Vec<&'s str>)> {
    let mut tests: Vec<(&str, Vec<&str>)> = branch
        .attributes
        .iter()
        .map(|attribute| {
            let mut values: Vec<&str> = names(&attribute.value).collect();
            values.sort_unstable();
            (attribute.name.as_ref(), values)
        })
        .filter(|test| *test != ("match", vec!["all"]))
        .collect();
    tests.sort_unstable();
    tests
}

/// The types of a branch that tests nothing else, and is taken for each of them.
fn types_alone(branch: &PlacedElement<'_>) -> Option<HashSet<Kind>> {
    let is_alone = branch.attributes.iter().all(|attribute| match &*attribute.name {
        "type" => true,
        "match" => attribute.value != "none",
        _ => false,
    });
    let types = branch.value("type").filter(|_| is_alone)?;
    Some(names(types).filter_map(Kind::from_name).collect())
}
