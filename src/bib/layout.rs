//! The fields of an entry and their layout.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Variable;
use crate::seam::{Alignment, BibOptions, Delimiters, Indent};

/// The fields of one entry, in the order in which they were made. The buffers are reused for the next entry.
#[derive(Default)]
pub(super) struct Fields {
    /// The values, one after the other.
    pub(super) values: String,
    list: Vec<Field>,
    /// The variable of the fields that are being made, and its place.
    pub(super) current: (Option<Variable>, u16),
}

struct Field {
    name: Cow<'static, str>,
    value: Range<usize>,
    /// A macro, which is written without delimiters.
    is_macro: bool,
    /// The variable that it holds, and the place of this variable among those of the entry.
    variable: Option<Variable>,
    place: u16,
}

/// A field of an entry by itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub name: Cow<'static, str>,
    pub content: Content,
    /// The place of its variable among those of the entry.
    pub place: u16,
    /// The variable that it holds.
    pub variable: Option<Variable>,
}

/// The value of a field.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// TeX, without delimiters.
    Text(String),
    /// Pieces with their delimiters, such as `jan # {~1}`.
    Expression(String),
}

impl Fields {
    /// Ends a field; its value was appended to `values` from `start` on.
    pub(super) fn end(&mut self, name: impl Into<Cow<'static, str>>, start: usize) {
        let (variable, place) = self.current;
        let value = start..self.values.len();
        self.list.push(Field { name: name.into(), value, is_macro: false, variable, place });
    }

    /// Adds a field.
    pub(super) fn add(&mut self, name: impl Into<Cow<'static, str>>, value: &str) {
        let start = self.values.len();
        self.values.push_str(value);
        self.end(name, start);
    }

    /// Adds a field whose value is a macro.
    pub(super) fn add_macro(&mut self, name: &'static str, value: &str) {
        self.add(name, value);
        if let Some(field) = self.list.last_mut() {
            field.is_macro = true;
        }
    }

    /// Removes all fields and returns them.
    pub(super) fn take_made(&mut self) -> Vec<Made> {
        let made = |field: Field| {
            let value = self.values[field.value].to_owned();
            let content = if field.is_macro { Content::Expression(value) } else { Content::Text(value) };
            Made { name: field.name, content, place: field.place, variable: field.variable }
        };
        let fields = std::mem::take(&mut self.list).into_iter().map(made).collect();
        self.values.clear();
        fields
    }

    /// Adds fields, and puts all in the order of their places.
    pub(super) fn insert(&mut self, fields: Vec<Made>) {
        for Made { name, content, place, variable } in fields {
            self.current = (variable, place);
            match content {
                Content::Text(text) => self.add(name, &text),
                Content::Expression(expression) => {
                    self.add(name, &expression);
                    if let Some(field) = self.list.last_mut() {
                        field.is_macro = true;
                    }
                }
            }
        }
        self.list.sort_by_key(|field| field.place);
    }

    /// Removes all fields and returns their names and values, macros by their names.
    pub(super) fn take(&mut self) -> Vec<(String, String)> {
        let value = |field: &Field| self.values[field.value.clone()].to_owned();
        let fields = self.list.iter().map(|field| (field.name.clone().into_owned(), value(field))).collect();
        self.list.clear();
        self.values.clear();
        fields
    }

    /// Appends the entry to `out`, and removes all fields.
    pub(super) fn write_entry(&mut self, entry_type: &str, key: &str, options: &BibOptions, out: &mut String) {
        self.sort(&options.field_order);
        let indent = match options.indent {
            Indent::Spaces(count) => Cow::Owned(" ".repeat(usize::from(count))),
            Indent::Tab => Cow::Borrowed("\t"),
        };
        let width = match options.alignment {
            Alignment::None => 0,
            Alignment::Values => self.list.iter().map(|field| field.name.chars().count()).max().unwrap_or(0),
        };
        out.reserve(self.values.len() + 24 * self.list.len());
        for piece in ["@", entry_type, "{", key, ",\n"] {
            out.push_str(piece);
        }
        for field in &self.list {
            out.push_str(&indent);
            out.push_str(&field.name);
            for _ in field.name.chars().count()..width {
                out.push(' ');
            }
            let value = &self.values[field.value.clone()];
            let (before, behind) = match options.delimiters {
                _ if field.is_macro => (" = ", ",\n"),
                Delimiters::Quotes if can_stand_in_quotes(value) => (" = \"", "\",\n"),
                Delimiters::Quotes | Delimiters::Braces => (" = {", "},\n"),
            };
            out.push_str(before);
            out.push_str(value);
            out.push_str(behind);
        }
        out.push_str("}\n");
        self.list.clear();
        self.values.clear();
    }

    fn sort(&mut self, order: &[String]) {
        if !order.is_empty() {
            let place = |field: &Field| order.iter().position(|name| name.eq_ignore_ascii_case(&field.name));
            self.list.sort_by_key(|field| place(field).unwrap_or(order.len()));
        }
    }
}

/// Whether a value can be written in quotation marks: it has none outside braces.
fn can_stand_in_quotes(value: &str) -> bool {
    let mut depth = 0_usize;
    value.bytes().all(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        byte != b'"' || depth > 0
    })
}

#[cfg(test)]
mod tests {
    use super::{Alignment, BibOptions, Delimiters, Fields, Indent};

    fn entry(options: &BibOptions) -> String {
        let (mut fields, mut out) = (Fields::default(), String::new());
        fields.add("author", "Lu, Cheng");
        fields.add("title", "On {\"}a{\"} and {B}");
        fields.add_macro("month", "oct");
        fields.add("note".to_owned(), "\"x\"");
        fields.write_entry("book", "lu", options, &mut out);
        fields.add("title", "B");
        fields.write_entry("misc", "b", options, &mut out);
        out
    }

    #[test]
    fn usual_entries() {
        let usual = "@book{lu,\n  author = {Lu, Cheng},\n  title = {On {\"}a{\"} and {B}},\n  month = oct,\n  note = {\"x\"},\n}\n\
                     @misc{b,\n  title = {B},\n}\n";
        assert_eq!(entry(&BibOptions::default()), usual);
    }

    #[test]
    fn quotes_stand_where_no_quotation_mark_ends_them() {
        let options = BibOptions {
            delimiters: Delimiters::Quotes,
            indent: Indent::Tab,
            alignment: Alignment::Values,
            field_order: vec!["NOTE".into(), "title".into()],
            ..BibOptions::default()
        };
        let expected = "@book{lu,\n\tnote   = {\"x\"},\n\ttitle  = \"On {\"}a{\"} and {B}\",\n\tauthor = \"Lu, Cheng\",\n\
                        \tmonth  = oct,\n}\n@misc{b,\n\ttitle = \"B\",\n}\n";
        assert_eq!(entry(&options), expected);
    }
}
