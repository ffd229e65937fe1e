//! The format JSON Resume.

use std::io::{self, Write};

use serde_json::Value;

use super::publications::{address, iso_date, issued, plain, venue};
use crate::diag::Sink;
use crate::model::{DateVariable, IdentifierVariable, Record, TextVariable, Variable};
use crate::seam::{Fidelity, FieldMap, Format, Purpose, RecordWriter, Row, WriteOptions, Writer};
use crate::syntax::json::members::Members;

/// JSON Resume: the `publications` of a CV in JSON.
///
/// Each has a name and may have a publisher (where it appeared), a date, an address and a summary. The schema has no
/// authors. <https://github.com/jsonresume/resume-schema/blob/v1.0.0/schema.json>
pub static FORMAT: Format = Format {
    id: "json-resume",
    name: "JSON Resume",
    summary: "the publications of a CV for JSON Resume",
    extensions: &["json"],
    writer: Some(&JsonResumeWriter),
    fields: &FieldMap {
        rows: &[
            Row::new("name", Variable::Text(TextVariable::Title), SHOWN),
            Row::new("publisher", Variable::Text(TextVariable::ContainerTitle), SHOWN),
            Row::new("releaseDate", Variable::Date(DateVariable::Issued), SHOWN),
            Row::new("url", Variable::Identifier(IdentifierVariable::Doi), SHOWN),
            Row::new("url", Variable::Identifier(IdentifierVariable::Url), SHOWN),
            Row::new("summary", Variable::Text(TextVariable::Abstract), SHOWN),
        ],
        rest: Fidelity::Lost,
    },
    purpose: Purpose::List,
    ..Format::DEFAULT
};

const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/// How values are written.
const SHOWN: Fidelity = Fidelity::Normalised("as plain text for display");

struct JsonResumeWriter;

impl Writer for JsonResumeWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        write!(out, "{{\n  \"$schema\": \"{SCHEMA}\",\n  \"publications\": [")?;
        Ok(Box::new(JsonResumeFile { out, is_empty: true }))
    }
}

struct JsonResumeFile<'a> {
    out: &'a mut dyn Write,
    is_empty: bool,
}

impl RecordWriter for JsonResumeFile<'_> {
    fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
        self.out.write_all(if self.is_empty { b"\n    " } else { b",\n    " })?;
        self.is_empty = false;
        // JSON strings contain no line ends, so every line end is between members.
        let publication = serde_json::to_string_pretty(&publication(record))?;
        self.out.write_all(publication.replace('\n', "\n    ").as_bytes())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.out.write_all(if self.is_empty { b"]\n}\n" } else { b"\n  ]\n}\n" })
    }
}

fn publication(record: &Record) -> Members {
    let mut members = Members::default();
    let values = [
        ("name", record.text(TextVariable::Title).map(plain)),
        ("publisher", venue(record).map(plain)),
        ("releaseDate", issued(record).filter(|point| (1000..3000).contains(&point.year)).map(iso_date)),
        ("url", address(record)),
        ("summary", record.text(TextVariable::Abstract).map(plain)),
    ];
    for (name, value) in values {
        if let Some(value) = value {
            members.push(name, Value::String(value));
        }
    }
    members
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::FORMAT;
    use crate::model::{Date, DateVariable, IdentifierVariable, Kind, Record, TextVariable};
    use crate::seam::WriteOptions;

    fn write(records: &[Record]) -> Value {
        let (options, mut bytes) = (WriteOptions::default(), Vec::new());
        let mut file = FORMAT.writer.unwrap().start(&options, &mut bytes).unwrap();
        records.iter().for_each(|record| file.record(record, &mut ()).unwrap());
        file.finish().unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// Returns the part of the schema about publications.
    fn schema() -> Value {
        let text = json!({ "type": "string" });
        let date = "^([1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]|[1-2][0-9]{3}-[0-1][0-9]|[1-2][0-9]{3})$";
        json!({ "properties": { "publications": { "type": "array", "additionalItems": false, "items": {
            "type": "object",
            "properties": {
                "name": text, "publisher": text, "summary": text,
                "releaseDate": { "type": "string", "pattern": date },
                "url": { "type": "string", "format": "uri" },
            },
        } } } })
    }

    #[test]
    fn publications_are_valid_under_the_schema() {
        let validator = jsonschema::options().should_validate_formats(true).build(&schema()).unwrap();
        let mut records = Vec::new();
        for (date, url) in
            [("2020-09-24", "https://example.org/x"), ("2020-09", "javascript:x"), ("2020-21", "a b"), ("soon", "x")]
        {
            let mut record = Record::new(Kind::Book);
            record.set_text(TextVariable::Title, "A \"title\"\n</script>");
            record.set_text(TextVariable::Publisher, "North Press");
            record.set_date(DateVariable::Issued, Date::parse(date));
            record.set_identifier(IdentifierVariable::Url, url);
            records.push(record);
        }
        let written = write(&records);
        assert!(validator.is_valid(&written), "{written}");
        let list = written["publications"].as_array().unwrap();
        assert_eq!(
            list[0],
            json!({
                "name": "A \"title\" </script>", "publisher": "North Press", "releaseDate": "2020-09-24", "url": "https://example.org/x",
            })
        );
        assert_eq!((&list[2]["releaseDate"], list[1].get("url")), (&json!("2020"), None));
        assert_eq!(write(&[])["publications"], json!([]));
    }
}
