//! W0930: an entry type that is misspelt.

use super::finding::Fix;
use super::{Finding, Findings, Lint};
use crate::bib;
use crate::diag::Code;
use crate::model::{Record, Variable};

/// Finds entry types that are not known but mean a known one.
pub(super) static LINT: Lint = Lint::record(Code::MisspeltType, "misspelt-types", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let Some((name, meant)) = bib::misspelt_entry_type(record) else { return };
    let message = format!("the entry type @{name} is not known; it means @{meant}");
    let finding = Finding::new(LINT.code, Variable::Kind, message).shown_at(format!("@{name}"));
    findings.add(finding.fixed_by(Some(Fix::EntryType(meant))));
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::formats::BIBTEX;
    use crate::lint::tests::{fixed, messages};
    use crate::model::{Kind, Record, Text, TextVariable};
    use crate::seam::testing;

    fn read(entry_type: &str) -> Record {
        testing::read(&BIBTEX, &format!("@{entry_type}{{a, title = {{T}}, year = 2020}}")).0.remove(0)
    }

    #[test]
    fn misspelt_types_become_what_they_mean() {
        for (entry_type, kind, written) in [
            ("masterthesis", Kind::Thesis, "@mastersthesis{"),
            ("inproceeding", Kind::PaperConference, "@inproceedings{"),
            ("techreprt", Kind::Report, "@techreport{"),
            ("webpage", Kind::Document, "@misc{"),
        ] {
            let record = read(entry_type);
            assert_eq!(messages(&LINT, &record).len(), 1, "{entry_type}");
            let fixed = fixed(&LINT, &record);
            assert_eq!(fixed.kind, kind);
            let text = testing::write(&BIBTEX, &[fixed]);
            assert!(text.starts_with(written) && !text.contains("entrysubtype"), "{text}");
        }
        let genre = fixed(&LINT, &read("masterthesis")).text(TextVariable::Genre).map(Text::to_plain);
        assert_eq!(genre.as_deref(), Some("Master's thesis"));
    }

    #[test]
    fn known_types_and_types_of_other_programs_are_left() {
        for entry_type in ["misc", "online", "lecture", "mvbook", "www"] {
            assert_eq!(messages(&LINT, &read(entry_type)), [""; 0], "{entry_type}");
        }
    }
}
