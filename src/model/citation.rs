//! Citations: the places where a document refers to works.

use super::Text;

/// A citation in a document: one or more cites, in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citation {
    /// The works, in order.
    pub cites: Vec<CitedRecord>,
    /// The number of the note that contains it.
    pub note: Option<u32>,
    /// Whether the cites stay in the order given, whatever the style says.
    pub is_in_order: bool,
    /// Which part of it is shown, and where its authors stand.
    pub mode: CitationMode,
}

/// Which part of a citation is shown. The authors are those of its first cite.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum CitationMode {
    /// All of it: "(Doe, 2020)".
    #[default]
    Whole,
    /// The authors are a part of the sentence: "Doe (2020)".
    Composite {
        /// The text between the authors and the rest.
        infix: Text,
    },
    /// Only the authors: "Doe".
    AuthorOnly,
    /// All of it except the authors: "(2020)".
    WithoutAuthor,
}

/// A cite: a work in a citation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CitedRecord {
    /// The index of the cited record.
    pub record: usize,
    /// The place in the work: the label, such as "page", and the number.
    pub locator: Option<(String, String)>,
    /// The text before the cite.
    pub prefix: Text,
    /// The text after the cite.
    pub suffix: Text,
    /// Which parts of the cite are shown.
    pub form: CiteForm,
    /// The position among the cites of its work, if it does not follow from the document's own order.
    pub position: Option<CitePosition>,
    /// Whether a cite of the same work is near, if this does not follow from the document's own order.
    pub near_note: Option<bool>,
    /// The note that cites the work first, if this does not follow from the document's own order.
    pub first_note: Option<u32>,
}

/// The labels that locators have (CSL 1.0.2, appendix III, "Locators").
pub const LOCATOR_LABELS: &[&str] = &[
    "act",
    "appendix",
    "article-locator",
    "book",
    "canon",
    "chapter",
    "column",
    "elocation",
    "equation",
    "figure",
    "folio",
    "issue",
    "line",
    "note",
    "opus",
    "page",
    "paragraph",
    "part",
    "rule",
    "scene",
    "section",
    "sub-verbo",
    "supplement",
    "table",
    "timestamp",
    "title-locator",
    "verse",
    "version",
    "volume",
];

/// Abbreviations of labels in a locator, and the labels
/// (<https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html>, "Cite data").
pub(crate) const LOCATOR_ABBREVIATIONS: &[(&str, &str)] = &[
    ("app", "appendix"),
    ("art", "article-locator"),
    ("bk", "book"),
    ("ch", "chapter"),
    ("col", "column"),
    ("fig", "figure"),
    ("fol", "folio"),
    ("l", "line"),
    ("n", "note"),
    ("no", "issue"),
    ("op", "opus"),
    ("p", "page"),
    ("para", "paragraph"),
    ("pp", "page"),
    ("pt", "part"),
    ("r", "rule"),
    ("sec", "section"),
    ("supp", "supplement"),
    ("sv", "sub-verbo"),
    ("tbl", "table"),
    ("tit", "title"),
    ("vol", "volume"),
    ("vrs", "verse"),
];

/// Which parts of a cite are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CiteForm {
    /// All of it.
    #[default]
    Full,
    /// All of it except the authors, who are named in the text before it.
    WithoutAuthor,
    /// Only the authors.
    AuthorOnly,
}

/// The position of a cite among the cites of its work (CSL 1.0.2, "Choose", `position`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CitePosition {
    /// It is the first.
    #[default]
    First,
    /// The work was cited before.
    Subsequent,
    /// The previous cite is of the same work, and of the same place in it.
    Ibid,
    /// The previous cite is of the same work, and of another place in it.
    IbidWithLocator,
    /// The work was cited in one of the last notes.
    NearNote,
}
