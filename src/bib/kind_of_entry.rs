//! The type of work that an entry describes.

use crate::model::Kind;

use super::entry_types;
use super::parents::Inherited;
use super::syntax::raw::RawEntry;

/// Returns the type of work: that of `entrysubtype`, or that of the entry type and the fields of an eprint.
pub(super) fn kind_of(entry: &RawEntry<'_>, inherited: &[Inherited]) -> Kind {
    let subtype = entry.fields.iter().find(|field| field.name.eq_ignore_ascii_case("entrysubtype"));
    let subtype = subtype.and_then(|field| match field.pieces.as_slice() {
        [piece] => Kind::from_name(piece.text.trim()),
        _ => None,
    });
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
