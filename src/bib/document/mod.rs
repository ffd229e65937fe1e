//! A `.bib` file as a document that can be edited. Every byte that no edit concerns is kept.
//!
//! [`Document`] is to `.bib` files what `toml_edit` is to TOML. Any text can be parsed: mistakes are listed
//! ([`Document::problems`]), and parts that cannot be understood stay in the document as text. The document knows the
//! syntax but not its meaning: values are TeX with delimiters, as written in the file. To get records, read the file as
//! a format instead.
//!
//! ```
//! use publist::bib::{Document, Entry, Value};
//!
//! let mut document = Document::parse("% mine\n@article{lu2022,\n  title = {A title},\n  year  = 2022\n}\n");
//! let entry = document.entry_mut("lu2022").expect("it is there");
//! assert_eq!(entry.get("Title").map(|field| field.expression()), Some("{A title}"));
//! entry.set("year", &Value::tex("2023")?)?;
//! entry.set("doi", &Value::tex("10.5555/1")?)?;
//! document.rename("lu2022", "lu2023")?;
//! document.push(Entry::new("misc", "other")?);
//! assert_eq!(
//!     document.to_string(),
//!     "% mine\n@article{lu2023,\n  title = {A title},\n  year  = 2023,\n  doi   = {10.5555/1}\n}\n\n@misc{other,\n}\n"
//! );
//! # Ok::<(), publist::Error>(())
//! ```
//!
//! The syntax is that of BibTeX (`btxdoc`, and `bibtex.web` where that is silent), as for reading records: braces count
//! even after a backslash, `@comment` hides the content of its braces, and text between entries is free.

mod entry;
mod node;
#[cfg(test)]
mod tests;
mod value;

use std::fmt;

pub use entry::{Comment, Entry, Field, Macro, Preamble};
pub use value::Value;

use node::Node;

use super::references::Renames;
use super::syntax::tree::{ItemKind, Problem, Tree};
use crate::error::{Error, Result};

/// A `.bib` file that can be edited.
#[derive(Debug, Clone, Default)]
pub struct Document {
    blocks: Vec<Block>,
    problems: Vec<Problem>,
}

/// A part of a document. The text of the document is the texts of its parts, in order.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Block {
    /// A bibliographic entry.
    Entry(Entry),
    /// `@string{name = value}`.
    Macro(Macro),
    /// `@preamble{value}`.
    Preamble(Preamble),
    /// `@comment` with the content of its braces.
    Comment(Comment),
    /// The text between the other parts: white space, and free text, which BibTeX ignores.
    Text(String),
}

impl Document {
    /// Parses a text. This cannot fail: mistakes are listed by [`Document::problems`].
    pub fn parse(text: &str) -> Self {
        let tree = Tree::parse(text);
        let mut document = Self { blocks: Vec::new(), problems: tree.problems().to_vec() };
        let mut position = 0;
        for item in tree.items() {
            let span = item.span.range();
            document.push_text(&text[position..span.start]);
            position = span.end;
            let node = || Node::of(text, &tree, item);
            document.blocks.push(match item.kind {
                ItemKind::Entry => Block::Entry(Entry::of(node())),
                ItemKind::Macro => Block::Macro(Macro::of(node())),
                ItemKind::Preamble => Block::Preamble(Preamble::of(node())),
                ItemKind::Comment => Block::Comment(Comment::of(&text[span])),
            });
        }
        document.push_text(&text[position..]);
        document
    }

    /// Returns the mistakes found when the text was parsed, in the order of the text. Edits do not change them.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns all parts of the document, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns the entries, in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.blocks.iter().filter_map(|block| if let Block::Entry(entry) = block { Some(entry) } else { None })
    }

    /// Returns the entries for editing, in order.
    pub fn entries_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.blocks.iter_mut().filter_map(|block| if let Block::Entry(entry) = block { Some(entry) } else { None })
    }

    /// Returns the macros, in order.
    pub fn macros(&self) -> impl Iterator<Item = &Macro> {
        self.blocks.iter().filter_map(|block| if let Block::Macro(item) = block { Some(item) } else { None })
    }

    /// Returns the preambles, in order.
    pub fn preambles(&self) -> impl Iterator<Item = &Preamble> {
        self.blocks.iter().filter_map(|block| if let Block::Preamble(item) = block { Some(item) } else { None })
    }

    /// Returns the `@comment`s, in order.
    pub fn comments(&self) -> impl Iterator<Item = &Comment> {
        self.blocks.iter().filter_map(|block| if let Block::Comment(item) = block { Some(item) } else { None })
    }

    /// Returns the first entry with this citation key. Letter case matters.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().find(|entry| entry.key() == key)
    }

    /// Returns the first entry with this citation key, for editing.
    pub fn entry_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries_mut().find(|entry| entry.key() == key)
    }

    /// Adds an entry at the end, after a blank line.
    pub fn push(&mut self, entry: Entry) {
        let line_end = self.line_end();
        let end = self.blocks.iter().rev().map(ToString::to_string).find(|text| !text.is_empty());
        if let Some(end) = end {
            let breaks =
                end.chars().rev().filter(|&character| character != '\r').take_while(|&character| character == '\n');
            self.push_text(&line_end.repeat(2_usize.saturating_sub(breaks.count())));
        }
        self.blocks.push(Block::Entry(entry.with_line_ends(line_end)));
        self.push_text(line_end);
    }

    /// Adds an entry after the one with this key, separated by a blank line.
    ///
    /// # Errors
    /// Returns an error if there is no entry with this key.
    pub fn insert_after(&mut self, key: &str, entry: Entry) -> Result<()> {
        let index = self.index_of(key)?;
        let line_end = self.line_end();
        let between = Block::Text(line_end.repeat(2));
        self.blocks.splice(index + 1..index + 1, [between, Block::Entry(entry.with_line_ends(line_end))]);
        Ok(())
    }

    /// Removes the first entry with this key, and the white space after it, and returns the entry. References to it do
    /// not change.
    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        let index = self.index_of(key).ok()?;
        let Block::Entry(entry) = self.blocks.remove(index) else { return None };
        let is_last = index + 1 >= self.blocks.len();
        let after = match self.blocks.get_mut(index) {
            Some(Block::Text(after)) => after,
            _ => return Some(entry),
        };
        if !is_last || !after.trim_start().is_empty() {
            *after = after.trim_start().to_owned();
        } else if let Some(Block::Text(before)) = index.checked_sub(1).and_then(|index| self.blocks.get_mut(index)) {
            // At the end of the file, the white space before the entry is removed, so that the file ends as before.
            before.truncate(before.trim_end().len());
        }
        Some(entry)
    }

    /// Changes the key of the first entry with the key `old` to `new`, also where other entries refer to it: in
    /// `crossref`, `xref`, `xdata`, `related`, `entryset` and `ids` (biblatex manual, section 2.2.3).
    ///
    /// # Errors
    /// Returns an error if there is no entry `old`, if there already is an entry `new`, or if `new` is not a citation
    /// key.
    pub fn rename(&mut self, old: &str, new: &str) -> Result<()> {
        let index = self.index_of(old)?;
        if old != new && self.entry(new).is_some() {
            return Err(Error::usage(format!("there is already an entry “{new}”")));
        }
        let mut renames = Renames::default();
        renames.add(old, new);
        for (position, block) in self.blocks.iter_mut().enumerate() {
            let Block::Entry(entry) = block else { continue };
            if position == index {
                entry.set_key(new)?;
            }
            entry.rename_references(&renames);
        }
        Ok(())
    }

    fn index_of(&self, key: &str) -> Result<usize> {
        let has_key = |block: &Block| matches!(block, Block::Entry(entry) if entry.key() == key);
        let index = self.blocks.iter().position(has_key);
        index.ok_or_else(|| Error::usage(format!("there is no entry “{key}”")))
    }

    fn push_text(&mut self, text: &str) {
        match self.blocks.last_mut() {
            _ if text.is_empty() => {}
            Some(Block::Text(last)) => last.push_str(text),
            _ => self.blocks.push(Block::Text(text.to_owned())),
        }
    }

    /// Returns the line ending of the file.
    fn line_end(&self) -> &'static str {
        let first = self.blocks.iter().map(ToString::to_string).find(|text| text.contains('\n'));
        if first.is_some_and(|text| text.contains("\r\n")) { "\r\n" } else { "\n" }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.blocks.iter().try_for_each(|block| block.fmt(formatter))
    }
}

impl fmt::Display for Block {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(entry) => entry.fmt(formatter),
            Self::Macro(item) => item.fmt(formatter),
            Self::Preamble(item) => item.fmt(formatter),
            Self::Comment(item) => item.fmt(formatter),
            Self::Text(text) => formatter.write_str(text),
        }
    }
}
