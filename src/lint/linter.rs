//! Runs lints over a stream of records.

use std::sync::Arc;

use super::finding::{Finding, Findings, Site};
use super::places::{Places, place};
use super::source::LintSource;
use super::{Check, Collection, LINTS, LintOptions};
use crate::diag::{Code, Diagnostic, Sink};
use crate::keys::default_key;
use crate::model::Record;

/// The maximum number of times that a record is checked again while it is fixed. Text that was garbled several times
/// needs a round for each; what is left after that stays reported.
const ROUNDS: usize = 8;

/// Runs lints over records, one by one; its time grows linearly with their number, and it only keeps the values of each
/// record that some lint needs.
///
/// ```
/// use publist::lint::{LintOptions, LintSource, Linter};
/// use publist::{Code, Diagnostic, Record};
///
/// let mut record = Record::default();
/// record.set_text(publist::model::TextVariable::Title, "A Network forMicro-Expressions");
/// let source = LintSource { name: "papers.json", format: "json" };
/// let (mut linter, mut reports) = (Linter::new(&LintOptions::default()), Vec::<Diagnostic>::new());
/// linter.record(&record, &source, &mut reports);
/// linter.finish(&mut reports);
/// assert_eq!(reports[0].code, Code::GluedWords);
/// ```
pub struct Linter {
    options: LintOptions,
    of_records: Vec<fn(&Record, &mut Findings<'_>)>,
    of_collections: Vec<Box<dyn Collection>>,
    places: Places,
    source: Arc<str>,
}

impl Linter {
    /// Creates a linter with the chosen lints.
    pub fn new(options: &LintOptions) -> Self {
        let mut linter = Self {
            options: options.clone(),
            of_records: Vec::new(),
            of_collections: Vec::new(),
            places: Places::default(),
            source: Arc::from(""),
        };
        for lint in LINTS {
            let with_it = LINTS.iter().filter(|other| matches!(other.check, Check::With(code) if code == lint.code));
            if !with_it.map(|other| other.code).chain([lint.code]).any(|code| options.reports(code)) {
                continue;
            }
            match lint.check {
                Check::Record(check) => linter.of_records.push(check),
                Check::Collection(start) => linter.of_collections.push(start(options)),
                Check::With(_) => {}
            }
        }
        linter
    }

    /// Checks the next record and reports the findings.
    pub fn record(&mut self, record: &Record, source: &LintSource<'_>, diag: &mut dyn Sink) {
        let mut findings = Findings::of(record);
        for check in &self.of_records {
            check(record, &mut findings);
        }
        let site = self.site(record, source);
        for check in &mut self.of_collections {
            check.record(record, &site, &mut findings);
        }
        for finding in findings.into_list() {
            self.report(record, &site, source, finding, diag);
        }
    }

    /// Fixes certain mistakes in the next record, reports the fixes (N0900), and reports the other findings like
    /// [`Linter::record`]. Returns the number of values that were fixed.
    ///
    /// Fixing a record twice changes nothing the second time.
    pub fn fix(&mut self, record: &mut Record, source: &LintSource<'_>, diag: &mut dyn Sink) -> usize {
        let mut count = 0;
        for _ in 0..ROUNDS {
            let before = count;
            for check in self.of_records.clone() {
                let mut findings = Findings::of(record);
                check(record, &mut findings);
                for finding in findings.into_list() {
                    let is_chosen = self.options.reports(finding.code);
                    let Some(fix) = finding.fix.filter(|_| is_chosen) else { continue };
                    let site = self.site(record, source);
                    let message = format!("fixed {}: {}; now {fix}", finding.code, finding.message);
                    let fixed = Finding { excerpt: finding.excerpt, ..Finding::of_record(Code::MistakeFixed, message) };
                    diag.report(self.diagnostic(record, &site, source, fixed));
                    fix.apply(record);
                    count += 1;
                }
            }
            if count == before {
                break;
            }
        }
        self.record(record, source, diag);
        count
    }

    /// Reports the findings that follow from all records together.
    pub fn finish(self, diag: &mut dyn Sink) {
        let mut report = |site: Option<&Site>, finding: Finding| {
            if !self.options.reports(finding.code) {
                return;
            }
            let mut diagnostic = diagnostic(finding);
            if let Some(site) = site {
                diagnostic = diagnostic.at(place(&site.source, site.line)).about(site.id.as_str());
            }
            diag.report(diagnostic);
        };
        for check in self.of_collections {
            check.finish(&mut report);
        }
    }

    fn site(&mut self, record: &Record, source: &LintSource<'_>) -> Site {
        if &*self.source != source.name {
            self.source = Arc::from(source.name);
        }
        let id = if record.id.is_empty() { default_key(record) } else { record.id.clone() };
        Site { source: Arc::clone(&self.source), line: self.places.line(record, source), id }
    }

    fn report(&mut self, record: &Record, site: &Site, source: &LintSource<'_>, finding: Finding, diag: &mut dyn Sink) {
        if self.options.reports(finding.code) {
            diag.report(self.diagnostic(record, site, source, finding));
        }
    }

    fn diagnostic(&mut self, record: &Record, site: &Site, source: &LintSource<'_>, finding: Finding) -> Diagnostic {
        let place = self.places.place(record, source, finding.excerpt.as_deref());
        diagnostic(finding).at(place).about(site.id.as_str())
    }
}

fn diagnostic(finding: Finding) -> Diagnostic {
    let Finding { code, message, hint, fix, .. } = finding;
    let mut diagnostic = Diagnostic::new(code, message);
    diagnostic.fix = fix.map(|fix| fix.to_string());
    match hint {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}
