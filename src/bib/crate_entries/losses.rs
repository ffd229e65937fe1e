//! Reports what an entry of the crate does not hold.

use serde_json::Value;

use crate::diag::Sink;
use crate::latex;
use crate::model::{Inline, Record, Text, Variable};
use crate::seam::{Reader as _, WriteOptions, Writer as _, report_differences};
use crate::syntax::Input;

use super::super::Dialect;
use super::super::file_reader::BibReader;
use super::super::write::BibWriter;

/// Reports the variables that differ between an entry of a record, converted back, and the record as publist's own
/// BibLaTeX file holds it.
pub(super) fn report(record: &Record, back: &Record, diag: &mut dyn Sink) {
    let whole = through_text(record);
    let whole = Record { id: record.id.clone(), ..whole.unwrap_or_else(|| record.clone()) };
    report_differences(&whole, back, "biblatex", is_same, diag);
}

/// Returns what publist reads from its own BibLaTeX file of a record.
fn through_text(record: &Record) -> Option<Record> {
    let (options, mut text) = (WriteOptions::default(), Vec::new());
    let mut file = BibWriter(Dialect::Biblatex).start(&options, &mut text).ok()?;
    // A record that was read in place would only be written into its file.
    file.record(&Record { passage: None, ..record.clone() }, &mut ()).ok()?;
    file.finish().ok()?;
    let (mut read, mut unread) = (None, text.as_slice());
    let input = Input::new("", &mut unread);
    BibReader(Dialect::Biblatex).read(input, &mut |record| read = Some(record), &mut ()).ok()?;
    read
}

fn is_same(one: &Record, other: &Record, variable: Variable) -> bool {
    match variable {
        Variable::Text(variable) => {
            let text = |record: &Record| {
                record.text(variable).map(|text| Text::from(merged(text.without_tex().inlines(), false)))
            };
            text(one) == text(other)
        }
        Variable::Extra => extra(one) == extra(other),
        // An entry of the crate is not at a line of a file.
        Variable::Origin => one.owner == other.owner,
        other_variable => one.has_same(other, other_variable),
    }
}

/// Returns rich text without braces in braces, which mean the same and which the crate does not hold.
fn merged(inlines: &[Inline], is_in_braces: bool) -> Vec<Inline> {
    let mut all = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let is_braces = matches!(inline, Inline::NoCase(_));
        let Some(content) = inline.children() else {
            all.push(inline.clone());
            continue;
        };
        let content = merged(content, is_in_braces || is_braces);
        match is_braces && is_in_braces {
            true => all.extend(content),
            false => all.push(inline.with_children(content)),
        }
    }
    all
}

/// Returns the extra fields in one order and one form: the crate sorts fields, and their TeX may be written in several
/// ways.
fn extra(record: &Record) -> Vec<(&str, &str, String)> {
    let meaning = |value: &Value| match value {
        Value::String(tex) => latex::encode(&latex::decode(tex).text, latex::Charset::Unicode),
        other => other.to_string(),
    };
    let fields = record.extra.iter().flat_map(|(format, fields)| fields.iter().map(move |field| (format, field)));
    let mut all: Vec<_> =
        fields.map(|(format, (name, value))| (format.as_str(), name.as_str(), meaning(value))).collect();
    all.sort();
    all
}
