//! Entries to records.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::formats::source_text::read_text;
use crate::formats::{Input, Reader, Row, tex_problems};
use crate::latex;
use crate::model::{
    DateVariable, IdentifierVariable, Kind, NumberVariable, Origin, Passage, Record, SourceFile, Text, TextVariable,
    Variable,
};
use crate::text::identifiers::normalise_doi;

use super::macros::Macros;
use super::syntax::{Item, Piece, RawEntry, RawField, for_each_item, nested_fields};
use super::{
    Dialect, data_model, dates, entry_types, field_index, languages, literal_lists, names, protection, titles, verbatim,
};

pub(super) struct BibReader(pub Dialect);

impl Reader for BibReader {
    fn read(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let name = input.name;
        let read = read_text(input, diag)?;
        let mut nobody = ();
        let diag = if read.is_binary { &mut nobody } else { diag };
        read_records(self.0, &Source::new(name, &read.text), &mut |record, _| out(record), diag);
        Ok(())
    }

    fn reads_in_place(&self) -> bool {
        true
    }

    fn read_in_place(
        &self,
        input: Input<'_>,
        out: &mut dyn FnMut(Record),
        diag: &mut dyn Sink,
    ) -> io::Result<Option<Arc<SourceFile>>> {
        let name = input.name;
        let read = read_text(input, diag)?;
        let is_binary = read.is_binary;
        let file = Arc::new(read.into_file(self.0.id()));
        let mut starts = Vec::new();
        let mut take = |mut record: Record, start: usize| {
            starts.push(start);
            let passage = Passage::new(Arc::clone(&file), start, &record);
            record.origin.get_or_insert_default().passage = Some(passage);
            out(record);
        };
        let mut nobody = ();
        let diag = if is_binary { &mut nobody } else { diag };
        read_records(self.0, &Source::new(name, &file.text), &mut take, diag);
        file.starts.get_or_init(|| starts);
        Ok(Some(file))
    }
}

/// Gives the records of a text to `out`, each with the offset of its entry.
fn read_records(dialect: Dialect, source: &Source<'_>, out: &mut dyn FnMut(Record, usize), diag: &mut dyn Sink) {
    let mut macros = Macros::default();
    for_each_item(source, diag, &mut |item, diag| match item {
        Item::Macro(field) => macros.define(&field, source, diag),
        Item::Entry(entry) => {
            let record = EntryReader::new(dialect, source, &entry).read(&macros, diag);
            out(record, entry.range.start);
        }
    });
}

/// The fields of a date that are put together when all have been seen.
#[derive(Default)]
struct DateFields {
    date: Option<String>,
    year: Option<String>,
    month: Option<String>,
    day: Option<String>,
}

struct EntryReader<'a, 'b> {
    dialect: Dialect,
    source: &'b Source<'a>,
    entry: &'b RawEntry<'a>,
    record: Record,
    /// Whether the entry is, or is in, a volume of a work that has a title of its own.
    is_in_volumes: bool,
    /// Fields that go on from another one, which may follow.
    parts: Vec<(&'b RawField<'a>, String)>,
}

impl<'a, 'b> EntryReader<'a, 'b> {
    fn new(dialect: Dialect, source: &'b Source<'a>, entry: &'b RawEntry<'a>) -> Self {
        let mut record = Record::new(kind_of(entry));
        record.id = entry.key.to_owned();
        let line = Some(source.line(entry.range.start));
        record.origin = Some(Origin { format: dialect.id().to_owned(), line, ..Origin::default() });
        let is_in_volumes = entry.fields.iter().any(|field| field.name.eq_ignore_ascii_case("maintitle"));
        Self { dialect, source, entry, record, is_in_volumes, parts: Vec::new() }
    }

    fn read(mut self, macros: &Macros, diag: &mut dyn Sink) -> Record {
        if !entry_types::is_known(self.entry.kind) {
            let message = format!("“{}” is no entry type of BibTeX or BibLaTeX", self.entry.kind);
            self.report(Code::UnknownType, self.entry.range.clone(), message, diag);
        }
        let mut date_fields = DateFields::default();
        let mut seen = SeenNames::default();
        for field in &self.entry.fields {
            let name = in_lower_case(field.name);
            let value = macros.value(field, self.source, diag);
            if !seen.insert(name.clone()) {
                let message = format!("“{name}” is given twice; the first value counts");
                self.report(Code::DuplicateField, field.range.clone(), message, diag);
                self.record.keep_extra(self.dialect.id(), name, value.as_ref());
                continue;
            }
            let is_kept = match name.as_ref() {
                "date" => keep(&mut date_fields.date, &value),
                "year" => keep(&mut date_fields.year, &value),
                "month" => keep(&mut date_fields.month, &plain(&value)),
                "day" => keep(&mut date_fields.day, &plain(&value)),
                name if data_model::PACKED.contains(&name) => self.packed(field, macros, diag),
                name if titles::part(name).is_some() => {
                    self.parts.push((field, value.into_owned()));
                    continue;
                }
                _ => self.field(field, &value, diag),
            };
            if !is_kept {
                self.record.keep_extra(self.dialect.id(), name, value.as_ref());
            }
        }
        self.parts(diag);
        self.date(&date_fields);
        self.genre();
        if self.record.plain_title().is_empty() {
            self.report(Code::MissingTitle, self.entry.range.clone(), "the entry has no title".to_owned(), diag);
        }
        self.record
    }

    /// Reads the fields that stand within another one; `false` when it holds anything but fields that have a variable.
    fn packed(&mut self, field: &RawField<'_>, macros: &Macros, diag: &mut dyn Sink) -> bool {
        let [piece @ Piece { is_macro: false, .. }] = field.pieces.as_slice() else { return false };
        let Some(inner) = nested_fields(piece) else { return false };
        let map = self.dialect.fields();
        if !inner.iter().all(|field| map.row_of(self.record.kind, field.name).is_some()) {
            return false;
        }
        for field in &inner {
            let value = macros.value(field, self.source, diag);
            if !self.field(field, &value, diag) {
                self.record.keep_extra(self.dialect.id(), field.name.to_ascii_lowercase(), value.as_ref());
            }
        }
        true
    }

    /// Sets the variable of a field; `false` when it has none, or when that variable is set already.
    fn field(&mut self, field: &RawField<'_>, value: &str, diag: &mut dyn Sink) -> bool {
        let name = in_lower_case(field.name);
        let Some(row) = field_index::row_of(self.dialect, self.record.kind, &name) else { return false };
        if value.trim().is_empty() {
            return true;
        }
        let variable = self.variable(row);
        if self.record.has(variable) && variable != Variable::Kind {
            return false;
        }
        match variable {
            Variable::Text(variable) => {
                let is_list = literal_lists::is_list(self.dialect, field.name);
                let list = is_list.then(|| literal_lists::from_list(value));
                let text = self.text(variable, field, list.as_deref().unwrap_or(value), diag);
                self.record.set_text(variable, text);
            }
            Variable::Names(variable) => self.record.set_names(variable, names::from_bibtex(value)),
            Variable::Number(variable) => {
                let number = plain(value);
                let is_range = matches!(variable, NumberVariable::Page);
                self.record.set_number(variable, if is_range { from_page_range(&number) } else { number });
            }
            Variable::Date(variable) => self.record.set_date(variable, dates::from_value(value)),
            Variable::Identifier(IdentifierVariable::Doi) => {
                let doi = verbatim::from_verbatim(value);
                self.record.set_identifier(IdentifierVariable::Doi, normalise_doi(&doi).unwrap_or(doi));
            }
            Variable::Identifier(variable) => self.record.set_identifier(variable, verbatim::from_verbatim(value)),
            Variable::Language => {
                let language = plain(value);
                let is_braced = value.trim().starts_with('{');
                self.record.set_language(if is_braced { &language } else { languages::from_babel(&language) });
            }
            Variable::Tags => self.record.set_tags(split_keywords(value)),
            // `entrysubtype` is one of ours when it names a type of work; the record has that type already.
            Variable::Kind => return Kind::from_name(value.trim()).is_some(),
            Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => return false,
        }
        true
    }

    /// The variable that a row's field holds in this entry.
    fn variable(&self, row: &Row) -> Variable {
        let in_volumes = self.is_in_volumes.then(|| titles::in_volumes(self.record.kind, row.field)).flatten();
        in_volumes.map_or(row.variable, Variable::Text)
    }

    /// Adds the parts of titles to them, in the order in which they read.
    fn parts(&mut self, diag: &mut dyn Sink) {
        let mut parts = std::mem::take(&mut self.parts);
        parts.sort_by_key(|(field, _)| field.name.to_ascii_lowercase().ends_with("addon"));
        for (field, value) in parts {
            let part = titles::part(field.name);
            let row = part.and_then(|(main, _)| self.dialect.fields().row_of(self.record.kind, main));
            let variable = row.map(|row| self.variable(row));
            let title = match variable {
                Some(Variable::Text(variable)) => self.record.text(variable).map(|title| (variable, title.clone())),
                _ => None,
            };
            match (part, title) {
                (Some(_), Some(_)) if value.trim().is_empty() => {}
                (Some((_, between)), Some((variable, title))) => {
                    let text = self.text(variable, field, &value, diag);
                    self.record.set_text(variable, titles::joined(&title, between, text));
                }
                _ => self.record.keep_extra(self.dialect.id(), field.name.to_ascii_lowercase(), value),
            }
        }
    }

    fn text(&self, variable: TextVariable, field: &RawField<'_>, value: &str, diag: &mut dyn Sink) -> Text {
        let decoded = latex::decode(value);
        for problem in &decoded.problems {
            let (code, message) = tex_problems::describe(&problem.kind);
            // Where macros took part, the place within the value is no place in the file.
            let range = match field.pieces.as_slice() {
                [piece] if !piece.is_macro => piece.offset + problem.range.start..piece.offset + problem.range.end,
                _ => field.range.clone(),
            };
            self.report(code, range, message, diag);
        }
        match variable {
            TextVariable::Title | TextVariable::TitleShort => protection::unprotect(&decoded.text),
            TextVariable::Genre => match entry_types::genre_of(value.trim()) {
                Some(genre) => Text::plain(genre),
                None => decoded.text,
            },
            _ => decoded.text,
        }
    }

    fn date(&mut self, fields: &DateFields) {
        let DateFields { date, year, month, day } = fields;
        let is_month_read = date.is_some() || year.is_some();
        let issued = dates::from_fields(date.as_deref(), year.as_deref(), month.as_deref(), day.as_deref());
        if let Some(issued) = issued {
            self.record.set_date(DateVariable::Issued, issued);
        }
        if !is_month_read {
            for (name, value) in [("month", month), ("day", day)] {
                if let Some(value) = value {
                    self.record.keep_extra(self.dialect.id(), name, value.as_str());
                }
            }
        }
    }

    /// The genre that the entry type says when no field does.
    fn genre(&mut self) {
        let genre = self.record.text(TextVariable::Genre);
        let is_none = genre.is_some_and(|genre| genre.as_plain() == Some(entry_types::NO_GENRE));
        if is_none && self.record.kind == Kind::Thesis {
            self.record.texts.remove(&TextVariable::Genre);
        } else if genre.is_none()
            && let Some(genre) = entry_types::genre_of(self.entry.kind)
        {
            self.record.set_text(TextVariable::Genre, genre);
        }
    }

    fn report(&self, code: Code, range: Range<usize>, message: String, diag: &mut dyn Sink) {
        let report = Diagnostic::new(code, message).at(self.source.place(range));
        diag.report(if self.entry.key.is_empty() { report } else { report.about(self.entry.key) });
    }
}

/// The type of work: what `entrysubtype` names, or what the entry type says together with the fields of an eprint.
fn kind_of(entry: &RawEntry<'_>) -> Kind {
    let field = |names: &[&str]| {
        entry.fields.iter().find(|field| names.iter().any(|name| field.name.eq_ignore_ascii_case(name)))
    };
    let subtype = field(&["entrysubtype"]).and_then(|field| match field.pieces.as_slice() {
        [piece] => Kind::from_name(piece.text.trim()),
        _ => None,
    });
    let is_eprint = field(&["eprint", "eprinttype", "archiveprefix"]).is_some();
    subtype.unwrap_or_else(|| entry_types::from_entry_type(entry.kind, is_eprint))
}

/// The names of the fields of an entry so far, in lower case.
#[derive(Default)]
struct SeenNames<'a> {
    few: Vec<Cow<'a, str>>,
    many: HashSet<Cow<'a, str>>,
}

impl<'a> SeenNames<'a> {
    /// Adds a name; `false` when it was there. Most entries have so few that looking at all is the fastest.
    fn insert(&mut self, name: Cow<'a, str>) -> bool {
        const FEW: usize = 32;
        if self.few.contains(&name) || self.many.contains(&name) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(name);
            true
        } else {
            self.many.insert(name)
        }
    }
}

fn in_lower_case(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) { name.to_ascii_lowercase().into() } else { name.into() }
}

fn keep(slot: &mut Option<String>, value: &str) -> bool {
    *slot = Some(value.to_owned());
    true
}

fn plain(value: &str) -> String {
    if value.contains(['\\', '{', '}', '~', '$', '-', '`', '\'', '\n', '\t']) {
        latex::decode(value).text.to_plain().trim().to_owned()
    } else {
        value.trim().to_owned()
    }
}

/// BibTeX's `--`, which TeX sets as an en dash, and en dashes themselves, as the hyphen of a record.
fn from_page_range(pages: &str) -> String {
    let pages = pages.replace('–', "-");
    let mut result = String::with_capacity(pages.len());
    for character in pages.chars() {
        if !(character == '-' && result.ends_with('-')) {
            result.push(character);
        }
    }
    result
}

/// Splits keywords at commas or semicolons outside of braces.
fn split_keywords(value: &str) -> Vec<String> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (position, byte) in value.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' | b';' if depth == 0 => {
                pieces.push(&value[start..position]);
                start = position + 1;
            }
            _ => {}
        }
    }
    pieces.push(&value[start..]);
    pieces.into_iter().map(plain).filter(|tag| !tag.is_empty()).collect()
}
