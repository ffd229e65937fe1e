//! Citations: where a document refers to works.

use super::Text;

/// A citation in a document: cites of one work or several, in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citation {
    /// The works, in order.
    pub cites: Vec<CitedRecord>,
    /// The number of the note that it stands in.
    pub note: Option<u32>,
    /// Whether the cites stay in the order given, whatever the style says.
    pub is_in_order: bool,
}

/// A cite: a work in a citation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CitedRecord {
    /// Which of the records, by its index.
    pub record: usize,
    /// The place in the work: the label, such as "page", and the number.
    pub locator: Option<(String, String)>,
    /// What stands before the cite.
    pub prefix: Text,
    /// What stands behind it.
    pub suffix: Text,
    /// How much of it is shown.
    pub form: CiteForm,
    /// Where it stands among the cites of its work, when the document's own order does not tell.
    pub position: Option<CitePosition>,
    /// Whether a cite of the same work is near, when the document's own order does not tell.
    pub near_note: Option<bool>,
    /// The note that cites the work first, when the document's own order does not tell.
    pub first_note: Option<u32>,
}

/// How much of a cite is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CiteForm {
    /// All of it.
    #[default]
    Full,
    /// All but the authors, who stand in the text before it.
    WithoutAuthor,
    /// The authors alone.
    AuthorOnly,
}

/// Where a cite stands among the cites of its work (CSL 1.0.2, "Choose", `position`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CitePosition {
    /// It is the first.
    #[default]
    First,
    /// The work was cited before.
    Subsequent,
    /// The cite before is of the same work, and of the same place in it.
    Ibid,
    /// The cite before is of the same work, and of another place in it.
    IbidWithLocator,
    /// The work was cited in one of the last notes.
    NearNote,
}
