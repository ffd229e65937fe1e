//! Makes records from Semantic Scholar papers.

use super::FORMAT;
use super::kind::{kind, venue_name};
use super::work::{Paper, PaperShape};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::services::answer::{AnswerReader, day_of, take_identifiers};
use crate::syntax::json::stream::{Lists, RawValue};
use crate::syntax::json::typed::text;
use crate::text::preprint_server;
use crate::values::identifiers::Label;
use crate::values::markup;
use crate::values::names;
use crate::values::names::GivenNames;

/// The paths to the papers in an answer.
const LISTS: Lists = &[&["data"], &["recommendedPapers"], &["papers"]];

pub(super) static READER: AnswerReader<PaperShape> = AnswerReader {
    format: &FORMAT,
    lists: LISTS,
    to_record: |mut paper, source, diag| {
        if let Some(inside) = paper.citing_paper.take().or_else(|| paper.cited_paper.take()) {
            paper = *inside;
        }
        let is_paper = paper.paper_id.is_some() || paper.corpus_id.is_some() || paper.title.is_some();
        is_paper.then(|| record(&paper, source, diag))
    },
};

fn record(paper: &Paper<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    kind(paper).put(&mut record);
    for (variable, value) in [(TextVariable::Title, &paper.title), (TextVariable::Abstract, &paper.summary)] {
        if let Some(value) = text(value) {
            record.set_text(variable, markup::text(value));
        }
    }
    let authors = paper.authors.0.iter().filter_map(|author| text(&author.name));
    names::set(&mut record, NameVariable::Author, authors.map(|name| names::read(name, GivenNames::Plain)), false);
    if let Some(date) = text(&paper.publication_date).map(day_of).or(text(&paper.year)) {
        record.set_date(DateVariable::Issued, Date::parse(date));
    }
    set_identifiers(&mut record, paper, source, diag);
    set_venue(&mut record, paper, source, diag);
    keep(&mut record, paper);
    record
}

fn set_identifiers(record: &mut Record, paper: &Paper<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    if let Some(ids) = &paper.external_ids {
        let labelled = [
            (Label::Doi, text(&ids.doi)),
            (Label::Arxiv, text(&ids.arxiv)),
            (Label::Pmid, text(&ids.pubmed)),
            (Label::Pmcid, text(&ids.pubmed_central)),
        ];
        take_identifiers(record, labelled, source, diag);
    }
    // The page at Semantic Scholar is used for works without another address.
    let is_elsewhere = [IdentifierVariable::Doi, IdentifierVariable::Eprint];
    if !is_elsewhere.into_iter().any(|variable| record.has(Variable::Identifier(variable))) {
        record.set_identifier(IdentifierVariable::Url, text(&paper.url).unwrap_or_default());
    }
}

/// Sets the venue and the place in it. If the journal is arXiv, with the number as its volume, it is ignored.
fn set_venue(record: &mut Record, paper: &Paper<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    if let Some(name) = venue_name(paper) {
        record.set_text(TextVariable::ContainerTitle, markup::text(name));
    }
    if let Some(venue) = paper.venue() {
        take_identifiers(record, [(Label::Issn, text(&venue.issn))], source, diag);
    }
    let Some(journal) = &paper.journal else { return };
    let is_preprint = text(&journal.name).is_some_and(|name| preprint_server(name).is_some());
    if let Some(volume) = text(&journal.volume).filter(|volume| !is_preprint && !volume.starts_with("abs/")) {
        record.set_number(NumberVariable::Volume, volume);
    }
    if let Some(pages) = text(&journal.pages) {
        record.set_number(NumberVariable::Page, pages);
    }
}

/// Keeps members without a variable as extra fields.
fn keep(record: &mut Record, paper: &Paper<'_>) {
    let ids = paper.external_ids.as_ref();
    let texts = [
        ("paperId", text(&paper.paper_id)),
        ("corpusId", text(&paper.corpus_id)),
        ("DBLP", ids.and_then(|ids| text(&ids.dblp))),
        ("ACL", ids.and_then(|ids| text(&ids.acl))),
        ("MAG", ids.and_then(|ids| text(&ids.mag))),
        ("openAccessPdf", paper.open_access_pdf.as_ref().and_then(|pdf| text(&pdf.url))),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    let tldr = paper.tldr.as_ref().and_then(|tldr| tldr.get("text"));
    for (name, value) in [("citationCount", paper.citation_count.as_ref()), ("tldr", tldr)] {
        if let Some(value) = value {
            record.keep_extra(FORMAT.id, name, value.clone());
        }
    }
}
