//! Finds out about inputs before they are read.

use std::cell::OnceCell;
use std::fs::File;
use std::io::BufReader;

use publist::files::Examined;
use publist::text::Encoding;
use publist::unpack::unpack;
use publist::{Error, Format};

use super::sources::Source;

/// Whether records have ids of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ids {
    /// They may have ids.
    MayCome,
    /// None has an id, in this text and in all following ones.
    NoneCome,
}

/// Looks ahead at inputs.
pub(super) struct Foresight<'a> {
    sources: &'a [Source],
    /// The format of all of them, if it was given.
    from: Option<&'static Format>,
    /// The encoding of all of them, if it was given.
    encoding: Option<Encoding>,
    /// One more than the index of the last input whose records may have ids; 0 if there is none.
    with_ids: OnceCell<usize>,
}

impl<'a> Foresight<'a> {
    pub(super) const fn new(sources: &'a [Source], from: Option<&'static Format>, encoding: Option<Encoding>) -> Self {
        Self { sources, from, encoding, with_ids: OnceCell::new() }
    }

    /// Returns what is known about ids from this text on, which is the only text of its input, or one of several.
    pub(super) fn ids_from(&self, source: usize, format: &Format, is_alone: bool) -> Ids {
        let is_known = is_without(format) && (is_alone || self.from.is_some());
        let with_ids = || {
            let behind = source + 1;
            let last = self.sources[behind..].iter().rposition(|source| self.may_have_ids(source));
            last.map_or(0, |last| behind + last + 1)
        };
        match is_known && *self.with_ids.get_or_init(with_ids) <= source {
            true => Ids::NoneCome,
            false => Ids::MayCome,
        }
    }

    /// Whether records of an input may have ids, judged by its start. Archives may contain anything, and inputs that
    /// are not files can only be read once.
    fn may_have_ids(&self, source: &Source) -> bool {
        if let Some(format) = self.from {
            return !is_without(format);
        }
        let Source::File(path) = source else { return true };
        let Some(file) = Some(path).filter(|path| path.is_file()).and_then(|path| File::open(path).ok()) else {
            return true;
        };
        let (name, mut may_have) = (path.to_string_lossy(), true);
        // Errors here occur again later, where they are reported.
        let _ = unpack(&name, &mut BufReader::new(file), &mut (), &mut |text, _| {
            let is_member = text.name != name;
            may_have = is_member || !Examined::new(text, None, self.encoding)?.format().is_some_and(is_without);
            Err(Error::usage("enough is known"))
        });
        may_have
    }
}

/// Whether records of a format never have ids.
fn is_without(format: &Format) -> bool {
    format.reader.is_some_and(|reader| !reader.gives_ids())
}
