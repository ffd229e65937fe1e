//! W0926: two entries of a file with the same key.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Collection, Finding, Findings, Lint, LintOptions, Site};
use crate::diag::Code;
use crate::model::Record;

/// Finds keys that occur twice in a file. Each file is a library of its own: two files may have the same key.
pub(super) static LINT: Lint = Lint::collection(Code::DuplicateKey, "duplicate-keys", start);

fn start(_: &LintOptions) -> Box<dyn Collection> {
    Box::new(Keys { source: Arc::from(""), lines: HashMap::new() })
}

struct Keys {
    source: Arc<str>,
    /// The keys of this file, with the line of the first entry of each.
    lines: HashMap<String, Option<u32>>,
}

impl Collection for Keys {
    fn record(&mut self, record: &Record, site: &Site, findings: &mut Findings<'_>) {
        if self.source != site.source {
            self.source = Arc::clone(&site.source);
            self.lines.clear();
        }
        if record.id.is_empty() {
            return;
        }
        match self.lines.get(&record.id) {
            None => _ = self.lines.insert(record.id.clone(), site.line),
            Some(line) => {
                let line = line.map(|line| format!(" in line {line}")).unwrap_or_default();
                let message = format!("“{}” is already the key of an earlier entry{line}", record.id);
                findings.add(Finding::of_record(LINT.code, message).shown_at(record.id.as_str()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::reports;
    use crate::model::Record;

    #[test]
    fn a_key_twice_and_none_at_all() {
        let record = |id: &str| Record { id: id.into(), ..Record::default() };
        let found = reports(&LINT, &[record("a"), record(""), record("b"), record(""), record("a"), record("A")]);
        let messages: Vec<&str> = found.iter().map(|report| report.message.as_str()).collect();
        assert_eq!(messages, ["“a” is already the key of an earlier entry"]);
    }
}
