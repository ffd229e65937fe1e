//! Makes records from arXiv's metadata formats in OAI-PMH: `arXiv`, with names in parts, and `arXivRaw`, with all versions.

use serde_json::{Value, json};

use super::FORMAT;
use super::values::{day_of_version, from_latex, name_of_parts, names_of_byline, tex};
use crate::diag::Sink;
use crate::latex;
use crate::model::{Date, DateVariable, Kind, NameVariable, Names, NumberVariable, Origin, Record, TextVariable};
use crate::seam::xml_fields::{set_identifier, titled};
use crate::syntax::element::Element;
use crate::values::identifiers::{ARXIV, Label};
use crate::values::names;

/// Makes the record of an `arXiv` or `arXivRaw` element; `None` if it describes no work.
pub(in crate::services) fn record(element: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    let mut record = Record { origin: Some(Origin::new(FORMAT.id, element.line)), ..Record::new(Kind::Article) };
    let text = |name: &str| element.text_at(name);
    for (name, variable) in [("title", TextVariable::Title), ("abstract", TextVariable::Abstract)] {
        if let Some(element) = element.child(name) {
            record.set_text(variable, tex(element, file, diag));
        }
    }
    let notes: Vec<String> = ["comments", "journal-ref"].iter().filter_map(|name| text(name)).collect();
    record.set_text(TextVariable::Note, latex::decode(&notes.join("; ")).text);
    set_authors(&mut record, element);
    set_dates(&mut record, element);
    if let Some(id) = element.child("id") {
        set_identifier(&mut record, Label::Arxiv, &id.text().unwrap_or_default(), id, file, diag);
    }
    set_categories(&mut record, element);
    // Papers with several DOIs list them in one text.
    if let Some(found) = element.child("doi") {
        let dois = found.text().unwrap_or_default();
        let mut dois = dois.split([' ', ',', ';']).filter(|doi| !doi.is_empty());
        set_identifier(&mut record, Label::Doi, dois.next().unwrap_or_default(), found, file, diag);
        dois.for_each(|doi| record.keep_extra(FORMAT.id, "doi", doi));
    }
    record.set_number(NumberVariable::Number, text("report-no").unwrap_or_default());
    record.set_text(TextVariable::License, text("license").unwrap_or_default());
    for name in ["submitter", "proxy"] {
        if let Some(value) = text(name) {
            record.keep_extra(FORMAT.id, name, value);
        }
    }
    titled(record, element, file, diag)
}

/// Sets the authors: in parts, or in one text with their affiliations.
fn set_authors(record: &mut Record, element: &Element) {
    let Some(authors) = element.child("authors") else { return };
    if authors.child("author").is_none() {
        let byline = authors.text().unwrap_or_default();
        names::set(record, NameVariable::Author, names_of_byline(&byline), false);
        if byline.contains('(') {
            record.keep_extra(FORMAT.id, "authors", byline);
        }
        return;
    }
    let (mut list, mut affiliations): (Vec<_>, Vec<Value>) = (Vec::new(), Vec::new());
    for author in authors.named("author") {
        let part = |name: &str| author.text_at(name);
        let (family, given, suffix) = (part("keyname"), part("forenames"), part("suffix"));
        let Some(name) = name_of_parts(family.as_deref(), given.as_deref(), suffix.as_deref()) else { continue };
        list.push(name);
        for affiliation in author.named("affiliation").filter_map(Element::text) {
            affiliations.push(json!([list.len(), from_latex(&affiliation).to_plain()]));
        }
    }
    record.set_names(NameVariable::Author, Names::complete(list));
    if !affiliations.is_empty() {
        record.keep_extra(FORMAT.id, "affiliation", affiliations);
    }
}

/// Sets the date of the first version.
fn set_dates(record: &mut Record, element: &Element) {
    let versions: Vec<&Element> = element.named("version").collect();
    let created = element.text_at("created").or_else(|| versions.first()?.text_at("date"));
    if let Some(created) = created {
        record.set_date(DateVariable::Issued, day_of_version(&created).unwrap_or(Date::Literal(created)));
    }
    if let Some(updated) = element.text_at("updated") {
        record.keep_extra(FORMAT.id, "updated", updated);
    }
    if let [_, .., last] = versions.as_slice()
        && let Some(version) = last.attribute("version")
    {
        record.keep_extra(FORMAT.id, "version", version);
    }
}

/// The first category is the primary one, and the class of the number; the others, and the classes of other schemes, are
/// keywords.
fn set_categories(record: &mut Record, element: &Element) {
    let categories = element.text_at("categories").unwrap_or_default();
    let mut categories = categories.split_whitespace();
    if let Some(primary) = categories.next() {
        record.set_text(TextVariable::EprintType, ARXIV);
        record.set_text(TextVariable::EprintClass, primary);
    }
    let classes: Vec<String> = ["msc-class", "acm-class"].iter().filter_map(|name| element.text_at(name)).collect();
    let classes = classes.iter().flat_map(|classes| classes.split([',', ';'])).map(str::trim);
    let tags = categories.chain(classes.filter(|class| !class.is_empty()));
    record.set_tags(tags.map(str::to_owned).collect());
}
