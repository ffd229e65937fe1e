//! The type of work that an entry describes.

use crate::diag::Source;
use crate::model::Kind;
use crate::text::{may_name_server, preprint_server};

use super::entry_types;
use super::macros::Macros;
use super::parents::Inherited;
use super::plain_values::plain;
use super::syntax::raw::RawEntry;

/// Returns the type of work: that of `entrysubtype`, or that of the entry type and the fields of an eprint.
pub(super) fn kind_of(entry: &RawEntry<'_>, inherited: &[Inherited]) -> Kind {
    let subtype = subtype(entry);
    let has = |names: &[&str]| {
        let is_one = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        entry.fields.iter().any(|field| is_one(field.name)) || inherited.iter().any(|field| is_one(&field.name))
    };
    let is_eprint = has(&["eprint", "eprinttype", "archiveprefix"]);
    let names_its_book =
        || !has(&["title"]) || has(&["booktitle", "maintitle", "journal", "journaltitle", "crossref", "xref"]);
    subtype.unwrap_or_else(|| {
        let is_book = entry.kind.eq_ignore_ascii_case(entry_types::IN_BOOK) && !names_its_book();
        if is_book { Kind::Book } else { entry_types::from_entry_type(entry.kind, is_eprint) }
    })
}

/// Whether `entrysubtype` states the type of work.
pub(super) fn is_stated(entry: &RawEntry<'_>) -> bool {
    subtype(entry).is_some()
}

fn subtype(entry: &RawEntry<'_>) -> Option<Kind> {
    let subtype = entry.fields.iter().find(|field| field.name.eq_ignore_ascii_case("entrysubtype"))?;
    match subtype.pieces.as_slice() {
        [piece] => Kind::from_name(piece.text.trim()),
        _ => None,
    }
}

/// The fields with the journal of an article.
const JOURNAL: [&str; 2] = ["journal", "journaltitle"];

/// Returns the type of an article whose journal is a preprint server, as Google Scholar exports it. Which variables its
/// fields have depends on it, so it must be known before they are read.
pub(super) fn of_preprint_server(kind: Kind, entry: &RawEntry<'_>, macros: &Macros, source: &Source<'_>) -> Kind {
    if kind != Kind::ArticleJournal || is_stated(entry) {
        return kind;
    }
    let is_journal = |name: &str| JOURNAL.iter().any(|known| known.eq_ignore_ascii_case(name));
    let journal = entry.fields.iter().find(|field| is_journal(field.name));
    let is_server = journal.is_some_and(|field| {
        let value = macros.value(field, source, &mut ());
        let start = value.trim_start_matches(|character: char| character == '{' || character.is_whitespace());
        // What most journals begin with is no server, and then their TeX need not be read here.
        (start.starts_with('\\') || may_name_server(start)) && preprint_server(&plain(&value)).is_some()
    });
    if is_server { Kind::Article } else { kind }
}
