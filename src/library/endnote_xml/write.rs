//! Writes records as EndNote XML.

use std::io::{self, Write};

use serde_json::Value;

use super::characters::pictured;
use super::serial_number::serial_number;
use super::{FORMAT, OWN_KEY, OWN_TYPE_KEY, fields, people, styles};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Qualification, Record, TextVariable, Variable, WithinYear,
};
use crate::seam::{Direction, RecordWriter, WriteOptions, Writer};
use crate::text::xml::append_escaped_xml;

pub(super) struct EndnoteWriter;

impl Writer for EndnoteWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><records>\n")?;
        Ok(Box::new(EndnoteFile { out, count: 0 }))
    }
}

struct EndnoteFile<'a> {
    out: &'a mut dyn Write,
    count: usize,
}

impl RecordWriter for EndnoteFile<'_> {
    fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
        self.count += 1;
        self.out.write_all(to_xml(record, self.count).as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.out.write_all(b"</records></xml>\n")
    }
}

/// The names of the months in EndNote.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The fields of a record as XML, inside the elements that contain them.
#[derive(Default)]
struct Fields {
    xml: String,
    /// The open elements, outermost first.
    open: Vec<&'static str>,
}

impl Fields {
    /// Puts a field into the elements of its path except the last. They stay open for the fields that follow.
    fn put(&mut self, path: &'static str, content: &str) {
        let (groups, name) = path.rsplit_once('/').map_or(("", path), |(groups, name)| (groups, name));
        let groups: Vec<&'static str> = groups.split('/').filter(|group| !group.is_empty()).collect();
        let shared = self.open.iter().zip(&groups).take_while(|(open, group)| open == group).count();
        self.close_to(shared);
        for group in &groups[shared..] {
            self.xml.push_str(&format!("<{group}>"));
            self.open.push(group);
        }
        self.xml.push_str(&format!("<{name}>{content}</{name}>"));
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(group) = self.open.pop() {
                self.xml.push_str(&format!("</{group}>"));
            }
        }
    }
}

fn to_xml(record: &Record, number: usize) -> String {
    let mut fields = Fields { xml: reference_type(record, number), ..Fields::default() };
    for row in
        fields::FIELDS.rows.iter().filter(|row| row.direction == Direction::Both && row.kinds.contains(record.kind))
    {
        match row.variable {
            Variable::Kind | Variable::Identifier(IdentifierVariable::Issn) => {}
            Variable::Identifier(IdentifierVariable::Isbn) => {
                if let Some(content) = serial_numbers(record) {
                    fields.put(row.field, &content);
                }
            }
            variable => {
                if let Some(content) = content(record, variable) {
                    fields.put(row.field, &content);
                }
            }
        }
        // EndNote lists journals by the titles in `periodical`.
        if row.variable == Variable::Text(TextVariable::TitleShort)
            && is_periodical(record.kind)
            && let Some(title) = content(record, Variable::Text(TextVariable::ContainerTitle))
        {
            fields.put("periodical/full-title", &title);
        }
    }
    fields.close_to(0);
    let extra = extra(record);
    format!("<record>{}{extra}</record>\n", fields.xml)
}

fn is_periodical(kind: Kind) -> bool {
    matches!(kind, Kind::ArticleJournal | Kind::ArticleMagazine | Kind::ArticleNewspaper)
}

/// Returns the content of the field for a variable.
fn content(record: &Record, variable: Variable) -> Option<String> {
    let mut xml = String::new();
    match variable {
        Variable::Text(variable) => styles::append_styled(record.text(variable)?, &mut xml),
        Variable::Names(variable) => people::append(record.names(variable)?, &mut xml),
        Variable::Date(variable) => {
            let date = record.date(variable)?;
            if variable == DateVariable::Issued {
                return Some(issued(date));
            }
            styles::append_plain(&date.to_string(), &mut xml);
        }
        Variable::Number(variable) => styles::append_plain(record.number(variable)?, &mut xml),
        Variable::Identifier(variable) => styles::append_plain(record.identifier(variable)?, &mut xml),
        Variable::Language => styles::append_plain(record.language.as_ref()?, &mut xml),
        Variable::Tags => {
            for tag in &record.tags {
                xml.push_str("<keyword>");
                styles::append_plain(tag, &mut xml);
                xml.push_str("</keyword>");
            }
        }
        Variable::Kind | Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => {}
    }
    (!xml.is_empty()).then_some(xml)
}

/// Returns what identifies a record: its number, its id and exact type, and EndNote's type.
fn reference_type(record: &Record, number: usize) -> String {
    let (name, type_number) = fields::reference_type(record.kind);
    let mut id = String::new();
    append_escaped_xml(&pictured(&record.id), &mut id);
    format!(
        "<source-app name=\"publist\" version=\"{version}\">publist</source-app><rec-number>{number}</rec-number><foreign-keys>\
         <key app=\"{OWN_KEY}\" db-id=\"{OWN_KEY}\">{id}</key>\
         <key app=\"{OWN_TYPE_KEY}\" db-id=\"{OWN_KEY}\">{kind}</key></foreign-keys>\
         <ref-type name=\"{name}\">{type_number}</ref-type>",
        version = env!("CARGO_PKG_VERSION"),
        kind = record.kind,
    )
}

/// Writes the date of publication: the year and, in addition, the month or day if known; other dates as EDTF or as
/// words.
fn issued(date: &Date) -> String {
    let (year, within) = match date {
        Date::Point(point) if (1..=9999).contains(&point.year) && point.qualification == Qualification::Certain => {
            let within = match point.within {
                WithinYear::Whole => None,
                WithinYear::Season(season) => Some(season.name().to_owned()),
                WithinYear::Month(month) => Some(MONTHS[usize::from(month) - 1].to_owned()),
                WithinYear::Day(month, day) => Some(format!("{} {day}", MONTHS[usize::from(month) - 1])),
            };
            (format!("{:04}", point.year), within)
        }
        other => (other.to_string(), None),
    };
    let mut xml = String::from("<year>");
    styles::append_plain(&year, &mut xml);
    xml.push_str("</year>");
    if let Some(within) = within {
        xml.push_str("<pub-dates><date>");
        styles::append_plain(&within, &mut xml);
        xml.push_str("</date></pub-dates>");
    }
    xml
}

/// Writes ISBNs and ISSNs, one per line; a number that could be mistaken for the other sort has a label.
fn serial_numbers(record: &Record) -> Option<String> {
    let lines: Vec<String> = [IdentifierVariable::Isbn, IdentifierVariable::Issn]
        .into_iter()
        .filter_map(|variable| {
            let number = record.identifier(variable)?;
            let is_told = serial_number(number, record.kind) == (variable, number);
            Some(if is_told { number.to_owned() } else { format!("{} {number}", variable.name()) })
        })
        .collect();
    let mut xml = String::new();
    // The carriage return between the lines cannot come from the values: theirs are written as symbols.
    for (index, line) in lines.iter().enumerate() {
        xml.push_str(if index == 0 { "" } else { "&#xD;" });
        append_escaped_xml(&pictured(line), &mut xml);
    }
    (!lines.is_empty()).then(|| format!("<style face=\"normal\" font=\"default\" size=\"100%\">{xml}</style>"))
}

/// Writes extra fields that were read, unless a variable uses that field.
fn extra(record: &Record) -> String {
    let mut xml = String::new();
    for (path, value) in record.extra.get(FORMAT.id).into_iter().flatten() {
        let is_path = path.split('/').all(|name| {
            name.starts_with(|first: char| first.is_ascii_lowercase())
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        });
        let is_free = fields::FIELDS.row_of(record.kind, path).is_none();
        let (Value::String(text), true, true) = (value, is_path, is_free) else { continue };
        let names: Vec<&str> = path.split('/').collect();
        xml.extend(names.iter().map(|name| format!("<{name}>")));
        styles::append_plain(text, &mut xml);
        xml.extend(names.iter().rev().map(|name| format!("</{name}>")));
    }
    xml
}
