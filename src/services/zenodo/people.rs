//! The creators and contributors of a record.

use serde_json::json;

use super::FORMAT;
use super::work::{Creator, Metadata};
use crate::model::{Name, NameVariable, Person, Record};
use crate::services::contributors::role;
use crate::syntax::json::typed::text;
use crate::text::identifiers::normalise_orcid;
use crate::values::composed;
use crate::values::names::{self, GivenNames, ReadName};

/// Sets the people of a work. Contributors whose role has no variable, such as supervisors, are kept as extra fields.
pub(super) fn set(record: &mut Record, metadata: &Metadata<'_>) {
    names::set(record, NameVariable::Author, metadata.creators.0.iter().filter_map(name), false);
    let mut lists: Vec<(NameVariable, Vec<ReadName>)> = Vec::new();
    let mut others = Vec::new();
    for contributor in &metadata.contributors.0 {
        let Some(name) = name(contributor) else { continue };
        let of = contributor.role.0.as_deref().and_then(|role| text(&role.id)).or(text(&contributor.of_type));
        let of = of.unwrap_or("Other");
        match role(of) {
            None => others.push(json!({ "role": of, "name": name.name.to_display_order() })),
            Some(variable) => match lists.iter_mut().find(|(known, _)| *known == variable) {
                Some((_, list)) => list.push(name),
                None => lists.push((variable, vec![name])),
            },
        }
    }
    for (variable, list) in lists {
        names::set(record, variable, list, false);
    }
    if !others.is_empty() {
        record.keep_extra(FORMAT.id, "contributors", others);
    }
}

fn name(creator: &Creator<'_>) -> Option<ReadName> {
    let Some(of) = creator.person_or_org.0.as_deref() else {
        let mut read = names::read(text(&creator.name)?, GivenNames::Plain);
        set_orcid(&mut read, text(&creator.orcid));
        return Some(read);
    };
    let (family, given) = (text(&of.family_name), text(&of.given_name));
    let whole = text(&of.name).or(family).or(given)?;
    let literal = || ReadName { name: Name::Literal(composed(whole).into_owned()), rule: None };
    let mut read = match (family, given) {
        _ if text(&of.of_type) == Some("organizational") => literal(),
        (Some(family), Some(given)) => names::read(&format!("{family}, {given}"), GivenNames::Plain),
        (Some(family), None) => ReadName { name: Name::person(composed(family), ""), rule: None },
        (None, _) => names::read(whole, GivenNames::Plain),
    };
    let orcid = of
        .identifiers
        .0
        .iter()
        .find(|identifier| text(&identifier.scheme).is_none_or(|scheme| scheme.eq_ignore_ascii_case("orcid")));
    set_orcid(&mut read, orcid.and_then(|orcid| text(&orcid.identifier)));
    Some(read)
}

fn set_orcid(read: &mut ReadName, id: Option<&str>) {
    if let Name::Person(Person { orcid, .. }) = &mut read.name {
        *orcid = id.and_then(normalise_orcid);
    }
}
