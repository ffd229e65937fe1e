//! What lints find, and how it is fixed.

use std::fmt;
use std::sync::Arc;

use crate::diag::Code;
use crate::model::{IdentifierVariable, NumberVariable, Record, Text, TextVariable, Variable};

/// How much is reported of one record at most: more is one mistake of its making, told often enough.
const MOST_FINDINGS: usize = 100;

/// Something that a lint found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    /// Its code; that of the lint, or of one that goes with it.
    pub code: Code,
    /// The value it is about.
    pub variable: Option<Variable>,
    /// What is wrong.
    pub message: String,
    /// The words of the record by which it is found in the source.
    pub excerpt: Option<String>,
    /// What can be done.
    pub hint: Option<String>,
    /// What would mend it for certain.
    pub fix: Option<Fix>,
}

/// A value that is right for certain.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fix {
    /// A text.
    Text(TextVariable, Text),
    /// A number.
    Number(NumberVariable, String),
    /// An identifier.
    Identifier(IdentifierVariable, String),
}

/// Where a record stands, for reports that come when it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    /// The name of the input.
    pub source: Arc<str>,
    /// The line the record starts at, when it is known.
    pub line: Option<u32>,
    /// Its id, or the key that it would get.
    pub id: String,
}

/// Takes what lints find in one record.
pub(super) struct Findings<'a> {
    record: &'a Record,
    list: Vec<Finding>,
}

impl Finding {
    /// A finding about a value of a record.
    pub(super) fn new(code: Code, variable: Variable, message: impl Into<String>) -> Self {
        Self { variable: Some(variable), ..Self::of_record(code, message) }
    }

    /// A finding about a record as a whole.
    pub(super) fn of_record(code: Code, message: impl Into<String>) -> Self {
        Self { code, variable: None, message: message.into(), excerpt: None, hint: None, fix: None }
    }

    /// The same finding, shown at these words.
    pub(super) fn shown_at(self, excerpt: impl Into<String>) -> Self {
        Self { excerpt: Some(excerpt.into()), ..self }
    }

    /// The same finding with advice.
    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The same finding with what mends it, if anything does.
    pub(super) fn fixed_by(self, fix: Option<Fix>) -> Self {
        Self { fix, ..self }
    }
}

impl Fix {
    /// Puts the value into the record.
    pub(super) fn apply(self, record: &mut Record) {
        match self {
            Self::Text(variable, text) => record.set_text(variable, text),
            Self::Number(variable, number) => record.set_number(variable, number),
            Self::Identifier(variable, identifier) => record.set_identifier(variable, identifier),
        }
    }
}

impl fmt::Display for Fix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(variable, text) => write!(formatter, "“{variable}” is “{}”", shortened(&text.to_plain())),
            Self::Number(variable, number) => write!(formatter, "“{variable}” is “{number}”"),
            Self::Identifier(variable, identifier) => write!(formatter, "“{variable}” is “{identifier}”"),
        }
    }
}

impl Site {
    /// The place and the id, for messages about another record.
    pub(super) fn named(&self) -> String {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("“{}” ({}{line})", self.id, self.source)
    }
}

impl<'a> Findings<'a> {
    /// Starts an empty list for a record.
    pub(super) fn of(record: &'a Record) -> Self {
        Self { record, list: Vec::new() }
    }

    /// Adds a finding. One about a value that the record has from another one is dropped: it is that one's; and so is what
    /// is more than anyone reads.
    pub(super) fn add(&mut self, finding: Finding) {
        let is_inherited = |variable| {
            self.record.inferred.iter().any(|inference| inference.variable == variable && inference.from.is_some())
        };
        if self.list.len() < MOST_FINDINGS && !finding.variable.is_some_and(is_inherited) {
            self.list.push(finding);
        }
    }

    /// What was found.
    pub(super) fn into_list(self) -> Vec<Finding> {
        self.list
    }
}

/// The beginning of a long text, on one line.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    let mut characters = text.chars().map(|character| if character.is_whitespace() { ' ' } else { character });
    let start: String = characters.by_ref().take(MOST).collect();
    if characters.next().is_some() { start + "…" } else { start }
}
