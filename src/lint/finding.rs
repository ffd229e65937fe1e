//! The findings of lints, and their fixes.

use std::fmt;
use std::sync::Arc;

use crate::bib;
use crate::diag::Code;
use crate::model::{IdentifierVariable, NameVariable, Names, NumberVariable, Record, Text, TextVariable, Variable};
use crate::text::words;

use super::joined_people::as_in_list;

/// The maximum number of reports about one record: more of them have one cause, and repeating them does not help.
const MOST_FINDINGS: usize = 100;

/// A finding of a lint.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    /// Its code: that of the lint, or of a related one.
    pub code: Code,
    /// The variable of the value.
    pub variable: Option<Variable>,
    /// The message.
    pub message: String,
    /// The words of the record by which its position in the source is found.
    pub excerpt: Option<String>,
    /// Advice.
    pub hint: Option<String>,
    /// The change that certainly fixes it.
    pub fix: Option<Fix>,
}

/// A value that is certainly correct.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fix {
    /// A text.
    Text(TextVariable, Text),
    /// A list of names.
    Names(NameVariable, Names),
    /// A number.
    Number(NumberVariable, String),
    /// An identifier.
    Identifier(IdentifierVariable, String),
    /// The type of work that an entry type of a .bib file means.
    EntryType(&'static str),
}

/// The position of a record, for reports that are made after the record was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    /// The name of the input.
    pub source: Arc<str>,
    /// The line at which the record starts, if known.
    pub line: Option<u32>,
    /// Its id, or the key that it would get.
    pub id: String,
}

/// Collects the findings of lints in one record.
pub(super) struct Findings<'a> {
    record: &'a Record,
    list: Vec<Finding>,
}

impl Finding {
    /// Creates a finding about a value of a record.
    pub(super) fn new(code: Code, variable: Variable, message: impl Into<String>) -> Self {
        Self { variable: Some(variable), ..Self::of_record(code, message) }
    }

    /// Creates a finding about a record as a whole.
    pub(super) fn of_record(code: Code, message: impl Into<String>) -> Self {
        Self { code, variable: None, message: message.into(), excerpt: None, hint: None, fix: None }
    }

    /// Sets the words at which the finding is shown.
    pub(super) fn shown_at(self, excerpt: impl Into<String>) -> Self {
        Self { excerpt: Some(excerpt.into()), ..self }
    }

    /// Adds advice.
    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Adds a fix, if there is one.
    pub(super) fn fixed_by(self, fix: Option<Fix>) -> Self {
        Self { fix, ..self }
    }
}

impl Fix {
    /// Sets the value in the record.
    pub(super) fn apply(self, record: &mut Record) {
        match self {
            Self::Text(variable, text) => record.set_text(variable, text),
            Self::Names(variable, names) => record.set_names(variable, names),
            Self::Number(variable, number) => record.set_number(variable, number),
            Self::Identifier(variable, identifier) => record.set_identifier(variable, identifier),
            Self::EntryType(entry_type) => bib::retype(record, entry_type),
        }
    }
}

impl fmt::Display for Fix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(variable, text) => write!(formatter, "“{variable}” is “{}”", shortened(&text.to_plain())),
            Self::Names(variable, names) => {
                let mut list: Vec<String> = names.list.iter().map(as_in_list).collect();
                list.extend(names.truncated.then(|| "others".to_owned()));
                write!(formatter, "“{variable}” is “{}”", shortened(&list.join(" and ")))
            }
            Self::Number(variable, number) => write!(formatter, "“{variable}” is “{number}”"),
            Self::Identifier(variable, identifier) => write!(formatter, "“{variable}” is “{identifier}”"),
            Self::EntryType(entry_type) => write!(formatter, "the entry type is @{entry_type}"),
        }
    }
}

impl Site {
    /// Returns the position and the id, for messages about another record.
    pub(super) fn named(&self) -> String {
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        format!("“{}” ({}{line})", self.id, self.source)
    }
}

impl<'a> Findings<'a> {
    /// Creates an empty list for a record.
    pub(super) fn of(record: &'a Record) -> Self {
        Self { record, list: Vec::new() }
    }

    /// Adds a finding. Findings about inherited values are dropped, because they belong to the other record, and so are
    /// findings beyond the maximum.
    pub(super) fn add(&mut self, finding: Finding) {
        let is_inherited = |variable| {
            self.record.inferred.iter().any(|inference| inference.variable == variable && inference.from.is_some())
        };
        if self.list.len() < MOST_FINDINGS && !finding.variable.is_some_and(is_inherited) {
            self.list.push(finding);
        }
    }

    /// Returns the findings.
    pub(super) fn into_list(self) -> Vec<Finding> {
        self.list
    }
}

/// The start of a long text, on one line.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 80;
    let start = words::shortened(text, MOST);
    start.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).collect()
}
