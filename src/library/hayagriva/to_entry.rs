//! Makes entries from records.

use crate::markup::text_as_read;
use crate::model::{DateVariable, IdentifierVariable, NumberVariable, Record, Text, TextVariable, Variable};
use crate::seam::Fidelity;
use crate::syntax::yaml::{Pair, Yaml, pair};

use super::fields::FIELDS;
use super::kinds;
use super::kinds::TypeRow;
use super::place::{Holder, ORDER};
use super::{FORMAT, dates, names, texts};

/// Makes the entry of a record. The crate may reject some of its fields.
pub(super) fn to_yaml(record: &Record) -> Yaml {
    let row = kinds::row_of(record.kind);
    let mut fields = Fields(Vec::new());
    for variable in record.variables() {
        let Some(map_row) = FIELDS.row_for(record.kind, variable).filter(|row| row.fidelity != Fidelity::Lost) else {
            continue;
        };
        if let Some(value) = value(record, variable) {
            let (holder, field) = Holder::of(map_row.field);
            fields.0.push((holder, field, value));
        }
    }
    let has = |holder: Holder| fields.0.iter().any(|(of, ..)| *of == holder);
    // Without a container of its own, an article would get its event as the container.
    let is_article = row.entry == hayagriva::types::EntryType::Article;
    let holds_series = has(Holder::Series) && !kinds::has_series(row.entry) && kinds::has_series(row.container);
    let has_container =
        row.needs_container || has(Holder::Container) || is_article && has(Holder::Event) || holds_series;
    if has_container && kinds::containers(row.entry).contains(&row.container) {
        for (holder, field, _) in &mut fields.0 {
            if *holder == Holder::Own && matches!(*field, "volume" | "issue") {
                *holder = Holder::Container;
            }
        }
    }
    let mut pairs = fields.entry(Holder::Own, row.entry);
    let parents = parents(&fields, row, has_container);
    for (name, value) in record.extra.get(FORMAT.id).into_iter().flatten() {
        match pairs.iter_mut().find(|pair| pair.key == *name) {
            Some(written) if name == "affiliated" => add_other_roles(&mut written.value, &Yaml::from(value)),
            None if name != "parent" || parents.is_empty() => pairs.push(pair(name.as_str(), Yaml::from(value))),
            _ => {}
        }
    }
    pairs.extend(match parents.len() {
        0 => None,
        1 => parents.into_iter().next().map(|parent| pair("parent", parent)),
        _ => Some(pair("parent", Yaml::List(parents))),
    });
    Yaml::Map(pairs)
}

/// Adds the people whose roles have no variable to those whose roles have one.
fn add_other_roles(written: &mut Yaml, kept: &Yaml) {
    let has_variable = |group: &&Yaml| {
        let field = format!("affiliated.{}", group.get("role").and_then(Yaml::scalar).unwrap_or_default());
        FIELDS.rows.iter().any(|row| row.field == field)
    };
    let others: Vec<Yaml> = kept.items().iter().filter(|group| !has_variable(group)).cloned().collect();
    if !others.is_empty() {
        *written = Yaml::List(written.items().iter().cloned().chain(others).collect());
    }
}

fn parents(fields: &Fields, row: &TypeRow, has_container: bool) -> Vec<Yaml> {
    let has = |holder: Holder| fields.0.iter().any(|(of, ..)| *of == holder);
    let of_type = |holder: Holder| {
        let entry = holder.entry_type().filter(|_| has(holder))?;
        Some(Yaml::Map(fields.entry(holder, entry)))
    };
    let mut series = of_type(Holder::Series);
    let mut parents = Vec::new();
    if has_container {
        let mut container = fields.entry(Holder::Container, row.container);
        if !kinds::has_series(row.entry) && kinds::has_series(row.container) {
            container.extend(series.take().map(|series| pair("parent", series)));
        }
        parents.push(Yaml::Map(container));
    }
    parents.extend(of_type(Holder::Event));
    parents.extend(series.map(|series| match kinds::has_series(row.entry) {
        true => series,
        // Only such works can have a series; this parent has no title of its own.
        false => {
            let name = kinds::name(hayagriva::types::EntryType::Anthology);
            Yaml::Map(vec![pair("type", Yaml::text(name)), pair("parent", series)])
        }
    }));
    parents.extend(of_type(Holder::Original));
    parents.extend(of_type(Holder::Source));
    parents
}

/// Returns the value of a variable; `None` if Hayagriva has no form for it.
fn value(record: &Record, variable: Variable) -> Option<Yaml> {
    match variable {
        Variable::Text(TextVariable::EprintType) => None,
        Variable::Text(variable) => {
            let is_taken_for_publisher = FIELDS.fidelity(record.kind, Variable::Text(variable))
                != FIELDS.fidelity(crate::model::Kind::Book, Variable::Text(variable))
                && record.text(TextVariable::Publisher).is_none_or(is_blank);
            let text = record.text(variable).filter(|_| !is_taken_for_publisher)?;
            Some(Yaml::text(match variable {
                TextVariable::Dimensions => text_as_read(text),
                _ => texts::to_hayagriva(text),
            }))
        }
        Variable::Names(variable) => {
            let names = record.names(variable).filter(|names| !names.list.is_empty())?;
            Some(match names.list.as_slice() {
                [single] => names::to_yaml(single),
                list => Yaml::List(list.iter().map(names::to_yaml).collect()),
            })
        }
        Variable::Date(DateVariable::Accessed) if record.url().is_none() => None,
        Variable::Date(variable) => dates::to_yaml(record.date(variable)?),
        Variable::Number(variable) => {
            let number = record.number(variable)?;
            Some(match variable {
                NumberVariable::Number | NumberVariable::Version | NumberVariable::PrintingNumber => Yaml::text(number),
                _ => Yaml::number_or_text(number),
            })
        }
        Variable::Identifier(IdentifierVariable::Eprint) if !record.has_arxiv_eprint() => None,
        Variable::Identifier(variable) => record.identifier(variable).map(Yaml::text),
        Variable::Language => record.language.as_ref().map(Yaml::text),
        Variable::Kind
        | Variable::Tags
        | Variable::Related
        | Variable::Extra
        | Variable::Origin
        | Variable::Inferred => None,
    }
}

fn is_blank(text: &Text) -> bool {
    text_as_read(text).trim().is_empty()
}

/// The fields of an entry and its parents; a dot separates a field from a part of it.
struct Fields(Vec<(Holder, &'static str, Yaml)>);

impl Fields {
    fn get(&self, holder: Holder, field: &str) -> Option<Yaml> {
        self.0.iter().find(|(of, name, _)| *of == holder && *name == field).map(|(.., value)| value.clone())
    }

    /// Returns the parts of a field that has parts.
    fn parts(&self, holder: Holder, field: &str) -> Vec<(&'static str, Yaml)> {
        let part = |name: &'static str| name.strip_prefix(field)?.strip_prefix('.');
        let parts = self.0.iter().filter(|(of, ..)| *of == holder);
        parts.filter_map(|(_, name, value)| Some((part(name)?, value.clone()))).collect()
    }

    /// Makes an entry of this type with all fields of a holder.
    fn entry(&self, holder: Holder, entry: hayagriva::types::EntryType) -> Vec<Pair> {
        let mut pairs = vec![pair("type", Yaml::text(kinds::name(entry)))];
        for field in ORDER {
            let value = self.get(holder, field);
            let parts = self.parts(holder, field);
            let map = |parts: Vec<(&'static str, Yaml)>| {
                Yaml::Map(parts.into_iter().map(|(name, value)| pair(name, value)).collect())
            };
            let value = match (value, parts) {
                (value, parts) if parts.is_empty() => value,
                (_, parts) if field == "affiliated" => {
                    let with_role = |(role, names): (&'static str, Yaml)| {
                        Yaml::Map(vec![pair("role", Yaml::text(role)), pair("names", names)])
                    };
                    Some(Yaml::List(parts.into_iter().map(with_role).collect()))
                }
                (None, parts) if field == "publisher" && matches!(parts.as_slice(), [("name", _)]) => {
                    parts.into_iter().next().map(|(_, name)| name)
                }
                (None, parts) if field == "title" => {
                    Some(map([("value", Yaml::text(""))].into_iter().chain(parts).collect()))
                }
                (Some(value), parts) => Some(map([("value", value)].into_iter().chain(parts).collect())),
                (None, parts) => Some(map(parts)),
            };
            pairs.extend(value.map(|value| pair(field, value)));
        }
        pairs
    }
}
