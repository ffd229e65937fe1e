//! Writes the records of a conversion as a publication list.

use super::Conversion;
use crate::diag::Sink;
use crate::error::Result;
use crate::model::Record;
use crate::seam::ListPlace;

/// A record at its place in a publication list.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedRecord {
    /// The record.
    pub record: Record,
    /// The heading of its section; `None` if the list has no sections.
    pub section: Option<String>,
    /// The positions of the list's owners among the authors, or among the editors of a work without authors.
    pub owners: Vec<usize>,
}

impl Conversion<'_> {
    /// Declares that the conversion will end with [`finish_list`](Self::finish_list): all records are held until then.
    pub fn hold_all(&mut self) {
        self.holds_all = true;
    }

    /// Ends the file with the records as a publication list: in the order and with the places that `arrange` gives them.
    /// Returns the number of records that were written.
    ///
    /// # Errors
    /// Returns any error from writing.
    pub fn finish_list(
        mut self,
        arrange: impl FnOnce(Vec<Record>, &mut dyn Sink) -> Vec<PlacedRecord>,
        diag: &mut dyn Sink,
    ) -> Result<usize> {
        self.flush(diag)?;
        let held = std::mem::take(&mut self.held);
        for PlacedRecord { record, section, owners } in arrange(held, diag) {
            self.count += 1;
            self.losses.count(&record);
            self.file.listed(&record, ListPlace { section: section.as_deref(), owners: &owners }, diag)?;
        }
        self.file.finish()?;
        self.losses.report(diag);
        Ok(self.count)
    }
}
