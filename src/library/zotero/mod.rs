//! Zotero's own JSON; read only.

mod extra;
mod fields;
mod people;
mod read;

pub(crate) use read::{Item, read_item};

pub(crate) use fields::{ItemType, item_type};

use crate::seam::{Evidence, Fidelity, FieldMap, Format, Member, Members, Recognition};
use crate::syntax::json;

/// Zotero's items as JSON: the answers of its web and local API (`/items?format=json`), exports of Better BibTeX
/// (“BetterBibTeX JSON”), and the items of the translation server. Read only.
///
/// An item of the API has its fields under `data`; in a file of Better BibTeX, the items are in `items`. The fields of
/// an item type, such as `bookTitle` or `university`, hold the variables of the fields on which they are based, and
/// titles may have Zotero's HTML. The lines of `extra` are read as in CSL-JSON: `original-date: 1901`. Labels may also
/// be in words (“Original Date: 1901”), and the lines `Citation Key:` and `arXiv:` give the id and the eprint. The id of
/// a record is its citation key.
///
/// Attachments, notes and annotations are items, too; they are not works and are passed over. Collections, relations and
/// Zotero's administrative data are skipped; everything else without a variable is kept.
/// <https://www.zotero.org/support/dev/web_api/v3/basics>, <https://github.com/zotero/zotero-schema>,
/// <https://retorque.re/zotero-better-bibtex/exporting/>
pub static FORMAT: Format = Format {
    id: "zotero",
    name: "Zotero JSON",
    summary: "items from Zotero's API and from Better BibTeX's JSON",
    extensions: json::EXTENSIONS,
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::ZoteroReader),
    fields: &FieldMap { rows: fields::ROWS, rest: Fidelity::Lost },
    ..Format::DEFAULT
};

/// The type of an item, which no other format has, and the member in which Better BibTeX names itself.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Members::all(&["", "data", "items"], &[Member::Any("itemType")])),
    Evidence::decisive(Members::all(&[""], &[Member::Starts("config.label", "BetterBibTeX JSON")])),
];

#[cfg(test)]
mod tests;
