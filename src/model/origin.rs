//! The origin of a record.

/// The format from which a record was read, and the line at which it starts.
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
    /// The line of the file at which the record starts, from 1.
    pub line: Option<u32>,
}

impl Origin {
    /// Creates an origin in a format, with its line if it is known.
    pub fn new(format: impl Into<String>, line: impl Into<Option<u32>>) -> Self {
        Self { format: format.into(), line: line.into() }
    }
}
