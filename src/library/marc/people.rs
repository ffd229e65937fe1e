//! The people and bodies of a work: fields 1XX and 7XX (<https://www.loc.gov/marc/bibliographic/bdx00.html>).

use super::FORMAT;
use super::element::{Field, Marc, bare, without_stop};
use super::relators::{Role, role, role_in_statement};
use crate::model::{Date, DateVariable, Name, NameVariable, Record, TextVariable, Variable};
use crate::text::identifiers::normalise_orcid;
use crate::values::dates;
use crate::values::names::{self, GivenNames, ReadName};

/// Sets the people, and the conference of proceedings.
pub(super) fn set(record: &mut Record, marc: Marc<'_>) {
    let statement = marc.field("245").and_then(|title| title.subfield('c')).unwrap_or_default();
    let mut lists: Vec<(NameVariable, Vec<ReadName>)> = Vec::new();
    let mut inferred = Vec::new();
    for field in marc.fields(&["100", "110", "700", "710"]) {
        // Entries with a title are for other works.
        if field.subfield('t').is_some() {
            record.keep_extra(FORMAT.id, field.tag(), field.joined(&['i', 'a', 't'], " "));
            continue;
        }
        let Some(name) = name(&field) else { continue };
        let relators = [field.all('4'), field.all('e')].concat();
        let known = relators.iter().find_map(|relator| role(relator));
        let variable = match known {
            Some(Role::Variable(variable)) => variable,
            Some(Role::Other) => {
                record.keep_extra(FORMAT.id, field.tag(), field.joined(&['a', 'b', 'e'], ", "));
                continue;
            }
            None if relators.is_empty() && field.tag().starts_with('1') => main_role(&statement, &name.name),
            None if relators.is_empty() => {
                let variable = role_in_statement(&statement, family(&name.name)).unwrap_or(NameVariable::Contributor);
                inferred.push(variable);
                variable
            }
            None => {
                record.keep_extra(FORMAT.id, "relator", relators.join(", "));
                NameVariable::Contributor
            }
        };
        match lists.iter_mut().find(|(known, _)| *known == variable) {
            Some((_, list)) if list.iter().any(|known| known.name == name.name) => {}
            Some((_, list)) => list.push(name),
            None => lists.push((variable, vec![name])),
        }
    }
    for (variable, list) in lists {
        names::set(record, variable, list, false);
        if inferred.contains(&variable) {
            record.mark_inferred(Variable::Names(variable), "the role follows from the statement of responsibility");
        }
    }
    if let Some(meeting) = marc.field("111").or_else(|| marc.field("711").filter(|field| field.subfield('t').is_none()))
    {
        set_event(record, &meeting);
    }
}

/// The main entry is the author, unless the statement of responsibility says that they are the editor.
fn main_role(statement: &str, name: &Name) -> NameVariable {
    match role_in_statement(statement, family(name)) {
        Some(NameVariable::Editor) => NameVariable::Editor,
        _ => NameVariable::Author,
    }
}

fn family(name: &Name) -> &str {
    match name {
        Name::Person(person) => &person.family,
        Name::Literal(literal) => literal,
    }
}

fn name(field: &Field<'_>) -> Option<ReadName> {
    let text = field.subfield('a')?;
    if field.tag().ends_with("10") {
        let parts: Vec<String> =
            field.several(&['a', 'b']).iter().map(|(_, part)| without_stop(part).to_owned()).collect();
        return Some(ReadName { name: Name::Literal(parts.join(", ")), rule: None });
    }
    let numeration = field.subfield('b').map(|text| format!(" {}", bare(&text))).unwrap_or_default();
    let text = format!("{}{numeration}", without_stop(&text));
    // Without a first indicator of 1, it is a forename ("Plato") or a family.
    let mut read = match field.indicator(1) {
        '0' => ReadName { name: Name::Literal(text), rule: None },
        _ => names::read(&text, GivenNames::Plain),
    };
    if let Name::Person(person) = &mut read.name {
        let suffix = field.subfield('c').map(|text| bare(&text).to_owned());
        if person.suffix.is_none() && suffix.as_deref().is_some_and(crate::model::is_name_suffix) {
            person.suffix = suffix;
        }
        let identifiers = [field.all('0'), field.all('1')].concat();
        person.orcid = identifiers.iter().find_map(|text| normalise_orcid(text.trim_start_matches("(orcid)")));
    }
    Some(read)
}

/// Sets the conference: its name, place and date.
fn set_event(record: &mut Record, field: &Field<'_>) {
    let part = |code: char| {
        field.subfield(code).map(|text| bare(text.trim_matches(['(', ')', ' ', '.'])).trim_end_matches(')').to_owned())
    };
    record.set_text(
        TextVariable::EventTitle,
        field.subfield('a').map(|name| without_stop(&name).to_owned()).unwrap_or_default(),
    );
    record.set_text(TextVariable::EventPlace, part('c').unwrap_or_default());
    if let Some(date) = part('d') {
        record.set_date(DateVariable::EventDate, dates::in_words(&date).unwrap_or(Date::Literal(date)));
    }
    if let Some(number) = part('n') {
        record.keep_extra(FORMAT.id, "event-number", number);
    }
}
