//! The work of a page, from its `meta` tags.

use crate::diag::{Place, Sink};
use crate::library::dublin_core;
use crate::model::{Kind, Name, NameVariable, Origin, Record, TextVariable, Variable};
use crate::syntax::element::{Element, Node};
use crate::text::identifiers::normalise_orcid;
use crate::values::kinds::KindEvidence;
use crate::values::markup;

use super::FORMAT;
use super::values::{self, Values, is_field};

/// The tags that only works of some type have, the most specific first.
const TYPES: &[(&str, Kind)] = &[
    ("citation_dissertation_institution", Kind::Thesis),
    ("citation_dissertation_name", Kind::Thesis),
    ("citation_technical_report_institution", Kind::Report),
    ("citation_technical_report_number", Kind::Report),
    ("citation_inbook_title", Kind::Chapter),
    ("citation_book_title", Kind::Chapter),
    ("citation_conference_title", Kind::PaperConference),
    ("citation_conference", Kind::PaperConference),
    ("citation_journal_title", Kind::ArticleJournal),
    ("citation_arxiv_id", Kind::Article),
    ("eprints.book_title", Kind::Chapter),
    ("eprints.publication", Kind::ArticleJournal),
    ("prism.publicationname", Kind::ArticleJournal),
    ("citation_isbn", Kind::Book),
];

/// The types that EPrints states, in `eprints.type`.
const EPRINTS_TYPES: &[(&str, Kind)] = &[
    ("article", Kind::ArticleJournal),
    ("book", Kind::Book),
    ("book_section", Kind::Chapter),
    ("conference_item", Kind::PaperConference),
    ("monograph", Kind::Report),
    ("thesis", Kind::Thesis),
    ("patent", Kind::Patent),
    ("dataset", Kind::Dataset),
];

/// The elements of Dublin Core that a tag of DCMI's terms or a qualified tag means.
const DUBLIN_CORE: &[(&str, &str)] = &[
    ("title", "title"),
    ("title.alternative", "alternative"),
    ("alternative", "alternative"),
    ("creator", "creator"),
    ("creator.personalname", "creator"),
    ("creator.author", "creator"),
    ("contributor", "contributor"),
    ("contributor.author", "creator"),
    ("subject", "subject"),
    ("description", "description"),
    ("description.abstract", "abstract"),
    ("abstract", "abstract"),
    ("publisher", "publisher"),
    ("date", "date"),
    ("date.issued", "issued"),
    ("issued", "issued"),
    ("type", "type"),
    ("identifier", "identifier"),
    ("identifier.uri", "identifier"),
    ("source", "source"),
    ("language", "language"),
    ("rights", "rights"),
    ("license", "license"),
    ("ispartof", "source"),
    ("bibliographiccitation", "bibliographicCitation"),
    ("identifier.bibliographiccitation", "bibliographicCitation"),
];

/// Returns the name of a tag as the table has it, if it is one of those that are read.
pub(super) fn known_name(name: &str) -> Option<String> {
    let name = name.trim().to_ascii_lowercase().replace(':', ".");
    let name = name.strip_prefix("bepress_").map(str::to_owned).unwrap_or(name);
    let is_other = matches!(name.as_str(), "citation_author_orcid" | "eprints.type");
    (is_other || is_field(&name) && !name.starts_with("rft") || element_of(&name).is_some()).then_some(name)
}

/// Returns the element of Dublin Core that a tag means.
fn element_of(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix("dc.").or_else(|| name.strip_prefix("dcterms."))?;
    DUBLIN_CORE.iter().find(|(known, _)| *known == name).map(|(_, element)| *element)
}

/// Whether the tags are those of an article, made for search engines and reference managers. Dublin Core alone may describe
/// any page.
pub(super) fn are_of_an_article(tags: &Values) -> bool {
    tags.first("citation_title").or(tags.first("eprints.title")).is_some()
}

/// Makes the record of the tags; `None` if they describe no work.
pub(super) fn record(tags: &Values, place: &Place, diag: &mut dyn Sink) -> Option<Record> {
    let mut record = Record { origin: Some(Origin::new(FORMAT.id, place.line)), ..Record::default() };
    let stated = tags.first("eprints.type").and_then(|of| EPRINTS_TYPES.iter().find(|(known, _)| *known == of));
    match stated {
        Some((_, kind)) => record.kind = *kind,
        None => {
            if let Some((tag, kind)) = TYPES.iter().find(|(tag, _)| tags.first(tag).is_some()) {
                KindEvidence::inferred(*kind, format!("it has the tag `{tag}`")).put(&mut record);
            }
        }
    }
    values::set_people(&mut record, tags);
    set_orcids(&mut record, tags);
    values::set(&mut record, tags, place, diag);
    if record.kind == Kind::Thesis && tags.first("citation_dissertation_institution").is_none() {
        record.texts.remove(&TextVariable::ContainerTitle);
    }
    let dublin_core = dublin_core_record(tags, &record.plain_title(), place);
    complete(&mut record, dublin_core);
    set_journal(&mut record, tags);
    if let (Kind::ArticleJournal, Some(reason)) = (record.kind, record.preprint_evidence()) {
        record.inferred.retain(|mark| mark.variable != Variable::Kind);
        KindEvidence::inferred(Kind::Article, reason).put(&mut record);
    }
    let has_title = !record.plain_title().is_empty();
    let says_more = record.has(Variable::Names(NameVariable::Author))
        || !record.identifiers.is_empty()
        || record.has(Variable::Text(TextVariable::ContainerTitle));
    (has_title && (are_of_an_article(tags) || says_more)).then_some(record)
}

/// Sets the journal that OJS names as the source, with the volume and issue in tags of their own.
fn set_journal(record: &mut Record, tags: &Values) {
    let is_in_journal =
        ["dc.source.volume", "dc.source.issue", "dc.source.issn"].iter().any(|tag| tags.first(tag).is_some());
    if let Some(journal) = tags.first("dc.source").filter(|_| is_in_journal)
        && !record.has(Variable::Text(TextVariable::ContainerTitle))
    {
        record.set_text(TextVariable::ContainerTitle, markup::text(journal));
        record.mark_inferred(Variable::Text(TextVariable::ContainerTitle), "it is the source of the work");
    }
    if record.kind == Kind::Document && is_in_journal {
        KindEvidence::inferred(Kind::ArticleJournal, "its source has a volume, an issue or an ISSN").put(record);
    }
}

/// Reads the tags of Dublin Core as its XML is read. Problems in them are not reported: the other tags say the same.
///
/// That reader needs a title, which may be in another tag.
fn dublin_core_record(tags: &Values, title: &str, place: &Place) -> Option<Record> {
    let children = tags.0.iter().filter_map(|(name, value)| {
        let children = vec![Node::Text(value.clone())];
        Some(Node::Element(Element { name: element_of(name)?.to_owned(), children, ..Element::default() }))
    });
    let mut children: Vec<Node> = children.collect();
    if children.is_empty() {
        return None;
    }
    if !title.is_empty() {
        let children_of_title = vec![Node::Text(title.to_owned())];
        let element = Element { name: "title".into(), children: children_of_title, ..Element::default() };
        children.insert(0, Node::Element(element));
    }
    let element = Element { name: "dc".into(), children, line: place.line, column: place.column, ..Element::default() };
    dublin_core::record(&element, &place.file, &mut ())
}

/// Sets the ORCID iD of each author that is followed by one.
fn set_orcids(record: &mut Record, tags: &Values) {
    let Some(authors) = record.names.get_mut(&NameVariable::Author) else { return };
    let mut next = 0;
    for (name, value) in &tags.0 {
        match name.as_str() {
            "citation_author" if !value.is_empty() && !value.contains(';') => next += 1,
            "citation_author_orcid" if next > 0 => {
                if let Some(Name::Person(person)) = authors.list.get_mut(next - 1) {
                    person.orcid = normalise_orcid(value);
                }
            }
            _ => {}
        }
    }
}

/// Gives a record what another one of the same work has and it lacks: single values as a whole, never a part of a list.
pub(super) fn complete(record: &mut Record, other: Option<Record>) {
    let Some(other) = other else { return };
    let lacks: Vec<Variable> = other.variables().into_iter().filter(|variable| !record.has(*variable)).collect();
    for (variable, text) in other.texts {
        record.texts.entry(variable).or_insert(text);
    }
    for (variable, names) in other.names {
        record.names.entry(variable).or_insert(names);
    }
    for (variable, date) in other.dates {
        record.dates.entry(variable).or_insert(date);
    }
    for (variable, number) in other.numbers {
        record.numbers.entry(variable).or_insert(number);
    }
    for (variable, identifier) in other.identifiers {
        record.identifiers.entry(variable).or_insert(identifier);
    }
    record.language = record.language.take().or(other.language);
    if record.tags.is_empty() {
        record.tags = other.tags;
    }
    let takes_kind = record.kind == Kind::Document;
    if takes_kind {
        record.kind = other.kind;
    }
    for mark in other.inferred {
        if lacks.contains(&mark.variable) && mark.variable != Variable::Kind
            || takes_kind && mark.variable == Variable::Kind
        {
            record.inferred.push(mark);
        }
    }
}
