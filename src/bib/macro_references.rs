//! Values that can be written as macros.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::diag::Source;
use crate::latex;
use crate::latex::Definitions;
use crate::model::Text;

use super::macros::Macros;
use super::protection;
use super::syntax::raw::raw_fields;
use super::syntax::tree::{ItemKind, PieceKind, PieceNode, Tree};

/// The macros of one file.
#[derive(Default)]
pub(super) struct FileMacros {
    macros: Macros,
    /// The name of each value, if it is defined only once, with the index of the item that defines it.
    names: HashMap<Text, (String, usize)>,
}

/// The values of one entry that may be written as macros.
#[derive(Default)]
pub(super) struct MacroReferences<'a> {
    matched: Vec<(&'a FileMacros, usize)>,
}

impl FileMacros {
    /// Returns the macros that a tree of this text defines.
    pub(super) fn of(text: &str, tree: &Tree) -> Self {
        let (source, mut file) = (Source::new("", text), Self::default());
        let (mut defined, mut ambiguous) = (HashSet::new(), HashSet::new());
        for (index, item) in tree.items().iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Macro) {
            for definition in raw_fields(text, tree, item) {
                file.macros.define(&definition, &source, &mut ());
                let value = meaning(&file.macros.value(&definition, &source, &mut ()));
                if !defined.insert(definition.name.to_lowercase()) {
                    ambiguous.insert(definition.name.to_lowercase());
                }
                if let (Entry::Vacant(vacant), false) = (file.names.entry(value.clone()), value.is_blank()) {
                    vacant.insert((definition.name.to_owned(), index));
                }
            }
        }
        file.names.retain(|_, (name, _)| !ambiguous.contains(&name.to_lowercase()));
        file
    }
}

impl<'a> MacroReferences<'a> {
    /// Adds macros that values may be written as: those that a file defines before one of its items.
    pub(super) fn match_with(&mut self, file: &'a FileMacros, before: usize) {
        self.matched.push((file, before));
    }

    /// Returns an entry that was written without macros with its macros.
    pub(super) fn applied(&self, entry: String) -> String {
        if self.matched.is_empty() {
            return entry;
        }
        let tree = Tree::parse(&entry);
        let (mut result, mut end) = (String::with_capacity(entry.len()), 0);
        for field in tree.items().iter().flat_map(|item| tree.fields(item)) {
            let [PieceNode { text, kind: PieceKind::Braced | PieceKind::Quoted }] = tree.pieces(field) else {
                continue;
            };
            if let Some(expression) = self.expression(text.of(&entry)) {
                result.push_str(&entry[end..text.range().start - 1]);
                result.push_str(expression);
                end = text.range().end + 1;
            }
        }
        result.push_str(&entry[end..]);
        result
    }

    /// Returns the macro to write in place of a text in braces.
    fn expression(&self, value: &str) -> Option<&str> {
        let meaning = meaning(value);
        let names = self
            .matched
            .iter()
            .filter_map(|(file, before)| file.names.get(&meaning).filter(|(_, index)| index < before));
        names.map(|(name, _)| name.as_str()).next()
    }
}

/// Returns the meaning of a value, protected or not.
fn meaning(value: &str) -> Text {
    protection::unprotect(&latex::decode_field(value, &Definitions::default()).text, None)
}
