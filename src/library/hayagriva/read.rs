//! Makes records from YAML.

use std::io;

use hayagriva::Entry;
use serde_json::Value;

use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::model::{Origin, Record, TextVariable};
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::source_text::read_text;
use crate::syntax::yaml;
use crate::syntax::yaml::{Pair, Yaml};

use super::canonical::canonical;
use super::from_entry::{self, text};
use super::place::{ORDER, TEXTS};
use super::sift::{Refused, sift};
use super::{FORMAT, to_entry};

pub(super) struct HayagrivaReader;

impl Reader for HayagrivaReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let name = input.name;
        let Some(text) = read_text(input, diag)?.content() else { return Ok(()) };
        let source = Source::new(name, &text);
        let Some(root) = yaml::read_map(&text, 0, &source, diag) else { return Ok(()) };
        let Yaml::Map(entries) = root else {
            let report = Diagnostic::new(Code::HayagrivaNoEntries, "a map of keys to entries was expected");
            diag.report(report.at(source.place(0..0)));
            return Ok(());
        };
        for Pair { key, at, value } in entries {
            let length = key.chars().count();
            if !matches!(value, Yaml::Map(_)) {
                let report = Diagnostic::new(Code::HayagrivaNoEntries, format!("“{key}” is not a map of fields"));
                diag.report(report.at(at.place(&source, length)));
                continue;
            }
            for (field, at) in value.keys_given_twice() {
                let report = Diagnostic::new(Code::YamlKeyTwice, format!("the key “{field}” is given again here"));
                diag.report(report.at(at.place(&source, field.chars().count())).about(key.as_str()));
            }
            let (entry, kept, refused) = sift(&with_text(value.clone()));
            let mut record = from_entry::record(&entry, &kept);
            record.id = key;
            for Refused { field, at, reason } in refused {
                let message = format!("the field “{field}” cannot be read: {reason}");
                let length = field.rsplit('.').next().map_or(1, |name| name.chars().count());
                let report = Diagnostic::new(Code::HayagrivaField, message).at(at.place(&source, length));
                diag.report(report.about(record.id.as_str()));
                if let Some(value) = value.get(&field) {
                    record.keep_extra(FORMAT.id, field, value.to_json());
                }
            }
            keep_rest(&mut record, &entry, &kept);
            if record.plain_title().is_empty() {
                let report = Diagnostic::new(Code::MissingTitle, "the entry has no title");
                diag.report(report.at(at.place(&source, length)).about(record.id.as_str()));
            }
            record.origin = Some(Origin::new(FORMAT.id, at.line));
            out(record);
        }
        Ok(())
    }
}

/// Returns an entry in which titles and other texts are text even if they look like numbers or truth values.
fn with_text(entry: Yaml) -> Yaml {
    let Yaml::Map(pairs) = entry else { return entry };
    let pairs = pairs.into_iter().map(|pair| {
        let value = match pair.key.as_str() {
            key if TEXTS.contains(&key) => as_text(pair.value),
            "parent" => match pair.value {
                Yaml::List(parents) => Yaml::List(parents.into_iter().map(with_text).collect()),
                parent => with_text(parent),
            },
            _ => pair.value,
        };
        Pair { value, ..pair }
    });
    Yaml::Map(pairs.collect())
}

fn as_text(value: Yaml) -> Yaml {
    match value {
        Yaml::Scalar(value @ (Value::Number(_) | Value::Bool(_))) => Yaml::text(value.to_string()),
        Yaml::Map(pairs) => {
            let is_flag = |pair: &Pair| pair.key == "verbatim";
            let as_text = |pair: Pair| if is_flag(&pair) { pair } else { Pair { value: as_text(pair.value), ..pair } };
            Yaml::Map(pairs.into_iter().map(as_text).collect())
        }
        other => other,
    }
}

/// Keeps the fields that would not be written unchanged: those without a variable, and those that the record holds only
/// in part.
pub(super) fn keep_rest(record: &mut Record, entry: &Entry, yaml: &Yaml) {
    let written = sift(&to_entry::to_yaml(&Record { extra: Default::default(), ..record.clone() })).0;
    let (written, read) = (canonical(&written), canonical(entry));
    let known = |key: &str| ORDER.contains(&key) || matches!(key, "type" | "parent" | "time-range" | "serial");
    let mut rest: Vec<(String, Value)> = Vec::new();
    for (key, value) in read.as_object().into_iter().flatten() {
        // A value that became the publisher or its place is not lost.
        let words = || yaml.get(key).and_then(text);
        let moved: &[TextVariable] = match key.as_str() {
            "organization" => &[TextVariable::Publisher],
            "location" => &[TextVariable::PublisherPlace, TextVariable::EventPlace],
            _ => &[],
        };
        let is_moved = moved.iter().any(|variable| record.text(*variable).cloned() == words() && words().is_some());
        if written.get(key) != Some(value) && !is_moved {
            let alias = || yaml.get("serial").filter(|_| key == "serial-number");
            let value = yaml.get(key).or_else(alias).map_or_else(|| value.clone(), Yaml::to_json);
            rest.push((key.clone(), value));
        }
    }
    let unknown = yaml.pairs().iter().filter(|pair| !known(&pair.key));
    rest.extend(unknown.map(|pair| (pair.key.clone(), pair.value.to_json())));
    for (key, value) in rest {
        record.keep_extra(FORMAT.id, key, value);
    }
}
