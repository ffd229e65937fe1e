//! Makes records from OpenAlex works.

use super::work::{Authorship, Location, Work, WorkShape};
use super::{FORMAT, kind};
use crate::diag::Sink;
use crate::model::{
    Date, DateVariable, IdentifierVariable, Kind, Name, NameVariable, NumberVariable, Record, TextVariable, Variable,
};
use crate::services::answer::{AnswerReader, take_identifiers};
use crate::syntax::json::stream::{Lists, RawValue};
use crate::syntax::json::typed::{Scalar, text};
use crate::text::identifiers::normalise_orcid;
use crate::text::unicode::{Unreadable, to_ascii};
use crate::values::identifiers::{Identifier, Label, take};
use crate::values::names;
use crate::values::names::{GivenNames, ReadName};
use crate::values::{composed, markup, pages};

/// The path to the works in an answer.
const LISTS: Lists = &[&["results"]];

/// The maximum number of authors of each work in a list of works
/// (<https://docs.openalex.org/api-entities/works/work-object/authorship-object>).
const MOST_AUTHORS: usize = 100;

pub(super) static READER: AnswerReader<WorkShape> = AnswerReader {
    format: &FORMAT,
    lists: LISTS,
    to_record: |work, source, diag| {
        let is_work = [&work.id, &work.doi, &work.title, &work.display_name].into_iter().any(Option::is_some);
        is_work.then(|| record(&work, source, diag))
    },
};

fn record(work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) -> Record {
    let mut record = Record::default();
    let published = kind::published(work);
    kind::kind(work, published).put(&mut record);
    if let Some(title) = text(&work.title).or(text(&work.display_name)) {
        record.set_text(TextVariable::Title, markup::text(title));
    }
    if let Some(index) = &work.abstract_inverted_index {
        record.set_text(TextVariable::Abstract, markup::text(&index.text()));
    }
    set_authors(&mut record, work);
    set_date(&mut record, work);
    set_identifiers(&mut record, work, source, diag);
    if let Some(published) = published {
        set_source(&mut record, published);
    }
    set_addresses(&mut record, work, published);
    set_place(&mut record, work);
    set_institution(&mut record, work);
    if let Some(language) = text(&work.language) {
        record.set_language(language);
    }
    let keywords = work.keywords.0.iter().filter_map(|keyword| text(&keyword.display_name).or(text(&keyword.keyword)));
    record.set_tags(keywords.map(markup::plain_text).collect());
    keep(&mut record, work);
    record
}

/// Sets the authors. The list is truncated if the work says so, or if it has the maximum length.
fn set_authors(record: &mut Record, work: &Work<'_>) {
    let authors = &work.authorships.0;
    let truncated = work.is_authors_truncated.unwrap_or(authors.len() == MOST_AUTHORS);
    let read = authors.iter().filter_map(name);
    names::set(record, NameVariable::Author, read, truncated);
    let differs =
        |author: &Authorship<'_>| text(&author.raw_author_name).is_some_and(|raw| Some(raw) != display(author));
    if authors.iter().any(differs) {
        let raw = authors.iter().map(|author| text(&author.raw_author_name).unwrap_or_default());
        record.keep_extra(FORMAT.id, "raw_author_names", raw.collect::<Vec<_>>());
    }
}

fn display<'b>(author: &'b Authorship<'_>) -> Option<&'b str> {
    text(&author.author.as_ref()?.display_name)
}

/// Returns the name of the person, with the accents of the byline where they were lost; otherwise the name in the
/// byline.
fn name(author: &Authorship<'_>) -> Option<ReadName> {
    let raw = text(&author.raw_author_name);
    let display = display(author).or(raw)?;
    let mut read = names::read(display, GivenNames::Plain);
    let Name::Person(person) = &mut read.name else { return Some(read) };
    if let Some(raw) = raw.filter(|raw| *raw != display && !raw.is_ascii() && person.family.is_ascii()) {
        let byline = names::read(raw, GivenNames::Plain).name;
        let byline = if byline.is_in_capitals() { byline.to_usual_case() } else { byline };
        if let Name::Person(byline) = byline
            && to_ascii(&byline.family, Unreadable::Keep).eq_ignore_ascii_case(&person.family)
        {
            person.family = byline.family;
        }
    }
    person.orcid = author.author.as_ref().and_then(|author| text(&author.orcid)).and_then(normalise_orcid);
    Some(read)
}

fn set_date(record: &mut Record, work: &Work<'_>) {
    let year = work.publication_year.map(|year| year.to_string());
    if let Some(date) = text(&work.publication_date).or(year.as_deref()) {
        record.set_date(DateVariable::Issued, Date::parse(date));
    }
}

fn set_identifiers(record: &mut Record, work: &Work<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    let ids = work.ids.as_ref();
    let of =
        |get: for<'b, 'c> fn(&'b super::work::Ids<'c>) -> &'b Option<Scalar<'c>>| ids.and_then(|ids| text(get(ids)));
    let labelled = [
        (Label::Doi, text(&work.doi).or(of(|ids| &ids.doi))),
        (Label::Pmid, of(|ids| &ids.pmid)),
        (Label::Pmcid, of(|ids| &ids.pmcid)),
    ];
    take_identifiers(record, labelled, source, diag);
}

/// Sets the journal or book, its publisher and its ISSN; for a preprint, the repository.
fn set_source(record: &mut Record, published: &Location<'_>) {
    if let Some(license) = text(&published.license) {
        record.set_text(TextVariable::License, license);
    }
    let Some(source) = &published.source else { return };
    if let Some(name) = text(&source.display_name) {
        match record.kind {
            // These works are not part of another one: the source of a book is the publisher's list.
            Kind::Book | Kind::Thesis | Kind::Report | Kind::Standard | Kind::Collection => {}
            Kind::Article | Kind::Dataset | Kind::Software | Kind::Document => {
                record.set_text(TextVariable::Publisher, composed(repository(name)).into_owned());
            }
            _ if text(&source.type_name) != Some("repository") => {
                record.set_text(TextVariable::ContainerTitle, markup::text(name));
            }
            _ => {}
        }
    }
    // The first is the one printed on the work, as far as OpenAlex knows.
    let issn = source.issn.0.iter().filter_map(Scalar::trimmed).chain(text(&source.issn_l)).next();
    if let Some(issn) = issn.filter(|_| record.text(TextVariable::ContainerTitle).is_some()) {
        // OpenAlex's ISSNs are not typed by people.
        _ = take(record, Label::Issn, issn);
        if source.issn.0.len() > 1 {
            let all: Vec<&str> = source.issn.0.iter().filter_map(Scalar::trimmed).collect();
            record.keep_extra(FORMAT.id, "issn", all);
        }
    }
    if let Some(publisher) = text(&source.host_organization_name)
        && record.text(TextVariable::Publisher).is_none()
        && text(&source.type_name) != Some("repository")
    {
        record.set_text(TextVariable::Publisher, publisher);
    }
}

/// Returns the name of a repository without the organisation that OpenAlex appends: "arXiv (Cornell University)".
fn repository(name: &str) -> &str {
    name.split_once(" (").map_or(name, |(name, _)| name)
}

/// Sets the address of the work and its arXiv number.
fn set_addresses(record: &mut Record, work: &Work<'_>, published: Option<&Location<'_>>) {
    let address = |location: &Location<'_>| text(&location.landing_page_url).map(Identifier::recognise);
    if let Some(Some(Identifier::Url(url))) = published.and_then(address) {
        record.set_identifier(IdentifierVariable::Url, url);
    }
    let locations = work.primary_location.iter().chain(&work.locations.0);
    for location in locations {
        let landing = text(&location.landing_page_url).unwrap_or_default();
        if landing.contains("arxiv.org/")
            && let Some(number @ Identifier::Arxiv(_)) = Identifier::recognise(landing)
        {
            number.put(record);
            break;
        }
    }
    if let Some(pdf) = published.and_then(|location| text(&location.pdf_url)) {
        record.keep_extra(FORMAT.id, "pdf_url", pdf);
    }
}

fn set_place(record: &mut Record, work: &Work<'_>) {
    let Some(biblio) = &work.biblio else { return };
    if let Some(volume) = text(&biblio.volume) {
        record.set_number(NumberVariable::Volume, volume);
    }
    if let Some(issue) = text(&biblio.issue) {
        record.set_number(NumberVariable::Issue, issue);
    }
    if let Some(pages) = pages::from_ends(text(&biblio.first_page), text(&biblio.last_page)) {
        record.set_number(NumberVariable::Page, pages);
    }
}

/// Sets the university of a thesis, which is the institution of its author.
fn set_institution(record: &mut Record, work: &Work<'_>) {
    let publisher = Variable::Text(TextVariable::Publisher);
    if record.kind != Kind::Thesis || record.has(publisher) {
        return;
    }
    let Some(author) = work.authorships.0.first() else { return };
    let known = author.institutions.0.iter().find_map(|institution| text(&institution.display_name));
    let raw = author.raw_affiliation_strings.0.iter().find_map(Scalar::trimmed);
    if let Some(institution) = known.or(raw) {
        record.set_text(TextVariable::Publisher, institution);
        record.mark_inferred(publisher, "the author of the thesis belongs to it");
    }
}

/// Keeps members without a variable as extra fields.
fn keep(record: &mut Record, work: &Work<'_>) {
    if let Some(id) = text(&work.id) {
        record.keep_extra(FORMAT.id, "id", id.strip_prefix("https://openalex.org/").unwrap_or(id));
    }
    if let Some(of) = text(&work.type_name).filter(|of| *of != "article") {
        record.keep_extra(FORMAT.id, "type", of);
    }
    if let Some(count) = work.cited_by_count {
        record.keep_extra(FORMAT.id, "cited_by_count", count);
    }
    if work.is_retracted == Some(true) {
        record.keep_extra(FORMAT.id, "is_retracted", true);
    }
}
