//! What `publist.toml` sets for single works.

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::table::{Reading, Table, number};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::list::contributions::{CONTRIBUTIONS_FORMAT, Contribution, is_author};
use crate::markup::from_micro_html;
use crate::model::{Date, Kind, Name, Names, Record, Variable};
use crate::text::identifiers::{normalise_doi, same_doi};

/// What is set for a work.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PaperSettings {
    /// Its citation key, DOI or title.
    pub work: String,
    /// Whether it is left out.
    pub is_hidden: bool,
    /// Keywords to add.
    pub tags: Vec<String>,
    /// Fields to keep beside the variables: contributions and addresses.
    pub fields: Vec<(String, Value)>,
    /// Variables with their new values.
    pub variables: Vec<(Variable, Vec<String>)>,
    /// The authors whose contributions are set, by name or by place from 1, and where the file names them.
    pub authors: Vec<(Value, Place)>,
}

impl PaperSettings {
    /// Whether they are meant for a record.
    pub fn is_for(&self, record: &Record) -> bool {
        let is_doi = || {
            let doi = record.identifiers.get(&crate::model::IdentifierVariable::Doi);
            doi.zip(normalise_doi(&self.work)).is_some_and(|(doi, work)| same_doi(doi, &work))
        };
        let is_title = || record.plain_title().trim().to_lowercase() == self.work.trim().to_lowercase();
        record.id == self.work || is_doi() || is_title()
    }

    /// Puts what is set into a record.
    pub fn apply(&self, record: &mut Record) {
        for tag in self.tags.iter().filter(|tag| !record.tags.contains(tag)).cloned().collect::<Vec<_>>() {
            record.tags.push(tag);
        }
        for (field, value) in &self.fields {
            record.keep_extra(CONTRIBUTIONS_FORMAT, field.clone(), value.clone());
        }
        for (variable, values) in &self.variables {
            record.remove(*variable);
            let text = values.join(", ");
            match variable {
                Variable::Text(variable) => record.set_text(*variable, from_micro_html(&text)),
                Variable::Names(variable) => {
                    let names = values.iter().map(|name| Name::from_either_order(name)).collect();
                    record.set_names(*variable, Names::complete(names));
                }
                Variable::Date(variable) => record.set_date(*variable, Date::parse(&text)),
                Variable::Number(variable) => record.set_number(*variable, text),
                Variable::Identifier(variable) => record.set_identifier(*variable, text),
                Variable::Language => record.set_language(&text),
                Variable::Tags => record.set_tags(values.clone()),
                Variable::Kind => record.kind = Kind::from_name(&text).unwrap_or(record.kind),
                Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => {}
            }
        }
    }
}

/// Applies the settings of works to records and takes the hidden ones out. Settings for no record are reported.
pub(super) fn apply_all(papers: &[PaperSettings], records: &mut Vec<Record>, diag: &mut dyn Sink) {
    for paper in papers {
        let mut is_used = false;
        for record in records.iter_mut().filter(|record| paper.is_for(record)) {
            is_used = true;
            paper.apply(record);
            report_strangers(paper, record, diag);
        }
        if !is_used {
            let message = format!("no work has the key, DOI or title “{}”", paper.work);
            diag.report(Diagnostic::new(Code::ConfigurationUnused, message));
        }
        if paper.is_hidden {
            records.retain(|record| !paper.is_for(record));
        }
    }
}

/// Reports contributions of those who are no authors of the record.
fn report_strangers(paper: &PaperSettings, record: &Record, diag: &mut dyn Sink) {
    for (author, place) in paper.authors.iter().filter(|(author, _)| !is_author(record, author)) {
        let who = match author {
            Value::String(name) => format!("no author “{name}”"),
            place => format!("no author at the place {place}"),
        };
        let message = format!("“{}” has {who}", record.plain_title());
        diag.report(Diagnostic::new(Code::AuthorNotThere, message).at(place.clone()).about(record.id.as_str()));
    }
}

pub(super) fn read(work: &str, values: &DeTable<'_>, reading: &mut Reading<'_, '_>) -> PaperSettings {
    let table = Table::new(values, "papers", &[], reading);
    let mut paper = PaperSettings { work: work.to_owned(), ..PaperSettings::default() };
    paper.is_hidden = table.boolean("hide", reading).unwrap_or_default();
    let tags = table.strings("tags", reading).unwrap_or_default();
    paper.tags = tags.into_iter().map(|(tag, _)| tag.to_owned()).collect();
    for contribution in Contribution::ALL {
        let Some(value) = table.get(contribution.field()) else { continue };
        match authors(value.get_ref()) {
            Some(authors) => {
                paper.authors.extend(authors_with_places(value, reading));
                paper.fields.push((contribution.field().to_owned(), authors));
            }
            None => reading.wrong(value, contribution.field(), "a list of authors, by name or place"),
        }
    }
    if let Some(links) = table.table("links", reading) {
        for (name, address) in links.iter() {
            match address.get_ref().as_str() {
                Some(text) => paper.fields.push((name.get_ref().to_string(), text.into())),
                None => reading.wrong(address, name.get_ref(), "an address"),
            }
        }
    }
    if let Some(set) = table.table("set", reading) {
        for (name, value) in set.iter() {
            let variable = Variable::from_name(name.get_ref()).filter(is_settable);
            match (variable, words(value)) {
                (None, _) => {
                    let message = format!("there is no variable “{}” that can be set", name.get_ref());
                    reading.report(Code::ConfigurationKeyUnknown, name.span(), message);
                }
                (Some(_), None) => reading.wrong(value, name.get_ref(), "a text, a number or a list of texts"),
                (Some(variable), Some(words)) => paper.variables.push((variable, words)),
            }
        }
    }
    paper
}

fn is_settable(variable: &Variable) -> bool {
    !matches!(variable, Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred)
}

fn words(value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
    let word = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Datetime(date) => Some(date.to_string()),
        _ => None,
    };
    match value.get_ref() {
        DeValue::Array(list) => list.iter().map(|item| word(item.get_ref())).collect(),
        single => word(single).map(|word| vec![word]),
    }
}

fn author(value: &DeValue<'_>) -> Option<Value> {
    match value.as_str() {
        Some(name) => Some(Value::from(name)),
        None => number(value).map(Value::from),
    }
}

fn authors_with_places(value: &Spanned<DeValue<'_>>, reading: &Reading<'_, '_>) -> Vec<(Value, Place)> {
    let single = std::slice::from_ref(value);
    let items = value.get_ref().as_array().map_or(single, |list| list);
    items.iter().filter_map(|item| Some((author(item.get_ref())?, reading.source.place(item.span())))).collect()
}

fn authors(value: &DeValue<'_>) -> Option<Value> {
    match value.as_array() {
        Some(list) => list.iter().map(|item| author(item.get_ref())).collect::<Option<Vec<_>>>().map(Value::from),
        None => author(value),
    }
}
