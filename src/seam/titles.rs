//! Whether anything that was read has a title.

use super::Reader;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{Kind, Record};

/// Counts records, and those of them that have a title. If there is none, the data are probably not what the reader takes
/// them for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TitleCount {
    records: usize,
    titled: usize,
}

/// Types of works that usually have no title.
const WITHOUT_TITLES: &[Kind] = &[Kind::PersonalCommunication, Kind::Interview];

impl TitleCount {
    /// Counts a record that a reader has read. Services, whose records have no ids, give every work its title. In libraries,
    /// people and a date are enough, or anything in a file that is written by hand and read in place: styles of physics do
    /// not print titles.
    pub(crate) fn add(&mut self, record: &Record, reader: &dyn Reader) {
        self.records += 1;
        let is_titled = !record.plain_title().is_empty() || WITHOUT_TITLES.contains(&record.kind);
        let is_known = || !record.names.is_empty() && !record.dates.is_empty();
        self.titled += usize::from(is_titled || reader.reads_in_place() || reader.gives_ids() && is_known());
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn add_all(&mut self, other: Self) {
        self.records += other.records;
        self.titled += other.titled;
    }

    /// Reports that there are records and no title, if so.
    pub(crate) fn report_to(self, diag: &mut dyn Sink) {
        let what = match self {
            Self { titled: 0, records: 1 } => "the record has no title".to_owned(),
            Self { titled: 0, records: 2.. } => format!("none of the {} records has a title", self.records),
            _ => return,
        };
        let report = Diagnostic::new(Code::NoTitles, format!("{what}: this is probably not the format of the file"));
        diag.report(report.hint("`publist formats --recognise FILE` shows what speaks for which format"));
    }
}
