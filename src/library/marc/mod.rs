//! MARC 21 in XML; read only.

mod element;
mod fields;
mod host;
mod kind;
mod people;
mod publication;
mod read;
mod relators;
#[cfg(test)]
mod tests;

pub(crate) use read::record;
pub(crate) use relators::{Role, role};

use crate::seam::{Elements, Evidence, Format, Member, Recognition, Sign};

/// MARCXML: the records of library catalogues (MARC 21) in XML. Read only.
///
/// The type of a work follows from the leader, and from notes of theses and the host of a part. The punctuation that
/// catalogues write between the parts of a description (ISBD) is removed. People have the roles of their relator codes and
/// terms; where there are none, the statement of responsibility decides, and the names are marked as inferred. The date is that
/// of the fixed fields or else of the imprint. Numbers of records, call numbers of libraries and other titles are kept;
/// fields about the record and its copies are skipped.
/// <https://www.loc.gov/marc/bibliographic/>, <https://www.loc.gov/standards/marcxml/>
pub static FORMAT: Format = Format {
    id: "marcxml",
    name: "MARCXML",
    summary: "records of library catalogues: MARC 21 in XML",
    extensions: &["xml", "mrcx"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::READER),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

const EVIDENCE: &[Evidence] = &[Evidence::decisive(Sign::Elements(Elements {
    roots: &["collection", "record", "records"],
    some: &[(
        1,
        &[
            Member::Any("record.leader"),
            Member::Any("leader"),
            Member::Any("record.datafield.subfield"),
            Member::Any("datafield.subfield"),
        ],
    )],
    ..Elements::NONE
}))];
