//! The input of merging: records and their sources.

use crate::model::Record;

/// A source of records, such as a file; two sources may have the same name.
///
/// Created by [`MergeInputs::add_source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(usize);

/// The records to merge, in order, each with its source.
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
    /// Creates inputs from the records of one source, with the name shown in reports.
    pub fn of_source(name: impl Into<String>, records: impl IntoIterator<Item = Record>) -> Self {
        let mut inputs = Self::default();
        let source = inputs.add_source(name);
        records.into_iter().for_each(|record| inputs.add(source, record));
        inputs
    }

    /// Adds a source, with the name shown in reports, such as that of a file.
    pub fn add_source(&mut self, name: impl Into<String>) -> SourceId {
        self.names.push(name.into());
        SourceId(self.names.len() - 1)
    }

    /// Appends a record of a source.
    pub fn add(&mut self, source: SourceId, record: Record) {
        self.records.push(MergeInput { source, record });
    }

    /// Returns the number of records.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Returns whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Returns the names and the records.
    pub(super) fn into_parts(self) -> (SourceNames, Vec<MergeInput>) {
        (SourceNames(self.names), self.records)
    }
}

impl SourceNames {
    /// Returns the name of a source; empty for a source of other inputs.
    pub(super) fn name(&self, source: SourceId) -> &str {
        self.0.get(source.0).map(String::as_str).unwrap_or_default()
    }
}
