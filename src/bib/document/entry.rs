//! The items of a document, and the editing of an entry.

use std::fmt;
use std::ops::Range;

use super::Value;
use super::damage::Whole;
use super::node::{Context, Node};
use crate::bib::references::Renames;
use crate::bib::syntax::tree::{ItemKind, PieceKind, Tree};
use crate::bib::syntax::words::{is_identifier, is_key, is_number};
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
    /// Returns an error if BibTeX would not read the words as a type and a key. A type does not start with a digit, and
    /// contains no white space and none of `"#%'(),={}`. A key contains no white space, commas or braces, and does not
    /// start with a percent sign.
    pub fn new(entry_type: &str, key: &str) -> Result<Self> {
        check_key(key)?;
        let text = format!("@{entry_type}{{{key},\n}}");
        let whole = Whole::parse(&text, ItemKind::Entry).filter(|whole| whole.problems().is_empty());
        let entry = whole.map(|whole| Self(whole.node(&text, Context::default())));
        let entry = entry.filter(|entry| entry.entry_type() == entry_type && entry.key() == key);
        entry.ok_or_else(|| Error::usage(format!("“@{entry_type}{{{key},” is not the beginning of an entry")))
    }

    pub(super) fn of(node: Node) -> Self {
        Self(node)
    }

    /// Parses a text that is one entry.
    pub(in crate::bib) fn parse_only(text: &str) -> Option<Self> {
        Whole::parse(text, ItemKind::Entry).map(|whole| Self(whole.node(text, Context::default())))
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
    /// Returns an error if a field cannot have this name: names do not start with a digit or `@`, and contain no white
    /// space and none of `"#%'(),={}`. Returns an error also if the entry is damaged: if it, a brace or a quotation mark
    /// in it is not closed, a change could be read as another. The error names the place. Correct the text there, and
    /// parse it again.
    pub fn set(&mut self, name: &str, value: &Value) -> Result<()> {
        let known = self.get(name).map(|field| field.index);
        if known.is_none() && (!is_identifier(name) || name.starts_with('@')) {
            return Err(Error::usage(format!(
                "“{name}” is not the name of a field: names do not start with a digit or “@”, and contain no white \
                 space and none of \"#%'(),={{}}"
            )));
        }
        let mut fields = self.0.assignments();
        let expression;
        let text = match known {
            Some(index) => {
                expression = self.in_old_delimiters(index, value);
                fields[index].1 = &expression;
                let mut text = self.0.text.clone();
                text.replace_range(self.0.fields[index].value.clone(), &expression);
                text
            }
            None => {
                fields.push((name, value.expression()));
                self.with_fields(&[(name, value)])
            }
        };
        self.0 = self.changed(&text, self.entry_type(), self.key(), &fields)?;
        Ok(())
    }

    /// Removes all fields with this name, and returns true if there was one. In a damaged entry (see
    /// [`set`](Self::set)), nothing is removed, and the result is false.
    pub fn remove(&mut self, name: &str) -> bool {
        let is_other = |field: &&(&str, &str)| !field.0.eq_ignore_ascii_case(name);
        let mut entry = self.clone();
        while let Some(index) = entry.get(name).map(|field| field.index) {
            let mut text = entry.0.text.clone();
            text.replace_range(entry.range_with_comma(index), "");
            let mut fields = entry.0.assignments();
            fields.remove(index);
            let Ok(node) = entry.changed(&text, entry.entry_type(), entry.key(), &fields) else { return false };
            entry.0 = node;
        }
        let has_changed = entry.0.fields.len() < self.0.fields.len();
        debug_assert_eq!(entry.0.fields.len(), self.0.assignments().iter().filter(is_other).count());
        *self = entry;
        has_changed
    }

    /// Sets the citation key. References in other entries do not change: see
    /// [`Document::rename`](super::Document::rename).
    ///
    /// # Errors
    /// Returns an error if BibTeX would not read the text as a key (see [`new`](Self::new)), or if the entry is damaged
    /// (see [`set`](Self::set)).
    pub fn set_key(&mut self, key: &str) -> Result<()> {
        check_key(key)?;
        let is_separate = self.0.fields.is_empty() || !self.0.key.is_empty();
        let mut text = self.0.text.clone();
        text.replace_range(self.0.key.clone(), &format!("{key}{}", if is_separate { "" } else { ", " }));
        self.0 = self.changed(&text, self.entry_type(), key, &self.0.assignments())?;
        Ok(())
    }

    /// Sets the entry type.
    ///
    /// # Errors
    /// Returns an error if BibTeX would not read the word as a type (see [`new`](Self::new)), or if the entry is damaged
    /// (see [`set`](Self::set)).
    pub fn set_entry_type(&mut self, entry_type: &str) -> Result<()> {
        Self::new(entry_type, "key")?;
        let mut text = self.0.text.clone();
        text.replace_range(self.0.name.clone(), entry_type);
        self.0 = self.changed(&text, entry_type, self.key(), &self.0.assignments())?;
        Ok(())
    }

    /// Returns the entry with its references to other entries renamed; `None` if it has none.
    ///
    /// # Errors
    /// Returns an error if the entry is damaged, or if a key does not fit into the delimiters of a reference.
    pub(super) fn with_renamed(&self, renames: &Renames) -> Result<Option<Self>> {
        let old = &self.0;
        let tree = Tree::parse(&old.text);
        let edits = renames.edits(&old.text, &tree);
        if edits.is_empty() {
            return Ok(None);
        }
        let values = old.fields.iter().map(|field| edited(&old.text, field.value.clone(), &edits)).collect::<Vec<_>>();
        let names = (0..values.len()).map(|field| old.field_name(field));
        let fields: Vec<_> = names.zip(values.iter().map(String::as_str)).collect();
        let text = edited(&old.text, 0..old.text.len(), &edits);
        Ok(Some(Self(self.changed(&text, self.entry_type(), self.key(), &fields)?)))
    }

    /// Returns the entry for another place, with the line ends of the text there.
    ///
    /// # Errors
    /// Returns an error if the entry is damaged, or could be read as the end of something before that place.
    pub(super) fn fitted(self, line_end: &str, context: Context) -> Result<Self> {
        let is_lf = !self.0.text.contains("\r\n");
        let text = if is_lf { self.0.text.replace('\n', line_end) } else { self.0.text.clone() };
        Ok(Self(Node { context, ..self.0 }.with_text(&text, ItemKind::Entry)?))
    }

    pub(super) fn node(&self) -> &Node {
        &self.0
    }

    /// Parses the text of the entry after a change, which has to be read as this type, this key and these fields.
    pub(super) fn changed(&self, text: &str, entry_type: &str, key: &str, fields: &[(&str, &str)]) -> Result<Node> {
        let node = self.0.with_text(text, ItemKind::Entry)?;
        let is_read = node.text[node.name.clone()] == *entry_type && node.text[node.key.clone()] == *key;
        if is_read && node.assignments() == fields { Ok(node) } else { Err(self.0.unreadable()) }
    }

    /// Writes a value for an existing field, in its current delimiters.
    pub(super) fn in_old_delimiters(&self, index: usize, value: &Value) -> String {
        let (pieces, text) = (&self.0.fields[index].pieces, value.braced());
        match (pieces.as_slice(), text) {
            ([(_, PieceKind::Quoted)], Some(text)) if !self.0.context.follows_unclosed => {
                let quoted = format!("\"{text}\"");
                if Value::parse(&quoted).is_ok() { quoted } else { value.expression().to_owned() }
            }
            ([(_, PieceKind::Number)], Some(text)) if is_number(text) => text.to_owned(),
            _ => value.expression().to_owned(),
        }
    }

    /// Returns the text of the entry with further fields at its end, in the layout of its last field.
    pub(super) fn with_fields(&self, added: &[(&str, &Value)]) -> String {
        if added.is_empty() {
            return self.0.text.clone();
        }
        let text = &self.0.text;
        let last = self.0.fields.len().checked_sub(1);
        let assignments: Vec<String> =
            added.iter().map(|(name, value)| self.assignment_after(last, name, value)).collect();
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
                format!("{}{},{}", &text[..at], assignments.join(","), &text[at..])
            }
            None if last.is_none() => {
                format!("{},{},{}{}", &text[..end], assignments.join(","), self.line_end(), rest.trim_start())
            }
            None => format!("{},{}{rest}", &text[..end], assignments.join(",")),
        }
    }

    /// Returns a new assignment in the layout of a field, after which it is to be written, with the white space before it.
    pub(super) fn assignment_after(&self, field: Option<usize>, name: &str, value: &Value) -> String {
        let text = &self.0.text;
        let Some(field) = field.map(|index| &self.0.fields[index]) else {
            return format!("{}  {name} = {value}", self.line_end());
        };
        let indent = text[..field.name.start].rsplit_once('\n').map(|(_, indent)| indent);
        let own_line = indent.filter(|indent| indent.trim().is_empty());
        let before = own_line.map_or_else(|| " ".to_owned(), |indent| format!("{}{indent}", self.line_end()));
        // With a sign in a column, the column stays.
        let sign = text[field.name.end..].find('=').unwrap_or_default();
        let after = &text[field.name.end + sign + 1..field.value.start.max(field.name.end + sign + 1)];
        let is_spaced = sign > 0;
        let width = if sign > 1 { field.name.len() + sign } else { name.len() + usize::from(is_spaced) };
        let width = width.max(name.len() + usize::from(is_spaced));
        let after = if after.contains('\n') { " " } else { after };
        format!("{before}{name:width$}={after}{value}")
    }

    fn line_end(&self) -> &'static str {
        if self.0.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// Returns the range of a field, its comma and the white space before it.
    pub(super) fn range_with_comma(&self, index: usize) -> Range<usize> {
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

    /// Makes `@string{name = value}`.
    pub(super) fn new(name: &str, value: &Value) -> Result<Self> {
        Value::macro_name(name)?;
        let text = format!("@string{{{name} = {value}}}");
        let whole = Whole::parse(&text, ItemKind::Macro).filter(|whole| whole.problems().is_empty());
        let node = whole.map(|whole| whole.node(&text, Context::default()));
        let node = node.filter(|node| node.assignments() == [(name, value.expression())]);
        node.map(Self).ok_or_else(|| Error::usage(format!("“{text}” is not the definition of a macro")))
    }

    /// Returns the name and the value; `None` if they cannot be read.
    pub fn definition(&self) -> Option<Field<'_>> {
        (!self.0.fields.is_empty()).then_some(Field { node: &self.0, index: 0 })
    }

    pub(super) fn has_name(&self, name: &str) -> bool {
        self.definition().is_some_and(|definition| definition.name().eq_ignore_ascii_case(name))
    }

    /// Sets the value.
    pub(super) fn set(&mut self, value: &Value) -> Result<()> {
        let Some(field) = self.0.fields.first() else { return Err(self.0.damaged()) };
        let mut text = self.0.text.clone();
        text.replace_range(field.value.clone(), value.expression());
        let node = self.0.with_text(&text, ItemKind::Macro)?;
        if node.assignments() != [(self.0.field_name(0), value.expression())] {
            return Err(self.0.unreadable());
        }
        self.0 = node;
        Ok(())
    }

    pub(super) fn node(&self) -> &Node {
        &self.0
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

    pub(super) fn node(&self) -> &Node {
        &self.0
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

    /// Returns whether its brace has no partner: then the comment ends after it.
    pub(super) fn is_unclosed(&self) -> bool {
        self.0.ends_with('{')
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

/// Returns a range of a text with those edits applied that are in it.
fn edited(text: &str, range: Range<usize>, edits: &[(Range<usize>, &str)]) -> String {
    let (mut result, mut position) = (String::new(), range.start);
    for (place, new) in edits.iter().filter(|(place, _)| range.start <= place.start && place.end <= range.end) {
        result.push_str(&text[position..place.start]);
        result.push_str(new);
        position = place.end;
    }
    result + &text[position..range.end]
}

fn check_key(key: &str) -> Result<()> {
    if is_key(key) {
        return Ok(());
    }
    Err(Error::usage(format!(
        "“{key}” is not a citation key: keys contain no white space, commas or braces, and do not start with “%”"
    )))
}
