//! The settings of `publist.toml` for single works.

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::key::{self, Key, key};
use super::value::{Reading, Value as TomlValue, number};
use crate::bib::names_of_list as bibtex_names_of_list;
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::list::contributions::{Contribution, is_author};
use crate::markup::from_micro_html;
use crate::model::{CONTRIBUTIONS_FORMAT, SELECTED};
use crate::model::{Date, IdentifierVariable, Kind, Name, Names, Record, TextVariable, Variable};
use crate::text::identifiers::{ArxivId, normalise_doi, same_doi};
use crate::values::identifiers::{ARXIV, normal_form as identifier_normal_form};

/// The settings for a work.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PaperSettings {
    /// Its citation key, DOI or title.
    pub work: String,
    /// Whether it is left out.
    pub is_hidden: bool,
    /// Keywords to add.
    pub tags: Vec<String>,
    /// Fields besides the variables: contributions and addresses.
    pub fields: Vec<(String, Value)>,
    /// Variables and their new values.
    pub variables: Vec<(Variable, Vec<String>)>,
    /// The authors whose contributions are set, by name or by position from 1, with the position in the file.
    pub authors: Vec<(Value, Place)>,
}

impl PaperSettings {
    /// Returns whether the settings are for a record.
    pub fn is_for(&self, record: &Record) -> bool {
        let is_doi = || {
            let doi = record.doi();
            doi.zip(normalise_doi(&self.work)).is_some_and(|(doi, work)| same_doi(doi, &work))
        };
        let is_title = || record.plain_title().trim().to_lowercase() == self.work.trim().to_lowercase();
        record.id == self.work || is_doi() || is_title()
    }

    /// Applies the settings to a record.
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
                Variable::Names(variable) => record.set_names(*variable, names(values)),
                Variable::Date(variable) => record.set_date(*variable, Date::parse(&text)),
                Variable::Number(variable) => record.set_number(*variable, text),
                Variable::Identifier(variable) => {
                    if *variable == IdentifierVariable::Eprint
                        && !record.has(Variable::Text(TextVariable::EprintType))
                        && ArxivId::parse(&text).is_some()
                    {
                        record.set_text(TextVariable::EprintType, ARXIV);
                    }
                    record.set_identifier(*variable, text);
                }
                Variable::Language => record.set_language(&text),
                Variable::Tags => record.set_tags(values.clone()),
                Variable::Kind => record.kind = Kind::from_name(&text).unwrap_or(record.kind),
                Variable::Related | Variable::Extra | Variable::Origin | Variable::Inferred => {}
            }
        }
    }
}

/// Adds the tag `selected` to works with al-folio's field of that name.
pub(super) fn tag_selected(records: &mut [Record]) {
    for record in records {
        if record.is_selected() && !record.tags.iter().any(|tag| tag.eq_ignore_ascii_case(SELECTED)) {
            record.tags.push(SELECTED.to_owned());
        }
    }
}

/// Applies the settings of works to records and removes the hidden ones. Settings that match no record are reported.
pub(super) fn apply_all(papers: &[PaperSettings], records: &mut Vec<Record>, diag: &mut dyn Sink) {
    for paper in papers {
        let mut is_used = false;
        for record in records.iter_mut().filter(|record| paper.is_for(record)) {
            is_used = true;
            paper.apply(record);
            report_strangers(paper, record, diag);
        }
        if !is_used {
            let message = format!("no work has the citation key, DOI or title “{}”", paper.work);
            diag.report(Diagnostic::new(Code::ConfigurationUnused, message));
        }
        if paper.is_hidden {
            records.retain(|record| !paper.is_for(record));
        }
    }
}

/// Reports contributions of people who are not authors of the record.
fn report_strangers(paper: &PaperSettings, record: &Record, diag: &mut dyn Sink) {
    for (author, place) in paper.authors.iter().filter(|(author, _)| !is_author(record, author)) {
        let who = match author {
            Value::String(name) => format!("there is no author “{name}”"),
            place => format!("there is no author at position {place}"),
        };
        let message = format!("“{}” has {who}", record.plain_title());
        diag.report(Diagnostic::new(Code::AuthorNotThere, message).at(place.clone()).about(record.id.as_str()));
    }
}

pub(super) static KEYS: &[Key<PaperSettings>] = &[
    key("hide", "true", "Leave the work out", |paper, value, reading| {
        paper.is_hidden = value.boolean(reading).unwrap_or_default();
    }),
    key("tags", "[\"selected\"]", "Additional keywords", |paper, value, reading| {
        paper.tags = value.strings(reading);
    }),
    key(
        Contribution::Equal.field(),
        "[\"Cheng Lu\", \"Yuan Zong\"]",
        "Authors who contributed equally, by name or position",
        |paper, value, reading| contributed(paper, Contribution::Equal, value, reading),
    ),
    key(
        Contribution::Corresponding.field(),
        "[\"Wenming Zheng\"]",
        "Corresponding authors",
        |paper, value, reading| contributed(paper, Contribution::Corresponding, value, reading),
    ),
    key(Contribution::Presenting.field(), "[1]", "Authors who gave the talk", |paper, value, reading| {
        contributed(paper, Contribution::Presenting, value, reading);
    }),
    key(
        "links",
        "{ code = \"https://example.org\" }",
        "Addresses for badges, by the name of the badge",
        |paper, value, reading| {
            for (name, address) in value.table(reading).into_iter().flatten() {
                match address.get_ref().as_str() {
                    Some(text) => paper.fields.push((name.get_ref().to_string(), text.into())),
                    None => reading.wrong(address, name.get_ref(), "an address"),
                }
            }
        },
    ),
    key(
        "set",
        "{ status = \"in press\", container-title = \"Journal\" }",
        "Variables of the work, by their CSL names; they replace the values of the input",
        |paper, value, reading| {
            for (name, value) in value.table(reading).into_iter().flatten() {
                set(paper, name, value, reading);
            }
        },
    ),
];

/// Reads the settings for a work.
pub(super) fn read(work: &str, values: &DeTable<'_>, reading: &mut Reading<'_, '_>) -> PaperSettings {
    let mut paper = PaperSettings { work: work.to_owned(), ..PaperSettings::default() };
    key::read(values, "papers", KEYS, &mut paper, reading);
    paper
}

/// Reads the authors with a contribution.
fn contributed(
    paper: &mut PaperSettings,
    contribution: Contribution,
    value: TomlValue<'_, '_>,
    reading: &mut Reading<'_, '_>,
) {
    match authors(value.spanned().get_ref()) {
        Some(authors) => {
            paper.authors.extend(authors_with_places(value.spanned(), reading));
            paper.fields.push((contribution.field().to_owned(), authors));
        }
        None => value.wrong("a list of authors, by name or position", reading),
    }
}

/// Reads the new value of a variable.
fn set(
    paper: &mut PaperSettings,
    name: &Spanned<DeString<'_>>,
    value: &Spanned<DeValue<'_>>,
    reading: &mut Reading<'_, '_>,
) {
    let variable = Variable::from_name(name.get_ref()).filter(is_settable);
    match (variable, words(value)) {
        (None, _) => {
            let message = format!("there is no variable “{}” that can be set", name.get_ref());
            reading.report(Code::ConfigurationKeyUnknown, name.span(), message);
        }
        (Some(_), None) => reading.wrong(value, name.get_ref(), "a text, a number or a list of texts"),
        (Some(variable), Some(words)) => {
            if let Some(words) = checked(variable, words, value, reading) {
                paper.variables.push((variable, words));
            }
        }
    }
}

/// The value for a variable, in its normal form; reports values that are not a date, type or identifier of the right
/// kind. A malformed identifier is kept, as it is by the readers of files.
fn checked(
    variable: Variable,
    words: Vec<String>,
    value: &Spanned<DeValue<'_>>,
    reading: &mut Reading<'_, '_>,
) -> Option<Vec<String>> {
    let text = words.join(", ");
    match variable {
        Variable::Identifier(variable) => match identifier_normal_form(variable, &text) {
            Ok(normal) => Some(vec![normal]),
            Err(message) => {
                reading.report(Code::InvalidIdentifier, value.span(), message);
                Some(vec![text])
            }
        },
        // A list written as text is in BibTeX's syntax; the texts of a TOML list are single names.
        Variable::Names(_) if value.get_ref().as_str().is_some() => {
            Some(bibtex_names_of_list(&text).into_iter().map(str::to_owned).collect())
        }
        Variable::Kind if Kind::from_name(&text).is_none() => {
            let similar = Kind::most_like(&text).map(|kind| format!("; did you mean “{kind}”?")).unwrap_or_default();
            let message = format!("“{text}” is not one of CSL's types, such as article-journal{similar}");
            reading.report(Code::ConfigurationValue, value.span(), message);
            None
        }
        // Words such as "in press" are a date that is not yet known.
        Variable::Date(_) if Date::from_edtf(&text).is_none() && !text.contains(char::is_alphabetic) => {
            reading.wrong(value, variable.name(), "a date such as 2023-05-31, 2023-05 or 2023, or words");
            None
        }
        _ => Some(words),
    }
}

/// The names of a list. A name in braces is not split, as in BibTeX, and "others" at the end means that there are more.
fn names(list: &[String]) -> Names {
    let (list, truncated) = match list.split_last() {
        Some((last, list)) if last == "others" => (list, true),
        _ => (list, false),
    };
    let name = |text: &String| match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        Some(literal) => Name::Literal(literal.to_owned()),
        None => Name::from_either_order(text),
    };
    Names { list: list.iter().map(name).collect(), truncated }
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
