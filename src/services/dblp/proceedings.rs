//! Papers inherit from the proceedings that they refer to, if these are near them in the file.

use std::collections::{HashMap, VecDeque};

use crate::model::{IdentifierVariable, NameVariable, Record, TextVariable, Variable};

/// The number of records that wait for proceedings that may follow.
const WAITING: usize = 1000;

/// The number of proceedings that are remembered.
const REMEMBERED: usize = 10_000;

/// The variables that papers inherit from their proceedings.
const INHERITED: &[Variable] = &[
    Variable::Text(TextVariable::Publisher),
    Variable::Text(TextVariable::CollectionTitle),
    Variable::Names(NameVariable::Editor),
    Variable::Identifier(IdentifierVariable::Isbn),
];

/// The waiting records and the proceedings seen so far. The number of both is limited, so a file of any size needs the
/// same memory.
#[derive(Default)]
pub(super) struct Window {
    waiting: VecDeque<(Record, Option<String>)>,
    parents: HashMap<String, Record>,
    order: VecDeque<String>,
}

impl Window {
    /// Takes a record with the id of its proceedings, and passes on the records that have waited long enough.
    pub(super) fn push(&mut self, record: Record, parent: Option<String>, out: &mut dyn FnMut(Record)) {
        if record.texts.contains_key(&TextVariable::Title) && parent.is_none() && is_parent(&record) {
            if self.order.len() == REMEMBERED
                && let Some(oldest) = self.order.pop_front()
            {
                self.parents.remove(&oldest);
            }
            self.order.push_back(record.id.clone());
            self.parents.insert(record.id.clone(), record.clone());
        }
        self.waiting.push_back((record, parent));
        if self.waiting.len() > WAITING {
            self.give_first(out);
        }
    }

    /// Passes on all waiting records.
    pub(super) fn finish(&mut self, out: &mut dyn FnMut(Record)) {
        while !self.waiting.is_empty() {
            self.give_first(out);
        }
    }

    fn give_first(&mut self, out: &mut dyn FnMut(Record)) {
        let Some((mut record, parent)) = self.waiting.pop_front() else { return };
        if let Some(parent) = parent.and_then(|parent| self.parents.get(&parent)) {
            inherit(&mut record, parent);
        }
        out(record);
    }
}

fn is_parent(record: &Record) -> bool {
    matches!(record.kind, crate::model::Kind::Collection | crate::model::Kind::Book)
}

fn inherit(record: &mut Record, parent: &Record) {
    const REASON: &str = "the record it refers to by crossref";
    if let Some(title) = parent.text(TextVariable::Title) {
        let acronym = record.texts.remove(&TextVariable::ContainerTitle);
        record.set_text(TextVariable::ContainerTitleShort, acronym.unwrap_or_default());
        record.set_text(TextVariable::ContainerTitle, title.clone());
        record.mark_inherited(Variable::Text(TextVariable::ContainerTitle), REASON, parent.id.as_str());
    }
    for &variable in INHERITED.iter().filter(|variable| parent.has(**variable)) {
        if record.has(variable) {
            continue;
        }
        match variable {
            Variable::Text(text) => _ = parent.texts.get(&text).map(|value| record.texts.insert(text, value.clone())),
            Variable::Names(role) => _ = parent.names(role).map(|value| record.names.insert(role, value.clone())),
            Variable::Identifier(identifier) => {
                _ = parent
                    .identifiers
                    .get(&identifier)
                    .map(|value| record.identifiers.insert(identifier, value.clone()));
            }
            _ => continue,
        }
        record.mark_inherited(variable, REASON, parent.id.as_str());
    }
}
