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
//! document.push(Entry::new("misc", "other")?)?;
//! assert_eq!(
//!     document.to_string(),
//!     "% mine\n@article{lu2023,\n  title = {A title},\n  year  = 2023,\n  doi   = {10.5555/1}\n}\n\n@misc{other,\n}\n"
//! );
//! # Ok::<(), publist::Error>(())
//! ```
//!
//! The syntax is that of BibTeX (`btxdoc`, and `bibtex.web` where that is silent), as for reading records: braces count
//! even after a backslash, `@comment` hides the content of its braces, and text between entries is free.
//!
//! # What can be edited
//!
//! Entries are added, removed, renamed and changed field by field. Macros (`@string`) are defined, changed and removed
//! ([`Document::set_macro`], [`Document::remove_macro`]). Preambles, comments and free text can only be read.
//!
//! ```
//! use publist::bib::{Document, Value};
//!
//! let mut document = Document::parse("@string{tac = {IEEE TAC}}\n\n@article{lu, journal = tac}\n");
//! document.set_macro("tac", &Value::tex("IEEE Trans. Affect. Comput.")?)?;
//! assert_eq!(
//!     document.to_string(),
//!     "@string{tac = {IEEE Trans. Affect. Comput.}}\n\n@article{lu, journal = tac}\n"
//! );
//! # Ok::<(), publist::Error>(())
//! ```
//!
//! An edit that is accepted is read again from the written text, and all other parts as before. Edits that BibTeX would
//! not read are refused: see [`Entry::new`], [`Entry::set`] and [`Value::parse`]. So are edits of a damaged entry, in
//! which a delimiter is not closed: where it ends is a guess, and the error names the line to correct. The other
//! entries of such a file can be edited.
//!
//! # Files in other encodings
//!
//! A document is text in memory. For a file in Latin-1, UTF-16 or another encoding, or with a byte order mark,
//! [`EncodedText`](crate::files::EncodedText) decodes the bytes and encodes the changed text again:
//!
//! ```
//! use publist::bib::{Document, Value};
//! use publist::files::EncodedText;
//!
//! let bytes = b"% Encoding: ISO-8859-1\n@misc{k, title = {Caf\xE9}}\n"; // or std::fs::read("refs.bib")?
//! let file = EncodedText::decode("refs.bib", bytes, None);
//! let mut document = Document::parse(&file.text);
//! document.entry_mut("k").expect("it is there").set("note", &Value::tex("Zürich")?)?;
//! let bytes = file.encode(&document.to_string())?;
//! assert_eq!(bytes, b"% Encoding: ISO-8859-1\n@misc{k, title = {Caf\xE9}, note = {Z\xFCrich}}\n");
//! # Ok::<(), publist::Error>(())
//! ```

mod changes;
mod damage;
mod entry;
mod node;
mod parts;
#[cfg(test)]
mod tests;
mod value;

use std::fmt;

pub(super) use changes::{Changes, FieldChange};
pub use entry::{Comment, Entry, Field, Macro, Preamble};
pub use value::Value;

use damage::line_breaks;
use node::{Context, Node};

use super::references::Renames;
use super::syntax::tree::{ItemKind, Problem, Tree};
use crate::error::{Error, Result};

/// A `.bib` file that can be edited.
#[derive(Debug, Clone, Default)]
pub struct Document {
    blocks: Vec<Block>,
    problems: Vec<Problem>,
    /// Whether something in the text is not closed.
    has_unclosed: bool,
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
        let mut document = Self { problems: tree.problems().to_vec(), ..Self::default() };
        let mut problems = tree.problems().iter().peekable();
        let (mut position, mut context) = (0, Context { line: 1, follows_unclosed: false });
        for (index, item) in tree.items().iter().enumerate() {
            let span = item.span.range();
            document.push_text(&text[position..span.start]);
            context.line += line_breaks(text, position..span.start);
            let node = || Node::of(text, &tree, item, context);
            let block = match item.kind {
                ItemKind::Entry => Block::Entry(Entry::of(node())),
                ItemKind::Macro => Block::Macro(Macro::of(node())),
                ItemKind::Preamble => Block::Preamble(Preamble::of(node())),
                ItemKind::Comment => Block::Comment(Comment::of(&text[span.clone()])),
            };
            while let Some(problem) = problems.next_if(|problem| problem.after <= index) {
                context.follows_unclosed |= problem.is_unclosed();
            }
            context.follows_unclosed |= matches!(&block, Block::Comment(comment) if comment.is_unclosed());
            context.line += line_breaks(text, span.clone());
            position = span.end;
            document.blocks.push(block);
        }
        document.push_text(&text[position..]);
        document.has_unclosed = context.follows_unclosed || tree.problems().iter().any(Problem::is_unclosed);
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
    ///
    /// The end of a damaged text (`@misc{`) stays as it is: an entry that is not closed ends before the next line that
    /// starts with `@`, so the new entry is read.
    ///
    /// # Errors
    /// Returns an error, and adds nothing, if the entry or another one would not be read again. This can happen if the
    /// entry is damaged, or if a delimiter in the text before is not closed and the entry contains one that would close
    /// it.
    pub fn push(&mut self, entry: Entry) -> Result<()> {
        let line_end = self.line_end();
        let end = self.blocks.iter().rev().map(ToString::to_string).find(|text| !text.is_empty());
        let mut new = Vec::new();
        if let Some(end) = end {
            let breaks =
                end.chars().rev().filter(|&character| character != '\r').take_while(|&character| character == '\n');
            new.push(Block::Text(line_end.repeat(2_usize.saturating_sub(breaks.count()))));
        }
        new.extend([Block::Entry(self.fitted(entry)?), Block::Text(line_end.to_owned())]);
        self.splice(self.blocks.len()..self.blocks.len(), new)
    }

    /// Adds an entry after the one with this key, separated by a blank line.
    ///
    /// # Errors
    /// Returns an error if there is no entry with this key, and in the cases of [`push`](Self::push).
    pub fn insert_after(&mut self, key: &str, entry: Entry) -> Result<()> {
        let index = self.index_of(key)?;
        let new = vec![Block::Text(self.line_end().repeat(2)), Block::Entry(self.fitted(entry)?)];
        self.splice(index + 1..index + 1, new)
    }

    /// Removes the first entry with this key, and the white space after it, and returns the entry. References to it do
    /// not change. Returns `None` if there is no such entry, or if without it another entry would not be read as before,
    /// which can only happen next to a delimiter that is not closed.
    pub fn remove(&mut self, key: &str) -> Option<Entry> {
        let index = self.index_of(key).ok()?;
        match self.remove_part(index)? {
            Block::Entry(entry) => Some(entry),
            _ => None,
        }
    }

    /// Defines a macro. If there is one with this name, in any letter case, its last definition gets this value, and
    /// everything else in it stays as it is. Otherwise the macro is added before the first entry, after the other macros
    /// there.
    ///
    /// # Errors
    /// Returns an error if a macro cannot have this name (see [`Value::macro_name`]), if the old definition is damaged
    /// (see [`Entry::set`]), and in the cases of [`push`](Self::push).
    pub fn set_macro(&mut self, name: &str, value: &Value) -> Result<()> {
        let has_name = |block: &&mut Block| matches!(block, Block::Macro(item) if item.has_name(name));
        if let Some(Block::Macro(item)) = self.blocks.iter_mut().rev().find(has_name) {
            return item.set(value);
        }
        let (line_end, item) = (self.line_end().to_owned(), Block::Macro(Macro::new(name, value)?));
        let first = self.blocks.iter().position(|block| matches!(block, Block::Entry(_)));
        let before = &self.blocks[..first.unwrap_or(self.blocks.len())];
        let last = before.iter().rposition(|block| matches!(block, Block::Macro(_)));
        match (last, first) {
            (Some(last), _) => self.splice(last + 1..last + 1, vec![Block::Text(line_end), item]),
            (None, Some(first)) => self.splice(first..first, vec![item, Block::Text(line_end.repeat(2))]),
            (None, None) => {
                let is_at_line_start = before.last().is_none_or(|block| block.to_string().ends_with('\n'));
                let start = Block::Text(if is_at_line_start { String::new() } else { line_end.clone() });
                self.splice(before.len()..before.len(), vec![start, item, Block::Text(line_end)])
            }
        }
    }

    /// Removes all definitions of a macro, in any letter case, with the white space after them, and returns true if there
    /// was one. Values that use the macro do not change. Like [`remove`](Self::remove), it leaves a definition without
    /// which other parts would not be read as before.
    pub fn remove_macro(&mut self, name: &str) -> bool {
        let has_name = |block: &Block| matches!(block, Block::Macro(item) if item.has_name(name));
        let indices: Vec<usize> = (0..self.blocks.len()).filter(|&index| has_name(&self.blocks[index])).collect();
        // From the end, so that the other indices stay right.
        indices.into_iter().rev().filter(|&index| self.remove_part(index).is_some()).count() > 0
    }

    /// Changes the key of the first entry with the key `old` to `new`, also where other entries refer to it: in
    /// `crossref`, `xref`, `xdata`, `related`, `entryset` and `ids` (biblatex manual, section 2.2.3).
    ///
    /// # Errors
    /// Returns an error, and changes nothing, if there is no entry `old`, if there already is an entry `new`, if `new` is
    /// not a citation key (see [`Entry::new`]), or if one of the entries to change is damaged (see [`Entry::set`]).
    pub fn rename(&mut self, old: &str, new: &str) -> Result<()> {
        let index = self.index_of(old)?;
        if old != new && self.entry(new).is_some() {
            return Err(Error::usage(format!("there is already an entry “{new}”")));
        }
        let mut renames = Renames::default();
        renames.add(old, new);
        let mut changed = Vec::new();
        for (position, block) in self.blocks.iter().enumerate() {
            let Block::Entry(entry) = block else { continue };
            let mut entry = entry.clone();
            if position == index {
                entry.set_key(new)?;
            }
            let renamed = entry.with_renamed(&renames)?;
            if position == index || renamed.is_some() {
                changed.push((position, renamed.unwrap_or(entry)));
            }
        }
        for (position, entry) in changed {
            self.blocks[position] = Block::Entry(entry);
        }
        Ok(())
    }

    /// Returns an entry for a place in this document, with its line ends.
    fn fitted(&self, entry: Entry) -> Result<Entry> {
        entry.fitted(self.line_end(), Context { line: 0, follows_unclosed: self.has_unclosed })
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
