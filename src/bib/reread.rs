//! Reads single entries of a file again, when they are written: only then is it known what each of their fields holds.

use crate::diag::Source;
use crate::latex::Definitions;
use crate::model::Record;

use super::Dialect;
use super::carried::Carried;
use super::field_use::Use;
use super::macros::Macros;
use super::parents::Parents;
use super::preamble::definitions;
use super::read::EntryReader;
use super::syntax::raw::{RawEntry, raw_entry, raw_fields};
use super::syntax::tree::{Field, Item, ItemKind, PieceKind, PieceNode, Tree};

/// What entries of one file refer to.
pub(super) struct Surroundings {
    dialect: Dialect,
    parents: Parents,
    carried: Carried,
    /// The commands that the file defines.
    commands: Definitions,
    /// The positions of the items that define macros.
    definitions: Vec<usize>,
    /// The macros of the first definitions, and how many these are.
    macros: Macros,
    defined: usize,
}

/// An entry, and what is read from it.
pub(super) struct EntryAsRead<'a> {
    pub entry: RawEntry<'a>,
    /// The dialect in which its file was read.
    pub dialect: Dialect,
    /// The record that was read, without its origin.
    pub record: Record,
    /// What each field holds.
    pub uses: Vec<Use>,
    /// The values of the fields, with macros replaced.
    pub values: Vec<String>,
    /// The values of the fields as they are in the file, with delimiters and macros.
    pub expressions: Vec<String>,
}

impl Surroundings {
    /// Examines a file that was read in this dialect.
    pub(super) fn of(dialect: Dialect, text: &str, tree: &Tree) -> Self {
        let is_macro = |(_, item): &(usize, &Item)| item.kind == ItemKind::Macro;
        Self {
            dialect,
            parents: Parents::find(dialect, &Source::new("", text), tree),
            carried: Carried::find(text),
            commands: definitions(&Source::new("", text), tree),
            definitions: tree.items().iter().enumerate().filter(is_macro).map(|(index, _)| index).collect(),
            macros: Macros::default(),
            defined: 0,
        }
    }

    /// Reads an entry of the file. What is wrong with it was reported when the file was read.
    pub(super) fn read<'a>(&mut self, text: &'a str, tree: &Tree, index: usize) -> EntryAsRead<'a> {
        self.define_to(text, tree, index);
        // Nothing is reported, so positions do not matter.
        let source = Source::new("", "");
        let entry = raw_entry(text, tree, &tree.items()[index]);
        let inherited = self.parents.inherited_by(&entry, &self.macros, &source, &mut ());
        let reader = EntryReader::new(self.dialect, &source, &entry, &inherited, Some(&self.commands));
        let (mut record, uses) = reader.read_with_uses(&self.macros);
        self.carried.complete(&mut record, self.dialect, text, |_, _| ());
        let value = |field| self.macros.value(field, &source, &mut ()).into_owned();
        let values = entry.fields.iter().map(value).collect();
        let fields = tree.fields(&tree.items()[index]);
        let expressions = fields.iter().map(|field| expression(text, tree, field)).collect();
        EntryAsRead { entry, dialect: self.dialect, record, uses, values, expressions }
    }

    /// Sets the macros to those that are defined before an item.
    fn define_to(&mut self, text: &str, tree: &Tree, index: usize) {
        let end = self.definitions.partition_point(|definition| *definition < index);
        if end < self.defined {
            (self.macros, self.defined) = (Macros::default(), 0);
        }
        let source = Source::new("", "");
        for definition in &self.definitions[self.defined..end] {
            let fields = raw_fields(text, tree, &tree.items()[*definition]);
            fields.iter().take(1).for_each(|field| self.macros.define(field, &source, &mut ()));
        }
        self.defined = end;
    }
}

/// Returns the pieces of a value, joined by `#`.
fn expression(text: &str, tree: &Tree, field: &Field) -> String {
    let piece = |piece: &PieceNode| {
        let (open, close) = match piece.kind {
            PieceKind::Braced => ("{", "}"),
            PieceKind::Quoted => ("\"", "\""),
            PieceKind::Number | PieceKind::Macro => ("", ""),
        };
        [open, piece.text.of(text), close].concat()
    };
    tree.pieces(field).iter().map(piece).collect::<Vec<_>>().join(" # ")
}
