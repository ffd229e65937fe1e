//! MODS, the format of the Library of Congress for bibliographic records in XML; read only.

mod fields;
mod kind;
mod people;
mod read;
#[cfg(test)]
mod tests;

use crate::seam::{Elements, Evidence, Format, Recognition, Sign};

/// MODS 3: the records of library catalogues, repositories, bibutils and Zotero. Read only.
///
/// The type of a work follows from its genres (those of MARC, of bibutils and of Zotero), the type of resource, and the work
/// that it is a part of; without them it is inferred. `relatedItem` of the type `host` gives the title of the publication, its
/// editors, publisher and numbers, and that of the type `series` the series. Names have the roles of MARC's relators; names
/// without a role are the authors, and marked as inferred. Other titles, related works, notes of catalogues and identifiers
/// without a variable are kept; what `recordInfo` and `extension` say about the record is skipped.
/// <https://www.loc.gov/standards/mods/userguide/>
pub static FORMAT: Format = Format {
    id: "mods",
    name: "MODS",
    summary: "records of libraries, repositories and bibutils in MODS",
    extensions: &["xml", "mods"],
    recognition: Recognition::Evidence(&[Evidence::decisive(Sign::Elements(Elements {
        roots: &["mods", "modsCollection"],
        ..Elements::NONE
    }))]),
    reader: Some(&read::READER),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};
