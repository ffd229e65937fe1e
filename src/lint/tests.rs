//! Runs lints in the tests of each lint.

use super::{Check, Findings, LINTS, Lint, LintOptions, LintSource, Linter};
use crate::diag::Diagnostic;
use crate::model::{Point, Record};

/// The current day in tests.
pub(super) const TODAY: Point = Point::year(2026);

/// The messages of a lint about a single record.
pub(super) fn messages(lint: &Lint, record: &Record) -> Vec<String> {
    let Check::Record(check) = lint.check else { panic!("a lint of single records") };
    let mut findings = Findings::of(record);
    check(record, &mut findings);
    findings.into_list().into_iter().map(|finding| finding.message).collect()
}

/// All reports of a lint about records.
pub(super) fn reports(lint: &Lint, records: &[Record]) -> Vec<Diagnostic> {
    let options = LintOptions { only: vec![lint.code], ignored: Vec::new(), today: TODAY };
    let (mut linter, mut reports) = (Linter::new(&options), Vec::new());
    let source = LintSource { name: "test.json", format: "json" };
    records.iter().for_each(|record| linter.record(record, &source, &mut reports));
    linter.finish(&mut reports);
    reports
}

/// The record after the fixes of one lint.
pub(super) fn fixed(lint: &Lint, record: &Record) -> Record {
    let options = LintOptions { only: vec![lint.code], ignored: Vec::new(), today: TODAY };
    let (mut linter, mut record) = (Linter::new(&options), record.clone());
    linter.fix(&mut record, &LintSource { name: "test.json", format: "json" }, &mut ());
    record
}

#[test]
fn every_lint_has_a_code_and_a_name_of_its_own_in_order() {
    assert!(LINTS.windows(2).all(|pair| pair[0].code < pair[1].code));
    assert!(LINTS.iter().all(|lint| lint.code.text()[1..].starts_with("09")));
    let mut names: Vec<&str> = LINTS.iter().map(|lint| lint.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
}
