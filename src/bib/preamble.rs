//! The commands that a file's preambles define.

use crate::diag::Source;
use crate::latex::Definitions;

use super::macros::Macros;
use super::syntax::raw::raw_fields;
use super::syntax::tree::{ItemKind, Tree};

/// Returns what all preambles of a file define: BibTeX writes them before the first entry, wherever they are.
pub(super) fn definitions(source: &Source<'_>, tree: &Tree) -> Definitions {
    let mut definitions = Definitions::for_file(source.text().len());
    if !tree.items().iter().any(|item| item.kind == ItemKind::Preamble) {
        return definitions;
    }
    let mut macros = Macros::default();
    for item in tree.items().iter().filter(|item| matches!(item.kind, ItemKind::Preamble | ItemKind::Macro)) {
        for field in raw_fields(source.text(), tree, item) {
            // Mistakes are reported where the items are read.
            match item.kind {
                ItemKind::Preamble => definitions.collect(&macros.value(&field, source, &mut ())),
                _ => macros.define(&field, source, &mut ()),
            }
        }
    }
    definitions
}
