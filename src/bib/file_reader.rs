//! Reads files: an entry after the other, in place or not.

use std::io;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Sink, Source};
use crate::model::{Passage, Record, SourceFile};
use crate::seam::Reader;
use crate::syntax::Input;
use crate::syntax::decoding::read_whole;
use crate::syntax::source_text::read_text;

use super::Dialect;
use super::carried::Carried;
use super::macros::Macros;
use super::parents::{self, Parents};
use super::preamble::definitions;
use super::read::EntryReader;
use super::syntax::raw::{Item, for_each_item};
use super::syntax::tree::Tree;

pub(super) struct BibReader(pub Dialect);

impl Reader for BibReader {
    fn read_decoded(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()> {
        let name = input.name;
        let read = read_text(input, diag)?;
        let mut nobody = ();
        let diag = if read.is_binary { &mut nobody } else { diag };
        let tree = Tree::parse(&read.text);
        read_records(self.0, &Source::new(name, &read.text), &tree, &mut |record, _| out(record), diag);
        Ok(())
    }

    fn reads_in_place(&self) -> bool {
        true
    }

    fn read_in_place(
        &self,
        input: Input<'_>,
        out: &mut dyn FnMut(Record),
        diag: &mut dyn Sink,
    ) -> io::Result<Option<Arc<SourceFile>>> {
        let name = input.name;
        let whole = read_whole(input, diag)?;
        let is_binary = whole.is_binary;
        let tree = Arc::new(Tree::parse(&whole.text));
        let file = Arc::new(whole.into_file(self.0.id(), tree.clone()));
        let mut starts = Vec::new();
        let mut take = |mut record: Record, start: usize| {
            starts.push(start);
            let passage = Passage::new(Arc::clone(&file), start, record.fingerprint());
            record.passage = Some(passage);
            out(record);
        };
        let mut nobody = ();
        let diag = if is_binary { &mut nobody } else { diag };
        read_records(self.0, &Source::new(name, &file.text), &tree, &mut take, diag);
        file.starts.get_or_init(|| starts);
        Ok(Some(file))
    }
}

/// Passes the records of a text, given its tree, to `out`, each with the offset of its entry.
fn read_records(
    dialect: Dialect,
    source: &Source<'_>,
    tree: &Tree,
    out: &mut dyn FnMut(Record, usize),
    diag: &mut dyn Sink,
) {
    let parents = Parents::find(dialect, source, tree);
    let carried = Carried::find(source.text());
    let definitions = definitions(source, tree);
    let mut macros = Macros::default();
    for_each_item(source, tree, diag, &mut |item, diag| match item {
        Item::Macro(field) => macros.define(&field, source, diag),
        Item::Entry(entry) => {
            let inherited = parents.inherited_by(&entry, &macros, source, diag);
            if entry.kind.eq_ignore_ascii_case(parents::DATA) {
                parents.report_unused(&entry, source, diag);
            } else {
                let reader = EntryReader::new(dialect, source, &entry, &inherited, Some(&definitions));
                let mut record = reader.read(&macros, diag);
                let report = |report: Diagnostic, range| diag.report(report.at(source.place(range)));
                carried.complete(&mut record, dialect, source.text(), report);
                out(record, entry.range.start);
            }
        }
    });
    if definitions.is_exceeded() {
        let message = "macros of the preamble use each other without end, so some commands were not replaced";
        diag.report(Diagnostic::new(Code::MacroTooLong, message).at(source.place(0..0)));
    }
}
