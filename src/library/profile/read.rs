//! Assembles the parts of a page: records, and reports of problems.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use super::block::{BlockLine, block_line, is_subject_line};
use super::counts::{self, Below};
use super::header::Header;
use super::layout::{Parts, parts};
use super::subjects::{Evidence, Subject};
use super::{FORMAT_ID, Page, authors, tex};
use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::error::{Error, Result};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, Names, Origin, Owner, OwnerPresence, Point,
    Record, Text, TextVariable, Variable,
};
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::decoding::decoded;
use crate::syntax::lines::{Joined, Line, lines, with_line_feeds};
use crate::syntax::source_text::{SourceText, read_text};
use crate::text::glued_words::glued_words;
use crate::values::identifiers::{self, Label};
use crate::values::names::SplitRule;

/// Reads profile pages.
pub(super) struct ProfileReader;

impl Reader for ProfileReader {
    fn gives_ids(&self) -> bool {
        false
    }

    /// The page is read as a whole, since its later papers help to interpret the earlier ones.
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        page_of(input, diag)?.records.into_iter().for_each(out);
        Ok(())
    }
}

/// A paper's first line, and the lines up to the next paper's.
struct Block<'a> {
    line: Line<'a>,
    start: BlockLine<'a>,
    /// The subject that comes first.
    subject: Subject,
    /// Where its text starts in the page.
    subject_start: usize,
    /// The subjects that follow it.
    further: Vec<Subject>,
    rest: &'a [Line<'a>],
}

impl<'a> Block<'a> {
    /// Finds the papers of a page. The subject of a paper may be in the line before its date.
    fn all(lines: &'a [Line<'a>]) -> (&'a [Line<'a>], Vec<Self>) {
        let mut starts: Vec<(Range<usize>, BlockLine<'a>, usize)> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let Some(mut start) = block_line(line.text) else { continue };
            let mut first = index;
            let before = index.checked_sub(1).filter(|_| start.subject.is_empty());
            if let Some(before) = before.filter(|&before| is_subject_line(lines[before].text)) {
                (start.subject, first) = (lines[before].text, before);
            }
            starts.push((first..index + 1, start, lines[first].start));
        }
        // Dates in other forms than the site's own are lines of other pages if no paper has a subject.
        if starts.iter().all(|(_, start, _)| start.subject.is_empty()) {
            starts.retain(|(_, start, _)| start.date.starts_with(char::is_alphabetic));
        }
        let head = &lines[..starts.first().map_or(lines.len(), |(own, ..)| own.start)];
        let ends: Vec<usize> = starts.iter().skip(1).map(|(own, ..)| own.start).chain([lines.len()]).collect();
        let blocks = starts.into_iter().zip(ends).map(|((own, start, subject_start), end)| {
            let mut subjects = Subject::all(start.subject).unwrap_or_else(|| vec![Subject::of(start.subject)]);
            let further = subjects.split_off(1);
            let subject = subjects.remove(0);
            Self { line: lines[own.end - 1], start, subject, subject_start, further, rest: &lines[own.end..end] }
        });
        (head, blocks.collect())
    }

    fn subject_range(&self) -> Range<usize> {
        self.subject_start..self.subject_start + self.start.subject.len()
    }
}

/// The context shared by all papers of a page.
struct Context<'a> {
    source: &'a Source<'a>,
    owner: Option<Name>,
    evidence: Evidence,
}

/// Reads a page together with the information about its owner. Every paper found is a record, whatever else is wrong.
///
/// # Errors
/// Returns any I/O error from the input, under its name.
pub fn read_page(input: Input<'_>, diag: &mut dyn Sink) -> Result<Page> {
    let name = input.name;
    decoded(input, diag, page_of).map_err(|error| Error::io(name, error))
}

fn page_of(input: Input<'_>, diag: &mut dyn Sink) -> io::Result<Page> {
    let name = input.name;
    let SourceText { text, is_binary, .. } = read_text(input, diag)?;
    let is_page = !text.trim().is_empty() && (!is_binary || has_papers(&text));
    Ok(if is_page { page(name, &text, diag) } else { Page::default() })
}

fn page(name: &str, text: &str, diag: &mut dyn Sink) -> Page {
    let text = with_line_feeds(text);
    let source = Source::new(name, &text);
    let all: Vec<Line<'_>> = lines(&text).collect();
    let (head, blocks) = Block::all(&all);
    let header = Header::read(head);
    let mut page = Page { owner: header.owner.clone(), field: header.field.clone(), ..Page::default() };
    if blocks.is_empty() {
        let message = "no paper was found: no line has a subject and a date, such as `SDOct 22, 2022`";
        diag.report(Diagnostic::new(Code::ProfileNoBlocks, message));
    } else {
        report_header(&header, &blocks, &source, diag);
    }
    page.metrics = header.metrics;
    let evidence = Evidence::gather(blocks.iter().map(|block| &block.subject), page.field.as_deref());
    let context = Context { source: &source, owner: header.owner, evidence };
    context.report_ambiguous(&blocks, diag);
    let last = blocks.len().saturating_sub(1);
    for (index, block) in blocks.iter().enumerate() {
        let end = if index == last { BlockEnd::Page } else { BlockEnd::NextBlock };
        page.records.push(context.record(block, end, diag));
    }
    report_identifiers(&page.records, diag);
    page
}

/// What follows a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockEnd {
    NextBlock,
    Page,
}

fn has_papers(text: &str) -> bool {
    lines(text).any(|line| block_line(line.text).is_some())
}

fn report_header(header: &Header<'_>, blocks: &[Block<'_>], source: &Source<'_>, diag: &mut dyn Sink) {
    if header.owner.is_none() {
        diag.report(Diagnostic::new(Code::ProfileNoOwner, "the page does not start with the name of a person"));
    }
    for line in &header.unread {
        let message = "this line of the header was not understood and was left out";
        diag.report(Diagnostic::new(Code::ProfileUnreadLine, message).at(source.place(line.range())));
    }
    if let Some(line) = header.metrics_line {
        let labels: Vec<&str> = header.metrics.iter().map(|(label, _)| label.as_str()).collect();
        let message = format!("the metrics of the page do not belong to a paper: {}", labels.join(", "));
        diag.report(Diagnostic::new(Code::ProfileMetrics, message).at(source.place(line.range())));
    }
    if let Some((announced, line)) = header.papers.filter(|(announced, _)| *announced != blocks.len()) {
        let message = format!("the page announces {}, but {} found", papers(announced), found(blocks.len()));
        diag.report(Diagnostic::new(Code::ProfileCount, message).at(source.place(line.range())));
    }
}

/// Reports how many papers have no identifier.
fn report_identifiers(records: &[Record], diag: &mut dyn Sink) {
    let is_bare = |record: &&Record| !record.has(Variable::Identifier(IdentifierVariable::Eprint));
    let bare = records.iter().filter(is_bare).count();
    if bare == 0 {
        return;
    }
    let message = match bare == records.len() {
        true => format!("this page gives no DOI, no arXiv number and no venue for its {}", papers(bare)),
        false => {
            format!("this page gives no DOI, no arXiv number and no venue for {bare} of its {}", papers(records.len()))
        }
    };
    let hint = "to complete the records, merge the page with a file that has this data: `publist merge`";
    diag.report(Diagnostic::new(Code::ProfileNoIdentifier, message).hint(hint));
}

fn papers(count: usize) -> String {
    if count == 1 { "1 paper".to_owned() } else { format!("{count} papers") }
}

fn found(count: usize) -> String {
    if count == 1 { "1 was".to_owned() } else { format!("{count} were") }
}

impl Context<'_> {
    /// Reports every subject that can be one of several categories, once, at the first paper that has it.
    fn report_ambiguous(&self, blocks: &[Block<'_>], diag: &mut dyn Sink) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let ambiguous = |block: &Block<'_>| matches!(block.subject, Subject::Ambiguous(_));
        for block in blocks.iter().filter(|block| ambiguous(block)) {
            *counts.entry(block.start.subject).or_default() += 1;
        }
        for block in blocks {
            let text = block.start.subject;
            let Subject::Ambiguous(candidates) = &block.subject else { continue };
            let Some(count) = counts.remove(text) else { continue };
            let (list, count) = (candidates.join(", "), papers(count));
            let message = match self.evidence.choose(candidates) {
                Some((category, reason)) => {
                    format!("“{text}” can be any of {list}; {category} was used for {count}, because {reason}")
                }
                None => format!("“{text}” can be any of {list}, and nothing shows which: {count} got no class"),
            };
            let place = self.source.place(block.subject_range());
            diag.report(Diagnostic::new(Code::ProfileAmbiguousSubject, message).at(place));
        }
    }

    fn record(&self, block: &Block<'_>, end: BlockEnd, diag: &mut dyn Sink) -> Record {
        let mut lines: Vec<Line<'_>> = block.rest.iter().copied().filter(|line| !line.text.is_empty()).collect();
        let below = counts::take_below(&mut lines);
        let kept = lines.last().map_or(0, |last| block.rest.partition_point(|line| line.start <= last.start));
        let parts = parts(&block.rest[..kept]);
        let mut record = Record::new(Kind::Article);
        record.mark_inferred(Variable::Kind, "the page lists preprints of arXiv");
        self.set_title(&mut record, &parts, diag);
        self.set_authors(&mut record, &parts);
        self.set_date(&mut record, block, diag);
        self.set_subject(&mut record, block, diag);
        set_below(&mut record, block, below);
        let joined = Joined::of(&parts.abstract_lines);
        let abstract_text = self.rich(&joined, diag);
        record.set_text(TextVariable::Abstract, abstract_text);
        if block.start.has_code {
            record.keep_extra(FORMAT_ID, "code", true);
        }
        record.origin = Some(Origin::new(FORMAT_ID, self.source.line(block.line.start)));
        record.owner = self.owner.as_ref().map(|owner| self.owner_of(owner, &record));
        self.report_missing(block, &parts, end, &joined.text, diag);
        record
    }

    fn set_title(&self, record: &mut Record, parts: &Parts<'_>, diag: &mut dyn Sink) {
        let joined = Joined::of(&parts.title);
        let title = self.rich(&joined, diag);
        record.set_text(TextVariable::Title, title);
        for glued in glued_words(&joined.text) {
            let (first, second) =
                (&joined.text[glued.range.start..glued.second], &joined.text[glued.second..glued.range.end]);
            let diagnostic = Diagnostic::new(Code::GluedWords, format!("“{first}” and “{second}” are glued together"));
            diag.report(diagnostic.at(self.source.place(joined.in_page(glued.range.clone()))));
        }
    }

    fn set_authors(&self, record: &mut Record, parts: &Parts<'_>) {
        let names = authors::read(&Joined::of(&parts.authors).text);
        let is_split = !authors::are_in_index_order(&Joined::of(&parts.authors).text);
        if is_split && names.list.iter().any(|name| matches!(name, Name::Person(_))) {
            let author = Variable::Names(NameVariable::Author);
            record.mark_inferred(author, SplitRule::FamilyIsLast.reason());
        }
        record.set_names(NameVariable::Author, names);
    }

    fn set_date(&self, record: &mut Record, block: &Block<'_>, diag: &mut dyn Sink) {
        let BlockLine { year, month, day, date, ref date_range, .. } = block.start;
        let date = match Point::day(year, month, day) {
            Some(point) => Date::Point(point),
            None => {
                let start = block.line.start;
                let place = self.source.place(start + date_range.start..start + date_range.end);
                let message = format!("{date} is not in the calendar; it was kept as text");
                diag.report(Diagnostic::new(Code::InvalidDate, message).at(place));
                Date::Literal(date.to_owned())
            }
        };
        record.dates.insert(DateVariable::Issued, date);
    }

    fn set_subject(&self, record: &mut Record, block: &Block<'_>, diag: &mut dyn Sink) {
        let text = block.start.subject;
        if text.is_empty() {
            return;
        }
        let class = match &block.subject {
            Subject::Full(category) => Some((*category, None)),
            Subject::Suffix(category) => Some((*category, Some(format!("“{text}” only stands for {category}")))),
            Subject::Ambiguous(candidates) => {
                let reason = |reason| format!("“{text}” can be any of {}; {reason}", candidates.join(", "));
                self.evidence.choose(candidates).map(|(category, because)| (category, Some(reason(because))))
            }
            Subject::Unknown => {
                let message = format!("“{text}” is not a category of arXiv");
                let diagnostic = Diagnostic::new(Code::ProfileUnknownSubject, message);
                diag.report(diagnostic.at(self.source.place(block.subject_range())));
                record.keep_extra(FORMAT_ID, "subject", text);
                return;
            }
        };
        record.set_text(TextVariable::EprintType, "arXiv");
        record.mark_inferred(Variable::Text(TextVariable::EprintType), "the subject is a category of arXiv");
        let Some((category, reason)) = class else {
            record.keep_extra(FORMAT_ID, "subject", text);
            return;
        };
        record.set_text(TextVariable::EprintClass, category);
        if let Some(reason) = reason {
            record.mark_inferred(Variable::Text(TextVariable::EprintClass), reason);
        }
    }

    /// Reads a TeX text and reports its problems at their places in the page.
    fn rich(&self, joined: &Joined, diag: &mut dyn Sink) -> Text {
        let (text, problems) = tex::rich(&joined.text);
        for problem in problems {
            let place = self.source.place(joined.in_page(problem.range));
            diag.report(Diagnostic::new(problem.code, problem.message).at(place));
        }
        text
    }

    /// The owner is in the list, or in the part that was cut off; if no authors are given, all of them were cut off.
    fn owner_of(&self, owner: &Name, record: &Record) -> Owner {
        let presence = match record.names(NameVariable::Author) {
            Some(Names { list, .. }) if list.iter().any(|name| name.may_be_same_person(owner)) => OwnerPresence::Shown,
            Some(Names { truncated: false, .. }) => OwnerPresence::Absent,
            Some(_) | None => OwnerPresence::Hidden,
        };
        Owner { name: owner.clone(), presence }
    }

    fn report_missing(
        &self,
        block: &Block<'_>,
        parts: &Parts<'_>,
        end: BlockEnd,
        abstract_text: &str,
        diag: &mut dyn Sink,
    ) {
        let place = self.source.place(block.line.range());
        let is_page_end = end == BlockEnd::Page;
        let is_cut = is_page_end && parts.authors.is_empty() && parts.abstract_lines.is_empty();
        if is_cut {
            let message = "the page ends inside this paper, before its authors";
            diag.report(Diagnostic::new(Code::ProfileTruncated, message).at(place));
            return;
        }
        if parts.title.is_empty() {
            diag.report(Diagnostic::new(Code::MissingTitle, "this paper has no title").at(place.clone()));
        }
        if parts.authors.is_empty() {
            diag.report(
                Diagnostic::new(Code::ProfileNoAuthors, "this paper has no line with authors").at(place.clone()),
            );
        }
        if is_page_end && breaks_off(abstract_text) {
            let message = "the page ends in the middle of this paper's abstract";
            let last = parts.abstract_lines.last().map_or(place, |line| self.source.place(line.range()));
            diag.report(Diagnostic::new(Code::ProfileTruncated, message).at(last));
        }
    }
}

/// Sets what the page says of a paper apart from its parts: its number on arXiv, how often it is cited, further subjects.
fn set_below(record: &mut Record, block: &Block<'_>, below: Below) {
    if let Some(number) = below.arxiv {
        // Its form was examined already.
        let _ = identifiers::take(record, Label::Arxiv, &number);
    }
    if let Some(count) = block.start.citations.or(below.citations) {
        record.keep_extra(FORMAT_ID, "citations", count);
    }
    if !block.further.is_empty() {
        record.keep_extra(FORMAT_ID, "subjects", block.start.subject);
    }
}

/// Whether a text ends in the middle of a sentence: with a letter, a digit or a comma that is not part of a web
/// address.
fn breaks_off(text: &str) -> bool {
    let last_word = text.split_whitespace().next_back().unwrap_or_default();
    let is_address = last_word.contains("://") || last_word.starts_with("www.");
    !is_address && last_word.ends_with(|last: char| last.is_alphanumeric() || matches!(last, ',' | ';' | '-' | '('))
}
