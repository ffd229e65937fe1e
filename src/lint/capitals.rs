//! W0903: people's names are in capitals.

use super::Lint;
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::Record;

/// Finds "LARIVIÈRE, V." among names.
pub(super) struct NamesInCapitals;

impl Lint for NamesInCapitals {
    fn code(&self) -> Code {
        Code::NamesInCapitals
    }

    fn check(&self, record: &Record, diag: &mut dyn Sink) {
        for (variable, names) in &record.names {
            let mut in_capitals = names.list.iter().filter(|name| name.is_in_capitals());
            let Some(first) = in_capitals.next() else { continue };
            let more = match in_capitals.count() {
                0 => String::new(),
                count => format!(" and {count} more"),
            };
            let message = format!("“{variable}” has names in capitals: {}{more}", first.to_display_order());
            let report = Diagnostic::new(self.code(), message).about(record.id.as_str());
            diag.report(report.hint("`publist export --name-case usual` writes them in the usual letter case"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lint, NamesInCapitals};
    use crate::diag::Diagnostic;
    use crate::model::{Name, NameVariable, Names, Record};

    #[test]
    fn names_in_capitals_are_reported_once_a_role() {
        let mut record = Record::default();
        let names = ["DOE", "Roe", "POE"].map(|family| Name::person(family, "J."));
        record.set_names(NameVariable::Author, Names::complete(names.to_vec()));
        record.set_names(NameVariable::Editor, Names::complete(vec![Name::person("Roe", "R.")]));
        let mut reports: Vec<Diagnostic> = Vec::new();
        NamesInCapitals.check(&record, &mut reports);
        let messages: Vec<&str> = reports.iter().map(|report| report.message.as_str()).collect();
        assert_eq!(messages, ["“author” has names in capitals: J. DOE and 1 more"]);
    }
}
