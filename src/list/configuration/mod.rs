//! `publist.toml`: the contents and the layout of a person's publication list.
//!
//! Every key is in one of [`CONFIGURATION_TABLES`]. Unknown keys and values of the wrong type are reported with their
//! position, and the rest is used.

mod document;
mod key;
mod languages;
mod list;
mod page;
mod papers;
mod people;
mod sections;
mod tables;
mod value;

use toml::de::DeTable;

use super::ListOptions;
use crate::diag::{Code, Place, Sink, Source};
use crate::model::Record;
use crate::query::Query;

pub use key::ConfigurationKey;
pub use languages::LanguageSettings;
pub use papers::PaperSettings;
pub use tables::{CONFIGURATION_TABLES, ConfigurationTable};

use value::Reading;

/// The name of the configuration file.
pub const CONFIGURATION_FILE: &str = "publist.toml";

/// The contents of a configuration file.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Configuration {
    /// The files to read, relative to the configuration file.
    pub inputs: Vec<String>,
    /// The files to write, relative to the configuration file.
    pub outputs: Vec<OutputFile>,
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
    /// The languages in which the list is made, too.
    pub languages: Vec<LanguageSettings>,
    /// The codes and names of lints that `publist lint` does not report.
    pub lint_without: Vec<String>,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutputFile {
    /// Its path, relative to the configuration file.
    pub path: String,
    /// Where the configuration names it.
    pub place: Place,
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
        let mut configuration = Self::default();
        tables::read(root.get_ref(), &mut configuration, &mut reading);
        configuration
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

#[cfg(test)]
mod tests;
