//! Options of callers for lists of names, besides the style's: marks of people, and how many names are shown.

use crate::choice::choices;
use crate::model::{Names, Record};

/// Returns the mark of a name; `None` keeps the formatting of the style.
pub type NameMarks<'a> = &'a (dyn Fn(&NamePlace<'_>) -> Option<NameMark> + Sync);

/// A name of a work that is about to be shown.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct NamePlace<'a> {
    /// The index of the work's record in the list that is formatted.
    pub work: usize,
    /// Its record.
    pub record: &'a Record,
    /// The list that contains the name, one of the record's.
    pub names: &'a Names,
    /// The index of the name in the list, from 0.
    pub index: usize,
}

/// A mark that highlights a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct NameMark {
    /// Its style.
    pub look: NameLook,
    /// Raised signs after it, such as `*`.
    pub signs: String,
}

choices! {
    /// The style of a marked name.
    pub enum NameLook {
        /// Bold.
        Bold = "bold" ("Bold"),
        /// Italic.
        Italic = "italic" ("Italic"),
        /// Underlined.
        Underline = "underline" ("Underlined"),
        /// Bold and underlined.
        BoldUnderline = "bold-underline" ("Bold and underlined"),
        /// As in its CSL style.
        #[default]
        Plain = "plain" ("As in the style"),
    }
}

/// How many names of a list are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum NamesShown {
    /// As the style says.
    #[default]
    AsStyle,
    /// All names in the record, followed by "et al." if the record says that there are more.
    All,
}
