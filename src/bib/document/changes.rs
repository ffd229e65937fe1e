//! Several changes of one entry, made at once.

use std::ops::Range;

use super::Value;
use super::entry::Entry;
use crate::error::Result;

/// What happens to a field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::bib) enum FieldChange {
    /// It stays as it is.
    Stays,
    /// It gets another name, and keeps its value.
    Renamed(String),
    /// It is replaced by one or several fields.
    Replaced(Vec<(String, Value)>),
    /// It is removed.
    Removed,
}

/// Changes of an entry.
#[derive(Debug, Default)]
pub(in crate::bib) struct Changes<'a> {
    /// The new type.
    pub entry_type: Option<&'a str>,
    /// The new key.
    pub key: Option<&'a str>,
    /// What happens to each field, in order.
    pub fields: Vec<FieldChange>,
    /// The fields that are added at the end.
    pub added: Vec<(String, Value)>,
}

impl Entry {
    /// Makes changes. Everything else in the entry stays as it is: comments, white space, the order of fields.
    ///
    /// # Errors
    /// Returns an error if the entry is damaged, or would not be read like this after the changes.
    pub(in crate::bib) fn changed_at_once(&self, changes: &Changes<'_>) -> Result<Self> {
        let node = self.node();
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        if let Some(entry_type) = changes.entry_type {
            edits.push((node.name.clone(), entry_type.to_owned()));
        }
        if let Some(key) = changes.key {
            let is_separate = node.fields.is_empty() || !node.key.is_empty();
            edits.push((node.key.clone(), format!("{key}{}", if is_separate { "" } else { ", " })));
        }
        let mut expected: Vec<(&str, String)> = Vec::new();
        for (index, change) in changes.fields.iter().enumerate() {
            let (name, expression) = (node.field_name(index), node.expression(index));
            match change {
                FieldChange::Stays => expected.push((name, expression.to_owned())),
                FieldChange::Renamed(name) => {
                    edits.push((self.name_with_space(index), self.name_in_column(index, name)));
                    expected.push((name, expression.to_owned()));
                }
                FieldChange::Replaced(fields) if !fields.is_empty() => {
                    let (new_name, value) = &fields[0];
                    if new_name != name {
                        edits.push((self.name_with_space(index), self.name_in_column(index, new_name)));
                    }
                    let mut text = self.in_old_delimiters(index, value);
                    expected.push((new_name, text.clone()));
                    for (name, value) in &fields[1..] {
                        text.push(',');
                        text.push_str(&self.assignment_after(Some(index), name, value));
                        expected.push((name, value.expression().to_owned()));
                    }
                    edits.push((node.fields[index].value.clone(), text));
                }
                FieldChange::Removed | FieldChange::Replaced(_) => {
                    let range = self.range_with_comma(index);
                    match edits.last_mut() {
                        // Without the fields before it, the last field takes their comma along.
                        Some((before, text)) if before.end > range.start && text.is_empty() => before.end = range.end,
                        _ => edits.push((range, String::new())),
                    }
                }
            }
        }
        let mut text = String::with_capacity(node.text.len());
        let mut position = 0;
        for (range, new) in &edits {
            text.push_str(&node.text[position..range.start]);
            text.push_str(new);
            position = range.end;
        }
        text.push_str(&node.text[position..]);
        let (entry_type, key) = (changes.entry_type.unwrap_or(self.entry_type()), changes.key.unwrap_or(self.key()));
        let entry = self.read_again(&text, entry_type, key, &expected)?;
        let added: Vec<(&str, &Value)> = changes.added.iter().map(|(name, value)| (name.as_str(), value)).collect();
        expected.extend(added.iter().map(|(name, value)| (*name, value.expression().to_owned())));
        entry.read_again(&entry.with_fields(&added), entry_type, key, &expected)
    }

    fn read_again(&self, text: &str, entry_type: &str, key: &str, fields: &[(&str, String)]) -> Result<Self> {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.changed(text, entry_type, key, &fields).map(Self::of)
    }

    /// The range of a field's name and of the white space before the equals sign.
    fn name_with_space(&self, index: usize) -> Range<usize> {
        let (node, name) = (self.node(), self.node().fields[index].name.clone());
        let rest = &node.text[name.end..];
        name.start..name.end + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    /// Returns another name for a field, with white space that keeps the equals sign in its column if that is possible.
    fn name_in_column(&self, index: usize, name: &str) -> String {
        let range = self.name_with_space(index);
        let (old, space) = self.node().text[range.clone()].split_at(self.node().fields[index].name.len());
        match space.chars().count() {
            count @ (0 | 1) => format!("{name}{}", &space[..space.len().min(count)]),
            _ if space.contains('\t') => format!("{name}{space}"),
            count => format!("{name:width$} ", width = (old.len() + count - 1)),
        }
    }
}
