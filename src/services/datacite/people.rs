//! The creators and contributors of a work.

use super::work::{Person, Work};
use crate::model;
use crate::model::{Name, NameVariable, Record};
use crate::services::contributors::role;
use crate::syntax::json::typed::text;
use crate::text::identifiers::normalise_orcid;
use crate::values::composed;
use crate::values::names;
use crate::values::names::{GivenNames, ReadName};

use super::FORMAT;

/// Sets the people of a work. Contributors of other types, such as hosting institutions, are kept as extra fields.
pub(super) fn set(record: &mut Record, work: &Work<'_>) {
    names::set(record, NameVariable::Author, work.creators.0.iter().filter_map(name), false);
    let mut lists: Vec<(NameVariable, Vec<ReadName>)> = Vec::new();
    let mut others = Vec::new();
    for person in &work.contributors.0 {
        let of = text(&person.contributor_type).unwrap_or("Other");
        let Some(name) = name(person) else { continue };
        let Some(variable) = role(of) else {
            others.push(serde_json::json!({ "contributorType": of, "name": name.name.to_display_order() }));
            continue;
        };
        match lists.iter_mut().find(|(known, _)| *known == variable) {
            // A person is listed once for each type.
            Some((NameVariable::Contributor, list)) if list.iter().any(|known| known.name == name.name) => {}
            Some((_, list)) => list.push(name),
            None => lists.push((variable, vec![name])),
        }
    }
    for (variable, list) in lists {
        names::set(record, variable, list, false);
    }
    if !others.is_empty() {
        record.keep_extra(FORMAT.id, "contributors", others);
    }
}

/// Makes a name: from its parts if the source splits it, otherwise from the whole.
fn name(person: &Person<'_>) -> Option<ReadName> {
    let (family, given) = (text(&person.family_name), text(&person.given_name));
    let whole = text(&person.name).or(family)?;
    // The schema's codes for unknown values: "(:unav)", "(:null)", perhaps followed by words.
    if whole.starts_with("(:") {
        return None;
    }
    let is_organisation = text(&person.name_type).is_some_and(|of| of.eq_ignore_ascii_case("Organizational"));
    let mut read = match family {
        _ if is_organisation => ReadName { name: Name::Literal(composed(whole).into_owned()), rule: None },
        Some(family) => {
            let index_order = format!("{family}, {}", given.unwrap_or_default());
            match given {
                Some(_) => names::read(&index_order, GivenNames::Plain),
                None => ReadName { name: Name::person(composed(family), ""), rule: None },
            }
        }
        None => names::read(whole, GivenNames::Plain),
    };
    if let Name::Person(model::Person { orcid, .. }) = &mut read.name {
        *orcid = person.name_identifiers.0.iter().find_map(|identifier| {
            let scheme = text(&identifier.name_identifier_scheme);
            let is_orcid = scheme.is_none_or(|scheme| scheme.eq_ignore_ascii_case("ORCID"));
            text(&identifier.name_identifier).filter(|_| is_orcid).and_then(normalise_orcid)
        });
    }
    Some(read)
}
