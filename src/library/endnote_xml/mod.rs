//! EndNote XML, the exchange format of EndNote and other reference managers.

mod characters;
mod fields;
mod people;
mod read;
mod serial_number;
mod styles;
mod write;

use crate::seam::{Elements, Evidence, Format, Member, Recognition, Sign};

/// EndNote XML, for reading and writing: the exchange format of EndNote and many other reference managers.
///
/// The type of a record is identified by its name, since the numbers can be assigned to other types. Text consists of
/// runs, each with a single style. A name that ends with a comma is that of an organisation. Several ISBNs and ISSNs
/// are in one field, each on a line.
///
/// Records are written without loss wherever EndNote's own definition allows it: the parts of names are in the
/// attributes of `author`, the id and the exact type of the work in `foreign-keys`, which is reserved for programs;
/// EndNote shows neither. In files written by publist (the key says `publist`) values are read literally; in files of
/// other programs they are normalised. Control characters, which XML cannot contain, are written as their symbols
/// (U+2400 and following) and restored when read.
/// <https://support.clarivate.com/Endnote/s/article/EndNote-XML-Document-Type-Definition>
pub static FORMAT: Format = Format {
    id: "endnote-xml",
    name: "EndNote XML",
    summary: "the XML of EndNote and of programs that exchange data with it",
    extensions: &["xml"],
    recognition: Recognition::Evidence(EVIDENCE),
    reader: Some(&read::EndnoteReader),
    writer: Some(&write::EndnoteWriter),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

/// The program name in the keys of files that publist wrote.
const OWN_KEY: &str = "publist";

/// The program name in the keys that hold types of works.
const OWN_TYPE_KEY: &str = "publist-type";

/// Many formats have the root `<records>`, so elements of its records decide.
const EVIDENCE: &[Evidence] = &[
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["xml"],
        some: &[(
            1,
            &[
                Member::Any("records.record.ref-type"),
                Member::Any("records.record.contributors"),
                Member::Any("records.record.titles"),
                Member::Any("records.record.foreign-keys"),
            ],
        )],
        ..Elements::NONE
    })),
    Evidence::decisive(Sign::Elements(Elements {
        roots: &["records"],
        some: &[(
            1,
            &[
                Member::Any("record.ref-type"),
                Member::Any("record.contributors.authors"),
                Member::Any("record.titles"),
                Member::Any("record.foreign-keys"),
            ],
        )],
        ..Elements::NONE
    })),
    Evidence::possible(Sign::Elements(Elements { roots: &["xml"], all: &[Member::Any("records")], ..Elements::NONE })),
];

#[cfg(test)]
mod tests;
