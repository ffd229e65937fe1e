//! Makes records from DBLP's XML.

use std::io;

use serde_json::{Value, json};

use super::proceedings::Window;
use super::{FORMAT, fields, search};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    Date, DateVariable, Kind, Name, NameVariable, NumberVariable, Origin, Record, TextVariable, Variable,
};
use crate::seam::Reader;
use crate::seam::xml_fields::{set_fields, set_identifier};
use crate::syntax::Input;
use crate::syntax::element::Element;
use crate::syntax::xml;
use crate::syntax::xml::{Shape, place_of};
use crate::text::identifiers::normalise_orcid;
use crate::values::identifiers::{Identifier, Label};
use crate::values::names;
use crate::values::names::{GivenNames, without_dblp_number};
use crate::values::titles::without_full_stop;
use crate::values::{dates, markup, pages};

pub(super) struct DblpXmlReader;

const SHAPE: Shape = Shape {
    format: "DBLP's XML",
    records: &[
        "article",
        "inproceedings",
        "proceedings",
        "book",
        "incollection",
        "phdthesis",
        "mastersthesis",
        "www",
        "data",
        search::HIT,
    ],
    wrappers: &[],
    errors: &[],
};

/// The prefix of DBLP's keys in its own BibTeX.
const KEY_PREFIX: &str = "DBLP:";

/// The "journal" of arXiv papers.
const ARXIV_JOURNAL: &str = "CoRR";

impl Reader for DblpXmlReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let file = input.name;
        let mut window = Window::default();
        xml::read(input, &SHAPE, diag, &mut |element, diag| {
            if element.name == search::HIT {
                search::record(element, file, diag).into_iter().for_each(&mut *out);
                return;
            }
            if element.attribute("key").is_some_and(|key| key.starts_with("homepages/")) {
                return;
            }
            let publication_type = element.attribute("publtype").or_else(|| element.attribute("publitype"));
            let Some(kind) = fields::kind(&element.name, publication_type.unwrap_or_default()) else { return };
            let record = Entry { file, element, diag }.read(kind);
            let parent = element.text_at("crossref").map(|key| format!("{KEY_PREFIX}{key}"));
            let parent = parent.filter(|parent| *parent != record.id);
            if record.plain_title().is_empty() {
                diag.report(Diagnostic::new(Code::MissingTitle, "the work has no title").at(place_of(file, element)));
            }
            window.push(record, parent, out);
        })?;
        window.finish(out);
        Ok(())
    }
}

struct Entry<'a, 'b> {
    file: &'a str,
    element: &'a Element,
    diag: &'b mut dyn Sink,
}

impl Entry<'_, '_> {
    fn read(self, kind: Kind) -> Record {
        let Self { file, element, diag } = self;
        let id = element.attribute("key").map(|key| format!("{KEY_PREFIX}{key}")).unwrap_or_default();
        let origin = Origin::new(FORMAT.id, element.line);
        let mut record = Record { id, origin: Some(origin), ..Record::new(kind) };
        if let Some(title) = element.child("title") {
            record.set_text(TextVariable::Title, without_full_stop(markup::text(&title.markup())));
        }
        set_people(&mut record, NameVariable::Author, element, "author");
        set_people(&mut record, NameVariable::Editor, element, "editor");
        let month = element.text_at("month");
        if let Some(year) = element.text_at("year") {
            match dates::of_parts(&year, month.as_deref(), None) {
                Some(point) => record.set_date(DateVariable::Issued, Date::Point(point)),
                None => record.set_date(DateVariable::Issued, Date::Literal(year)),
            }
        }
        if let Some(text) = element.text_at("pages") {
            record.set_number(NumberVariable::Page, pages::in_full(&text));
        }
        if let Some(genre) = fields::genre(&element.name) {
            record.set_text(TextVariable::Genre, genre);
        }
        electronic_editions(&mut record, element, file, diag);
        set_fields(&mut record, element, &fields::FIELDS, file, diag);
        if kind == Kind::Article && element.text_at("journal").as_deref() == Some(ARXIV_JOURNAL) {
            take_arxiv(&mut record);
        }
        keep_rest(&mut record, element);
        record
    }
}

/// Sets the names, without the numbers that distinguish people of the same name.
fn set_people(record: &mut Record, variable: NameVariable, element: &Element, item: &str) {
    let (mut list, mut numbers): (Vec<_>, Vec<Value>) = (Vec::new(), Vec::new());
    for person in element.named(item) {
        let Some(full) = person.text() else { continue };
        let (name, number) = without_dblp_number(&full);
        let mut read = names::read(name, GivenNames::Plain);
        let orcid = person.attribute("orcid").and_then(normalise_orcid);
        if let Name::Person(person) = &mut read.name {
            person.orcid = orcid;
        }
        list.push(read);
        numbers.extend(number.map(|number| json!([list.len(), number])));
    }
    names::set(record, variable, list, false);
    if !numbers.is_empty() {
        record.keep_extra(FORMAT.id, format!("{item}-number"), numbers);
    }
}

/// Sets where the work can be read: the first DOI, and the first other address; the rest are kept.
fn electronic_editions(record: &mut Record, element: &Element, file: &str, diag: &mut dyn Sink) {
    for edition in element.named("ee") {
        let Some(address) = edition.text() else { continue };
        match Identifier::of(Label::Doi, &address) {
            Some(doi @ Identifier::Doi(_)) if !has(record, &doi) => doi.put(record),
            _ if record.url().is_none() && !address.contains("doi.org/") => {
                set_identifier(record, Label::Url, &address, edition, file, diag);
            }
            _ => record.keep_extra(FORMAT.id, "ee", address),
        }
    }
}

fn has(record: &Record, identifier: &Identifier) -> bool {
    identifier.variable().is_some_and(|variable| record.has(Variable::Identifier(variable)))
}

/// Handles an arXiv paper: its number is in the "volume", and it is not in a journal.
fn take_arxiv(record: &mut Record) {
    let volume = record.number(NumberVariable::Volume).map(str::to_owned).unwrap_or_default();
    let number = volume.strip_prefix("abs/").unwrap_or(&volume);
    if let Some(number) = Identifier::of(Label::Arxiv, number) {
        number.put(record);
        record.remove(Variable::Number(NumberVariable::Volume));
        record.remove(Variable::Text(TextVariable::ContainerTitle));
    }
}

/// Keeps fields without a variable. References, streams and files that concern only DBLP are left out.
fn keep_rest(record: &mut Record, element: &Element) {
    let publication_type =
        element.attribute("publtype").filter(|name| !name.starts_with("informal") || name.contains(' '));
    if let Some(name) = publication_type {
        record.keep_extra(FORMAT.id, "publtype", name);
    }
    for name in ["crossref", "cdrom", "rel", "url"] {
        for text in element.named(name).filter_map(Element::text) {
            record.keep_extra(FORMAT.id, name, text);
        }
    }
    if record.kind != Kind::Thesis {
        for school in element.named("school").filter_map(Element::text) {
            record.keep_extra(FORMAT.id, "school", school);
        }
    }
}
