//! The contributors of a work.

use serde_json::{Value, json};

use super::FORMAT;
use crate::model::{Kind, Name, NameVariable, Record, Variable};
use crate::syntax::element::Element;
use crate::text::identifiers::normalise_orcid;
use crate::values::markup;
use crate::values::names;
use crate::values::names::{GivenNames, ReadName};

/// The element that a list of contributors belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// The work.
    Work,
    /// The book, conference or report that the work is a part of.
    Container,
    /// The series.
    Series,
}

/// The roles, in the order in which their lists are set.
const ROLES: &[(&str, NameVariable)] = &[
    ("author", NameVariable::Author),
    ("editor", NameVariable::Editor),
    ("chair", NameVariable::Chair),
    ("translator", NameVariable::Translator),
    ("reviewer", NameVariable::Author),
    ("review-assistant", NameVariable::Author),
    ("stats-reviewer", NameVariable::Author),
    ("reviewer-external", NameVariable::Author),
    ("reader", NameVariable::Contributor),
];

/// Adds the contributors of an element. A list is set only if the record has none for that role yet.
pub(super) fn add(record: &mut Record, element: &Element, level: Level) {
    let Some(contributors) = element.child("contributors").or_else(|| element.child("person_name").map(|_| element))
    else {
        return;
    };
    let mut lists: Vec<(NameVariable, Vec<ReadName>)> = Vec::new();
    let mut affiliations: Vec<Value> = Vec::new();
    for contributor in contributors.elements() {
        let Some(name) = name(contributor) else { continue };
        let variable = variable(contributor, level, record.kind);
        let index = lists.iter().position(|(other, _)| *other == variable).unwrap_or_else(|| {
            lists.push((variable, Vec::new()));
            lists.len() - 1
        });
        lists[index].1.push(name);
        if variable == NameVariable::Author {
            let number = lists[index].1.len();
            affiliations
                .extend(affiliations_of(contributor).into_iter().map(|affiliation| json!([number, affiliation])));
        }
    }
    for (variable, names) in lists {
        if !record.has(Variable::Names(variable)) {
            names::set(record, variable, names, false);
        }
    }
    if !affiliations.is_empty() && level == Level::Work {
        record.keep_extra(FORMAT.id, "affiliation", affiliations);
    }
}

fn variable(contributor: &Element, level: Level, kind: Kind) -> NameVariable {
    let role = contributor.attribute("contributor_role").unwrap_or("author");
    let is_review = kind == Kind::Review;
    let variable =
        ROLES.iter().find(|(name, _)| *name == role).map_or(NameVariable::Contributor, |(_, variable)| *variable);
    match (variable, level) {
        (NameVariable::Author, Level::Work) if role != "author" && !is_review => NameVariable::Contributor,
        (NameVariable::Author, Level::Container) => NameVariable::ContainerAuthor,
        (NameVariable::Author | NameVariable::Editor, Level::Series) => NameVariable::CollectionEditor,
        (variable, _) => variable,
    }
}

fn name(contributor: &Element) -> Option<ReadName> {
    let literal = |name: String| Name::Literal(name).normalised().map(|name| ReadName { name, rule: None });
    match contributor.name.as_str() {
        "organization" | "collab" => literal(markup::plain_text(&contributor.markup())),
        "anonymous" => {
            let is_reviewer = contributor.attribute("contributor_role").is_some_and(|role| role.contains("reviewer"));
            literal(if is_reviewer { "Anonymous Reviewer" } else { "Anonymous" }.to_owned())
        }
        "person_name" => {
            let part = |name: &str| {
                let text = markup::plain_text(&contributor.child(name)?.markup()).replace(',', " ");
                (!text.trim().is_empty()).then(|| text.trim().to_owned())
            };
            let (family, given, suffix) = (part("surname"), part("given_name"), part("suffix"));
            let mut read = match (family, given) {
                (Some(name), None) | (None, Some(name)) => literal(name)?,
                (Some(family), Some(given)) => {
                    let parts: Vec<String> = [Some(family), Some(given), suffix].into_iter().flatten().collect();
                    names::read(&parts.join(", "), GivenNames::Plain)
                }
                (None, None) => return None,
            };
            if let Name::Person(person) = &mut read.name {
                person.orcid = contributor.text_at("ORCID").and_then(|orcid| normalise_orcid(&orcid));
            }
            Some(read)
        }
        _ => None,
    }
}

fn affiliations_of(contributor: &Element) -> Vec<String> {
    let old = contributor.named("affiliation").filter_map(Element::text);
    let new = contributor.all_at("affiliations/institution").into_iter().filter_map(|institution| {
        let parts: Vec<String> =
            institution.elements().filter(|part| part.name != "institution_id").filter_map(Element::text).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    });
    old.chain(new).collect()
}
