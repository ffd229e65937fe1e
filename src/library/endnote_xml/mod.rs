//! EndNote XML, read and written: what EndNote and many other reference managers exchange.
//! <https://support.clarivate.com/Endnote/s/article/EndNote-XML-Document-Type-Definition>
//!
//! The type of a record is told by its name, as numbers can be given to other types. Text stands in runs of one style.
//! A name that ends in a comma is that of an organisation. Several ISBNs and ISSNs stand in one field, by lines.
//!
//! What is written says exactly what the record says wherever EndNote's own definition has room for it: names in the
//! attributes of `author`, the id and the exact type of the work in `foreign-keys`, which is where programs put theirs;
//! EndNote shows neither. In files written so (the key says `publist`) values are taken as they stand; in those of other
//! programs they are brought to their usual form. Characters that XML cannot hold, control characters, are written as
//! their pictures (U+2400 and following) and read back there.

mod characters;
mod fields;
mod people;
mod read;
mod serial_number;
mod styles;
mod write;

use crate::seam::{Format, Likelihood};
use crate::syntax::xml::starts_with_element;

/// EndNote XML.
pub static FORMAT: Format = Format {
    id: "endnote-xml",
    name: "EndNote XML",
    summary: "the XML of EndNote and of programs that exchange data with it",
    extensions: &["xml"],
    sniff,
    reader: Some(&read::EndnoteReader),
    writer: Some(&write::EndnoteWriter),
    fields: &fields::FIELDS,
    ..Format::DEFAULT
};

/// The program whose keys tell that this program wrote the file.
const OWN_KEY: &str = "publist";

/// The program whose keys are the types of works.
const OWN_TYPE_KEY: &str = "publist-type";

fn sniff(beginning: &[u8]) -> Likelihood {
    let has = |text: &[u8]| memchr::memmem::find(beginning, text).is_some();
    match starts_with_element(beginning, &["xml", "records"]) && (has(b"<record>") || has(b"<records")) {
        true => Likelihood::Certain,
        false => Likelihood::No,
    }
}

#[cfg(test)]
mod tests;
