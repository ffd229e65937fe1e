//! Keys that can no longer be cited after merging.

use std::collections::HashSet;

use publist::formats::{BIBLATEX, BIBTEX};
use publist::{Code, Diagnostic, Format, Record, Sink};

/// Keys of merged records, which can only be cited in formats with aliases.
pub(super) struct DroppedKeys {
    format: &'static Format,
    /// The ids of the records that were read.
    ids: HashSet<String>,
    /// The keys and those of their entries.
    keys: Vec<(String, String)>,
}

impl DroppedKeys {
    /// Creates an empty list for this format.
    pub(super) fn new(format: &'static Format) -> Self {
        Self { format, ids: HashSet::new(), keys: Vec::new() }
    }

    /// Notes the id of a record that is read.
    pub(super) fn note(&mut self, record: &Record) {
        if !record.id.is_empty() {
            self.ids.insert(record.id.clone());
        }
    }

    /// Lists the aliases of a merged record that were ids, if they cannot be cited, and removes them if the format has no
    /// place for them. BibTeX ignores the field `ids`, so it can stay there.
    pub(super) fn take(&mut self, record: &mut Record) {
        if self.format.id != BIBTEX.id && self.format.keeps_extra_of(BIBLATEX.id) {
            return;
        }
        let gone = record.aliases().filter(|alias| self.ids.contains(*alias));
        self.keys.extend(gone.map(|alias| (alias.to_owned(), record.id.clone())));
        if self.format.id != BIBTEX.id {
            record.remove_bib_field("ids");
        }
    }

    /// Reports them in one report.
    pub(super) fn report(&self, diag: &mut dyn Sink) {
        const MOST_SHOWN: usize = 20;
        let Some((_, first)) = self.keys.first() else { return };
        let shown: Vec<String> =
            self.keys.iter().take(MOST_SHOWN).map(|(alias, id)| format!("{alias} (now {id})")).collect();
        let more = if self.keys.len() > MOST_SHOWN { ", ..." } else { "" };
        let (count, name) = match self.keys.len() {
            1 => ("1 citation key".to_owned(), "exists"),
            count => (format!("{count} citation keys"), "exist"),
        };
        let message = format!("{count} of merged records no longer {name}: {}{more}", shown.join(", "));
        let report = Diagnostic::new(Code::MergedKeys, message).about(first.as_str());
        diag.report(report.hint("BibLaTeX keeps them as `ids`; for other formats, cite the new keys"));
    }
}
