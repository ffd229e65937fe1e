//! Entries that are written separately from their file.

use std::io;

use crate::diag::Sink;
use crate::latex::Preamble;
use crate::model::Record;
use crate::seam::{MacroPolicy, Part, PartWriter, WriteOptions};
use crate::text::fingerprints::fingerprint;

use super::children::{Written, inherited_from};
use super::citation_key::to_key;
use super::entry::{EntryWriter, Left};
use super::leave_out::leave_out;
use super::{Dialect, carried};

/// Some entries of a file.
pub(super) struct BibPart {
    pub pieces: Vec<Piece>,
    /// What the entries require in the preamble.
    pub preamble: Preamble,
}

/// A piece of a part.
pub(super) enum Piece {
    /// Entries, with the fingerprints of their keys in lower case.
    Entries { written: Written, keys: Vec<u64> },
    /// A record whose entry depends on the rest of the file: it inherits, or has no id.
    Record(Box<Record>),
}

/// Writes parts.
pub(super) struct BibParts<'a> {
    entry: EntryWriter<'a>,
    part: BibPart,
    /// The buffer, which is reused.
    text: String,
}

impl<'a> BibParts<'a> {
    /// Creates a writer of parts for a dialect; returns `None` if entries are written with the macros of a file.
    pub(super) fn new(dialect: Dialect, options: &'a WriteOptions) -> Option<Self> {
        let part = BibPart { pieces: Vec::new(), preamble: Preamble::new(options.charset) };
        let is_apart = options.macros != MacroPolicy::Match;
        is_apart.then(|| Self { entry: EntryWriter::new(dialect, options), part, text: String::new() })
    }
}

impl PartWriter for BibParts<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        let EntryWriter { dialect, options, .. } = self.entry;
        let applied = leave_out(&options.bib, record);
        if record.id.is_empty() || inherited_from(&applied, dialect).is_some() {
            self.part.pieces.push(Piece::Record(Box::new(record.clone())));
            return Ok(());
        }
        let key = to_key(&record.id, 0);
        let (text, has_extra) = self.entry.write(&key, &applied, Left::Nothing, std::mem::take(&mut self.text), diag);
        let told = carried::Told { parent: None, has_extra };
        let line = carried::line_of(&key, &applied, dialect, told, options.charset, options.bib.data_comment, diag);
        self.part.preamble.add(&text);
        let fingerprint = fingerprint(&key.to_lowercase());
        match self.part.pieces.last_mut() {
            Some(Piece::Entries { written, keys }) => {
                written.text.push('\n');
                written.text.push_str(&text);
                if let Some(line) = line {
                    match &mut written.carried {
                        Some(lines) => lines.extend(["\n", &line]),
                        none => *none = Some(line),
                    }
                }
                keys.push(fingerprint);
            }
            _ => {
                let written = Written { text: text.clone(), carried: line };
                self.part.pieces.push(Piece::Entries { written, keys: vec![fingerprint] });
            }
        }
        self.text = text;
        Ok(())
    }

    fn finish(&mut self) -> Part {
        let preamble = Preamble::new(self.entry.options.charset);
        Box::new(std::mem::replace(&mut self.part, BibPart { pieces: Vec::new(), preamble }))
    }
}
