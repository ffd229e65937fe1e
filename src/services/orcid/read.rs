//! Makes records from ORCID works.

use super::citation::fill_from_bibtex;
use super::work::{Contributor, ExternalId, PublicationDate, Work, WorkShape, leaf};
use super::{FORMAT, kind};
use crate::diag::Sink;
use crate::model::{Date, DateVariable, Kind, Name, NameVariable, Record, Related, TextVariable};
use crate::services::answer::{AnswerReader, take_identifiers};
use crate::syntax::json::stream::{Lists, RawValue};
use crate::syntax::json::typed::text;
use crate::text::identifiers::normalise_orcid;
use crate::values::identifiers::{Identifier, Label};
use crate::values::markup;
use crate::values::names;
use crate::values::names::{GivenNames, ReadName};

/// The paths to the works in the answers to `/works`, `/record`, `/activities` and `/works/1,2`.
const LISTS: Lists = &[&["group"], &["activities-summary", "works", "group"], &["works", "group"], &["bulk"]];

pub(super) static READER: AnswerReader<WorkShape> = AnswerReader {
    format: &FORMAT,
    lists: LISTS,
    to_record: |mut work, source, diag| {
        let of_group = work.external_ids.take_if(|_| !work.work_summary.0.is_empty());
        if let Some(inside) = preferred(std::mem::take(&mut work.work_summary.0)) {
            work = inside;
        } else if let Some(inside) = work.work.take() {
            work = *inside;
        }
        let is_work = work.put_code.is_some() || work.title.is_some();
        let ids = of_group.map(|ids| ids.external_id.0).unwrap_or_default();
        is_work.then(|| record_of_work(&work, &ids, source, diag))
    },
};

/// Returns the version of a group that the person prefers: the first of those with the highest index.
pub(super) fn preferred(versions: Vec<Work<'_>>) -> Option<Work<'_>> {
    let index =
        |work: &Work<'_>| text(&work.display_index).and_then(|index| index.parse::<i64>().ok()).unwrap_or_default();
    let highest = versions.iter().map(index).max()?;
    versions.into_iter().find(|version| index(version) == highest)
}

/// Makes the record of a work; an identifier of its group is used if the work has none of that sort.
pub(super) fn record_of_work(
    work: &Work<'_>,
    of_group: &[ExternalId<'_>],
    source: &RawValue<'_>,
    diag: &mut dyn Sink,
) -> Record {
    let type_name = text(&work.type_name).unwrap_or_default();
    let mut record = Record::new(kind::kind(type_name).unwrap_or_default());
    if record.kind == Kind::Document && !type_name.is_empty() {
        record.keep_extra(FORMAT.id, "type", type_name);
    }
    set_titles(&mut record, work);
    if let Some(description) = leaf(&work.short_description) {
        record.set_text(TextVariable::Abstract, markup::text(description));
    }
    if let Some(date) = work.publication_date.as_ref().and_then(date) {
        record.set_date(DateVariable::Issued, date);
    }
    set_contributors(&mut record, work);
    let own = work.external_ids.iter().flat_map(|ids| &ids.external_id.0);
    for id in own.chain(of_group) {
        take_external(&mut record, id, source, diag);
    }
    take_identifiers(&mut record, [(Label::Url, leaf(&work.url))], source, diag);
    if let Some(language) = leaf(&work.language_code) {
        record.set_language(language);
    }
    if let Some(put_code) = text(&work.put_code) {
        record.keep_extra(FORMAT.id, "put-code", put_code);
    }
    if let Some(citation) = &work.citation
        && let Some(value) = text(&citation.citation_value)
    {
        let is_bibtex = text(&citation.citation_type).is_none_or(|of| of.eq_ignore_ascii_case("bibtex"));
        if is_bibtex {
            fill_from_bibtex(&mut record, value);
        } else {
            record.keep_extra(FORMAT.id, "citation", value);
        }
    }
    record
}

fn set_titles(record: &mut Record, work: &Work<'_>) {
    if let Some(titles) = &work.title {
        let (title, subtitle) = (leaf(&titles.title), leaf(&titles.subtitle));
        let whole = match (title, subtitle) {
            (Some(title), Some(subtitle)) if !title.ends_with(subtitle) => {
                format!("{}: {subtitle}", title.trim_end_matches(':'))
            }
            (title, _) => title.unwrap_or_default().to_owned(),
        };
        record.set_text(TextVariable::Title, markup::text(&whole));
        if let Some(translated) = leaf(&titles.translated_title) {
            record.keep_extra(FORMAT.id, "translated-title", translated);
        }
    }
    if let Some(journal) = leaf(&work.journal_title) {
        // ORCID gives the university of a thesis as the title of its journal.
        let variable = match record.kind {
            Kind::Thesis | Kind::Report => TextVariable::Publisher,
            _ => TextVariable::ContainerTitle,
        };
        record.set_text(variable, markup::text(journal));
    }
}

fn date(date: &PublicationDate<'_>) -> Option<Date> {
    let year: i32 = leaf(&date.year)?.parse().ok()?;
    let part = |part: &Option<super::work::Leaf<'_>>| leaf(part).and_then(|part| part.parse::<u8>().ok());
    let mut edtf = format!("{year:04}");
    for number in [part(&date.month), part(&date.day)] {
        let Some(number) = number.filter(|number| *number > 0) else { break };
        edtf.push_str(&format!("-{number:02}"));
    }
    // A day that does not exist in the calendar must not lose the year.
    Date::from_edtf(&edtf).or_else(|| Date::from_edtf(edtf.get(..7)?)).or_else(|| Date::from_edtf(edtf.get(..4)?))
}

/// Sets the contributors, which are listed once for each role. Those with the same name or iD are one person, who is an
/// author unless all roles are editor.
fn set_contributors(record: &mut Record, work: &Work<'_>) {
    let contributors = work.contributors.as_ref().map(|list| list.contributor.0.as_slice()).unwrap_or_default();
    let role = |contributor: &Contributor<'_>| {
        let role = contributor.contributor_attributes.as_ref().and_then(|of| text(&of.contributor_role));
        role.unwrap_or("author").to_ascii_lowercase()
    };
    let of = |variable: NameVariable| {
        let mut names: Vec<ReadName> = Vec::new();
        for contributor in contributors {
            let is_editor = role(contributor) == "editor";
            if is_editor != (variable == NameVariable::Editor) {
                continue;
            }
            if let Some(name) =
                name(contributor).filter(|name| !names.iter().any(|known| is_same(&known.name, &name.name)))
            {
                names.push(name);
            }
        }
        names
    };
    for variable in [NameVariable::Author, NameVariable::Editor] {
        names::set(record, variable, of(variable), false);
    }
}

fn is_same(one: &Name, other: &Name) -> bool {
    match (one, other) {
        (Name::Person(one), Name::Person(other)) if one.orcid.is_some() && one.orcid == other.orcid => true,
        _ => one.to_display_order() == other.to_display_order(),
    }
}

fn name(contributor: &Contributor<'_>) -> Option<ReadName> {
    let mut read = names::read(leaf(&contributor.credit_name)?, GivenNames::Plain);
    if let Name::Person(person) = &mut read.name {
        let orcid = contributor.contributor_orcid.as_ref();
        person.orcid = orcid.and_then(|orcid| text(&orcid.path).or(text(&orcid.uri))).and_then(normalise_orcid);
    }
    Some(read)
}

/// Sets an identifier: the work's own, that of the journal or book it is part of, or that of another version.
fn take_external(record: &mut Record, id: &ExternalId<'_>, source: &RawValue<'_>, diag: &mut dyn Sink) {
    let value = leaf(&id.external_id_normalized).or(text(&id.external_id_value));
    let (Some(name), Some(value)) = (text(&id.external_id_type), value) else { return };
    let relationship = text(&id.external_id_relationship).unwrap_or("self").to_ascii_lowercase().replace('_', "-");
    match (relationship.as_str(), Label::from_name(name)) {
        ("self", Some(label)) => {
            // A book's own ISBN and a journal's own ISSN belong to the work.
            take_identifiers(record, [(label, Some(value))], source, diag);
        }
        ("part-of", Some(label @ (Label::Issn | Label::Isbn))) => {
            take_identifiers(record, [(label, Some(value))], source, diag);
        }
        ("part-of" | "version-of" | "funded-by", Some(_)) => {
            let relation = match relationship.as_str() {
                "part-of" => "IsPartOf",
                "version-of" => "IsVersionOf",
                _ => return,
            };
            let target = match Identifier::recognise(value) {
                Some(Identifier::Doi(doi)) => doi,
                _ => value.to_owned(),
            };
            let related = Related { relation: relation.to_owned(), target };
            if !record.related.contains(&related) {
                record.related.push(related);
            }
        }
        _ => {
            let is_kept = record.extra_field(FORMAT.id, name).is_some_and(|kept| kept == value);
            if !is_kept {
                record.keep_extra(FORMAT.id, name, value);
            }
        }
    }
}
