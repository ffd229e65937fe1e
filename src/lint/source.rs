//! The source of the records that are checked.

/// The input that contains the records.
#[derive(Debug, Clone, Copy)]
pub struct LintSource<'a> {
    /// Its name, for reports.
    pub name: &'a str,
    /// The id of its format.
    pub format: &'a str,
}
