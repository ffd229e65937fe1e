//! Makes records from PubMed's XML.

use std::io;

use serde_json::{Value, json};

use super::{FORMAT, fields};
use crate::diag::{Code, Diagnostic, Sink};
use crate::model::{
    Date, DateVariable, Kind, Name, NameVariable, NumberVariable, Origin, Record, Related, Text, TextVariable, Variable,
};
use crate::seam::Reader;
use crate::seam::xml_fields::{set_fields, set_identifier};
use crate::syntax::Input;
use crate::syntax::element::Element;
use crate::syntax::xml;
use crate::syntax::xml::{Shape, place_of};
use crate::text::identifiers::{normalise_doi, normalise_orcid};
use crate::values::identifiers::{Identifier, Label};
use crate::values::names;
use crate::values::names::{GivenNames, ReadName};
use crate::values::titles::without_full_stop;
use crate::values::{dates, markup, pages};

pub(super) struct PubmedReader;

const SHAPE: Shape = Shape {
    format: "PubMed XML",
    records: &["PubmedArticle", "PubmedBookArticle", "MedlineCitation", "BookDocument"],
    wrappers: &["PubmedArticle", "PubmedBookArticle"],
    errors: &["ERROR", "Error"],
};

/// Placeholders for missing titles.
const NO_TITLES: &[&str] = &["[Not Available]", "[In Process Citation]", "Not Available", "In Process Citation"];

/// PubMed's names for the links between a preprint and its article, and DataCite's names for them.
const RELATIONS: &[(&str, &str)] = &[("UpdateIn", "IsPreprintOf"), ("UpdateOf", "HasPreprint")];

impl Reader for PubmedReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let file = input.name;
        xml::read(input, &SHAPE, diag, &mut |element, diag| {
            if SHAPE.errors.contains(&element.name.as_str()) {
                let message = format!("PubMed answered with an error: {}", element.text().unwrap_or_default());
                diag.report(Diagnostic::new(Code::ServiceError, message).at(place_of(file, element)));
                return;
            }
            let record = Citation { file, element, diag }.read();
            if record.plain_title().is_empty() {
                diag.report(Diagnostic::new(Code::MissingTitle, "the work has no title").at(place_of(file, element)));
            }
            out(record);
        })
    }
}

struct Citation<'a, 'b> {
    file: &'a str,
    element: &'a Element,
    diag: &'b mut dyn Sink,
}

impl Citation<'_, '_> {
    fn read(mut self) -> Record {
        let origin = Origin::new(FORMAT.id, self.element.line);
        let mut record = Record { origin: Some(origin), ..Record::default() };
        let element = self.element;
        match element.name.as_str() {
            "BookDocument" => self.book(&mut record, element, element),
            "PubmedBookArticle" => {
                let document = element.child("BookDocument").unwrap_or(element);
                self.book(&mut record, document, element.child("PubmedBookData").unwrap_or(element));
            }
            "MedlineCitation" => self.article(&mut record, element, element),
            _ => {
                let citation = element.child("MedlineCitation").unwrap_or(element);
                self.article(&mut record, citation, element.child("PubmedData").unwrap_or(element));
            }
        }
        record
    }

    fn article(&mut self, record: &mut Record, citation: &Element, data: &Element) {
        let article = citation.child("Article").unwrap_or(citation);
        record.kind = Kind::ArticleJournal;
        self.publication_types(record, article.all_at("PublicationTypeList/PublicationType"));
        set_title(record, article.child("ArticleTitle"), article.child("VernacularTitle"));
        set_abstract(record, article.child("Abstract"));
        for list in article.named("AuthorList") {
            set_authors(record, NameVariable::Author, list, "Author");
        }
        for list in citation.named("InvestigatorList") {
            set_authors(record, NameVariable::Contributor, list, "Investigator");
        }
        for location in article.named("ELocationID") {
            let text = location.text().unwrap_or_default();
            match location.attribute("EIdType") {
                Some("doi") if location.attribute("ValidYN") != Some("N") => {
                    set_identifier(record, Label::Doi, &text, location, self.file, self.diag);
                }
                _ => self.publisher_item(record, &text),
            }
        }
        self.article_ids(record, data.all_at("ArticleIdList/ArticleId"));
        set_pages(record, article.child("Pagination"));
        set_date(record, DateVariable::Issued, article.at("Journal/JournalIssue/PubDate"));
        let published = article.child("ArticleDate");
        let variable = if record.has(Variable::Date(DateVariable::Issued)) {
            DateVariable::AvailableDate
        } else {
            DateVariable::Issued
        };
        set_date(record, variable, published);
        let received = data.all_at("History/PubMedPubDate").into_iter();
        set_date(
            record,
            DateVariable::Submitted,
            received.clone().find(|date| date.attribute("PubStatus") == Some("received")),
        );
        set_fields(record, citation, &fields::FIELDS, self.file, self.diag);
        set_pages_by_number(record);
        tidy_journal(record);
        add_headings(record, citation);
        if data.text_at("PublicationStatus").as_deref() == Some("aheadofprint") {
            record.set_text(TextVariable::Status, "ahead of print");
        }
        for comment in citation.all_at("CommentsCorrectionsList/CommentsCorrections") {
            add_comment(record, comment);
        }
        keep_texts(record, article, &[("Abstract/CopyrightInformation", "copyright"), ("GrantList/Grant", "grant")]);
        keep_texts(record, citation, &[("OtherAbstract", "other-abstract"), ("CoiStatement", "conflict-of-interest")]);
        for language in article.named("Language").skip(1).filter_map(Element::text) {
            record.keep_extra(FORMAT.id, "language", language);
        }
    }

    fn book(&mut self, record: &mut Record, document: &Element, data: &Element) {
        let has_own_title = document.child("ArticleTitle").and_then(Element::text).is_some();
        record.kind = if has_own_title { Kind::Chapter } else { Kind::Book };
        self.publication_types(record, document.named("PublicationType").collect());
        if has_own_title {
            set_title(record, document.child("ArticleTitle"), document.child("VernacularTitle"));
        }
        set_abstract(record, document.child("Abstract"));
        // The authors of the document, then those of the book, who are also its authors if there are no others.
        for (list, is_of_book) in document
            .named("AuthorList")
            .map(|list| (list, false))
            .chain(document.all_at("Book/AuthorList").into_iter().map(|list| (list, true)))
        {
            let is_editors = list.attribute("Type") == Some("editors");
            let variable = match (is_editors, is_of_book && has_own_title) {
                (true, _) => NameVariable::Editor,
                (false, true) => NameVariable::ContainerAuthor,
                (false, false) => NameVariable::Author,
            };
            if !record.has(Variable::Names(variable)) {
                set_authors(record, variable, list, "Author");
            }
        }
        self.article_ids(record, document.all_at("ArticleIdList/ArticleId"));
        self.article_ids(record, data.all_at("ArticleIdList/ArticleId"));
        for location in document.all_at("Book/ELocationID") {
            if location.attribute("EIdType") == Some("doi") {
                set_identifier(
                    record,
                    Label::Doi,
                    &location.text().unwrap_or_default(),
                    location,
                    self.file,
                    self.diag,
                );
            }
        }
        set_pages(record, document.child("Pagination"));
        let dates = ["ContributionDate", "Book/PubDate", "Book/BeginningDate"];
        for path in dates {
            if !record.has(Variable::Date(DateVariable::Issued)) {
                set_date(record, DateVariable::Issued, document.at(path));
            }
        }
        if let Some(updated) = document.child("DateRevised") {
            keep_date(record, "revised", updated);
        }
        set_fields(record, document, &fields::BOOK_FIELDS, self.file, self.diag);
        if let Some(title) = record.text(TextVariable::Title).cloned() {
            record.set_text(TextVariable::Title, without_full_stop(title));
        }
        keep_texts(record, document, &[("Book/EndingDate", "ending-date"), ("GrantList/Grant", "grant")]);
    }

    /// Reads the publication types. Some determine the type of work; the others are kept.
    fn publication_types(&mut self, record: &mut Record, types: Vec<&Element>) {
        let names: Vec<String> = types.into_iter().filter_map(Element::text).collect();
        if let Some(kind) = names.iter().find_map(|name| fields::kind(name)) {
            record.kind = kind;
        }
        let further: Vec<Value> =
            names.into_iter().filter(|name| !fields::PLAIN_TYPES.contains(&name.as_str())).map(Value::from).collect();
        if !further.is_empty() {
            record.keep_extra(FORMAT.id, "publication-type", further);
        }
    }

    /// Sets the publisher's number of an item; arXiv's numbers are recognised.
    fn publisher_item(&mut self, record: &mut Record, text: &str) {
        if text.to_ascii_lowercase().starts_with("arxiv:")
            && let Some(number @ Identifier::Arxiv(_)) = Identifier::of(Label::Arxiv, text)
        {
            number.put(record);
        } else if !text.is_empty() {
            record.keep_extra(FORMAT.id, "pii", text);
        }
    }

    fn article_ids(&mut self, record: &mut Record, ids: Vec<&Element>) {
        for id in ids {
            let text = id.text().unwrap_or_default();
            let label = match id.attribute("IdType") {
                Some("doi") => Label::Doi,
                Some("pmc" | "pmcid") if text.starts_with("PMC") => Label::Pmcid,
                Some("pubmed") => Label::Pmid,
                Some("bookaccession") => {
                    record.keep_extra(FORMAT.id, "bookaccession", text);
                    continue;
                }
                _ => continue,
            };
            set_identifier(record, label, &text, id, self.file, self.diag);
        }
    }
}

/// Sets the title, without the full stop at its end. If the only title is the one in the language of the work, it is
/// used.
fn set_title(record: &mut Record, title: Option<&Element>, vernacular: Option<&Element>) {
    let read = |element: Option<&Element>| {
        let text = without_full_stop(markup::text(&element.map(Element::markup).unwrap_or_default()));
        let is_none = NO_TITLES.iter().any(|none| text.to_plain().eq_ignore_ascii_case(none));
        (!is_none && !text.is_blank()).then_some(text)
    };
    match (read(title), read(vernacular)) {
        (Some(title), vernacular) => {
            record.set_text(TextVariable::Title, title);
            record.set_text(TextVariable::OriginalTitle, vernacular.unwrap_or_default());
        }
        (None, vernacular) => record.set_text(TextVariable::Title, vernacular.unwrap_or_default()),
    }
}

/// Sets the abstract from its parts, each with its label.
fn set_abstract(record: &mut Record, element: Option<&Element>) {
    let Some(element) = element else { return };
    let parts: Vec<String> = element
        .named("AbstractText")
        .map(|part| {
            let label = part.attribute("Label").filter(|label| !label.trim().is_empty() && *label != "UNLABELLED");
            let content = part.markup();
            label.map_or(content.clone(), |label| format!("{}: {content}", label.trim().trim_end_matches(':')))
        })
        .collect();
    record.set_text(TextVariable::Abstract, markup::text(&parts.join(" ")));
}

fn set_authors(record: &mut Record, variable: NameVariable, list: &Element, item: &str) {
    let mut read: Vec<ReadName> = Vec::new();
    let (mut equal, mut affiliations) = (Vec::new(), Vec::new());
    for author in list.named(item).filter(|author| author.attribute("ValidYN") != Some("N")) {
        let Some(name) = name(author) else { continue };
        read.push(name);
        if author.attribute("EqualContrib") == Some("Y") {
            equal.push(read.len());
        }
        for affiliation in author.all_at("AffiliationInfo/Affiliation").into_iter().filter_map(Element::text) {
            affiliations.push(json!([read.len(), affiliation]));
        }
    }
    names::set(record, variable, read, list.attribute("CompleteYN") == Some("N"));
    if variable == NameVariable::Author {
        if !equal.is_empty() {
            record.keep_extra(FORMAT.id, "equal-contribution", equal);
        }
        if !affiliations.is_empty() {
            record.keep_extra(FORMAT.id, "affiliation", affiliations);
        }
    }
}

fn name(author: &Element) -> Option<ReadName> {
    if let Some(collective) = author.child("CollectiveName") {
        let name = Name::Literal(markup::plain_text(&collective.markup()));
        return Some(ReadName { name: name.normalised()?, rule: None });
    }
    let part = |names: &[&str]| names.iter().find_map(|name| author.text_at(name));
    let family = part(&["LastName"])?;
    let given = part(&["ForeName", "FirstName", "Initials"]).map(|given| with_full_stops(&given));
    let suffix = part(&["Suffix"]);
    let parts: Vec<String> =
        [Some(family), given, suffix].into_iter().flatten().map(|part| part.replace(',', "")).collect();
    let mut read = match parts.as_slice() {
        [family] => ReadName { name: Name::Literal(family.clone()), rule: None },
        parts => names::read(&parts.join(", "), GivenNames::BareInitials),
    };
    let orcid = author.named("Identifier").find(|identifier| identifier.attribute("Source") == Some("ORCID"));
    if let Name::Person(person) = &mut read.name {
        person.orcid = orcid.and_then(Element::text).and_then(|orcid| normalise_orcid(&orcid));
    }
    Some(read)
}

/// Adds the full stops that MEDLINE omits after initials: "Linus A" becomes "Linus A.", "S J" becomes "S. J.".
fn with_full_stops(given: &str) -> String {
    let is_initial = |word: &&str| word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let words = given.split(' ').map(|word| if is_initial(&word) { format!("{word}.") } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

/// An article without pages is cited by the publisher's number, if that is short.
fn set_pages_by_number(record: &mut Record) {
    let is_short = |number: &str| number.len() <= 12 && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if record.kind != Kind::ArticleJournal || !record.has(Variable::Number(NumberVariable::Volume)) {
        return;
    }
    let number = record
        .extra_field(FORMAT.id, "pii")
        .and_then(Value::as_str)
        .filter(|number| is_short(number))
        .map(str::to_owned);
    if let (Some(number), false) = (number, record.has(Variable::Number(NumberVariable::Page))) {
        record.set_number(NumberVariable::Page, number);
        if let Some(fields) = record.extra.get_mut(FORMAT.id) {
            fields.retain(|(field, _)| field != "pii");
        }
    }
}

fn set_pages(record: &mut Record, pagination: Option<&Element>) {
    let Some(pagination) = pagination else { return };
    let (start, end) = (pagination.text_at("StartPage"), pagination.text_at("EndPage"));
    let text = pagination.text_at("MedlinePgn").or_else(|| match (start, end) {
        (Some(start), Some(end)) => Some(format!("{start}-{end}")),
        (start, end) => start.or(end),
    });
    record.set_number(NumberVariable::Page, pages::in_full(&text.unwrap_or_default()));
}

/// Sets a date from its parts, or from the words of `MedlineDate`; if the words are not understood, only their year is
/// used.
fn set_date(record: &mut Record, variable: DateVariable, element: Option<&Element>) {
    let Some(element) = element else { return };
    let part = |name: &str| element.text_at(name);
    if let Some(words) = part("MedlineDate") {
        match dates::in_words(&words) {
            Some(date) => record.set_date(variable, date),
            None => {
                record.keep_extra(FORMAT.id, "MedlineDate", words.as_str());
                let year = words.split(|character: char| !character.is_ascii_digit()).find(|digits| digits.len() == 4);
                if let Some(point) = year.and_then(|year| dates::of_parts(year, None, None)) {
                    record.set_date(variable, Date::Point(point));
                }
            }
        }
        return;
    }
    let Some(year) = part("Year") else { return };
    let date = match part("Season") {
        Some(season) => dates::in_words(&format!("{year} {season}")),
        None => dates::of_parts(&year, part("Month").as_deref(), part("Day").as_deref()).map(Date::Point),
    };
    if let Some(date) = date.or_else(|| dates::of_parts(&year, None, None).map(Date::Point)) {
        record.set_date(variable, date);
    }
}

fn keep_date(record: &mut Record, field: &str, element: &Element) {
    let part = |name: &str| element.text_at(name);
    if let Some(point) =
        part("Year").and_then(|year| dates::of_parts(&year, part("Month").as_deref(), part("Day").as_deref()))
    {
        record.keep_extra(FORMAT.id, field, point.to_string());
    }
}

/// Removes the space before a colon in journal titles, which follow library conventions.
fn tidy_journal(record: &mut Record) {
    for variable in [TextVariable::ContainerTitle, TextVariable::Publisher] {
        if let Some(title) = record.text(variable).and_then(Text::as_plain) {
            let tidy = title.replace(" : ", ": ");
            record.set_text(variable, tidy);
        }
    }
}

/// Adds the MeSH headings after the keywords.
fn add_headings(record: &mut Record, citation: &Element) {
    let headings = citation.all_at("MeshHeadingList/MeshHeading/DescriptorName").into_iter().filter_map(Element::text);
    let mut tags = std::mem::take(&mut record.tags);
    for heading in headings {
        if !tags.contains(&heading) {
            tags.push(heading);
        }
    }
    record.set_tags(tags);
}

/// Adds a comment, correction or other version; a link between a preprint and its article is a related work.
fn add_comment(record: &mut Record, comment: &Element) {
    let relation = comment.attribute("RefType").unwrap_or_default();
    let source = comment.text_at("RefSource").unwrap_or_default();
    let doi = source.split_once("doi:").and_then(|(_, rest)| normalise_doi(rest.trim().trim_end_matches('.')));
    let address = comment.text_at("PMID").map(|number| format!("https://pubmed.ncbi.nlm.nih.gov/{number}"));
    let known = RELATIONS.iter().find(|(name, _)| *name == relation);
    match (known, doi.or(address)) {
        (Some((_, relation)), Some(target)) => {
            record.related.push(Related { relation: (*relation).to_owned(), target });
        }
        (_, target) => {
            record.keep_extra(FORMAT.id, relation, target.map_or(source.clone(), |target| format!("{source} {target}")))
        }
    }
}

/// Keeps the texts of elements without a variable.
fn keep_texts(record: &mut Record, element: &Element, paths: &[(&str, &str)]) {
    for (path, field) in paths {
        for found in element.all_at(path) {
            let children: Vec<String> = found.elements().filter_map(Element::text).collect();
            let text = if children.is_empty() { found.text().unwrap_or_default() } else { children.join(", ") };
            if !text.is_empty() {
                record.keep_extra(FORMAT.id, *field, text);
            }
        }
    }
}
