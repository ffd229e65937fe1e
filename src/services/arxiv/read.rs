//! Makes records from arXiv's entries.

use std::io;

use serde_json::{Value, json};

use super::values::tex;
use super::{FORMAT, listing, metadata};
use crate::diag::{Code, Diagnostic, Sink};
use crate::latex;
use crate::model::{Date, DateVariable, Kind, NameVariable, Origin, Point, Record, TextVariable};
use crate::seam::Reader;
use crate::seam::xml_fields::set_identifier;
use crate::syntax::Input;
use crate::syntax::element::Element;
use crate::syntax::xml;
use crate::syntax::xml::{Shape, place_of};
use crate::values::identifiers::{ARXIV, Identifier, Label};
use crate::values::names;
use crate::values::names::GivenNames;

pub(super) struct ArxivReader;

const SHAPE: Shape =
    Shape { format: "arXiv's XML", records: &["entry", "item", "arXiv", "arXivRaw"], wrappers: &[], errors: &[] };

impl Reader for ArxivReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let file = input.name;
        xml::read(input, &SHAPE, diag, &mut |entry, diag| {
            if entry.name.starts_with("arXiv") {
                metadata::record(entry, file, diag).into_iter().for_each(&mut *out);
                return;
            }
            if listing::is_item(entry) {
                listing::record(entry, file, diag).into_iter().for_each(&mut *out);
                return;
            }
            let id = entry.text_at("id").unwrap_or_default();
            // Errors are entries with this title, or with an address of the API as their id.
            if id.contains("/api/errors") || entry.text_at("title").as_deref() == Some("Error") && !id.contains("/abs/")
            {
                let message = entry.text_at("summary").unwrap_or_else(|| "no reason given".to_owned());
                let report = Diagnostic::new(Code::ServiceError, format!("arXiv answered with an error: {message}"));
                diag.report(report.at(place_of(file, entry)));
                return;
            }
            let record = record(entry, &id, file, diag);
            if record.plain_title().is_empty() {
                diag.report(Diagnostic::new(Code::MissingTitle, "the work has no title").at(place_of(file, entry)));
            }
            out(record);
        })
    }
}

fn record(entry: &Element, id: &str, file: &str, diag: &mut dyn Sink) -> Record {
    let origin = Origin::new(FORMAT.id, entry.line);
    let mut record = Record { origin: Some(origin), ..Record::new(Kind::Article) };
    for (path, variable) in [("title", TextVariable::Title), ("summary", TextVariable::Abstract)] {
        if let Some(element) = entry.child(path) {
            record.set_text(variable, tex(element, file, diag));
        }
    }
    // The note contains both texts that say how far the work has come.
    let notes: Vec<String> = ["comment", "journal_ref"].iter().filter_map(|name| entry.text_at(name)).collect();
    record.set_text(TextVariable::Note, latex::decode(&notes.join("; ")).text);
    set_authors(&mut record, entry);
    let date = |name: &str| entry.text_at(name).and_then(|stamp| Point::from_edtf(stamp.get(..10)?));
    let (published, updated) = (date("published"), date("updated"));
    if let Some(point) = published.or(updated) {
        record.set_date(DateVariable::Issued, Date::Point(point));
    }
    if let Some(updated) = updated.filter(|updated| Some(*updated) != published && published.is_some()) {
        record.keep_extra(FORMAT.id, "updated", updated.to_string());
    }
    match Identifier::of(Label::Arxiv, id) {
        Some(number) => number.put(&mut record),
        None if !id.is_empty() => set_identifier(&mut record, Label::Url, id, entry, file, diag),
        None => {}
    }
    set_categories(&mut record, entry);
    if let Some(doi) = entry.child("doi") {
        set_identifier(&mut record, Label::Doi, &doi.text().unwrap_or_default(), doi, file, diag);
    }
    let link = entry.named("link").find(|link| link.attribute("rel") == Some("alternate"));
    let address = link.and_then(|link| link.attribute("href")).unwrap_or(id);
    if !address.is_empty() {
        set_identifier(&mut record, Label::Url, address, link.unwrap_or(entry), file, diag);
    }
    record
}

fn set_authors(record: &mut Record, entry: &Element) {
    let authors: Vec<&Element> = entry.named("author").filter(|author| author.text_at("name").is_some()).collect();
    let read = authors.iter().filter_map(|author| author.text_at("name")).map(|name| {
        let plain = if name.contains(['\\', '{', '$']) { latex::decode(&name).text.to_plain() } else { name };
        names::read(&plain, GivenNames::Plain)
    });
    let names: Vec<_> = read.collect();
    names::set(record, NameVariable::Author, names, false);
    let affiliations: Vec<Value> = (1..)
        .zip(&authors)
        .flat_map(|(number, author)| {
            author.named("affiliation").filter_map(Element::text).map(move |affiliation| json!([number, affiliation]))
        })
        .collect();
    if !affiliations.is_empty() {
        record.keep_extra(FORMAT.id, "affiliation", affiliations);
    }
}

/// The primary category is the class of the number; other categories, and the classes of other schemes, are keywords.
fn set_categories(record: &mut Record, entry: &Element) {
    let primary = entry.child("primary_category").and_then(|category| category.attribute("term"));
    if let Some(primary) = primary {
        record.set_text(TextVariable::EprintType, ARXIV);
        record.set_text(TextVariable::EprintClass, primary);
    }
    let terms = entry.named("category").filter_map(|category| category.attribute("term"));
    record.set_tags(terms.filter(|term| Some(*term) != primary).map(str::to_owned).collect());
}
