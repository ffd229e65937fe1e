//! Sets the variables of a record by a field map whose fields are paths of elements (`Journal/Title`).

use super::{FieldMap, Row};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{IdentifierVariable, Record, Variable};
use crate::syntax::element::Element;
use crate::syntax::xml::place_of;
use crate::values::identifiers::{Label, take};
use crate::values::{languages, markup};

/// Sets every variable of the map that the element has and the record does not have yet. Names and dates, whose form
/// differs between formats, are left to the reader.
pub(crate) fn set_fields(record: &mut Record, element: &Element, map: &FieldMap, file: &str, diag: &mut dyn Sink) {
    let kind = record.kind;
    for row in map.rows.iter().filter(|row| row.kinds.contains(kind)) {
        if !record.has(row.variable) {
            set_field(record, element, row, file, diag);
        }
    }
}

fn set_field(record: &mut Record, element: &Element, row: &Row, file: &str, diag: &mut dyn Sink) {
    match row.variable {
        Variable::Text(variable) => {
            if let Some(found) = element.at(row.field) {
                record.set_text(variable, markup::text(&found.markup()));
            }
        }
        Variable::Number(variable) => {
            if let Some(text) = element.text_at(row.field) {
                record.set_number(variable, text);
            }
        }
        Variable::Identifier(variable) => {
            let found = element.all_at(row.field);
            let several = matches!(variable, IdentifierVariable::Isbn | IdentifierVariable::Issn);
            let texts: Vec<String> = found.iter().filter_map(|found| found.text()).collect();
            if let (Some(first), true) = (found.first(), !texts.is_empty()) {
                let text = if several { texts.join(", ") } else { texts[0].clone() };
                set_identifier(record, variable.into(), &text, first, file, diag);
            }
        }
        Variable::Language => {
            if let Some(language) = element.text_at(row.field) {
                record.set_language(languages::tag_of(&language));
            }
        }
        Variable::Tags => {
            let tags = element.all_at(row.field).into_iter().map(|tag| markup::plain_text(&tag.markup()));
            record.set_tags(tags.collect());
        }
        _ => {}
    }
}

/// Sets an identifier. A malformed one is reported at the element that holds it.
pub(crate) fn set_identifier(
    record: &mut Record,
    label: Label,
    text: &str,
    element: &Element,
    file: &str,
    diag: &mut dyn Sink,
) {
    if let Some(report) = take(record, label, text) {
        diag.report(report.at(place_of(file, element)));
    }
}

/// Returns a record, unless it has neither a title nor people; what is missing is reported at the element.
pub(crate) fn titled(record: Record, element: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    if !record.plain_title().is_empty() {
        return Some(record);
    }
    let (message, is_kept) = match record.names.is_empty() {
        true => ("the record has no title and no authors: it was left out", false),
        false => ("the work has no title", true),
    };
    diag.report(Diagnostic::new(Code::MissingTitle, message).at(place_of(file, element)));
    is_kept.then_some(record)
}
