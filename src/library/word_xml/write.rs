//! Writes records as Word's sources.

use std::io::{self, Write};

use super::dates::Words;
use super::people::Parts;
use super::{FORMAT, fields, serial_numbers};
use crate::diag::{Code, Diagnostic, Sink};
use crate::markup::text_as_read;
use crate::model::{Date, DateVariable, IdentifierVariable, Kind, Name, Names, Record, Text, TextVariable, Variable};
use crate::seam::{Direction, Fidelity, RecordWriter, Row, WriteOptions, Writer};
use crate::text::xml::{append_escaped_xml, is_xml_character};

pub(super) struct WordWriter;

impl Writer for WordWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<b:Sources SelectedStyle=\"\" \
              xmlns:b=\"http://schemas.openxmlformats.org/officeDocument/2006/bibliography\" \
              xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/bibliography\">\n",
        )?;
        Ok(Box::new(WordFile { out }))
    }
}

struct WordFile<'a> {
    out: &'a mut dyn Write,
}

impl RecordWriter for WordFile<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        let mut source = Source { record, xml: String::from("<b:Source>"), diag };
        source.write();
        self.out.write_all(source.xml.as_bytes())?;
        self.out.write_all(b"</b:Source>\n")
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.out.write_all(b"</b:Sources>\n")
    }
}

struct Source<'a, 'b> {
    record: &'a Record,
    xml: String,
    diag: &'b mut dyn Sink,
}

impl Source<'_, '_> {
    fn write(&mut self) {
        let record = self.record;
        self.put("Tag", &record.id);
        self.put("SourceType", fields::source_type(record.kind));
        self.report_kind();
        let rows = || {
            let is_written = |row: &&Row| row.direction == Direction::Both && row.kinds.contains(record.kind);
            fields::FIELDS.rows.iter().filter(is_written)
        };
        self.people(rows().filter(|row| matches!(row.variable, Variable::Names(_))));
        for row in rows() {
            self.field(row);
        }
        if let Some(numbers) = serial_numbers::written(record) {
            self.put("StandardNumber", &numbers);
        }
        if record.kind == Kind::Thesis && record.text(TextVariable::Genre).is_none() {
            self.put("ThesisType", fields::THESIS);
        }
        self.extra();
    }

    fn field(&mut self, row: &Row) {
        let record = self.record;
        match row.variable {
            Variable::Text(variable) => {
                let Some(text) = record.text(variable) else { return };
                let plain = text_as_read(text);
                if *text != Text::from(plain.as_str()) || !is_held(&plain) {
                    self.report(row.variable);
                }
                self.put(row.field, &plain);
            }
            Variable::Date(variable) => {
                if let Some(date) = record.date(variable) {
                    self.date(variable, date);
                }
            }
            Variable::Number(variable) => self.plain(row, record.number(variable)),
            Variable::Identifier(variable @ (IdentifierVariable::Doi | IdentifierVariable::Url)) => {
                self.plain(row, record.identifier(variable));
            }
            Variable::Identifier(variable) if record.identifier(variable).is_some_and(|number| !is_held(number)) => {
                self.report(row.variable);
            }
            Variable::Language => self.plain(row, record.language.as_deref()),
            // The others are written elsewhere or have no row.
            _ => {}
        }
    }

    fn plain(&mut self, row: &Row, value: Option<&str>) {
        let Some(value) = value else { return };
        if !is_held(value) {
            self.report(row.variable);
        }
        self.put(row.field, value);
    }

    fn date(&mut self, variable: DateVariable, date: &Date) {
        let words = Words::of(date);
        if words.read() != *date || !is_held(&words.year) {
            self.report(Variable::Date(variable));
        }
        let suffix = if variable == DateVariable::Accessed { "Accessed" } else { "" };
        for (name, part) in [("Year", &words.year), ("Month", &words.month), ("Day", &words.day)] {
            if !part.is_empty() {
                self.put(&format!("{name}{suffix}"), part);
            }
        }
    }

    /// Writes the people of all roles, which are in one element.
    fn people<'r>(&mut self, rows: impl Iterator<Item = &'r Row>) {
        let mut is_open = false;
        for row in rows {
            let Variable::Names(variable) = row.variable else { continue };
            let (Some(names), Some((group, role))) = (self.record.names(variable), row.field.split_once('/')) else {
                continue;
            };
            if !is_open {
                self.xml.push_str(&format!("<b:{group}>"));
                is_open = true;
            }
            self.role(role, names);
            if !is_kept(names) {
                self.report(row.variable);
            }
        }
        if is_open {
            self.xml.push_str("</b:Author>");
        }
    }

    fn role(&mut self, role: &str, names: &Names) {
        self.xml.push_str(&format!("<b:{role}>"));
        if let [Name::Literal(literal)] = names.list.as_slice() {
            self.put("Corporate", literal);
        } else {
            self.xml.push_str("<b:NameList>");
            for name in &names.list {
                let parts = Parts::of(name);
                self.xml.push_str("<b:Person>");
                for (field, part) in [("Last", &parts.last), ("First", &parts.first), ("Middle", &parts.middle)] {
                    if !part.is_empty() {
                        self.put(field, part);
                    }
                }
                self.xml.push_str("</b:Person>");
            }
            self.xml.push_str("</b:NameList>");
        }
        self.xml.push_str(&format!("</b:{role}>"));
    }

    /// Writes extra fields that were read, unless a variable uses that field.
    fn extra(&mut self) {
        for (name, value) in self.record.extra.get(FORMAT.id).into_iter().flatten() {
            let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
            let is_free = fields::FIELDS.row_of(self.record.kind, name).is_none()
                && !fields::STRUCTURE.contains(&name.as_str())
                && !fields::PARTS.contains(&name.as_str());
            match value.as_str() {
                Some(text) if is_name && is_free => self.put(name, text),
                _ => self.diag.report(
                    Diagnostic::new(Code::OutputLoss, format!("the extra field “{name}” is not written"))
                        .about(self.record.id.as_str()),
                ),
            }
        }
    }

    fn put(&mut self, field: &str, text: &str) {
        self.xml.push_str(&format!("<b:{field}>"));
        append_escaped_xml(text, &mut self.xml);
        self.xml.push_str(&format!("</b:{field}>"));
    }

    fn report_kind(&mut self) {
        let genre = match self.record.kind {
            Kind::Thesis => Some(fields::THESIS.to_owned()),
            Kind::Report => self.record.text(TextVariable::Genre).map(text_as_read),
            _ => None,
        };
        let written = fields::source_type(self.record.kind);
        if fields::kind(written, genre.as_deref().unwrap_or_default()) != Some(self.record.kind) {
            self.report(Variable::Kind);
        }
    }

    /// Reports that a value is not fully kept.
    fn report(&mut self, variable: Variable) {
        let how = match fields::FIELDS.fidelity(self.record.kind, variable) {
            Fidelity::Depends(how) => how,
            _ => "Word has no field for it",
        };
        let message = format!("“{variable}” is not fully kept in {}: {how}", FORMAT.name);
        self.diag.report(Diagnostic::new(Code::OutputLoss, message).about(self.record.id.as_str()));
    }
}

/// Whether XML can hold all characters of a text.
fn is_held(text: &str) -> bool {
    text.chars().all(is_xml_character)
}

/// Whether the names are read back as they are, except for where the particles are.
fn is_kept(names: &Names) -> bool {
    let is_same = |name: &Name| {
        let back = Parts::of(name).name();
        let shown = name.to_display_order();
        is_held(&shown) && back.to_display_order() == shown
    };
    !names.truncated && names.list.iter().all(is_same)
}
