//! Diagnostics: what is wrong with the data, where, and what to do about it.
//!
//! A reader never fails because of what a file says. It reports to a [`Sink`] and goes on; whether a report ends the work
//! is the caller's policy. Every report has a [`Code`], and every code an explanation (`publist explain CODE`).

mod code;
#[cfg(feature = "annotate")]
mod human;
mod render;
mod source;

use std::fmt;

pub use code::{Code, Severity};
#[cfg(feature = "annotate")]
pub use human::{Colour, render_human};
pub use render::{Rendering, render};
pub use source::Source;

/// One report about the data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What sort of problem it is.
    pub code: Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where it is.
    pub place: Option<Place>,
    /// The id of the record it is about.
    pub record: Option<String>,
    /// What can be done about it.
    pub hints: Vec<String>,
    /// What would mend it for certain, in words, where something would.
    pub fix: Option<String>,
}

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name as the user gave it.
    pub file: String,
    /// The line, from 1; 0 when only the file is known.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// How many characters of the line are meant.
    pub length: u32,
    /// The line's text, as far as it is worth showing, and the column its first character has.
    pub snippet: Option<Snippet>,
}

/// A part of a source line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The text, without a line end.
    pub text: String,
    /// The column of its first character; more than 1 when the line was too long to show.
    pub first_column: u32,
}

/// Takes reports.
///
/// A `Vec<Diagnostic>` keeps all of them, an `Option<Diagnostic>` the first, and `()` none. A closure does with each what it
/// likes:
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
    /// Takes one report.
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
    /// A report without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, record: None, hints: Vec::new(), fix: None }
    }

    /// The same report at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same report about a record.
    #[must_use]
    pub fn about(mut self, record: impl Into<String>) -> Self {
        self.record = Some(record.into());
        self
    }

    /// The same report with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The message and the record it is about.
    fn with_record(&self) -> String {
        match &self.record {
            Some(record) => format!("{} (in {record})", self.message),
            None => self.message.clone(),
        }
    }

    /// How grave it is.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `file:line:column: severity[code]: message`. A file alone is meant from its beginning.
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

    /// A report with everything a report can have but a fix.
    pub(super) fn example() -> Diagnostic {
        let source = Source::new("page.txt", "Yuan Zong\nTitle forMicro, here");
        Diagnostic::new(Code::GluedWords, "“for” and “Micro” are glued together")
            .at(source.place(16..24))
            .about("zong2020")
            .hint("add a space")
    }
}
