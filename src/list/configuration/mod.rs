//! `publist.toml`: the contents and the layout of a person's publication list.
//!
//! Every key is in [`CONFIGURATION_KEYS`]. Unknown keys and values of the wrong type are reported with their position,
//! and the rest is used.

mod keys;
mod papers;
mod table;

use toml::de::DeTable;

use super::{Badge, Counts, ListOptions, MarkedPerson, Repeats, Role, Section};
use crate::csl::NameLook;
use crate::diag::{Code, Sink, Source};
use crate::model::{Name, Record};
use crate::query::Query;
use crate::text::identifiers::normalise_orcid;

pub use keys::{CONFIGURATION_KEYS, CONFIGURATION_TABLES, ConfigurationKey};
pub use papers::PaperSettings;

use table::{Reading, Table};

/// The name of the configuration file.
pub const CONFIGURATION_FILE: &str = "publist.toml";

/// The contents of a configuration file.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Configuration {
    /// The files to read, relative to the configuration file.
    pub inputs: Vec<String>,
    /// The files to write, relative to the configuration file.
    pub outputs: Vec<String>,
    /// The form of outputs, if it does not follow from their names.
    pub form: Option<String>,
    /// The style.
    pub style: Option<String>,
    /// Which works are listed.
    pub query: Option<Query>,
    /// The options of the list.
    pub options: ListOptions,
    /// Settings for single works.
    pub papers: Vec<PaperSettings>,
    /// The codes and names of lints that `publist lint` does not report.
    pub lint_without: Vec<String>,
}

impl Configuration {
    /// Reads the text of a configuration file with that name. Problems are reported; a file that is not TOML has no
    /// settings.
    pub fn read(name: &str, text: &str, diag: &mut dyn Sink) -> Self {
        let mut reading = Reading { source: Source::new(name, text), diag };
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            reading.report(Code::ConfigurationSyntax, span, format!("this is not valid TOML: {}", error.message()));
        }
        let tables = ["people", "sections", "numbering", "metrics", "papers", "lint"];
        let table = Table::new(root.get_ref(), "", &tables, &mut reading);
        let reading = &mut reading;
        let string = |key: &str, reading: &mut Reading<'_, '_>| table.string(key, reading).map(str::to_owned);
        let strings = |key: &str, reading: &mut Reading<'_, '_>| {
            let strings = table.strings(key, reading).unwrap_or_default();
            strings.into_iter().map(|(string, _)| string.to_owned()).collect()
        };
        Self {
            inputs: strings("inputs", reading),
            outputs: strings("output", reading),
            form: string("as", reading),
            style: string("style", reading),
            query: table.parsed("where", reading),
            options: options(table, reading),
            papers: match table.table("papers", reading) {
                Some(papers) => papers
                    .iter()
                    .filter_map(|(work, values)| {
                        Some(papers::read(work.get_ref(), values.get_ref().as_table()?, reading))
                    })
                    .collect(),
                None => Vec::new(),
            },
            lint_without: match table.table("lint", reading) {
                Some(values) => {
                    let without = Table::new(values, "lint", &[], reading).strings("without", reading);
                    without.unwrap_or_default().into_iter().map(|(name, _)| name.to_owned()).collect()
                }
                None => Vec::new(),
            },
        }
    }

    /// Applies the settings for single works to the records, and removes hidden works. Settings for works that do not
    /// exist are reported. Works with al-folio's field `selected` get a tag of that name.
    pub fn apply(&self, records: &mut Vec<Record>, diag: &mut dyn Sink) {
        papers::tag_selected(records);
        papers::apply_all(&self.papers, records, diag);
        if let Some(query) = &self.query {
            records.retain(|record| query.matches(record));
        }
    }
}

fn options(table: Table<'_, '_>, reading: &mut Reading<'_, '_>) -> ListOptions {
    let mut options = ListOptions::default();
    options.title = table.string("title", reading).map(str::to_owned);
    options.locale = table.string("locale", reading).map(str::to_owned);
    options.group_by = table.all_parsed("group-by", reading).unwrap_or(options.group_by);
    options.sort = table.all_parsed("sort", reading).unwrap_or_default();
    options.author_limit = table.number("authors", reading);
    options.hidden_owner = table.choice("hidden-owner", reading).unwrap_or_default();
    let badges = table.strings("badges", reading).unwrap_or_default();
    options.badges = badges.into_iter().map(|(name, _)| Badge::named(name)).collect();
    options.counts = table.choice_of_boolean("counts", [Counts::Hidden, Counts::Shown], reading);
    options.people = table.tables("people", reading).into_iter().filter_map(|values| person(values, reading)).collect();
    options.sections = table.tables("sections", reading).into_iter().map(|values| section(values, reading)).collect();
    if let Some(values) = table.table("numbering", reading) {
        let table = Table::new(values, "numbering", &[], reading);
        options.numbering.direction = table.choice("direction", reading).unwrap_or_default();
        options.numbering.scope = table.choice("scope", reading).unwrap_or_default();
        options.numbering.first = table.number("first", reading).unwrap_or(1);
    }
    if let Some(metrics) = table.table("metrics", reading) {
        for (name, value) in metrics.iter() {
            let shown = match value.get_ref() {
                toml::de::DeValue::String(text) => Some(text.to_string()),
                toml::de::DeValue::Integer(number) => Some(number.as_str().to_owned()),
                toml::de::DeValue::Float(number) => Some(number.as_str().to_owned()),
                _ => None,
            };
            match shown {
                Some(shown) => options.metrics.push((name.get_ref().to_string(), shown)),
                None => reading.wrong(value, name.get_ref(), "a number or a text"),
            }
        }
    }
    options
}

fn person(values: &DeTable<'_>, reading: &mut Reading<'_, '_>) -> Option<MarkedPerson> {
    let table = Table::new(values, "people", &[], reading);
    let names = |key: &str, reading: &mut Reading<'_, '_>| {
        let names = table.strings(key, reading).unwrap_or_default();
        names.into_iter().map(|(name, _)| Name::from_either_order(name)).collect::<Vec<_>>()
    };
    let mut own = names("name", reading);
    own.extend(names("variants", reading));
    let mut person = MarkedPerson::owner(own);
    person.others = names("others", reading);
    if let Some(orcid) = table.string("orcid", reading) {
        person.orcid = normalise_orcid(orcid);
        if let Some(value) = table.get("orcid").filter(|_| person.orcid.is_none()) {
            reading.wrong(value, "orcid", "an ORCID iD with the right check digit");
        }
    }
    person.role = table.choice("role", reading).unwrap_or_default();
    let usual = if person.role == Role::Owner { NameLook::Bold } else { NameLook::Underline };
    person.mark.signs = table.string("sign", reading).unwrap_or_default().to_owned();
    let usual = if person.mark.signs.is_empty() { usual } else { NameLook::Plain };
    person.mark.look = table.choice("look", reading).unwrap_or(usual);
    person.legend = table.string("legend", reading).map(str::to_owned);
    if person.names.is_empty() {
        let start = values.keys().next().map_or(0..0, toml::Spanned::span);
        reading.report(Code::ConfigurationValue, start, "a person needs a “name”");
        return None;
    }
    Some(person)
}

fn section(values: &DeTable<'_>, reading: &mut Reading<'_, '_>) -> Section {
    let table = Table::new(values, "sections", &[], reading);
    Section {
        heading: table.string("heading", reading).map(str::to_owned),
        query: table.parsed("where", reading),
        prefix: table.string("prefix", reading).unwrap_or_default().to_owned(),
        group_by: table.all_parsed("group-by", reading),
        sort: table.all_parsed("sort", reading),
        limit: table.number("limit", reading),
        repeats: table.choice_of_boolean("repeats", [Repeats::No, Repeats::Yes], reading),
    }
}

#[cfg(test)]
mod tests;
