//! Makes records from entries.

use std::borrow::Cow;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::latex::Definitions;
use crate::model::{
    DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Origin, Record, Text, TextVariable, Variable,
    has_tex,
};
use crate::seam::{Direction, Row};

use super::field_names::{SeenNames, in_lower_case};
use super::field_use::{Part, Use};
use super::issued::Issued;
use super::kind_of_entry::{self, kind_of};
use super::macros::Macros;
use super::parents::{Inherited, Link};
use super::plain_values::{plain, split_keywords};
use super::syntax::raw::{Piece, RawEntry, RawField, nested_fields};
use super::texts::Texts;
use super::{
    Dialect, data_model, dates, editions, entry_types, eprints, field_index, issued, languages, legal_values, links,
    literal_lists, mark_meanings, names, online, pages, preprints, roles, titles, verbatim,
};

/// The fields of a date, which are combined when all have been seen.
#[derive(Default)]
struct DateFields<'a> {
    date: Option<String>,
    year: Option<String>,
    month: Option<String>,
    day: Option<String>,
    /// Where they were inherited from, if all of them were.
    inherited: Option<Option<&'a Inherited>>,
}

/// Makes the record of one entry.
pub(super) struct EntryReader<'a, 'b> {
    dialect: Dialect,
    source: &'b Source<'a>,
    entry: &'b RawEntry<'a>,
    inherited: &'b [Inherited],
    /// The commands that the file defines; `None` if this is not a file, and so has no TeX to keep.
    definitions: Option<&'b Definitions>,
    record: Record,
    /// Whether the entry is, or is in, a volume of a work with a title of its own.
    is_in_volumes: bool,
    /// Fields that are packed into another one.
    packed: Vec<(RawField<'b>, String)>,
    /// Fields that continue another one, which may come later.
    parts: Vec<Part<'b>>,
    /// What each field of the entry holds, if it is asked for.
    uses: Option<Vec<Use>>,
    /// What the field that is being read holds.
    holds: Use,
}

impl<'a, 'b> EntryReader<'a, 'b> {
    pub(super) fn new(
        dialect: Dialect,
        source: &'b Source<'a>,
        entry: &'b RawEntry<'a>,
        inherited: &'b [Inherited],
        definitions: Option<&'b Definitions>,
    ) -> Self {
        let mut record = Record::new(kind_of(entry, inherited));
        record.id = entry.key.to_owned();
        let mut names = entry.fields.iter().map(|field| field.name).chain(inherited.iter().map(|field| &*field.name));
        let is_in_volumes = names.any(|name| name.eq_ignore_ascii_case("maintitle"));
        let (packed, parts, uses, holds) = (Vec::new(), Vec::new(), None, Use::Nothing);
        Self { dialect, source, entry, inherited, definitions, record, is_in_volumes, packed, parts, uses, holds }
    }

    /// Reads the record, and returns it with what each field of the entry holds.
    pub(super) fn read_with_uses(mut self, macros: &Macros) -> (Record, Vec<Use>) {
        self.uses = Some(Vec::with_capacity(self.entry.fields.len()));
        self.read_all(macros, &mut ());
        (self.record, self.uses.unwrap_or_default())
    }

    pub(super) fn read(mut self, macros: &Macros, diag: &mut dyn Sink) -> Record {
        let line = Some(self.source.line(self.entry.range.start));
        self.record.origin = Some(Origin::new(self.dialect.id(), line));
        self.read_all(macros, diag);
        self.record
    }

    fn read_all(&mut self, macros: &Macros, diag: &mut dyn Sink) {
        if !entry_types::is_known(self.entry.kind) {
            let message = format!("“{}” is not an entry type of BibTeX or BibLaTeX", self.entry.kind);
            self.report(Code::UnknownType, self.entry.range.clone(), message, diag);
        }
        self.record.kind = kind_of_entry::of_preprint_server(self.record.kind, self.entry, macros, self.source);
        let (mut date_fields, mut seen) = (DateFields::default(), SeenNames::default());
        let (entry, inherited) = (self.entry, self.inherited);
        for (index, field) in entry.fields.iter().enumerate() {
            let name = in_lower_case(field.name);
            let value = macros.value(field, self.source, diag);
            if !seen.insert(name.clone()) {
                let message = format!("“{name}” is given twice; the first value is used");
                self.report(Code::DuplicateField, field.range.clone(), message, diag);
                self.record.keep_extra(self.dialect.id(), name, value.as_ref());
                self.note(index, Use::Extra);
                continue;
            }
            self.holds = Use::Nothing;
            let named = inherited.iter().find(|inherited| inherited.is_named && inherited.name == name);
            let is_kept = match named {
                Some(named) => self.inherited(named, &mut date_fields),
                None if data_model::PACKED.contains(&name.as_ref()) => self.packed(field, macros, diag),
                None => self.take(&name, field, &value, None, &mut date_fields, diag),
            };
            if !is_kept {
                self.record.keep_extra(self.dialect.id(), name, value.as_ref());
                self.holds = Use::Extra;
            }
            self.note(index, self.holds);
        }
        for inherited in inherited.iter().filter(|inherited| !inherited.is_named) {
            // A container is not a record, so its fields are kept here; those of another work are kept with that work.
            if !self.inherited(inherited, &mut date_fields) && inherited.link == Link::Data {
                self.record.keep_extra(self.dialect.id(), inherited.name.as_str(), inherited.value.as_ref());
            }
        }
        self.parts(diag);
        self.date(&date_fields);
        self.unpack(diag);
        self.genre();
        eprints::settle(&mut self.record);
        self.online(macros);
        if !kind_of_entry::is_stated(self.entry) {
            self.record.kind = preprints::with_evidence(self.record.kind, &self.record);
        }
        self.record.inferred.sort_by_key(|mark| mark.variable);
        if let Some(entry_type) = entry_types::kept_entry_type(self.entry.kind, &self.record, self.dialect) {
            self.record.keep_extra(self.dialect.id(), entry_types::ENTRY_TYPE, entry_type);
        }
        if let Some(fields) = self.record.extra.get(self.dialect.id()) {
            self.record.related = links::related(fields);
        }
        let is_set = self.entry.kind.eq_ignore_ascii_case("set");
        if self.record.plain_title().is_empty() && !is_set {
            self.report(Code::MissingTitle, self.entry.range.clone(), "the entry has no title".to_owned(), diag);
        }
    }

    /// Records what a field of the entry holds.
    fn note(&mut self, index: usize, holds: Use) {
        let Some(uses) = &mut self.uses else { return };
        match uses.get_mut(index) {
            Some(known) => *known = holds,
            None => uses.push(holds),
        }
    }

    /// Reads an inherited field. Its problems are reported where it is defined.
    fn inherited(&mut self, inherited: &'b Inherited, date_fields: &mut DateFields<'b>) -> bool {
        let (offset, range) = (self.entry.range.start, self.entry.range.clone());
        let piece = Piece { text: &inherited.value, offset, is_macro: false };
        let field = RawField { name: &inherited.name, range, pieces: vec![piece] };
        self.take(&inherited.name, &field, &inherited.value, Some(inherited), date_fields, &mut ())
    }

    /// Reads a field, named in lower case. Returns false if it has no variable, or if that variable is already set.
    fn take(
        &mut self,
        name: &str,
        field: &RawField<'_>,
        value: &str,
        inherited: Option<&'b Inherited>,
        date_fields: &mut DateFields<'b>,
        diag: &mut dyn Sink,
    ) -> bool {
        if matches!(name, "date" | "year" | "month" | "day") {
            let is_from_there = date_fields.inherited.is_none_or(|before| before.is_some());
            date_fields.inherited = Some(inherited.filter(|_| is_from_there));
            self.holds = Use::Variable(Variable::Date(DateVariable::Issued));
        }
        match name {
            "date" => keep(&mut date_fields.date, self.expanded(value)),
            "year" => keep(&mut date_fields.year, self.expanded(value)),
            "month" => keep(&mut date_fields.month, self.expanded(value)),
            "day" => keep(&mut date_fields.day, self.expanded(value)),
            name if titles::part(name).is_some() => {
                let index = inherited.is_none().then(|| self.uses.as_ref().map(Vec::len)).flatten();
                self.parts.push(Part { name: name.to_owned(), value: value.to_owned(), inherited, index });
                true
            }
            name if name.starts_with("editor") && self.editor(name, value, inherited) => true,
            _ => self.field(field, value, inherited, diag),
        }
    }

    /// Reads editors in other roles, and the fields of these roles. Returns false if the entry names no known role.
    fn editor(&mut self, name: &str, value: &str, inherited: Option<&Inherited>) -> bool {
        let Some(slot) = roles::FIELDS.iter().position(|(field, type_field)| [*field, *type_field].contains(&name))
        else {
            return false;
        };
        let value_of = |name: &str| self.value_of(name);
        let (field, type_field) = roles::FIELDS[slot];
        let has_both = value_of(field).is_some() && value_of(type_field).is_some();
        let Some(role) = roles::roles(value_of)[slot].filter(|_| has_both) else { return false };
        let variable = Variable::Names(role);
        let is_taken = self.entry.fields.iter().any(|field| field.name.eq_ignore_ascii_case(role.name()));
        if is_taken {
            return false;
        }
        if name == field {
            self.record.set_names(role, names::from_bibtex(value));
            self.mark(variable, inherited);
        }
        self.holds = Use::Variable(variable);
        true
    }

    /// Returns the value of a field of the entry, as it is in the file.
    fn value_of(&self, name: &str) -> Option<String> {
        let field = self.entry.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        let own = field.and_then(|field| field.pieces.first()).map(|piece| piece.text.to_owned());
        own.or_else(|| Some(self.inherited.iter().find(|field| field.name == name)?.value.to_string()))
    }

    /// Returns the language of the work, which a later field may set.
    fn language(&self) -> Option<String> {
        self.record.language.clone().or_else(|| languages::of_entry(|name| self.value_of(name)))
    }

    fn mark(&mut self, variable: Variable, inherited: Option<&Inherited>) {
        if let Some(Inherited { link, from, .. }) = inherited {
            let is_marked = self.record.inferred.iter().any(|mark| mark.variable == variable);
            if !is_marked {
                self.record.mark_inherited(variable, link.reason(), &**from);
            }
        }
    }

    /// Reads the fields packed into another one. Returns false if anything in it is not a field with a variable.
    fn packed(&mut self, field: &'b RawField<'a>, macros: &Macros, diag: &mut dyn Sink) -> bool {
        let [piece @ Piece { is_macro: false, .. }] = field.pieces.as_slice() else { return false };
        let Some(inner) = nested_fields(piece) else { return false };
        let map = self.dialect.fields();
        if !inner.iter().all(|field| map.row_of(self.record.kind, field.name).is_some()) {
            return false;
        }
        for field in inner {
            let value = macros.value(&field, self.source, diag).into_owned();
            self.packed.push((field, value));
        }
        self.holds = Use::Packed;
        true
    }

    /// Sets the variables of packed fields. A packed value replaces a part of it that the entry has.
    fn unpack(&mut self, diag: &mut dyn Sink) {
        for (field, value) in std::mem::take(&mut self.packed) {
            let Some(row) = self.dialect.fields().row_of(self.record.kind, field.name) else { continue };
            let part = match row.variable {
                Variable::Date(_) => dates::said_by(&dates::from_value(&value)).map(|said| said.to_string()),
                Variable::Number(_) => legal_values::instead(row.field, &plain(&value)),
                Variable::Identifier(_) => legal_values::instead(row.field, &value),
                _ => None,
            };
            let shown = match row.variable {
                Variable::Date(variable) => self.record.date(variable).map(ToString::to_string),
                Variable::Number(variable) => self.record.number(variable).map(str::to_owned),
                Variable::Identifier(variable) => self.record.identifier(variable).map(str::to_owned),
                _ => None,
            };
            if part.is_some() && part == shown {
                self.record.remove(row.variable);
            }
            // If somebody edited the part, the whole is out of date.
            let is_stale = part.is_some() && self.record.has(row.variable);
            if !is_stale && !self.field(&field, &value, None, diag) {
                self.record.keep_extra(self.dialect.id(), field.name.to_ascii_lowercase(), value);
            }
        }
    }

    /// Sets the variable of a field. Returns false if it has none, or if that variable is already set.
    fn field(&mut self, field: &RawField<'_>, value: &str, inherited: Option<&Inherited>, diag: &mut dyn Sink) -> bool {
        let name = in_lower_case(field.name);
        let Some(row) = field_index::row_of(self.dialect, self.record.kind, &name) else { return false };
        if value.trim().is_empty() {
            return true;
        }
        let variable = self.variable(row);
        if self.record.has(variable) && variable != Variable::Kind || self.is_further_name(row, &name) {
            return false;
        }
        match variable {
            Variable::Text(variable) => {
                let is_list = literal_lists::is_list(self.dialect, field.name);
                let list = is_list.then(|| literal_lists::from_list(value));
                let text = self.text(variable, field, list.as_deref().unwrap_or(value), diag);
                if has_tex(text.inlines()) && text.is_blank() {
                    return false;
                }
                self.record.set_text(variable, text);
            }
            Variable::Names(variable) => {
                let value = self.expanded(value);
                if let Some(message) = names::read_names(&value).set(&mut self.record, variable) {
                    let annotation = self.value_of(mark_meanings::FIELD).filter(|_| variable == NameVariable::Author);
                    if let Some(annotation) = annotation {
                        mark_meanings::keep(&value, &annotation, &mut self.record);
                    }
                    self.report(Code::NameMarks, field.range.clone(), message, diag);
                }
            }
            Variable::Number(variable) => {
                let number = plain(&self.expanded(value));
                let number = match variable {
                    NumberVariable::Page => pages::from_text(&number),
                    NumberVariable::Edition => editions::read(value, number),
                    _ => number,
                };
                self.record.set_number(variable, number);
            }
            Variable::Date(variable) => self.record.set_date(variable, dates::from_value(&self.expanded(value))),
            Variable::Identifier(IdentifierVariable::Eprint) => {
                self.record.set_identifier(IdentifierVariable::Eprint, verbatim::number(value));
            }
            Variable::Identifier(variable) => self.record.set_identifier(variable, verbatim::from_verbatim(value)),
            Variable::Language => {
                let language = plain(value);
                let is_braced = value.trim().starts_with('{');
                self.record.set_language(if is_braced { &language } else { languages::from_babel(&language) });
            }
            Variable::Tags => self.record.set_tags(split_keywords(&self.expanded(value))),
            // `entrysubtype` was written by publist if it names a type of work; the record has that type already.
            Variable::Kind => {
                self.holds = Use::Variable(Variable::Kind);
                return Kind::from_name(value.trim()).is_some();
            }
            Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => return false,
        }
        if self.record.has(variable) {
            self.mark(variable, inherited);
        }
        self.holds = Use::Variable(variable);
        true
    }

    /// Whether a field is another name of a variable for which the entry has the usual field: `organization` next to
    /// `publisher` is who sponsors the conference (`btxdoc`, section 3.2).
    fn is_further_name(&self, row: &Row, name: &str) -> bool {
        if row.direction != Direction::Read {
            return false;
        }
        let usual = self.dialect.fields().row_for(self.record.kind, row.variable);
        let is_usual = |field: &RawField<'_>| {
            let is_named = usual.is_some_and(|usual| field.name.eq_ignore_ascii_case(usual.field));
            is_named && field.pieces.iter().any(|piece| !piece.text.trim().is_empty())
        };
        row.variable == Variable::Text(TextVariable::Publisher)
            && usual.is_some_and(|usual| !usual.field.eq_ignore_ascii_case(name))
            && self.entry.fields.iter().any(is_usual)
    }

    /// Returns the variable that a row's field holds in this entry.
    fn variable(&self, row: &Row) -> Variable {
        let in_volumes = self.is_in_volumes.then(|| titles::in_volumes(self.record.kind, row.field)).flatten();
        in_volumes.map_or(row.variable, Variable::Text)
    }

    /// Appends the parts of titles to the titles, in reading order.
    fn parts(&mut self, diag: &mut dyn Sink) {
        let mut parts = std::mem::take(&mut self.parts);
        parts.sort_by_key(|part| part.name.ends_with("addon"));
        for Part { name, value, inherited, index } in parts {
            let part = titles::part(&name);
            let row = part.and_then(|(main, _)| self.dialect.fields().row_of(self.record.kind, main));
            let variable = row.map(|row| self.variable(row));
            let title = match variable {
                Some(Variable::Text(variable)) => self.record.text(variable).map(|title| (variable, title.clone())),
                _ => None,
            };
            let holds = match (part, title) {
                (Some(_), Some(_)) if value.trim().is_empty() => Use::Nothing,
                (Some((_, between)), Some((variable, title))) => {
                    let own = self.entry.fields.iter().find(|field| field.name.eq_ignore_ascii_case(&name));
                    let field = own.filter(|_| inherited.is_none());
                    let text = match field {
                        Some(field) => self.text(variable, field, &value, diag),
                        None => self.decoded(variable, &value, &mut |_, _, _| ()),
                    };
                    self.record.set_text(variable, titles::joined(&title, between, text));
                    Use::Variable(Variable::Text(variable))
                }
                _ if inherited.is_some_and(|inherited| inherited.link == Link::Crossref) => Use::Extra,
                _ => {
                    self.record.keep_extra(self.dialect.id(), name, value);
                    Use::Extra
                }
            };
            if let Some(index) = index {
                self.note(index, holds);
            }
        }
    }

    fn text(&self, variable: TextVariable, field: &RawField<'_>, value: &str, diag: &mut dyn Sink) -> Text {
        self.decoded(variable, value, &mut |code, range, message| {
            // If the value has macros, a position in the value is not a position in the file.
            let range = match field.pieces.as_slice() {
                [piece] if !piece.is_macro => piece.offset + range.start..piece.offset + range.end,
                _ => field.range.clone(),
            };
            self.report(code, range, message, diag);
        })
    }

    fn decoded(&self, variable: TextVariable, value: &str, report: &mut dyn FnMut(Code, Range<usize>, String)) -> Text {
        let read = Texts { dialect: self.dialect, definitions: self.definitions };
        read.text(variable, value, &|| self.language(), report)
    }

    /// Returns a value with the commands that the file defines replaced by what they stand for.
    fn expanded<'v>(&self, value: &'v str) -> Cow<'v, str> {
        self.definitions.map_or(Cow::Borrowed(value), |definitions| definitions.expanded(value))
    }

    fn date(&mut self, fields: &DateFields<'_>) {
        let DateFields { date, year, month, day, inherited } = fields;
        let issued = issued::from_fields(date.as_deref(), year.as_deref(), month.as_deref(), day.as_deref());
        let lacks = |of: fn(&Issued) -> bool| issued.as_ref().is_none_or(of);
        for (name, value, is_lacking) in
            [("month", month, lacks(|issued| issued.lacks_month)), ("day", day, lacks(|issued| issued.lacks_day))]
        {
            if let Some(value) = value.as_deref().filter(|_| is_lacking) {
                self.record.keep_extra(self.dialect.id(), name, value);
                let index = self.entry.fields.iter().position(|field| field.name.eq_ignore_ascii_case(name));
                if let Some(index) = index {
                    self.note(index, Use::Extra);
                }
            }
        }
        if let Some(issued) = issued {
            self.record.set_date(DateVariable::Issued, issued.date);
            self.mark(Variable::Date(DateVariable::Issued), inherited.flatten());
        }
    }

    /// Sets the genre from the entry type, if no field has set it.
    fn genre(&mut self) {
        let genre = self.record.text(TextVariable::Genre);
        let is_none = genre.is_some_and(|genre| genre.as_plain() == Some(entry_types::NO_GENRE));
        if is_none && self.record.kind == Kind::Thesis {
            self.record.texts.remove(&TextVariable::Genre);
        } else if genre.is_none()
            && let Some(genre) = entry_types::genre_of(self.entry.kind, self.record.language.as_deref())
        {
            self.record.set_text(TextVariable::Genre, genre);
        }
    }

    /// Moves addresses and days of access in other fields to their variables.
    fn online(&mut self, macros: &Macros) {
        for name in online::FIELDS {
            let index = self.entry.fields.iter().position(|field| field.name.eq_ignore_ascii_case(name));
            let Some(index) = index else { continue };
            let value = macros.value(&self.entry.fields[index], self.source, &mut ());
            if online::settle(&mut self.record, name, &value) {
                self.note(index, Use::Online);
            }
        }
    }

    fn report(&self, code: Code, range: Range<usize>, message: String, diag: &mut dyn Sink) {
        let report = Diagnostic::new(code, message).at(self.source.place(range));
        diag.report(if self.entry.key.is_empty() { report } else { report.about(self.entry.key) });
    }
}

fn keep(slot: &mut Option<String>, value: Cow<'_, str>) -> bool {
    *slot = Some(value.into_owned());
    true
}
