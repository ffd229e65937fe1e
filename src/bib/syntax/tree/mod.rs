//! The syntax tree of .bib files: everything that stands in one, with its place, and nothing of its meaning.
//!
//! The tree is lossless: its nodes and what stands between them, one after another, are the text. What has a meaning of
//! its own (types, keys, names of fields, pieces of values) has a node with its span; what stands between the nodes is
//! delimiters, white space, comments and free text. The nodes lie in one array for each sort, in the order of the text, and hold
//! offsets only: the text itself stays with who has it.

use std::ops::Range;

use crate::diag::Code;

/// A .bib file in its parts: lossless, in offsets into the text.
#[derive(Debug, Default)]
pub struct Tree {
    items: Vec<Item>,
    fields: Vec<Field>,
    pieces: Vec<PieceNode>,
    problems: Vec<Problem>,
}

/// A range of byte offsets, or of indices. Texts longer than it can tell are not read to their end, which is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A bibliographic entry.
    Entry,
    /// `@string{name = value}`.
    Macro,
    /// `@preamble{value}`.
    Preamble,
    /// `@comment` with what its braces hold.
    Comment,
}

/// What stands between an `@` and its closing delimiter.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// All of it, from the `@`.
    pub span: Span,
    /// The word behind the `@`.
    pub name: Span,
    /// The citation key; empty when there is none, and then at the place where it would stand.
    pub key: Span,
    /// Which of the fields are its own; a preamble has one without a name.
    pub fields: Span,
}

/// `name = value`.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name.
    pub name: Span,
    /// Which of the pieces are its value.
    pub pieces: Span,
}

/// How a piece of a value is delimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceKind {
    /// `{text}`
    Braced,
    /// `"text"`
    Quoted,
    /// Digits.
    Number,
    /// The name of a macro.
    Macro,
}

/// A piece of a value, as a node.
#[derive(Debug, Clone, Copy)]
pub struct PieceNode {
    /// Its text, without delimiters.
    pub text: Span,
    /// Its delimiters.
    pub kind: PieceKind,
}

/// A mistake in the syntax.
#[derive(Debug, Clone)]
pub struct Problem {
    /// How many items were complete when it was met.
    pub after: usize,
    /// What sort of mistake it is.
    pub code: Code,
    /// Where it is.
    pub range: Range<usize>,
    /// What it is.
    pub message: &'static str,
}

impl Span {
    /// The span of a range of offsets.
    pub(in crate::bib) fn new(range: Range<usize>) -> Self {
        // The parser reads no further than such offsets go.
        Self { start: range.start as u32, end: range.end as u32 }
    }

    /// The range.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What stands there in the text that the tree is of.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

impl Tree {
    /// Its items.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The fields of an item.
    pub fn fields(&self, item: &Item) -> &[Field] {
        &self.fields[item.fields.range()]
    }

    /// The pieces of a field's value.
    pub fn pieces(&self, field: &Field) -> &[PieceNode] {
        &self.pieces[field.pieces.range()]
    }

    /// The mistakes, in the order in which they were met.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many fields the tree has so far.
    pub(in crate::bib) const fn field_count(&self) -> usize {
        self.fields.len()
    }

    /// How many pieces the tree has so far.
    pub(in crate::bib) const fn piece_count(&self) -> usize {
        self.pieces.len()
    }

    pub(in crate::bib) fn push_item(&mut self, item: Item) {
        self.items.push(item);
    }

    pub(in crate::bib) fn push_field(&mut self, field: Field) {
        self.fields.push(field);
    }

    pub(in crate::bib) fn push_piece(&mut self, piece: PieceNode) {
        self.pieces.push(piece);
    }

    pub(in crate::bib) fn push_problem(&mut self, code: Code, range: Range<usize>, message: &'static str) {
        self.problems.push(Problem { after: self.items.len(), code, range, message });
    }
}

#[cfg(test)]
mod tests;
