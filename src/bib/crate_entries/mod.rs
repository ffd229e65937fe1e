//! Entries of the biblatex crate in both directions, without any text between.
//!
//! The crate holds a value as chunks: characters, characters in braces, and mathematics. It replaces the TeX that it
//! knows by characters and leaves other commands as they are, so a chunk is neither TeX nor plain text. `from_chunks`
//! has the rules by which a chunk is read; `to_chunks` makes chunks as the crate's own parser would.

mod form;
mod from_chunks;
mod losses;
#[cfg(test)]
mod tests;
mod to_chunks;

use biblatex::{Entry, EntryType};

use crate::diag::{Diagnostic, Sink, Source};
use crate::latex::Charset;
use crate::model::{Kind, Record};
use crate::seam::WriteOptions;

use super::entry::EntryWriter;
use super::field_names::in_lower_case;
use super::kind_of_entry::kind_of;
use super::macros::Macros;
use super::read::EntryReader;
use super::syntax::raw::{Piece, RawEntry, RawField};
use super::{Dialect, extra_fields, field_index};
use form::Form;

/// The record of an entry of the [`biblatex`] crate, with the entry's key as its id.
///
/// Entry types and fields mean what they mean in a BibLaTeX file, and problems are reported as for such a file. Fields
/// that have no variable are kept in [`Record::extra`] under `biblatex`. The crate has already replaced macros, and
/// copied the fields that an entry inherits, without a mark where they came from.
///
/// In the chunks of an entry
///
/// - a backslash and letters are a command of TeX that the crate did not know, with the groups after it,
/// - `~` is a no-break space,
/// - `$`, `%`, `&`, `#`, `_`, `^` and braces are those characters,
/// - a chunk in braces is protected from changes of its letter case. A single letter with an accent is not, since its
///   braces usually belong to the command that made the accent: `{\'e}`.
///
/// ```
/// let text = "@book{lu2022, author = {Lu, Cheng and others}, title = {On {SER}}, date = {2022-10/..}}";
/// let bibliography = biblatex::Bibliography::parse(text).expect("an entry");
/// let record = publist::interop::from_biblatex(bibliography.get("lu2022").expect("it is there"), &mut ());
/// assert_eq!(record.id, "lu2022");
/// assert_eq!(record.plain_title(), "On SER");
/// assert_eq!(record.authors().len(), 1);
/// ```
pub fn from_biblatex(entry: &Entry, diag: &mut dyn Sink) -> Record {
    let entry_type = type_name(&entry.entry_type);
    let values: Vec<(&str, String)> =
        entry.fields.iter().map(|(name, chunks)| (name.as_str(), from_chunks::value(chunks, Form::of(name)))).collect();
    let fields = values.iter().map(|(name, value)| raw_field(name, value)).collect();
    let mut raw = RawEntry { kind: &entry_type, key: &entry.key, fields, range: 0..0 };
    let kind = kind_of(&raw, &[]);
    // The crate does not keep the order of fields. If several have the same variable, the usual one counts.
    let is_unusual = |name: &str| usual_field(kind, name).is_some_and(|usual| !usual.eq_ignore_ascii_case(name));
    raw.fields.sort_by_key(|field| is_unusual(field.name));
    // There is no text in which a report could have a place.
    let mut without_place = |report: Diagnostic| diag.report(Diagnostic { place: None, ..report });
    let source = Source::new("", "");
    let reader = EntryReader::new(Dialect::Biblatex, &source, &raw, &[], None);
    let mut record = reader.read(&Macros::default(), &mut without_place);
    record.origin = None;
    record
}

/// The entry of the [`biblatex`] crate for a record, with the record's id as its key.
///
/// It has the entry type and the fields of a BibLaTeX file. Since the crate accepts any field and any value, nothing is
/// packed into other fields as it must be for biber. Text is in Unicode. Markup is a command of TeX, `\emph{x}`, as it
/// is when the crate reads it from a file.
///
/// The entry is converted back and compared with what publist's own file would give; what differs is reported. An entry
/// cannot hold where values came from, and a few texts look like TeX in its chunks: `~`, `''`, or a backslash.
///
/// ```
/// use publist::model::{Kind, Name, NameVariable, Names, Record, TextVariable};
///
/// let mut record = Record { id: "lu2022".into(), ..Record::new(Kind::Book) };
/// record.set_text(TextVariable::Title, "On R&D");
/// record.set_names(NameVariable::Author, Names::complete(vec![Name::person("Lu", "Cheng")]));
/// let entry = publist::interop::to_biblatex(&record, &mut ());
/// assert_eq!((entry.key.as_str(), &entry.entry_type), ("lu2022", &biblatex::EntryType::Book));
/// assert_eq!(entry.author().expect("authors")[0].given_name, "Cheng");
/// ```
pub fn to_biblatex(record: &Record, diag: &mut dyn Sink) -> Entry {
    let options = WriteOptions::default();
    let mut writer = EntryWriter::new(Dialect::Biblatex, &options);
    let (entry_type, fields) = writer.any_fields(record);
    let mut entry = Entry::new(record.id.clone(), EntryType::new(entry_type));
    for (name, value) in fields {
        entry.set(&name, to_chunks::chunks(&value, Form::of(&name)));
    }
    add_further_names(&mut entry, record);
    losses::report(record, &from_biblatex(&entry, &mut ()), diag);
    entry
}

/// The name of an entry type, in lower case.
fn type_name(entry_type: &EntryType) -> String {
    match entry_type {
        EntryType::Unknown(name) => name.clone(),
        known => known.to_string(),
    }
}

fn raw_field<'a>(name: &'a str, value: &'a str) -> RawField<'a> {
    RawField { name, range: 0..0, pieces: vec![Piece { text: value, offset: 0, is_macro: false }] }
}

/// Returns the field that is written for the variable of a field.
fn usual_field(kind: Kind, field: &str) -> Option<&'static str> {
    let variable = field_index::row_of(Dialect::Biblatex, kind, &in_lower_case(field))?.variable;
    Some(Dialect::Biblatex.fields().row_for(kind, variable)?.field)
}

/// Adds the extra fields that a file cannot have, since a variable uses their name: they would be read as the value of
/// that variable if the usual field were missing.
fn add_further_names(entry: &mut Entry, record: &Record) {
    for (name, value) in record.extra.get(Dialect::Biblatex.id()).into_iter().flatten() {
        let Some((usual, value)) = usual_field(record.kind, name).zip(value.as_str()) else { continue };
        let is_further = match usual.eq_ignore_ascii_case(name) {
            true => Form::of(name) == Form::Literal && Kind::from_name(value).is_none(),
            false => entry.get(usual).is_some(),
        };
        let name = name.to_lowercase();
        if is_further && entry.get(&name).is_none() {
            let written = extra_fields::written(&name, value, Charset::Unicode);
            entry.set(&name, to_chunks::chunks(&written, Form::of(&name)));
        }
    }
}
