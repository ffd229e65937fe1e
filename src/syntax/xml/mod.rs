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

/// Returns true if the first element of a file that starts with these bytes has one of these names, with any prefix.
pub(crate) fn starts_with_element(beginning: &[u8], names: &[&str]) -> bool {
    root_name(beginning).is_some_and(|root| names.contains(&root))
}

/// Returns the local name of the first element of a file that starts with these bytes; `None` if it does not start as
/// XML.
fn root_name(beginning: &[u8]) -> Option<&str> {
    let mut rest = beginning.trim_ascii_start();
    loop {
        rest = rest.strip_prefix(b"<")?;
        if rest.starts_with(b"!--") {
            rest = after(rest, b"-->")?;
        } else if rest.starts_with(b"?") {
            rest = after(rest, b"?>")?;
        } else if rest.starts_with(b"!") {
            // The internal subset of a document type contains further `>` characters.
            let end = rest.iter().position(|byte| matches!(byte, b'>' | b'['))?;
            let is_subset = rest[end] == b'[';
            rest = if is_subset { after(after(rest, b"]")?, b">")? } else { &rest[end + 1..] };
        } else {
            let end = rest.iter().position(|byte| matches!(byte, b'>' | b'/') || byte.is_ascii_whitespace());
            let name = std::str::from_utf8(&rest[..end.unwrap_or(rest.len())]).ok()?;
            return Some(local_name(name));
        }
        rest = rest.trim_ascii_start();
    }
}

fn after<'a>(bytes: &'a [u8], end: &[u8]) -> Option<&'a [u8]> {
    memchr::memmem::find(bytes, end).map(|start| &bytes[start + end.len()..])
}

fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests;
