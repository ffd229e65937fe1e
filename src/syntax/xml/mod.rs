//! XML as a stream: one record's tree of elements at a time, whatever the file's size.
//!
//! The elements of a file that are records are named by a [`Shape`]; each is given as an `Element` when it ends, and
//! nothing else is kept. Names are without their prefixes, so a reader says what an element is by its local name alone.
//! Text is UTF-8, UTF-16, Latin-1 or Windows-1252, as the file's beginning or its declaration says. Character references
//! are those of XML and HTML, of which DBLP's are a part; what a document type declares is never read, so that nothing
//! can be expanded without bound, and no other file is opened. A record that is malformed, deeper than [`MAX_DEPTH`] or
//! larger than [`MAX_RECORD`] is reported and passed over, and reading goes on with the next.

mod records;
mod source;

pub(crate) use records::{Shape, place_of, read};

/// How deep elements stand inside of each other.
const MAX_DEPTH: usize = 100;

/// The largest record, in bytes.
const MAX_RECORD: usize = 64 << 20;

/// Whether one of these elements is the first of a file that starts with these bytes, whatever its prefix.
pub(crate) fn starts_with_element(beginning: &[u8], names: &[&str]) -> bool {
    root_name(beginning).is_some_and(|root| names.contains(&root))
}

/// The local name of the first element of a file that starts with these bytes; `None` when it does not start as XML.
fn root_name(beginning: &[u8]) -> Option<&str> {
    let mut rest = beginning.trim_ascii_start();
    loop {
        rest = rest.strip_prefix(b"<")?;
        if rest.starts_with(b"!--") {
            rest = after(rest, b"-->")?;
        } else if rest.starts_with(b"?") {
            rest = after(rest, b"?>")?;
        } else if rest.starts_with(b"!") {
            // The internal subset of a document type holds further signs.
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
