//! Where a record was read.

/// The format that a record was read in, and the line it starts at.
///
/// ```
/// use publist::model::Origin;
///
/// let origin = Origin::new("crossref", 12);
/// assert_eq!((origin.format.as_str(), origin.line), ("crossref", Some(12)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Origin {
    /// The id of the format, never empty.
    pub format: String,
    /// The line of the file the record starts at, from 1.
    pub line: Option<u32>,
}

impl Origin {
    /// An origin in a format, with its line if it is known.
    pub fn new(format: impl Into<String>, line: impl Into<Option<u32>>) -> Self {
        Self { format: format.into(), line: line.into() }
    }
}
