//! The attributes whose values are one of a few words: each list of words once, for checking and for compiling.

use super::ir::{
    Collapse, DateForm, DatePartForm, DatePartName, DateParts, DelimiterPrecedes, DemoteParticle, Display, FontStyle,
    FontVariant, FontWeight, Gender, GivenNameRule, Matching, NameAnd, NameAsSortOrder, NameForm, NamePartName,
    NumberForm, OrdinalMatch, PageRangeFormat, Pluralize, SecondFieldAlign, StyleClass, SubstituteRule, TermForm,
    TextCase, TextDecoration, VariableForm, VerticalAlign,
};
use super::kind::StyleKind;
use crate::model::CitePosition;

/// A type whose values are words of CSL.
pub(super) trait Word: Sized {
    /// All words.
    const WORDS: &'static [&'static str];

    /// Returns the value of a word.
    fn from_word(word: &str) -> Option<Self>;
}

macro_rules! words {
    ($($type:ident { $($word:literal => $value:ident,)* })*) => { $(
        impl Word for $type {
            const WORDS: &'static [&'static str] = &[$($word),*];

            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$value),)* _ => None }
            }
        }
    )* };
}

words! {
    StyleClass { "in-text" => InText, "note" => Note, }
    StyleKind {
        "author-date" => AuthorDate,
        "author" => Author,
        "numeric" => Numeric,
        "label" => Label,
        "note" => Note,
    }
    PageRangeFormat {
        "chicago" => Chicago15,
        "chicago-15" => Chicago15,
        "chicago-16" => Chicago16,
        "expanded" => Expanded,
        "minimal" => Minimal,
        "minimal-two" => MinimalTwo,
    }
    DemoteParticle { "never" => Never, "sort-only" => SortOnly, "display-and-sort" => DisplayAndSort, }
    GivenNameRule {
        "all-names" => AllNames,
        "all-names-with-initials" => AllNamesWithInitials,
        "primary-name" => PrimaryName,
        "primary-name-with-initials" => PrimaryNameWithInitials,
        "by-cite" => ByCite,
    }
    Collapse {
        "citation-number" => CitationNumber,
        "year" => Year,
        "year-suffix" => YearSuffix,
        "year-suffix-ranged" => YearSuffixRanged,
    }
    SecondFieldAlign { "flush" => Flush, "margin" => Margin, }
    SubstituteRule {
        "complete-all" => CompleteAll,
        "complete-each" => CompleteEach,
        "partial-each" => PartialEach,
        "partial-first" => PartialFirst,
    }
    Matching { "all" => All, "any" => Any, "none" => None, }
    CitePosition {
        "first" => First,
        "subsequent" => Subsequent,
        "ibid" => Ibid,
        "ibid-with-locator" => IbidWithLocator,
        "near-note" => NearNote,
    }
    NameAnd { "text" => Text, "symbol" => Symbol, }
    DelimiterPrecedes {
        "contextual" => Contextual,
        "after-inverted-name" => AfterInvertedName,
        "always" => Always,
        "never" => Never,
    }
    NameForm { "long" => Long, "short" => Short, "count" => Count, }
    NameAsSortOrder { "first" => First, "all" => All, }
    NamePartName { "family" => Family, "given" => Given, }
    VariableForm { "long" => Long, "short" => Short, }
    TermForm {
        "long" => Long,
        "short" => Short,
        "verb" => Verb,
        "verb-short" => VerbShort,
        "symbol" => Symbol,
    }
    NumberForm { "numeric" => Numeric, "ordinal" => Ordinal, "long-ordinal" => LongOrdinal, "roman" => Roman, }
    Pluralize { "contextual" => Contextual, "always" => Always, "never" => Never, }
    DateForm { "numeric" => Numeric, "text" => Text, }
    DateParts { "year-month-day" => YearMonthDay, "year-month" => YearMonth, "year" => Year, }
    DatePartName { "day" => Day, "month" => Month, "year" => Year, }
    DatePartForm {
        "numeric" => Numeric,
        "numeric-leading-zeros" => NumericLeadingZeros,
        "ordinal" => Ordinal,
        "long" => Long,
        "short" => Short,
    }
    Gender { "masculine" => Masculine, "feminine" => Feminine, }
    OrdinalMatch { "last-digit" => LastDigit, "last-two-digits" => LastTwoDigits, "whole-number" => WholeNumber, }
    FontStyle { "normal" => Normal, "italic" => Italic, "oblique" => Italic, }
    FontVariant { "normal" => Normal, "small-caps" => SmallCaps, }
    FontWeight { "normal" => Normal, "bold" => Bold, "light" => Light, }
    TextDecoration { "none" => None, "underline" => Underline, }
    VerticalAlign { "baseline" => Baseline, "sup" => Sup, "sub" => Sub, }
    Display { "block" => Block, "left-margin" => LeftMargin, "right-inline" => RightInline, "indent" => Indent, }
    TextCase {
        "lowercase" => Lowercase,
        "uppercase" => Uppercase,
        "capitalize-first" => CapitalizeFirst,
        "capitalize-all" => CapitalizeAll,
        "sentence" => Sentence,
        "title" => Title,
    }
}
