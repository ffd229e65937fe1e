//! Keys that are no longer in the output after merging.

use publist::formats::BIBLATEX;
use publist::{Code, Diagnostic, Format, Record, Sink};

/// Keys of merged records, which formats without aliases cannot keep.
pub(super) struct DroppedKeys {
    is_kept: bool,
    /// The keys and those of their entries.
    keys: Vec<(String, String)>,
}

impl DroppedKeys {
    /// Creates an empty list for this format.
    pub(super) fn new(format: &Format) -> Self {
        Self { is_kept: format.keeps_extra_of(BIBLATEX.id), keys: Vec::new() }
    }

    /// Moves the aliases of a record to the list.
    pub(super) fn take(&mut self, record: &mut Record) {
        if self.is_kept {
            return;
        }
        let aliases: Vec<String> = record.aliases().map(str::to_owned).collect();
        self.keys.extend(aliases.into_iter().map(|alias| (alias, record.id.clone())));
        if let Some(fields) = record.extra.get_mut(BIBLATEX.id) {
            fields.retain(|(name, _)| name != "ids");
        }
        record.extra.retain(|_, fields| !fields.is_empty());
    }

    /// Reports them in one report.
    pub(super) fn report(&self, diag: &mut dyn Sink) {
        const MOST_SHOWN: usize = 5;
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
