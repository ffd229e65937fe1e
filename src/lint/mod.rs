//! Checks for likely mistakes: one file each, one line each in [`LINTS`].
//!
//! A lint checks single records or all of them together (`Check`). A [`Linter`] runs the chosen lints over a stream of
//! records, adds positions to their reports, and applies fixes if requested. Findings must be worth reading: on good
//! records all lints are silent.

mod abstract_in_title;
mod biblatex_requirements;
mod capitals;
mod contradicting_identifiers;
mod dead_identifiers;
mod duplicate_keys;
mod duplicate_works;
mod finding;
mod foreign_in_names;
mod garbled_text;
mod glued_words;
mod identifier_elsewhere;
mod joined_people;
mod leftover_markup;
mod linter;
mod missing_identifier;
mod missing_venue;
mod misspelt_types;
mod options;
mod pages;
mod person_twice;
mod placeholders;
mod places;
mod preprint_with_publication;
mod several_people;
mod source;
mod split_institutions;
mod strings;
mod suspicious_dates;
mod title_full_stop;
mod title_holds_more;
mod title_in_capitals;
mod unbalanced;
mod venue_spellings;
mod wanting;

use crate::diag::Code;
use crate::model::Record;

use finding::{Finding, Findings, Site};

pub use linter::Linter;
pub use options::{LintOptions, code_named};
pub use source::LintSource;

/// Every lint, in the order of their codes.
pub static LINTS: &[&Lint] = &[
    &glued_words::LINT,
    &biblatex_requirements::LINT,
    &capitals::LINT,
    &missing_identifier::LINT,
    &missing_venue::LINT,
    &title_in_capitals::LINT,
    &duplicate_works::LINT,
    &duplicate_works::PROBABLE,
    &duplicate_works::PREPRINTS,
    &suspicious_dates::LINT,
    &unbalanced::LINT,
    &several_people::LINT,
    &foreign_in_names::LINT,
    &split_institutions::LINT,
    &dead_identifiers::LINT,
    &contradicting_identifiers::LINT,
    &duplicate_works::SHARED_IDENTIFIERS,
    &identifier_elsewhere::LINT,
    &pages::LINT,
    &garbled_text::LINT,
    &leftover_markup::LINT,
    &title_full_stop::LINT,
    &title_holds_more::LINT,
    &abstract_in_title::LINT,
    &venue_spellings::LINT,
    &duplicate_keys::LINT,
    &person_twice::LINT,
    &preprint_with_publication::LINT,
    &placeholders::LINT,
    &misspelt_types::LINT,
];

/// One check.
#[derive(Debug)]
pub struct Lint {
    /// The code of its reports; `publist explain` describes it.
    pub code: Code,
    /// Its name on the command line.
    pub name: &'static str,
    /// The code under which readers report the same problem in the same words, with its exact position.
    pub reported_by_readers_as: Option<Code>,
    check: Check,
}

/// The input of a lint.
#[derive(Debug)]
enum Check {
    /// Each record separately. Only these lints can offer fixes.
    Record(fn(&Record, &mut Findings<'_>)),
    /// All records, one after the other.
    Collection(fn(&LintOptions) -> Box<dyn Collection>),
    /// Additional findings of the lint with that code.
    With(Code),
}

/// A lint that checks all records. It only keeps the values that it needs.
trait Collection {
    /// Checks the next record.
    fn record(&mut self, record: &Record, site: &Site, findings: &mut Findings<'_>);

    /// Reports findings that follow from all records together.
    fn finish(self: Box<Self>, report: &mut dyn FnMut(Option<&Site>, Finding)) {
        let _ = report;
    }
}

impl Lint {
    const fn record(code: Code, name: &'static str, check: fn(&Record, &mut Findings<'_>)) -> Self {
        Self { code, name, reported_by_readers_as: None, check: Check::Record(check) }
    }

    const fn collection(code: Code, name: &'static str, start: fn(&LintOptions) -> Box<dyn Collection>) -> Self {
        Self { code, name, reported_by_readers_as: None, check: Check::Collection(start) }
    }

    const fn with(other: Code, code: Code, name: &'static str) -> Self {
        Self { code, name, reported_by_readers_as: None, check: Check::With(other) }
    }
}

#[cfg(test)]
mod tests;
