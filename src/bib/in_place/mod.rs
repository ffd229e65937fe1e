//! Writes back files that were read in place: whatever did not change stays byte for byte as it is.
//!
//! The output consists of passages of the files and of new text. It is written when the end of the files is known,
//! since changed keys also change in the fields of other entries that refer to them.

mod closing;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use crate::model::{Record, SourceFile};
use crate::seam::MacroPolicy;
use crate::text::Encoding;
use crate::text::encoding::Declaration;

use super::Dialect;
use super::macro_references::{FileMacros, MacroReferences};
use super::passages::{Part, encoded, line_breaks, write_utf_8};
use super::references::Renames;
use super::reread::{EntryAsRead, Surroundings};
use super::syntax::raw::{RawEntry, raw_entry};
use super::syntax::tree::{Item, ItemKind, Tree};

/// The files that are written back in one output.
#[derive(Default)]
pub(super) struct InPlace {
    files: Vec<OpenFile>,
    segments: Vec<Segment>,
    /// Names by which entries were known, and their keys.
    aliases: Vec<(String, String)>,
    /// Whether the output begins with anything other than a file.
    begins_anew: bool,
    /// Whether something was written, so that the encoding of the output cannot change.
    is_begun: bool,
    /// How many line breaks the output ends with, up to two; `None` before its beginning.
    line_breaks: Option<usize>,
}

struct OpenFile {
    file: Arc<SourceFile>,
    tree: Arc<Tree>,
    /// The first item that was not passed yet.
    next: usize,
    /// The offset up to which the text was passed.
    position: usize,
    has_ended: bool,
    renames: Renames,
    macros: OnceCell<FileMacros>,
    /// What its entries refer to, once an entry was read again.
    surroundings: Option<Surroundings>,
    /// Whether its lines end with a carriage return, too.
    is_crlf: bool,
}

/// A part of the output.
enum Segment {
    /// A part of a file.
    Kept { file: usize, range: Range<usize> },
    /// An entry whose record was not written so far, with the white space after it.
    Missing { file: usize, range: Range<usize> },
    /// A comment, with the white space after it.
    Comment { file: usize, range: Range<usize> },
    /// New text, which belongs to a file or to none.
    New { file: Option<usize>, text: String },
    /// A blank line, unless there is one already.
    BlankLine,
    /// What closes the last item of a file, unless nothing follows.
    Closing(String),
}

/// An entry of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    file: usize,
    item: usize,
}

/// The content that is written for an entry.
pub(super) enum Content {
    /// The entry stays as it is.
    Kept,
    /// The entry stays, with another key.
    Rekeyed(String),
    /// The entry is replaced by this text, with this key.
    Replaced { text: String, key: String },
}

/// The encoding of an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The encoding of the file.
    InFile,
    /// UTF-8, and the file declares it.
    Utf8,
}

/// Whether more may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    MayCome,
    None,
}

impl InPlace {
    /// Returns the place of the record's entry, if it was read in place from a .bib file.
    pub(super) fn place(&mut self, record: &Record) -> Option<Place> {
        let passage = record.passage.as_ref()?;
        Dialect::of_format(passage.file.format)?;
        let file = self.open(&passage.file);
        let items = self.files[file].tree.items();
        let item = items.binary_search_by_key(&passage.start, |item| item.span.range().start).ok()?;
        Some(Place { file, item })
    }

    /// Returns the key in the file.
    pub(super) fn key(&self, place: Place) -> &str {
        let OpenFile { file, tree, .. } = &self.files[place.file];
        tree.items()[place.item].key.of(&file.text)
    }

    /// Returns the dialect in which the file was read.
    pub(super) fn dialect(&self, place: Place) -> Dialect {
        Dialect::of_format(self.files[place.file].file.format).unwrap_or(Dialect::Bibtex)
    }

    /// Returns the text of the entry and what is read from it.
    pub(super) fn read_again<'a>(&mut self, place: Place, file: &'a SourceFile) -> (&'a str, EntryAsRead<'a>) {
        let dialect = self.dialect(place);
        let open = &mut self.files[place.file];
        let (text, tree) = (file.text.as_str(), &open.tree);
        let surroundings = open.surroundings.get_or_insert_with(|| Surroundings::of(dialect, text, tree));
        (tree.items()[place.item].span.of(text), surroundings.read(text, tree, place.item))
    }

    /// Returns the entry without its meaning.
    pub(super) fn raw_entry(&self, place: Place) -> RawEntry<'_> {
        let OpenFile { file, tree, .. } = &self.files[place.file];
        raw_entry(&file.text, tree, &tree.items()[place.item])
    }

    /// Returns the macros for an entry that is written anew, at its place in a file or in no file.
    pub(super) fn macros(&self, place: Option<Place>, policy: MacroPolicy) -> MacroReferences<'_> {
        let mut references = MacroReferences::default();
        let (open, end) = match place {
            _ if policy != MacroPolicy::Match => return references,
            Some(place) => (&self.files[place.file], place.item),
            None => match self.files.last() {
                Some(open) => (open, open.next),
                None => return references,
            },
        };
        let macros = open.macros.get_or_init(|| FileMacros::of(&open.file.text, &open.tree));
        references.match_with(macros, end);
        references
    }

    /// Adds an entry, preceded by the other content of its file up to it. Entries that are passed over are left out,
    /// unless they are added later: then they are written at that point.
    pub(super) fn put(&mut self, place: Place, content: Content) {
        let item = self.files[place.file].tree.items()[place.item];
        if place.item >= self.files[place.file].next {
            self.pass(place.file, place.item);
            self.keep_to(place.file, item.span.range().start);
            let open = &mut self.files[place.file];
            (open.next, open.position) = (place.item + 1, item.span.range().end);
        } else {
            self.segments.push(Segment::BlankLine);
        }
        match content {
            Content::Kept => {
                self.keep(place.file, item.span.range());
                self.close(place);
            }
            Content::Rekeyed(key) => {
                self.rekey(place.file, &item, key);
                self.close(place);
            }
            Content::Replaced { text, key } => {
                self.rename(place.file, &item, &key);
                let text = text.trim();
                let is_crlf = self.files[place.file].is_crlf && !text.contains("\r\n");
                let text = if is_crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
                self.segments.push(Segment::New { file: Some(place.file), text });
            }
        }
    }

    /// Notes other names of an entry, which references to it get replaced by its key, in all files.
    pub(super) fn note_aliases<'a>(&mut self, aliases: impl Iterator<Item = &'a str>, key: &str) {
        for alias in aliases.filter(|alias| *alias != key) {
            self.files.iter_mut().for_each(|open| open.renames.add(alias, key));
            self.aliases.push((alias.to_owned(), key.to_owned()));
        }
    }

    /// Adds an entry that is in no file.
    pub(super) fn put_new(&mut self, text: String) {
        self.begins_anew |= self.files.is_empty();
        self.segments.extend([Segment::BlankLine, Segment::New { file: None, text }]);
    }

    /// Writes an entry that is in no file, if nothing waits before it. Returns true if it was written.
    pub(super) fn write_new(&mut self, text: &str, out: &mut dyn Write) -> io::Result<bool> {
        if !self.files.is_empty() || !self.segments.is_empty() {
            return Ok(false);
        }
        (self.begins_anew, self.is_begun) = (true, true);
        if let Some(count) = self.line_breaks {
            out.write_all(&b"\n\n"[count..])?;
        }
        out.write_all(text.as_bytes())?;
        self.line_breaks = Some(line_breaks(text, self.line_breaks));
        Ok(true)
    }

    /// Adds the rest of a file, after the last of its entries that was added.
    pub(super) fn end(&mut self, file: &Arc<SourceFile>) {
        let file = self.open(file);
        self.end_at(file);
    }

    /// Writes what was added, unless later additions could change it.
    pub(super) fn flush(&mut self, out: &mut dyn Write, rest: Rest) -> io::Result<()> {
        if rest == Rest::None {
            (0..self.files.len()).for_each(|file| self.end_at(file));
        }
        let alone = self.alone().filter(|file| !file.is_its_text());
        let may_change = self.files.iter().any(|open| !open.has_ended) || alone.is_some();
        if may_change && rest == Rest::MayCome {
            return Ok(());
        }
        let (parts, line_breaks) = self.parts(Form::InFile);
        match alone.and_then(|file| encoded(&parts, file)) {
            Some(bytes) => out.write_all(&bytes)?,
            None => write_utf_8(&self.parts(Form::Utf8).0, out)?,
        }
        let is_begun = !parts.is_empty();
        self.is_begun |= is_begun;
        self.line_breaks = line_breaks;
        // Whether it is needed is not known before something follows.
        let segments = std::mem::take(&mut self.segments);
        let closing = segments.iter().rposition(|segment| matches!(segment, Segment::Closing(_)));
        let is_pending = closing.is_some_and(|closing| !self.has_content(&segments[closing + 1..]));
        self.segments.extend(segments.into_iter().nth(closing.unwrap_or_default()).filter(|_| is_pending));
        Ok(())
    }

    /// Returns the encoding that the output has to keep, unless it is an encoding of Unicode.
    pub(super) fn encoding(&self) -> Option<Encoding> {
        Some(self.alone()?.encoding).filter(|encoding| !encoding.is_unicode())
    }

    /// Returns the file if it is the only one so far. It keeps its encoding and its byte order mark; several files become
    /// UTF-8.
    fn alone(&self) -> Option<&SourceFile> {
        match self.files.as_slice() {
            [open] if !self.begins_anew && !self.is_begun => Some(&open.file),
            _ => None,
        }
    }

    /// Leaves out comments that are still to be written and for which `is_left_out` returns true.
    pub(super) fn leave_out_comments(&mut self, is_left_out: impl Fn(&str) -> bool) {
        let files = &self.files;
        self.segments.retain(|segment| match segment {
            Segment::Comment { file, range } => !is_left_out(&files[*file].file.text[range.clone()]),
            _ => true,
        });
    }

    fn open(&mut self, file: &Arc<SourceFile>) -> usize {
        if let Some(index) = self.files.iter().rposition(|open| Arc::ptr_eq(&open.file, file)) {
            return index;
        }
        if !self.files.is_empty() || self.begins_anew {
            self.segments.push(Segment::BlankLine);
        }
        let mut renames = Renames::default();
        self.aliases.iter().for_each(|(alias, key)| renames.add(alias, key));
        self.files.push(OpenFile {
            file: Arc::clone(file),
            tree: tree_of(file),
            next: 0,
            position: 0,
            has_ended: false,
            renames,
            macros: OnceCell::new(),
            surroundings: None,
            is_crlf: file.text.contains("\r\n"),
        });
        self.files.len() - 1
    }

    fn end_at(&mut self, file: usize) {
        if !self.files[file].has_ended {
            self.pass(file, self.files[file].tree.items().len());
            self.keep_to(file, self.files[file].file.text.len());
            self.files[file].has_ended = true;
        }
    }

    /// Passes the items of a file up to this one.
    fn pass(&mut self, file: usize, end: usize) {
        while self.files[file].next < end {
            let item = self.files[file].tree.items()[self.files[file].next];
            let span = item.span.range();
            if matches!(item.kind, ItemKind::Entry | ItemKind::Comment) {
                self.keep_to(file, span.start);
                let open = &mut self.files[file];
                let after = &open.file.text[span.end..];
                open.position = span.end + after.len() - after.trim_start().len();
                let range = span.start..open.position;
                self.segments.push(match item.kind {
                    ItemKind::Entry => Segment::Missing { file, range },
                    _ => Segment::Comment { file, range },
                });
            } else {
                self.keep_to(file, span.end);
                self.close(Place { file, item: self.files[file].next });
            }
            self.files[file].next += 1;
        }
    }

    /// Keeps the text of a file from the current position to this offset.
    fn keep_to(&mut self, file: usize, end: usize) {
        let start = std::mem::replace(&mut self.files[file].position, end);
        self.keep(file, start..end);
    }

    fn keep(&mut self, file: usize, range: Range<usize>) {
        match self.segments.last_mut() {
            Some(Segment::Kept { file: last, range: kept }) if *last == file && kept.end == range.start => {
                kept.end = range.end;
            }
            _ => self.segments.push(Segment::Kept { file, range }),
        }
    }

    /// Closes the last item of a file that was kept.
    fn close(&mut self, place: Place) {
        let open = &self.files[place.file];
        if place.item + 1 == open.tree.items().len() {
            let closing = closing::closing(&open.file.text, &open.tree);
            self.segments.extend(closing.map(Segment::Closing));
        }
    }

    /// Keeps an entry, but changes its key.
    fn rekey(&mut self, file: usize, item: &Item, key: String) {
        self.rename(file, item, &key);
        let (span, old) = (item.span.range(), item.key.range());
        let after = self.files[file].file.text[old.end..span.end].trim_start();
        let is_delimited = !old.is_empty() || after.is_empty() || after.starts_with([',', '}', ')']);
        self.keep(file, span.start..old.start);
        self.segments.push(Segment::New { file: Some(file), text: if is_delimited { key } else { key + ", " } });
        self.keep(file, old.end..span.end);
    }

    fn rename(&mut self, file: usize, item: &Item, key: &str) {
        let open = &mut self.files[file];
        open.renames.add(item.key.of(&open.file.text), key);
    }

    /// Whether there is anything but white space in segments.
    fn has_content(&self, segments: &[Segment]) -> bool {
        segments.iter().any(|segment| match segment {
            Segment::Kept { file, range } | Segment::Comment { file, range } => {
                !self.files[*file].file.text[range.clone()].trim().is_empty()
            }
            Segment::Missing { file, range } => !self.files[*file].gave_a_record(range.start),
            Segment::New { .. } => true,
            Segment::BlankLine | Segment::Closing(_) => false,
        })
    }

    /// Returns what is to be written, and how many line breaks the output then ends with.
    fn parts(&self, form: Form) -> (Vec<Part<'_>>, Option<usize>) {
        let mut parts = Parts { parts: Vec::new(), line_breaks: self.line_breaks };
        let edits: Vec<_> = self.files.iter().map(|open| open.edits(form)).collect();
        for (index, segment) in self.segments.iter().enumerate() {
            match segment {
                Segment::BlankLine => parts.blank_line(),
                Segment::Closing(delimiters) if self.has_content(&self.segments[index + 1..]) => {
                    parts.close(delimiters)
                }
                Segment::Closing(_) => {}
                Segment::New { file, text } => {
                    let renames = file.map(|file| &self.files[file].renames).filter(|renames| renames.change());
                    parts.push(Part::New(renames.map_or(Cow::Borrowed(text), |renames| renames.applied(text))));
                }
                Segment::Missing { file, range } if self.files[*file].gave_a_record(range.start) => {}
                Segment::Kept { file, range } | Segment::Missing { file, range } | Segment::Comment { file, range } => {
                    parts.keep(&self.files[*file].file, range.clone(), &edits[*file]);
                }
            }
        }
        (parts.parts, parts.line_breaks)
    }
}

impl OpenFile {
    /// Returns the keys to be changed in the file's fields and the encoding to be declared, with their ranges.
    fn edits(&self, form: Form) -> Vec<(Range<usize>, &str)> {
        let SourceFile { text, encoding, .. } = &*self.file;
        let is_other = form == Form::Utf8 && *encoding != Encoding::UTF_8;
        let declaration = Declaration::find(text.as_bytes()).filter(|_| is_other);
        let declaration = declaration.map(|declaration| (declaration.name, Encoding::UTF_8.name()));
        let renames = if self.renames.change() { self.renames.edits(text, &self.tree) } else { Vec::new() };
        declaration.into_iter().chain(renames).collect()
    }

    /// Whether the entry that starts here produced a record. Since it was not written, it was left out on purpose.
    fn gave_a_record(&self, start: usize) -> bool {
        self.file.starts.get().is_some_and(|starts| starts.binary_search(&start).is_ok())
    }
}

/// Returns the tree of a file, which its reader made.
fn tree_of(file: &SourceFile) -> Arc<Tree> {
    Arc::clone(&file.parsed).downcast().unwrap_or_else(|_| Arc::new(Tree::parse(&file.text)))
}

/// The parts of an output, while they are put together.
struct Parts<'a> {
    parts: Vec<Part<'a>>,
    line_breaks: Option<usize>,
}

impl<'a> Parts<'a> {
    fn push(&mut self, part: Part<'a>) {
        if !part.text().is_empty() {
            self.line_breaks = Some(line_breaks(part.text(), self.line_breaks));
            self.parts.push(part);
        }
    }

    fn blank_line(&mut self) {
        if let Some(count) = self.line_breaks {
            self.push(Part::New(Cow::Borrowed(&"\n\n"[count..])));
        }
    }

    fn close(&mut self, delimiters: &'a str) {
        let line_break = if self.line_breaks.is_none_or(|count| count == 0) { "\n" } else { "" };
        self.push(Part::New(Cow::Owned([line_break, delimiters, "\n"].concat())));
    }

    /// Keeps a part of a file, with these edits.
    fn keep(&mut self, file: &'a SourceFile, range: Range<usize>, edits: &[(Range<usize>, &'a str)]) {
        let first = edits.partition_point(|(place, _)| place.start < range.start);
        let mut start = range.start;
        for (place, new) in edits[first..].iter().take_while(|(place, _)| place.end <= range.end) {
            self.push(Part::Kept { file, range: start..place.start });
            self.push(Part::New(Cow::Borrowed(new)));
            start = place.end;
        }
        self.push(Part::Kept { file, range: start..range.end });
    }
}

#[cfg(test)]
mod tests;
