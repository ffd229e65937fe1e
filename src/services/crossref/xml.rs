//! Makes records from Crossref's XML.

use std::io;

use super::people;
use super::people::Level;
use super::{FORMAT, fields};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, NumberVariable, Origin, Record, Related, Text, TextVariable, Variable,
};
use crate::seam::Reader;
use crate::seam::xml_fields::{set_fields, set_identifier};
use crate::syntax::Input;
use crate::syntax::element::Element;
use crate::syntax::xml;
use crate::syntax::xml::{Shape, place_of};
use crate::values::identifiers::Label;
use crate::values::{dates, languages, markup, pages};

pub(super) struct CrossrefXmlReader;

const SHAPE: Shape = Shape {
    format: "Crossref's XML",
    records: &[
        "doi_record",
        "journal",
        "book",
        "conference",
        "dissertation",
        "report-paper",
        "standard",
        "database",
        "posted_content",
        "peer_review",
        "sa_component",
        "pending_publication",
    ],
    wrappers: &["doi_record", "sa_component"],
    errors: &["error", "msg"],
};

/// The parts of a publication that are works themselves.
const ITEMS: &[&str] = &["journal_article", "conference_paper", "content_item", "dataset", "component"];

/// Which works of a publication are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// The answer to a query: the publication is included only to describe its item.
    Answer,
    /// A deposit: the publication itself is registered, too.
    Deposit,
}

impl Reader for CrossrefXmlReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let file = input.name;
        xml::read(input, &SHAPE, diag, &mut |element, diag| {
            if SHAPE.errors.contains(&element.name.as_str()) {
                report_error(file, element, diag);
                return;
            }
            if element.name != "doi_record" {
                publication(file, element, Extent::Deposit, out, diag);
                return;
            }
            let content = element.child("crossref").unwrap_or(element);
            for publication in content.elements() {
                if publication.name == "error" {
                    report_error(file, publication, diag);
                } else if fields::kind(&publication.name, "").is_some() || publication.name == "sa_component" {
                    self::publication(file, publication, Extent::Answer, out, diag);
                }
            }
        })
    }
}

fn report_error(file: &str, element: &Element, diag: &mut dyn Sink) {
    let message = format!("Crossref answered with an error: {}", element.text().unwrap_or_default());
    diag.report(Diagnostic::new(Code::ServiceError, message).at(place_of(file, element)));
}

/// Passes on the works of a publication: its items, or the publication itself if it has no items.
fn publication(file: &str, element: &Element, extent: Extent, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) {
    let nested = element.child("component_list");
    let items: Vec<&Element> = element
        .elements()
        .chain(nested.filter(|_| element.name == "sa_component").into_iter().flat_map(Element::elements))
        .filter(|child| ITEMS.contains(&child.name.as_str()))
        .collect();
    let is_work_itself = match extent {
        Extent::Answer => items.is_empty(),
        Extent::Deposit => items.is_empty() || element.name != "journal" && metadata(element).is_some_and(has_doi),
    };
    if is_work_itself && element.name != "sa_component" {
        give(
            Work { file, item: metadata_or_self(element), publication: element, name: &element.name, diag }.read(),
            file,
            element,
            out,
            diag,
        );
    }
    for item in items {
        give(Work { file, item, publication: element, name: &item.name, diag }.read(), file, item, out, diag);
    }
}

fn give(record: Record, file: &str, element: &Element, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) {
    if record.plain_title().is_empty() {
        diag.report(Diagnostic::new(Code::MissingTitle, "the work has no title").at(place_of(file, element)));
    }
    out(record);
}

/// Returns the element that describes a publication as a whole: `book_metadata`, `proceedings_series_metadata` and the
/// like.
fn metadata(publication: &Element) -> Option<&Element> {
    publication.elements().find(|child| {
        child.name.ends_with("_metadata")
            && !["journal_metadata", "event_metadata", "series_metadata"].contains(&child.name.as_str())
    })
}

fn metadata_or_self(publication: &Element) -> &Element {
    metadata(publication).unwrap_or(publication)
}

fn has_doi(element: &Element) -> bool {
    element.text_at("doi_data/doi").is_some()
}

struct Work<'a, 'b> {
    file: &'a str,
    /// The element of the work.
    item: &'a Element,
    /// The element of the publication that contains the work; for a work of its own, the element of the work.
    publication: &'a Element,
    /// The name of the element that determines the type.
    name: &'a str,
    diag: &'b mut dyn Sink,
}

impl Work<'_, '_> {
    fn read(self) -> Record {
        let Self { file, item, publication, name, diag } = self;
        let origin = Origin::new(FORMAT.id, item.line);
        let subtype = item.attribute("component_type").or_else(|| item.attribute("type")).unwrap_or_default();
        let kind = fields::kind(name, subtype).unwrap_or_default();
        let mut record = Record { origin: Some(origin), ..Record::new(kind) };
        let metadata = metadata(publication);
        let is_part =
            !std::ptr::eq(item, publication) && !metadata.is_some_and(|metadata| std::ptr::eq(item, metadata));

        record.set_text(TextVariable::Title, title(item.child("titles")));
        if let Some(metadata) = metadata.filter(|_| is_part && publication.name != "database") {
            record.set_text(TextVariable::ContainerTitle, title(metadata.child("titles")));
        }
        if kind == Kind::Periodical {
            record.set_text(TextVariable::Title, title_of(item, "journal_metadata/full_title"));
        } else if kind == Kind::Collection {
            record.set_text(TextVariable::Title, title_of(item, "proceedings_title"));
        }
        set_abstract(&mut record, item);
        people::add(&mut record, item, Level::Work);
        if kind != Kind::ArticleJournal {
            for level in [Some(publication), metadata].into_iter().flatten().filter(|level| !std::ptr::eq(*level, item))
            {
                people::add(&mut record, level, if is_part { Level::Container } else { Level::Work });
            }
            if let Some(series) = metadata.and_then(|metadata| metadata.child("series_metadata")) {
                people::add(&mut record, series, Level::Series);
            }
        }
        set_dates(&mut record, item, metadata, publication);
        set_pages(&mut record, item);
        set_language(&mut record, &[Some(item), metadata, publication.child("journal_metadata"), Some(publication)]);
        set_fields(&mut record, item, &fields::FIELDS, file, diag);
        // The DOI and the address of a publication are not those of its parts.
        let own = [IdentifierVariable::Doi, IdentifierVariable::Url]
            .map(|variable| (variable, record.has(Variable::Identifier(variable))));
        for level in [metadata, Some(publication)].into_iter().flatten().filter(|level| !std::ptr::eq(*level, item)) {
            set_fields(&mut record, level, &fields::FIELDS, file, diag);
        }
        for (variable, is_own) in own {
            if !is_own && is_part {
                record.remove(Variable::Identifier(variable));
            }
        }
        if kind == Kind::Periodical || kind == Kind::Collection {
            let title = record.text(TextVariable::Title).cloned();
            if record.text(TextVariable::ContainerTitle) == title.as_ref() {
                record.remove(Variable::Text(TextVariable::ContainerTitle));
            }
        }
        set_genre(&mut record, name, item, subtype);
        for related in item.all_at("program/related_item") {
            add_related(&mut record, related, file, diag);
        }
        keep_rest(&mut record, item, publication);
        record
    }
}

/// Returns a title with its subtitle after a colon, unless the title ends with its own punctuation or already contains
/// the subtitle.
fn title(titles: Option<&Element>) -> Text {
    let Some(titles) = titles else { return Text::default() };
    let part = |name: &str| titles.child(name).map(|part| part.markup().trim().to_owned()).unwrap_or_default();
    let (title, subtitle) = (part("title"), part("subtitle"));
    let is_in_title = title.to_lowercase().ends_with(&subtitle.to_lowercase());
    let joined = match () {
        () if subtitle.is_empty() || is_in_title => title,
        () if title.is_empty() => subtitle,
        () if title.ends_with([':', '?', '!', '.', '—', '–']) => format!("{title} {subtitle}"),
        () => format!("{title}: {subtitle}"),
    };
    markup::text(&joined)
}

fn title_of(element: &Element, path: &str) -> Text {
    element.at(path).map(|found| markup::text(&found.markup())).unwrap_or_default()
}

/// Sets the abstract; if there are several, the one that is not a summary for a special audience.
fn set_abstract(record: &mut Record, item: &Element) {
    let abstracts: Vec<&Element> = item.named("abstract").collect();
    let is_special = |element: &&&Element| element.attribute("abstract-type").is_some();
    let chosen = abstracts.iter().find(|element| !is_special(element)).or(abstracts.first());
    if let Some(chosen) = chosen {
        record.set_text(TextVariable::Abstract, markup::text(&chosen.markup()));
    }
}

/// Sets the date of the work: in print, or else online; of the work itself, or else of the publication it is in.
fn set_dates(record: &mut Record, item: &Element, metadata: Option<&Element>, publication: &Element) {
    let levels = [Some(item), metadata, publication.child("journal_issue")];
    for level in levels.into_iter().flatten() {
        let all: Vec<&Element> = level
            .elements()
            .chain(level.child("database_date").into_iter().flat_map(Element::elements))
            .filter(|child| {
                ["publication_date", "posted_date", "review_date", "approval_date", "creation_date"]
                    .contains(&child.name.as_str())
            })
            .collect();
        let is_online = |date: &&&Element| date.attribute("media_type") == Some("online");
        let issued = all.iter().find(|date| !is_online(date)).or_else(|| all.first());
        let Some(point) = issued.and_then(|date| point(date)) else { continue };
        record.set_date(DateVariable::Issued, Date::Point(point));
        let online = all.iter().find(is_online).and_then(|date| self::point(date)).filter(|online| *online != point);
        if let Some(online) = online {
            record.set_date(DateVariable::AvailableDate, Date::Point(online));
        }
        break;
    }
    if let Some(date) = publication.at("event_metadata/conference_date") {
        set_event_date(record, date);
    }
}

fn point(date: &Element) -> Option<crate::model::Point> {
    let part = |name: &str| date.text_at(name);
    dates::of_parts(&part("year")?, part("month").as_deref(), part("day").as_deref())
}

fn set_event_date(record: &mut Record, date: &Element) {
    let point = |end: &str| {
        let part = |name: &str| date.attribute(&format!("{end}_{name}"));
        dates::of_parts(part("year")?, part("month"), part("day"))
    };
    let date = match (point("start"), point("end")) {
        (Some(start), Some(end)) if start == end => Some(Date::Point(start)),
        (Some(start), Some(end)) if start.sort_key() < end.sort_key() => Some(Date::Range(Some(start), Some(end))),
        (Some(start), _) => Some(Date::Point(start)),
        _ => date.text().map(|words| dates::in_words(&words).unwrap_or(Date::Literal(words))),
    };
    if let Some(date) = date {
        record.set_date(DateVariable::EventDate, date);
    }
}

fn set_pages(record: &mut Record, item: &Element) {
    if let Some(pages) = item.child("pages") {
        let (first, last, other) =
            (pages.text_at("first_page"), pages.text_at("last_page"), pages.text_at("other_pages"));
        let range = pages::from_ends(first.as_deref(), last.as_deref());
        let all = [range, other].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        record.set_number(NumberVariable::Page, pages::in_full(&all));
    }
    let numbers = item.all_at("publisher_item/item_number").into_iter().chain(item.named("item_number"));
    for number in numbers {
        let kind = number.attribute("item_number_type").unwrap_or_default();
        let is_article_number = kind.to_ascii_lowercase().replace(['-', '_'], "") == "articlenumber";
        match number.text() {
            Some(text) if is_article_number => record.set_number(NumberVariable::Number, text),
            Some(text) => record.keep_extra(FORMAT.id, if kind.is_empty() { "item_number" } else { kind }, text),
            None => {}
        }
    }
}

fn set_language(record: &mut Record, levels: &[Option<&Element>]) {
    let languages = levels.iter().flatten();
    if let Some(language) =
        languages.filter_map(|level| level.attribute("language")).find(|language| !language.trim().is_empty())
    {
        record.set_language(languages::tag_of(language));
    }
}

/// Sets the sort of posted content or review.
fn set_genre(record: &mut Record, name: &str, item: &Element, subtype: &str) {
    match name {
        "peer_review" => record.set_text(TextVariable::Genre, "peer review"),
        "posted_content" if !matches!(subtype, "" | "other") => {
            record.set_text(TextVariable::Genre, subtype.replace('_', " "));
        }
        _ => {}
    }
    if let Some(group) = item.text_at("group_title") {
        record.keep_extra(FORMAT.id, "group_title", group);
    }
}

/// Adds a related work. Crossref's names of relations are DataCite's with a lower-case first letter; others are kept.
fn add_related(record: &mut Record, item: &Element, file: &str, diag: &mut dyn Sink) {
    let relations = item.elements().filter(|child| child.name.ends_with("_work_relation"));
    for relation in relations {
        let (Some(name), Some(target)) = (relation.attribute("relationship-type"), relation.text()) else { continue };
        let mut letters = name.chars();
        let name: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        let target = match relation.attribute("identifier-type") {
            Some("doi") => {
                let mut probe = Record::default();
                set_identifier(&mut probe, Label::Doi, &target, relation, file, diag);
                probe.identifiers.remove(&IdentifierVariable::Doi).unwrap_or(target)
            }
            _ => target,
        };
        record.related.push(Related { relation: name, target });
    }
}

/// Keeps information about the work that has no variable: funders, corrections, acronyms.
fn keep_rest(record: &mut Record, item: &Element, publication: &Element) {
    let funders = ["program", "crossmark/custom_metadata/program"].map(|path| item.all_at(path)).concat();
    for assertion in funders.into_iter().flat_map(|program| program.all_at_any_depth("assertion")) {
        if assertion.attribute("name") == Some("funder_name") || assertion.attribute("name") == Some("award_number") {
            let own: String = assertion.own_text();
            if !own.is_empty() {
                record.keep_extra(FORMAT.id, assertion.attribute("name").unwrap_or_default(), own);
            }
        }
    }
    for update in item.all_at("crossmark/updates/update") {
        let kind = update.attribute("type").unwrap_or("update");
        record.keep_extra(FORMAT.id, format!("update-{kind}"), update.text().unwrap_or_default());
    }
    for (path, field) in [
        ("event_metadata/conference_acronym", "conference_acronym"),
        ("event_metadata/conference_number", "conference_number"),
    ] {
        if let Some(text) = publication.text_at(path) {
            record.keep_extra(FORMAT.id, field, text);
        }
    }
}
