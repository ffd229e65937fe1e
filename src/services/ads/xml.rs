//! Makes records from ADS's XML.

use super::{FORMAT, kind_of_type};
use crate::diag::Sink;
use crate::model::{Date, DateVariable, Kind, NameVariable, NumberVariable, Origin, Record, TextVariable, Variable};
use crate::seam::xml_fields::{set_identifier, titled};
use crate::seam::xml_records::{OwnIds, XmlRecords};
use crate::syntax::element::Element;
use crate::syntax::xml::Shape;
use crate::values::identifiers::Label;
use crate::values::names::{self, GivenNames};
use crate::values::{dates, markup, pages};

pub(super) static READER: XmlRecords = XmlRecords {
    shape: Shape { format: "ADS's XML", records: &["record"], wrappers: &[], errors: &[] },
    record,
    ids: OwnIds::Never,
};

fn record(element: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    let mut record = Record { origin: Some(Origin::new(FORMAT.id, element.line)), ..Record::default() };
    let text = |name: &str| element.text_at(name).filter(|text| !text.is_empty());
    for (name, variable) in [("title", TextVariable::Title), ("abstract", TextVariable::Abstract)] {
        let marked_up = element.child(name).map(Element::markup).unwrap_or_default();
        record.set_text(variable, markup::text(&marked_up));
    }
    let authors = element.named("author").filter_map(Element::text);
    names::set(&mut record, NameVariable::Author, authors.map(|name| names::read(&name, GivenNames::Plain)), false);
    let is_preprint = text("bibcode").is_some_and(|bibcode| bibcode.get(4..9) == Some("arXiv"));
    let journal = text("journal");
    match element.attribute("type").and_then(kind_of_type) {
        Some(kind) => record.kind = kind,
        None if is_preprint => {
            record.kind = Kind::Article;
            record.mark_inferred(Variable::Kind, "its bibcode is that of an arXiv preprint");
        }
        None if journal.is_some() => {
            record.kind = Kind::ArticleJournal;
            record.mark_inferred(Variable::Kind, "it is in a journal");
        }
        None => {}
    }
    if let Some(journal) = journal.as_deref().filter(|_| record.kind != Kind::Article) {
        record.set_text(TextVariable::ContainerTitle, name_of_journal(journal));
    }
    for (name, variable) in [("volume", NumberVariable::Volume), ("issue", NumberVariable::Issue)] {
        record.set_number(variable, text(name).unwrap_or_default());
    }
    if let Some(pages) = pages::from_ends(text("page").as_deref(), text("lastpage").as_deref()) {
        record.set_number(NumberVariable::Page, pages);
    }
    record.set_text(TextVariable::Publisher, text("publisher").unwrap_or_default());
    if let Some(date) = text("pubdate") {
        record.set_date(DateVariable::Issued, dates::in_words(&date).unwrap_or_else(|| Date::parse(&date)));
    }
    let identifiers = [
        ("DOI", Label::Doi),
        ("eprintid", Label::Arxiv),
        ("issn", Label::Issn),
        ("isbn", Label::Isbn),
        ("url", Label::Url),
    ];
    for (name, label) in identifiers {
        if let Some(value) = text(name) {
            set_identifier(&mut record, label, &value, element, file, diag);
        }
    }
    let keywords =
        element.child("keywords").map(|keywords| keywords.named("keyword").filter_map(Element::text).collect());
    record.set_tags(keywords.unwrap_or_default());
    for (name, value) in [("bibcode", text("bibcode")), ("pub_raw", journal)] {
        if let Some(value) = value {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    titled(record, element, file, diag)
}

/// Returns the name of a journal without the place in it: “Example Journal, Volume 14, Issue 2, p.113”.
fn name_of_journal(citation: &str) -> &str {
    let lower = citation.to_ascii_lowercase();
    let ends = [", volume ", ", vol. ", ", vol ", ", issue ", ", id.", ", p.", ", pp."];
    let end = ends.iter().filter_map(|end| lower.find(end)).min();
    end.map_or(citation, |end| &citation[..end]).trim()
}
