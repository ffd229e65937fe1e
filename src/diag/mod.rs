//! Diagnostics: what is wrong with the data, where, and what to do about it.
//!
//! A reader never fails because of the contents of a file. It reports to a [`Sink`] and continues; the caller decides
//! whether a report ends the work. Every report has a [`Code`], and every code an explanation (`publist explain CODE`).

mod code;
#[cfg(feature = "annotate")]
mod human;
mod lint_codes;
mod render;
mod severity;
mod source;
mod style_codes;

use std::fmt;

pub use code::Code;
#[cfg(feature = "annotate")]
pub use human::{Colour, render_human};
pub use render::{Rendering, render, render_failure};
pub use severity::Severity;
pub use source::Source;

/// A report about the data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where it is in the source.
    pub place: Option<Place>,
    /// The id of the record that the report is about.
    pub record: Option<String>,
    /// What can be done about it.
    pub hints: Vec<String>,
    /// The change that certainly fixes it, in words, if there is one.
    pub fix: Option<String>,
}

/// A position in a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name as the user gave it.
    pub file: String,
    /// The line, from 1; 0 if only the file is known.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The number of characters of the line that are meant.
    pub length: u32,
    /// The part of the line that is worth showing.
    pub snippet: Option<Snippet>,
}

impl Place {
    /// Creates the place of a report about a whole file.
    pub fn of_file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: 0, column: 1, length: 0, snippet: None }
    }
}

/// A part of a source line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The text, without a line end.
    pub text: String,
    /// The column of its first character; more than 1 if the line was too long to show.
    pub first_column: u32,
}

/// Receives reports.
///
/// A `Vec<Diagnostic>` keeps all of them, an `Option<Diagnostic>` the first, and `()` none. A closure is called with
/// each:
///
/// ```
/// use publist::{Code, Diagnostic, Sink};
///
/// let mut count = 0;
/// let mut sink = |report: Diagnostic| count += usize::from(report.code == Code::MissingTitle);
/// sink.report(Diagnostic::new(Code::MissingTitle, "a work has no title"));
/// assert_eq!(count, 1);
/// ```
pub trait Sink {
    /// Receives a report.
    fn report(&mut self, diagnostic: Diagnostic);
}

/// Calls the closure with each report.
impl<F: FnMut(Diagnostic)> Sink for F {
    fn report(&mut self, diagnostic: Diagnostic) {
        self(diagnostic);
    }
}

/// Ignores all reports.
impl Sink for () {
    fn report(&mut self, _: Diagnostic) {}
}

/// Keeps all reports.
impl Sink for Vec<Diagnostic> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.push(diagnostic);
    }
}

/// Keeps the first report.
impl Sink for Option<Diagnostic> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.get_or_insert(diagnostic);
    }
}

impl Diagnostic {
    /// Creates a report without a position.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, record: None, hints: Vec::new(), fix: None }
    }

    /// Sets the position.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the id of the record that the report is about.
    #[must_use]
    pub fn about(mut self, record: impl Into<String>) -> Self {
        self.record = Some(record.into());
        self
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The message, and the record that it is about.
    fn with_record(&self) -> String {
        match &self.record {
            Some(record) => format!("{} (in {record})", self.message),
            None => self.message.clone(),
        }
    }

    /// Returns its severity.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Diagnostic {
    /// Writes one line: `file:line:column: severity[code]: message`. If only the file is known, this is its
    /// first line.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(formatter, "{}:{}:{}: ", place.file, place.line.max(1), place.column)?;
        }
        let message = self.with_record().replace(['\n', '\r'], " ");
        write!(formatter, "{}[{}]: {message}", self.severity(), self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Diagnostic, Source};

    /// A report with all fields except a fix.
    pub(super) fn example() -> Diagnostic {
        let source = Source::new("page.txt", "Yuan Zong\nTitle forMicro, here");
        Diagnostic::new(Code::GluedWords, "“for” and “Micro” are glued together")
            .at(source.place(16..24))
            .about("zong2020")
            .hint("add a space")
    }
}
