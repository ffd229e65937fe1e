//! Makes the fields of entries from records.

use std::borrow::Cow;

use crate::diag::{Code, Diagnostic, Sink};
use crate::latex;
use crate::latex::Charset;
use crate::model::{
    ARXIV, Date, DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Record, Text, TextVariable,
    Variable,
};
use crate::seam::{AddressField, Row, WriteOptions};
use crate::text::ArxivId;
use crate::text::case::protected_ranges;

use super::issued::DateField;
use super::layout::{Fields, Made};
use super::parents::Link;
use super::plan::Plans;
use super::revision::Revision;
use super::{
    Dialect, data_model, dates, editions, entry_types, eprints, extra_fields, issued, languages, literal_lists,
    localisation, names, online, pages, protection, roles, titles, verbatim,
};
use crate::seam::TitleProtection;

/// What an entry leaves to its parent.
#[derive(Clone, Copy)]
pub(super) enum Left<'a> {
    /// Nothing: it does not inherit.
    Nothing,
    /// The reference to the parent is left out.
    Reference,
    /// The variables that the parent with this id has are left out.
    Variables(&'a str, &'a [Variable]),
}

/// Makes the fields of entries, one entry at a time.
pub(super) struct EntryWriter<'a> {
    pub(super) dialect: Dialect,
    pub(super) options: &'a WriteOptions,
    /// Which characters the entries may hold: what the options say, unless the file that they are for holds fewer.
    pub(super) charset: Charset,
    /// Which letters of titles are protected.
    protection: TitleProtection,
    pub(super) entry_type: String,
    pub(super) fields: Fields,
    /// The fields that are still free for editors in other roles.
    editors: Vec<(&'static str, &'static str)>,
    plans: Plans,
    /// The rows to write for a record; the buffer is reused.
    places: Vec<u8>,
}

impl<'a> EntryWriter<'a> {
    pub(super) fn new(dialect: Dialect, options: &'a WriteOptions) -> Self {
        Self {
            dialect,
            options,
            charset: options.charset,
            protection: options.bib.protection,
            entry_type: String::new(),
            fields: Fields::default(),
            editors: Vec::new(),
            plans: Plans::default(),
            places: Vec::new(),
        }
    }

    /// Writes an entry into a reused buffer. Returns its text, and whether the record's extra fields are in it
    /// unchanged.
    pub(super) fn write(
        &mut self,
        key: &str,
        record: &Record,
        left: Left<'_>,
        mut text: String,
        diag: &mut dyn Sink,
    ) -> (String, bool) {
        text.clear();
        let has_extra = self.fill(record, None, left, diag);
        self.finish(key, &mut text);
        (text, has_extra)
    }

    /// Writes a revised entry: as changes in its text, if that is given and they are possible, or in the layout of the
    /// options.
    pub(super) fn revised(
        &mut self,
        revision: &Revision<'_>,
        text: Option<&str>,
        key: &str,
        diag: &mut dyn Sink,
    ) -> String {
        if let Some(text) = text {
            let made = self.made(revision, diag);
            if let Some(changed) = revision.in_text(text, key, made, &self.entry_type) {
                return changed;
            }
        }
        self.anew(revision, key, diag)
    }

    /// Returns the fields of a revised entry that are made from its record.
    fn made(&mut self, revision: &Revision<'_>, diag: &mut dyn Sink) -> Vec<Made> {
        self.fill(revision.record, Some(revision), Left::Nothing, diag);
        self.fields.take_made()
    }

    /// Writes a revised entry in the layout of the options.
    fn anew(&mut self, revision: &Revision<'_>, key: &str, diag: &mut dyn Sink) -> String {
        self.fill(revision.record, Some(revision), Left::Nothing, diag);
        let plan = self.plans.find(revision.record.kind, &self.entry_type, self.dialect);
        let plan = self.plans.get(plan);
        self.fields.insert(revision.kept_fields(|variable| plan.place(variable)));
        let mut text = String::new();
        self.finish(key, &mut text);
        text
    }

    /// Returns the entry type and the fields of a record.
    pub(super) fn any_fields(&mut self, record: &Record) -> (&str, Vec<(String, String)>) {
        self.fill(record, None, Left::Nothing, &mut ());
        (&self.entry_type, self.fields.take())
    }

    /// Appends the entry that was made.
    fn finish(&mut self, key: &str, text: &mut String) {
        self.fields.write_entry(&self.entry_type, key, &self.options.bib, text);
        if self.dialect == Dialect::Biblatex && self.charset != Charset::Unicode {
            *text = latex::with_dotted_letters(std::mem::take(text));
        }
    }

    /// Makes the fields of a record, except those that a revision settles. Returns true if the record's extra fields are
    /// among them unchanged.
    fn fill(&mut self, record: &Record, revision: Option<&Revision<'_>>, left: Left<'_>, diag: &mut dyn Sink) -> bool {
        let (entry_type, subtype) = entry_types::to_entry_type(record, self.dialect, self.options.bib.preprint);
        let entry_type = match revision.and_then(Revision::entry_type) {
            Some(kept) => Cow::Owned(kept.to_ascii_lowercase()),
            None => entry_type,
        };
        self.protection = revision.and_then(Revision::protection).unwrap_or(self.options.bib.protection);
        self.entry_type.clear();
        self.entry_type.push_str(&entry_type);
        self.editors.clear();
        self.editors.extend(roles::FIELDS);
        let plan = self.plans.find(record.kind, &entry_type, self.dialect);
        self.plans.get(plan).places(record, &mut self.places);
        for index in 0..self.places.len() {
            let row = self.plans.get(plan).row(self.places[index]);
            let is_left = matches!(left, Left::Variables(_, variables) if variables.contains(&row.variable));
            if !is_left && !revision.is_some_and(|revision| revision.settles(row.variable)) {
                self.fields.current = (Some(row.variable), u16::from(self.places[index]));
                self.row(row, record, subtype);
            }
        }
        self.fields.current = (None, u16::MAX);
        match revision {
            Some(revision) => self.extra(record, revision.extra(), left, diag),
            None => self.extra(record, &extra_fields::of(record, self.dialect), left, diag),
        }
    }

    /// Makes the fields that came from a .bib file. Returns true if they are unchanged.
    fn extra(&mut self, record: &Record, fields: &extra_fields::Fields, left: Left<'_>, diag: &mut dyn Sink) -> bool {
        if fields.is_empty() {
            return true;
        }
        let map = self.dialect.fields();
        let mut is_exact = true;
        for ((name, value), stands) in fields.iter().zip(extra_fields::standing(record, map, fields)) {
            if name == entry_types::ENTRY_TYPE {
                is_exact &= value.as_str() == Some(&self.entry_type);
                continue;
            }
            match value.as_str().filter(|_| stands) {
                Some(_) if is_left(left, name, record) => is_exact = false,
                Some(value) => {
                    let written = extra_fields::written(name, value, self.charset);
                    is_exact &= written == value;
                    match name.as_str() {
                        "month" => self.month(&written),
                        name => self.fields.add(name.to_owned(), &written),
                    }
                }
                // A field that holds a variable would be read as that variable; the loss table says so.
                None if self.dialect == Dialect::Biblatex || map.row_of(record.kind, name).is_some() => {
                    is_exact = false;
                }
                None => {
                    is_exact = false;
                    let message = format!("the extra field “{name}” cannot be written, or another field has its name");
                    diag.report(Diagnostic::new(Code::OutputLoss, message).about(record.id.as_str()));
                }
            }
        }
        is_exact
    }

    fn row(&mut self, row: &'static Row, record: &Record, subtype: Option<&str>) {
        let (start, charset) = (self.fields.values.len(), self.charset);
        let values = &mut self.fields.values;
        match row.variable {
            Variable::Kind => match subtype.filter(|_| !self.options.bib.omits_subtype()) {
                Some(subtype) => values.push_str(subtype),
                None => return,
            },
            Variable::Text(TextVariable::Genre) => return self.genre(row, record),
            Variable::Text(variable) => {
                let Some(text) = record.text(variable) else { return };
                self.text(variable, text, record.language.as_deref());
                let in_volumes = match self.dialect {
                    Dialect::Bibtex => None,
                    Dialect::Biblatex => titles::field_in_volumes(record, variable),
                };
                let field = match in_volumes.unwrap_or(row.field) {
                    // Preprints that are to be articles.
                    "booktitle" if self.entry_type == "article" => self.dialect.journal(),
                    // A manual has no institution (`btxdoc`, section 3.1; biblatex manual, section 2.1.1).
                    "institution" if self.entry_type == "manual" => "organization",
                    field if variable == TextVariable::Publisher && self.dialect == Dialect::Biblatex => {
                        data_model::publisher_field(&self.entry_type, field)
                    }
                    field => field,
                };
                if literal_lists::is_list(self.dialect, field) {
                    literal_lists::make_list(&mut self.fields.values, start);
                }
                return self.fields.end(field, start);
            }
            Variable::Names(variable) => match record.names(variable) {
                Some(names) => {
                    names::append(values, names, charset);
                    if let Some((field, type_field, editor_type)) = self.editor_in_role(variable, record) {
                        self.fields.end(field, start);
                        return self.fields.add(type_field, editor_type);
                    }
                }
                None => return,
            },
            Variable::Date(DateVariable::Issued) => {
                return record.issued().into_iter().for_each(|date| self.issued(date, record));
            }
            Variable::Date(variable) => match record.date(variable) {
                Some(date) => values.push_str(&dates::to_value(date, charset)),
                None => return,
            },
            Variable::Number(variable) => {
                let Some(number) = record.number(variable) else { return };
                let edition = match self.dialect {
                    _ if variable != NumberVariable::Edition => None,
                    Dialect::Bibtex => editions::to_bibtex(number, record.language.as_deref()),
                    Dialect::Biblatex => editions::to_biblatex(number),
                };
                if let Some(edition) = edition {
                    return self.fields.add(row.field, &edition);
                }
                if variable == NumberVariable::Number
                    && let Some(id) = eprints::in_number(record)
                {
                    return self.eprint(&id);
                }
                match variable {
                    NumberVariable::Page => pages::append(values, number, charset),
                    _ => latex::encode_plain_onto(values, number, charset),
                }
            }
            Variable::Identifier(variable) => {
                let Some(identifier) = record.identifier(variable) else { return };
                let is_address = variable == IdentifierVariable::Url;
                if is_address && self.prints_address(record, identifier) {
                    online::append(&mut self.fields.values, identifier);
                    return self.fields.end("howpublished", start);
                }
                let append = if is_address { verbatim::append_address } else { verbatim::append_number };
                append(&mut self.fields.values, identifier);
            }
            Variable::Language => {
                let Some(tag) = &record.language else { return };
                if languages::is_babel(tag) {
                    // `language` accepts any text, and a value in braces is not taken for one of babel's names.
                    values.push('{');
                    latex::encode_plain_onto(values, tag, charset);
                    values.push('}');
                    return self.fields.end("language", start);
                }
                latex::encode_plain_onto(values, languages::to_babel(tag), charset);
            }
            Variable::Tags => {
                for (index, tag) in record.tags.iter().enumerate() {
                    values.push_str(if index > 0 { ", " } else { "" });
                    keyword(values, tag, charset);
                }
            }
            Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => return,
        }
        self.fields.end(row.field, start);
    }

    /// Whether the address of a work is in `howpublished`, so that BibTeX's own styles print it.
    fn prints_address(&self, record: &Record, address: &str) -> bool {
        let bib = &self.options.bib;
        // Without a package, TeX cannot print these characters of an address.
        let is_plain = self.charset != Charset::Ascii || !address.contains(['%', '#']);
        let is_asked = bib.address == AddressField::Howpublished && !bib.omits("howpublished") && is_plain;
        let has_place = self.dialect == Dialect::Bibtex && self.entry_type == "misc" && record.kind != Kind::Article;
        let is_free = !record.texts.contains_key(&TextVariable::Medium);
        is_asked && has_place && is_free && online::comes_back(address)
    }

    /// Returns BibLaTeX's two fields for a role, and its name of the role.
    fn editor_in_role(
        &mut self,
        role: NameVariable,
        record: &Record,
    ) -> Option<(&'static str, &'static str, &'static str)> {
        let editor_type = roles::editor_type(role).filter(|_| self.dialect == Dialect::Biblatex)?;
        let is_free = |(field, type_field): &(&str, &str)| {
            let is_taken = |name: &str| record.extra_field(self.dialect.id(), name).is_some();
            *field != "editor"
                && data_model::has_field(&self.entry_type, field)
                && !is_taken(field)
                && !is_taken(type_field)
        };
        let position = self.editors.iter().position(is_free)?;
        let (field, type_field) = self.editors.remove(position);
        Some((field, type_field, editor_type))
    }

    /// Appends the value of a text. In BibLaTeX, words for which it has a localisation key are that key.
    fn text(&mut self, variable: TextVariable, text: &Text, language: Option<&str>) {
        let keyed = text.as_plain().filter(|_| self.dialect == Dialect::Biblatex).and_then(|plain| {
            localisation::written(variable, plain, language, |item| latex::encode_plain(item, self.charset))
        });
        if let Some(keyed) = keyed {
            return self.fields.values.push_str(&keyed);
        }
        let is_told = !self.options.bib.omits("language") && !self.options.bib.omits("langid");
        let language = protection::language(self.dialect, language).filter(|_| is_told);
        let (values, charset) = (&mut self.fields.values, self.charset);
        let is_title = matches!(variable, TextVariable::Title | TextVariable::TitleShort);
        match (self.protection, text.as_plain()) {
            _ if !is_title => latex::encode_onto(values, text, charset),
            (TitleProtection::Words, Some(plain)) => {
                latex::encode_words_onto(values, plain, &protected_ranges(plain, language), charset);
            }
            (TitleProtection::Words, None) => {
                latex::encode_title_onto(values, &protection::protect(text, language), charset)
            }
            (TitleProtection::Whole, _) => latex::encode_title_onto(values, &protection::protect_whole(text), charset),
            (TitleProtection::None, _) => latex::encode_title_onto(values, text, charset),
        }
    }

    /// Writes the genre, unless the entry type implies it.
    fn genre(&mut self, row: &Row, record: &Record) {
        let genre = record.text(TextVariable::Genre);
        let plain = genre.map(Text::to_plain);
        let language = record.language.as_deref();
        let encoded = match (self.dialect, genre, plain.as_deref()) {
            (Dialect::Bibtex, _, Some(plain)) if entry_types::genre_of(&self.entry_type, language) == Some(plain) => {
                return;
            }
            (Dialect::Biblatex, _, Some(plain))
                if localisation::key(TextVariable::Genre, plain, language).is_some() =>
            {
                localisation::key(TextVariable::Genre, plain, language).unwrap_or_default().to_owned()
            }
            // These words would be read as a different genre, or as none.
            (_, Some(_), Some(plain))
                if plain == entry_types::NO_GENRE || localisation::is_key(TextVariable::Genre, plain) =>
            {
                format!("{{{}}}", latex::encode_plain(plain, self.charset))
            }
            (_, Some(genre), _) => latex::encode(genre, self.charset),
            (Dialect::Bibtex, None, _) if record.kind == Kind::Thesis => entry_types::NO_GENRE.to_owned(),
            (_, None, _) => return,
        };
        self.fields.add(row.field, &encoded);
    }

    fn issued(&mut self, date: &Date, record: &Record) {
        // The text of a month or day that is more than the date says is an extra field.
        let is_extra = |name| record.bib_fields(name).next().is_some();
        let (has_month, has_day) = (is_extra("month"), is_extra("day"));
        for field in issued::to_fields(date, self.dialect, self.charset) {
            match field {
                DateField::Month(_) if has_month => {}
                DateField::Value("day", _) if has_day => {}
                DateField::Value(name, value) => self.fields.add(name, &value),
                DateField::Month(_) if self.options.bib.omits("month") => {}
                DateField::Month(month) => self.month(&month),
            }
        }
    }

    /// Adds a month, with the macros in its text.
    fn month(&mut self, month: &str) {
        match issued::with_macros(month) {
            Some(value) => self.fields.add_macro("month", &value),
            None => self.fields.add("month", month),
        }
    }

    /// Writes the number and the archive of an eprint.
    fn eprint(&mut self, id: &ArxivId) {
        let map = self.dialect.fields();
        let archive = map.row_for(Kind::Article, Variable::Text(TextVariable::EprintType));
        self.fields.add("eprint", &id.to_string());
        self.fields.add(archive.map_or("eprinttype", |row| row.field), ARXIV);
    }
}

fn keyword(values: &mut String, tag: &str, charset: Charset) {
    let start = values.len();
    latex::encode_plain_onto(values, tag, charset);
    if values[start..].contains([',', ';']) || has_unpaired_parenthesis(&values[start..]) {
        values.insert(start, '{');
        values.push('}');
    }
}

/// Whether a keyword has a parenthesis that could be paired with one of another keyword.
fn has_unpaired_parenthesis(keyword: &str) -> bool {
    let mut open = 0_usize;
    for byte in keyword.bytes() {
        match byte {
            b'(' => open += 1,
            b')' if open == 0 => return true,
            b')' => open -= 1,
            _ => {}
        }
    }
    open > 0
}

/// Whether a field refers to an entry that is not in the file, and the inherited values were written here.
fn is_left(left: Left<'_>, name: &str, record: &Record) -> bool {
    let has_inherited = |link: Link| record.inferred.iter().any(|mark| mark.reason == link.reason());
    name.eq_ignore_ascii_case(Link::Crossref.field()) && matches!(left, Left::Reference)
        || name.eq_ignore_ascii_case(Link::Data.field()) && has_inherited(Link::Data)
}
