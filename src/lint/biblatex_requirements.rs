//! W0902: the requirements of BibLaTeX entries, as checked by the `biblatex` crate: `Entry::verify` on publist's
//! BibLaTeX export.
//!
//! The crate parses text recursively and follows references without checking for cycles, so it gets one entry at a
//! time, without fields that name others, and no entry that is deeply nested or long.

use biblatex::Bibliography;

use super::{Finding, Findings, Lint};
use crate::diag::Code;
use crate::formats::BIBLATEX;
use crate::model::Record;
use crate::seam::WriteOptions;

/// What the crate requires, for a type or for all (`*`), and what is not reported: fields that biblatex itself does not
/// require (manual, section 2.1.1), those that other lints or the readers check, and those that the export cannot
/// contain (`type`, which entries of BibTeX express as their own type).
const NOT_WANTED: &[(&str, &str)] = &[
    ("*", "title"),
    ("*", "journaltitle"),
    ("*", "booktitle"),
    ("*", "type"),
    ("book", "publisher"),
    ("collection", "publisher"),
    ("proceedings", "publisher"),
    ("manual", "publisher"),
    ("incollection", "publisher"),
    ("incollection", "editor"),
    ("inbook", "publisher"),
    ("book", "author"),
    ("misc", "author"),
    ("online", "author"),
    ("online", "url"), // preprints have their number
    ("dataset", "author"),
    ("software", "author"),
    ("periodical", "editor"),
    ("unpublished", "note"),
    ("article", "author"),
    ("report", "author"), // the institution replaces it
    ("manual", "author"),
];

/// What the crate wrongly considers malformed: numbers of volumes and pages with letters in them.
const WELL_FORMED: &[&str] = &["pages", "volume", "edition", "volumes", "pagetotal"];

/// The maximum nesting depth of braces: records have at most 32 levels of markup.
const MAX_DEPTH: usize = 64;

/// The maximum length of an entry that is checked, in bytes.
const MAX_LENGTH: usize = 1 << 18;

/// Finds missing fields that an entry type requires, and malformed values.
pub(super) static LINT: Lint = Lint::record(Code::BiblatexRequirement, "biblatex-requirements", check);

fn check(record: &Record, findings: &mut Findings<'_>) {
    let Some(text) = entry(record).filter(|text| is_safe(text)) else { return };
    let Ok(bibliography) = Bibliography::parse(&text) else { return };
    let Some(entry) = bibliography.iter().next() else { return };
    let report = entry.verify();
    let entry_type = entry.entry_type.to_string();
    let is_wanted = |field: &&&str| {
        let is_same = |(of_type, name): &(&str, &str)| (*of_type == "*" || *of_type == entry_type) && name == *field;
        !NOT_WANTED.iter().any(is_same)
    };
    let missing: Vec<String> = report.missing.iter().filter(is_wanted).map(|field| format!("“{field}”")).collect();
    if !missing.is_empty() {
        let message = format!("BibLaTeX’s @{entry_type} needs {}", missing.join(" and "));
        findings.add(Finding::of_record(LINT.code, message));
    }
    for (field, error) in report.malformed.iter().filter(|(field, _)| !WELL_FORMED.contains(&field.as_str())) {
        findings.add(Finding::of_record(LINT.code, format!("“{field}” is malformed: {}", error.kind)));
    }
}

/// The record as a single BibLaTeX entry.
fn entry(record: &Record) -> Option<String> {
    let mut alone = record.clone();
    alone.id = "entry".to_owned();
    alone.related.clear();
    alone.extra.clear();
    alone.inferred.clear();
    (alone.origin, alone.owner, alone.passage) = (None, None, None);
    let (options, mut bytes) = (WriteOptions::default(), Vec::new());
    let mut file = BIBLATEX.writer?.start(&options, &mut bytes).ok()?;
    file.record(&alone, &mut ()).ok()?;
    file.finish().ok()?;
    String::from_utf8(bytes).ok()
}

fn is_safe(text: &str) -> bool {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    text.len() <= MAX_LENGTH && deepest <= MAX_DEPTH
}

#[cfg(test)]
mod tests {
    use super::LINT;
    use crate::lint::tests::messages;
    use crate::model::{Date, DateVariable, Inline, Kind, Name, NameVariable, Names, Record, Text, TextVariable};

    fn check(record: &Record) -> Vec<String> {
        messages(&LINT, record)
    }

    fn article() -> Record {
        let mut record = Record { id: "a".into(), ..Record::new(Kind::ArticleJournal) };
        record.set_text(TextVariable::Title, "T");
        record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Ada")]));
        record.set_date(DateVariable::Issued, Date::parse("2020"));
        record
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut record = article();
        assert_eq!(check(&record), [""; 0]);
        record.dates.clear();
        assert_eq!(check(&record), ["BibLaTeX’s @article needs “year”"]);
        record.kind = Kind::Thesis;
        assert_eq!(check(&record), ["BibLaTeX’s @thesis needs “institution” and “year”"]);
    }

    #[test]
    fn references_to_other_entries_are_not_followed() {
        let mut record = article();
        for field in ["crossref", "xdata", "related"] {
            record.keep_extra("biblatex", field, "entry");
            record.keep_extra("biblatex", field, "a");
        }
        assert_eq!(check(&record), [""; 0]);
    }

    #[test]
    fn deep_and_long_records_are_passed_over() {
        let mut record = article();
        record.set_text(TextVariable::Note, "x".repeat(1 << 20).as_str());
        assert_eq!(check(&record), [""; 0]);
        let deep = (0..5_000).fold(vec![Inline::Str("x".into())], |inner, _| vec![Inline::Em(inner)]);
        record.texts.insert(TextVariable::Note, Text::from(deep));
        record.set_text(TextVariable::Abstract, "\\a{".repeat(50_000).as_str());
        assert!(check(&record).len() <= 1);
    }
}
