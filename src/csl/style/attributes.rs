//! The attributes of the elements of a style, in the groups in which elements have them, and what their values may be.

use super::ir::{
    Collapse, DatePartForm, DatePartName, DelimiterPrecedes, DemoteParticle, Display, FontStyle, FontVariant,
    FontWeight, Gender, GivenNameRule, Matching, NameAnd, NameAsSortOrder, NameForm, OrdinalMatch, PageRangeFormat,
    SecondFieldAlign, StyleClass, SubstituteRule, TermForm, TextCase, TextDecoration, VerticalAlign,
};
use super::vocabulary::Class;
use super::words::Word;
use crate::model::CitePosition;

/// The name of an attribute, and its values.
pub(super) type AttributeRule = (&'static str, Value);

/// What an attribute may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Text,
    /// `true` or `false`.
    Flag,
    /// A number from 0.
    Count,
    /// One of these words.
    Words(&'static [&'static str]),
    /// Any of these words.
    WordList(&'static [&'static str]),
    /// A name of a class.
    Name(Class),
    /// Names of a class.
    Names(Class),
    /// The name of a macro.
    Macro,
    /// The version of CSL.
    Version,
    /// CSL's namespace.
    Namespace,
    /// Anything, of an extension of CSL that publist does not heed.
    Unheeded(&'static str),
    /// The only word of an extension of CSL that publist heeds.
    OnlyHeeded(&'static str, &'static str),
}

/// Juris-M's extension of CSL, <https://citeproc-js.readthedocs.io/en/latest/csl-m/>.
pub(super) const CSL_M: &str = "CSL-M";

pub(super) const FONT: &[AttributeRule] = &[
    ("font-style", Value::Words(FontStyle::WORDS)),
    ("font-variant", Value::Words(FontVariant::WORDS)),
    ("font-weight", Value::Words(FontWeight::WORDS)),
    ("text-decoration", Value::Words(TextDecoration::WORDS)),
    ("vertical-align", Value::Words(VerticalAlign::WORDS)),
];

pub(super) const AFFIXES: &[AttributeRule] = &[("prefix", Value::Text), ("suffix", Value::Text)];
pub(super) const DELIMITER: &[AttributeRule] = &[("delimiter", Value::Text)];
pub(super) const DISPLAY: &[AttributeRule] = &[("display", Value::Words(Display::WORDS))];
pub(super) const QUOTES: &[AttributeRule] = &[("quotes", Value::Flag)];
pub(super) const STRIP_PERIODS: &[AttributeRule] = &[("strip-periods", Value::Flag)];
pub(super) const TEXT_CASE: &[AttributeRule] = &[("text-case", Value::Words(TextCase::WORDS))];

pub(super) const STYLE: &[AttributeRule] = &[
    ("xmlns", Value::Namespace),
    ("xml:lang", Value::Text),
    ("class", Value::Words(StyleClass::WORDS)),
    ("version", Value::Version),
    ("default-locale", Value::Text),
    ("default-locale-sort", Value::Unheeded(CSL_M)),
    ("demote-non-dropping-particle", Value::Words(DemoteParticle::WORDS)),
    ("initialize-with-hyphen", Value::Flag),
    ("page-range-format", Value::Words(PageRangeFormat::WORDS)),
];

/// CSL 1.0.2, "Inheritable Name Options": those that `cs:name` has too.
pub(super) const NAME_OPTIONS: &[AttributeRule] = &[
    ("and", Value::Words(NameAnd::WORDS)),
    ("delimiter-precedes-et-al", Value::Words(DelimiterPrecedes::WORDS)),
    ("delimiter-precedes-last", Value::Words(DelimiterPrecedes::WORDS)),
    ("et-al-min", Value::Count),
    ("et-al-use-first", Value::Count),
    ("et-al-subsequent-min", Value::Count),
    ("et-al-subsequent-use-first", Value::Count),
    ("et-al-use-last", Value::Flag),
    ("initialize", Value::Flag),
    ("initialize-with", Value::Text),
    ("name-as-sort-order", Value::Words(NameAsSortOrder::WORDS)),
    ("sort-separator", Value::Text),
];

/// The others.
pub(super) const INHERITED: &[AttributeRule] =
    &[("name-form", Value::Words(NameForm::WORDS)), ("name-delimiter", Value::Text), ("names-delimiter", Value::Text)];

pub(super) const CITATION: &[AttributeRule] = &[
    ("disambiguate-add-names", Value::Flag),
    ("disambiguate-add-givenname", Value::Flag),
    ("disambiguate-add-year-suffix", Value::Flag),
    ("givenname-disambiguation-rule", Value::Words(GivenNameRule::WORDS)),
    ("cite-group-delimiter", Value::Text),
    ("collapse", Value::Words(Collapse::WORDS)),
    ("year-suffix-delimiter", Value::Text),
    ("after-collapse-delimiter", Value::Text),
    ("near-note-distance", Value::Count),
];

pub(super) const BIBLIOGRAPHY: &[AttributeRule] = &[
    ("hanging-indent", Value::Flag),
    ("second-field-align", Value::Words(SecondFieldAlign::WORDS)),
    ("line-spacing", Value::Count),
    ("entry-spacing", Value::Count),
    ("subsequent-author-substitute", Value::Text),
    ("subsequent-author-substitute-rule", Value::Words(SubstituteRule::WORDS)),
];

pub(super) const TERM: &[AttributeRule] = &[
    ("name", Value::Name(Class::Term)),
    ("form", Value::Words(TermForm::WORDS)),
    ("gender", Value::Words(&["masculine", "feminine", "neuter"])),
    ("gender-form", Value::Words(Gender::WORDS)),
    ("match", Value::Words(OrdinalMatch::WORDS)),
];

pub(super) const DATE_PART: &[AttributeRule] = &[
    ("name", Value::Words(DatePartName::WORDS)),
    ("form", Value::Words(DatePartForm::WORDS)),
    ("range-delimiter", Value::Text),
];

pub(super) const TEST: &[AttributeRule] = &[
    ("disambiguate", Value::Flag),
    ("is-numeric", Value::Names(Class::Variable)),
    ("is-uncertain-date", Value::Names(Class::Date)),
    ("locator", Value::Names(Class::Locator)),
    ("match", Value::Words(Matching::WORDS)),
    ("position", Value::WordList(CitePosition::WORDS)),
    ("type", Value::Names(Class::Type)),
    ("variable", Value::Names(Class::Variable)),
    ("has-day", Value::Names(Class::Date)),
    ("has-to-month-or-season", Value::Names(Class::Date)),
    ("has-year-only", Value::Names(Class::Date)),
    ("context", Value::Unheeded(CSL_M)),
    ("is-multiple", Value::Unheeded(CSL_M)),
    ("is-parallel", Value::Unheeded(CSL_M)),
    ("is-plural", Value::Unheeded(CSL_M)),
    ("jurisdiction", Value::Unheeded(CSL_M)),
    ("page", Value::Unheeded(CSL_M)),
    ("subjurisdictions", Value::Unheeded(CSL_M)),
];

/// Attributes of CSL-M's `cs:institution`. Institutions have one unit in records, and no short names.
pub(super) const INSTITUTION: &[AttributeRule] = &[
    ("and", Value::Unheeded(CSL_M)),
    ("delimiter", Value::Unheeded(CSL_M)),
    ("institution-parts", Value::OnlyHeeded("long", CSL_M)),
    ("reverse-order", Value::Unheeded(CSL_M)),
    ("substitute-use-first", Value::Unheeded(CSL_M)),
    ("use-first", Value::Unheeded(CSL_M)),
    ("use-last", Value::Unheeded(CSL_M)),
];
