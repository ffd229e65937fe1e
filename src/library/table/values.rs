//! Sets the variables of a row.

use super::FORMAT;
use super::columns::{Column, Header};
use super::people::{Form, people};
use super::{citation, kind};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::markup::from_micro_html;
use crate::model::{Date, DateVariable, IdentifierVariable, NameVariable, NumberVariable, Origin, Record, Variable};
use crate::syntax::table::Cells;
use crate::values::identifiers::take;
use crate::values::languages::tag_of;
use crate::values::names;
use crate::values::{dates, pages};

/// The number of cells without a variable that a record keeps.
const MOST_KEPT: usize = 200;

/// Makes the record of a row. Returns `None` if it says nothing about a work.
pub(super) fn record(header: &Header, cells: &Cells, place: &Place, diag: &mut dyn Sink) -> Option<Record> {
    let mut record = Record { origin: Some(Origin::new(FORMAT.id, cells.line)), ..Record::default() };
    let form = header.export.map_or(Form::Any, |export| export.names);
    let mut used: Vec<usize> = Vec::new();
    let mut type_of_work = None;
    for (variable, columns) in &header.of_variable {
        let mut filled = columns.iter().copied().filter(|column| !cells.get(*column).is_empty()).peekable();
        let Some(first) = filled.peek().copied() else { continue };
        match variable {
            Variable::Kind => {
                type_of_work = filled.find_map(|column| Some((column, kind::of_type(cells.get(column))?)));
                used.extend(type_of_work.map(|(column, _)| column));
            }
            Variable::Date(variable) => used.push(set_date(&mut record, *variable, cells, filled, first)),
            variable => {
                used.push(first);
                set(&mut record, *variable, cells.get(first), form, place, diag);
            }
        }
    }
    set_pages(&mut record, header, cells);
    set_places(&mut record, header, cells);
    let is_known = |variable: &Variable| !matches!(variable, Variable::Kind | Variable::Origin | Variable::Inferred);
    if record.variables().iter().filter(|variable| is_work(variable)).count() == 0 {
        if record.variables().iter().any(is_known) || cells.iter().any(|cell| !cell.is_empty()) {
            let report = Diagnostic::new(Code::TableEmptyRow, "the row has no title, no authors and no identifier");
            diag.report(report.at(place.clone()));
        }
        return None;
    }
    match type_of_work {
        Some((_, kind)) => record.kind = kind,
        None => kind::inferred(&record).put(&mut record),
    }
    keep(&mut record, header, cells, &used, place, diag);
    if record.plain_title().is_empty() {
        let report = Diagnostic::new(Code::MissingTitle, "the row has no title").at(place.clone());
        diag.report(report);
    }
    Some(record)
}

/// Whether a variable says which work it is.
fn is_work(variable: &Variable) -> bool {
    use crate::model::TextVariable::Title;
    match variable {
        Variable::Text(Title) | Variable::Names(NameVariable::Author | NameVariable::Editor) => true,
        Variable::Identifier(variable) => *variable != IdentifierVariable::Issn,
        _ => false,
    }
}

fn set(record: &mut Record, variable: Variable, cell: &str, form: Form, place: &Place, diag: &mut dyn Sink) {
    match variable {
        // An arXiv number sets its archive.
        Variable::Text(crate::model::TextVariable::EprintType) => {}
        Variable::Text(variable) => record.set_text(variable, from_micro_html(cell)),
        Variable::Number(NumberVariable::Page) => record.set_number(NumberVariable::Page, pages::in_full(cell)),
        Variable::Number(variable) => record.set_number(variable, cell),
        Variable::Language => record.set_language(tag_of(cell)),
        Variable::Tags => {
            let separators: &[char] = if cell.contains([';', '|', '\n']) { &[';', '|', '\n'] } else { &[','] };
            record.set_tags(cell.split(separators).map(|tag| tag.trim().to_owned()).collect());
        }
        Variable::Names(variable) => set_names(record, variable, cell, form, place, diag),
        Variable::Identifier(variable) => {
            if let Some(report) = take(record, variable.into(), cell) {
                diag.report(report.at(place.clone()));
            }
        }
        _ => {}
    }
}

fn set_names(record: &mut Record, variable: NameVariable, cell: &str, form: Form, place: &Place, diag: &mut dyn Sink) {
    let people = people(cell, form);
    if people.is_unsplit {
        let report =
            Diagnostic::new(Code::SeveralPeopleInName, format!("it cannot be told where names end in “{cell}”"));
        diag.report(report.at(place.clone()).hint("separate names by semicolons: “Family, Given; Family, Given”"));
    }
    names::set(record, variable, people.names, people.is_truncated);
    if people.is_separated_by_rule {
        record.mark_inferred(Variable::Names(variable), "a name ends where a capital follows a small letter");
    }
}

/// Sets a date from the first column whose words can be understood, or else from the first column with words. Returns
/// the column.
fn set_date(
    record: &mut Record,
    variable: DateVariable,
    cells: &Cells,
    columns: impl Iterator<Item = usize>,
    first: usize,
) -> usize {
    let found = columns.filter_map(|column| Some((column, dates::in_words(day_of(cells.get(column)))?))).next();
    let (column, date) = found.unwrap_or_else(|| (first, Date::parse(cells.get(first))));
    record.set_date(variable, date);
    column
}

/// Returns the day of a point in time: spreadsheets write a time of day after it.
fn day_of(cell: &str) -> &str {
    match cell.split_once(['T', ' ']) {
        Some((day, time)) if day.len() == 10 && time.contains(':') => day,
        _ => cell,
    }
}

/// Sets the pages from the columns of the first and the last one.
fn set_pages(record: &mut Record, header: &Header, cells: &Cells) {
    let page = |wanted: Column| {
        let column = header.columns.iter().position(|column| *column == wanted)?;
        Some(cells.get(column)).filter(|cell| !cell.is_empty())
    };
    if !record.has(Variable::Number(NumberVariable::Page))
        && let Some(pages) = pages::from_ends(page(Column::FirstPage), page(Column::LastPage))
    {
        record.set_number(NumberVariable::Page, pages);
    }
}

/// Sets the id, and the place in the journal that a citation gives.
fn set_places(record: &mut Record, header: &Header, cells: &Cells) {
    for (index, column) in header.columns.iter().enumerate() {
        match column {
            Column::Key => cells.get(index).clone_into(&mut record.id),
            Column::Citation => {
                let citation = citation::citation(cells.get(index));
                for (variable, value) in [
                    (NumberVariable::Volume, citation.volume.map(str::to_owned)),
                    (NumberVariable::Issue, citation.issue.map(str::to_owned)),
                    (NumberVariable::Page, citation.pages.map(pages::in_full)),
                ] {
                    if let Some(value) = value.filter(|_| !record.has(Variable::Number(variable))) {
                        record.set_number(variable, value);
                    }
                }
                let year = record.dates.get(&DateVariable::Issued).and_then(Date::year);
                let date = citation.date.and_then(dates::in_words);
                if let Some(date) = date.filter(|date| year.is_none_or(|year| date.year() == Some(year))) {
                    record.set_date(DateVariable::Issued, date);
                }
            }
            _ => {}
        }
    }
}

/// Keeps cells without a variable as extra fields, and reports those that are too many.
fn keep(record: &mut Record, header: &Header, cells: &Cells, used: &[usize], place: &Place, diag: &mut dyn Sink) {
    let (mut kept, mut left_out) = (0, 0);
    for index in 0..cells.len() {
        let cell = cells.get(index);
        let column = header.columns.get(index).copied().unwrap_or(Column::Kept);
        let is_kept = match column {
            Column::Kept | Column::Citation => true,
            Column::Variable(_) => !used.contains(&index),
            Column::FirstPage | Column::LastPage | Column::Key | Column::Repeated => false,
        };
        if cell.is_empty() || !is_kept {
            continue;
        }
        if kept >= MOST_KEPT {
            left_out += 1;
            continue;
        }
        kept += 1;
        let name = header.names.get(index).filter(|name| !name.is_empty());
        let name = name.cloned().unwrap_or_else(|| format!("column {}", index + 1));
        record.keep_extra(FORMAT.id, name, cell);
    }
    if left_out > 0 {
        let message = format!("this row has more than {MOST_KEPT} cells without a variable: {left_out} were left out");
        diag.report(Diagnostic::new(Code::TableCells, message).at(place.clone()));
    }
}
