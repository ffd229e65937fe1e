//! The option `--abbreviate`.

use std::path::PathBuf;

use publist::abbreviations::Abbreviations;
use publist::{Record, Result};

/// Which titles of journals are abbreviated.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct AbbreviationArgs {
    /// Abbreviate titles of journals with this list where the style asks for the short form and a work has none: JabRef's
    /// `title;abbreviation`, Zotero's JSON, or the List of Title Word Abbreviations (ISO 4); can be repeated
    #[arg(long, value_name = "FILE")]
    abbreviate: Vec<PathBuf>,
}

impl AbbreviationArgs {
    /// Gives records the short titles that they lack.
    pub(crate) fn complete(&self, records: &mut [Record]) -> Result<()> {
        if self.abbreviate.is_empty() {
            return Ok(());
        }
        let mut abbreviations = Abbreviations::default();
        for path in &self.abbreviate {
            abbreviations.add_file(path)?;
        }
        records.iter_mut().for_each(|record| abbreviations.complete(record));
        Ok(())
    }
}
