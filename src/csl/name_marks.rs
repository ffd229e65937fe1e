//! What the caller wants to see of lists of names, beside what the style says: marks of people, and how many are shown.

use crate::choice::choices;
use crate::model::{Names, Record};

/// Says how a name of a record is marked: the list it stands in, and its place there from 0.
pub type NameMarks<'a> = &'a (dyn Fn(&Record, &Names, usize) -> Option<NameMark> + Sync);

/// What tells a name from the others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct NameMark {
    /// Its look.
    pub look: NameLook,
    /// Raised signs behind it, such as `*`.
    pub signs: String,
}

choices! {
    /// The look of a marked name.
    pub enum NameLook {
        /// Bold.
        Bold = "bold" ("Bold"),
        /// Italic.
        Italic = "italic" ("Italic"),
        /// Underlined.
        Underline = "underline" ("Underlined"),
        /// Bold and underlined.
        BoldUnderline = "bold-underline" ("Bold and underlined"),
        /// As its style has it.
        #[default]
        Plain = "plain" ("As the style has it"),
    }
}

/// How many names of a list are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NamesShown {
    /// As the style says.
    #[default]
    AsStyle,
    /// All that the record has; "et al." follows where the record says that there are more.
    All,
}
