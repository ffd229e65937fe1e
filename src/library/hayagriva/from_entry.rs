//! Makes records from entries.

use hayagriva::Entry;
use hayagriva::types::EntryType;
use serde_json::Value;

use crate::model::{IdentifierVariable, Inline, Kind, Names, Record, Text, TextVariable, Variable};
use crate::seam::Fidelity;
use crate::syntax::yaml::Yaml;

use super::fields::FIELDS;
use super::place::Holder;
use super::{dates, kinds, names, texts};

/// Fields that an entry inherits from its container.
const FROM_CONTAINER: [&str; 13] = [
    "volume",
    "issue",
    "edition",
    "publisher.name",
    "publisher.location",
    "editor",
    "date",
    "url",
    "url.date",
    "language",
    "archive",
    "serial-number.isbn",
    "serial-number.issn",
];

/// An entry or a parent, as parsed by the crate and as written in YAML.
#[derive(Clone, Copy)]
struct Node<'a> {
    entry: &'a Entry,
    yaml: &'a Yaml,
}

impl<'a> Node<'a> {
    fn entry_type(self) -> EntryType {
        *self.entry.entry_type()
    }

    fn parents(self) -> impl Iterator<Item = Node<'a>> {
        let written = self.yaml.get("parent").map(Yaml::items).unwrap_or_default();
        self.entry.parents().iter().zip(written).map(|(entry, yaml)| Node { entry, yaml })
    }

    /// Returns the parent, or the parent of a parent, that is the series.
    fn series(self) -> Option<Node<'a>> {
        let own = self.entry_type();
        if kinds::has_series(own) {
            return self
                .parents()
                .find(|parent| parent.entry_type() == own || parent.entry_type() == EntryType::Anthology);
        }
        self.parents().find_map(Node::series)
    }

    fn event(self) -> Option<Node<'a>> {
        let is_event = |entry| matches!(entry, EntryType::Exhibition | EntryType::Conference | EntryType::Misc);
        self.parents().find(|parent| is_event(parent.entry_type()))
    }

    /// Returns the parent that contains a work of this type.
    fn container(self, kind: Kind) -> Option<Node<'a>> {
        let of_type = |entry: EntryType| self.parents().find(|parent| parent.entry_type() == entry);
        let is_other = |entry| {
            use EntryType as E;
            matches!(entry, E::Original | E::Repository | E::Exhibition | E::Conference | E::Misc | E::Anthology)
                || kinds::has_series(self.entry_type()) && entry == self.entry_type()
        };
        let usual = std::iter::once(kinds::row_of(kind).container).filter(|entry| !is_other(*entry));
        let by_crate = kinds::containers(self.entry_type()).iter().copied();
        let any = || self.parents().find(|parent| !is_other(parent.entry_type()));
        usual.chain(by_crate).find_map(of_type).or_else(any)
    }

    fn holder(self, holder: Holder, kind: Kind) -> Option<Node<'a>> {
        let of_type = |entry: EntryType| self.parents().find(|parent| parent.entry_type() == entry);
        match holder {
            Holder::Own => Some(self),
            Holder::Container => self.container(kind),
            Holder::Event => self.event(),
            Holder::Series => self.series(),
            Holder::Original => of_type(EntryType::Original),
            Holder::Source => of_type(EntryType::Repository),
        }
    }

    /// Returns the value of a field, or of a part of one.
    fn get(self, field: &str) -> Option<Yaml> {
        let (name, part) = field.split_once('.').unwrap_or((field, ""));
        let value = self.yaml.get(name).or_else(|| self.yaml.get("serial").filter(|_| name == "serial-number"))?;
        let is_map = matches!(value, Yaml::Map(_));
        match (name, part) {
            ("affiliated", role) => {
                let has_role = |group: &&Yaml| group.get("role").and_then(Yaml::scalar).as_deref() == Some(role);
                let groups = value.items().iter().filter(has_role).filter_map(|group| group.get("names"));
                let names: Vec<Yaml> = groups.flat_map(|names| names.items().to_vec()).collect();
                (!names.is_empty()).then_some(Yaml::List(names))
            }
            ("title", "short") | ("url", "date") | ("publisher", "location") => value.get(part).cloned(),
            ("url", _) if is_map => value.get("value").cloned(),
            ("publisher", _) if is_map => value.get("name").cloned(),
            ("serial-number", "serial") if !is_map => Some(value.clone()),
            ("serial-number", part) => value.get(part).cloned(),
            _ => Some(value.clone()),
        }
    }
}

/// Makes the record of an entry that the crate accepts, without data that have no variable.
pub(super) fn record(entry: &Entry, yaml: &Yaml) -> Record {
    let node = Node { entry, yaml };
    let parents: Vec<EntryType> = node.parents().map(Node::entry_type).collect();
    let kind = kinds::kind(node.entry_type(), &parents);
    let mut record = Record::new(kind);
    let container = node.container(kind);
    for row in FIELDS.rows {
        let is_used = row.kinds.contains(kind) && row.fidelity != Fidelity::Lost && !record.has(row.variable);
        if !is_used {
            continue;
        }
        let (holder, field) = Holder::of(row.field);
        let inherits = holder == Holder::Own && FROM_CONTAINER.contains(&field);
        let from_container = || container.filter(|_| inherits).and_then(|container| container.get(field));
        let own = || node.holder(holder, kind).and_then(|holder| holder.get(field));
        // The crate looks for the volume in the container first.
        let value = if field == "volume" { from_container().or_else(own) } else { own().or_else(from_container) };
        if let Some(value) = value {
            set(&mut record, row.variable, &value);
        }
    }
    read_location(&mut record, node);
    let is_institution = FIELDS.fidelity(kind, AUTHORITY) != FIELDS.fidelity(Kind::Book, AUTHORITY);
    if is_institution
        && record.text(TextVariable::Publisher).is_none()
        && let Some(organization) = record.texts.remove(&TextVariable::Authority)
    {
        record.set_text(TextVariable::Publisher, organization);
    }
    record
}

const AUTHORITY: Variable = Variable::Text(TextVariable::Authority);

/// Reads the entry's own place, which the crate does not expose: that of its publisher, or of an event.
fn read_location(record: &mut Record, node: Node<'_>) {
    let is_event = matches!(node.entry_type(), EntryType::Conference | EntryType::Exhibition | EntryType::Performance);
    let variable = if is_event { TextVariable::EventPlace } else { TextVariable::PublisherPlace };
    if record.text(variable).is_none()
        && let Some(location) = node.get("location").as_ref().and_then(text)
    {
        record.set_text(variable, location);
    }
}

fn set(record: &mut Record, variable: Variable, value: &Yaml) {
    match variable {
        Variable::Text(TextVariable::Dimensions) => {
            record.set_text(TextVariable::Dimensions, raw(value).unwrap_or_default());
        }
        Variable::Text(TextVariable::EprintType) => {}
        Variable::Text(variable) => record.set_text(variable, text(value).unwrap_or_default()),
        Variable::Names(variable) => {
            let list = value.items().iter().filter_map(names::from_yaml).collect();
            record.set_names(variable, Names::complete(list));
        }
        Variable::Date(variable) => {
            if let Some(date) = dates::from_json(&value.to_json()) {
                record.set_date(variable, date);
            }
        }
        Variable::Number(variable) => record.set_number(variable, raw(value).unwrap_or_default()),
        Variable::Identifier(variable) => {
            record.set_identifier(variable, raw(value).unwrap_or_default());
            if variable == IdentifierVariable::Eprint && record.has(Variable::Identifier(variable)) {
                record.set_text(TextVariable::EprintType, "arXiv");
            }
        }
        Variable::Language => record.set_language(&raw(value).unwrap_or_default()),
        Variable::Kind
        | Variable::Tags
        | Variable::Related
        | Variable::Extra
        | Variable::Origin
        | Variable::Inferred => {}
    }
}

/// Returns a scalar as it is written.
fn raw(value: &Yaml) -> Option<String> {
    match value {
        Yaml::Scalar(Value::String(text)) => Some(text.clone()),
        other => other.scalar(),
    }
}

/// Returns a text: a scalar, or a map of a value and its short form or whether it is verbatim.
pub(super) fn text(value: &Yaml) -> Option<Text> {
    let Yaml::Map(_) = value else { return raw(value).map(|text| texts::from_hayagriva(&text)) };
    let inner = value.get("value")?;
    let is_verbatim = value.get("verbatim").and_then(Yaml::scalar).is_some_and(|is_set| is_set == "true");
    match raw(inner) {
        Some(characters) if is_verbatim => Some(Text::from(vec![Inline::NoCase(vec![Inline::Str(characters)])])),
        _ => text(inner),
    }
}
