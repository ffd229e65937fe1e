//! Makes records from YAML.

use std::io;

use serde_json::{Map, Value};

use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::model::{Kind, Origin, Record};
use crate::seam::Reader;
use crate::syntax::source_text::read_text;
use crate::syntax::{Input, yaml};

use super::from_work::{self, ABOUT_THE_FILE};
use super::{FORMAT, PREFERRED, REFERENCES};

pub(super) struct CffReader;

impl Reader for CffReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let name = input.name;
        let Some(text) = read_text(input, diag)?.content() else { return Ok(()) };
        let source = Source::new(name, &text);
        let Some(yaml) = yaml::read_map(&text, 0, &source, diag) else { return Ok(()) };
        for (key, at) in yaml.keys_given_twice() {
            let report = Diagnostic::new(Code::YamlKeyTwice, format!("the key “{key}” is given again here"));
            diag.report(report.at(at.place(&source, key.chars().count())));
        }
        let Value::Object(mut root) = yaml.to_json() else {
            diag.report(Diagnostic::new(Code::CffNoWork, "the file has no keys and values").at(source.place(0..0)));
            return Ok(());
        };
        let (preferred, references) = (root.remove(PREFERRED), root.remove(REFERENCES));
        let line_of = |key: &str| {
            let start =
                if text.starts_with(key) { Some(0) } else { text.find(&format!("\n{key}")).map(|start| start + 1) };
            start.map(|start| source.line(start))
        };
        let mut give = |object: Map<String, Value>, kind: Kind, line: Option<u32>| {
            let origin = Origin::new(FORMAT.id, line);
            let record = Record { origin: Some(origin), ..from_work::work(kind, object) };
            if record.plain_title().is_empty() {
                let offset = text.find("title").unwrap_or_default();
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

/// Whether the top level of a file only repeats the title and the authors of its preferred citation: the schema
/// requires them there even if there is no other work.
fn repeats(root: &Map<String, Value>, preferred: Option<&Value>) -> bool {
    let says_nothing_more = |preferred: &Value| {
        root.iter().all(|(key, value)| match key.as_str() {
            "title" | "authors" => preferred.get(key) == Some(value),
            key => ABOUT_THE_FILE.contains(&key),
        })
    };
    root.contains_key("title") && preferred.is_some_and(says_nothing_more)
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
