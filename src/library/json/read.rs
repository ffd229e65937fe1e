//! Makes records from publist's own JSON.

use std::io;

use serde_json::Value;

use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Kind, NameVariable, Names, Record, Variable};
use crate::seam::{Cut, Reader};
use crate::syntax::Input;
use crate::syntax::json::cut::last_start;
use crate::syntax::json::members::{Members, member_place};
use crate::syntax::json::stream::{RawValue, for_each_value};

use super::{SCHEMA_VERSION, values};

pub(super) struct JsonReader;

impl Reader for JsonReader {
    fn cut(&self) -> Option<Cut> {
        Some(last_start)
    }

    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        for_each_value(input, diag, &mut |value, diag| {
            if let Some(members) = Members::read(&value, diag) {
                out(from_members(members, &value, diag));
            }
        })
    }
}

fn from_members(members: Members, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    let mut truncated = Vec::new();
    for (name, value) in members.0.into_iter().filter(|(_, value)| !value.is_null()) {
        let is_read = match name.as_str() {
            "publist" => check_version(&value, source, diag),
            "id" => values::from_string(&value).map(|id| record.id = id).is_some(),
            "truncated" => read_roles(&value).map(|roles| truncated = roles).is_some(),
            name => match Variable::from_name(name) {
                Some(variable) => {
                    let is_read = read_variable(&mut record, variable, &value).is_some();
                    for report in values::malformed_orcids(&record, variable) {
                        diag.report(report.at(member_place(source, name)).about(record.id.as_str()));
                    }
                    is_read
                }
                None => {
                    record.keep_extra(super::FORMAT.id, name, value);
                    continue;
                }
            },
        };
        if !is_read {
            let message = format!("“{name}” cannot be read from this value");
            let report = Diagnostic::new(Code::JsonWrongType, message).at(member_place(source, &name));
            diag.report(report.about(record.id.as_str()).hint("the value was kept as an extra field"));
            record.keep_extra(super::FORMAT.id, name, value);
        }
    }
    for role in truncated {
        record.names.entry(role).or_default().truncated = true;
    }
    if record.plain_title().is_empty() {
        let report = Diagnostic::new(Code::MissingTitle, "the record has no title").at(source.place(0, 1));
        diag.report(report.about(record.id.as_str()));
    }
    record
}

fn check_version(value: &Value, source: &RawValue<'_>, diag: &mut dyn Sink) -> bool {
    let Some(version) = value.as_u64() else { return false };
    if version > SCHEMA_VERSION {
        let message = format!("the record has schema version {version}, but this program supports {SCHEMA_VERSION}");
        diag.report(Diagnostic::new(Code::SchemaVersion, message).at(member_place(source, "publist")));
    }
    true
}

fn read_roles(value: &Value) -> Option<Vec<NameVariable>> {
    value.as_array()?.iter().map(|role| NameVariable::from_name(role.as_str()?)).collect()
}

/// Sets one variable; returns `None` if the value has another form.
fn read_variable(record: &mut Record, variable: Variable, value: &Value) -> Option<()> {
    match variable {
        Variable::Kind => record.kind = Kind::from_name(value.as_str()?)?,
        Variable::Text(variable) => record.set_text(variable, values::from_text(value)?),
        Variable::Names(variable) => {
            let (names, is_whole) = values::from_names(value)?;
            record.set_names(variable, Names::complete(names));
            return is_whole.then_some(());
        }
        Variable::Date(variable) => record.set_date(variable, values::from_date(value)?),
        Variable::Number(variable) => record.set_number(variable, values::from_string(value)?),
        Variable::Identifier(variable) => record.set_identifier(variable, values::from_string(value)?),
        Variable::Language => record.set_language(value.as_str()?),
        Variable::Tags => {
            record.set_tags(value.as_array()?.iter().map(values::from_string).collect::<Option<_>>()?);
        }
        Variable::Related => record.related = values::from_related(value)?,
        Variable::Extra => {
            for (format, fields) in value.as_object()? {
                let fields = values::from_extra_fields(fields)?;
                record.extra.entry(format.clone()).or_default().extend(fields);
            }
        }
        Variable::Origin => (record.origin, record.owner) = values::from_origin(value)?,
        Variable::Inferred => record.inferred = values::from_inferred(value)?,
    }
    Some(())
}

/// Sets a part returned by [`parts_of`](super::parts_of), or the keywords; returns false if the part has another form.
pub(crate) fn from_parts(record: &mut Record, name: &str, value: &Value) -> bool {
    let is_part = |part: &Variable| {
        use Variable::{Extra, Inferred, Origin, Related, Tags};
        matches!(part, Tags | Related | Extra | Origin | Inferred)
    };
    let part = Variable::from_name(name).filter(is_part);
    part.and_then(|part| read_variable(record, part, value)).is_some()
}

#[cfg(test)]
mod null_tests {
    use super::super::FORMAT;
    use crate::diag::Code;
    use crate::model::{Name, NameVariable};
    use crate::seam::testing::read_with_codes;

    #[test]
    fn null_members_and_bad_names_cost_only_themselves() {
        let text = r#"{"publist": 1, "title": "T", "volume": null, "author": [null, {"family": "Lu", "given": null},
            {"literal": null, "family": "Zong", "orcid": null}, {"family": null, "given": "Ada"}]}"#;
        let (records, codes) = read_with_codes(&FORMAT, text);
        assert_eq!(codes, []);
        let list = &records[0].names[&NameVariable::Author].list;
        let family = |name: &Name| match name {
            Name::Person(person) => person.family.clone(),
            Name::Literal(literal) => literal.clone(),
        };
        assert_eq!(list.iter().map(family).collect::<Vec<_>>(), ["Lu", "Zong", "Ada"]);
        let (records, codes) =
            read_with_codes(&FORMAT, r#"{"title": "T", "author": [{"family": 7}, {"family": "Lu"}]}"#);
        assert_eq!((records[0].names[&NameVariable::Author].list.len(), codes), (1, vec![Code::JsonWrongType]));
    }
}

#[cfg(test)]
mod tests {
    use crate::seam::testing;
    use serde_json::json;

    use super::super::FORMAT;
    use crate::diag::{Code, Diagnostic};
    use crate::model::{Kind, Record};
    use crate::seam::{Layout, WriteOptions};

    fn read(text: &str) -> (Vec<Record>, Vec<Diagnostic>) {
        testing::read(&FORMAT, text)
    }

    fn write(records: &[Record], layout: Layout) -> String {
        let options = WriteOptions { layout, ..WriteOptions::default() };
        let mut bytes = Vec::new();
        let mut file = FORMAT.writer.unwrap().start(&options, &mut bytes).unwrap();
        for record in records {
            file.record(record, &mut ()).unwrap();
        }
        file.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    const LINE: &str = concat!(
        r#"{"publist":1,"id":"lu2022","type":"article","title":["On ",{"em":["x"]}],"#,
        r#""author":[{"family":"Lu","given":"Cheng"}],"truncated":["author"],"issued":"2022-10-22","#,
        r#""volume":"3","DOI":"10.1/x","language":"en","tags":["a","b"],"#,
        r#""related":[{"relation":"IsPreprintOf","target":"10.1/y"}],"extra":{"bibtex":[["file","x.pdf"]]},"#,
        r#""origin":{"format":"profile","line":12,"owner":{"name":{"literal":"Zong"},"presence":"hidden"}},"#,
        r#""inferred":[{"reason":"the layout","variable":"type"}],"shelf":{"row":7}}"#,
        "\n"
    );

    #[test]
    fn what_is_written_is_what_was_read() {
        let (records, reports) = read(LINE);
        assert_eq!(reports, []);
        assert!(records[0].names.values().all(|names| names.truncated));
        assert_eq!(write(&records, Layout::Lines), LINE);
        assert_eq!(read(&write(&records, Layout::Pretty)).0, records);
    }

    #[test]
    fn an_origin_may_be_the_owner_of_a_page_alone() {
        let owner = r#"{"name":{"family":"Zong"},"presence":"shown"}"#;
        let line = |origin: &str| format!("{{\"publist\":1,\"id\":\"a\",\"type\":\"book\",\"origin\":{origin}}}\n");
        let alone = line(&format!(r#"{{"owner":{owner}}}"#));
        // Older versions wrote an empty format.
        for text in [&alone, &line(&format!(r#"{{"format":"","owner":{owner}}}"#))] {
            let (records, reports) = read(text);
            assert_eq!(reports.iter().map(|report| report.code).collect::<Vec<_>>(), [Code::MissingTitle]);
            assert_eq!((&records[0].origin, records[0].owner.is_some()), (&None, true));
            assert_eq!(write(&records, Layout::Lines), alone);
        }
        for wrong in [r#"{"line":3}"#, "{}", &format!(r#"{{"line":3,"owner":{owner}}}"#), r#"{"format":7}"#] {
            assert_eq!(read(&line(wrong)).1[0].code, Code::JsonWrongType, "{wrong}");
        }
    }

    #[test]
    fn unknown_members_are_kept() {
        let (records, _) = read(LINE);
        assert_eq!(records[0].extra_field("json", "shelf"), Some(&json!({ "row": 7 })));
    }

    #[test]
    fn a_member_of_the_wrong_type_is_reported_and_kept() {
        let text = "{\"publist\":1,\"id\":\"a\",\"type\":\"article\",\n \"title\":{\"x\":1}}\n";
        let (records, reports) = read(text);
        let codes: Vec<Code> = reports.iter().map(|report| report.code).collect();
        assert_eq!(codes, [Code::JsonWrongType, Code::MissingTitle]);
        let place = reports[0].place.as_ref().unwrap();
        assert_eq!((place.line, place.column), (2, 2));
        assert_eq!(write(&records, Layout::Lines), text.replace("\n ", ""));
    }

    #[test]
    fn bad_values_never_cost_the_good_ones() {
        let (records, reports) =
            read("{\"id\":\"a\",\"title\":\"A\"}\n{\"id\":\n[1]\n{\"id\":\"b\",\"title\":\"B\"}\n7\n");
        assert_eq!(records.iter().map(|record| record.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert!(reports.iter().all(|report| report.place.is_some()));
        assert!(reports.len() >= 2, "{reports:?}");
    }

    #[test]
    fn a_nesting_bomb_is_passed_over() {
        let bomb =
            format!("[{}1{},\n{{\"id\":\"a\",\"title\":\"A\"}}]", "{\"x\":".repeat(100_000), "}".repeat(100_000));
        let (records, reports) = read(&bomb);
        assert_eq!(records.len(), 1);
        assert_eq!(reports[0].code, Code::JsonTooDeep);
    }

    #[test]
    fn a_newer_version_is_reported() {
        let (records, reports) = read(r#"{"publist":2,"title":"A","new":1}"#);
        assert_eq!(reports[0].code, Code::SchemaVersion);
        assert_eq!(records[0].kind, Kind::Document);
    }

    #[test]
    fn an_empty_list_is_an_empty_array() {
        assert_eq!(write(&[], Layout::Pretty), "[]\n");
        assert_eq!(read("[]\n"), (vec![], vec![]));
    }
}
