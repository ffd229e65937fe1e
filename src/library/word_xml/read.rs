//! Makes records from Word's sources.

use super::dates::Words;
use super::{FORMAT, fields, languages, people, serial_numbers};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{DateVariable, IdentifierVariable, Kind, NumberVariable, Origin, Record, TextVariable, Variable};
use crate::seam::Row;
use crate::seam::xml_records::{OwnIds, XmlRecords};
use crate::syntax::element::{Element, Node};
use crate::syntax::xml::{Shape, place_of};
use crate::text::identifiers::normalise_doi;
use crate::text::words::single_spaced;
use crate::values::identifiers::malformed;
use crate::values::{composed, pages};

pub(super) static READER: XmlRecords = XmlRecords {
    shape: Shape { format: "Word's sources", records: &["Source"], wrappers: &[], errors: &[] },
    record,
    ids: OwnIds::MayHave,
};

/// Makes the record of a `Source` element; `None` if it describes no work.
fn record(element: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    Source { file, element, diag }.read()
}

struct Source<'a, 'b> {
    file: &'a str,
    element: &'a Element,
    diag: &'b mut dyn Sink,
}

impl Source<'_, '_> {
    fn read(mut self) -> Option<Record> {
        let id = self.element.child("Tag").map(Element::characters).unwrap_or_default();
        let origin = Origin::new(FORMAT.id, self.element.line);
        let mut record = Record { id: id.trim().to_owned(), origin: Some(origin), ..Record::new(self.kind()) };
        let kind = record.kind;
        // The fields that gave a value; every other one is kept.
        let mut used: Vec<&str> = Vec::new();
        for row in fields::FIELDS.rows.iter().filter(|row| row.kinds.contains(kind)) {
            if !record.has(row.variable) && self.set(&mut record, row) {
                used.push(row.field);
            }
        }
        self.keep_rest(&mut record, &used);
        self.checked(record)
    }

    fn kind(&mut self) -> Kind {
        let name = self.element.text_at("SourceType").unwrap_or_default();
        let report_type = self.element.text_at("ThesisType").unwrap_or_default();
        fields::kind(&name, &report_type).unwrap_or_else(|| {
            let message = match name.as_str() {
                "" => "the source has no type".to_owned(),
                name => format!("“{name}” is not a type of Word's sources"),
            };
            let place = place_of(self.file, self.element.child("SourceType").unwrap_or(self.element));
            self.diag.report(Diagnostic::new(Code::UnknownType, message).at(place));
            Kind::default()
        })
    }

    /// Sets the variable of a row; returns whether the field gave a value.
    fn set(&mut self, record: &mut Record, row: &Row) -> bool {
        let Some(field) = self.element.at(row.field) else { return false };
        let characters = field.characters();
        match row.variable {
            Variable::Text(TextVariable::Note) => record.set_text(TextVariable::Note, characters.trim()),
            Variable::Text(TextVariable::PublisherPlace) => record.set_text(TextVariable::PublisherPlace, self.place()),
            // The word that marks a thesis says nothing about its degree.
            Variable::Text(TextVariable::Genre)
                if record.kind == Kind::Thesis && characters.trim() == fields::THESIS =>
            {
                return true;
            }
            Variable::Text(variable) => {
                record.set_text(variable, composed(&single_spaced(&characters)).into_owned());
            }
            Variable::Names(variable) => record.set_names(variable, people::read(field)),
            Variable::Number(NumberVariable::Page) => {
                let full = pages::in_full(&characters);
                record.set_number(NumberVariable::Page, if full.is_empty() { characters } else { full });
            }
            Variable::Number(variable) => record.set_number(variable, characters),
            Variable::Date(variable) => record.set_date(variable, self.date(variable)),
            Variable::Identifier(IdentifierVariable::Doi) => {
                let doi = normalise_doi(&characters);
                if doi.is_none() && !characters.trim().is_empty() {
                    self.diag.report(malformed("DOI", characters.trim()).at(place_of(self.file, field)));
                }
                record.set_identifier(IdentifierVariable::Doi, doi.unwrap_or(characters));
            }
            Variable::Identifier(IdentifierVariable::Url) => record.set_identifier(IdentifierVariable::Url, characters),
            // The rows of the other numbers are for the same field.
            Variable::Identifier(IdentifierVariable::Isbn) => {
                if let Some(rest) = serial_numbers::set(record, &characters) {
                    record.keep_extra(FORMAT.id, row.field, rest);
                }
            }
            Variable::Language => match languages::tag_of(&characters) {
                Some(tag) => record.set_language(tag),
                // Zero is "no language".
                None => return characters.trim() == "0",
            },
            _ => return true,
        }
        record.has(row.variable)
    }

    /// Returns the place of publication, with its region and country.
    fn place(&self) -> String {
        let parts = ["City", "StateProvince", "CountryRegion"].map(|name| self.element.text_at(name));
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn date(&self, variable: DateVariable) -> crate::model::Date {
        let suffix = if variable == DateVariable::Accessed { "Accessed" } else { "" };
        let part =
            |name: &str| self.element.child(&format!("{name}{suffix}")).map(Element::characters).unwrap_or_default();
        Words { year: part("Year"), month: part("Month"), day: part("Day") }.read()
    }

    /// Keeps the elements that gave no value.
    fn keep_rest(&self, record: &mut Record, used: &[&str]) {
        let is_used = |path: &str| used.contains(&path);
        for field in self.element.elements() {
            let name = field.name.as_str();
            let is_part = match name {
                "Month" | "Day" => is_used("Year"),
                "MonthAccessed" | "DayAccessed" => is_used("YearAccessed"),
                "StateProvince" | "CountryRegion" => is_used("City"),
                _ => false,
            };
            let is_known_type = name == "SourceType" && fields::kind(&field.characters(), "").is_some();
            // The field that numbers share may repeat the DOI.
            let is_repeated = name == "DOI" && record.doi().map(str::to_owned) == normalise_doi(&field.characters());
            if is_part || is_repeated || is_known_type || is_used(name) || fields::STRUCTURE.contains(&name) {
                continue;
            }
            keep(record, name, field);
        }
        for role in self.element.child("Author").into_iter().flat_map(Element::elements) {
            let path = format!("Author/{}", role.name);
            if !is_used(&path) {
                let names = people::read(role).list;
                let shown: Vec<String> = names.iter().map(|name| name.to_display_order()).collect();
                if shown.iter().any(|name| !name.is_empty()) {
                    record.keep_extra(FORMAT.id, path, shown.join("; "));
                }
            }
        }
    }

    /// Reports a missing title; a source without title, people and tag is left out.
    fn checked(&mut self, record: Record) -> Option<Record> {
        if !record.plain_title().is_empty() {
            return Some(record);
        }
        let is_empty = record.names.is_empty() && record.id.is_empty();
        let message = match is_empty {
            true => "the source has no title, no people and no tag: it was left out",
            false => "the work has no title",
        };
        self.diag.report(Diagnostic::new(Code::MissingTitle, message).at(place_of(self.file, self.element)));
        (!is_empty).then_some(record)
    }
}

/// Keeps the characters of an element, or those of the elements in it.
fn keep(record: &mut Record, path: &str, element: &Element) {
    let mut inner = element.children.iter().filter_map(|node| match node {
        Node::Element(inner) => Some(inner),
        Node::Text(_) => None,
    });
    let Some(first) = inner.next() else {
        if let Some(text) = element.text() {
            record.keep_extra(FORMAT.id, path, text);
        }
        return;
    };
    for inner in std::iter::once(first).chain(inner) {
        keep(record, &format!("{path}/{}", inner.name), inner);
    }
}
