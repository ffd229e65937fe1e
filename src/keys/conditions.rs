//! Conditions in patterns of citation keys: if a condition does not hold, the next alternative is tried.

use crate::bib::entry_type as bibtex_entry_type;
use crate::model::{Kind, Record};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    /// The key so far has such a length: `[>0]`, `len(">", 0)`.
    Length(Comparison, usize),
    /// The work has one of these types: `[=article/book]`, `type("article", "book")`. They are entry types of BibTeX or
    /// types of CSL, in lower case.
    Type(Vec<String>),
    /// The work is in a language, given as a BCP 47 tag; the record's tag may be longer: `language("de")`.
    Language(String),
}

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Condition {
    /// Returns whether the condition holds for a record whose key so far is `key`.
    pub(super) fn holds(&self, key: &str, record: &Record) -> bool {
        match self {
            Self::Length(comparison, length) => comparison.holds(key.chars().count(), *length),
            Self::Type(types) => {
                let entry_type = bibtex_entry_type(record);
                types.iter().any(|known| known == record.kind.name() || *known == entry_type)
            }
            Self::Language(tag) => {
                let language = record.language.as_deref().unwrap_or_default().to_ascii_lowercase();
                language.strip_prefix(tag.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
        }
    }

    /// Makes a condition that the work has one of several types.
    pub(super) fn of_types(names: &[&str]) -> Result<Self, String> {
        let names: Vec<String> = names.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
        let is_known = |name: &String| {
            Kind::from_name(name).is_some()
                || Kind::ALL.iter().any(|&kind| bibtex_entry_type(&Record::new(kind)) == *name)
                || name == "mastersthesis"
        };
        match names.iter().find(|name| !is_known(name)) {
            Some(name) => Err(format!("“{name}” is neither a BibTeX entry type nor a CSL type")),
            None if names.is_empty() => Err("a type is missing here".to_owned()),
            None => Ok(Self::Type(names)),
        }
    }
}

impl Comparison {
    const NAMES: &'static [(&'static str, Self)] = &[
        ("!=", Self::Unequal),
        ("<=", Self::LessOrEqual),
        (">=", Self::GreaterOrEqual),
        ("==", Self::Equal),
        ("=", Self::Equal),
        ("<", Self::Less),
        (">", Self::Greater),
    ];

    /// Returns the comparison at the start of a text, and the rest of the text.
    pub(super) fn at_start(text: &str) -> Option<(Self, &str)> {
        Self::NAMES.iter().find_map(|(name, comparison)| Some((*comparison, text.strip_prefix(name)?)))
    }

    pub(super) fn holds(self, one: usize, other: usize) -> bool {
        match self {
            Self::Equal => one == other,
            Self::Unequal => one != other,
            Self::Less => one < other,
            Self::LessOrEqual => one <= other,
            Self::Greater => one > other,
            Self::GreaterOrEqual => one >= other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Comparison;

    #[test]
    fn comparisons_are_told_apart() {
        assert_eq!(Comparison::at_start(">=3"), Some((Comparison::GreaterOrEqual, "3")));
        assert_eq!(Comparison::at_start(">3"), Some((Comparison::Greater, "3")));
        assert_eq!(Comparison::at_start("3"), None);
        for (comparison, expected) in [
            (Comparison::Equal, [false, true, false]),
            (Comparison::Unequal, [true, false, true]),
            (Comparison::Less, [true, false, false]),
            (Comparison::LessOrEqual, [true, true, false]),
            (Comparison::Greater, [false, false, true]),
            (Comparison::GreaterOrEqual, [false, true, true]),
        ] {
            assert_eq!([1, 2, 3].map(|one| comparison.holds(one, 2)), expected);
        }
    }
}
