//! What reads a format.

use std::io;
use std::sync::Arc;

use crate::diag::Sink;
use crate::model::{Record, SourceFile};
use crate::syntax::Input;

/// Reads a format.
pub trait Reader: Sync {
    /// Gives every record to `out` as soon as it is read, and reports what is wrong to `diag`.
    ///
    /// # Errors
    /// Only what reading the bytes fails with. Bad content is reported, never an error.
    fn read(&self, input: Input<'_>, out: &mut dyn FnMut(Record), diag: &mut dyn Sink) -> io::Result<()>;

    /// Whether records may have ids of their own, as files have that people cite from.
    fn gives_ids(&self) -> bool {
        true
    }

    /// Where files can be cut, so that their parts can be read at the same time; `None` for formats that are read from
    /// their beginning alone.
    fn cut(&self) -> Option<Cut> {
        None
    }

    /// Whether files can be read in place, so that a writer leaves what does not change as it stands.
    fn reads_in_place(&self) -> bool {
        false
    }

    /// Reads like [`Reader::read`], for a writer of the same format that is to leave what does not change as it stands:
    /// the records have their [`Passage`](crate::model::Passage), and the file is returned, to be given to
    /// [`RecordWriter::end_of_file`] when its records were written. `None` when the format cannot be read in place.
    ///
    /// # Errors
    /// As for [`Reader::read`].
    fn read_in_place(
        &self,
        input: Input<'_>,
        out: &mut dyn FnMut(Record),
        diag: &mut dyn Sink,
    ) -> io::Result<Option<Arc<SourceFile>>> {
        self.read(input, out, diag).map(|()| None)
    }
}

/// Where a text can be cut: the offset, beyond 0, of the last line that starts a record whatever stands before it. What
/// stands before that line and what starts with it then read like the whole, but for the numbers of lines. `None` when
/// there is no such line in the text.
pub type Cut = fn(&[u8]) -> Option<usize>;
