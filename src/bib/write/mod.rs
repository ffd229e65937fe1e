//! Writes records as the entries of a file.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Sink};
use crate::latex;
use crate::latex::{Charset, PreambleUse};
use crate::model::{Record, SourceFile, Variable};
use crate::seam::{DataComment, OtherDialect, Part, PartWriter, PreprintType, RecordWriter, WriteOptions, Writer};

use super::carried::Lines;
use super::children::{Entry, Waiting, Written, inherited_from};
use super::citation_key::to_key;
use super::entry::{EntryWriter, Left};
use super::in_place::{Content, InPlace, Place, Rest};
use super::leave_out::{leave_out, misspelled};
use super::other_dialect::has_all_of;
use super::parts::{BibPart, BibParts, Piece};
use super::revision::{Conversion, Links, Revision, Target};
use super::syntax::raw::RawEntry;
use super::{Dialect, carried, inheritance};

pub(super) struct BibWriter(pub Dialect);

impl Writer for BibWriter {
    fn writes_back(&self, format: &str) -> bool {
        Dialect::of_format(format).is_some()
    }

    fn leave_out<'a>(&self, options: &WriteOptions, record: &'a Record) -> Cow<'a, Record> {
        leave_out(&options.bib, record)
    }

    fn leaves_ambiguous(&self, options: &WriteOptions, variable: Variable) -> bool {
        // The type of a work determines which number a field holds, and an unusual entry type is kept.
        let depends_on_type = matches!(variable, Variable::Kind | Variable::Number(_) | Variable::Extra);
        depends_on_type && options.bib.omits_subtype()
    }

    fn meaningless_options(&self, options: &WriteOptions) -> Vec<Cow<'static, str>> {
        let is_unknown = self.0 == Dialect::Bibtex && options.bib.preprint == PreprintType::Online;
        let online = is_unknown.then_some(Cow::Borrowed(
            "its styles do not have the entry type @online; they print a warning and treat it as @misc",
        ));
        let misspelled = misspelled(&options.bib).map(|(field, meant)| {
            Cow::Owned(format!("no field `{field}` is known that could be left out; did you mean `{meant}`?"))
        });
        online.into_iter().chain(misspelled).collect()
    }

    fn parts<'a>(&self, options: &'a WriteOptions) -> Option<Box<dyn PartWriter + 'a>> {
        BibParts::new(self.0, options).map(|parts| Box::new(parts) as Box<dyn PartWriter>)
    }

    fn start<'a>(&self, options: &'a WriteOptions, out: &'a mut dyn Write) -> io::Result<Box<dyn RecordWriter + 'a>> {
        Ok(Box::new(BibFile {
            entry: EntryWriter::new(self.0, options),
            preamble: latex::Preamble::new(options.charset),
            sources: Vec::new(),
            out,
            count: 0,
            waiting: Waiting::default(),
            lines: Lines::default(),
            in_place: InPlace::default(),
            text: String::new(),
            is_encoding_reported: false,
        }))
    }
}

/// How an entry that was read in place is written. This is the one rule for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Treatment {
    /// The record equals the entry, the dialect has all of the entry, and no option asks for a form: it stays.
    Kept,
    /// The same, with another key.
    Rekeyed,
    /// What has changed is changed in the text of the entry.
    Edited,
    /// An option asks for a layout.
    LaidOut,
}

struct BibFile<'a> {
    entry: EntryWriter<'a>,
    preamble: latex::Preamble,
    /// The files that were read in place; one of them may already contain the preamble.
    sources: Vec<Arc<SourceFile>>,
    out: &'a mut dyn Write,
    count: usize,
    /// The entries that wait for their parents.
    waiting: Waiting,
    /// The lines to carry in the comment.
    lines: Lines,
    in_place: InPlace,
    /// The buffer, which is reused.
    text: String,
    /// Whether it was reported that the file becomes UTF-8.
    is_encoding_reported: bool,
}

impl RecordWriter for BibFile<'_> {
    fn record(&mut self, record: &Record, diag: &mut dyn Sink) -> io::Result<()> {
        self.count += 1;
        let (key, dialect, options) = (to_key(&record.id, self.count), self.entry.dialect, self.entry.options);
        let Some(place) = self.in_place.place(record) else {
            let record = leave_out(&options.bib, record);
            let entry = match inherited_from(&record, dialect) {
                None => Entry::Whole(self.entry(&key, &record, None, Left::Nothing, diag)),
                // Fields left out of the parent would be missing here, too.
                Some(_) if self.has_other_parents() => {
                    Entry::Whole(self.entry(&key, &record, None, Left::Reference, diag))
                }
                Some((parent, variables)) => Entry::Child {
                    parent: to_key(parent, 0),
                    alone: self.entry(&key, &record, None, Left::Reference, diag),
                    beside: self.entry(&key, &record, None, Left::Variables(parent, &variables), &mut ()),
                },
            };
            let ready = self.waiting.push(&key, entry);
            self.put_new(ready)?;
            return self.in_place.flush(self.out, Rest::MayCome);
        };
        let old = self.in_place.key(place).to_owned();
        // A key that nobody changed stays, whatever it is.
        let key = if record.id == old { old.clone() } else { key };
        let content = match self.treatment(record, place, &old) {
            Treatment::Kept => Content::Kept,
            Treatment::Rekeyed => {
                self.report_lacking(&key, &record.id, diag);
                self.lines.rekey(old, key.clone());
                Content::Rekeyed(key.clone())
            }
            treatment => {
                // biber knows an entry by its aliases, too.
                if dialect == Dialect::Bibtex {
                    self.in_place.note_aliases(record.aliases(), &key);
                }
                let record = leave_out(&options.bib, record);
                let text = self.revised(&key, &record, place, treatment, diag);
                self.preamble.add(&text);
                Content::Replaced { text, key: key.clone() }
            }
        };
        self.waiting.note(&key);
        self.in_place.put(place, content);
        Ok(())
    }

    fn part(&mut self, part: Part, diag: &mut dyn Sink) -> io::Result<()> {
        let part: Box<BibPart> = part.downcast().map_err(|_| io::Error::other("the part is of another format"))?;
        self.preamble.add_all(part.preamble);
        for piece in part.pieces {
            match piece {
                Piece::Record(record) => self.record(&record, diag)?,
                Piece::Entries { written, keys } => {
                    self.count += keys.len();
                    let ready = self.waiting.push_all(keys, written);
                    self.put(ready)?;
                    self.in_place.flush(self.out, Rest::MayCome)?;
                }
            }
        }
        Ok(())
    }

    fn end_of_file(&mut self, file: &Arc<SourceFile>) -> io::Result<()> {
        if Dialect::of_format(file.format).is_some() {
            self.in_place.end(file);
            self.sources.push(Arc::clone(file));
            let is_left_out = self.entry.options.bib.data_comment == DataComment::LeftOut;
            if is_left_out || self.lines.take_over(&file.text) {
                self.in_place.leave_out_comments(carried::is_ours);
            }
        }
        self.in_place.flush(self.out, Rest::MayCome)
    }

    /// BibTeX and biber accept a preamble anywhere in a file, so it is written at the end, when its content is known.
    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let ready = self.waiting.finish();
        self.put_new(ready)?;
        let preamble_use = match self.entry.dialect {
            Dialect::Bibtex => PreambleUse::InReferences,
            Dialect::Biblatex => PreambleUse::AtStart,
        };
        if let Some(preamble) = self.preamble.to_tex(preamble_use) {
            let preamble = format!("@preamble{{\"{preamble}\"}}\n");
            if !self.sources.iter().any(|file| file.text.contains(preamble.trim_end())) {
                self.in_place.put_new(preamble);
            }
        }
        if let Some(comment) = self.lines.comment() {
            self.in_place.put_new(comment);
        }
        self.in_place.flush(self.out, Rest::None)
    }
}

impl BibFile<'_> {
    /// Adds entries to the file, and the commands they use to the preamble.
    fn put_new(&mut self, entries: Vec<Written>) -> io::Result<()> {
        entries.iter().for_each(|entry| self.preamble.add(&entry.text));
        self.put(entries)
    }

    /// Adds entries to the file; they are written immediately if nothing waits before them.
    fn put(&mut self, entries: Vec<Written>) -> io::Result<()> {
        for Written { text, carried } in entries {
            self.lines.add(carried);
            if self.in_place.write_new(&text, self.out)? {
                self.text = text;
            } else {
                self.in_place.put_new(text);
            }
        }
        Ok(())
    }

    /// Whether entries that the dialect does not have all of are converted.
    fn converts(&self) -> bool {
        self.entry.options.bib.other_dialect == OtherDialect::Converted
    }

    /// Decides how a record at a place in a file, under this key, is written.
    fn treatment(&self, record: &Record, place: Place, key: &str) -> Treatment {
        let options = self.entry.options;
        let has_all = || {
            let from = self.in_place.dialect(place);
            has_all_of(self.entry.dialect, &self.in_place.raw_entry(place), record.kind, from)
        };
        match record.is_as_read() && !options.ask_for_a_form() && (!self.converts() || has_all()) {
            true if record.id == key => Treatment::Kept,
            true => Treatment::Rekeyed,
            false if options.ask_for_a_layout() => Treatment::LaidOut,
            false => Treatment::Edited,
        }
    }

    /// Writes an entry of a file that has changed, or that is to have another form, and decides about its line in the
    /// comment.
    fn revised(
        &mut self,
        key: &str,
        record: &Record,
        place: Place,
        treatment: Treatment,
        diag: &mut dyn Sink,
    ) -> String {
        let Some(passage) = &record.passage else { return String::new() };
        let file = Arc::clone(&passage.file);
        let (text, old) = self.in_place.read_again(place, &file);
        let dialect = self.entry.dialect;
        let from = self.in_place.dialect(place);
        let links = match dialect {
            _ if self.has_other_parents() => Links::WithoutCrossref,
            // BibTeX gives no inherited field another name, and reads parents only after their children.
            Dialect::Bibtex if self.converts() && from != dialect => Links::WithoutCrossref,
            Dialect::Bibtex | Dialect::Biblatex => Links::Kept,
        };
        let is_converted = self.converts() && !has_all_of(dialect, &old.entry, old.record.kind, from);
        let conversion = if is_converted { Conversion::Needed } else { Conversion::None };
        // With several fields in a line, a change of most of them is as large as a new layout.
        let is_edited = treatment == Treatment::Edited && !(is_converted && is_in_few_lines(text, &old.entry));
        let write = |writer: &mut EntryWriter<'_>, diag: &mut dyn Sink| {
            let EntryWriter { options, charset, .. } = *writer;
            let revision = Revision::of(&old, record, Target { dialect, options, charset, links, conversion });
            writer.revised(&revision, is_edited.then_some(text), key, diag)
        };
        let mut written = write(&mut self.entry, diag);
        if let Some(encoding) = self.in_place.encoding().filter(|encoding| !encoding.has(&written)) {
            self.entry.charset = Charset::Encoding(encoding);
            let as_tex = write(&mut self.entry, &mut ());
            self.entry.charset = self.entry.options.charset;
            match encoding.has(&as_tex) {
                true => written = as_tex,
                false => self.report_lacking(&as_tex, &record.id, diag),
            }
        }
        if treatment == Treatment::LaidOut {
            written = self.in_place.macros(Some(place), self.entry.options.macros).applied(written);
        }
        if is_converted {
            let message = format!("the entry was converted to {}", dialect.name());
            diag.report(Diagnostic::new(Code::DialectChanged, message).about(record.id.as_str()));
        }
        let old_key = old.entry.key.to_owned();
        let comment = self.entry.options.bib.data_comment;
        if comment == DataComment::Written && carried::has_same(&old.record, record) {
            self.lines.rekey(old_key, key.to_owned());
        } else {
            let inherited = inherited_from(record, dialect).filter(|_| links == Links::Kept);
            let told = carried::Told { parent: inherited.as_ref().map(|(parent, _)| *parent), has_extra: true };
            let line = carried::line_of(key, record, dialect, told, self.entry.charset, comment, diag);
            self.lines.replace(old_key, line);
        }
        written
    }

    /// Whether the options leave out fields so that children would inherit other values than they have.
    fn has_other_parents(&self) -> bool {
        self.entry.options.bib.omit.iter().any(|name| inheritance::shapes_children(name))
    }

    /// Writes a record as an entry, and the data to carry in the comment. Characters that the encoding of the file lacks are
    /// written as TeX if possible.
    fn entry(
        &mut self,
        key: &str,
        record: &Record,
        place: Option<Place>,
        left: Left<'_>,
        diag: &mut dyn Sink,
    ) -> Written {
        let written = self.entry_as_asked(key, record, place, left, diag);
        let Some(encoding) = self.in_place.encoding().filter(|encoding| !written.fits(*encoding)) else {
            return written;
        };
        self.entry.charset = Charset::Encoding(encoding);
        let as_tex = self.entry_as_asked(key, record, place, left, &mut ());
        self.entry.charset = self.entry.options.charset;
        if as_tex.fits(encoding) {
            return as_tex;
        }
        self.report_lacking(&as_tex.text, &record.id, diag);
        written
    }

    /// Reports that the file becomes UTF-8, if its encoding lacks a character of this text.
    fn report_lacking(&mut self, text: &str, id: &str, diag: &mut dyn Sink) {
        let Some(encoding) = self.in_place.encoding() else { return };
        let lacking = text.chars().find(|character| !Charset::Encoding(encoding).has(*character));
        let Some(lacking) = lacking.filter(|_| !std::mem::replace(&mut self.is_encoding_reported, true)) else {
            return;
        };
        let name = encoding.name();
        let message = format!("the file is now in UTF-8, because its encoding {name} has no “{lacking}”");
        diag.report(Diagnostic::new(Code::EncodingChanged, message).about(id));
    }

    /// Writes a record as an entry, in the characters that are set.
    fn entry_as_asked(
        &mut self,
        key: &str,
        record: &Record,
        place: Option<Place>,
        left: Left<'_>,
        diag: &mut dyn Sink,
    ) -> Written {
        let (text, has_extra) = self.entry.write(key, record, left, std::mem::take(&mut self.text), diag);
        let EntryWriter { dialect, options, charset, .. } = self.entry;
        let text = self.in_place.macros(place, options.macros).applied(text);
        let parent = match left {
            Left::Variables(parent, _) => Some(parent),
            Left::Nothing | Left::Reference => None,
        };
        let told = carried::Told { parent, has_extra };
        let comment = options.bib.data_comment;
        Written { text, carried: carried::line_of(key, record, dialect, told, charset, comment, diag) }
    }
}

/// Whether an entry has several fields in one line.
fn is_in_few_lines(text: &str, entry: &RawEntry<'_>) -> bool {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() < entry.fields.len()
}

#[cfg(test)]
mod revised;
#[cfg(test)]
mod tests;
