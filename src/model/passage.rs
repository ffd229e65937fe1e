//! The position of a record in the file from which it was read, for writers that leave unchanged records as they are.

use std::any::Any;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use crate::text::Encoding;

/// A file from which records were read.
#[derive(Debug)]
pub struct SourceFile {
    /// The id of the format as which it was read.
    pub format: &'static str,
    /// Its text, without a byte order mark.
    pub text: String,
    /// The encoding of its bytes.
    pub encoding: Encoding,
    /// Its bytes; `None` if they are the bytes of the text.
    pub bytes: Option<Vec<u8>>,
    /// The parsed form of the text, made by the reader so that the writer need not parse it again.
    pub parsed: Arc<dyn Any + Send + Sync>,
    /// The starts of the passages of all its records, in order; known when it has been read to its end.
    pub starts: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// Whether its bytes equal those of its text, whatever is added to the text.
    pub(crate) fn is_its_text(&self) -> bool {
        self.bytes.is_none() && self.encoding == Encoding::UTF_8
    }
}

/// The passage of a file from which a record was read.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The start of the passage in the file's text, in bytes.
    pub start: usize,
    /// The fingerprint of the record when it was read.
    pub(super) fingerprint: u64,
}

impl Passage {
    /// Creates the passage that starts here, with the fingerprint of the record that was read from it.
    pub fn new(file: Arc<SourceFile>, start: usize, fingerprint: u64) -> Self {
        Self { file, start, fingerprint }
    }
}

impl PartialEq for Passage {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.file, &other.file) && self.start == other.start
    }
}

impl Eq for Passage {}

impl Hash for Passage {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.start.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, OnceLock};

    use super::{Passage, SourceFile};
    use crate::model::{Kind, Origin, Record, TextVariable};
    use crate::text::Encoding;

    #[test]
    fn a_record_knows_whether_it_changed() {
        let text = "@book{a, title = {T}}".to_owned();
        let file = SourceFile {
            format: "bibtex",
            text,
            encoding: Encoding::UTF_8,
            bytes: None,
            parsed: Arc::new(()),
            starts: OnceLock::new(),
        };
        let mut record = Record { id: "a".into(), ..Record::new(Kind::Book) };
        record.set_text(TextVariable::Title, "T");
        assert!(!record.is_as_read());
        record.passage = Some(Passage::new(Arc::new(file), 0, record.fingerprint()));
        record.id = "b".into();
        record.origin = Some(Origin::new("bibtex", 1));
        assert!(record.is_as_read());
        record.keep_extra("bibtex", "shelf", "1");
        assert!(!record.is_as_read());
    }
}
