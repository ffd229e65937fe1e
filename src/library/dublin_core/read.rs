//! Makes records from Dublin Core.

use super::kind::{Meaning, meaning};
use super::source::source;
use super::{FORMAT, people};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, NameVariable, NumberVariable, Origin, Point, Record, TextVariable,
    Variable,
};
use crate::seam::xml_fields::{set_identifier, titled};
use crate::seam::xml_records::{OwnIds, XmlRecords};
use crate::syntax::element::Element;
use crate::syntax::xml::{Shape, place_of};
use crate::values::identifiers::{Identifier, Label};
use crate::values::{dates, languages, markup, pages};

pub(super) static READER: XmlRecords = XmlRecords {
    shape: Shape { format: "Dublin Core", records: &["dc", "qualifieddc"], wrappers: &[], errors: &[] },
    record,
    ids: OwnIds::Never,
};

/// How OpenAIRE writes the end of an embargo.
const EMBARGO_END: &str = "info:eu-repo/date/embargoEnd/";

/// How OpenAIRE writes further identifiers of a work: this, the name of the scheme, a slash and the identifier.
const OTHER_IDENTIFIER: &str = "info:eu-repo/semantics/altIdentifier/";

/// Makes the record of a `dc` element; `None` if it describes no work.
pub(crate) fn record(element: &Element, file: &str, diag: &mut dyn Sink) -> Option<Record> {
    let mut record = Record { origin: Some(Origin::new(FORMAT.id, element.line)), ..Record::default() };
    let all = |name: &str| -> Vec<&Element> {
        element.elements().filter(|child| child.name == name && child.text().is_some()).collect()
    };
    set_languages(&mut record, &all("language"));
    set_text(&mut record, TextVariable::Title, &all("title"), |titles| titles.first().copied());
    let others = all("alternative");
    keep(&mut record, "alternative", others.iter().filter_map(|other| other.text()));
    let (abstracts, descriptions) = (all("abstract"), all("description"));
    if abstracts.is_empty() {
        // Notes are short.
        let longest = |of: &[&'_ Element]| -> Option<usize> {
            (0..of.len()).rev().max_by_key(|index| of[*index].characters().len())
        };
        set_text(&mut record, TextVariable::Abstract, &descriptions, |of| longest(of).map(|index| of[index]));
    } else {
        set_text(&mut record, TextVariable::Abstract, &abstracts, |abstracts| abstracts.first().copied());
        keep(&mut record, "description", descriptions.iter().filter_map(|other| other.text()));
    }
    people::set(&mut record, NameVariable::Author, &all("creator"), FORMAT.id);
    people::set(&mut record, NameVariable::Contributor, &all("contributor"), FORMAT.id);
    set_dates(&mut record, element, &all);
    set_identifiers(&mut record, &all, file, diag);
    set_kind(&mut record, &all("type"), file, diag);
    set_sources(&mut record, &all, file, diag);
    infer_kind(&mut record);
    set_publisher_and_rights(&mut record, &all);
    record.set_tags(all("subject").iter().map(|subject| markup::plain_text(&subject.markup())).collect());
    for name in ["format", "extent", "coverage", "spatial", "temporal", "audience", "provenance"] {
        keep(&mut record, name, all(name).iter().filter_map(|other| other.text()));
    }
    titled(record, element, file, diag)
}

fn keep(record: &mut Record, name: &str, values: impl Iterator<Item = String>) {
    values.for_each(|value| record.keep_extra(FORMAT.id, name, value));
}

/// Sets the language of the work; OJS and others repeat it in another form.
fn set_languages(record: &mut Record, languages: &[&Element]) {
    let mut tags = languages.iter().filter_map(|language| language.text());
    if let Some(language) = tags.next() {
        let tag = languages::tag_of(&language).replace('_', "-");
        record.set_language(&tag);
    }
    keep(record, "language", tags);
}

/// Sets a text of which there may be several, in several languages: the one chosen of those in the language of the work. The
/// others are kept.
fn set_text<'e>(
    record: &mut Record,
    variable: TextVariable,
    elements: &[&'e Element],
    choose: impl Fn(&[&'e Element]) -> Option<&'e Element>,
) {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let own = record.language.as_deref().map(primary);
    let is_own = |element: &&&Element| {
        let language = element.attribute("lang").map(|language| primary(languages::tag_of(language)));
        language.is_some() && language == own
    };
    let in_language: Vec<&Element> = elements.iter().filter(is_own).copied().collect();
    let Some(chosen) = choose(if in_language.is_empty() { elements } else { &in_language }) else { return };
    record.set_text(variable, markup::text(&chosen.markup()));
    let others = elements.iter().filter(|element| !std::ptr::eq(**element, chosen));
    let others: Vec<String> = others.filter_map(|other| other.text()).collect();
    if !others.is_empty() {
        record.mark_inferred(Variable::Text(variable), format!("it was chosen from {} of them", elements.len()));
        let name = elements.first().map_or("", |element| element.name.as_str()).to_owned();
        keep(record, &name, others.into_iter());
    }
}

/// A date, and whether it is a point in time.
fn date_of(text: &str) -> (Date, bool) {
    let day = text.get(..10).filter(|_| text.as_bytes().get(10).is_some_and(|next| matches!(next, b'T' | b' ')));
    match day.and_then(Point::from_edtf) {
        Some(point) => (Date::Point(point), true),
        None => (dates::in_words(text).unwrap_or_else(|| Date::parse(text)), false),
    }
}

fn set_dates<'e>(record: &mut Record, element: &Element, all: &impl Fn(&str) -> Vec<&'e Element>) {
    let texts = |name: &str| all(name).iter().filter_map(|date| date.text()).collect::<Vec<_>>();
    let (embargoes, plain): (Vec<String>, Vec<String>) =
        texts("date").into_iter().partition(|date| date.starts_with(EMBARGO_END));
    let available = embargoes.first().map(|date| date[EMBARGO_END.len()..].to_owned());
    for (variable, text) in [
        (DateVariable::AvailableDate, texts("available").into_iter().next().or(available)),
        (DateVariable::Submitted, texts("dateSubmitted").into_iter().next()),
    ] {
        if let Some(text) = text {
            record.set_date(variable, date_of(&text).0);
        }
    }
    let issued = [texts("issued"), plain.clone(), texts("created")].into_iter().find(|dates| !dates.is_empty());
    let issued = issued.unwrap_or_default();
    let is_day = |text: &&String| !date_of(text).1;
    let Some(chosen) = issued.iter().find(is_day).or(issued.first()) else { return };
    record.set_date(DateVariable::Issued, date_of(chosen).0);
    let mut others: Vec<&String> = plain.iter().filter(|other| date_of(other).0 != date_of(chosen).0).collect();
    others.dedup();
    if element.child("issued").is_none() && !others.is_empty() {
        record.mark_inferred(Variable::Date(DateVariable::Issued), "it was chosen from several dates");
    }
    let others: Vec<String> = others.into_iter().cloned().collect();
    keep(record, "date", others.into_iter());
}

/// Sets the identifiers; those of no known sort, and further addresses, are kept. An ISSN is that of the journal.
fn set_identifiers<'e>(record: &mut Record, all: &impl Fn(&str) -> Vec<&'e Element>, file: &str, diag: &mut dyn Sink) {
    let mut labelled: Vec<(&Element, String)> = Vec::new();
    for element in all("identifier") {
        labelled.extend(element.text().map(|text| (element, text)));
    }
    for element in all("relation") {
        let text = element.text().unwrap_or_default();
        match text.strip_prefix(OTHER_IDENTIFIER).and_then(|rest| rest.split_once('/')) {
            Some((scheme, identifier)) => labelled.push((element, format!("{scheme}:{identifier}"))),
            None => record.keep_extra(FORMAT.id, "relation", text),
        }
    }
    // DOIs and numbers come before the addresses that may be derived from them.
    let is_address = |text: &str| text.starts_with("http://") || text.starts_with("https://");
    labelled.sort_by_key(|(_, text)| is_address(text));
    for (element, text) in labelled {
        let bare = text.strip_prefix("urn:").or_else(|| text.strip_prefix("URN:")).unwrap_or(&text);
        let bare = bare.strip_prefix("info:").map_or(bare.to_owned(), |rest| rest.replacen('/', ":", 1));
        let known = Identifier::recognise(&bare);
        let is_new = known
            .as_ref()
            .and_then(Identifier::variable)
            .is_some_and(|variable| !record.has(Variable::Identifier(variable)));
        match known {
            Some(Identifier::Url(address)) if is_new => {
                set_identifier(record, Label::Url, &address, element, file, diag);
            }
            Some(known) if is_new => known.put(record),
            _ => record.keep_extra(FORMAT.id, "identifier", text),
        }
    }
}

/// Sets the type that is stated. Types of which none is known are reported.
fn set_kind(record: &mut Record, types: &[&Element], file: &str, diag: &mut dyn Sink) {
    let stated: Vec<(&Element, String)> =
        types.iter().filter_map(|element| element.text().map(|text| (*element, text))).collect();
    let known = stated.iter().find_map(|(_, text)| match meaning(text) {
        Some(Meaning::Type(kind, genre)) => Some((kind, genre)),
        _ => None,
    });
    if let Some((kind, genre)) = known {
        record.kind = kind;
        record.set_text(TextVariable::Genre, genre.unwrap_or_default());
    }
    let mut unknown = stated.iter().filter(|(_, text)| meaning(text).is_none()).peekable();
    if let (None, Some((element, text))) = (known, unknown.peek()) {
        let report = Diagnostic::new(Code::UnknownType, format!("the type “{text}” is not known"));
        diag.report(
            report.at(place_of(file, element)).hint("it was kept, and the type follows from the other elements"),
        );
    }
    let unknown: Vec<String> = unknown.map(|(_, text)| text.clone()).collect();
    keep(record, "type", unknown.into_iter());
}

/// Sets the journal or book that a work is in, and the place in it.
fn set_sources<'e>(record: &mut Record, all: &impl Fn(&str) -> Vec<&'e Element>, file: &str, diag: &mut dyn Sink) {
    const REASON: &str = "it was read from the words of the source";
    let is_part =
        matches!(record.kind, Kind::ArticleJournal | Kind::PaperConference | Kind::Chapter | Kind::ReviewBook);
    let citations = all("bibliographicCitation");
    for element in citations.iter().copied().chain(all("source")) {
        let Some(text) = element.text() else { continue };
        let bare = text.strip_prefix("ISSN").map_or(text.as_str(), |rest| rest.trim_start_matches([':', ' ']));
        let has_container = record.has(Variable::Text(TextVariable::ContainerTitle));
        match Identifier::of(Label::Issn, bare) {
            Some(Identifier::Issn(issn)) if !record.has(Variable::Identifier(IdentifierVariable::Issn)) => {
                set_identifier(record, Label::Issn, &issn, element, file, diag);
            }
            Some(Identifier::Issn(issn)) => {
                // Journals have one for print and one for the web.
                let first = record.identifier(IdentifierVariable::Issn).unwrap_or_default().to_owned();
                if !first.split(", ").any(|known| known == issn) {
                    record.set_identifier(IdentifierVariable::Issn, format!("{first}, {issn}"));
                }
            }
            _ => match source(&text).filter(|_| !has_container) {
                Some(found) => {
                    record.set_text(TextVariable::ContainerTitle, markup::text(&found.title));
                    record.mark_inferred(Variable::Text(TextVariable::ContainerTitle), REASON);
                    for (variable, number) in [
                        (NumberVariable::Volume, found.volume),
                        (NumberVariable::Issue, found.issue),
                        (NumberVariable::Page, found.pages.map(|pages| pages::in_full(&pages))),
                    ] {
                        if let Some(number) = number {
                            record.set_number(variable, number);
                            record.mark_inferred(Variable::Number(variable), REASON);
                        }
                    }
                }
                None if is_part && !has_container && is_name(&text) => {
                    record.set_text(TextVariable::ContainerTitle, markup::text(&element.markup()));
                    record.mark_inferred(Variable::Text(TextVariable::ContainerTitle), "it is the source of the work");
                }
                None => record.keep_extra(FORMAT.id, element.name.as_str(), text),
            },
        }
    }
}

/// Whether a source may be the name of a journal or book: not an address, a number or a sentence.
fn is_name(text: &str) -> bool {
    let is_address = text.contains("://") || Identifier::recognise(text).is_some();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    !is_address && !text.contains(';') && digits * 4 < text.chars().count() && text.chars().count() < 200
}

/// Infers the type of a work whose type is not stated.
fn infer_kind(record: &mut Record) {
    if record.kind != Kind::Document {
        return;
    }
    let (kind, reason) = if record.has(Variable::Text(TextVariable::ContainerTitle)) {
        (Kind::ArticleJournal, "its source has a volume or an issue")
    } else if record.has_arxiv_eprint() {
        (Kind::Article, "it has an arXiv number")
    } else if record.has(Variable::Identifier(IdentifierVariable::Isbn)) {
        (Kind::Book, "it has an ISBN")
    } else {
        return;
    };
    record.kind = kind;
    record.mark_inferred(Variable::Kind, reason);
}

fn set_publisher_and_rights<'e>(record: &mut Record, all: &impl Fn(&str) -> Vec<&'e Element>) {
    let mut publishers = all("publisher").into_iter();
    if let Some(publisher) = publishers.next() {
        record.set_text(TextVariable::Publisher, markup::text(&publisher.markup()));
    }
    keep(record, "publisher", publishers.filter_map(Element::text));
    // Who may see a work says nothing about its licence.
    let (access, licences): (Vec<String>, Vec<String>) = ["rights", "license"]
        .iter()
        .flat_map(|name| all(name))
        .filter_map(Element::text)
        .partition(|text| text.starts_with("info:eu-repo/semantics/"));
    record.set_text(TextVariable::License, licences.join(", "));
    keep(record, "rights", access.into_iter());
}
