//! The compiled form of a style, which the processor walks.
//!
//! Elements are CSL's (CSL 1.0.2, "Rendering Elements"); macros are called by their index, variables are typed, and
//! every attribute has a value, from the style or the specification's default.

use std::sync::Arc;

pub(in crate::csl) use super::look::{
    Affixes, Display, FontStyle, FontVariant, FontWeight, Format, Look, TextCase, TextDecoration, VerticalAlign,
};
pub(in crate::csl) use super::name_options::{DelimiterPrecedes, NameAnd, NameAsSortOrder, NameForm, NameOptions};
use crate::csl::variable::{DateName, NumberName, VariableName};
use crate::model::{CitePosition, NameVariable};

/// A compiled style.
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct Program {
    /// Whether citations are footnotes.
    pub is_note: bool,
    /// The style's own language.
    pub default_locale: Option<String>,
    /// Terms, dates and options that the style replaces.
    pub locales: Vec<LocaleData>,
    /// The elements of macros, by index.
    pub macros: Arc<Vec<Vec<Element>>>,
    /// The layout of citations.
    pub citation: Citation,
    /// The layout of the list of references.
    pub bibliography: Option<Bibliography>,
    /// `initialize-with-hyphen`
    pub initialize_with_hyphen: bool,
    /// `page-range-format`
    pub page_range_format: Option<PageRangeFormat>,
    /// `demote-non-dropping-particle`
    pub demote_non_dropping_particle: DemoteParticle,
    /// Whether any condition tests `disambiguate`.
    pub tests_disambiguate: bool,
    /// Who decides about commas that CSL cannot control.
    pub commas: Commas,
    /// The style for works in some languages, with other layouts (CSL-M, "cs:layout").
    pub of_languages: Vec<ForLanguage>,
}

/// Who decides whether a comma may precede the last "and" of a list of names, and follow a question mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum Commas {
    /// The style, as CSL has it.
    #[default]
    OfStyle,
    /// The language. English has the first and not the second (The Chicago Manual of Style, 6.134), other languages do not
    /// have the first (Duden, rule D 111: none before "und" in an enumeration). CSL cannot say this, so it holds for publist's
    /// own styles.
    OfLanguage,
}

/// A style for works in one language.
#[derive(Debug, Clone)]
pub(in crate::csl) struct ForLanguage {
    /// The language of the works, a BCP 47 tag.
    pub language: String,
    /// The language of terms and dates.
    pub terms: String,
    pub program: Program,
}

/// Whether the citations of a style are in the text or in notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum StyleClass {
    InText,
    Note,
}

/// A part of a name that can be formatted on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum NamePartName {
    Family,
    Given,
}

/// `cs:citation`
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct Citation {
    pub layout: Layout,
    pub sort: Vec<SortKey>,
    /// `None` if given names are not added.
    pub add_given_names: Option<GivenNameRule>,
    pub add_names: bool,
    pub add_year_suffix: bool,
    /// The delimiter between the cites of a group; `None` if cites are not grouped.
    pub cite_group_delimiter: Option<String>,
    pub collapse: Option<Collapse>,
    pub year_suffix_delimiter: Option<String>,
    pub after_collapse_delimiter: Option<String>,
    pub near_note_distance: u32,
}

/// `cs:bibliography`
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct Bibliography {
    pub layout: Layout,
    pub sort: Vec<SortKey>,
    pub hanging_indent: bool,
    pub second_field_align: Option<SecondFieldAlign>,
    pub line_spacing: i16,
    pub entry_spacing: i16,
    pub subsequent_author_substitute: Option<String>,
    pub substitute_rule: SubstituteRule,
}

/// `cs:layout`, with the options for names of its area.
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct Layout {
    pub elements: Vec<Element>,
    pub format: Format,
    pub affixes: Affixes,
    pub delimiter: String,
    pub names: NameOptions,
}

/// `cs:key`
#[derive(Debug, Clone)]
pub(in crate::csl) struct SortKey {
    pub by: SortBy,
    pub descending: bool,
    /// `names-min`, `names-use-first` and `names-use-last`.
    pub names: NameOptions,
}

#[derive(Debug, Clone)]
pub(in crate::csl) enum SortBy {
    Variable(VariableName),
    Macro(usize),
}

/// A rendering element.
#[derive(Debug, Clone)]
pub(in crate::csl) enum Element {
    Text(TextElement),
    Number(NumberElement),
    Label(LabelElement),
    Date(Box<DateElement>),
    Names(Box<NamesElement>),
    Group(GroupElement),
    Choose(Vec<Branch>),
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct TextElement {
    pub source: TextSource,
    pub look: Look,
}

#[derive(Debug, Clone)]
pub(in crate::csl) enum TextSource {
    Variable(VariableName, VariableForm),
    Macro(usize),
    Term(TermName, TermForm, Plural),
    Value(String),
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct NumberElement {
    pub variable: NumberName,
    pub form: NumberForm,
    pub look: Look,
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct LabelElement {
    pub variable: NumberName,
    pub label: Label,
}

/// The attributes that `cs:label` has everywhere.
#[derive(Debug, Clone)]
pub(in crate::csl) struct Label {
    pub form: TermForm,
    pub plural: Pluralize,
    pub look: Look,
}

#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct DateElement {
    /// `None` in a locale.
    pub variable: Option<DateName>,
    /// `None` if the date is laid out by its own parts.
    pub form: Option<DateForm>,
    pub shown: DateParts,
    pub parts: Vec<DatePart>,
    pub delimiter: String,
    pub look: Look,
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct DatePart {
    pub name: DatePartName,
    pub form: Option<DatePartForm>,
    pub range_delimiter: Option<String>,
    pub look: Look,
}

#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct NamesElement {
    pub variables: Vec<NameVariable>,
    pub name: Option<Name>,
    pub et_al: Option<EtAl>,
    /// How names of institutions look, if not as those of people (CSL-M, `cs:institution`).
    pub institution: Option<Look>,
    pub label: Option<(Label, LabelPlace)>,
    pub substitute: Vec<Element>,
    /// The element's own options for names, and the delimiter between its variables.
    pub options: NameOptions,
    pub look: Look,
}

/// `cs:name`
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct Name {
    pub options: NameOptions,
    pub look: Look,
    pub family: Option<Look>,
    pub given: Option<Look>,
}

/// `cs:et-al`
#[derive(Debug, Clone)]
pub(in crate::csl) struct EtAl {
    pub term: TermName,
    pub format: Format,
}

#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct GroupElement {
    pub children: Vec<Element>,
    pub delimiter: String,
    pub look: Look,
}

/// A branch of `cs:choose`; the last one may have no test.
#[derive(Debug, Clone)]
pub(in crate::csl) struct Branch {
    /// `None` for `cs:else`.
    pub condition: Option<Condition>,
    pub children: Vec<Element>,
}

#[derive(Debug, Clone)]
pub(in crate::csl) struct Condition {
    pub tests: Vec<Test>,
    pub matching: Matching,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::csl) enum Test {
    Disambiguate,
    IsNumeric(VariableName),
    IsUncertainDate(DateName),
    /// CSL-M: a date has exactly this precision, or at least a day.
    Precision(DateName, Precision),
    Locator(TermName),
    Position(CitePosition),
    /// One of these types.
    Type(Vec<crate::model::Kind>),
    Variable(VariableName),
    /// A test that is never true: for a type or a variable that CSL does not know.
    Never,
}

/// The smallest unit that a date has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum Precision {
    Year,
    MonthOrSeason,
    Day,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum Matching {
    #[default]
    All,
    Any,
    None,
}

/// A term's name, as in locales.
pub(in crate::csl) type TermName = Box<str>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(in crate::csl) enum TermForm {
    #[default]
    Long,
    Short,
    Verb,
    VerbShort,
    Symbol,
}

impl TermForm {
    /// The fallback of this form (CSL 1.0.2, "Terms").
    pub(in crate::csl) const fn fallback(self) -> Option<Self> {
        match self {
            Self::Long => None,
            Self::Short | Self::Verb => Some(Self::Long),
            Self::VerbShort => Some(Self::Verb),
            Self::Symbol => Some(Self::Short),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum Plural {
    #[default]
    Single,
    Multiple,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum Pluralize {
    #[default]
    Contextual,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum VariableForm {
    #[default]
    Long,
    Short,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum NumberForm {
    #[default]
    Numeric,
    Ordinal,
    LongOrdinal,
    Roman,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum DateForm {
    Numeric,
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum DateParts {
    #[default]
    YearMonthDay,
    YearMonth,
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum DatePartName {
    Day,
    Month,
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum DatePartForm {
    Numeric,
    NumericLeadingZeros,
    Ordinal,
    Long,
    Short,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum LabelPlace {
    #[default]
    BeforeName,
    AfterName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum DemoteParticle {
    Never,
    SortOnly,
    #[default]
    DisplayAndSort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum PageRangeFormat {
    Chicago15,
    Chicago16,
    Expanded,
    Minimal,
    MinimalTwo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum GivenNameRule {
    AllNames,
    AllNamesWithInitials,
    PrimaryName,
    PrimaryNameWithInitials,
    #[default]
    ByCite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum Collapse {
    CitationNumber,
    Year,
    YearSuffix,
    YearSuffixRanged,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum SecondFieldAlign {
    Margin,
    Flush,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::csl) enum SubstituteRule {
    #[default]
    CompleteAll,
    CompleteEach,
    PartialEach,
    PartialFirst,
}

/// The data of a locale, or of a style that overrides it.
#[derive(Debug, Clone, Default)]
pub(in crate::csl) struct LocaleData {
    /// The language; `None` for all.
    pub language: Option<String>,
    pub terms: Vec<Term>,
    /// `cs:date`, by form.
    pub dates: Vec<DateElement>,
    pub limit_day_ordinals_to_day_1: Option<bool>,
    pub punctuation_in_quote: Option<bool>,
}

/// `cs:term`
#[derive(Debug, Clone)]
pub(in crate::csl) struct Term {
    pub name: TermName,
    pub form: TermForm,
    pub single: Box<str>,
    pub multiple: Box<str>,
    /// The term's own gender.
    pub gender: Option<Gender>,
    /// The gender of the noun to which this form of an ordinal or month belongs.
    pub gender_form: Option<Gender>,
    /// For ordinals: the numbers to which it applies.
    pub matches: Option<OrdinalMatch>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::csl) enum Gender {
    Masculine,
    Feminine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::csl) enum OrdinalMatch {
    LastDigit,
    LastTwoDigits,
    WholeNumber,
}
