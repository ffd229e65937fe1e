//! CSL-YAML, the items of CSL-JSON in YAML, as used by Pandoc.

use std::io::{self, Write};

use super::csl_json;
use super::csl_json::{from_members, to_members};
use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::model::{Origin, Record};
use crate::seam::{Evidence, Format, FurtherFields, Reader, Recognition, RecordWriter, Sign, WriteOptions, Writer};
use crate::syntax::Input;
use crate::syntax::json::members::Members;
use crate::syntax::source_text::read_text;
use crate::syntax::yaml;
use crate::syntax::yaml::{Pair, Yaml, pair};

/// CSL-YAML: the items of CSL-JSON in YAML, the form used by Pandoc.
///
/// A file is a list of items, or a map with the list under `references`, by itself or as the metadata block at the
/// beginning of a Markdown file. Members, values and extra fields are those of CSL-JSON, with the same mapping. Values
/// that YAML would read as a number, a date or a truth value are text where CSL requires text. The dialect of
/// pandoc-citeproc, with `year` and `month` in dates and lists of given names, is read as well.
/// <https://pandoc.org/MANUAL.html#specifying-bibliographic-data>
pub static FORMAT: Format = Format {
    id: "csl-yaml",
    name: "CSL-YAML",
    summary: "CSL-JSON's items as YAML, as used by Pandoc, also in the metadata of Markdown files",
    extensions: &["yaml"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&CslYamlReader),
    writer: Some(&CslYamlWriter),
    fields: &csl_json::FIELDS,
    further_fields: FurtherFields { format: Some(csl_json::FORMAT.id), ..FurtherFields::DEFAULT },
    ..Format::DEFAULT
};

/// The key under which Pandoc expects items.
const REFERENCES: &str = "references";

const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Text {
        what: "a list of maps with CSL's members, such as `issued`",
        is_in: |text| is_list_of_items(text) && has_member(text, OF_CSL),
    }),
    Evidence::possible(Sign::Text { what: "a list of maps with an `id`", is_in: is_list_of_items }),
    Evidence::possible(Sign::Text {
        what: "the key `references` with nothing in it",
        is_in: |text| text.lines().any(|line| line.trim_end() == "references: []"),
    }),
];

/// Members that hardly anything else has.
const OF_CSL: &[&str] =
    &["issued", "container-title", "publisher-place", "DOI", "ISBN", "ISSN", "URL", "author", "editor"];

/// Recognises a list of maps with ids, which is the whole text or the value of `references`.
fn is_list_of_items(text: &str) -> bool {
    let is_content = |line: &&str| !line.trim().is_empty() && !line.starts_with('#') && line.trim_end() != "---";
    let is_item = |line: &str| line.trim_start().starts_with("- ");
    let mut lines = text.lines().filter(is_content).peekable();
    let is_list = lines.peek().is_some_and(|first| is_item(first));
    let is_under_key = lines.any(|line| line.trim_end() == "references:") && lines.next().is_some_and(is_item);
    let is_of_software = || text.lines().any(|line| line.starts_with("cff-version"));
    (is_list || is_under_key) && has_member(text, &["id"]) && has_member(text, &["title", "type"]) && !is_of_software()
}

/// Whether one of these keys is in a map.
fn has_member(text: &str, names: &[&str]) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("- ").unwrap_or(line).trim_start();
        line.split_once(':').is_some_and(|(name, _)| names.contains(&name.trim_matches(['"', '\''])))
    })
}

struct CslYamlReader;

impl Reader for CslYamlReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let name = input.name;
        let Some(text) = read_text(input, diag)?.content() else { return Ok(()) };
        let source = Source::new(name, &text);
        let (block, lines) = yaml::front_matter(&text);
        let Some(root) = yaml::read_list(block, lines, &source, diag) else { return Ok(()) };
        let items = match &root {
            Yaml::List(items) => Some(items.as_slice()),
            Yaml::Map(_) if root.get("type").is_some() && root.get("id").is_some() => Some(std::slice::from_ref(&root)),
            root => root.get(REFERENCES).map(Yaml::items),
        };
        let Some(items) = items else {
            let report = Diagnostic::new(Code::CslYamlNoItems, "a list of references was expected");
            diag.report(report.at(source.place(0..0)));
            return Ok(());
        };
        for item in items {
            let Yaml::Map(pairs) = item else {
                let report =
                    Diagnostic::new(Code::CslYamlNoItems, format!("an item was expected, not {}", item.to_json()));
                diag.report(report);
                continue;
            };
            out(record(item, pairs, &source, diag));
        }
        Ok(())
    }
}

fn record(item: &Yaml, pairs: &[Pair], source: &Source<'_>, diag: &mut dyn Sink) -> Record {
    for (key, at) in item.keys_given_twice() {
        let report = Diagnostic::new(Code::YamlKeyTwice, format!("the key “{key}” is given again here"));
        diag.report(report.at(at.place(source, key.chars().count())));
    }
    let mut members = Members::default();
    for pair in pairs {
        if !members.contains(&pair.key) {
            members.push(pair.key.as_str(), pair.value.to_json());
        }
    }
    let first = pairs.first().map(|pair| pair.at).unwrap_or_default();
    let place_of = |name: &str| match pairs.iter().find(|pair| pair.key == name) {
        Some(pair) => pair.at.place(source, name.chars().count()),
        None => first.place(source, 1),
    };
    let mut record = from_members(members, &place_of, diag);
    record.origin.get_or_insert_with(|| Origin::new(FORMAT.id, first.line));
    record
}

struct CslYamlWriter;

impl Writer for CslYamlWriter {
    fn start<'a>(&self, _: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(CslYamlFile { out, is_empty: true }))
    }
}

struct CslYamlFile<'a> {
    out: &'a mut dyn Write,
    is_empty: bool,
}

impl RecordWriter for CslYamlFile<'_> {
    fn record(&mut self, record: &Record, _: &mut dyn Sink) -> io::Result<()> {
        let mut text = if self.is_empty { format!("---\n{REFERENCES}:\n") } else { String::new() };
        self.is_empty = false;
        let members = to_members(record).0.into_iter().map(|(name, value)| pair(name, Yaml::from(&value)));
        yaml::write(&Yaml::List(vec![Yaml::Map(members.collect())]), 0, &mut text);
        self.out.write_all(text.as_bytes())
    }

    /// The dots end the metadata for Pandoc and the document for YAML; another `---` would start a second document.
    fn finish(self: Box<Self>) -> io::Result<()> {
        let end = if self.is_empty { format!("---\n{REFERENCES}: []\n...\n") } else { "...\n".to_owned() };
        self.out.write_all(end.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::FORMAT;
    use crate::diag::{Code, Diagnostic};
    use crate::model::{DateVariable, Name, NameVariable, NumberVariable, Record, TextVariable};
    use crate::seam::Likelihood;
    use crate::seam::testing;

    fn read(text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
        testing::read(&FORMAT, text)
    }

    fn write(records: &[Record]) -> String {
        testing::write(&FORMAT, records)
    }

    #[test]
    fn what_yaml_takes_for_something_else_is_text() {
        let text = "- id: 007\n  type: book\n  title: Yes\n  volume: 1.10\n  edition: 2e3\n  issued: 2020-01-02\n  publisher: true\n";
        let (records, reports) = read(text);
        assert_eq!(reports, []);
        let text = |variable| records[0].text(variable).unwrap().to_plain();
        assert_eq!((records[0].id.as_str(), text(TextVariable::Title).as_str()), ("007", "Yes"));
        assert_eq!(text(TextVariable::Publisher), "true");
        assert_eq!(records[0].numbers[&NumberVariable::Volume], "1.10");
        assert_eq!(records[0].numbers[&NumberVariable::Edition], "2e3");
        assert_eq!(records[0].dates[&DateVariable::Issued].to_string(), "2020-01-02");
    }

    #[test]
    fn items_stand_in_lists_under_references_and_in_front_matter() {
        let list = "- id: a\n  title: A\n- id: b\n  title: B\n";
        for text in [
            list.to_owned(),
            format!("---\nreferences:\n{list}...\n"),
            format!("---\ntitle: Thoughts\nreferences:\n{list}---\n\n# Text with @a\n"),
        ] {
            let ids: Vec<String> = read(&text).0.into_iter().map(|record| record.id).collect();
            assert_eq!(ids, ["a", "b"], "{text}");
            assert!(testing::likelihood(&FORMAT, &text) > Likelihood::No);
        }
        assert_eq!(read("title: Thoughts\n").1[0].code, Code::CslYamlNoItems);
    }

    #[test]
    fn the_older_dialect_of_pandoc_is_read() {
        let (records, _) = read(
            "- id: doe2006\n  title: A\n  author:\n    family: Doe\n    given: [John, F.]\n  issued:\n    year: 2006\n    month: 5\n",
        );
        assert_eq!(records[0].names[&NameVariable::Author].list, [Name::person("Doe", "John F.")]);
        assert_eq!(records[0].dates[&DateVariable::Issued].to_string(), "2006-05");
    }

    #[test]
    fn one_bad_item_does_not_cost_the_others() {
        let (records, reports) =
            read("references:\n- id: a\n  title: A\n- id: b\n  title: \"B\n- id: c\n  title: C\n- 7\n");
        let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
        assert_eq!(ids, ["a", "c"]);
        let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
        assert_eq!(codes, [Code::YamlSyntax, Code::CslYamlNoItems]);
        let (_, reports) = read("- id: a\n  title: A\n  title: B\n");
        let place = reports[0].place.as_ref().unwrap();
        assert_eq!((reports[0].code, place.line, place.column), (Code::YamlKeyTwice, 3, 3));
    }

    #[test]
    fn hostile_text_stays_text() {
        let mut record = Record { id: "a: b\n- x".into(), ..Record::default() };
        record.set_text(TextVariable::Title, "x\n---\ninjected: {{< evil >}} #");
        let text = write(&[record.clone()]);
        let back = &read(&text).0[0];
        assert_eq!((&back.id, &back.texts), (&record.id, &record.texts), "{text}");
        assert_eq!(write(&[]), "---\nreferences: []\n...\n");
        assert_eq!(read(&write(&[])), (vec![], vec![]));
    }
}
