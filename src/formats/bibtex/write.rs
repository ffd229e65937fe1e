//! Records to entries.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::Value;

use crate::diag::Sink;
use crate::formats::{RecordWriter, Row, WriteOptions, Writer};
use crate::latex::{self, Charset};
use crate::model::{Date, DateVariable, Kind, NumberVariable, Record, Text, TextVariable, Variable};

use super::dates::DateField;
use super::{Dialect, dates, entry_types, languages, names, protection, verbatim};

pub(super) struct BibWriter(pub Dialect);

impl Writer for BibWriter {
    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(BibFile { dialect: self.0, charset: options.charset, out, count: 0 }))
    }
}

struct BibFile<'a> {
    dialect: Dialect,
    charset: Charset,
    out: &'a mut dyn Write,
    count: usize,
}

impl RecordWriter for BibFile<'_> {
    fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
        self.count += 1;
        let mut entry = EntryWriter { dialect: self.dialect, charset: self.charset, text: String::with_capacity(1024) };
        if self.count > 1 {
            entry.text.push('\n');
        }
        entry.write(record, self.count);
        self.out.write_all(entry.text.as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

struct EntryWriter {
    dialect: Dialect,
    charset: Charset,
    text: String,
}

impl EntryWriter {
    fn write(&mut self, record: &Record, number: usize) {
        let (entry_type, subtype) = entry_types::to_entry_type(record, self.dialect);
        let key = to_key(&record.id, number);
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "@{entry_type}{{{key},");
        let map = self.dialect.fields();
        for row in map.rows {
            // Several rows may be for one variable: the one for this type of work is written.
            if map.row_for(record.kind, row.variable).is_some_and(|chosen| std::ptr::eq(chosen, row)) {
                self.row(row, record, entry_type, subtype);
            }
        }
        let extra = record.extra.get(self.dialect.id()).map_or(&[] as &[(String, Value)], Vec::as_slice);
        for (index, (name, value)) in extra.iter().enumerate() {
            // A field that holds a variable, or that stands there already, would be read as something else.
            let is_first = extra[..index].iter().all(|(before, _)| !before.eq_ignore_ascii_case(name));
            if is_first && map.row_of(record.kind, name).is_none() {
                self.extra(name, value);
            }
        }
        self.text.push_str("}\n");
    }

    fn row(&mut self, row: &Row, record: &Record, entry_type: &str, subtype: Option<&str>) {
        match row.variable {
            Variable::Kind => {
                if let Some(subtype) = subtype {
                    self.field(row.field, subtype);
                }
            }
            Variable::Text(TextVariable::Genre) => self.genre(row, record, entry_type),
            Variable::Text(variable) => {
                if let Some(text) = record.text(variable) {
                    let encoded = self.encoded(variable, text);
                    self.field(row.field, &encoded);
                }
            }
            Variable::Names(variable) => {
                if let Some(names) = record.names.get(&variable) {
                    self.field(row.field, &names::to_bibtex(names, self.charset));
                }
            }
            Variable::Date(DateVariable::Issued) => {
                if let Some(date) = record.dates.get(&DateVariable::Issued) {
                    self.issued(date);
                }
            }
            Variable::Date(variable) => {
                if let Some(date) = record.dates.get(&variable) {
                    self.field(row.field, &dates::to_value(date, self.charset));
                }
            }
            Variable::Number(variable) => {
                if let Some(number) = record.numbers.get(&variable) {
                    let encoded = latex::encode_plain(number, self.charset);
                    let is_range = matches!(variable, NumberVariable::Page);
                    self.field(row.field, &if is_range { to_page_range(&encoded) } else { encoded });
                }
            }
            Variable::Identifier(variable) => {
                if let Some(identifier) = record.identifiers.get(&variable) {
                    self.field(row.field, &verbatim::to_verbatim(identifier));
                }
            }
            Variable::Language => {
                if let Some(tag) = &record.language {
                    self.field(row.field, &latex::encode_plain(languages::to_babel(tag), self.charset));
                }
            }
            Variable::Tags => {
                if !record.tags.is_empty() {
                    let keywords: Vec<String> = record.tags.iter().map(|tag| self.keyword(tag)).collect();
                    self.field(row.field, &keywords.join(", "));
                }
            }
            Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => {}
        }
    }

    fn encoded(&self, variable: TextVariable, text: &Text) -> String {
        match variable {
            TextVariable::Title | TextVariable::TitleShort => latex::encode(&protection::protect(text), self.charset),
            _ => latex::encode(text, self.charset),
        }
    }

    /// The genre, unless the entry type says it.
    fn genre(&mut self, row: &Row, record: &Record, entry_type: &str) {
        let genre = record.text(TextVariable::Genre);
        let plain = genre.map(Text::to_plain);
        let encoded = match (self.dialect, genre, plain.as_deref()) {
            (Dialect::Bibtex, _, Some(plain)) if entry_types::genre_of(entry_type) == Some(plain) => return,
            (Dialect::Biblatex, _, Some(plain)) if entry_types::bibstring_of(plain).is_some() => {
                entry_types::bibstring_of(plain).unwrap_or_default().to_owned()
            }
            (_, Some(genre), _) => latex::encode(genre, self.charset),
            (Dialect::Bibtex, None, _) if record.kind == Kind::Thesis => entry_types::NO_GENRE.to_owned(),
            (_, None, _) => return,
        };
        self.field(row.field, &encoded);
    }

    fn issued(&mut self, date: &Date) {
        for field in dates::to_fields(date, self.dialect, self.charset) {
            match field {
                DateField::Value(name, value) => self.field(name, &value),
                DateField::Month(month) => {
                    let _ = writeln!(self.text, "  month = {month},");
                }
            }
        }
    }

    fn keyword(&self, tag: &str) -> String {
        let encoded = latex::encode_plain(tag, self.charset);
        if tag.contains([',', ';']) { format!("{{{encoded}}}") } else { encoded }
    }

    /// A field that came from a .bib file goes back as it stood, when nothing in it can do harm.
    fn extra(&mut self, name: &str, value: &Value) {
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_+:.".contains(&byte));
        let Some(value) = value.as_str().filter(|_| is_name) else { return };
        if latex::decode(value).problems.is_empty() && are_braces_paired(value) && value.is_ascii() {
            self.field(name, value);
        } else {
            self.field(name, &latex::encode(&latex::decode(value).text, self.charset));
        }
    }

    fn field(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.text, "  {name} = {{{value}}},");
    }
}

/// The citation key. What BibTeX or TeX would trip over becomes a hyphen; a record without an id gets its number.
fn to_key(id: &str, number: usize) -> String {
    if id.is_empty() {
        return format!("entry{number}");
    }
    let is_fit = |character: char| {
        !character.is_whitespace() && !character.is_control() && !"{}(),\"'#%=\\~@$&".contains(character)
    };
    id.chars().map(|character| if is_fit(character) { character } else { '-' }).collect()
}

/// Hyphens between numbers become two, as TeX wants for a range.
fn to_page_range(pages: &str) -> String {
    let mut result = String::with_capacity(pages.len() + 4);
    for (index, piece) in pages.split('-').filter(|piece| !piece.is_empty()).enumerate() {
        if index > 0 {
            result.push_str("--");
        }
        result.push_str(piece);
    }
    result
}

/// Whether braces pair as BibTeX counts them, which takes no notice of backslashes.
fn are_braces_paired(value: &str) -> bool {
    let mut depth = 0_usize;
    for byte in value.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}
