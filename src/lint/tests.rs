//! Running lints, for the tests of each.

use super::{Check, Findings, LINTS, Lint, LintOptions, LintSource, Linter};
use crate::diag::Diagnostic;
use crate::model::{Point, Record};

/// The day that is today in tests.
pub(super) const TODAY: Point = Point::year(2026);

/// What a lint of single records says of one.
pub(super) fn messages(lint: &Lint, record: &Record) -> Vec<String> {
    let Check::Record(check) = lint.check else { panic!("a lint of single records") };
    let mut findings = Findings::of(record);
    check(record, &mut findings);
    findings.into_list().into_iter().map(|finding| finding.message).collect()
}

/// What all of a lint's reports on records are.
pub(super) fn reports(lint: &Lint, records: &[Record]) -> Vec<Diagnostic> {
    let options = LintOptions { only: vec![lint.code], ignored: Vec::new(), today: TODAY };
    let (mut linter, mut reports) = (Linter::new(&options), Vec::new());
    let source = LintSource { name: "test.json", format: "json" };
    records.iter().for_each(|record| linter.record(record, &source, &mut reports));
    linter.finish(&mut reports);
    reports
}

/// The record after its fixes by one lint.
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
