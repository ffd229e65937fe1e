//! The variables that styles name (CSL 1.0.2, appendix IV).
//!
//! Most are variables of a record; the others come from the document: numbers of citations, locators, suffixes to
//! years.

use crate::model::{DateVariable, IdentifierVariable, NameVariable, NumberVariable, TextVariable};

/// Any variable in a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum VariableName {
    Text(TextVariable),
    Number(NumberName),
    Identifier(IdentifierVariable),
    Date(DateName),
    Names(NameVariable),
    Language,
    Keyword,
    CitationKey,
    /// A variable that CSL does not know, or that can never have a value.
    Unknown,
}

/// A date variable.
pub(super) type DateName = DateVariable;

/// A number variable, or a text that is used as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NumberName {
    Of(NumberVariable),
    FirstReferenceNoteNumber,
    /// A name that is not a number variable of CSL.
    Unknown,
}

impl VariableName {
    /// Returns the variable with that name.
    pub(super) fn from_name(name: &str) -> Self {
        match name {
            "language" => Self::Language,
            "keyword" => Self::Keyword,
            "citation-key" => Self::CitationKey,
            "event" => Self::Text(TextVariable::EventTitle), // CSL 1.0.1's name of it
            "shortTitle" => Self::Text(TextVariable::TitleShort),
            "journalAbbreviation" => Self::Text(TextVariable::ContainerTitleShort),
            "eprint" => Self::Unknown,
            _ => Self::of_record(name),
        }
    }

    fn of_record(name: &str) -> Self {
        match NumberName::from_name(name) {
            NumberName::Unknown => {}
            number => return Self::Number(number),
        }
        TextVariable::from_name(name)
            .map(Self::Text)
            .or_else(|| NameVariable::from_name(name).map(Self::Names))
            .or_else(|| DateVariable::from_name(name).map(Self::Date))
            .or_else(|| IdentifierVariable::from_name(name).map(Self::Identifier))
            .unwrap_or(Self::Unknown)
    }
}

impl NumberName {
    /// Returns the number variable with that name.
    pub(super) fn from_name(name: &str) -> Self {
        match name {
            "first-reference-note-number" => Self::FirstReferenceNoteNumber,
            _ => NumberVariable::from_name(name).map_or(Self::Unknown, Self::Of),
        }
    }

    /// Returns the variable's name, which is also that of its label.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Of(variable) => variable.name(),
            Self::FirstReferenceNoteNumber => "first-reference-note-number",
            Self::Unknown => "",
        }
    }
}
