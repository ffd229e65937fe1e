//! The normalized record: one work, under CSL's names, with typed values.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, NumberVariable, Text, TextVariable,
    Variable,
};

/// One work.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// The citation key; empty until one is given.
    pub id: String,
    /// What sort of work it is.
    pub kind: Kind,
    /// Rich text by variable.
    pub texts: BTreeMap<TextVariable, Text>,
    /// Lists of names by role.
    pub names: BTreeMap<NameVariable, Names>,
    /// Dates by meaning.
    pub dates: BTreeMap<DateVariable, Date>,
    /// Numbers, as the source writes them.
    pub numbers: BTreeMap<NumberVariable, String>,
    /// Identifiers in their normal form (see `text::identifiers`).
    pub identifiers: BTreeMap<IdentifierVariable, String>,
    /// The language of the work, a BCP 47 tag.
    pub language: Option<String>,
    /// Keywords, in order.
    pub tags: Vec<String>,
    /// Other works this one belongs to.
    pub related: Vec<Related>,
    /// By format id, in the source's order: every field the model has no home for.
    pub extra: BTreeMap<String, Vec<(String, Value)>>,
    /// Where the record came from.
    pub origin: Option<Origin>,
    /// What was inferred and not read.
    pub inferred: Vec<Inference>,
}

/// A link from one work to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Related {
    /// What the other work is to this one, in DataCite's terms ("IsPreprintOf", "IsTranslationOf").
    pub relation: String,
    /// The other work: a citation key of the same collection, a DOI or a URL.
    pub target: String,
}

/// Where a record was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Origin {
    /// The id of the format it was read from.
    pub format: String,
    /// The line it starts at, from 1.
    pub line: Option<u32>,
    /// On a person's page: whose page it is, and whether that person is seen among the authors.
    pub owner: Option<Owner>,
}

/// The person whose page listed the work.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Owner {
    /// The name as the page gives it, parsed.
    pub name: Name,
    /// Whether the name is among the authors shown.
    pub presence: OwnerPresence,
}

/// Whether the owner of a page is seen among the authors of a work listed there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OwnerPresence {
    /// The name is in the list.
    Shown,
    /// The list was cut short before the name: it must be in the part left out.
    Hidden,
    /// The list is complete and the name is not in it.
    Absent,
}

/// A mark on a value that the reader worked out instead of reading it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Inference {
    /// Which value.
    pub variable: Variable,
    /// From what, in words.
    pub reason: String,
}

impl OwnerPresence {
    /// Every state, for the JSON form and its schema.
    pub const ALL: &'static [Self] = &[Self::Shown, Self::Hidden, Self::Absent];

    /// The state's name in the JSON form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Hidden => "hidden",
            Self::Absent => "absent",
        }
    }
}

impl Record {
    /// An empty record of a type.
    pub fn new(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// A rich-text variable.
    pub fn text(&self, variable: TextVariable) -> Option<&Text> {
        self.texts.get(&variable)
    }

    /// Sets a rich-text variable; empty text is not kept.
    pub fn set_text(&mut self, variable: TextVariable, text: impl Into<Text>) {
        let text = text.into();
        if !text.is_empty() {
            self.texts.insert(variable, text);
        }
    }

    /// Sets a list of names; an empty list is not kept.
    pub fn set_names(&mut self, variable: NameVariable, names: Names) {
        if !names.is_empty() {
            self.names.insert(variable, names);
        }
    }

    /// Sets a number; an empty one is not kept.
    pub fn set_number(&mut self, variable: NumberVariable, number: impl Into<String>) {
        let number = number.into();
        if !number.is_empty() {
            self.numbers.insert(variable, number);
        }
    }

    /// Sets an identifier; an empty one is not kept.
    pub fn set_identifier(&mut self, variable: IdentifierVariable, identifier: impl Into<String>) {
        let identifier = identifier.into();
        if !identifier.is_empty() {
            self.identifiers.insert(variable, identifier);
        }
    }

    /// Marks a value as inferred.
    pub fn mark_inferred(&mut self, variable: Variable, reason: impl Into<String>) {
        self.inferred.push(Inference { variable, reason: reason.into() });
    }

    /// Keeps a field the model has no home for.
    pub fn keep_extra(&mut self, format: &str, field: impl Into<String>, value: impl Into<Value>) {
        self.extra.entry(format.to_owned()).or_default().push((field.into(), value.into()));
    }

    /// The first value kept for a field of a format.
    pub fn extra_field(&self, format: &str, field: &str) -> Option<&Value> {
        self.extra.get(format)?.iter().find(|(name, _)| name == field).map(|(_, value)| value)
    }

    /// The title without markup, for messages, keys and sorting.
    pub fn plain_title(&self) -> String {
        self.text(TextVariable::Title).map(Text::to_plain).unwrap_or_default()
    }

    /// Which variables hold something, class by class in the order of the list.
    pub fn variables(&self) -> Vec<Variable> {
        let mut present = vec![Variable::Kind];
        present.extend(self.texts.keys().copied().map(Variable::Text));
        present.extend(self.names.keys().copied().map(Variable::Names));
        present.extend(self.dates.keys().copied().map(Variable::Date));
        present.extend(self.numbers.keys().copied().map(Variable::Number));
        present.extend(self.identifiers.keys().copied().map(Variable::Identifier));
        let parts = [
            (self.language.is_some(), Variable::Language),
            (!self.tags.is_empty(), Variable::Tags),
            (!self.related.is_empty(), Variable::Related),
            (!self.extra.is_empty(), Variable::Extra),
            (self.origin.is_some(), Variable::Origin),
            (!self.inferred.is_empty(), Variable::Inferred),
        ];
        present.extend(parts.into_iter().filter_map(|(is_present, part)| is_present.then_some(part)));
        present
    }
}
