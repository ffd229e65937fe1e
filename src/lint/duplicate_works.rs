//! W0907, N0908, N0909, W0917: works that occur in the inputs twice, by the rules of `publist merge`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::finding::shortened;
use super::{Collection, Finding, Findings, Lint, LintOptions, Site};
use crate::diag::Code;
use crate::merge::{MergeDecision, MergeInputs, MergeMember, MergeOptions, MergeReason, Preprints, merge};
use crate::model::{Record, TextVariable};

/// Finds records of one work, which `publist merge` would join.
pub(super) static LINT: Lint = Lint::collection(Code::DuplicateWork, "duplicate-works", start);

/// Finds records that may be of one work.
pub(super) static PROBABLE: Lint = Lint::with(LINT.code, Code::ProbableDuplicate, "probable-duplicates");

/// Finds preprints whose publication is present, too.
pub(super) static PREPRINTS: Lint =
    Lint::with(LINT.code, Code::PreprintBesidePublication, "preprints-and-publications");

/// Finds works with an identifier of another one.
pub(super) static SHARED_IDENTIFIERS: Lint = Lint::with(LINT.code, Code::SharedIdentifier, "shared-identifiers");

/// The maximum length of fields of other formats that are kept: keys of services are short.
const LONGEST: usize = 200;

fn start(_: &LintOptions) -> Box<dyn Collection> {
    Box::new(Works::default())
}

#[derive(Default)]
struct Works {
    records: Vec<Record>,
    /// The position of each of them.
    sites: Vec<Site>,
}

impl Collection for Works {
    fn record(&mut self, record: &Record, site: &Site, _: &mut Findings<'_>) {
        self.records.push(what_tells(record));
        self.sites.push(site.clone());
    }

    fn finish(self: Box<Self>, report: &mut dyn FnMut(Option<&Site>, Finding)) {
        let Self { records, sites } = *self;
        let site = |member: &MergeMember| sites.get(member.index);
        let options = MergeOptions { preprints: Preprints::Keep, ..MergeOptions::default() };
        let inputs = MergeInputs::of_source("", records); // reports name the sites
        let merged = merge(inputs, &options, None, &mut ());
        let mut found: Vec<(&Site, Finding)> = Vec::new();
        for group in &merged.report.groups {
            let Some(first) = group.members.first().and_then(site) else { continue };
            let by: Vec<&str> = group.rungs.iter().map(|rung| rung.name()).collect();
            // Records without a title agree because they have hardly any values.
            for member in group.members.iter().skip(1).filter(|member| !member.title.is_empty()) {
                let Some(other) = site(member) else { continue };
                let message = format!(
                    "“{}” is also at {}, matched by {}",
                    shortened(&member.title),
                    first.named(),
                    by.join(" and ")
                );
                let finding = Finding::of_record(LINT.code, message);
                found.push((other, finding.hint("`publist merge` combines them into one record")));
            }
        }
        for finding in &merged.report.findings {
            let [first, second] = &finding.members;
            let (Some(one), Some(other)) = (site(first), site(second)) else { continue };
            let (title, reason) = (shortened(&second.title), finding.reason.text());
            let finding = match finding.decision {
                MergeDecision::PreprintKept => {
                    let message = format!("“{title}” is the publication of the preprint {}", one.named());
                    Finding::of_record(PREPRINTS.code, message).hint("`publist merge` joins them")
                }
                MergeDecision::Misplaced(rung) => {
                    let message = format!("the {} is also that of {}, but {reason}", rung.name(), one.named());
                    Finding::of_record(SHARED_IDENTIFIERS.code, message)
                }
                _ if finding.decision == MergeDecision::Doubt || finding.reason == MergeReason::Ambiguous => {
                    let message = format!("“{title}” may be the same work as {}; {reason}", one.named());
                    Finding::of_record(PROBABLE.code, message)
                }
                _ => continue,
            };
            found.push((other, finding));
        }
        // Chapters often have the DOI of their book: this is reported once for each record.
        let mut told = BTreeSet::new();
        for (site, finding) in found {
            if finding.code != SHARED_IDENTIFIERS.code
                || told.insert((Arc::clone(&site.source), site.line, site.id.as_str()))
            {
                report(Some(site), finding);
            }
        }
    }
}

/// The values of a record that identify its work: no abstract, no notes, no passage of its file.
fn what_tells(record: &Record) -> Record {
    use TextVariable::{Abstract, Annote, References};
    let is_told = |variable: &TextVariable| !matches!(variable, Abstract | Annote | References);
    let short = |fields: &Vec<(String, serde_json::Value)>| {
        let is_short = |value: &serde_json::Value| value.as_str().is_some_and(|text| text.len() <= LONGEST);
        fields.iter().filter(|(_, value)| is_short(value)).cloned().collect::<Vec<_>>()
    };
    Record {
        id: record.id.clone(),
        kind: record.kind,
        texts: record.texts.iter().filter(|(variable, _)| is_told(variable)).map(|(v, t)| (*v, t.clone())).collect(),
        names: record.names.clone(),
        dates: record.dates.clone(),
        numbers: record.numbers.clone(),
        identifiers: record.identifiers.clone(),
        language: record.language.clone(),
        extra: record.extra.iter().map(|(format, fields)| (format.clone(), short(fields))).collect(),
        ..Record::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{LINT, PREPRINTS, PROBABLE, SHARED_IDENTIFIERS};
    use crate::lint::Lint;
    use crate::lint::tests::reports;
    use crate::model::{Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, Record, TextVariable};

    fn work(id: &str, title: &str, doi: &str) -> Record {
        let mut record = Record { id: id.into(), ..Record::new(Kind::ArticleJournal) };
        record.set_text(TextVariable::Title, title);
        record.set_text(TextVariable::ContainerTitle, "Example Letters");
        record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Cheng")]));
        record.set_date(DateVariable::Issued, Date::parse("2022"));
        record.set_identifier(IdentifierVariable::Doi, doi);
        record
    }

    fn messages(lint: &Lint, records: &[Record]) -> Vec<String> {
        reports(lint, records).into_iter().map(|report| report.message).collect()
    }

    const TITLE: &str = "Speech emotion recognition by attentive networks";

    #[test]
    fn one_work_in_two_records() {
        let records =
            [work("a", TITLE, "10.1000/a"), work("b", "Another thing altogether", ""), work("c", TITLE, "10.1000/A")];
        let found = reports(&LINT, &records);
        let [report] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(report.record.as_deref(), Some("c"));
        assert_eq!(report.message, format!("“{TITLE}” is also at “a” (test.json), matched by DOI"));
    }

    #[test]
    fn one_identifier_on_two_works() {
        let mut other = work("b", "Wheat yields under drought in Kenya", "10.1000/a");
        other.set_names(NameVariable::Author, Names::complete(vec![Name::person("Doe", "Jane")]));
        let records = [work("a", TITLE, "10.1000/a"), other];
        let found = messages(&SHARED_IDENTIFIERS, &records);
        assert!(found.len() == 1 && found[0].starts_with("the DOI is also that of “a” (test.json), but"), "{found:?}");
        assert!(messages(&LINT, &records).is_empty());
    }

    #[test]
    fn a_preprint_and_its_publication() {
        let mut preprint = work("p", TITLE, "10.48550/arXiv.2210.12430");
        preprint.kind = Kind::Article;
        preprint.texts.remove(&TextVariable::ContainerTitle);
        let found = messages(&PREPRINTS, &[preprint, work("a", TITLE, "10.1000/a")]);
        assert_eq!(found, [format!("“{TITLE}” is the publication of the preprint “p” (test.json)")]);
    }

    #[test]
    fn different_works_are_silent() {
        let records = [work("a", TITLE, "10.1000/a"), work("b", "Wheat yields under drought", "10.1000/b")];
        for lint in [&LINT, &PROBABLE, &PREPRINTS, &SHARED_IDENTIFIERS] {
            assert!(messages(lint, &records).is_empty());
        }
    }
}
