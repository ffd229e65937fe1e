//! The text of one item, with the places of its parts.

use std::ops::Range;

use crate::bib::syntax::tree::{Field, Item, PieceKind, Tree};

/// An item: its text and the ranges of its parts.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub text: String,
    /// The word after the `@`.
    pub name: Range<usize>,
    /// The citation key.
    pub key: Range<usize>,
    pub fields: Vec<NodeField>,
    /// Where the item is in the text of its document.
    pub context: Context,
}

/// Where an item is in the text of its document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    /// The line on which the item started when the text was parsed; 0 for one that was not parsed with a document.
    pub line: usize,
    /// Whether something before it is not closed.
    pub follows_unclosed: bool,
}

/// `name = value` in the text of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NodeField {
    pub name: Range<usize>,
    /// The value, with its delimiters; empty when it is missing.
    pub value: Range<usize>,
    /// The pieces of the value without their delimiters.
    pub pieces: Vec<(Range<usize>, PieceKind)>,
}

impl Node {
    /// Makes a node from an item of this text's tree.
    pub(super) fn of(text: &str, tree: &Tree, item: &Item, context: Context) -> Self {
        let span = item.span.range();
        let moved = |range: Range<usize>| range.start - span.start..range.end - span.start;
        let own = &text[span.clone()];
        let field = |field: &Field| {
            let name = moved(field.name.range());
            let pieces: Vec<_> =
                tree.pieces(field).iter().map(|piece| (moved(piece.text.range()), piece.kind)).collect();
            NodeField { value: value_of(own, &name, &pieces), name, pieces }
        };
        Self {
            text: own.to_owned(),
            name: moved(item.name.range()),
            key: moved(item.key.range()),
            fields: tree.fields(item).iter().map(field).collect(),
            context,
        }
    }

    /// Returns the name of a field.
    pub(super) fn field_name(&self, field: usize) -> &str {
        &self.text[self.fields[field].name.clone()]
    }

    /// Returns the value of a field, with its delimiters.
    pub(super) fn expression(&self, field: usize) -> &str {
        &self.text[self.fields[field].value.clone()]
    }

    /// Returns the names and the values of all fields.
    pub(super) fn assignments(&self) -> Vec<(&str, &str)> {
        (0..self.fields.len()).map(|field| (self.field_name(field), self.expression(field))).collect()
    }

    /// Returns whether two items are the same, without the white space after them, which an item that is not closed
    /// contains.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let key = |node: &Self| node.text[node.key.clone()].to_owned();
        self.text.trim_end() == other.text.trim_end()
            && self.name == other.name
            && key(self) == key(other)
            && self.assignments() == other.assignments()
    }
}

/// Returns the range of a value, with its delimiters.
fn value_of(text: &str, name: &Range<usize>, pieces: &[(Range<usize>, PieceKind)]) -> Range<usize> {
    let outer = |(piece, kind): &(Range<usize>, PieceKind)| match kind {
        PieceKind::Braced | PieceKind::Quoted => {
            let is_closed = text.as_bytes().get(piece.end).is_some_and(|byte| matches!(byte, b'}' | b'"'));
            piece.start - 1..piece.end + usize::from(is_closed)
        }
        PieceKind::Number | PieceKind::Macro => piece.clone(),
    };
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => outer(first).start..outer(last).end,
        // The value is missing.
        _ => {
            let sign = text[name.end..].find('=').map_or(name.end, |offset| name.end + offset + 1);
            let rest = &text[sign..];
            let end = sign + rest.len() - rest.trim_start_matches(' ').len();
            end..end
        }
    }
}
