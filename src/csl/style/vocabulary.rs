//! The names that styles use: variables, types, locators and terms (CSL 1.0.2, appendices II to IV).

use std::borrow::Cow;

use crate::csl::variable::{NumberName, VariableName};
use crate::model::{
    DateVariable, IdentifierVariable, Kind, LOCATOR_LABELS, NameVariable, NumberVariable, TextVariable,
};

/// The kind of names in an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Any variable.
    Variable,
    /// Variables that `cs:text` can show.
    Text,
    Number,
    Names,
    Date,
    Type,
    Locator,
    Term,
}

/// Terms that are not types, variables or locators, and have no number.
const TERMS: &[&str] = &[
    "accessed",
    "ad",
    "advance-online-publication",
    "album",
    "and",
    "and others",
    "anonymous",
    "at",
    "audio-recording",
    "available at",
    "bc",
    "bce",
    "by",
    "ce",
    "circa",
    "cited",
    "close-inner-quote",
    "close-quote",
    "colon",
    "comma",
    "et-al",
    "film",
    "forthcoming",
    "from",
    "henceforth",
    "ibid",
    "in",
    "in press",
    "internet",
    "letter",
    "loc-cit",
    "no date",
    "no-place",
    "no-publisher",
    "on",
    "online",
    "op-cit",
    "open-inner-quote",
    "open-quote",
    "ordinal",
    "original-work-published",
    "page-range-delimiter",
    "personal-communication",
    "podcast",
    "podcast-episode",
    "preprint",
    "presented at",
    "radio-broadcast",
    "radio-series",
    "radio-series-episode",
    "reference",
    "retrieved",
    "review-of",
    "scale",
    "semicolon",
    "special-issue",
    "special-section",
    "television-broadcast",
    "television-series",
    "television-series-episode",
    "video",
    "working-paper",
];

/// Terms with a number: the beginning, and the first and last number.
const NUMBERED_TERMS: &[(&str, u8, u8)] =
    &[("month-", 1, 12), ("season-", 1, 4), ("ordinal-", 0, 99), ("long-ordinal-", 1, 10)];

/// Spellings of names, and those by which publist finds them: CSL's own differ from version to version, and others are
/// seen often.
const SPELLINGS: &[(&str, &str)] = &[
    ("and others", "and-others"),
    ("available-at", "available at"),
    ("editortranslator", "editor-translator"),
    ("et al", "et-al"),
    ("in-press", "in press"),
    ("no-date", "no date"),
    ("presented-at", "presented at"),
    ("printing", "printing-number"),
    ("sub-verbo", "sub verbo"),
];

/// Names that newer versions of CSL have replaced, with what they are now.
const DEPRECATED: &[(Class, &str, &str)] = &[
    (Class::Variable, "editortranslator", "editor-translator"),
    (Class::Variable, "event", "event-title"),
    (Class::Variable, "journalAbbreviation", "container-title-short"),
    (Class::Variable, "printing", "printing-number"),
    (Class::Variable, "shortTitle", "title-short"),
];

/// Returns the spelling of a name by which publist finds it.
pub(super) fn canonical(name: &str) -> Cow<'_, str> {
    match SPELLINGS.iter().find(|(other, _)| *other == name) {
        Some((_, own)) => Cow::Borrowed(*own),
        None => Cow::Borrowed(name),
    }
}

/// Splits a list of names. The locator “sub verbo” has a space in it.
pub(super) fn names(value: &str) -> impl Iterator<Item = &str> {
    const WITH_SPACE: &str = "sub verbo";
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        let length = match rest.starts_with(WITH_SPACE) {
            true => WITH_SPACE.len(),
            false => rest.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(rest.len()),
        };
        let (name, after) = rest.split_at(length);
        rest = after;
        (!name.is_empty()).then_some(name)
    })
}

impl Class {
    /// Returns whether CSL has the name.
    pub(super) fn knows(self, name: &str) -> bool {
        let name = &*canonical(name);
        match self {
            Self::Variable => is_of_csl(name) && VariableName::from_name(name) != VariableName::Unknown,
            Self::Text => {
                let shown = !matches!(VariableName::from_name(name), VariableName::Names(_) | VariableName::Date(_));
                shown && Self::Variable.knows(name)
            }
            Self::Number => NumberName::from_name(name) != NumberName::Unknown,
            Self::Names => NameVariable::from_name(name).is_some(),
            Self::Date => DateVariable::from_name(name).is_some(),
            Self::Type => Kind::from_name(name).is_some(),
            Self::Locator => is_in(LOCATOR_LABELS, name) || NumberName::from_name(name) != NumberName::Unknown,
            Self::Term => {
                [Self::Type, Self::Names, Self::Number, Self::Locator].into_iter().any(|class| class.knows(name))
                    || is_in(TERMS, name)
                    || is_numbered_term(name)
            }
        }
    }

    /// Returns all names of the class that one may have meant.
    pub(super) fn names(self) -> Vec<&'static str> {
        fn of<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str) -> Vec<&'static str> {
            all.iter().map(|one| name(*one)).collect()
        }
        let numbers = || {
            let mut numbers = of(NumberVariable::ALL, NumberVariable::name);
            numbers.push("first-reference-note-number");
            numbers
        };
        let mut names = match self {
            Self::Variable => {
                [Self::Text, Self::Names, Self::Date].into_iter().flat_map(Self::names).collect::<Vec<_>>()
            }
            Self::Text => {
                let mut names = of(TextVariable::ALL, TextVariable::name);
                names.extend(of(IdentifierVariable::ALL, IdentifierVariable::name));
                names.extend(["language", "keyword", "citation-key"]);
                names.extend(numbers());
                names
            }
            Self::Number => numbers(),
            Self::Names => of(NameVariable::ALL, NameVariable::name),
            Self::Date => of(DateVariable::ALL, DateVariable::name),
            Self::Type => of(Kind::ALL, Kind::name),
            Self::Locator => LOCATOR_LABELS.to_vec(),
            Self::Term => {
                let mut names = TERMS.to_vec();
                names.extend([Self::Type, Self::Names, Self::Number, Self::Locator].into_iter().flat_map(Self::names));
                names
            }
        };
        names.retain(|name| is_of_csl(name));
        names
    }

    /// Returns what the names are called.
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Variable | Self::Text => "a variable",
            Self::Number => "a number variable",
            Self::Names => "a variable of names",
            Self::Date => "a date variable",
            Self::Type => "a type of work",
            Self::Locator => "a locator",
            Self::Term => "a term",
        }
    }

    /// Returns whether the names are variables.
    pub(super) const fn is_of_variables(self) -> bool {
        matches!(self, Self::Variable | Self::Text | Self::Number | Self::Names | Self::Date)
    }

    /// Returns the name that replaced this one in a newer version of CSL.
    pub(super) fn replacement(self, name: &str) -> Option<&'static str> {
        let is_meant = |class: Class| class == self || class == Self::Variable && self.is_of_variables();
        DEPRECATED.iter().find(|(class, old, _)| is_meant(*class) && *old == name).map(|(.., new)| *new)
    }
}

fn is_in(list: &[&str], name: &str) -> bool {
    list.iter().any(|known| canonical(known) == name)
}

/// Whether a variable is one of CSL; records have a few others.
fn is_of_csl(name: &str) -> bool {
    !matches!(name, "eprint" | "eprint-type" | "eprint-class")
}

fn is_numbered_term(name: &str) -> bool {
    NUMBERED_TERMS.iter().any(|(beginning, first, last)| {
        let number = name.strip_prefix(beginning).filter(|digits| digits.len() == 2);
        number.and_then(|digits| digits.parse().ok()).is_some_and(|number: u8| (*first..=*last).contains(&number))
    })
}

#[cfg(test)]
mod tests {
    use super::{Class, names};

    #[test]
    fn names_are_separated_by_white_space() {
        assert_eq!(names(" page\tsub verbo\n volume ").collect::<Vec<_>>(), ["page", "sub verbo", "volume"]);
        assert_eq!(names("").count(), 0);
    }

    #[test]
    fn names_belong_to_classes() {
        for (class, known, unknown) in [
            (Class::Variable, "author", "autor"),
            (Class::Variable, "event", "eprint"),
            (Class::Text, "page", "author"),
            (Class::Number, "first-reference-note-number", "title"),
            (Class::Date, "issued", "title"),
            (Class::Type, "legal_case", "legal-case"),
            (Class::Locator, "sub verbo", "verbo"),
            (Class::Term, "month-12", "month-13"),
            (Class::Term, "long-ordinal-10", "long-ordinal-1"),
            (Class::Term, "no-date", "nodate"),
        ] {
            assert!(class.knows(known), "{known}");
            assert!(!class.knows(unknown), "{unknown}");
        }
    }

    #[test]
    fn every_name_that_is_suggested_is_known() {
        for class in
            [Class::Variable, Class::Number, Class::Names, Class::Date, Class::Type, Class::Locator, Class::Term]
        {
            assert!(class.names().into_iter().all(|name| class.knows(name)), "{class:?}");
        }
    }
}
