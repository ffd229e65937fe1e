//! Writes variables as the values of tagged lines.

use crate::markup::to_micro_html;
use crate::model::{Record, Variable};

use super::builder::{TRUNCATED, escaped, escaped_with_spaces};
use super::names;

/// Returns the values of a variable, one per line, as written after its own tag; dates and the type are written in
/// labelled lines.
pub(super) fn values(record: &Record, variable: Variable) -> Vec<String> {
    match variable {
        Variable::Text(variable) => {
            record.texts.get(&variable).map(|text| escaped(&to_micro_html(text))).into_iter().collect()
        }
        Variable::Names(variable) => {
            let list = record.names(variable).map(|names| names.list.as_slice()).unwrap_or_default();
            list.iter().map(|name| escaped(&names::write(name))).collect()
        }
        Variable::Date(variable) => record.date(variable).map(|date| escaped(&date.to_string())).into_iter().collect(),
        Variable::Number(variable) => record.number(variable).map(escaped).into_iter().collect(),
        Variable::Identifier(variable) => record.identifier(variable).map(escaped_with_spaces).into_iter().collect(),
        Variable::Language => record.language.clone().into_iter().collect(),
        Variable::Tags => record.tags.iter().map(|tag| escaped(tag)).collect(),
        Variable::Kind => vec![record.kind.name().to_owned()],
        Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => Vec::new(),
    }
}

/// Returns the labelled lines of a variable: "original-title: ...".
pub(super) fn labelled(record: &Record, variable: Variable) -> Vec<String> {
    values(record, variable).into_iter().map(|value| format!("{variable}: {value}")).collect()
}

/// Returns the labelled lines that mark lists of names as truncated.
pub(super) fn truncated(record: &Record) -> impl Iterator<Item = String> {
    let truncated = record.names.iter().filter(|(_, names)| names.truncated);
    truncated.map(|(variable, _)| format!("{variable}{TRUNCATED}: true"))
}
