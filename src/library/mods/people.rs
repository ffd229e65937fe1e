//! The people and bodies of a work: `name` (<https://www.loc.gov/standards/mods/userguide/name.html>).

use super::FORMAT;
use crate::library::marc::{Role, role};
use crate::model::{Name, NameVariable, Record, TextVariable, Variable};
use crate::syntax::element::Element;
use crate::text::identifiers::normalise_orcid;
use crate::values::composed;
use crate::values::names::{self, GivenNames, ReadName};

/// The role of the body that grants a degree: MARC's code and term, and the words of bibutils.
const DEGREE_GRANTORS: &[&str] = &["dgg", "degree granting institution", "degree grantor"];

/// The people of a work by their role, before they are set.
#[derive(Default)]
struct Lists {
    lists: Vec<(NameVariable, Vec<ReadName>)>,
    /// The roles of which some names are not listed.
    truncated: Vec<NameVariable>,
}

impl Lists {
    fn add(&mut self, variable: NameVariable, name: ReadName) {
        match self.lists.iter_mut().find(|(known, _)| *known == variable) {
            Some((_, list)) => list.push(name),
            None => self.lists.push((variable, vec![name])),
        }
    }

    fn set(self, record: &mut Record) {
        for (variable, list) in self.lists {
            if !record.has(Variable::Names(variable)) {
                names::set(record, variable, list, self.truncated.contains(&variable));
            }
        }
    }
}

/// Sets the people of a work.
pub(super) fn set(record: &mut Record, work: &Element) {
    let mut lists = Lists::default();
    let mut is_inferred = false;
    for element in work.named("name") {
        let relators = relators(element);
        let known = relators.iter().find_map(|relator| role(relator));
        let is_conference = element.attribute("type") == Some("conference");
        if is_conference && known != Some(Role::Variable(NameVariable::Author)) {
            record.set_text(TextVariable::EventTitle, whole(element));
            continue;
        }
        let variable = match known {
            Some(Role::Variable(variable)) => variable,
            None if relators.is_empty() => {
                is_inferred = true;
                NameVariable::Author
            }
            // The university of a thesis.
            _ if relators.iter().any(|relator| DEGREE_GRANTORS.contains(&relator.to_lowercase().as_str())) => {
                record.set_text(TextVariable::Publisher, whole(element));
                continue;
            }
            Some(Role::Other) | None => {
                record.keep_extra(FORMAT.id, "name", format!("{} ({})", whole(element), relators.join(", ")));
                continue;
            }
        };
        if element.child("etal").is_some() {
            lists.truncated.push(variable);
        }
        if let Some(name) = name(element) {
            if names::means_others(&name.name.to_display_order()) {
                lists.truncated.push(variable);
            } else {
                lists.add(variable, name);
            }
        }
        for affiliation in element.named("affiliation").filter_map(Element::text) {
            record.keep_extra(FORMAT.id, "affiliation", format!("{}: {affiliation}", whole(element)));
        }
    }
    lists.set(record);
    if is_inferred && record.has(Variable::Names(NameVariable::Author)) {
        record.mark_inferred(Variable::Names(NameVariable::Author), "the names have no role");
    }
}

/// Sets the people of a work that contains this one, or of its series. Its authors are those of the container.
pub(super) fn set_of_container(record: &mut Record, container: &Element, is_series: bool) {
    let mut lists = Lists::default();
    for element in container.named("name").filter(|name| name.attribute("type") != Some("conference")) {
        let relators = relators(element);
        let known = relators.iter().find_map(|relator| role(relator));
        let variable = match (known, is_series) {
            (Some(Role::Variable(NameVariable::Editor)), true) => Some(NameVariable::CollectionEditor),
            (Some(Role::Variable(variable @ (NameVariable::Editor | NameVariable::Translator))), false) => {
                Some(variable)
            }
            (Some(Role::Variable(NameVariable::Author)), false) => Some(NameVariable::ContainerAuthor),
            _ => None,
        };
        match (variable, name(element)) {
            (Some(variable), Some(name)) => lists.add(variable, name),
            _ => record.keep_extra(FORMAT.id, "relatedItem/name", whole(element)),
        }
    }
    lists.set(record);
    if let Some(conference) = container.named("name").find(|name| name.attribute("type") == Some("conference"))
        && !record.has(Variable::Text(TextVariable::EventTitle))
    {
        record.set_text(TextVariable::EventTitle, whole(conference));
    }
}

fn relators(element: &Element) -> Vec<String> {
    element.all_at("role/roleTerm").into_iter().filter_map(Element::text).collect()
}

/// Returns the parts of a name with one of these types, joined.
fn parts(element: &Element, sort: Option<&str>) -> String {
    let parts = element.named("namePart").filter(|part| part.attribute("type") == sort);
    parts.filter_map(Element::text).collect::<Vec<_>>().join(" ")
}

/// Returns all parts of a name except dates.
fn whole(element: &Element) -> String {
    let parts = element.named("namePart").filter(|part| part.attribute("type") != Some("date"));
    parts.filter_map(Element::text).collect::<Vec<_>>().join(", ")
}

fn name(element: &Element) -> Option<ReadName> {
    let literal = |text: String| ReadName { name: Name::Literal(composed(&text).into_owned()), rule: None };
    let is_body = matches!(element.attribute("type"), Some("corporate" | "conference"));
    let [family, given, terms, unsplit] =
        [Some("family"), Some("given"), Some("termsOfAddress"), None].map(|sort| parts(element, sort));
    let mut read = match (family.is_empty(), given.is_empty()) {
        _ if is_body => literal(whole(element)),
        (false, false) => names::read(&format!("{family}, {given}"), GivenNames::Plain),
        (false, true) => literal(family),
        (true, false) => literal(given),
        (true, true) if unsplit.is_empty() => literal(element.text_at("displayForm")?),
        (true, true) => names::read(&unsplit, GivenNames::Plain),
    };
    if let Name::Person(person) = &mut read.name {
        if person.suffix.is_none() && crate::model::is_name_suffix(&terms) {
            person.suffix = Some(terms);
        }
        let identifiers = element.named("nameIdentifier").filter_map(Element::text);
        person.orcid =
            identifiers.chain(element.attribute("valueURI").map(str::to_owned)).find_map(|text| normalise_orcid(&text));
    }
    (!read.name.to_display_order().trim().is_empty()).then_some(read)
}
