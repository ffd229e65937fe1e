//! The fields of entries that refer to other entries, and how they change with the keys.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::syntax::tree::{ItemKind, Tree};

/// The fields whose values are citation keys separated by commas (manual of biblatex 3.20, 2.2.3).
const REFERENCE_FIELDS: [&str; 6] = ["crossref", "xref", "xdata", "related", "entryset", "ids"];

/// Whether the value of a field consists of citation keys.
pub(super) fn is_reference_field(name: &str) -> bool {
    REFERENCE_FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name))
}

/// The keys that change.
#[derive(Default)]
pub(super) struct Renames {
    exact: HashMap<String, String>,
    /// By the old key in lower case, for BibTeX, which reads `crossref = {Book}` as `book`.
    in_lower_case: HashMap<String, String>,
    has_changes: bool,
}

impl Renames {
    /// Adds a key that changes. If two entries have the same key, references mean the first.
    pub(super) fn add(&mut self, old: &str, new: &str) {
        if !old.is_empty() {
            self.has_changes |= old != new;
            self.exact.entry(old.to_owned()).or_insert_with(|| new.to_owned());
            self.in_lower_case.entry(old.to_lowercase()).or_insert_with(|| new.to_owned());
        }
    }

    /// Whether any key changes.
    pub(super) fn change(&self) -> bool {
        self.has_changes
    }

    /// Returns the edits in a text: the ranges of keys, in order, and their new values.
    pub(super) fn edits(&self, text: &str, tree: &Tree) -> Vec<(Range<usize>, &str)> {
        let entries = tree.items().iter().filter(|item| item.kind == ItemKind::Entry);
        let fields = entries.flat_map(|item| tree.fields(item)).filter(|field| {
            let name = field.name.of(text);
            // These are other names of the entry itself.
            is_reference_field(name) && !name.eq_ignore_ascii_case("ids")
        });
        let mut edits = Vec::new();
        for piece in fields.flat_map(|field| tree.pieces(field)) {
            let mut start = piece.text.range().start;
            for key in piece.text.of(text).split(',') {
                let trimmed = key.trim();
                let offset = start + key.len() - key.trim_start().len();
                if let Some(new) = self.new_key(trimmed).filter(|new| *new != trimmed) {
                    edits.push((offset..offset + trimmed.len(), new));
                }
                start += key.len() + 1;
            }
        }
        edits
    }

    /// Returns a text of entries with those edits applied.
    pub(super) fn applied<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let tree = Tree::parse(text);
        let edits = self.edits(text, &tree);
        if edits.is_empty() {
            return Cow::Borrowed(text);
        }
        let (mut result, mut end) = (String::with_capacity(text.len()), 0);
        for (place, new) in edits {
            result.push_str(&text[end..place.start]);
            result.push_str(new);
            end = place.end;
        }
        result.push_str(&text[end..]);
        Cow::Owned(result)
    }

    fn new_key(&self, key: &str) -> Option<&str> {
        self.exact.get(key).or_else(|| self.in_lower_case.get(&key.to_lowercase())).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::super::syntax::tree::Tree;
    use super::Renames;

    #[test]
    fn keys_in_the_fields_of_other_entries_change() {
        let mut renames = Renames::default();
        for (old, new) in [("a", "x"), ("b", "y"), ("a", "z")] {
            renames.add(old, new);
        }
        let text =
            "@misc{c, Crossref = {a}, related = \"b , c,A\", xref = b, title = {a}, ids = {b,\n ab}} crossref = {a}";
        let tree = Tree::parse(text);
        let edits: Vec<_> = renames.edits(text, &tree).into_iter().map(|(range, new)| (&text[range], new)).collect();
        assert_eq!(edits, [("a", "x"), ("b", "y"), ("A", "x"), ("b", "y")]);
        assert!(renames.change());
        assert_eq!(renames.applied("@misc{c, xref = {b}}"), "@misc{c, xref = {y}}");
    }
}
