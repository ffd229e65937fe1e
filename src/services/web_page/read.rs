//! Decides which of the data in a page are its works, and makes their records.

use std::collections::HashSet;
use std::io;
use std::ops::Range;

use crate::bib;
use crate::diag::{Code, Diagnostic, Place, Sink, Source};
use crate::model::{Kind, Origin, Record};
use crate::seam::Reader;
use crate::services::schema_org;
use crate::syntax::Input;
use crate::syntax::source_text::read_text;
use crate::text::words::letters_and_digits;
use crate::values::markup;

use super::page::{Page, has_entry};
use super::{FORMAT, coins, meta};

pub(super) struct WebPageReader;

/// Types of things on a page that are not what it is about.
const DECORATION: &[Kind] = &[Kind::Graphic, Kind::MotionPicture, Kind::Song];

impl Reader for WebPageReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let name = input.name;
        let read = read_text(input, diag)?;
        let Some(text) = read.content() else { return Ok(()) };
        let source = Source::new(name, &text);
        let page = Page::find(&text);
        let works = works(&page, &source, diag);
        if works.is_empty() {
            diag.report(refusal(name, page.title.as_deref()));
        }
        works.into_iter().for_each(out);
        Ok(())
    }
}

/// Returns the works of a page: those of the first sort of data that has any. Works of other sorts are counted.
fn works(page: &Page, source: &Source<'_>, diag: &mut dyn Sink) -> Vec<Record> {
    let place = source.place(page.first_tag.clone());
    let mut linked_reports = Vec::new();
    let mut linked = linked(page, source, &mut linked_reports);
    let mut cited_reports = Vec::new();
    let cited: Vec<Record> = page
        .open_urls
        .iter()
        .filter_map(|(open_url, range)| coins::record(open_url, &source.place(range.clone()), &mut cited_reports))
        .collect();
    let (listed, listed_reports) = listed(page, source);
    let mut tag_reports = Vec::new();
    let tagged = meta::record(&page.tags, &place, &mut tag_reports);
    let is_article = meta::are_of_an_article(&page.tags);

    let (works, reports) = match tagged {
        Some(mut work) if is_article || cited.is_empty() && listed.is_empty() => {
            let same = linked.iter().position(|other| is_same(&work, other));
            meta::complete(&mut work, same.map(|index| linked.remove(index)));
            (vec![work], tag_reports)
        }
        _ if !cited.is_empty() => (cited.clone(), cited_reports),
        _ if !listed.is_empty() => (listed.clone(), listed_reports),
        _ => (std::mem::take(&mut linked), linked_reports),
    };
    reports.into_iter().for_each(|report| diag.report(report));
    let known: Vec<Identity> = works.iter().map(Identity::of).collect();
    let known: HashSet<&str> = known.iter().flat_map(Identity::words).collect();
    let is_other = |record: &&Record| !Identity::of(record).words().any(|word| known.contains(word));
    let count = cited.iter().chain(&listed).chain(&linked).filter(is_other).count();
    if count > 0 && !works.is_empty() {
        let message = format!("the page also mentions {count} other works, which were left out");
        diag.report(Diagnostic::new(Code::NotWorks, message).at(Place::of_file(place.file)));
    }
    works
}

/// Reads the JSON-LD of a page. Things that are not works are not reported: pages have many of them.
fn linked(page: &Page, source: &Source<'_>, reports: &mut Vec<Diagnostic>) -> Vec<Record> {
    let mut records = Vec::new();
    for range in &page.scripts {
        let mut found = Vec::new();
        read_part(schema_org::FORMAT.reader, source, range, &source.text()[range.clone()], &mut records, &mut found);
        found.retain(|report| !matches!(report.code, Code::JsonNotRecord | Code::NoRecords | Code::NotWorks));
        reports.append(&mut found);
    }
    records.retain(|record| !DECORATION.contains(&record.kind) && !record.plain_title().is_empty());
    records
}

/// Reads the BibTeX of a page, whose lines are those of the page.
fn listed(page: &Page, source: &Source<'_>) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut reports) = (Vec::new(), Vec::new());
    if has_entry(&page.listings) {
        read_part(bib::FORMAT.reader, source, &(0..0), &page.listings, &mut records, &mut reports);
    }
    (records, reports)
}

/// Reads a part of a page with the reader of a format. The places of reports are those in the page.
fn read_part(
    reader: Option<&dyn Reader>,
    source: &Source<'_>,
    range: &Range<usize>,
    part: &str,
    records: &mut Vec<Record>,
    reports: &mut Vec<Diagnostic>,
) {
    let start = source.place(range.clone());
    let mut on_record = |mut record: Record| {
        let line = record.origin.as_ref().and_then(|origin| origin.line);
        record.origin = Some(Origin::new(FORMAT.id, line.map(|line| line + start.line - 1)));
        records.push(record);
    };
    let mut on_report = |mut report: Diagnostic| {
        if let Some(place) = report.place.as_mut().filter(|place| place.line > 0) {
            if place.line == 1 {
                place.column += start.column - 1;
                if let Some(snippet) = &mut place.snippet {
                    snippet.first_column += start.column - 1;
                }
            }
            place.line += start.line - 1;
        }
        reports.push(report);
    };
    let mut bytes = part.as_bytes();
    let input = Input::new(&start.file, &mut bytes);
    let read = reader.map(|reader| reader.read_decoded(input, &mut on_record, &mut on_report));
    debug_assert!(read.is_some_and(|result| result.is_ok()), "the format has a reader, and memory is read");
}

/// The identifier and the title by which a work is known, in a form that can be compared.
struct Identity {
    doi: Option<String>,
    title: String,
}

impl Identity {
    fn of(record: &Record) -> Self {
        Self { doi: record.doi().map(str::to_lowercase), title: letters_and_digits(&record.plain_title()) }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.doi.as_deref().into_iter().chain(Some(self.title.as_str()).filter(|title| !title.is_empty()))
    }
}

/// Whether two records of a page are of one work: their DOIs or their titles are the same.
fn is_same(one: &Record, other: &Record) -> bool {
    let (one, other) = (Identity::of(one), Identity::of(other));
    match (&one.doi, &other.doi) {
        (Some(first), Some(second)) => first == second,
        _ => !one.title.is_empty() && one.title == other.title,
    }
}

/// Returns the report about a page without works.
fn refusal(name: &str, title: Option<&str>) -> Diagnostic {
    let title: String = title.map(markup::plain_text).unwrap_or_default().chars().take(80).collect();
    let says = if title.is_empty() { String::new() } else { format!(": it says “{title}”") };
    let report = Diagnostic::new(Code::WebPage, format!("{name} is an HTML page without data about works{says}"));
    report.hint("it may have been saved in place of the data: open it in a browser to see what it says, then download the data again")
}
