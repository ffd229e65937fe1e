//! The syntax tree of .bib files: everything in a file with its place, but not its meaning.
//!
//! The tree is lossless: its nodes and the text between them make up the whole text. Everything with a meaning (types,
//! keys, names of fields, pieces of values) has a node with its span; between the nodes are delimiters, white space,
//! comments and free text. The nodes are in one array for each sort, in the order of the text, and contain only
//! offsets: the caller keeps the text.

use std::ops::Range;

use crate::diag::Code;

/// The parts of a .bib file: lossless, as offsets into the text.
#[derive(Debug, Default)]
pub struct Tree {
    items: Vec<Item>,
    fields: Vec<Field>,
    pieces: Vec<PieceNode>,
    problems: Vec<Problem>,
}

/// A range of byte offsets, or of indices. Texts too long for these offsets are not read to their end, which is
/// reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    start: u32,
    end: u32,
}

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A bibliographic entry.
    Entry,
    /// `@string{name = value}`.
    Macro,
    /// `@preamble{value}`.
    Preamble,
    /// `@comment` with the content of its braces.
    Comment,
}

/// The text from an `@` to its closing delimiter.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// Its kind.
    pub kind: ItemKind,
    /// The whole item, from the `@` on.
    pub span: Span,
    /// The word after the `@`.
    pub name: Span,
    /// The citation key; an empty span at its place if there is none.
    pub key: Span,
    /// The range of its fields; a preamble has one without a name.
    pub fields: Span,
}

/// `name = value`.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name.
    pub name: Span,
    /// The range of its value's pieces.
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
    /// How it is delimited.
    pub kind: PieceKind,
}

/// A mistake in the syntax.
#[derive(Debug, Clone)]
pub struct Problem {
    /// The number of items that were complete when the mistake was found.
    pub after: usize,
    /// The code of the mistake.
    pub code: Code,
    /// The place of the mistake.
    pub range: Range<usize>,
    /// The message.
    pub message: &'static str,
}

/// What has no closing delimiter, so that the end of its item is a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bib) enum Unclosed {
    /// An entry.
    Entry,
    /// A macro or a preamble.
    Item,
    /// A value in braces.
    Brace,
    /// A value in quotation marks.
    Quote,
}

impl Unclosed {
    /// Returns the message of the mistake.
    pub(in crate::bib) const fn message(self) -> &'static str {
        match self {
            Self::Entry => "the entry is not closed",
            Self::Item => "the closing delimiter was expected here",
            Self::Brace => "the brace is not closed",
            Self::Quote => "the quotation mark is not closed",
        }
    }
}

impl Problem {
    /// Returns whether a closing delimiter is missing.
    pub(in crate::bib) fn is_unclosed(&self) -> bool {
        [Unclosed::Entry, Unclosed::Item, Unclosed::Brace, Unclosed::Quote]
            .iter()
            .any(|unclosed| unclosed.message() == self.message)
    }
}

impl Span {
    /// Makes a span of a range of offsets.
    pub(in crate::bib) fn new(range: Range<usize>) -> Self {
        // The parser stops before offsets become too large.
        Self { start: range.start as u32, end: range.end as u32 }
    }

    /// Returns the range.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the text of the span; `text` is the text of the tree.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }
}

impl Tree {
    /// Returns the items.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Returns the fields of an item.
    pub fn fields(&self, item: &Item) -> &[Field] {
        &self.fields[item.fields.range()]
    }

    /// Returns the pieces of a field's value.
    pub fn pieces(&self, field: &Field) -> &[PieceNode] {
        &self.pieces[field.pieces.range()]
    }

    /// Returns the mistakes, in the order in which they were found.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns the number of fields so far.
    pub(in crate::bib) const fn field_count(&self) -> usize {
        self.fields.len()
    }

    /// Returns the number of pieces so far.
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
