//! Files written as CITATION.cff satisfy the facts of the schema of CFF 1.2.0, when read with another YAML parser.
//! <https://github.com/citation-file-format/citation-file-format/blob/1.2.0/schema.json>

use proptest::prelude::*;
use publist::{Input, Record, WriteOptions, by_id};
use serde_json::{Value, json};

use crate::strategies::record;

const TYPES: &str = "art article audiovisual bill blog book catalogue conference-paper conference data database dictionary \
    edited-work encyclopedia film-broadcast generic government-document grant hearing historical-work legal-case legal-rule \
    magazine-article manual map multimedia music newspaper-article pamphlet patent personal-communication proceedings report \
    serial slides software-code software-container software-executable software-virtual-machine software sound-recording \
    standard statute thesis unpublished video website";

fn words(words: &str) -> Vec<&str> {
    words.split_whitespace().collect()
}

/// The facts of the schema; for licences, which are those of SPDX, only their form.
fn schema() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    let integer = json!({ "type": "integer" });
    let number_or_text = json!({ "anyOf": [text, { "type": "number" }] });
    let date =
        json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$" });
    let url = json!({ "type": "string", "format": "uri", "pattern": "^(https|http|ftp|sftp)://.+" });
    let doi =
        json!({ "type": "string", "pattern": "^10\\.\\d{4,9}(\\.\\d+)?/[A-Za-z0-9:/_;\\-\\.\\(\\)\\[\\]\\\\]+$" });
    let orcid = json!({ "type": "string", "format": "uri", "pattern": "https://orcid\\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]{1}" });
    let object = |required: &[&str], properties: Vec<(&str, Value)>| {
        let properties: serde_json::Map<String, Value> =
            properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
    };
    let all = |keys: &str, value: &Value| -> Vec<(String, Value)> {
        words(keys).into_iter().map(|key| (key.to_owned(), value.clone())).collect()
    };
    let person = object(
        &[],
        vec![
            ("affiliation", text.clone()),
            ("alias", text.clone()),
            ("family-names", text.clone()),
            ("given-names", text.clone()),
            ("name-particle", text.clone()),
            ("name-suffix", text.clone()),
            ("orcid", orcid.clone()),
        ],
    );
    let entity = object(
        &["name"],
        vec![
            ("name", text.clone()),
            ("city", text.clone()),
            ("country", json!({ "type": "string", "pattern": "^[A-Z]{2}$" })),
            ("date-start", date.clone()),
            ("date-end", date.clone()),
            ("location", text.clone()),
            ("region", text.clone()),
        ],
    );
    let unique = |items: Value| json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": items });
    let people = unique(json!({ "anyOf": [person, entity] }));
    let identifier = |kind: &str, value: &Value| {
        let kind = json!({ "enum": [kind] });
        object(&["type", "value"], vec![("type", kind), ("value", value.clone()), ("description", text.clone())])
    };
    let swh = json!({ "type": "string", "pattern": "^swh:1:(snp|rel|rev|dir|cnt):[0-9a-fA-F]{40}$" });
    let identifiers = unique(
        json!({ "anyOf": [identifier("doi", &doi), identifier("url", &url), identifier("swh", &swh), identifier("other", &text)] }),
    );
    let license = json!({ "type": "string", "pattern": "^[A-Za-z0-9.+-]+$" });
    let license = json!({ "oneOf": [license, unique(license.clone())] });
    let shared: Vec<(String, Value)> = [
        all("abstract commit title", &text),
        all("authors contact", &people),
        all("license-url repository repository-artifact repository-code url", &url),
        all("date-released", &date),
        all("doi", &doi),
        all("identifiers", &identifiers),
        all("keywords", &unique(text.clone())),
        all("license", &license),
        all("version", &number_or_text),
    ]
    .concat();
    let of_reference = [
        shared.clone(),
        all("abbreviation collection-title collection-type copyright data-type database department edition entry filename \
             format issue-date issue-title journal medium nihmsid notes scope term thesis-type volume-title", &text),
        all("collection-doi", &doi),
        all("conference database-provider institution location publisher", &entity),
        all("date-accessed date-downloaded date-published", &date),
        all("editors editors-series recipients senders translators", &people),
        all("end start loc-end loc-start number-volumes pages volume year year-original", &integer),
        all("issue number section", &number_or_text),
        all("patent-states", &unique(text.clone())),
        vec![
            ("month".to_owned(), json!({ "type": "integer", "minimum": 1, "maximum": 12 })),
            ("isbn".to_owned(), json!({ "type": "string", "pattern": "^[0-9\\- ]{10,17}X?$" })),
            ("issn".to_owned(), json!({ "type": "string", "pattern": "^\\d{4}-\\d{3}[\\dxX]$" })),
            ("pmcid".to_owned(), json!({ "type": "string", "pattern": "^PMC[0-9]{7}$" })),
            ("languages".to_owned(), unique(json!({ "type": "string", "pattern": "^[a-z]{2,3}$" }))),
            ("type".to_owned(), json!({ "enum": words(TYPES) })),
            ("status".to_owned(),
                json!({ "enum": ["abstract", "advance-online", "in-preparation", "in-press", "preprint", "submitted"] })),
        ],
    ]
    .concat();
    let named = |pairs: Vec<(String, Value)>| -> serde_json::Map<String, Value> { pairs.into_iter().collect() };
    let reference = json!({
        "type": "object", "additionalProperties": false, "required": ["authors", "title", "type"],
        "properties": named(of_reference),
    });
    let mut top = named(shared);
    top.insert("cff-version".to_owned(), json!({ "type": "string", "pattern": "^1\\.2\\.0$" }));
    top.insert("message".to_owned(), text);
    top.insert("type".to_owned(), json!({ "enum": ["dataset", "software"] }));
    top.insert("preferred-citation".to_owned(), reference.clone());
    top.insert(
        "references".to_owned(),
        json!({ "type": "array", "minItems": 1, "uniqueItems": true, "items": reference }),
    );
    json!({
        "type": "object", "additionalProperties": false, "required": ["authors", "cff-version", "message", "title"],
        "properties": top,
    })
}

fn validator() -> jsonschema::Validator {
    jsonschema::options().should_validate_formats(true).build(&schema()).expect("the schema is one")
}

fn written(records: &[Record]) -> (String, Value) {
    let (options, mut bytes) = (WriteOptions::default(), Vec::new());
    let writer = by_id("cff").and_then(|format| format.writer).expect("it can be written");
    let mut file = writer.start(&options, &mut bytes).expect("memory");
    records.iter().for_each(|record| file.record(record, &mut ()).expect("memory"));
    file.finish().expect("memory");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let value = yaml_serde::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    (text, value)
}

fn problems(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn read(format: &str, text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let reader = by_id(format).and_then(|format| format.reader).expect("it can be read");
    let mut unread = text.as_bytes();
    let input = Input::new("in", &mut unread);
    reader.read(input, &mut |record| records.push(record), &mut ()).expect("memory");
    records
}

#[test]
fn the_fixtures_are_valid() {
    let validator = validator();
    for (format, text) in [
        ("cff", include_str!("../fixtures/cff/CITATION.cff")),
        ("csl-json", include_str!("../fixtures/csl_json/items.json")),
        ("biblatex", include_str!("../fixtures/biblatex/library.bib")),
        ("json", include_str!("../fixtures/json/values.json")),
    ] {
        let records = read(format, text);
        let (text, value) = written(&records);
        assert_eq!(problems(&validator, &value), Vec::<String>::new(), "{format}:\n{text}");
        assert_eq!(read("cff", &text).len(), records.len(), "{format}");
    }
}

#[test]
fn software_is_the_files_own_citation_and_a_paper_the_preferred_one() {
    let software =
        json!([{ "id": "t", "type": "software", "title": "tidewatch", "version": "1.10", "issued": "2023-04-05" }]);
    let (text, value) = written(&read("csl-json", &software.to_string()));
    assert_eq!((&value["type"], &value["version"]), (&json!("software"), &json!("1.10")), "{text}");
    assert_eq!((&value["date-released"], value.get("preferred-citation")), (&json!("2023-04-05"), None));
    let paper = json!({ "id": "p", "type": "paper-conference", "title": "Watching", "author": [{ "family": "Ek" }], "issued": "2022" });
    let (text, value) = written(&read("csl-json", &json!([paper]).to_string()));
    assert_eq!(value["title"], value["preferred-citation"]["title"], "{text}");
    assert_eq!(value["preferred-citation"]["year"], 2022);
    let ids = |text: &str| read("cff", text).into_iter().map(|record| record.id).collect::<Vec<_>>();
    assert_eq!(ids(&text), ["p"]);
    let both = json!([software[0], paper]);
    let (text, value) = written(&read("csl-json", &both.to_string()));
    assert_eq!(value["references"][0]["type"], "conference-paper", "{text}");
    assert_eq!(ids(&text), ["t", "p"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_records_give_a_valid_file(records in prop::collection::vec(record(), 1..4)) {
        let mut records = records;
        for (number, record) in records.iter_mut().enumerate() {
            record.id = format!("r{number}");
        }
        let (text, value) = written(&records);
        let problems = problems(&validator(), &value);
        prop_assert!(problems.is_empty(), "{problems:#?}\n{text}");
        prop_assert_eq!(read("cff", &text).len(), records.len(), "{}", text);
    }
}
