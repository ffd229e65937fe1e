//! What records lack: one report each, or one for all when none has it.

use super::{Collection, Finding, Findings, Site};
use crate::diag::Code;
use crate::model::{Kind, Record};

/// From how many records on one report says that none of them has it.
const SEVERAL: usize = 3;

/// Whether a record has what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// It has it.
    Has,
    /// It lacks it.
    Lacks,
    /// It need not have it.
    Free,
}

/// Finds the records that lack something.
pub(super) struct Wanting {
    code: Code,
    look: fn(&Record) -> Want,
    /// What is lacking, of one record and of all: "the article has no journal", "none of the 20 papers has a venue".
    words: Words,
    has: usize,
    lacking: Vec<(Site, Kind)>,
}

/// How a lack is told.
pub(super) struct Words {
    /// What one record lacks, by its type.
    pub of_one: fn(Kind) -> &'static str,
    /// What none of many has.
    pub of_all: &'static str,
    /// What can be done when all lack it.
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

/// Whether a work is not out yet, so that nothing of its publication can be there; pages of profiles say of all their papers
/// at once what they lack.
pub(super) fn is_excused(record: &Record) -> bool {
    let is_of_profile = record.origin.as_ref().is_some_and(|origin| origin.format == "profile");
    is_of_profile || record.has(crate::model::Variable::Text(crate::model::TextVariable::Status))
}
