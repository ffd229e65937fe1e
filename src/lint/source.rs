//! Where the records that are linted are from.

/// The input that records are from.
#[derive(Debug, Clone, Copy)]
pub struct LintSource<'a> {
    /// Its name, for reports.
    pub name: &'a str,
    /// The id of its format.
    pub format: &'a str,
}
