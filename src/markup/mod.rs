//! Finished documents and the backends that write them: one file each, one line each in `BACKENDS`.

use crate::model::Text;

/// A finished document: what `cite` and `list` produce and every backend can write.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Doc {
    /// The document's parts, in order.
    pub blocks: Vec<Block>,
    /// The language of the document, a BCP 47 tag.
    pub language: Option<String>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the highest.
    Heading {
        /// The level, 1 to 6.
        level: u8,
        /// What it says.
        content: Text,
    },
    /// A paragraph.
    Paragraph(Text),
    /// A list of references.
    References(References),
}

/// A list of references and how it is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// Whether the lines after an entry's first are indented.
    pub hanging_indent: bool,
}

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The id of the record.
    pub id: String,
    /// What stands in the margin before it, such as `[1]`.
    pub label: Option<Text>,
    /// The reference.
    pub body: Text,
}
