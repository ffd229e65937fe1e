//! What the maker of a list should know of its works before anybody reads it.

use publist::lint::{LintOptions, LintSource, Linter};
use publist::{Code, Diagnostic, Record, Sink as _};

use super::session::Session;

/// Reports a list that is empty, and works that are listed twice. `read` is how many works were read.
pub(super) fn check(records: &[Record], read: usize, session: &Session) {
    if records.is_empty() {
        session.sum_up(&match read {
            0 => "the list is empty: no works were read".to_owned(),
            1 => "the list is empty: the only work matches neither the query nor the settings".to_owned(),
            read => format!("the list is empty: none of the {read} works matches the query and the settings"),
        });
        return;
    }
    // Works that `publist merge` would join.
    let only = vec![Code::DuplicateWork, Code::PreprintBesidePublication];
    let mut linter = Linter::new(&LintOptions::default().with_only(only));
    let mut found: Vec<Diagnostic> = Vec::new();
    for record in records {
        let origin = record.origin.as_ref();
        let format = origin.map_or("", |origin| origin.format.as_str());
        linter.record(record, &LintSource { name: "the list", format }, &mut found);
    }
    linter.finish(&mut found);
    for mut report in found {
        // In a library both are of use, and in a list the work is counted twice.
        if report.code == Code::PreprintBesidePublication {
            report.code = Code::PreprintListed;
        }
        session.sink().report(report);
    }
}
