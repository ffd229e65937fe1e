//! Fields written as macros: those that were macros before, and those that can become macros.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::diag::Source;
use crate::latex;
use crate::model::Text;

use super::macros::Macros;
use super::syntax::raw::{RawField, raw_fields};
use super::syntax::tree::{Item, ItemKind, PieceKind, PieceNode, Tree};
use super::{names, protection};

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
    /// Names of fields in lower case, their expressions, and the values of these.
    kept: Vec<(String, String, String)>,
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

    /// Records the fields of an entry that are written with macros.
    pub(super) fn keep<'a>(&self, references: &mut MacroReferences<'a>, text: &str, tree: &Tree, item: &Item) {
        let source = Source::new("", text);
        for (node, field) in tree.fields(item).iter().zip(raw_fields(text, tree, item)) {
            let has_macro = tree.pieces(node).iter().any(|piece| piece.kind == PieceKind::Macro);
            if has_macro {
                let value = self.macros.value(&field, &source, &mut ()).into_owned();
                references.kept.push((field.name.to_ascii_lowercase(), expression(&field), value));
            }
        }
    }
}

impl<'a> MacroReferences<'a> {
    /// Adds macros that values may be written as: those that a file defines before one of its items.
    pub(super) fn match_with(&mut self, file: &'a FileMacros, before: usize) {
        self.matched.push((file, before));
    }

    /// Returns an entry that was written without macros with its macros.
    pub(super) fn applied(&self, entry: String) -> String {
        if self.kept.is_empty() && self.matched.is_empty() {
            return entry;
        }
        let tree = Tree::parse(&entry);
        let (mut result, mut end) = (String::with_capacity(entry.len()), 0);
        for field in tree.items().iter().flat_map(|item| tree.fields(item)) {
            let [PieceNode { text, kind: PieceKind::Braced | PieceKind::Quoted }] = tree.pieces(field) else {
                continue;
            };
            let name = field.name.of(&entry).to_ascii_lowercase();
            if let Some(expression) = self.expression(&name, text.of(&entry)) {
                result.push_str(&entry[end..text.range().start - 1]);
                result.push_str(expression);
                end = text.range().end + 1;
            }
        }
        result.push_str(&entry[end..]);
        result
    }

    /// Returns what to write for the value of a field in place of the text in braces.
    fn expression(&self, name: &str, value: &str) -> Option<&str> {
        let is_kept = |(field, _, old): &&(String, String, String)| field == name && is_same(old, value);
        if let Some((_, expression, _)) = self.kept.iter().find(is_kept) {
            return Some(expression);
        }
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
    protection::unprotect(&latex::decode(value).text)
}

/// Whether two values have the same meaning, as text or as names.
fn is_same(one: &str, other: &str) -> bool {
    meaning(one) == meaning(other) || names::from_bibtex(one) == names::from_bibtex(other)
}

/// Returns the pieces joined by `#`, as they would be written.
fn expression(field: &RawField<'_>) -> String {
    let piece = |piece: &super::syntax::raw::Piece<'_>| {
        if piece.is_macro { piece.text.to_owned() } else { format!("{{{}}}", piece.text) }
    };
    field.pieces.iter().map(piece).collect::<Vec<_>>().join(" # ")
}
