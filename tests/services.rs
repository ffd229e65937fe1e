//! The JSON of services: the fixtures are distinguished and read, other answers in place of records are reported, and
//! no value of any type affects the other records.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use publist::files::{Examined, Opened};
use publist::model::{IdentifierVariable, NameVariable, TextVariable, Variable};
use publist::unpack::Unpacked;
use publist::{Code, Diagnostic, Format, Input, Kind, Record, Severity, WriteOptions, by_id, sniff};
use serde_json::{Value, json};

/// The formats of services and programs that answer with JSON.
const SERVICES: &[&str] = &[
    "openalex",
    "crossref",
    "datacite",
    "semantic-scholar",
    "orcid",
    "dblp",
    "arxiv-snapshot",
    "hf-papers",
    "papers-with-code",
    "zenodo",
    "europe-pmc",
    "inspire",
    "openreview",
    "ads",
    "biorxiv",
    "hal",
    "bibjson",
    "unpaywall",
    "schema-org",
    "zotero",
];

fn format(id: &str) -> &'static Format {
    by_id(id).unwrap_or_else(|| panic!("{id} is a format"))
}

fn fixtures(id: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(id.replace('-', "_"));
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_json =
        |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json" || extension == "jsonl");
    let mut files: Vec<PathBuf> = files.filter(is_json).collect();
    files.sort();
    assert!(!files.is_empty(), "{id} has fixtures");
    files
}

fn read(format: &Format, text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut reports) = (Vec::new(), Vec::new());
    let mut unread = text.as_bytes();
    let input = Input::new("in.json", &mut unread);
    format.reader.unwrap().read(input, &mut |record| records.push(record), &mut reports).unwrap();
    (records, reports)
}

fn write(format: &Format, records: &[Record]) -> String {
    let (options, mut bytes) = (WriteOptions::default(), Vec::new());
    let mut writer = format.writer.unwrap().start(&options, &mut bytes).unwrap();
    records.iter().for_each(|record| writer.record(record, &mut ()).unwrap());
    writer.finish().unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn fixtures_are_told_apart_read_and_exported() {
    for id in SERVICES {
        for path in fixtures(id) {
            let text = fs::read_to_string(&path).unwrap();
            // The name does not identify a service.
            let sniffed = sniff("saved.json", text.as_bytes()).map(|format| format.id);
            assert_eq!(sniffed, Some(*id), "{}", path.display());
            let (mut records, reports) = read(format(id), &text);
            assert!(reports.iter().all(|report| report.severity() < Severity::Warning), "{reports:#?}");
            assert!(!records.is_empty() && records.iter().all(|record| !record.plain_title().is_empty()));
            publist::assign_keys(&mut records, publist::keys::KeyPolicy::KeepIds);
            for target in ["bibtex", "biblatex", "csl-json"] {
                let (again, _) = read(format(target), &write(format(target), &records));
                let titles = |records: &[Record]| records.iter().map(Record::plain_title).collect::<Vec<_>>();
                assert_eq!(titles(&again), titles(&records), "{} through {target}", path.display());
            }
        }
    }
}

/// The rows of a field map and the reader say the same.
#[test]
fn field_maps_name_what_is_read() {
    for id in SERVICES {
        let mapped: BTreeSet<Variable> = format(id).fields.rows.iter().map(|row| row.variable).collect();
        let beside = [Variable::Extra, Variable::Origin, Variable::Inferred];
        let mut found = BTreeSet::new();
        for path in fixtures(id) {
            let (records, _) = read(format(id), &fs::read_to_string(&path).unwrap());
            found.extend(records.iter().flat_map(Record::variables).filter(|variable| !beside.contains(variable)));
        }
        // Every record has a type, even if no field contains it. Some maps also apply to XML, which has more fields.
        let is_of_xml = format(id).extensions.contains(&"xml");
        let differs: Vec<_> = mapped
            .symmetric_difference(&found)
            .filter(|variable| **variable != Variable::Kind && !(is_of_xml && mapped.contains(variable)))
            .collect();
        assert!(differs.is_empty(), "{id}: only in the map or only in the fixtures: {differs:?}");
    }
}

/// Replaces each member and element of a value, one at a time, by values of other types.
fn for_each_wrong_value(value: &Value, on_mutant: &mut dyn FnMut(&Value)) {
    fn paths(value: &Value, prefix: &str, found: &mut Vec<String>) {
        let mut push = |name: &str, inside: &Value| {
            let path = format!("{prefix}/{}", name.replace('~', "~0").replace('/', "~1"));
            paths(inside, &path, found);
            found.push(path);
        };
        match value {
            Value::Object(object) => object.iter().for_each(|(name, inside)| push(name, inside)),
            Value::Array(list) => list.iter().enumerate().for_each(|(index, inside)| push(&index.to_string(), inside)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    paths(value, "", &mut found);
    let wrong = [
        json!(null),
        json!(true),
        json!(-1.5e300),
        json!(18_446_744_073_709_551_615_u64),
        json!(""),
        json!("\u{0}é\u{301}<{\\"),
        json!([]),
        json!([[null, [{}]]]),
        json!({}),
        json!({ "value": { "text": [7] } }),
    ];
    for path in found {
        for wrong in &wrong {
            let mut mutant = value.clone();
            *mutant.pointer_mut(&path).expect("the path was found") = wrong.clone();
            on_mutant(&mutant);
        }
    }
}

#[test]
fn values_of_the_wrong_type_never_end_the_reading() {
    let mut count = 0;
    for id in SERVICES {
        for path in fixtures(id) {
            let text = fs::read_to_string(&path).unwrap();
            // One line of a file of lines is enough.
            let first = text.lines().next().filter(|_| path.extension().is_some_and(|extension| extension == "jsonl"));
            let value: Value = serde_json::from_str(first.unwrap_or(&text)).unwrap();
            for_each_wrong_value(&value, &mut |mutant| {
                let (records, reports) = read(format(id), &mutant.to_string());
                assert!(!records.is_empty() || !reports.is_empty(), "{id}: nothing is said of {mutant}");
                count += 1;
            });
        }
    }
    assert!(count > 2_000, "only {count} were read");
}

#[test]
fn what_stands_in_place_of_records_is_reported() {
    for id in SERVICES {
        for (text, code) in [
            (r#"{"message": "Rate limited"}"#, Code::ServiceError),
            (r#"{"error": "Not found", "message": "No such id"}"#, Code::ServiceError),
            (r#"{"errors": [{"status": "404", "title": "The resource does not exist."}]}"#, Code::ServiceError),
            (r#"{"response-code": 404, "developer-message": "404 Not Found", "error-code": 9016}"#, Code::ServiceError),
            ("[]", Code::NoRecords),
            (r#"{"meta": {"count": 0}, "results": []}"#, Code::NoRecords),
            (r#"{"something": "else"}"#, Code::JsonNotRecord),
        ] {
            let (records, reports) = read(format(id), text);
            let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
            assert_eq!((records.len(), codes), (0, vec![code]), "{id}: {text}");
        }
    }
}

/// Without --from, such files are refused if they do not identify a service.
#[test]
fn error_answers_are_reported_whoever_reads_them() {
    for (text, code) in [
        (r#"{"message": "Rate limited"}"#, Code::ServiceError),
        (r#"{"error": "x"}"#, Code::ServiceError),
        (r#"{"type": "about:blank", "title": "Not Found", "status": 404}"#, Code::ServiceError),
        (r#"{"errors": [{"status": "404", "title": "gone"}]}"#, Code::ServiceError),
        ("Resource not found.", Code::ServiceError),
        ("[]", Code::NoRecords),
        (r#"{"results": []}"#, Code::NoRecords),
        (r#"{"total": 0, "offset": 0, "data": []}"#, Code::NoRecords),
        (r#"{"items": []}"#, Code::NoRecords),
    ] {
        let name = "saved.json";
        let input = Unpacked { name, file_name: name, bytes: &mut text.as_bytes() };
        let mut examined = Examined::new(input, None, None).unwrap();
        let (records, reports) = match examined.open() {
            Opened::Text(format, _) => read(format, text),
            Opened::Refused(report) => (Vec::new(), vec![report]),
        };
        let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
        assert_eq!((records.len(), codes), (0, vec![code]), "{text}");
        assert_eq!(reports[0].severity(), Severity::Error);
    }
}

#[test]
fn long_lists_of_authors_are_cut_short() {
    let author = |number: usize| json!({ "author": { "display_name": format!("Ada Lund{number}") } });
    let work = |count: usize, flag: Value| {
        let authorships: Vec<Value> = (0..count).map(author).collect();
        json!({ "id": "https://openalex.org/W1", "title": "T", "authorships": authorships, "is_authors_truncated": flag })
    };
    for (count, flag, is_truncated) in
        [(100, json!(null), true), (100, json!(false), false), (99, json!(null), false), (3, json!(true), true)]
    {
        let (records, _) = read(format("openalex"), &work(count, flag).to_string());
        let names = &records[0].names[&NameVariable::Author];
        assert_eq!((names.list.len(), names.truncated), (count, is_truncated));
    }
}

/// What each fixture must show, besides that it can be read.
#[test]
fn openalex_is_read_with_its_traps() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/openalex/works.jsonl");
    let (records, _) = read(format("openalex"), &fs::read_to_string(path).unwrap());
    let kinds: Vec<Kind> = records.iter().map(|record| record.kind).collect();
    let expected = [Kind::ArticleJournal, Kind::ArticleJournal, Kind::Article, Kind::Thesis, Kind::PaperConference];
    assert_eq!(kinds, expected);
    let [article, printed, preprint, thesis, _] = records.as_slice() else { panic!("five works") };
    let text = |record: &Record, variable| record.text(variable).map(publist::Text::to_plain).unwrap_or_default();
    assert_eq!(article.plain_title(), "Tides of E. coli & others");
    assert_eq!(text(article, TextVariable::Abstract), "The tide rises, the tide falls.");
    assert_eq!(article.identifiers[&IdentifierVariable::Eprint], "2105.01234");
    let people: Vec<String> =
        article.names[&NameVariable::Author].list.iter().map(publist::Name::to_display_order).collect();
    assert_eq!(people, ["Ana Maria Example", "Helene Exämple", "Tide Research Group"]);
    assert_eq!(text(printed, TextVariable::ContainerTitle), "Journal of Tides");
    assert_eq!(text(printed, TextVariable::Abstract), "The words … missing words");
    assert_eq!(printed.identifiers[&IdentifierVariable::Eprint], "2003.00001");
    assert!(preprint.names[&NameVariable::Author].truncated);
    assert_eq!(text(thesis, TextVariable::Publisher), "University of Examples");
    assert!(thesis.inferred.iter().any(|mark| mark.variable == Variable::Text(TextVariable::Publisher)));
}

/// Produces an endless list inside an object; it counts how much was read.
struct EndlessList<'a> {
    taken: &'a Cell<usize>,
}

impl Read for EndlessList<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        const HEAD: &[u8] = br#"{"meta":{"count":9},"results":["#;
        const WORK: &[u8] = br#"{"id":"https://openalex.org/W1","title":"T"},"#;
        for (offset, byte) in buffer.iter_mut().enumerate() {
            let at = self.taken.get() + offset;
            *byte = if at < HEAD.len() { HEAD[at] } else { WORK[(at - HEAD.len()) % WORK.len()] };
        }
        if self.taken.get() > 1 << 20 {
            return Err(io::Error::other("enough"));
        }
        self.taken.set(self.taken.get() + buffer.len());
        Ok(buffer.len())
    }
}

#[test]
fn the_records_of_a_list_are_given_before_the_list_ends() {
    let (taken, mut first) = (Cell::new(0), None);
    let mut bytes = BufReader::with_capacity(4096, EndlessList { taken: &taken });
    let input = Input::new("in.json", &mut bytes);
    let mut on_record = |_| _ = first.get_or_insert(taken.get());
    let result = format("openalex").reader.unwrap().read(input, &mut on_record, &mut ());
    assert_eq!(result.unwrap_err().to_string(), "enough");
    assert!(first.unwrap() <= 4096);
}
