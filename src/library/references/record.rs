//! Makes a record of the parts of a reference. Every value is marked as inferred, with its characters.

use std::borrow::Cow;
use std::ops::Range;

use super::FORMAT_ID;
use super::entries::Entry;
use super::part::Part;
use super::parts::{Form, Reference};
use super::people::{People, Shown};
use crate::diag::{Sink, Source};
use crate::model::{
    Date, DateVariable, Kind, Name, NameVariable, Names, NumberVariable, Origin, Point, Record, TextVariable, Variable,
    usual_case,
};
use crate::values::date_words::understood;
use crate::values::identifiers::{self, Label};
use crate::values::names::{self, GivenNames};
use crate::values::pages::in_full;

/// Returns the record of a reference.
pub(super) fn record_of(entry: &Entry<'_>, reference: Reference, source: &Source<'_>, diag: &mut dyn Sink) -> Record {
    let mut maker = Maker { record: Record::new(kind(&reference)), text: &entry.joined.text };
    maker.record.mark_inferred(Variable::Kind, "the form of the reference");
    let start = entry.lines.first().map_or(0, |line| line.start);
    maker.record.origin = Some(Origin::new(FORMAT_ID, source.line(start)));
    maker.people(&reference);
    maker.text(TextVariable::Title, reference.title.as_ref());
    maker.text(TextVariable::ContainerTitle, reference.venue.as_ref());
    maker.text(TextVariable::Publisher, reference.publisher.as_ref());
    maker.text(TextVariable::PublisherPlace, reference.place.as_ref());
    maker.text(TextVariable::Genre, reference.genre.as_ref());
    if let Some(container) = &reference.container {
        maker.text(TextVariable::ContainerTitle, container.title.as_ref());
        if let Some(editors) = &container.editors {
            maker.names(NameVariable::Editor, editors, None);
        }
    }
    if let Some(year) = &reference.year
        && let Ok(number) = year.text.parse()
    {
        maker.record.set_date(DateVariable::Issued, Date::Point(Point::year(number)));
        maker.mark(Variable::Date(DateVariable::Issued), &year.text, Some(year.range.clone()));
    }
    maker.text(TextVariable::Status, reference.status.as_ref().filter(|status| !means_no_date(&status.text)));
    let details = &reference.details;
    maker.number(NumberVariable::Volume, details.volume.as_deref(), details.volume_place.as_ref());
    maker.number(NumberVariable::Issue, details.issue.as_deref(), details.issue_place.as_ref());
    maker.number(
        NumberVariable::Page,
        details.pages.as_deref().map(|pages| in_full(&pages.replace(' ', "").replace('－', "-"))).as_deref(),
        details.pages_place.as_ref(),
    );
    maker.number(NumberVariable::Number, details.number.as_deref(), None);
    let edition = reference.edition.as_ref();
    maker.number(
        NumberVariable::Edition,
        edition.map(|edition| edition.text.as_str()),
        edition.map(|edition| &edition.range),
    );
    maker.links(&reference, source, entry, diag);
    maker.record
}

/// Whether words instead of a year say that there is none: "n.d.", "o. J.", "s. d."
fn means_no_date(status: &str) -> bool {
    let status = status.to_lowercase();
    ["n.", "no date", "o.", "s."].iter().any(|start| status.starts_with(start))
}

fn kind(reference: &Reference) -> Kind {
    match reference.form {
        Form::Journal => Kind::ArticleJournal,
        Form::Proceedings => Kind::PaperConference,
        Form::Chapter => Kind::Chapter,
        Form::Book => Kind::Book,
        Form::Thesis => Kind::Thesis,
        Form::Report => Kind::Report,
        Form::Preprint => Kind::Article,
        Form::Patent => Kind::Patent,
        Form::Page => Kind::Webpage,
        Form::Unknown if reference.links.arxiv.is_some() => Kind::Article,
        Form::Unknown => Kind::Document,
    }
}

struct Maker<'a> {
    record: Record,
    text: &'a str,
}

impl Maker<'_> {
    /// Marks a value as inferred from the characters where it is.
    fn mark(&mut self, variable: Variable, value: &str, range: Option<Range<usize>>) {
        let range = range.filter(|range| !range.is_empty()).or_else(|| {
            let start = self.text.find(value)?;
            Some(start..start + value.len())
        });
        let position = |offset: usize| self.text.get(..offset).map_or(0, |before| before.chars().count());
        let reason = match range {
            Some(range) => {
                format!("characters {} to {} of the reference", position(range.start) + 1, position(range.end))
            }
            None => "the form of the reference".to_owned(),
        };
        self.record.mark_inferred(variable, reason);
    }

    fn text(&mut self, variable: TextVariable, part: Option<&Part>) {
        let Some(part) = part else { return };
        self.record.set_text(variable, part.text.as_str());
        self.mark(Variable::Text(variable), &part.text, Some(part.range.clone()));
    }

    fn number(&mut self, variable: NumberVariable, value: Option<&str>, range: Option<&Range<usize>>) {
        let Some(value) = value else { return };
        self.record.set_number(variable, value);
        self.mark(Variable::Number(variable), value, range.cloned());
    }

    fn people(&mut self, reference: &Reference) {
        if let Some(group) = &reference.group {
            let names = Names::complete(vec![Name::Literal(group.text.clone())]);
            self.record.set_names(NameVariable::Author, names);
            self.mark(Variable::Names(NameVariable::Author), &group.text, Some(group.range.clone()));
        }
        if let Some(people) = &reference.people {
            let variable = if people.are_editors { NameVariable::Editor } else { NameVariable::Author };
            self.names(variable, people, Some(0..people.names_end));
        }
    }

    fn names(&mut self, variable: NameVariable, people: &People, range: Option<Range<usize>>) {
        let list = people.names.iter().map(name).collect();
        self.record.set_names(variable, Names { list, truncated: people.others });
        self.mark(Variable::Names(variable), "", range);
    }

    fn links(&mut self, reference: &Reference, source: &Source<'_>, entry: &Entry<'_>, diag: &mut dyn Sink) {
        let links = &reference.links;
        let all = [
            (Label::Doi, &links.doi),
            (Label::Arxiv, &links.arxiv),
            (Label::Pmid, &links.pmid),
            (Label::Pmcid, &links.pmcid),
            (Label::Isbn, &links.isbn),
            (Label::Issn, &links.issn),
            (Label::Url, &links.url),
        ];
        for (label, link) in all {
            let Some((text, range)) = link else { continue };
            if let Some(report) = identifiers::take(&mut self.record, label, text) {
                diag.report(report.at(source.place(entry.joined.in_page(range.clone()))));
            }
        }
        if let Some(class) = &links.class {
            self.record.set_text(TextVariable::EprintClass, class.as_str());
        }
        if let Some((date, range)) = &links.accessed {
            self.record
                .set_date(DateVariable::Accessed, understood(date).unwrap_or_else(|| Date::Literal(date.clone())));
            self.mark(Variable::Date(DateVariable::Accessed), date, Some(range.clone()));
        }
    }
}

/// Reads a name as it is shown. A family name in capitals, as some styles print all of them, is written as usual.
fn name(shown: &Shown) -> Name {
    match shown {
        Shown::Group(text) => Name::Literal(text.clone()),
        Shown::Person { family, given, .. } if given.is_empty() => Name::from_display_order(family),
        Shown::Person { family, given, suffix } => {
            let family = in_usual_case(family);
            let is_bare = given.chars().all(|character| character.is_uppercase() || matches!(character, ' ' | '-'));
            let given_names = if is_bare { GivenNames::BareInitials } else { GivenNames::Plain };
            let given = if is_bare { given.replace(' ', "") } else { given.clone() };
            let suffix = suffix.as_ref().map(|suffix| format!(", {suffix}")).unwrap_or_default();
            names::read(&format!("{family}{suffix}, {given}"), given_names).name
        }
    }
}

/// Returns "Lu" for "LU", and other names as they are.
fn in_usual_case(family: &str) -> Cow<'_, str> {
    let letters = || family.chars().filter(|character| character.is_alphabetic());
    match letters().count() > 1 && letters().all(char::is_uppercase) {
        true => family.split(' ').map(usual_case).collect::<Vec<_>>().join(" ").into(),
        false => family.into(),
    }
}
