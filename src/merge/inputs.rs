//! What is merged: records, and the sources they are from.

use crate::model::Record;

/// One source of the records of a merge, such as a file; two sources may have one name.
///
/// [`MergeInputs::add_source`] gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(usize);

/// The records to be merged, in order, each with its source.
///
/// ```
/// use publist::merge::MergeInputs;
/// use publist::{Kind, MergeOptions, Record, merge};
///
/// let mut inputs = MergeInputs::default();
/// let page = inputs.add_source("page.txt");
/// inputs.add(page, Record::new(Kind::Book));
/// let merged = merge(inputs, &MergeOptions::default(), None, &mut ());
/// assert_eq!(merged.records, [Record::new(Kind::Book)]);
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MergeInputs {
    /// The names of the sources, by id.
    names: Vec<String>,
    records: Vec<MergeInput>,
}

/// A record to merge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MergeInput {
    pub source: SourceId,
    pub record: Record,
}

/// The names of sources.
pub(super) struct SourceNames(Vec<String>);

impl MergeInputs {
    /// The records of one source, which has this name in reports.
    pub fn of_source(name: impl Into<String>, records: impl IntoIterator<Item = Record>) -> Self {
        let mut inputs = Self::default();
        let source = inputs.add_source(name);
        records.into_iter().for_each(|record| inputs.add(source, record));
        inputs
    }

    /// Adds a source, which has this name in reports: that of a file.
    pub fn add_source(&mut self, name: impl Into<String>) -> SourceId {
        self.names.push(name.into());
        SourceId(self.names.len() - 1)
    }

    /// Adds a record of a source behind the others.
    pub fn add(&mut self, source: SourceId, record: Record) {
        self.records.push(MergeInput { source, record });
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The names and the records.
    pub(super) fn into_parts(self) -> (SourceNames, Vec<MergeInput>) {
        (SourceNames(self.names), self.records)
    }
}

impl SourceNames {
    /// The name of a source; empty for one of other inputs.
    pub(super) fn name(&self, source: SourceId) -> &str {
        self.0.get(source.0).map(String::as_str).unwrap_or_default()
    }
}
