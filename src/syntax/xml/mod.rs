//! XML as a stream: one record's tree of elements at a time, whatever the file's size; and as a whole tree with places,
//! for files that people write ([`read_tree`]).
//!
//! In a stream, a [`Shape`] names the elements of a file that are records; each is passed on as an `Element` when it ends, and
//! nothing else is kept. Names have no prefix, so readers identify elements by their local name. Character references are
//! those of XML and HTML, which include DBLP's. Declarations of the document type are never read, so that nothing can be
//! expanded without bound, and no other file is opened. A record that is malformed, nested deeper than [`MAX_DEPTH`] or
//! larger than [`MAX_RECORD`] is reported and skipped, and reading continues with the next one.

mod attributes;
mod placed;
mod records;
mod references;
mod source;
mod tree;

pub(crate) use placed::{PlacedAttribute, PlacedElement};
pub(crate) use records::{Shape, place_of, read};
pub(crate) use tree::{Tree, read_tree};

/// The maximum nesting of elements.
const MAX_DEPTH: usize = 100;

/// The maximum size of a record, in bytes.
const MAX_RECORD: usize = 64 << 20;

fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests;
