//! The items of a document, and the editing of an entry.

use std::fmt;
use std::ops::Range;

use super::Value;
use super::node::Node;
use crate::bib::references::Renames;
use crate::bib::syntax::tree::{PieceKind, Tree};
use crate::error::{Error, Result};

/// A bibliographic entry.
#[derive(Debug, Clone)]
pub struct Entry(Node);

/// `@string{name = value}`.
#[derive(Debug, Clone)]
pub struct Macro(Node);

/// `@preamble{value}`.
#[derive(Debug, Clone)]
pub struct Preamble(Node);

/// `@comment` with the content of its braces.
#[derive(Debug, Clone)]
pub struct Comment(String);

/// A field of an entry.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    node: &'a Node,
    index: usize,
}

impl Entry {
    /// Creates an entry without fields.
    ///
    /// # Errors
    /// Returns an error if BibTeX would not read the words as a type and a key.
    pub fn new(entry_type: &str, key: &str) -> Result<Self> {
        let text = format!("@{entry_type}{{{key},\n}}");
        let entry = parsed(&text).filter(|entry| entry.entry_type() == entry_type && entry.key() == key);
        entry.ok_or_else(|| Error::usage(format!("“@{entry_type}{{{key},” is not the beginning of an entry")))
    }

    pub(super) fn of(node: Node) -> Self {
        Self(node)
    }

    /// Returns the type, in the file's letter case.
    pub fn entry_type(&self) -> &str {
        &self.0.text[self.0.name.clone()]
    }

    /// Returns the citation key; empty if there is none.
    pub fn key(&self) -> &str {
        &self.0.text[self.0.key.clone()]
    }

    /// Returns the fields, in order. A name may occur more than once: BibTeX uses the first.
    pub fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        (0..self.0.fields.len()).map(|index| Field { node: &self.0, index })
    }

    /// Returns the first field with this name, in any letter case.
    pub fn get(&self, name: &str) -> Option<Field<'_>> {
        self.fields().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// Sets a field. An existing field keeps its place and, if the value fits into them, its delimiters; a new one is
    /// added at the end, laid out like the field before it.
    ///
    /// # Errors
    /// Returns an error if a field cannot have this name.
    /// When a field cannot have this name.
    pub fn set(&mut self, name: &str, value: &Value) -> Result<()> {
        let known = self.get(name).map(|field| field.index);
        if let Some(index) = known {
            let expression = self.in_old_delimiters(index, value);
            let mut text = self.0.text.clone();
            text.replace_range(self.0.fields[index].value.clone(), &expression);
            return self.take(text, name);
        }
        let text = self.with_field(name, value);
        self.take(text, name)
    }

    /// Removes all fields with this name, and returns true if there was one.
    pub fn remove(&mut self, name: &str) -> bool {
        let mut has_changed = false;
        while let Some(index) = self.get(name).map(|field| field.index) {
            let mut text = self.0.text.clone();
            text.replace_range(self.range_with_comma(index), "");
            let Some(node) = Node::parsed(text).filter(|node| node.fields.len() < self.0.fields.len()) else { break };
            self.0 = node;
            has_changed = true;
        }
        has_changed
    }

    /// Sets the citation key. References in other entries do not change: see
    /// [`Document::rename`](super::Document::rename).
    ///
    /// # Errors
    /// Returns an error if BibTeX would not read the word as a key.
    pub fn set_key(&mut self, key: &str) -> Result<()> {
        Self::new("misc", key)?;
        let is_separate = self.0.fields.is_empty() || !self.0.key.is_empty();
        let mut text = self.0.text.clone();
        text.replace_range(self.0.key.clone(), &format!("{key}{}", if is_separate { "" } else { ", " }));
        self.take_head(text, self.entry_type().to_owned(), key)
    }

    /// Sets the entry type.
    ///
    /// # Errors
    /// Returns an error if BibTeX would not read the word as a type.
    pub fn set_entry_type(&mut self, entry_type: &str) -> Result<()> {
        Self::new(entry_type, "key")?;
        let mut text = self.0.text.clone();
        text.replace_range(self.0.name.clone(), entry_type);
        let key = self.key().to_owned();
        self.take_head(text, entry_type.to_owned(), &key)
    }

    pub(super) fn rename_references(&mut self, renames: &Renames) {
        let renamed = renames.applied(&self.0.text).into_owned();
        if renamed != self.0.text
            && let Some(node) = Node::parsed(renamed)
        {
            self.0 = node;
        }
    }

    pub(super) fn with_line_ends(mut self, line_end: &str) -> Self {
        if !self.0.text.contains("\r\n") && line_end != "\n" {
            self.0 = Node::parsed(self.0.text.replace('\n', line_end)).unwrap_or(self.0);
        }
        self
    }

    /// Replaces the text, if the new one is an entry with this type and key and as many fields as before.
    fn take_head(&mut self, text: String, entry_type: String, key: &str) -> Result<()> {
        let count = self.0.fields.len();
        match Node::parsed(text).map(Self) {
            Some(entry) if entry.entry_type() == entry_type && entry.key() == key && entry.0.fields.len() == count => {
                *self = entry;
                Ok(())
            }
            _ => Err(Error::usage(format!("“{}” is too broken to change its type or key", self.key()))),
        }
    }

    /// Replaces the text, if the new one is an entry with this field.
    fn take(&mut self, text: String, name: &str) -> Result<()> {
        let count = self.0.fields.len() + usize::from(self.get(name).is_none());
        match Node::parsed(text).filter(|node| node.fields.len() == count).map(Self) {
            Some(entry) if entry.get(name).is_some() => {
                *self = entry;
                Ok(())
            }
            _ => Err(Error::usage(format!("“{name}” is not the name of a field"))),
        }
    }

    /// Writes a value for an existing field, in its current delimiters.
    fn in_old_delimiters(&self, index: usize, value: &Value) -> String {
        let (pieces, text) = (&self.0.fields[index].pieces, value.braced());
        match (pieces.as_slice(), text) {
            ([(_, PieceKind::Quoted)], Some(text)) => {
                let quoted = format!("\"{text}\"");
                if Value::parse(&quoted).is_ok() { quoted } else { value.expression().to_owned() }
            }
            ([(_, PieceKind::Number)], Some(text)) if is_number(text) => text.to_owned(),
            _ => value.expression().to_owned(),
        }
    }

    /// Returns the text with one more field.
    fn with_field(&self, name: &str, value: &Value) -> String {
        let text = &self.0.text;
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let (before, assignment) = match self.0.fields.last() {
            Some(last) => {
                let indent = text[..last.name.start].rsplit_once('\n').map(|(_, indent)| indent);
                let own_line = indent.filter(|indent| indent.trim().is_empty());
                let before = own_line.map_or_else(|| " ".to_owned(), |indent| format!("{line_end}{indent}"));
                let sign = text[last.name.end..].find('=').unwrap_or_default();
                let after = &text[last.name.end + sign + 1..last.value.start.max(last.name.end + sign + 1)];
                let is_spaced = sign > 0;
                let width = if sign > 1 { last.name.len() + sign } else { name.len() + usize::from(is_spaced) };
                let width = width.max(name.len() + usize::from(is_spaced));
                let after = if after.contains('\n') { " " } else { after };
                (before, format!("{name:width$}={after}{value}"))
            }
            None => (format!("{line_end}  "), format!("{name} = {value}")),
        };
        let end = self.0.fields.last().map_or(self.0.key.end, |last| last.value.end);
        let rest = &text[end..];
        let comma = rest.find(|character: char| !character.is_whitespace()).filter(|&at| rest[at..].starts_with(','));
        match comma {
            Some(comma) => {
                let mut at = end + comma + 1;
                // A comment after the comma stays with the field that it follows.
                let line = text[at..].split('\n').next().unwrap_or_default();
                if line.trim_start().starts_with('%') {
                    at += line.trim_end().len();
                }
                format!("{}{before}{assignment},{}", &text[..at], &text[at..])
            }
            None if self.0.fields.is_empty() => {
                format!("{},{before}{assignment},{line_end}{}", &text[..end], rest.trim_start())
            }
            None => format!("{},{before}{assignment}{rest}", &text[..end]),
        }
    }

    /// Returns the range of a field, its comma and the white space before it.
    fn range_with_comma(&self, index: usize) -> Range<usize> {
        let (text, field) = (&self.0.text, &self.0.fields[index]);
        let start = text[..field.name.start].trim_end().len();
        let rest = &text[field.value.end..];
        let after = rest.len() - rest.trim_start().len();
        if rest[after..].starts_with(',') {
            return start..field.value.end + after + 1;
        }
        // The last field has no comma, so the one before it is removed.
        let start = if index > 0 && text[..start].ends_with(',') { start - 1 } else { start };
        start..field.value.end
    }
}

impl<'a> Field<'a> {
    /// Returns the name, in the file's letter case.
    pub fn name(self) -> &'a str {
        &self.node.text[self.node.fields[self.index].name.clone()]
    }

    /// Returns the value as it is written, with its delimiters: `{text}`, `2022`, `jan # "~1"`. It is empty if the
    /// value is missing.
    pub fn expression(self) -> &'a str {
        self.node.expression(self.index)
    }

    /// Returns the pieces joined by `#`: how each is delimited, and its text without delimiters.
    pub fn pieces(self) -> impl Iterator<Item = (PieceKind, &'a str)> {
        self.node.fields[self.index].pieces.iter().map(|(range, kind)| (*kind, &self.node.text[range.clone()]))
    }

    /// Returns the TeX text of the value; `None` if it uses a macro.
    pub fn tex(self) -> Option<String> {
        self.pieces().map(|(kind, text)| (kind != PieceKind::Macro).then_some(text)).collect()
    }
}

impl Macro {
    pub(super) fn of(node: Node) -> Self {
        Self(node)
    }

    /// Returns the name and the value; `None` if they cannot be read.
    pub fn definition(&self) -> Option<Field<'_>> {
        (!self.0.fields.is_empty()).then_some(Field { node: &self.0, index: 0 })
    }
}

impl Preamble {
    pub(super) fn of(node: Node) -> Self {
        Self(node)
    }

    /// Returns the value as it is written, with its delimiters.
    pub fn expression(&self) -> &str {
        if self.0.fields.is_empty() { "" } else { self.0.expression(0) }
    }
}

impl Comment {
    pub(super) fn of(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Returns the text of the comment: the content of its braces.
    pub fn text(&self) -> &str {
        self.0.split_once('{').map_or("", |(_, text)| text.strip_suffix('}').unwrap_or(text))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.text)
    }
}

impl fmt::Display for Macro {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.text)
    }
}

impl fmt::Display for Preamble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.text)
    }
}

impl fmt::Display for Comment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn parsed(text: &str) -> Option<Entry> {
    let tree = Tree::parse(text);
    let is_sound = tree.problems().is_empty() && tree.items().len() == 1;
    let item = tree.items().first().filter(|item| is_sound && item.span.range() == (0..text.len()))?;
    (item.kind == crate::bib::syntax::tree::ItemKind::Entry).then(|| Entry(Node::of(text, &tree, item)))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
