//! Missing values of records: one report for each, or one for all if no record has the value.

use super::{Collection, Finding, Findings, Site};
use crate::diag::Code;
use crate::formats::PROFILE;
use crate::model::{Kind, Record};

/// The minimum number of records for a single report that none of them has the value.
const SEVERAL: usize = 3;

/// Whether a record has the value that is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// It has it.
    Has,
    /// It lacks it.
    Lacks,
    /// It need not have it.
    Free,
}

/// Finds the records that lack a value.
pub(super) struct Wanting {
    code: Code,
    look: fn(&Record) -> Want,
    /// The descriptions for one record and for all: "the article has no journal", "none of the 20 papers has a venue".
    words: Words,
    has: usize,
    lacking: Vec<(Site, Kind)>,
}

/// The words that describe a missing value.
pub(super) struct Words {
    /// The description for one record, by its type.
    pub of_one: fn(Kind) -> &'static str,
    /// The description if no record has the value.
    pub of_all: &'static str,
    /// Advice if all records lack it.
    pub hint: &'static str,
}

impl Wanting {
    /// Starts the search.
    pub(super) fn boxed(code: Code, look: fn(&Record) -> Want, words: Words) -> Box<dyn Collection> {
        Box::new(Self { code, look, words, has: 0, lacking: Vec::new() })
    }
}

impl Collection for Wanting {
    fn record(&mut self, record: &Record, site: &Site, _: &mut Findings<'_>) {
        match (self.look)(record) {
            Want::Has => self.has += 1,
            Want::Lacks => self.lacking.push((site.clone(), record.kind)),
            Want::Free => {}
        }
    }

    fn finish(self: Box<Self>, report: &mut dyn FnMut(Option<&Site>, Finding)) {
        if self.has == 0 && self.lacking.len() >= SEVERAL {
            let message = format!("none of the {} papers has {}", self.lacking.len(), self.words.of_all);
            report(None, Finding::of_record(self.code, message).hint(self.words.hint));
            return;
        }
        for (site, kind) in &self.lacking {
            report(Some(site), Finding::of_record(self.code, (self.words.of_one)(*kind)));
        }
    }
}

/// Whether a work has not been published yet, so that it cannot have values of its publication; the readers of profile
/// pages report missing values of all papers together.
pub(super) fn is_excused(record: &Record) -> bool {
    let is_of_profile = record.origin.as_ref().is_some_and(|origin| origin.format == PROFILE.id);
    is_of_profile || record.has(crate::model::Variable::Text(crate::model::TextVariable::Status))
}
