//! YAML to records.

use std::io;

use serde_json::{Map, Value};

use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Names, NumberVariable, Origin, Point, Record, Text, TextVariable,
    Variable,
};
use crate::seam::Reader;
use crate::syntax::source_text::read_text;
use crate::syntax::{Input, yaml};
use crate::text::identifiers::normalise_doi;
use crate::text::words;

use super::people::{NOBODY, name, place, says_more, scalar, text};
use super::{FORMAT, PREFERRED, REFERENCES, fields, schema, write};

pub(super) struct CffReader;

/// The title of a work that has none, where the schema demands one.
pub(super) const NO_TITLE: &str = "[no title]";

/// The keys of addresses, the one that leads to the work itself first, as cffconvert takes them.
const ADDRESSES: [&str; 4] = ["url", "repository-code", "repository", "repository-artifact"];

/// The keys that say how to cite and nothing of the work.
const ABOUT_THE_FILE: [&str; 2] = ["cff-version", "message"];

impl Reader for CffReader {
    fn read(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let name = input.name;
        let read = read_text(input, diag)?;
        if read.is_binary || read.text.trim().is_empty() {
            return Ok(());
        }
        let source = Source::new(name, &read.text);
        let Some(yaml) = yaml::read_map(&read.text, 0, &source, diag) else { return Ok(()) };
        for (key, at) in yaml.keys_given_twice() {
            let report = Diagnostic::new(Code::YamlKeyTwice, format!("the key “{key}” stands here again"));
            diag.report(report.at(at.place(&source, key.chars().count())));
        }
        let Value::Object(mut root) = yaml.to_json() else {
            diag.report(Diagnostic::new(Code::CffNoWork, "the file holds no keys and values").at(source.place(0..0)));
            return Ok(());
        };
        let (preferred, references) = (root.remove(PREFERRED), root.remove(REFERENCES));
        let line_of = |key: &str| {
            let start = if read.text.starts_with(key) {
                Some(0)
            } else {
                read.text.find(&format!("\n{key}")).map(|start| start + 1)
            };
            start.map(|start| source.line(start))
        };
        let mut give = |object: Map<String, Value>, kind: Kind, line: Option<u32>| {
            let origin = Origin { format: FORMAT.id.to_owned(), line, ..Origin::default() };
            let record = Record { origin: Some(origin), ..work(kind, object) };
            if record.plain_title().is_empty() {
                let offset = read.text.find("title").unwrap_or_default();
                let report = Diagnostic::new(Code::MissingTitle, "the work has no title");
                diag.report(report.at(source.place(offset..offset)));
            }
            out(record);
        };
        if !repeats(&root, preferred.as_ref()) {
            give(root, Kind::Software, Some(1));
        }
        let works = preferred.map(|work| (work, PREFERRED)).into_iter();
        let references = match references {
            Some(Value::Array(references)) => references,
            other => other.into_iter().collect(),
        };
        for (work, key) in works.chain(references.into_iter().map(|work| (work, REFERENCES))) {
            if let Value::Object(work) = work {
                give(work, Kind::Document, line_of(key));
            }
        }
        Ok(())
    }
}

/// Whether the top level of a file only repeats the title and the authors of its preferred citation: the schema demands
/// them there, and there is no other work.
fn repeats(root: &Map<String, Value>, preferred: Option<&Value>) -> bool {
    let says_nothing_more = |preferred: &Value| {
        root.iter().all(|(key, value)| match key.as_str() {
            "title" | "authors" => preferred.get(key) == Some(value),
            key => ABOUT_THE_FILE.contains(&key),
        })
    };
    root.contains_key("title") && preferred.is_some_and(says_nothing_more)
}

/// The record of a work; `kind` is its type unless it gives one.
pub(super) fn work(kind: Kind, object: Map<String, Value>) -> Record {
    WorkReader { record: Record::new(kind) }.read(object)
}

struct WorkReader {
    record: Record,
}

impl WorkReader {
    fn read(mut self, mut work: Map<String, Value>) -> Record {
        if let Some(kind) = text(&work, "type").and_then(|name| fields::kind(&name)) {
            self.record.kind = kind;
        }
        let given = work.clone();
        self.date(&mut work);
        self.pages(&mut work);
        if let Some(identifiers) = work.get("identifiers") {
            self.identifiers(identifiers);
        }
        if let Some(conference) = work.get("conference").and_then(Value::as_object) {
            self.conference(conference);
        }
        for address in ADDRESSES {
            let url = Variable::Identifier(IdentifierVariable::Url);
            if let Some(value) = text(&work, address).filter(|_| !self.record.has(url)) {
                self.record.set_identifier(IdentifierVariable::Url, value);
                work.remove(address);
            }
        }
        let mut rest: Vec<(String, Value)> = Vec::new();
        for (key, value) in work {
            if ABOUT_THE_FILE.contains(&key.as_str()) {
                continue;
            }
            // What the record says of such a value is less than it says itself.
            let is_known = self.value(&key, &value) && !value.is_object() && !(is_people(&key) && says_more(&value));
            if !is_known {
                rest.push((key, value));
            }
        }
        // What a writer makes of the record again needs no keeping.
        let written = write::work(&self.record);
        let is_written =
            |key: &str, value: &Value| written.iter().any(|pair| pair.key == key && pair.value.to_json() == *value);
        rest.retain(|(key, value)| !is_written(key, value) || !given.contains_key(key));
        // The name of the type that only the top level has.
        rest.retain(|(key, value)| self.record.kind != Kind::Dataset || key != "type" || value != "dataset");
        for (key, value) in rest {
            self.record.keep_extra(FORMAT.id, key, value);
        }
        self.record
    }

    /// Sets the variable of a key; `false` when it has none or when that is set.
    fn value(&mut self, key: &str, value: &Value) -> bool {
        let Some(row) = fields::FIELDS.row_of(self.record.kind, key) else { return false };
        if self.record.has(row.variable) {
            return false;
        }
        let words = || match value {
            Value::Array(list) => list.iter().map(scalar).collect::<Option<Vec<_>>>().map(|list| list.join(", ")),
            // An organisation, of which the name counts.
            Value::Object(entity) => text(entity, "name"),
            scalar_value => scalar(scalar_value),
        };
        match row.variable {
            Variable::Text(variable) => {
                let is_said = |words: &String| variable != TextVariable::Title || words != NO_TITLE;
                let Some(words) = words().filter(is_said) else { return false };
                self.record.set_text(variable, Text::plain(single_spaced(&words, variable)));
                if let (TextVariable::Publisher, Some(place)) = (variable, value.as_object().and_then(place)) {
                    self.record.set_text(TextVariable::PublisherPlace, place);
                }
            }
            Variable::Number(variable) => {
                let Some(words) = words() else { return false };
                self.record.set_number(variable, words);
            }
            Variable::Identifier(variable) => {
                let Some(identifier) = words() else { return false };
                let doi = normalise_doi(&identifier).filter(|_| variable == IdentifierVariable::Doi);
                self.record.set_identifier(variable, doi.unwrap_or(identifier));
            }
            Variable::Date(variable) => {
                let Some(date) = scalar(value) else { return false };
                self.record.set_date(variable, Date::parse(&date));
            }
            Variable::Names(variable) => {
                let Some(list) = value.as_array() else { return false };
                let is_nobody = |value: &&Value| {
                    value
                        .as_object()
                        .is_some_and(|person| person.len() == 1 && text(person, "alias").as_deref() == Some(NOBODY))
                };
                let names = list.iter().filter(|value| !is_nobody(value)).filter_map(name).collect();
                self.record.set_names(variable, Names::complete(names));
            }
            Variable::Language => {
                let mut languages = value.as_array().into_iter().flatten().filter_map(scalar);
                let (Some(language), None) = (languages.next(), languages.next()) else { return false };
                self.record.set_language(&language);
            }
            Variable::Tags => {
                let Some(list) = value.as_array() else { return false };
                self.record.set_tags(list.iter().filter_map(scalar).collect());
            }
            Variable::Kind | Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => {
                return false;
            }
        }
        self.record.has(row.variable)
    }

    /// The date of `date-released` or `date-published`, and otherwise of `year` and `month`.
    fn date(&mut self, work: &mut Map<String, Value>) {
        let has_date = ["date-released", "date-published"].iter().any(|key| work.contains_key(*key));
        let year = text(work, "year").and_then(|year| year.parse().ok()).filter(|_| !has_date);
        let Some(year) = year else { return };
        let month = text(work, "month").and_then(|month| Point::month(year, month.parse().ok()?));
        self.record.set_date(DateVariable::Issued, Date::Point(month.unwrap_or(Point::year(year))));
        work.remove("year");
        if month.is_some() {
            work.remove("month");
        }
    }

    /// The pages from `start` to `end`.
    fn pages(&mut self, work: &mut Map<String, Value>) {
        let Some(start) = text(work, "start") else { return };
        let end = text(work, "end");
        self.record.set_number(NumberVariable::Page, end.map_or(start.clone(), |end| format!("{start}-{end}")));
        work.remove("start");
        work.remove("end");
    }

    /// The first DOI and the first address among the identifiers, and those that say what they are.
    fn identifiers(&mut self, identifiers: &Value) {
        for identifier in identifiers.as_array().into_iter().flatten().filter_map(Value::as_object) {
            let Some(value) = text(identifier, "value") else { continue };
            let variable = match text(identifier, "type").as_deref() {
                Some("doi") => IdentifierVariable::Doi,
                Some("url") => IdentifierVariable::Url,
                _ => match text(identifier, "description") {
                    Some(description) if description == schema::CITATION_KEY => {
                        self.record.id = value;
                        continue;
                    }
                    Some(description) => match IdentifierVariable::from_name(&description) {
                        Some(variable) => {
                            self.record.set_identifier(variable, value);
                            continue;
                        }
                        None => continue,
                    },
                    None => continue,
                },
            };
            if !self.record.has(Variable::Identifier(variable)) {
                let doi = normalise_doi(&value).filter(|_| variable == IdentifierVariable::Doi);
                self.record.set_identifier(variable, doi.unwrap_or(value));
            }
        }
    }

    /// The event of a conference, with its place and its days.
    fn conference(&mut self, conference: &Map<String, Value>) {
        self.record.set_text(TextVariable::EventTitle, text(conference, "name").unwrap_or_default().as_str());
        if let Some(place) = place(conference) {
            self.record.set_text(TextVariable::EventPlace, place);
        }
        let (start, end) = (text(conference, "date-start"), text(conference, "date-end"));
        if let Some(start) = start {
            let date = end.filter(|end| *end != start).map_or(start.clone(), |end| format!("{start}/{end}"));
            self.record.set_date(DateVariable::EventDate, Date::parse(&date));
        }
    }
}

fn is_people(key: &str) -> bool {
    fields::FIELDS.rows.iter().any(|row| row.field == key && matches!(row.variable, Variable::Names(_)))
}

/// Line breaks of YAML's blocks are spaces but in an abstract and a note.
pub(super) fn single_spaced(text: &str, variable: TextVariable) -> String {
    match variable {
        TextVariable::Abstract | TextVariable::Note => text.trim().to_owned(),
        _ => words::single_spaced(text),
    }
}

#[cfg(test)]
mod tests {
    use crate::seam::testing;
    use serde_json::json;

    use super::super::FORMAT;
    use crate::diag::Code;
    use crate::model::{
        DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, Text, TextVariable,
    };

    fn read(text: &str) -> (Vec<Record>, Vec<Code>) {
        testing::read_with_codes(&FORMAT, text)
    }

    #[test]
    fn the_software_its_preferred_citation_and_its_references_are_works() {
        let (records, codes) = read(include_str!("../../../fixtures/cff/CITATION.cff"));
        assert_eq!(codes, []);
        let kinds: Vec<Kind> = records.iter().map(|record| record.kind).collect();
        assert_eq!(kinds, [Kind::Software, Kind::PaperConference, Kind::Book, Kind::Dataset]);
        let [software, paper, book, data] = records.as_slice() else { panic!("four works") };
        let text = |record: &Record, variable| record.text(variable).map(Text::to_plain).unwrap_or_default();
        assert_eq!(software.plain_title(), "tidewatch");
        assert_eq!(software.numbers[&NumberVariable::Version], "2.1.0");
        assert_eq!(software.identifiers[&IdentifierVariable::Doi], "10.5555/tidewatch");
        assert_eq!(software.identifiers[&IdentifierVariable::Url], "https://example.org/tidewatch");
        assert_eq!(software.dates[&DateVariable::Issued].to_string(), "2023-04-05");
        assert_eq!(software.tags, ["tides", "sea level"]);
        assert_eq!(text(software, TextVariable::License), "MIT, Apache-2.0");
        assert_eq!(software.names[&NameVariable::Author].list[1], Name::Literal("Tide Lab".into()));
        assert_eq!(software.extra_field("cff", "authors").unwrap()[0]["affiliation"], json!("University of Lund"));
        assert_eq!(software.extra_field("cff", "repository-code").unwrap(), "https://example.org/tidewatch.git");
        assert_eq!(text(paper, TextVariable::ContainerTitle), "Proceedings of the Tide Conference");
        assert_eq!(text(paper, TextVariable::EventPlace), "Bergen, NO");
        assert_eq!(paper.dates[&DateVariable::EventDate].to_string(), "2022-06-01/2022-06-03");
        assert_eq!(paper.numbers[&NumberVariable::Page], "11-19");
        assert_eq!(text(book, TextVariable::PublisherPlace), "Oslo");
        assert_eq!(book.dates[&DateVariable::Issued].to_string(), "2001-05");
        assert_eq!(data.identifiers[&IdentifierVariable::Url], "https://example.org/data");
    }

    #[test]
    fn an_address_is_the_first_one_that_leads_to_the_work() {
        let text = "title: T\nrepository: https://r.org\nrepository-code: https://c.org\ncff-version: 1.2.0\n";
        let (records, _) = read(&text.replace("\\\n", "\n"));
        assert_eq!(records[0].identifiers[&IdentifierVariable::Url], "https://c.org");
        assert_eq!(records[0].extra_field("cff", "repository").unwrap(), "https://r.org");
    }

    #[test]
    fn broken_files_are_reported() {
        for (text, codes) in [
            ("cff-version: 1.2.0\ntitle: [a\n", vec![Code::YamlSyntax, Code::MissingTitle]),
            ("- a\n- b\n", vec![Code::CffNoWork]),
            ("cff-version: 1.2.0\nauthors: 3\n", vec![Code::MissingTitle]),
            ("title: T\ntitle: U\n", vec![Code::YamlKeyTwice]),
            ("title: &a [x]\nb: *c\ntitle: T\n", vec![Code::YamlSyntax, Code::YamlKeyTwice]),
        ] {
            assert_eq!(read(text).1, codes, "{text}");
        }
        let bomb: String =
            (1..40).map(|level| format!("a{level}: &a{level} [*a{0},*a{0},*a{0}]\n", level - 1)).collect();
        assert_eq!(read(&format!("a0: &a0 x\n{bomb}")).1, [Code::YamlSyntax, Code::MissingTitle]);
        assert_eq!(read(&"[".repeat(100_000)).1, [Code::YamlSyntax]);
    }
}
