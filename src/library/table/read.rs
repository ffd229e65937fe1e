//! Reads tables row by row.

use std::io;

use super::header::{self, Found};
use super::{FORMAT, columns, values};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::model::{Origin, Record, TextVariable, Variable};
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::table::{Cells, RowReader, RowState};
use crate::text::words::shortened;

/// The number of reports about rows that do not fit the header; all such rows together are usually one mistake.
const MOST_ROW_REPORTS: usize = 20;

pub(super) struct TableReader;

impl Reader for TableReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let Input { name: file, bytes, columns: named, .. } = input;
        let mut rows = RowReader::new(bytes);
        let place = |line: u32| Place { file: file.to_owned(), line, column: 1, length: 1, snippet: None };
        let beginning = rows.beginning(header::MOST_LINES)?;
        if beginning.iter().all(|line| line.trim_ascii().is_empty()) {
            diag.report(Diagnostic::new(Code::EmptyInput, "the table is empty").at(place(1)));
            return Ok(());
        }
        let Some(found) = header::find(&beginning, named) else {
            let first = String::from_utf8_lossy(beginning[0]).into_owned();
            let report = Diagnostic::new(Code::TableNoTitles, "no column of this table has titles").at(place(1));
            diag.report(report.hint(format!("the first line is “{}”", shortened(&first, 100))));
            return Ok(());
        };
        for column in named {
            let message = if !columns::is_usual(&column.usual) {
                format!("“{}” is not the usual name of a column", column.usual)
            } else if !found.header.names.iter().any(|name| columns::folded(name) == columns::folded(&column.name)) {
                format!("no column of the table is called “{}”", column.name)
            } else {
                continue;
            };
            let report = Diagnostic::new(Code::TableColumn, message).at(place(1));
            diag.report(report.hint(format!("the columns are {}", found.header.names.join(", "))));
        }
        rows.skip(found.before);
        Rows { found, file, works: 0, misfits: 0 }.read(&mut rows, out, diag)
    }
}

/// The rows of a table with a header.
struct Rows<'a> {
    found: Found,
    file: &'a str,
    /// The number of records.
    works: usize,
    /// The number of rows that do not fit the header.
    misfits: usize,
}

impl Rows<'_> {
    fn read(mut self, rows: &mut RowReader<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let mut cells = Cells::default();
        // The header itself.
        rows.next(self.found.separator, &mut cells)?;
        let mut line = cells.line;
        while let Some(state) = rows.next(self.found.separator, &mut cells)? {
            line = cells.line;
            if cells.iter().all(str::is_empty) || self.is_header_again(&cells) {
                continue;
            }
            self.report_state(state, &cells, diag);
            let record = match self.found.layout {
                Some(layout) => layout.record(&self.found.header.names, &cells, self.file, diag),
                None => values::record(&self.found.header, &cells, &self.place(cells.line), diag),
            };
            if let Some(mut record) = record {
                record.origin = Some(Origin::new(FORMAT.id, cells.line));
                self.works += 1;
                out(record);
            }
        }
        if self.misfits > MOST_ROW_REPORTS {
            let message = format!("{} more rows do not fit the header", self.misfits - MOST_ROW_REPORTS);
            diag.report(Diagnostic::new(Code::TableRow, message).at(self.place(line)));
        }
        if self.works == 0 {
            diag.report(Diagnostic::new(Code::NoRecords, "the table has a header and no works").at(self.place(line)));
        }
        Ok(())
    }

    fn place(&self, line: u32) -> Place {
        Place { file: self.file.to_owned(), line, column: 1, length: 1, snippet: None }
    }

    /// Whether a row repeats the header, as where two tables were joined.
    fn is_header_again(&self, cells: &Cells) -> bool {
        let header = &self.found.header;
        let title = header.of_variable.iter().find(|(variable, _)| *variable == Variable::Text(TextVariable::Title));
        let title = title.and_then(|(_, columns)| columns.first()).copied().unwrap_or_default();
        header.names.get(title).is_some_and(|name| name == cells.get(title))
            && cells.iter().zip(&header.names).all(|(cell, name)| cell == name)
    }

    fn report_state(&mut self, state: RowState, cells: &Cells, diag: &mut dyn Sink) {
        let columns = self.found.header.names.len();
        let message = match state {
            RowState::Unclosed => {
                let report = Diagnostic::new(Code::TableQuote, "a quotation mark in this row has no end");
                diag.report(report.at(self.place(cells.line)));
                return;
            }
            RowState::Cut => "a line is too long; its end was left out".to_owned(),
            // Separators at the end of rows are harmless.
            RowState::Whole
                if (columns..cells.len()).all(|index| cells.get(index).is_empty()) && cells.len() >= columns =>
            {
                return;
            }
            RowState::Whole => format!("the row has {} cells, and the header {columns}", cells.len()),
        };
        self.misfits += 1;
        if self.misfits <= MOST_ROW_REPORTS {
            diag.report(Diagnostic::new(Code::TableRow, message).at(self.place(cells.line)));
        }
    }
}
