//! The tables of `publist.toml`.

use toml::de::{DeTable, DeValue};

use super::key::{self, ConfigurationKey, Key, Read, described, key};
use super::value::Reading;
use super::{Configuration, document, languages, list, page, papers, people, sections};
use crate::list::Section;

/// A table of `publist.toml`.
pub struct ConfigurationTable {
    /// Its header as it is written in the file, in double brackets if it may occur several times; empty for the top level
    /// of the file.
    pub header: &'static str,
    /// A description of it.
    pub summary: &'static str,
    keys: fn() -> Vec<ConfigurationKey>,
    read: Read<Configuration>,
}

impl ConfigurationTable {
    /// Returns its name; empty for the top level of the file.
    pub fn name(&self) -> &'static str {
        self.header.trim_matches(['[', ']']).split('.').next().unwrap_or_default()
    }

    /// Returns its keys, without those that the user chooses.
    pub fn keys(&self) -> Vec<ConfigurationKey> {
        (self.keys)()
    }
}

/// Every table.
pub static CONFIGURATION_TABLES: &[ConfigurationTable] = &[
    ConfigurationTable { header: "", summary: "The list", keys: || described(list::KEYS), read: |_, _, _| () },
    ConfigurationTable {
        header: "[[people]]",
        summary: "A person whose name is marked; by default, the owners of the profile pages among the inputs",
        keys: || described(people::KEYS),
        read: |list, value, reading| {
            let people = value.tables(reading).into_iter().flat_map(|values| people::read(values, reading));
            list.options.people = people.collect();
        },
    },
    ConfigurationTable {
        header: "[[sections]]",
        summary: "A section of the list; each work goes into the first section whose query it matches",
        keys: || described(sections::SECTION),
        read: |list, value, reading| {
            let tables = value.tables(reading).into_iter();
            list.options.sections = tables
                .map(|values| {
                    let mut section = Section::default();
                    key::read(values, "sections", sections::SECTION, &mut section, reading);
                    section
                })
                .collect();
        },
    },
    ConfigurationTable {
        header: "[numbering]",
        summary: "How works are numbered, if the style has numbers or a section has a prefix",
        keys: || described(sections::NUMBERING),
        read: |list, value, reading| {
            if let Some(values) = value.table(reading) {
                key::read(values, "numbering", sections::NUMBERING, &mut list.options.numbering, reading);
            }
        },
    },
    ConfigurationTable {
        header: "[page]",
        summary: "What the web page shows besides the list",
        keys: || described(page::PAGE),
        read: |list, value, reading| {
            if let Some(values) = value.table(reading) {
                key::read(values, "page", page::PAGE, &mut list.options.page, reading);
            }
        },
    },
    ConfigurationTable {
        header: "[document]",
        summary: "The layout of .docx, .tex, .typ, .pdf and .rtf files",
        keys: || described(document::DOCUMENT),
        read: |list, value, reading| {
            if let Some(values) = value.table(reading) {
                key::read(values, "document", document::DOCUMENT, &mut list.options.layout, reading);
            }
        },
    },
    ConfigurationTable {
        header: "[feed]",
        summary: "How feeds are made: outputs .rss, or .json for JSON Feed",
        keys: || described(page::FEED),
        read: |list, value, reading| {
            if let Some(values) = value.table(reading) {
                key::read(values, "feed", page::FEED, &mut list.options.feed, reading);
            }
        },
    },
    ConfigurationTable {
        header: "[addresses]",
        summary: "Addresses of badges, each with the badge’s name, such as pdf = \"https://example.org/papers/\" or preview = \"img/\"; {} is \
                  replaced by the value of the field: hal = \"https://hal.science/{}\"",
        keys: Vec::new,
        read: |list, value, reading| {
            for (badge, address) in value.named_values(reading) {
                if let Some(address) = address.site_address(reading) {
                    list.options.links.addresses.insert(badge.to_lowercase(), address);
                }
            }
        },
    },
    ConfigurationTable {
        header: "[metrics]",
        summary: "Figures shown under the title, each with its own name, such as h-index = 33",
        keys: Vec::new,
        read: |list, value, reading| {
            if let Some(values) = value.table(reading) {
                list.options.metrics = metrics(values, reading);
            }
        },
    },
    ConfigurationTable {
        header: "[papers.\"KEY\"]",
        summary: "Settings for one work, identified by its citation key, DOI or title",
        keys: || described(papers::KEYS),
        read: |list, value, reading| {
            for (work, values) in value.table(reading).into_iter().flatten() {
                match values.get_ref().as_table() {
                    Some(values) => list.papers.push(papers::read(work.get_ref(), values, reading)),
                    None => reading.wrong(values, work.get_ref(), "a table [papers.\"KEY\"]"),
                }
            }
        },
    },
    // After the tables with texts that have words in other languages.
    ConfigurationTable {
        header: "[languages.de]",
        summary: "The list once more in another language, by its BCP 47 tag",
        keys: || described(languages::KEYS),
        read: |list, value, reading| {
            if let Some(values) = value.table(reading) {
                languages::read(values, list, reading);
            }
        },
    },
    ConfigurationTable {
        header: "[lint]",
        summary: "What `publist lint` reports",
        keys: || described(LINT),
        read: |list, value, reading| {
            if let Some(values) = value.table(reading) {
                key::read(values, "lint", LINT, list, reading);
            }
        },
    },
];

static LINT: &[Key<Configuration>] = &[key(
    "without",
    "[\"missing-identifier\"]",
    "Codes and names of lints that are not reported",
    |list, value, reading| list.lint_without = value.strings(reading),
)];

/// Reads the whole file, and reports unknown keys.
pub(super) fn read(file: &DeTable<'_>, into: &mut Configuration, reading: &mut Reading<'_, '_>) {
    let tables = || CONFIGURATION_TABLES.iter().filter(|table| !table.header.is_empty());
    let known = described(list::KEYS).into_iter().map(|key| key.key).chain(tables().map(ConfigurationTable::name));
    key::report_unknown(file, "", known, reading);
    key::read_known(file, list::KEYS, into, reading);
    for table in tables() {
        if let Some(value) = super::value::Value::of(file, table.name()) {
            (table.read)(into, value, reading);
        }
    }
}

/// The figures of a person, by the names that the user gives them.
fn metrics(values: &DeTable<'_>, reading: &mut Reading<'_, '_>) -> Vec<(String, String)> {
    let mut metrics = Vec::new();
    // In the order in which they are written, which the table does not keep.
    let mut values: Vec<_> = values.iter().collect();
    values.sort_by_key(|(name, _)| name.span().start);
    for (name, value) in values {
        let shown = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => {
                reading.wrong(value, name.get_ref(), "a number or a text");
                continue;
            }
        };
        metrics.push((name.get_ref().to_string(), shown));
    }
    metrics
}
