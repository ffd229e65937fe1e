//! What compiling an element must know of the style.

use std::collections::HashMap;

use crate::syntax::xml::PlacedElement;

pub(super) struct Lowering<'s> {
    macros: HashMap<&'s str, usize>,
    /// Whether a condition tests `disambiguate`.
    pub(super) tests_disambiguate: bool,
}

impl<'s> Lowering<'s> {
    pub(super) fn new(style: &'s PlacedElement<'_>) -> Self {
        let mut macros = HashMap::new();
        for (index, definition) in style.named("macro").enumerate() {
            macros.entry(definition.value("name").unwrap_or_default()).or_insert(index);
        }
        Self { macros, tests_disambiguate: false }
    }

    /// Returns the index of a macro: of several with one name, that of the first.
    pub(super) fn macro_index(&self, name: &str) -> Option<usize> {
        self.macros.get(name).copied()
    }
}
