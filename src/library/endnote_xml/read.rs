//! Makes records from EndNote XML.

use std::io;

use super::characters::unpictured;
use super::serial_number::serial_number;
use super::{FORMAT, OWN_KEY, OWN_TYPE_KEY, fields, people, styles};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, NumberVariable, Origin, Record, Text, TextVariable, Variable,
};
use crate::seam::xml_fields::set_identifier;
use crate::seam::{Reader, Row};
use crate::syntax::Input;
use crate::syntax::element::Element;
use crate::syntax::xml;
use crate::syntax::xml::{Shape, place_of};
use crate::values::identifiers::Label;
use crate::values::{dates, languages, names, pages};

pub(super) struct EndnoteReader;

const SHAPE: Shape = Shape { format: "EndNote XML", records: &["record"], wrappers: &[], errors: &[] };

/// Fields that concern only the program and its library, or that are read separately.
const BOOKKEEPING: &[&str] = &[
    "database",
    "source-app",
    "rec-number",
    "foreign-keys",
    "ref-type",
    "label",
    "modified-date",
    "added-date",
    "dates",
    "contributors",
    "keywords",
];

impl Reader for EndnoteReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let file = input.name;
        xml::read(input, &SHAPE, diag, &mut |element, diag| {
            let maker = if key(element, OWN_KEY).is_some() { Maker::Own } else { Maker::Other };
            let record = Reference { file, element, maker, diag }.read();
            if record.plain_title().is_empty() {
                diag.report(Diagnostic::new(Code::MissingTitle, "the work has no title").at(place_of(file, element)));
            }
            out(record);
        })
    }
}

/// The program that wrote a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Maker {
    /// publist: values are read literally.
    Own,
    /// Another program: values are normalised.
    Other,
}

/// Returns the key of a program.
fn key<'a>(record: &'a Element, app: &str) -> Option<&'a Element> {
    record.child("foreign-keys")?.elements().find(|key| key.name == "key" && key.attribute("app") == Some(app))
}

struct Reference<'a, 'b> {
    file: &'a str,
    element: &'a Element,
    maker: Maker,
    diag: &'b mut dyn Sink,
}

impl Reference<'_, '_> {
    fn read(mut self) -> Record {
        let origin = Origin::new(FORMAT.id, self.element.line);
        let mut record = Record { id: self.id(), origin: Some(origin), ..Record::new(self.kind()) };
        let kind = record.kind;
        for row in fields::FIELDS.rows.iter().filter(|row| row.kinds.contains(kind)) {
            if !record.has(row.variable) {
                self.field(&mut record, row);
            }
        }
        self.keep_rest(&mut record);
        record
    }

    /// Returns the id: publist's own key, or a label that can be a citation key.
    fn id(&self) -> String {
        if let Some(key) = key(self.element, OWN_KEY) {
            return unpictured(&key.characters());
        }
        let label = self.element.child("label").map(styles::plain).unwrap_or_default();
        let is_key = !label.contains(|character: char| character.is_whitespace() || ",{}\\\"#%~'".contains(character));
        if is_key { label } else { String::new() }
    }

    /// Returns the type of the work: the exact one in publist's own key, or else that of EndNote's type.
    fn kind(&mut self) -> Kind {
        let own = key(self.element, OWN_TYPE_KEY).and_then(|key| Kind::from_name(key.characters().trim()));
        let Some(reference_type) = self.element.child("ref-type") else { return own.unwrap_or_default() };
        let name = reference_type.attribute("name").unwrap_or_default();
        own.or_else(|| fields::kind(name, &reference_type.characters())).unwrap_or_else(|| {
            let report = Diagnostic::new(Code::UnknownType, format!("“{name}” is not a reference type of EndNote"));
            self.diag.report(report.at(place_of(self.file, reference_type)));
            Kind::default()
        })
    }

    /// Returns the characters of an element.
    fn plain(&self, element: &Element) -> String {
        self.meant(&styles::plain(element))
    }

    /// Decodes characters: in files of other programs, carriage returns break lines.
    fn meant(&self, characters: &str) -> String {
        match self.maker {
            Maker::Own => unpictured(characters),
            Maker::Other => characters.replace("\r\n", "\n").replace('\r', "\n"),
        }
    }

    /// Returns a text. In files of other programs only abstracts and notes have line breaks.
    fn text(&self, element: &Element, variable: TextVariable) -> Text {
        let has_lines = matches!(variable, TextVariable::Abstract | TextVariable::Note | TextVariable::Annote);
        let characters = |run: &str| {
            let run = self.meant(run);
            if self.maker == Maker::Own || has_lines { run } else { run.replace('\n', " ") }
        };
        styles::text(element, &characters)
    }

    fn field(&mut self, record: &mut Record, row: &Row) {
        match row.variable {
            Variable::Identifier(IdentifierVariable::Isbn | IdentifierVariable::Issn) => {
                self.serial_numbers(record, row.field);
            }
            Variable::Date(DateVariable::Issued) => self.issued(record),
            variable => {
                if let Some(element) = self.element.at(row.field) {
                    self.value(record, variable, element);
                }
            }
        }
    }

    fn value(&mut self, record: &mut Record, variable: Variable, element: &Element) {
        match variable {
            Variable::Text(variable) => record.set_text(variable, self.text(element, variable)),
            Variable::Names(variable) => {
                let (list, truncated) = people::read(element);
                names::set(record, variable, list, truncated);
            }
            Variable::Number(variable) => {
                let number = self.plain(element);
                let is_to_complete = variable == NumberVariable::Page && self.maker == Maker::Other;
                record.set_number(variable, if is_to_complete { pages::in_full(&number) } else { number });
            }
            Variable::Identifier(variable) => self.identifier(record, variable, element),
            Variable::Language => {
                let language = self.plain(element);
                record.set_language(if self.maker == Maker::Own { &language } else { languages::tag_of(&language) });
            }
            Variable::Tags => record.set_tags(self.keywords(element)),
            Variable::Date(variable) => {
                let words = self.plain(element);
                let date = match self.maker {
                    Maker::Own => Date::parse(&words),
                    Maker::Other => dates::in_words(&words).unwrap_or(Date::Literal(words)),
                };
                record.set_date(variable, date);
            }
            Variable::Kind | Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => {}
        }
    }

    fn identifier(&mut self, record: &mut Record, variable: IdentifierVariable, element: &Element) {
        let text = self.plain(element);
        if self.maker == Maker::Own {
            record.set_identifier(variable, text);
            return;
        }
        let first = text.lines().next().unwrap_or_default().trim();
        let (label, path) = match variable {
            IdentifierVariable::Doi => (Some(Label::Doi), ""),
            IdentifierVariable::Url => (Some(Label::Url), ""),
            // Databases use numbers of their own: only a number that is valid at PubMed is set.
            IdentifierVariable::Pmid => {
                (first.bytes().all(|byte| byte.is_ascii_digit()).then_some(Label::Pmid), "accession-num")
            }
            _ => (first.to_ascii_uppercase().starts_with("PMC").then_some(Label::Pmcid), "custom2"),
        };
        match label {
            Some(label) => set_identifier(record, label, first, element, self.file, self.diag),
            None => record.keep_extra(FORMAT.id, path, text),
        }
    }

    fn keywords(&self, list: &Element) -> Vec<String> {
        let keywords = list.named("keyword").map(|keyword| self.plain(keyword));
        match self.maker {
            Maker::Own => keywords.collect(),
            // Some programs put all keywords into one element, one per line.
            Maker::Other => {
                let all = keywords.collect::<Vec<_>>().join("\n");
                all.lines().map(|keyword| keyword.trim().to_owned()).filter(|keyword| !keyword.is_empty()).collect()
            }
        }
    }

    /// Sets the year, and the month or day if they are known.
    fn issued(&self, record: &mut Record) {
        let Some(group) = self.element.child("dates") else { return };
        let part = |path: &str| group.at(path).map(|part| self.plain(part)).filter(|part| !part.trim().is_empty());
        let date = match (part("year"), part("pub-dates/date")) {
            (Some(year), None) => Date::parse(&year),
            (Some(year), Some(within)) => {
                let has_year = within.contains(year.trim());
                let words = if has_year { within.clone() } else { format!("{} {within}", year.trim()) };
                dates::in_words(&words).unwrap_or_else(|| {
                    record.keep_extra(FORMAT.id, "dates/pub-dates/date", within);
                    Date::parse(year.trim())
                })
            }
            (None, Some(words)) => dates::in_words(&words).unwrap_or(Date::Literal(words)),
            (None, None) => return,
        };
        record.set_date(DateVariable::Issued, date);
    }

    /// Sets ISBNs and ISSNs, each from a line of its own.
    fn serial_numbers(&mut self, record: &mut Record, path: &str) {
        let Some(element) = self.element.at(path) else { return };
        let text = styles::plain(element);
        let is_line_end = |character: char| character == '\r' || character == '\n' && self.maker == Maker::Other;
        for variable in [IdentifierVariable::Isbn, IdentifierVariable::Issn] {
            let numbers: Vec<String> = text
                .split(is_line_end)
                .filter(|line| !line.trim().is_empty())
                .map(|line| self.meant(line))
                .filter_map(|line| {
                    let (other, number) = serial_number(&line, record.kind);
                    (other == variable).then(|| number.to_owned())
                })
                .collect();
            if numbers.is_empty() || record.has(Variable::Identifier(variable)) {
                continue;
            }
            let label = if variable == IdentifierVariable::Isbn { Label::Isbn } else { Label::Issn };
            match self.maker {
                Maker::Own => record.set_identifier(variable, numbers.join(", ")),
                Maker::Other => set_identifier(record, label, &numbers.join(", "), element, self.file, self.diag),
            }
        }
    }

    /// Keeps the fields without a variable.
    fn keep_rest(&self, record: &mut Record) {
        let mut fields: Vec<(String, String)> = Vec::new();
        for field in self.element.elements().filter(|field| !BOOKKEEPING.contains(&field.name.as_str())) {
            append_leaves(field, &field.name, &mut |path, leaf| fields.push((path.to_owned(), self.plain(leaf))));
        }
        for list in self.element.child("contributors").into_iter().flat_map(Element::elements) {
            for author in list.elements() {
                fields.push((format!("contributors/{}/{}", list.name, author.name), self.plain(author)));
            }
        }
        let url = record.url().map(str::to_owned);
        for (path, text) in fields {
            let is_read = fields::FIELDS.rows.iter().any(|row| {
                let is_field =
                    path == row.field || path.strip_prefix(row.field).is_some_and(|rest| rest.starts_with('/'));
                is_field && row.kinds.contains(record.kind)
            });
            // Further addresses have no variable.
            let is_further_address = path.ends_with("/url") && url.as_deref() != Some(text.as_str());
            if (!is_read || is_further_address && self.maker == Maker::Other) && !text.trim().is_empty() {
                record.keep_extra(FORMAT.id, path, text);
            }
        }
    }
}

/// Passes on the elements that contain text, with their paths.
fn append_leaves(element: &Element, path: &str, each: &mut dyn FnMut(&str, &Element)) {
    let mut groups = element.elements().filter(|child| child.name != "style").peekable();
    if groups.peek().is_none() {
        each(path, element);
    }
    for child in groups {
        append_leaves(child, &format!("{path}/{}", child.name), each);
    }
}
